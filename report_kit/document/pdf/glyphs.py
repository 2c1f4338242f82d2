"""pdfium's characters → segments of text with their look."""

from __future__ import annotations

import ctypes
import math
from collections import Counter, deque
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np

from report_kit.document.pdf.characters import SYMBOL_FONTS, clean, is_damaged
from report_kit.document.pdf.content import Geometry, PageContent, Segment, Style
from report_kit.document.pdf.encoding import LOST, lost_looks
from report_kit.document.pdf.pdfium import COLOUR, COLOUR_AT, LIB, MATRIX, MATRIX_AT
from report_kit.document.pdf.vertical import join_vertical
from report_kit.document.pdf.visibility import (
    COVERED,
    INVISIBLE,
    OUTSIDE,
    REASONS,
    WHITE,
    Colour,
    Drawn,
    Painting,
    judge,
)
from report_kit.document.runs import RECORD, Face, RunTable

MAX_CHARACTERS = 60_000
_INVISIBLE_MODES = (3, 7)
_STROKE, _FILL_AND_STROKE = 1, 2
_LAYER = (REASONS[INVISIBLE], REASONS[WHITE], REASONS[COVERED])
"""How the recognised text of a scan is kept from sight."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What is asked once for a text object; `turns` is its direction in user space, -1 when slanted."""

    style: Style
    turns: int
    hidden: bool
    face: Face
    descent: float
    font: int
    filed: str


@dataclass(slots=True)
class Characters:
    """Drawn characters in content order, `text` and `boxes` (left, top, right, bottom in user space) by index.

    `runs` are (first, end, number in `looks`, origin x, origin y), one a text object of `objects`."""

    text: str
    codes: Any
    boxes: Any
    runs: list[tuple[int, int, int, float, float]]
    looks: list[_Look]
    objects: list[int]
    truncated: bool
    damaged: float


def read_characters(text_page: int | None, count: int) -> Characters | None:
    """All characters of a text page, at most MAX_CHARACTERS; None where there are none."""
    if not text_page or count <= 0:
        return None
    n = min(count, MAX_CHARACTERS)
    codes = np.array(list(map(LIB.FPDFText_GetUnicode, repeat(text_page), range(n))), dtype="<u4")
    objects = list(map(LIB.FPDFText_GetTextObject, repeat(text_page), range(n)))
    buffer = np.zeros((n, 4), dtype=np.float32)
    address = buffer.ctypes.data
    boxes_of = map(LIB.FPDFText_GetLooseCharBox, repeat(text_page), range(n), range(address, address + 16 * n, 16))
    deque(boxes_of, maxlen=0)
    codes[(codes == 0) | (codes > 0x10FFFF) | ((codes >= 0xD800) & (codes < 0xE000))] = 0xFFFD
    text = codes.tobytes().decode("utf-32-le")
    owner = np.array([o or 0 for o in objects], dtype=np.uint64)
    changes = (np.flatnonzero(owner[1:] != owner[:-1]) + 1).tolist()
    looks = _Looks(text_page)
    runs = []
    for start, end in zip([0, *changes], [*changes, n], strict=True):
        if objects[start]:  # the others are spaces and line ends of pdfium's own
            runs.append((start, end, looks.number(start, objects[start]), MATRIX[4], MATRIX[5]))
    if not runs:
        return None
    texts = [objects[run[0]] for run in runs]
    drawn = "".join([text[run[0] : run[1]] for run in runs])
    return Characters(text, codes, buffer.astype(np.float64), runs, looks.found, texts, count > n, is_damaged(drawn))


_NAME = ctypes.create_string_buffer(256)
_FLOAT = ctypes.c_float()
_FLOAT_AT = ctypes.addressof(_FLOAT)


class _Looks:
    """The looks of a page's text objects, each once."""

    def __init__(self, text_page: int) -> None:
        self.text_page = text_page
        self.found: list[_Look] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._fonts: dict[int, tuple[str, bool, float, int, str]] = {}

    def number(self, index: int, text_object: int) -> int:
        """The number of the look of a text object; leaves the matrix of its character `index` in `MATRIX`."""
        font = LIB.FPDFTextObj_GetFont(text_object) or 0
        mode = LIB.FPDFTextObj_GetTextRenderMode(text_object)
        colour = (0, 0, 0)
        ink = LIB.FPDFPageObj_GetStrokeColor if mode == _STROKE else LIB.FPDFPageObj_GetFillColor
        if ink(text_object, *COLOUR_AT):
            red, green, blue, alpha = COLOUR
            colour = (red, green, blue) if alpha > 8 else (255, 255, 255)
        LIB.FPDFTextObj_GetFontSize(text_object, _FLOAT_AT)
        LIB.FPDFText_GetMatrix(self.text_page, index, MATRIX_AT)
        a, b, c, d = MATRIX[:4]
        key = (font, mode, colour, _FLOAT.value, a, b, c, d)
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = len(self.found)
            self.found.append(self._look(*key))
        return known

    def _look(self, font: int, mode: int, colour: Colour, size: float, a: float, b: float, c: float, d: float) -> _Look:
        if font not in self._fonts:
            self._fonts[font] = _font(font)
        family, bold, descent, weight, filed = self._fonts[font]
        if abs(b) < 0.05 * abs(a):
            turns = 0 if a > 0 else 2
        elif abs(a) < 0.05 * abs(b):
            turns = 3 if b > 0 else 1
        else:
            turns = -1
        style = Style(round(abs(size) * math.hypot(c, d), 1), bold or mode == _FILL_AND_STROKE, family)
        face = Face(family, style.size, weight, style.bold, colour)
        return _Look(style, turns, mode in _INVISIBLE_MODES, face, descent, font, filed)


