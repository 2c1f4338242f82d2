"""Boxes of text on an upright page → words: recognised pieces of one line in one cell."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from report_kit.document.model import SURE, BBox
from report_kit.document.ocr.characters import doubt_points, tidy
from report_kit.document.ocr.engine import Engine, Picture, Reading
from report_kit.document.ocr.ruling import Ruling
from report_kit.document.ocr.seen import Word
from report_kit.document.pdf.characters import is_cjk
from report_kit.document.pdf.lattice import find_lattices

LEAST = 0.5
"""Strips read with less confidence than this on the whole are no text (specks, hatching, parts of pictures)."""
FILLED = 0.4
"""A lattice is a table when text was detected in this share of its cells."""
REACH = 2.4
"""How far (heights of the line) the number of a heading stands before it."""
SOLID = 0.85
SLANTED = 0.13
MARGIN = 2

Box = tuple[float, float, float, float]


def read_words(
    picture: Picture, ink: Picture, boxes: NDArray[np.float64], ruling: Ruling, scale: float, engine: Engine
) -> list[Word]:
    """All text of a page. `picture` and `ink` are without the ruling lines."""
    places = [part for box in _grown(boxes, ruling, ink) for part in _parts(box, ruling, ink)]
    places += _overlooked(ink, places, ruling, scale)
    fitted = [fit for place in places if (fit := _fit(ink, place)) is not None]
    strips = [_strip(picture, box) for box in fitted]
    words: list[Word] = []
    for box, reading in zip(fitted, engine.recognise(strips), strict=True):
        words += _words(box, reading, ink, scale)
    return words


def _grown(boxes: NDArray[np.float64], ruling: Ruling, ink: Picture) -> list[Box]:
    """Boxes with what stands alone at their left, as the number of a heading does: 「一 概述」 is detected without 一."""
    grown: list[Box] = []
    for x0, top, x1, bottom in boxes.tolist():
        height = bottom - top
        beside = boxes[
            (boxes[:, 1] < bottom - 0.3 * height) & (boxes[:, 3] > top + 0.3 * height) & (boxes[:, 0] < x0 - 1)
        ]
        limits = [x0 - REACH * height, 0.0, *beside[:, 2].tolist()]
        limits += [x + 4 for x, a, b in ruling.verticals if x <= x0 + 2 and a <= (top + bottom) / 2 <= b]
        start = int(max(limits))
        part = ink[int(top + 0.15 * height) : int(bottom - 0.1 * height), start : max(int(x0), start)]
        inked = np.flatnonzero((part > 0).sum(axis=0) >= 2)
        if len(inked) >= 0.3 * height and inked[0] > 2:
            x0 = start + float(inked[0]) - 2
        grown.append((x0, top, x1, bottom))
    return grown


def _parts(box: Box, ruling: Ruling, ink: Picture) -> list[Box]:
    """A box cut where rules cross it, and a column of characters set one below the other cut into characters."""
    x0, top, x1, bottom = box
    inset = 0.25 * min(bottom - top, x1 - x0)
    middle = (top + bottom) / 2
    cuts = [x for x, y0, y1 in ruling.verticals if x0 + inset < x < x1 - inset and y0 - 2 <= middle <= y1 + 2]
    edges = [x0, *sorted(cuts), x1]
    parts: list[Box] = []
    for left, right in pairwise(edges):
        if right - left < 4:
            continue
        centre = (left + right) / 2
        levels = [y for y, a, b in ruling.horizontals if top + inset < y < bottom - inset and a - 2 <= centre <= b + 2]
        heights = [top, *sorted(levels), bottom]
        for upper, lower in pairwise(heights):
            if lower - upper >= 4:
                parts += _upright_column((left, upper, right, lower), ink)
    return parts


def _upright_column(box: Box, ink: Picture) -> list[Box]:
    """The characters of a narrow column, from its ink; the box itself when it is wider than high."""
    x0, top, x1, bottom = box
    if bottom - top < 1.7 * (x1 - x0):
        return [box]
    part = ink[max(int(top), 0) : int(bottom) + 1, max(int(x0), 0) : int(x1) + 1]
    inked = (part > 0).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    spans = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    side = x1 - x0
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and end - joined[-1][0] <= 0.95 * side:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [(x0, top + a, x1, top + b) for a, b in joined if b - a >= 4] or [box]


def _overlooked(ink: Picture, places: list[Box], ruling: Ruling, scale: float) -> list[Box]:
    """Ink in cells in which no text was detected: a lone digit, a dash, a tick."""
    lattices, _ = find_lattices(
        [(y / scale, a / scale, b / scale) for y, a, b in ruling.horizontals],
        [(x / scale, a / scale, b / scale) for x, a, b in ruling.verticals],
    )
    centres = np.array([((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in places]).reshape(-1, 2) / scale
    found: list[Box] = []
    for lattice in lattices:
        taken = {lattice.cell_at(float(x), float(y)) for x, y in centres} - {None}
        if len(taken) < FILLED * len(lattice.cells):  # a drawing
            continue
        for number in range(len(lattice.cells)):
            if number in taken:
                continue
            x0, top, x1, bottom = (v * scale for v in lattice.box(number))
            inked = _speckless(ink, (x0 + 3, top + 3, x1 - 3, bottom - 3), scale)
            if inked is not None and inked[3] - inked[1] < 60 * scale:
                found.append(inked)
    return found


def _speckless(ink: Picture, box: Box, scale: float) -> Box | None:
    """The box around the ink that is larger than specks; None where there is none."""
    x0, top = max(int(box[0]), 0), max(int(box[1]), 0)
    part = ink[top : int(box[3]), x0 : int(box[2])]
    if part.size == 0:
        return None
    count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    least = 2.5 * scale
    real = [s for s in stats[1:count].tolist() if max(s[2], s[3]) >= least and s[4] >= 2 * least]
    if not real:
        return None
    left, right = min(s[0] for s in real), max(s[0] + s[2] for s in real)
    upper, lower = min(s[1] for s in real), max(s[1] + s[3] for s in real)
    height = max(lower - upper, round(8 * scale))  # a dash needs paper around it to be read as one
    middle = (upper + lower) / 2
    return (x0 + left - 2.0, top + middle - height / 2 - 2, x0 + right + 2.0, top + middle + height / 2 + 2)


def _fit(ink: Picture, box: Box) -> Box | None:
    """A box drawn in to the ink from left to right; its height stays as detected. None without ink."""
    x0, top = max(int(box[0]) - MARGIN, 0), max(int(box[1]), 0)
    part = ink[top : int(box[3]) + 1, x0 : int(box[2]) + MARGIN + 1]
    if part.size == 0:
        return None
    inked = np.flatnonzero((part > 0).sum(axis=0) >= 2)
    if not len(inked):
        return None
    return (float(x0 + inked[0]), float(top), float(x0 + inked[-1] + 1), float(int(box[3]) + 1))


def _strip(picture: Picture, box: Box) -> Picture:
    x0, top, x1, bottom = (int(v) for v in box)
    reach = MARGIN + (bottom - top) // 8
    return np.ascontiguousarray(picture[max(top - 1, 0) : bottom + 1, max(x0 - reach, 0) : x1 + reach])


def _words(box: Box, reading: Reading, ink: Picture, scale: float) -> list[Word]:
    if not reading.text.strip() or reading.confidence < LEAST:
        return []
    x0, top, x1, bottom = box
    if reading.text in _BARS and _is_slanted(ink, box):
        reading = Reading("/", reading.confidences, reading.at)
    if "□" in reading.text:
        reading = _with_filled_boxes(reading, ink, box)
    size, weight, measured = _type(ink, box, reading, scale)
    sure = doubt_points(reading.text, reading.confidences, _dots(ink, box))
    words: list[Word] = []
    for start, end in _runs(reading, (x1 - x0) / scale, size):
        text, confidences = tidy(reading.text[start:end], sure[start:end])
        if not text:
            continue
        # Where a strip holds several runs, each ends half a letter beyond its outermost centres.
        left = x0 if start == 0 else x0 + reading.at[start] * (x1 - x0) - 0.4 * size * scale
        right = x1 if end == len(reading.text) else x0 + reading.at[end - 1] * (x1 - x0) + 0.4 * size * scale
        middle = (top + bottom) / 2 / scale
        bbox = (left / scale, middle - size / 2, right / scale, middle + size / 2)
        words.append(Word(_advance(bbox, text, size), text, confidences, size, weight, _ideographs(text), measured))
    return words


def _with_filled_boxes(reading: Reading, ink: Picture, box: Box) -> Reading:
    """The reading with the filled boxes (■) that stand among empty ones: the models do not know the sign."""
    x0, top, x1, bottom = (int(v) for v in box)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink[top:bottom, x0:x1], connectivity=8)
    height = bottom - top
    signs = list(zip(reading.text, reading.confidences, reading.at, strict=True))
    for x, _, width, tall, area in stats[1:count].tolist():
        square = 0.3 * height <= tall <= height and 0.75 <= width / max(tall, 1) <= 1.3
        if square and area >= SOLID * width * tall:
            signs.append(("■", SURE, (x + width / 2) / max(x1 - x0, 1)))
    signs.sort(key=lambda s: s[2])
    return Reading("".join(s[0] for s in signs), tuple(s[1] for s in signs), tuple(s[2] for s in signs))


_BARS = ("1", "l", "I", "|", "!", "丿")


def _is_slanted(ink: Picture, box: Box) -> bool:
    """Whether a lone stroke leans as a slash does: its head stands to the right of its foot."""
    x0, top, x1, bottom = (int(v) for v in box)
    rows, columns = np.nonzero(ink[top:bottom, x0:x1])
    if not len(rows):
        return False
    height = rows.max() - rows.min() + 1
    head, foot = columns[rows < rows.min() + height / 4], columns[rows >= rows.max() - height / 4]
    drawn = len(rows) / max(height * (columns.max() - columns.min() + 1), 1)
    return bool(head.mean() - foot.mean() > SLANTED * height and drawn < 0.5)


def _dots(ink: Picture, box: Box) -> int:
    """How many small round specks stand at the foot of a strip: points and commas."""
    x0, top, x1, bottom = (int(v) for v in box)
    count, _, stats, centres = cv2.connectedComponentsWithStats(ink[top:bottom, x0:x1], connectivity=8)
    height = bottom - top
    found = 0
    for (_, _, width, tall, area), (_, y) in zip(stats[1:count].tolist(), centres[1:count].tolist(), strict=True):
        small = 2 <= width <= 0.25 * height and 2 <= tall <= 0.35 * height and area >= 6
        found += small and 0.55 * height < y < 0.95 * height
    return found


def _runs(reading: Reading, width: float, size: float) -> list[tuple[int, int]]:
    """Spans of the text set apart by more than a letter and a half: columns without a rule between."""
    visible = [i for i, c in enumerate(reading.text) if not c.isspace()]
    runs: list[tuple[int, int]] = []
    start = visible[0]
    for before, after in pairwise(visible):
        if (reading.at[after] - reading.at[before]) * width > 2.6 * size:
            runs.append((start, before + 1))
            start = after
    runs.append((start, visible[-1] + 1))
    if len(runs) == 1:
        return [(0, len(reading.text))]
    return runs


_CLOSING, _OPENING = "，。；：、！？）》】”", "（《【“"


def _advance(bbox: BBox, text: str, size: float) -> BBox:
    """Full-width punctuation fills half its square with ink: the box takes the square, as set text has it."""
    x0, top, x1, bottom = bbox
    if text[-1] in _CLOSING:
        x1 += 0.5 * size
    if text[0] in _OPENING:
        x0 -= 0.5 * size
    return (x0, top, x1, bottom)


def _pitch(reading: Reading) -> float:
    """From ideograph to ideograph in the longest run of them, as a share of the strip; 0 for runs of less than four."""
    best, start = (0, 0), 0
    for index in range(len(reading.text) + 1):
        if index < len(reading.text) and "\u4e00" <= reading.text[index] <= "\u9fff":
            continue
        best = max(best, (index - start, start))
        start = index + 1
    length, first = best
    if length < 4:
        return 0.0
    steps = sorted(b - a for a, b in pairwise(reading.at[first : first + length]))
    if steps[-1] > 1.6 * steps[len(steps) // 2]:  # a number set apart from the words
        steps.pop()
    return sum(steps) / len(steps)


def _ideographs(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)


def _type(ink: Picture, box: Box, reading: Reading, scale: float) -> tuple[float, float, bool]:
    """Size (points) and weight of a strip's type, and whether the size is measured well: from the pitch of its
    ideographs, else roughly from the height of its ink."""
    x0, top, x1, bottom = (int(v) for v in box)
    part = ink[top:bottom, x0:x1]
    rows = np.flatnonzero((part > 0).sum(axis=1) >= max(1, 0.01 * part.shape[1]))
    height = float(rows[-1] - rows[0] + 1) if len(rows) else float(bottom - top)
    wide = _ideographs(reading.text)
    pitch = _pitch(reading) * (x1 - x0)
    text = reading.text
    if wide >= 2 and all(map(is_cjk, text)):  # every character fills a square, punctuation at the ends half of it
        whole = (x1 - x0) / (len(text) - 0.08 - 0.5 * ((text[-1] in _CLOSING) + (text[0] in _OPENING)))
        pitch = min(whole, 1.06 * pitch) if pitch else whole
    # Letters may be set apart: then their height tells.
    size = min(pitch, 1.25 * height / 0.9) if pitch else height / (0.92 if wide else 0.76)
    edge = cv2.countNonZero(cv2.morphologyEx(part, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)))
    weight = cv2.countNonZero(part) / max(edge, 1)
    return round(size / scale, 2), round(weight, 3), pitch > 0
