"""What is drawn on a page → ruled lines, shaded areas, images."""

from __future__ import annotations

import ctypes
import hashlib
from collections import deque
from itertools import pairwise, repeat

import numpy as np
import pypdfium2.raw as pdfium

from report_kit.document.model import BBox
from report_kit.document.pdf.content import Geometry, PageContent, PageImage
from report_kit.document.pdf.pdfium import COLOUR, COLOUR_AT, LIB, MATRIX, MATRIX_AT
from report_kit.document.pdf.visibility import Matrix, Painting

MAX_OBJECTS = 60_000
MAX_PATH_POINTS = 120_000
MAX_FORM_DEPTH = 6
MAX_IMAGE_BYTES = 64 << 20
THIN = 4.5
"""A filled area at most this thick (points) is a drawn line."""

OPAQUE = 250

_PATH, _IMAGE, _FORM = 2, 3, 5


def read_objects(page: int | None, count: int, geometry: Geometry, content: PageContent) -> Painting:
    """Lines, shaded areas and images of the page and of the forms drawn on it; the order they are painted in."""
    count = max(0, min(count, MAX_OBJECTS))
    objects = list(map(LIB.FPDFPage_GetObject, repeat(page), range(count)))
    reader = _ObjectReader(geometry, content)
    reader.read(objects, None, 0, 0.0, 1.0)
    return reader.painting


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class _ObjectReader:
    def __init__(self, geometry: Geometry, content: PageContent) -> None:
        self.geometry = geometry
        self.content = content
        self.painting = Painting()
        self.objects = 0
        self.points = 0

    def read(self, objects: list[int], outer: Matrix | None, depth: int, first: float, step: float) -> None:
        """Read objects painted from position `first` on, `step` apart."""
        self.objects += len(objects)
        if self.objects > MAX_OBJECTS:
            self.content.truncated = True
            return
        kinds = list(map(LIB.FPDFPageObj_GetType, objects))
        self.painting.lists.append((objects, kinds, first, step, outer))
        wanted = [(o, k, i) for i, (o, k) in enumerate(zip(objects, kinds, strict=True)) if k in (_PATH, _IMAGE)]
        n = len(wanted)
        bounds = np.zeros((n, 4), dtype=np.float32)
        at = bounds.ctypes.data
        columns = [range(at + 4 * i, at + 4 * i + 16 * n, 16) for i in range(4)]
        deque(map(LIB.FPDFPageObj_GetBounds, [o for o, _, _ in wanted], *columns), maxlen=0)
        for (item, kind, index), (left, bottom, right, top) in zip(wanted, bounds.tolist(), strict=True):
            box = self._box(left, bottom, right, top, outer)
            if kind == _IMAGE:
                self._image(item, box, first + step * index)
            else:
                self._path(item, box, outer, first + step * index)
        if _FORM in kinds and depth < MAX_FORM_DEPTH:
            for index, form in [(i, o) for i, (o, k) in enumerate(zip(objects, kinds, strict=True)) if k == _FORM]:
                self._form(form, outer, depth, first + step * index, step)

    def _box(self, left: float, bottom: float, right: float, top: float, outer: Matrix | None) -> BBox:
        if outer is not None:
            a, b, c, d, e, f = outer
            xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
            ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
            left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        x0, y0, x1, y1 = self.geometry.boxes(left, bottom, right, top)
        return (x0, y0, x1, y1)

    def _matrix(self, item: int, outer: Matrix | None) -> Matrix:
        LIB.FPDFPageObj_GetMatrix(item, MATRIX_AT)
        a, b, c, d, e, f = MATRIX
        return _times((a, b, c, d, e, f), outer)

    def _form(self, form: int, outer: Matrix | None, depth: int, position: float, step: float) -> None:
        count = min(pdfium.FPDFFormObj_CountObjects(ctypes.cast(form, pdfium.FPDF_PAGEOBJECT)), MAX_OBJECTS)
        if count <= 0:
            return
        inner = [o for o in map(LIB.FPDFFormObj_GetObject, repeat(form), range(count)) if o]
        step /= len(inner) + 2
        self.read(inner, self._matrix(form, outer), depth + 1, position + step, step)

    def _image(self, item: int, box: BBox, position: float) -> None:
        if box[2] - box[0] < 12 or box[3] - box[1] < 12 or len(self.content.images) >= 500:
            return
        handle = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
        length = pdfium.FPDFImageObj_GetImageDataRaw(handle, None, 0)
        digest = ""
        if 0 < length <= MAX_IMAGE_BYTES:
            data = ctypes.create_string_buffer(length)
            pdfium.FPDFImageObj_GetImageDataRaw(handle, data, length)
            digest = hashlib.sha256(data).hexdigest()
        self.painting.covers.append((position, box, None))
        self.content.images.append(PageImage(box, digest))

    def _path(self, item: int, box: BBox, outer: Matrix | None, position: float) -> None:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        LIB.FPDFPath_GetDrawMode(item, ctypes.addressof(mode), ctypes.addressof(stroked))
        if not mode.value and not stroked.value:
            return
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            self._rule(box)
            return
        dark = bool(mode.value) and self._fill(item, box, position)
        tinted = bool(mode.value) and min(COLOUR[0], COLOUR[1], COLOUR[2]) < 252
        count = LIB.FPDFPath_CountSegments(item)
        self.points += count
        if self.points > MAX_PATH_POINTS:
            self.content.truncated = True
            return
        for points, straight in self._subpaths(item, count, outer):
            self._subpath(points, straight, bool(stroked.value), dark, tinted)

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
        self, points: list[tuple[float, float]], straight: bool, stroked: bool, dark: bool, tinted: bool
    ) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            self._rule(box)
            return
        if tinted and straight:
            self.content.fills.append(box)
        if dark and straight:
            self.content.shades.append(box)
        if not stroked or not straight:
            return
        for (xa, ya), (xb, yb) in pairwise(points):
            if abs(ya - yb) < 0.6:
                self.content.horizontals.append(((ya + yb) / 2, min(xa, xb), max(xa, xb)))
            elif abs(xa - xb) < 0.6:
                self.content.verticals.append(((xa + xb) / 2, min(ya, yb), max(ya, yb)))

    def _fill(self, item: int, box: BBox, position: float) -> bool:
        """Whether a filled area is a ground that white text can be read on; an opaque one may cover text."""
        if not LIB.FPDFPageObj_GetFillColor(item, *COLOUR_AT):
            self.painting.covers.append((position, box, None))
            return True
        red, green, blue, alpha = COLOUR
        if alpha >= OPAQUE:
            self.painting.covers.append((position, box, (red, green, blue)))
        return min(red, green, blue) < 235

    def _rule(self, box: BBox) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if width >= height:
            self.content.horizontals.append(((box[1] + box[3]) / 2, box[0], box[2]))
        if height >= width or (width <= THIN and height > 0.5 * width):
            self.content.verticals.append(((box[0] + box[2]) / 2, box[1], box[3]))
