"""What stands on one PDF page, as pdfium gives it: text segments, ruled lines, shaded areas, images.

Everything is in points from the top left of the page as displayed, or as turned so that its text stands upright
(`PageContent.turn`). pdfium is called through `ctypes.PyDLL` in batches: one C call for each character is what reading
costs, and the ordinary bindings double it. pdfium is not thread-safe: use processes.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from report_kit.document.model import BBox
from report_kit.document.pdf.characters import SYMBOL_FONTS, clean, is_damaged

MAX_CHARACTERS = 60_000
MAX_OBJECTS = 60_000
MAX_PATH_POINTS = 120_000
MAX_FORM_DEPTH = 6
MAX_IMAGE_BYTES = 64 << 20
THIN = 4.5
"""A filled area at most this thick (points) is a drawn line."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE_MODES = (3, 7)
_FILL_AND_STROKE = 2


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: size in points, bold, font family without subset prefix."""

    size: float
    bold: bool
    family: str


@dataclass(slots=True)
class Segment:
    """Characters of one style that follow each other on one baseline without a gap."""

    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    text: str
    style: Style
    hidden: bool = False


@dataclass(slots=True)
class PageImage:
    bbox: BBox
    sha256: str


@dataclass(slots=True)
class PageContent:
    """One page. `horizontals` are (y, x0, x1), `verticals` (x, top, bottom), `shades` filled areas that are not white.

    `turn` is the number of clockwise quarter turns that made the text upright; `display` turns a box back."""

    n: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    horizontals: list[tuple[float, float, float]] = field(default_factory=list)
    verticals: list[tuple[float, float, float]] = field(default_factory=list)
    shades: list[BBox] = field(default_factory=list)
    images: list[PageImage] = field(default_factory=list)
    turn: int = 0
    damaged: float = 0.0
    truncated: bool = False
    scanned_text: bool = False

    def display(self, box: BBox) -> BBox:
        """A box of this (perhaps turned) page on the page as displayed."""
        x0, top, x1, bottom = box
        if self.turn == 1:
            return (top, self.width - x1, bottom, self.width - x0)
        if self.turn == 2:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turn == 3:
            return (self.height - bottom, x0, self.height - top, x1)
        return box

    @property
    def displayed_size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)


def _library() -> ctypes.PyDLL:
    """pdfium once more, called without releasing the interpreter lock: half the price of a short call."""
    from pypdfium2_raw import bindings  # type: ignore[import-untyped]

    library = ctypes.PyDLL(bindings._libs["pdfium"]._name)
    pointer, integer = ctypes.c_void_p, ctypes.c_int
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "FPDFText_GetUnicode": (ctypes.c_uint, [pointer, integer]),
        "FPDFText_GetTextObject": (pointer, [pointer, integer]),
        "FPDFText_GetLooseCharBox": (integer, [pointer, integer, pointer]),
        "FPDFPage_GetObject": (pointer, [pointer, integer]),
        "FPDFFormObj_GetObject": (pointer, [pointer, ctypes.c_ulong]),
        "FPDFPageObj_GetType": (integer, [pointer]),
        "FPDFPageObj_GetBounds": (integer, [pointer] * 5),
        "FPDFPath_GetDrawMode": (integer, [pointer] * 3),
        "FPDFPath_CountSegments": (integer, [pointer]),
        "FPDFPath_GetPathSegment": (pointer, [pointer, integer]),
        "FPDFPathSegment_GetPoint": (integer, [pointer] * 3),
        "FPDFPathSegment_GetType": (integer, [pointer]),
        "FPDFPathSegment_GetClose": (integer, [pointer]),
        "FPDFPageObj_GetMatrix": (integer, [pointer] * 2),
        "FPDFPageObj_GetFillColor": (integer, [pointer] * 5),
        "FPDFTextObj_GetFont": (pointer, [pointer]),
        "FPDFTextObj_GetTextRenderMode": (integer, [pointer]),
        "FPDFTextObj_GetFontSize": (integer, [pointer, pointer]),
        "FPDFText_GetMatrix": (integer, [pointer, integer, pointer]),
        "FPDFFont_GetBaseFontName": (ctypes.c_size_t, [pointer, pointer, ctypes.c_size_t]),
        "FPDFFont_GetFlags": (integer, [pointer]),
        "FPDFFont_GetWeight": (integer, [pointer]),
        "FPDFFont_GetAscent": (integer, [pointer, ctypes.c_float, pointer]),
        "FPDFFont_GetDescent": (integer, [pointer, ctypes.c_float, pointer]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


LIB = _library()


class _Geometry:
    """From PDF user space to points from the top left after `turns` clockwise quarter turns."""

    def __init__(self, box: tuple[float, float, float, float], turns: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.turns = turns % 4
        across, up = self.right - self.left, self.top - self.bottom
        self.width, self.height = (up, across) if self.turns % 2 else (across, up)

    def boxes(self, left: Any, bottom: Any, right: Any, top: Any) -> tuple[Any, Any, Any, Any]:
        """(x0, top, x1, bottom) of boxes given by their user-space sides; numbers or arrays."""
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turns == 3:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


def load_page(document: Any, index: int) -> PageContent | None:
    """Content of page `index` (from 0); None where pdfium cannot open the page."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        return _read_page(page, index + 1)
    finally:
        pdfium.FPDF_ClosePage(page)


