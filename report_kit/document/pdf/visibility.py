"""Which characters of a page nobody sees: invisible, white, tiny, beside the page, clipped away or painted over.

Geometry names the suspects, the picture decides: a character is hidden when the page looks the same without it. Only
pages with suspects are drawn, twice and at screen size.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from report_kit.document.model import BBox
from report_kit.document.pdf.content import Geometry
from report_kit.document.pdf.pdfium import LIB

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]

VISIBLE, INVISIBLE, WHITE, TINY, OUTSIDE, COVERED, CLIPPED, CAMOUFLAGED = range(8)
REASONS = ("", "invisible", "white", "tiny", "outside", "covered", "clipped", "same-colour")
"""Why a text is hidden, by number."""

TINY_SIZE = 1.5
"""Text smaller than this (points) cannot be read on paper."""
WHITE_FROM = 250
_NEAR = 12
"""Colours that differ less in every channel look the same; so do pictures."""
_MAX_COVERS = 1000
_MAX_SIDE = 1600
_TEXT = 1


@dataclass(slots=True)
class Painting:
    """In which order a page is painted: lists of objects (a form's are painted in its place), filled areas, images.

    A list is (objects, kinds, position of the first, step, matrix of the form or None). A cover is (position, box,
    colour; None for an image)."""

    lists: list[tuple[list[int], list[int], float, float, Matrix | None]] = field(default_factory=list)
    covers: list[tuple[float, BBox, Colour | None]] = field(default_factory=list)

    def texts(self) -> dict[int, tuple[float, Matrix | None]]:
        """Position and form matrix of every text object."""
        return {
            item: (first + step * index, outer)
            for objects, kinds, first, step, outer in self.lists
            for index, (item, kind) in enumerate(zip(objects, kinds, strict=True))
            if kind == _TEXT
        }


@dataclass(slots=True)
class Drawn:
    """A page's characters: boxes (points from the top left), each one's run; the runs' text objects and colours."""

    x0: Any
    top: Any
    x1: Any
    bottom: Any
    run: Any
    size: Any
    objects: list[int]
    colours: list[Colour]
    invisible: Any

    @property
    def centre(self) -> tuple[Any, Any]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def judge(page: Any, painting: Painting, drawn: Drawn, geometry: Geometry, turn: int) -> Any:
    """A number of `REASONS` for each character; 0 for what is seen."""
    why = np.zeros(len(drawn.run), dtype=np.uint8)
    suspects = np.zeros(len(drawn.run), dtype=np.uint8)
    _suspect_colours(painting, drawn, suspects)
    texts: dict[int, tuple[float, Matrix | None]] = {}
    clips = _clips(drawn.objects)
    if clips or len(painting.covers) > 0:
        texts = painting.texts()
    if clips:
        _suspect_clipped(clips, texts, drawn, geometry, suspects)
    if painting.covers:
        _suspect_covered(painting.covers, texts, drawn, suspects)
    if suspects.any():
        seen = _seen(page, drawn, suspects > 0, geometry, turn)
        why = np.where(seen, why, suspects)
    why[drawn.size < TINY_SIZE] = TINY
    why[drawn.invisible] = INVISIBLE
    return why


def _suspect_colours(painting: Painting, drawn: Drawn, suspects: Any) -> None:
    """White text that stands on no dark area, and text in the colour of the area it stands on."""
    tones = set(drawn.colours)
    whites = {c for c in tones if min(c) >= WHITE_FROM}
    if whites:
        white = np.array([c in whites for c in drawn.colours])[drawn.run]
        x, y = drawn.centre
        for _, box, colour in painting.covers:
            if colour is not None and min(colour) < 235:
                white &= ~((box[0] <= x) & (x <= box[2]) & (box[1] <= y) & (y <= box[3]))
        suspects[white] = WHITE
    grounds = [(b, c) for _, b, c in painting.covers if c is not None and min(c) < 235]
    shades = {c for _, c in grounds}
    for tone in [c for c in tones if any(_alike(c, s) for s in shades)]:
        toned = np.array([c == tone for c in drawn.colours])[drawn.run]
        x, y = drawn.centre
        for box, colour in grounds:
            if _alike(tone, colour):
                suspects[toned & (box[0] <= x) & (x <= box[2]) & (box[1] <= y) & (y <= box[3])] = CAMOUFLAGED


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _clips(objects: list[int]) -> list[tuple[int, int, int]]:
    """(run, clip path, number of its paths) of the runs that are clipped."""
    paths = list(map(LIB.FPDFPageObj_GetClipPath, objects))
    counts = list(map(LIB.FPDFClipPath_CountPaths, paths))
    return [(i, p, n) for i, (p, n) in enumerate(zip(paths, counts, strict=True)) if n > 0]


def _suspect_clipped(
    clips: list[tuple[int, int, int]],
    texts: dict[int, tuple[float, Matrix | None]],
    drawn: Drawn,
    geometry: Geometry,
    suspects: Any,
) -> None:
    x, y = drawn.centre
    edges = np.tile(np.array([-1e9, -1e9, 1e9, 1e9]), (len(drawn.objects), 1))
    for run, path, count in clips:
        outer = texts.get(drawn.objects[run], (0.0, None))[1]
        edges[run] = _clip_box(path, count, outer, geometry)
    own = edges[drawn.run]
    inside = (own[:, 0] <= x) & (x <= own[:, 2]) & (own[:, 1] <= y) & (y <= own[:, 3])
    # A word cut at the edge of its cell is no hidden text.
    shown = np.bincount(drawn.run[inside], minlength=len(drawn.objects)) > 0
    suspects[~shown[drawn.run]] = CLIPPED


_X, _Y = ctypes.c_float(), ctypes.c_float()
_X_AT, _Y_AT = ctypes.addressof(_X), ctypes.addressof(_Y)


def _clip_box(path: int, count: int, outer: Matrix | None, geometry: Geometry) -> tuple[float, float, float, float]:
    """What all paths of a clip leave, as a box."""
    x0, top, x1, bottom = -1e9, -1e9, 1e9, 1e9
    a, b, c, d, e, f = outer or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for index in range(min(count, 8)):
        points = []
        for n in range(max(0, min(LIB.FPDFClipPath_CountPathSegments(path, index), 500))):
            LIB.FPDFPathSegment_GetPoint(LIB.FPDFClipPath_GetPathSegment(path, index, n), _X_AT, _Y_AT)
            px, py = a * _X.value + c * _Y.value + e, b * _X.value + d * _Y.value + f
            points.append(geometry.boxes(px, py, px, py)[:2])
        if not points:  # an empty path clips everything away
            return (0.0, 0.0, -1.0, -1.0)
        x0, x1 = max(x0, min(p[0] for p in points)), min(x1, max(p[0] for p in points))
        top, bottom = max(top, min(p[1] for p in points)), min(bottom, max(p[1] for p in points))
    return x0 - 1, top - 1, x1 + 1, bottom + 1


def _suspect_covered(
    covers: list[tuple[float, BBox, Colour | None]],
    texts: dict[int, tuple[float, Matrix | None]],
    drawn: Drawn,
    suspects: Any,
) -> None:
    """Characters with an area or image over them that is painted later."""
    position = np.array([texts.get(o, (1e9, None))[0] for o in drawn.objects])
    later = [cover for cover in covers if cover[0] > position.min()]
    if not later:
        return
    if len(later) > _MAX_COVERS:
        later = sorted(later, key=lambda c: (c[1][0] - c[1][2]) * (c[1][3] - c[1][1]))[:_MAX_COVERS]
    x, y = drawn.centre
    last = position[drawn.run]
    for when, box, _ in later:
        under = (last < when) & (box[0] <= x) & (x <= box[2]) & (box[1] <= y) & (y <= box[3])
        suspects[under] = COVERED


def _seen(page: Any, drawn: Drawn, suspects: Any, geometry: Geometry, turn: int) -> Any:
    """Which characters change the picture of the page; those that are not suspects do."""
    seen = ~suspects
    scale = min(1.0, _MAX_SIDE / max(geometry.width, geometry.height, 1.0))
    before = _picture(page, geometry, turn, scale)
    if before is None:
        return np.ones(len(seen), dtype=bool)
    runs = [drawn.objects[run] for run in np.unique(drawn.run[suspects]).tolist()]
    set_active(runs, False)
    after = _picture(page, geometry, turn, scale)
    set_active(runs, True)
    if after is None:
        return np.ones(len(seen), dtype=bool)
    changed = np.abs(before.astype(np.int16) - after) > _NEAR
    height, width = changed.shape
    sums = np.zeros((height + 1, width + 1), dtype=np.int32)  # how many pixels changed above and left of a corner
    sums[1:, 1:] = changed.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    x0, x1 = (np.clip(x * scale + one, 0, width).astype(int) for x, one in ((drawn.x0, 0), (drawn.x1, 1)))
    y0, y1 = (np.clip(y * scale + one, 0, height).astype(int) for y, one in ((drawn.top, 0), (drawn.bottom, 1)))
    return seen | (sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0] > 0)


def set_active(objects: list[int], active: bool) -> None:
    """Whether pdfium draws and reads the objects."""
    for item in objects:
        pdfium.FPDFPageObj_SetIsActive(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT), int(active))


def _picture(page: Any, geometry: Geometry, turn: int, scale: float) -> Any:
    """The page as drawn in shades of grey, height × width."""
    width, height = max(1, round(geometry.width * scale)), max(1, round(geometry.height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, turn, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return np.frombuffer(buffer, dtype=np.uint8).reshape(height, stride)[:, :width]
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