def _font(font: int) -> tuple[str, bool, float, int, str]:
    """Family, boldness, the share of the height below the baseline, weight (0: not told), name as filed."""
    if not font:
        return "", False, 0.2, 0, ""
    length = LIB.FPDFFont_GetBaseFontName(font, ctypes.addressof(_NAME), 255)
    name = _NAME.raw[: max(0, min(length, 255) - 1)].decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    filed = name
    lowered = name.lower()
    weight = max(0, LIB.FPDFFont_GetWeight(font))
    bold = any(mark in lowered for mark in ("bold", "black", "heavy", "demi")) or weight >= 650
    ascent = descent = 0.0
    if LIB.FPDFFont_GetAscent(font, 1.0, _FLOAT_AT):
        ascent = _FLOAT.value
    if LIB.FPDFFont_GetDescent(font, 1.0, _FLOAT_AT):
        descent = _FLOAT.value
    share = -descent / (ascent - descent) if ascent - descent > 0.1 else 0.2
    return name.split(",")[0].split("-")[0], bold, min(max(share, 0.05), 0.3), weight, filed


def reading_turn(raw: Characters | None, rotation: int) -> int:
    """Quarter turns (clockwise) that set most of the page's text upright."""
    if raw is None:
        return 0
    amount: Counter[int] = Counter()
    for start, end, number, _, _ in raw.runs:
        turns = raw.looks[number].turns
        if turns >= 0:
            amount[(turns + rotation) % 4] += end - start
    if not amount:
        return 0
    direction, characters = amount.most_common(1)[0]
    return (4 - direction) % 4 if characters > 0.6 * amount.total() and characters > 20 else 0


def cut_segments(
    raw: Characters,
    geometry: Geometry,
    content: PageContent,
    page: Any,
    painting: Painting,
    unmapped: frozenset[str] = frozenset(),
    last: bool = False,
) -> list[int]:
    """Cut the characters into segments: at another look or baseline, a gap, a step back, where text begins to hide.

    Where text is painted over, only the text objects it belongs to are cut, and returned: pdfium drops characters that
    stand on the same ones beneath, so the rest is to be read again without those objects. Not in the `last` round."""
    left, top, right, bottom = raw.boxes.T
    box = geometry.boxes(left, bottom, right, top)
    x0, x1 = box[0], box[2]
    kinds = raw.looks
    table = np.array(raw.runs)
    starts, ends, numbers = table[:, :3].astype(np.int64).T
    baselines = geometry.boxes(table[:, 3], table[:, 4], table[:, 3], table[:, 4])[1]
    lengths = ends - starts
    drawn = np.arange(lengths.sum()) + np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    number, base = np.repeat(numbers, lengths), np.repeat(baselines, lengths)
    run = np.repeat(np.arange(len(raw.runs)), lengths)
    # pdfium's own spaces have no width; those of the file have.
    real = (raw.codes[drawn] != 32) | (x1[drawn] - x0[drawn] > 0.05)
    real[1:] &= ~_drawn_again(raw.codes[drawn], x0[drawn], x1[drawn], box[1][drawn], base, run)
    drawn, number, base, run = drawn[real], number[real], base[real], run[real]
    if not len(drawn):
        return []
    x0, x1 = x0[drawn], x1[drawn]
    size = np.array([k.style.size for k in kinds])[number]
    upright = np.array([k.turns >= 0 and (k.turns + geometry.turns) % 4 == 0 for k in kinds])[number]
    # A text object of a vertical font runs downwards: each character has a line of its own.
    top = box[1][drawn]
    down = top - top[np.searchsorted(run, run)]
    bottom = box[3][drawn]
    moved = np.minimum(np.abs(down), np.abs(bottom - bottom[np.searchsorted(run, run)]))  # a comma has only a low top
    base = np.where(upright & (moved > 0.5 * size), base + down, base)
    invisible = np.array([k.hidden for k in kinds])[number]
    colours = [kinds[r[2]].face.colour for r in raw.runs]
    glyphs = Drawn(x0, top, x1, box[3][drawn], run, size, raw.objects, colours, invisible)
    why = judge(page, painting, glyphs, geometry, content.turn)
    covered = set() if last else set(run[why == COVERED].tolist())
    gap = x0[1:] - x1[:-1]
    cut = (number[1:] != number[:-1]) | (np.abs(base[1:] - base[:-1]) > 0.3) | (why[1:] != why[:-1])
    cut |= upright[1:] & ((gap > 0.35 * size[1:]) | (gap < -0.55 * size[1:]))
    cut |= (~upright[1:] | bool(covered)) & (run[1:] != run[:-1])
    cuts = (np.flatnonzero(cut) + 1).tolist()
    text = raw.codes[drawn].tobytes().decode("utf-32-le")
    lost = lost_looks(text, number, [(k.font, k.filed) for k in kinds], unmapped)
    xs0, xs1, bases, number_of, whys = x0.tolist(), x1.tolist(), base.tolist(), number.tolist(), why.tolist()
    set_as: list[tuple[int, int, Segment]] = []
    lost_letters = 0
    for s, e in zip([0, *cuts], [*cuts, len(text)], strict=True):
        if covered and run[s] not in covered:
            continue
        look = kinds[number_of[s]]
        piece = text[s:e]
        symbols = SYMBOL_FONTS.get(look.style.family)
        if symbols:
            piece = "".join(symbols.get(c, c) for c in piece)
        piece = clean(piece)
        if not piece:
            continue
        if number_of[s] in lost and not piece.isspace():
            lost_letters += len(piece)
            piece = LOST
        reason, style = REASONS[whys[s]], look.style
        if look.turns >= 0 and (look.turns + geometry.turns) % 4 == 0:
            low = bases[s] + look.descent * style.size
            segment = Segment(xs0[s], low - style.size, xs1[e - 1], low, bases[s], piece, style, bool(reason), reason)
            set_as.append((s, e, segment))
        else:  # a label that runs up or down stays in the text, slanted text is a watermark
            rows = drawn[s:e]
            area = [float(f(v[rows])) for f, v in zip((np.min, np.min, np.max, np.max), box, strict=True)]
            reason = reason or ("watermark" if look.turns < 0 else "")
            segment = Segment(area[0], area[1], area[2], area[3], area[3], piece, style, bool(reason), reason)
        if segment.x1 < 0 or segment.x0 > content.width or segment.bottom < 0 or segment.top > content.height:
            segment.hidden, segment.why = True, REASONS[OUTSIDE]
        content.segments.append(segment)
    runs = _run_table(text, set_as, number_of, tuple(k.face for k in kinds), content)
    content.runs = runs if content.runs is None else content.runs.joined(runs)
    content.lost = max(content.lost, lost_letters / len(text))
    content.damaged, content.truncated = max(raw.damaged, content.lost), content.truncated or raw.truncated
    return [raw.objects[i] for i in sorted(covered)]