def _read_page(page: Any, n: int) -> PageContent:
    handle = ctypes.cast(page, ctypes.c_void_p).value
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rectangle)
    box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    rotation = pdfium.FPDFPage_GetRotation(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        text_handle = ctypes.cast(text_page, ctypes.c_void_p).value if text_page else None
        raw = _characters(text_handle, pdfium.FPDFText_CountChars(text_page) if text_handle else 0)
        turn = _reading_turn(raw, rotation)
        geometry = _Geometry(box, rotation + turn)
        content = PageContent(n, geometry.width, geometry.height, turn=turn)
        _read_objects(handle, pdfium.FPDFPage_CountObjects(page), geometry, content)
        if raw is not None:
            _read_segments(raw, geometry, content)
        return content
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is asked once for a text object; `turns` is its direction in user space, -1 when slanted."""

    size: float
    bold: bool
    family: str
    turns: int
    hidden: bool
    white: bool
    descent: float


@dataclass(slots=True)
class _Characters:
    """Drawn characters in content order; `runs` are (first, end, look, origin x, origin y) of each text object."""

    text: str
    codes: Any
    boxes: Any  # n x 4: left, top, right, bottom in user space
    runs: list[tuple[int, int, _Look, float, float]]
    truncated: bool
    damaged: float


def _characters(text_page: int | None, count: int) -> _Characters | None:
    if not text_page or count <= 0:
        return None
    n = min(count, MAX_CHARACTERS)
    codes = list(map(LIB.FPDFText_GetUnicode, repeat(text_page), range(n)))
    objects = list(map(LIB.FPDFText_GetTextObject, repeat(text_page), range(n)))
    buffer = np.zeros((n, 4), dtype=np.float32)
    address = buffer.ctypes.data
    boxes_of = map(LIB.FPDFText_GetLooseCharBox, repeat(text_page), range(n), range(address, address + 16 * n, 16))
    deque(boxes_of, maxlen=0)
    text = "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)
    owner = np.array([o or 0 for o in objects], dtype=np.uint64)
    changes = (np.flatnonzero(owner[1:] != owner[:-1]) + 1).tolist()
    fonts: dict[int, tuple[str, bool, float]] = {}
    runs = []
    for start, end in zip([0, *changes], [*changes, n], strict=True):
        if objects[start]:  # the others are spaces and line ends of pdfium's own
            look = _look(text_page, start, objects[start], fonts)
            runs.append((start, end, look, _MATRIX[4], _MATRIX[5]))
    if not runs:
        return None
    drawn = "".join(text[run[0] : run[1]] for run in runs)
    return _Characters(text, np.array(codes), buffer.astype(np.float64), runs, count > n, is_damaged(drawn))


_MATRIX = (ctypes.c_float * 6)()
_MATRIX_AT = ctypes.addressof(_MATRIX)
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = [ctypes.addressof(_COLOUR) + 4 * i for i in range(4)]
_NAME = ctypes.create_string_buffer(256)
_FLOAT = ctypes.c_float()
_FLOAT_AT = ctypes.addressof(_FLOAT)


def _look(text_page: int, index: int, text_object: int, fonts: dict[int, tuple[str, bool, float]]) -> _Look:
    """The look of a text object; leaves the matrix of its character `index` in `_MATRIX`."""
    font = LIB.FPDFTextObj_GetFont(text_object) or 0
    if font not in fonts:
        fonts[font] = _font(font)
    family, bold, descent = fonts[font]
    mode = LIB.FPDFTextObj_GetTextRenderMode(text_object)
    white = False
    if LIB.FPDFPageObj_GetFillColor(text_object, *_COLOUR_AT):
        white = mode != 1 and (min(_COLOUR[0], _COLOUR[1], _COLOUR[2]) >= 250 or _COLOUR[3] <= 8)
    LIB.FPDFTextObj_GetFontSize(text_object, _FLOAT_AT)
    LIB.FPDFText_GetMatrix(text_page, index, _MATRIX_AT)
    a, b, c, d = _MATRIX[0], _MATRIX[1], _MATRIX[2], _MATRIX[3]
    if abs(b) < 0.05 * abs(a):
        turns = 0 if a > 0 else 2
    elif abs(a) < 0.05 * abs(b):
        turns = 3 if b > 0 else 1
    else:
        turns = -1
    size = round(abs(_FLOAT.value) * math.hypot(c, d), 1)
    return _Look(size, bold or mode == _FILL_AND_STROKE, family, turns, mode in _INVISIBLE_MODES, white, descent)


def _font(font: int) -> tuple[str, bool, float]:
    """Family, boldness and the share of the height below the baseline."""
    if not font:
        return "", False, 0.2
    length = LIB.FPDFFont_GetBaseFontName(font, ctypes.addressof(_NAME), 255)
    name = _NAME.raw[: max(0, min(length, 255) - 1)].decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    lowered = name.lower()
    bold = any(mark in lowered for mark in ("bold", "black", "heavy", "demi")) or LIB.FPDFFont_GetWeight(font) >= 650
    ascent = descent = 0.0
    if LIB.FPDFFont_GetAscent(font, 1.0, _FLOAT_AT):
        ascent = _FLOAT.value
    if LIB.FPDFFont_GetDescent(font, 1.0, _FLOAT_AT):
        descent = _FLOAT.value
    share = -descent / (ascent - descent) if ascent - descent > 0.1 else 0.2
    return name.split(",")[0].split("-")[0], bold, min(max(share, 0.05), 0.3)


def _reading_turn(raw: _Characters | None, rotation: int) -> int:
    """Quarter turns (clockwise) that set most of the page's text upright."""
    if raw is None:
        return 0
    amount: Counter[int] = Counter()
    for start, end, look, _, _ in raw.runs:
        if look.turns >= 0:
            amount[(look.turns + rotation) % 4] += end - start
    if not amount:
        return 0
    direction, characters = amount.most_common(1)[0]
    return (4 - direction) % 4 if characters > 0.6 * amount.total() and characters > 20 else 0


def _read_segments(raw: _Characters, geometry: _Geometry, content: PageContent) -> None:
    """Cut the characters into segments: at another look or baseline, a gap, a step back."""
    left, top, right, bottom = raw.boxes.T
    box = geometry.boxes(left, bottom, right, top)
    x0, x1 = box[0], box[2]
    looks: dict[_Look, int] = {}
    for run in raw.runs:
        looks.setdefault(run[2], len(looks))
    kinds = list(looks)
    numbers = np.array([looks[run[2]] for run in raw.runs])
    origins = np.array([(run[3], run[4]) for run in raw.runs])
    baselines = geometry.boxes(origins[:, 0], origins[:, 1], origins[:, 0], origins[:, 1])[1]
    lengths = np.array([run[1] - run[0] for run in raw.runs])
    drawn = np.concatenate([np.arange(run[0], run[1]) for run in raw.runs])
    number, base = np.repeat(numbers, lengths), np.repeat(baselines, lengths)
    # pdfium's own spaces have no width; those of the file have.
    real = (raw.codes[drawn] != 32) | (x1[drawn] - x0[drawn] > 0.05)
    drawn, number, base = drawn[real], number[real], base[real]
    x0, x1 = x0[drawn], x1[drawn]
    size = np.array([k.size for k in kinds])[number]
    gap = x0[1:] - x1[:-1]
    upright = np.array([k.turns >= 0 and (k.turns + geometry.turns) % 4 == 0 for k in kinds])[number]
    run = np.repeat(np.arange(len(raw.runs)), lengths)[real]
    cut = (number[1:] != number[:-1]) | (np.abs(base[1:] - base[:-1]) > 0.3)
    cut |= upright[1:] & ((gap > 0.35 * size[1:]) | (gap < -0.55 * size[1:]))
    cut |= ~upright[1:] & (run[1:] != run[:-1])
    cuts = (np.flatnonzero(cut) + 1).tolist()
    text = "".join(map(raw.text.__getitem__, drawn.tolist()))
    xs0, xs1, bases, number_of = x0.tolist(), x1.tolist(), base.tolist(), number.tolist()
    styles = [Style(k.size, k.bold, k.family) for k in kinds]
    if not text:
        return
    for s, e in zip([0, *cuts], [*cuts, len(text)], strict=True):
        look = kinds[number_of[s]]
        piece = text[s:e]
        symbols = SYMBOL_FONTS.get(look.family)
        if symbols:
            piece = "".join(symbols.get(c, c) for c in piece)
        piece = clean(piece)
        if not piece:
            continue
        hidden = look.hidden or look.white
        style = styles[number_of[s]]
        if look.turns >= 0 and (look.turns + geometry.turns) % 4 == 0:
            low = bases[s] + look.descent * look.size
            segment = Segment(xs0[s], low - look.size, xs1[e - 1], low, bases[s], piece, style, hidden)
        else:  # a label that runs up or down stays in the text, slanted text is a watermark
            rows = drawn[s:e]
            area = [float(f(v[rows])) for f, v in zip((np.min, np.min, np.max, np.max), box, strict=True)]
            segment = Segment(area[0], area[1], area[2], area[3], area[3], piece, style, hidden or look.turns < 0)
        content.segments.append(segment)
    content.damaged, content.truncated = raw.damaged, content.truncated or raw.truncated
    _settle_hidden(content, any(k.white for k in kinds))


def _settle_hidden(content: PageContent, white: bool) -> None:
    """White text on a dark ground is visible; a page whose whole text is invisible over an image is a scan with its
    recognised text behind it."""
    hidden = [s for s in content.segments if s.hidden]
    if not hidden:
        return
    area = content.width * content.height
    picture = sum((i.bbox[2] - i.bbox[0]) * (i.bbox[3] - i.bbox[1]) for i in content.images)
    if picture > 0.5 * area and len(hidden) > 0.9 * len(content.segments):
        content.scanned_text = True
        for segment in hidden:
            segment.hidden = False
        return
    if not white:
        return
    grounds = content.shades + [i.bbox for i in content.images]
    for segment in hidden:
        x, y = (segment.x0 + segment.x1) / 2, (segment.top + segment.bottom) / 2
        segment.hidden = not any(g[0] <= x <= g[2] and g[1] <= y <= g[3] for g in grounds)


def _read_objects(page: int | None, count: int, geometry: _Geometry, content: PageContent) -> None:
    """Lines, shaded areas and images of the page and of the forms drawn on it."""
    count = max(0, min(count, MAX_OBJECTS))
    objects = list(map(LIB.FPDFPage_GetObject, repeat(page), range(count)))
    reader = _ObjectReader(geometry, content)
    reader.read(objects, None, 0)


Matrix = tuple[float, float, float, float, float, float]


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class _ObjectReader:
    def __init__(self, geometry: _Geometry, content: PageContent) -> None:
        self.geometry = geometry
        self.content = content
        self.objects = 0
        self.points = 0

    def read(self, objects: list[int], outer: Matrix | None, depth: int) -> None:
        self.objects += len(objects)
        if self.objects > MAX_OBJECTS:
            self.content.truncated = True
            return
        kinds = list(map(LIB.FPDFPageObj_GetType, objects))
        wanted = [(o, k) for o, k in zip(objects, kinds, strict=True) if k in (_PATH, _IMAGE)]
        n = len(wanted)
        bounds = np.zeros((n, 4), dtype=np.float32)
        at = bounds.ctypes.data
        columns = [range(at + 4 * i, at + 4 * i + 16 * n, 16) for i in range(4)]
        deque(map(LIB.FPDFPageObj_GetBounds, [o for o, _ in wanted], *columns), maxlen=0)
        for (item, kind), (left, bottom, right, top) in zip(wanted, bounds.tolist(), strict=True):
            box = self._box(left, bottom, right, top, outer)
            if kind == _IMAGE:
                self._image(item, box)
            else:
                self._path(item, box, outer)
        if _FORM in kinds and depth < MAX_FORM_DEPTH:
            for form in [o for o, k in zip(objects, kinds, strict=True) if k == _FORM]:
                self._form(form, outer, depth)

    def _box(self, left: float, bottom: float, right: float, top: float, outer: Matrix | None) -> BBox:
        if outer is not None:
            a, b, c, d, e, f = outer
            xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
            ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
            left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        x0, y0, x1, y1 = self.geometry.boxes(left, bottom, right, top)
        return (x0, y0, x1, y1)

    def _matrix(self, item: int, outer: Matrix | None) -> Matrix:
        LIB.FPDFPageObj_GetMatrix(item, _MATRIX_AT)
        a, b, c, d, e, f = _MATRIX
        return _times((a, b, c, d, e, f), outer)

    def _form(self, form: int, outer: Matrix | None, depth: int) -> None:
        count = min(pdfium.FPDFFormObj_CountObjects(ctypes.cast(form, pdfium.FPDF_PAGEOBJECT)), MAX_OBJECTS)
        if count <= 0:
            return
        inner = [o for o in map(LIB.FPDFFormObj_GetObject, repeat(form), range(count)) if o]
        self.read(inner, self._matrix(form, outer), depth + 1)

    def _image(self, item: int, box: BBox) -> None:
        if box[2] - box[0] < 12 or box[3] - box[1] < 12 or len(self.content.images) >= 500:
            return
        handle = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
        length = pdfium.FPDFImageObj_GetImageDataRaw(handle, None, 0)
        digest = ""
        if 0 < length <= MAX_IMAGE_BYTES:
            data = ctypes.create_string_buffer(length)
            pdfium.FPDFImageObj_GetImageDataRaw(handle, data, length)
            digest = hashlib.sha256(data).hexdigest()
        self.content.images.append(PageImage(box, digest))

    def _path(self, item: int, box: BBox, outer: Matrix | None) -> None:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        LIB.FPDFPath_GetDrawMode(item, ctypes.addressof(mode), ctypes.addressof(stroked))
        if not mode.value and not stroked.value:
            return
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            self._rule(box)
            return
        count = LIB.FPDFPath_CountSegments(item)
        self.points += count
        if self.points > MAX_PATH_POINTS:
            self.content.truncated = True
            return
        for points, straight in self._subpaths(item, count, outer):
            self._subpath(item, points, straight, bool(stroked.value), bool(mode.value))

    def _subpaths(self, item: int, count: int, outer: Matrix | None) -> list[tuple[list[tuple[float, float]], bool]]:
        """Subpaths as displayed points; a closed one ends where it began. The flag: made of straight lines only."""
        a, b, c, d, e, f = self._matrix(item, outer)
        x, y = ctypes.c_float(), ctypes.c_float()
        x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
        paths: list[tuple[list[tuple[float, float]], bool]] = []
        points: list[tuple[float, float]] = []
        straight = True
        for index in range(count):
            segment = LIB.FPDFPath_GetPathSegment(item, index)
            LIB.FPDFPathSegment_GetPoint(segment, x_at, y_at)
            kind = LIB.FPDFPathSegment_GetType(segment)
            px, py = a * x.value + c * y.value + e, b * x.value + d * y.value + f
            px, py, _, _ = self.geometry.boxes(px, py, px, py)
            if kind == 2:
                if len(points) > 1:
                    paths.append((points, straight))
                points, straight = [], True
            elif kind == 1:
                straight = False
            points.append((px, py))
            if LIB.FPDFPathSegment_GetClose(segment) and points:
                points.append(points[0])
        if len(points) > 1:
            paths.append((points, straight))
        return paths

    def _subpath(
        self, item: int, points: list[tuple[float, float]], straight: bool, stroked: bool, filled: bool
    ) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            self._rule(box)
            return
        if filled and straight and self._is_dark(item):
            self.content.shades.append(box)
        if not stroked or not straight:
            return
        for (xa, ya), (xb, yb) in pairwise(points):
            if abs(ya - yb) < 0.6:
                self.content.horizontals.append(((ya + yb) / 2, min(xa, xb), max(xa, xb)))
            elif abs(xa - xb) < 0.6:
                self.content.verticals.append(((xa + xb) / 2, min(ya, yb), max(ya, yb)))

    def _is_dark(self, item: int) -> bool:
        """Whether a filled area is a ground that white text can be read on."""
        if not LIB.FPDFPageObj_GetFillColor(item, *_COLOUR_AT):
            return True
        return min(_COLOUR[0], _COLOUR[1], _COLOUR[2]) < 235

    def _rule(self, box: BBox) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if width >= height:
            self.content.horizontals.append(((box[1] + box[3]) / 2, box[0], box[2]))
        if height >= width or (width <= THIN and height > 0.5 * width):
            self.content.verticals.append(((box[0] + box[2]) / 2, box[1], box[3]))
