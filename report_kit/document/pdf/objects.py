"""A PDF's objects beneath its pages, through qpdf: opened once, asked carefully; anything may be damaged or hostile."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf

from report_kit.document.model import BBox
from report_kit.document.pdf.content import Geometry

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
"""qpdf's remarks about damaged files are no messages for the user; what matters is said in the notes."""

MAX_DEPTH = 12
MAX_NODES = 5000
MAX_TEXT = 4000

FAULTS = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError, OverflowError)
"""What a damaged object raises when it is asked."""


def open_objects(data: bytes, password: str | None) -> pikepdf.Pdf | None:
    """The file's objects; None where qpdf cannot open it."""
    with suppress(*FAULTS, MemoryError):
        return pikepdf.open(io.BytesIO(data), password=password or "", suppress_warnings=True)
    return None


def rewritten(data: bytes, password: str | None) -> bytes | None:
    """The file written anew by qpdf, which rebuilds tables and page trees, without encryption; None where it cannot."""
    pdf = open_objects(data, password)
    if pdf is None:
        return None
    target = io.BytesIO()
    with pdf, suppress(*FAULTS, MemoryError):
        if len(pdf.pages) > 0:
            pdf.save(target, encryption=False, fix_metadata_version=False)
            return target.getvalue()
    return None


def entry(item: Any, *keys: str) -> Any:
    """The value under one key after the other; None where there is none."""
    for key in keys:
        try:
            item = item.get(key)
        except FAULTS:
            return None
        if item is None:
            return None
    return item


def words(value: Any) -> str:
    """A string or name as text, at most MAX_TEXT characters, without control characters; '' for anything else."""
    if value is None:
        return ""
    with suppress(*FAULTS):
        if isinstance(value, pikepdf.Object) and isinstance(value, pikepdf.Stream):
            value = value.read_bytes()[: 4 * MAX_TEXT].decode("utf-8", "replace")
        elif isinstance(value, pikepdf.Object) and isinstance(value, (pikepdf.Array, pikepdf.Dictionary)):
            return ""
        text = str(value)[:MAX_TEXT].removeprefix("\ufeff")
        return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text).strip()
    return ""


def name(value: Any) -> str:
    """A name without its slash."""
    return words(value).lstrip("/")


def number(value: Any, default: int = 0) -> int:
    with suppress(*FAULTS):
        return int(value)
    return default


def items(array: Any, most: int = MAX_NODES) -> Iterator[Any]:
    """The elements of an array, at most `most`; nothing for anything else."""
    if not isinstance(array, pikepdf.Array):
        return
    for index in range(min(len(array), most)):
        with suppress(*FAULTS):
            yield array[index]


def named(tree: Any, most: int = MAX_NODES) -> Iterator[tuple[str, Any]]:
    """The pairs of a name tree; a tree in a circle ends."""
    todo = [(tree, 0)]
    asked = 0
    while todo and asked < most:
        node, depth = todo.pop()
        asked += 1
        pairs = list(items(entry(node, "/Names")))
        yield from ((words(k), v) for k, v in zip(pairs[::2], pairs[1::2], strict=False))
        if depth < MAX_DEPTH:
            todo.extend((kid, depth + 1) for kid in items(entry(node, "/Kids")))


def rectangle(item: Any, geometry: Geometry) -> BBox | None:
    """An annotation's rectangle as displayed; None where it has none."""
    try:
        x0, y0, x1, y1 = (float(v) for v in items(entry(item, "/Rect"), 4))
    except FAULTS:
        return None
    box = geometry.boxes(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    left, top, right, bottom = (round(v, 2) for v in box)
    return (left, top, right, bottom)


def page_geometry(page: Any) -> Geometry:
    """The displayed area of a page: its crop box within its media box, turned."""
    turns = 0
    box = (0.0, 0.0, 612.0, 792.0)
    with suppress(*FAULTS):
        turns = number(inherited(page, "/Rotate")) // 90
        media = _box(inherited(page, "/MediaBox")) or box
        crop = _box(inherited(page, "/CropBox")) or media
        cut = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
        box = cut if cut[0] < cut[2] and cut[1] < cut[3] else media
    return Geometry(box, turns % 4)


def inherited(item: Any, key: str, parent: str = "/Parent") -> Any:
    """A value of an object or of the nearest of its parents that has one."""
    for _ in range(MAX_DEPTH * 4):
        value = entry(item, key)
        if value is not None:
            return value
        item = entry(item, parent)
        if item is None:
            return None
    return None


def _box(value: Any) -> tuple[float, float, float, float] | None:
    numbers = [float(v) for v in items(value, 4)]
    if len(numbers) < 4:
        return None
    a, b, c, d = numbers
    return min(a, c), min(b, d), max(a, c), max(b, d)