def settle(content: PageContent) -> None:
    """What is decided when all text of a page is cut."""
    content.segments = join_vertical(content.segments)
    _settle_text_layer(content)


def _drawn_again(codes: Any, x0: Any, x1: Any, top: Any, base: Any, run: Any) -> Any:
    """For each character after the first: whether it is the one before drawn once more a hair aside (false bold).

    The letters of one ligature (`ff`) share one place in one text object; they are two."""
    width = x1[1:] - x0[1:]
    aside = np.abs(x0[1:] - x0[:-1])
    again = (codes[1:] == codes[:-1]) & (codes[1:] != 32) & (np.abs(base[1:] - base[:-1]) < 0.15 * width + 0.3)
    again &= np.abs(top[1:] - top[:-1]) < 0.4 * width + 0.3
    return again & (aside < 0.4 * width) & ((run[1:] != run[:-1]) | (aside > 0.02 * width))


def _run_table(
    text: str,
    set_as: list[tuple[int, int, Segment]],
    number_of: list[int],
    faces: tuple[Face, ...],
    content: PageContent,
) -> RunTable:
    """The upright text of the page, for comparing how it is set; boxes as displayed."""
    words: list[str] = []
    packed: list[bytes] = []
    end = 0
    for first, last, s in set_as:
        box = (s.x0, s.top, s.x1, s.bottom)
        if content.turn:
            box = content.display(box)
        words.append(text[first:last])
        end += last - first
        packed.append(RECORD.pack(end, *box, s.base, number_of[first], s.hidden))
    return RunTable("".join(words), b"".join(packed), faces)


def _settle_text_layer(content: PageContent) -> None:
    """Invisible or covered text over a large image is the recognised text of a scan: it is read, and said so."""
    area = content.width * content.height
    scans = [i.bbox for i in content.images if (i.bbox[2] - i.bbox[0]) * (i.bbox[3] - i.bbox[1]) > 0.3 * area]
    if not scans:
        return
    layer = seen = 0
    for segment in content.segments:
        if not segment.hidden:
            seen += len(segment.text)
        elif segment.why in _LAYER:
            x, y = (segment.x0 + segment.x1) / 2, (segment.top + segment.bottom) / 2
            if any(s[0] <= x <= s[2] and s[1] <= y <= s[3] for s in scans):
                segment.hidden, segment.why = False, ""
                layer += len(segment.text)
    content.scanned_text = layer > seen
