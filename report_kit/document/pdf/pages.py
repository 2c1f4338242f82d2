"""A page of an open PDF → its content."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from report_kit.document.pdf.content import Geometry, PageContent
from report_kit.document.pdf.drawing import read_objects
from report_kit.document.pdf.glyphs import Characters, cut_segments, read_characters, reading_turn, settle
from report_kit.document.pdf.visibility import set_active

MAX_LAYERS = 4
"""How often text may be painted over text that is painted over."""


def load_page(document: Any, index: int, unmapped: frozenset[str] = frozenset()) -> PageContent | None:
    """Content of page `index` (from 0); None where pdfium cannot open the page. `unmapped` are fonts without a map to
    Unicode, by name."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        return _read_page(page, index + 1, unmapped)
    finally:
        pdfium.FPDF_ClosePage(page)


def _read_page(page: Any, n: int, unmapped: frozenset[str]) -> PageContent:
    handle = ctypes.cast(page, ctypes.c_void_p).value
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rectangle)
    box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    rotation = pdfium.FPDFPage_GetRotation(page)
    with _characters(page) as raw:
        turn = reading_turn(raw, rotation)
        geometry = Geometry(box, rotation + turn)
        content = PageContent(n, geometry.width, geometry.height, turn=turn)
        painting = read_objects(handle, pdfium.FPDFPage_CountObjects(page), geometry, content)
        if raw is None:
            return content
        covered = cut_segments(raw, geometry, content, page, painting, unmapped)
    for left in reversed(range(MAX_LAYERS)):
        if not covered:
            break
        set_active(covered, False)
        with _characters(page) as rest:
            if rest is None:
                break
            covered = cut_segments(rest, geometry, content, page, painting, unmapped, last=left == 0)
    settle(content)
    return content


@contextmanager
def _characters(page: Any) -> Iterator[Characters | None]:
    """The characters of the page's active objects, while its text page is open."""
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        handle = ctypes.cast(text_page, ctypes.c_void_p).value if text_page else None
        yield read_characters(handle, pdfium.FPDFText_CountChars(text_page) if handle else 0)
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
