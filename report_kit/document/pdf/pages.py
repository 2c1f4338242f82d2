"""A page of an open PDF → its content."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from report_kit.document.pdf.content import Geometry, PageContent
from report_kit.document.pdf.drawing import read_objects
from report_kit.document.pdf.glyphs import cut_segments, read_characters, reading_turn


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
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        text_handle = ctypes.cast(text_page, ctypes.c_void_p).value if text_page else None
        raw = read_characters(text_handle, pdfium.FPDFText_CountChars(text_page) if text_handle else 0)
        turn = reading_turn(raw, rotation)
        geometry = Geometry(box, rotation + turn)
        content = PageContent(n, geometry.width, geometry.height, turn=turn)
        painting = read_objects(handle, pdfium.FPDFPage_CountObjects(page), geometry, content)
        if raw is not None:
            cut_segments(raw, geometry, content, page, painting, unmapped)
        return content
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
