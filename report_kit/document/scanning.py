"""Which pages of a PDF are pictures, which of them belong to the report, and the document with them recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from report_kit.document.ocr.engine import installed, not_installed
from report_kit.document.ocr.scans import Recognised, Settings, Told, find_seals, recognise
from report_kit.document.ocr.typesetting import set_type
from report_kit.document.pdf import read_pdf
from report_kit.document.pdf.content import Scan

if TYPE_CHECKING:
    from report_kit.document.model import Document

Mode = Literal["none", "body", "all"]

MIN_SEAL, MAX_SEAL = 60.0, 170.0
MAX_SEAL_PAGES = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """Numbers of the pages to recognise, and of text pages on which to look for seals; `left` are scanned pages that
    stay unread by the user's choice."""

    pages: tuple[int, ...] = ()
    seals: tuple[int, ...] = ()
    left: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pages or self.seals)


def scanned_pages(document: Document) -> list[int]:
    """Numbers of the pages whose text is not there or not to be trusted."""
    return [p.n for p in document.pages if p.needs_ocr]


def wanted(document: Document, mode: Mode) -> Wanted:
    """What to recognise; `body` leaves out the annexes behind the report."""
    scanned = scanned_pages(document)
    if mode == "none":
        return Wanted(left=tuple(scanned))
    seals = tuple(_pages_with_seal_like_pictures(document, scanned))
    annexes = _annexes(document) if mode == "body" else set()
    return Wanted(
        tuple(n for n in scanned if n not in annexes), seals, tuple(n for n in scanned if n in annexes)
    )  # fmt: skip


def _annexes(document: Document) -> set[int]:
    return {p.n for p in document.pages if p.part == "annex"}


def unread_body_pages(document: Document) -> list[int]:
    """Pages of the report's body on which something stands that was not read."""
    return [p.n for p in document.pages if p.unread and p.part != "annex"]


def _pages_with_seal_like_pictures(document: Document, scanned: list[int]) -> list[int]:
    """Pages of text with a picture of the size of a seal."""
    pages = {
        block.page
        for block in document.blocks
        if block.type == "image" and block.page is not None and block.bbox is not None
        and MIN_SEAL <= block.bbox[2] - block.bbox[0] <= MAX_SEAL
        and MIN_SEAL <= block.bbox[3] - block.bbox[1] <= MAX_SEAL
    }  # fmt: skip
    return sorted(pages - set(scanned))[:MAX_SEAL_PAGES]


def look(
    data: bytes,
    name: str,
    what: Wanted,
    *,
    some_text: bool = True,
    password: str | None = None,
    settings: Settings | None = None,
    told: Told | None = None,
) -> Recognised:
    """Recognises the wanted pages of a PDF, in worker processes.

    Without the extra the pages stay unread, with the way to install it as reason; a file without `some_text` to check
    then raises InputError."""
    if not installed():
        if what.pages and not some_text:
            raise not_installed()
        return Recognised(failed=dict.fromkeys(what.pages, str(not_installed())))
    found = recognise(data, name, what.pages, password=password, settings=settings, told=told)
    found.seals = find_seals(data, name, what.seals, password=password, settings=settings)
    return found


def read_recognised(data: bytes, name: str, found: Recognised, *, password: str | None = None) -> Document:
    """The document of a PDF with what was recognised in it; what was not is said in its notes."""
    contents = set_type({n: sight.page for n, sight in found.sights.items()})
    scans = {n: Scan(contents[n], sight.page.confidence, list(sight.page.seals)) for n, sight in found.sights.items()}
    document = read_pdf(data, name, password=password, scans=scans)
    for n in sorted(found.sights):
        document.layer_differences += found.sights[n].differences
    for index, page in enumerate(document.pages):
        if page.n in found.seals:
            document.pages[index] = page.sealed(found.seals[page.n])
    _note(document, found)
    return document


def _note(document: Document, found: Recognised) -> None:
    if found.sights:
        document.notes.append(f"{numbers(sorted(found.sights))}是扫描页，文字由识别得出，请对照原页核实")
    reasons: dict[str, list[int]] = {}
    for n, why in sorted(found.failed.items()):
        reasons.setdefault(why, []).append(n)
    document.notes += [f"{numbers(pages)}是扫描页，未能识别：{why}" for why, pages in reasons.items()]


def numbers(pages: list[int]) -> str:
    """Page numbers for a message, runs of pages written together: 「第 1—9、12 页」."""
    runs: list[list[int]] = []
    for n in pages:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    shown = [f"{a}" if a == b else f"{a}—{b}" for a, b in runs]
    more = f" 等 {len(pages)} 页" if len(shown) > 8 else " 页"
    return f"第 {'、'.join(shown[:8])}{more}"
