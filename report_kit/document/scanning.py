"""Which pages of a PDF are pictures, which of them belong to the report, and the document with them recognised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from report_kit.document.model import Document
from report_kit.document.ocr.engine import installed
from report_kit.document.ocr.scans import Recognised, Settings, find_seals, recognise
from report_kit.document.ocr.typesetting import set_type
from report_kit.document.pdf import read_pdf
from report_kit.document.pdf.content import Scan

Mode = Literal["none", "body", "all"]
Told = Callable[[int, int], None]

DENSE = 150
"""A page with so many letters of text belongs to the report; a divider or a signature page has fewer."""
MIN_SEAL, MAX_SEAL = 60.0, 170.0
MAX_SEAL_PAGES = 20


def scanned_pages(document: Document) -> list[int]:
    """Numbers of the pages whose text is not there or not to be trusted: pictures, damaged maps to Unicode."""
    return [p.n for p in document.pages if p.source == "ocr" or p.confidence < 0.7]


def wanted_pages(document: Document, mode: Mode) -> list[int]:
    """The pages to recognise. The report's body ends with its last page full of text: pictures behind are annexes.
    Where no page has text, every page may be the report's."""
    scanned = scanned_pages(document)
    if mode == "none" or not scanned:
        return []
    letters = _letters(document)
    pictures = set(scanned)
    dense = [n for n, count in letters.items() if count >= DENSE and n not in pictures]
    if mode == "all" or not dense:
        return scanned
    end = max(dense)
    return [n for n in scanned if n < end]


def _letters(document: Document) -> dict[int, int]:
    count: dict[int, int] = {}
    for block in document.body:
        if block.type == "table":
            for (row, column), (page, _) in block.cell_boxes.items():
                if not block.is_repeat(row, column):
                    count[page] = count.get(page, 0) + len(block.rows[row][column])
        elif block.page is not None:
            count[block.page] = count.get(block.page, 0) + len(block.text)
    return count


def with_scans(
    data: bytes,
    name: str,
    text_only: Document,
    mode: Mode,
    *,
    password: str | None = None,
    settings: Settings | None = None,
    told: Told | None = None,
) -> Document:
    """The document in which the wanted pages are recognised; `text_only` itself where there are none.

    Without the extra, pages stay unread and a note says how to install it; only a file without any text then raises
    InputError."""
    pages = wanted_pages(text_only, mode)
    if not pages:
        return _with_seals(data, name, text_only, mode, password, settings)
    if not installed() and len(pages) < len(text_only.pages):
        text_only.notes.append(
            f"{_numbers(pages)}是扫描页，本机没有安装文字识别组件，未作检查（安装：pip install 'report-kit[ocr]'）"
        )
        return text_only
    found = recognise(data, name, pages, password=password, settings=settings, told=told)
    contents = set_type({n: sight.page for n, sight in found.sights.items()})
    scans = {n: Scan(contents[n], sight.page.confidence, list(sight.page.seals)) for n, sight in found.sights.items()}
    document = read_pdf(data, name, password=password, scans=scans)
    for n in sorted(found.sights):
        document.layer_differences += found.sights[n].differences
    _note(document, pages, found)
    return document


def _with_seals(
    data: bytes, name: str, document: Document, mode: Mode, password: str | None, settings: Settings | None
) -> Document:
    """Red seals on pages of text: looked for where a picture has the size of one."""
    if mode == "none" or not document.pages:
        return document
    pages = {
        block.page
        for block in document.blocks
        if block.type == "image" and block.page is not None and block.bbox is not None
        and MIN_SEAL <= block.bbox[2] - block.bbox[0] <= MAX_SEAL
        and MIN_SEAL <= block.bbox[3] - block.bbox[1] <= MAX_SEAL
    }  # fmt: skip
    found = find_seals(data, name, sorted(pages)[:MAX_SEAL_PAGES], password=password, settings=settings)
    for index, page in enumerate(document.pages):
        if page.n in found:
            document.pages[index] = page.sealed(found[page.n])
    return document


def _note(document: Document, pages: list[int], found: Recognised) -> None:
    read = [n for n in pages if n in found.sights]
    if read:
        document.notes.append(f"{_numbers(read)}是扫描页，文字由识别得出，请对照原页核实")
    for n, why in sorted(found.failed.items()):
        document.notes.append(f"第 {n} 页未能识别：{why}")


def _numbers(pages: list[int]) -> str:
    """Page numbers for a message, runs of pages written together."""
    runs: list[list[int]] = []
    for n in pages:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    shown = [f"{a}" if a == b else f"{a}—{b}" for a, b in runs]
    more = f" 等 {len(pages)} 页" if len(shown) > 8 else " 页"
    return f"第 {'、'.join(shown[:8])}{more}"
