"""The text layer behind a picture against what the picture says: a layer may be old, foreign, or altered."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from report_kit.document.model import BBox, LayerDifference
from report_kit.document.ocr.seen import ScannedPage, Word
from report_kit.document.pdf.content import PageContent
from report_kit.document.pdf.lines import Line, make_lines
from report_kit.quantities.number import half_width

SURE = 0.9
"""Characters of the picture read with less confidence than this prove nothing."""
_CONFUSED = str.maketrans("０Oo〇lI|｜—–－−～~一·•，、。：；（）", "00001111-------..,,.:;()")


def differences(layer: PageContent, page: ScannedPage, n: int) -> list[LayerDifference]:
    """Where the visible text of a page and its text layer differ, line by line; white space, widths of punctuation and
    look-alikes do not count. Lines that only one of the two has do not count either: a layer may leave out stamps."""
    lines = make_lines(layer.segments)
    found: list[LayerDifference] = []
    for line in lines:
        box = layer.display(line.bbox)
        over = [w for w in page.words if _covers(_displayed(page, w), box)]
        if over:
            found += _of_line(line, over, box, n)
    return found


def _displayed(page: ScannedPage, word: Word) -> BBox:
    frame = PageContent(0, page.width, page.height, turn=page.turns % 4)
    return frame.display(word.bbox)


def _covers(word: BBox, line: BBox) -> bool:
    """Whether a word of the picture lies on a line of the layer."""
    height = min(word[3] - word[1], line[3] - line[1])
    shared = min(word[3], line[3]) - max(word[1], line[1])
    middle = (word[0] + word[2]) / 2
    return shared > 0.5 * height and line[0] - 3 <= middle <= line[2] + 3


def _of_line(line: Line, words: list[Word], box: BBox, n: int) -> list[LayerDifference]:
    words = sorted(words, key=lambda w: w.bbox[0])
    seen = [(c, p) for w in words for c, p in zip(w.text, w.confidences, strict=True) if not c.isspace()]
    shown = "".join(c for c, _ in seen)
    written = re.sub(r"\s", "", line.text)
    matcher = SequenceMatcher(None, _plain(written), _plain(shown), autojunk=False)
    if matcher.ratio() < 0.5:  # another text altogether, or not the same line
        return []
    found = []
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal":
            continue
        (a0, a1), (b0, b1) = _whole_number(written, a0, a1), _whole_number(shown, b0, b1)
        confidence = min((p for _, p in seen[b0:b1]), default=0.0)
        figures = any(c.isdigit() for c in written[a0:a1] + shown[b0:b1])
        if confidence < SURE:
            continue
        found.append(
            LayerDifference(n, written[a0:a1], shown[b0:b1], _span(line, box, written, a0, a1), figures, confidence)
        )
    return found


def _plain(text: str) -> str:
    return half_width(text.translate(_CONFUSED))


def _whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """A span grown to the whole number it touches: 「36.5」 against 「38.5」, not 6 against 8."""
    inside = re.compile(r"[\d.,]")
    if not any(inside.match(c) for c in text[max(start - 1, 0) : end + 1]):
        return start, end
    while start > 0 and inside.match(text[start - 1]):
        start -= 1
    while end < len(text) and inside.match(text[end]):
        end += 1
    return start, end


def _span(line: Line, box: BBox, text: str, start: int, end: int) -> BBox:
    """The box of some characters of a line, by their share of it."""
    x0, top, x1, bottom = box
    width = (x1 - x0) / max(len(text), 1)
    return (round(x0 + start * width, 1), top, round(x0 + max(end, start + 1) * width, 1), bottom)
