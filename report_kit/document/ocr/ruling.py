"""A picture of a page → its ruling lines, and the picture without them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from report_kit.document.ocr.engine import Picture
from report_kit.document.ocr.seen import Rule

ACROSS, DOWN = 22.0, 13.0
"""A line is at least so long (points): no stroke of a letter is."""
THICK = 3.2
"""… and at most so thick."""
INKED = 0.93
UNBROKEN = 0.9
"""Share of a side of a cell that is inked where a line runs."""
FAR, MEETS = 60.0, 4.0
"""A line down that is longer than the first (points) needs no rules at its ends; a shorter one meets them within the
second."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """`horizontals` are (y, x0, x1), `verticals` (x, top, bottom), in pixels; `mask` is where their ink is."""

    horizontals: list[Rule]
    verticals: list[Rule]
    mask: Picture


def ink_of(grey: Picture) -> Picture:
    """Where a page is inked (255), whatever its paper's shade: each spot against its surroundings."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    ink = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 14)
    return np.asarray(ink, dtype=np.uint8)


def find_ruling(grey: Picture, ink: Picture, boxes: NDArray[np.float64], scale: float) -> Ruling:
    """The ruling lines of a level page. `boxes` is its text (a long stroke within a line of text is no rule), `scale`
    pixels a point."""
    faint = _faint_ink(grey)
    thick = THICK * scale
    # What is faint must keep clear of text altogether: rows of letters leave faint lines at their feet.
    across = [
        _lines(ink, _shrunk(boxes, 0.15), round(ACROSS * scale), thick, 0.3),
        _lines(faint, boxes, round(ACROSS * scale), thick, 0.1),
    ]
    turned = np.ascontiguousarray(ink.T)
    # No search for faint lines down: letters that stand one below the other look like one.
    down = _lines(turned, _shrunk(boxes, 0.15)[:, [1, 0, 3, 2]], round(DOWN * scale), thick, 1.0)
    reach = 0.5 * scale
    horizontals = [(line.at, line.start - reach, line.end + reach) for found in across for line in found.lines]
    closed = [n for n, line in enumerate(down.lines) if _is_closed(line, horizontals, scale)]
    verticals = [part for n in closed for part in _inked_parts(down.lines[n], horizontals, turned, scale)]
    mask = np.ascontiguousarray(down.mask(closed).T)
    for found in across:
        mask |= found.mask(range(len(found.lines)))
    return Ruling(horizontals, verticals, np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), dtype=np.uint8))


def _shrunk(boxes: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Boxes without a margin, a share of their sides: boxes of text are drawn a little large."""
    inset = share * np.minimum(boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0])[:, None]
    shrunk: NDArray[np.float64] = boxes + inset * np.array([1.0, 1.0, -1.0, -1.0])
    return shrunk


def _faint_ink(grey: Picture) -> Picture:
    """Ink with thin grey lines that run across: noise is levelled out along them."""
    level = cv2.blur(grey, (9, 1))
    ink = cv2.adaptiveThreshold(level, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 6)
    return np.asarray(ink, dtype=np.uint8)


def _inked_parts(line: _Line, horizontals: list[Rule], ink: Picture, scale: float) -> list[Rule]:
    """A line down, from rule to rule, where its ink (of the turned page) has no gaps: strokes of letters that it runs
    into leave some, or hang over its last rule."""
    slack, reach = MEETS * scale, 0.5 * scale
    met = sorted(y for y, a, b in horizontals if a - slack <= line.at <= b + slack)
    inner = [y for y in met if line.start + slack < y < line.end - slack]
    levels = [line.start, *inner, line.end]
    x = round(line.at)
    column = np.asarray((ink[max(x - 2, 0) : x + 3] > 0).any(axis=0))
    parts: list[Rule] = []
    for start, end in pairwise(levels):
        side = column[round(start) : round(end)]
        if not len(side) or side.mean() < UNBROKEN:
            continue
        hanging = any(not any(abs(y - e) <= slack for y in met) for e in (start, end))
        if hanging and inner and end - start < FAR * scale:
            continue
        if parts and abs(parts[-1][2] - reach - start) < 1:
            parts[-1] = (line.at, parts[-1][1], end + reach)
        else:
            parts.append((line.at, start - reach, end + reach))
    return parts


def _is_closed(line: _Line, horizontals: list[Rule], scale: float) -> bool:
    """Whether a line down runs from rule to rule, or far: strokes of letters in a column do neither."""
    if line.end - line.start > FAR * scale:
        return True
    return all(
        any(
            abs(y - end) <= MEETS * scale and a - MEETS * scale <= line.at <= b + MEETS * scale
            for y, a, b in horizontals
        )
        for end in (line.start, line.end)
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line across: its y, where it starts and ends, its number among the pieces of ink."""

    at: float
    start: float
    end: float
    piece: int


@dataclass(frozen=True, slots=True)
class _Lines:
    lines: list[_Line]
    labels: NDArray[np.int32]

    def mask(self, wanted: Iterable[int]) -> Picture:
        """The ink of some of the lines."""
        kept = np.zeros(int(self.labels.max()) + 1, dtype=bool)
        kept[[self.lines[n].piece for n in wanted]] = True
        return np.where(kept[self.labels], np.uint8(255), np.uint8(0))


def _lines(ink: Picture, boxes: NDArray[np.float64], length: int, thick: float, through: float) -> _Lines:
    """Lines that run across: ink that goes on for `length`, small breaks bridged; at most a share `through` of a line
    lies within lines of text."""
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    opened = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    # The rest of a slant cuts a line into steps of one pixel: they are one piece.
    pieces = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, 9), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(pieces, connectivity=8)
    lines: list[_Line] = []
    for number in range(1, count):
        x, y, width, height, area = (int(v) for v in stats[number])
        if area / max(width, 1) > thick or height > max(2 * thick, 0.02 * width):
            continue
        if _is_stroke(x, y, x + width, y + height, boxes) or not _is_inked(ink, x, y, width, height):
            continue
        if _within_text(x, x + width, float(centres[number][1]), boxes) > through:
            continue
        lines.append(_Line(float(centres[number][1]), float(x), float(x + width), number))
    return _Lines(lines, np.asarray(labels, dtype=np.int32))


def _within_text(x0: int, x1: int, y: float, boxes: NDArray[np.float64]) -> float:
    """The share of a line that runs through lines of text."""
    if not len(boxes):
        return 0.0
    through = boxes[(boxes[:, 1] < y) & (y < boxes[:, 3])]
    shared = np.minimum(through[:, 2], x1) - np.maximum(through[:, 0], x0)
    return float(shared[shared > 0].sum() / max(x1 - x0, 1))


def _is_inked(ink: Picture, x: int, y: int, width: int, height: int) -> bool:
    """Whether ink stands at nearly every step of a line: bridged strokes of letters leave gaps."""
    part = ink[max(y - 1, 0) : y + height + 1, x : x + width]
    return bool((part > 0).any(axis=0).mean() >= INKED)


def _is_stroke(x0: int, top: int, x1: int, bottom: int, boxes: NDArray[np.float64]) -> bool:
    """Whether a short line lies inside text: a dash, the stroke of a large letter."""
    if not len(boxes):
        return False
    sizes = np.minimum(boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0])
    middle = (top + bottom) / 2
    inside = (boxes[:, 0] - 2 <= x0) & (x1 <= boxes[:, 2] + 2)
    inside &= (boxes[:, 1] + 0.12 * sizes < middle) & (middle < boxes[:, 3] - 0.12 * sizes)
    return bool((inside & (x1 - x0 < 2.5 * sizes)).any())
