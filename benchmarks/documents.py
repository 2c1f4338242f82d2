"""Long reports to measure on: the sample enterprise's report, its body repeated until it has the pages; DOCX and PDF."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import docx

from report_kit.generation import generate
from report_kit.generation.office import to_pdf
from report_kit.generation.sample import fill_sample

PAGES_OF_SAMPLE = 33


def repeats(pages: int) -> int:
    """How many times the sample report stands in a made one of so many pages."""
    return round(pages / PAGES_OF_SAMPLE)


def build(pages: int, folder: Path) -> tuple[Path, Path]:
    """(DOCX, PDF) of about `pages` pages in `folder`; the PDF by LibreOffice."""
    path = build_docx(pages, folder)
    to_pdf(path, path.with_suffix(".pdf"))
    return path, path.with_suffix(".pdf")


def build_docx(pages: int, folder: Path) -> Path:
    """A DOCX of about `pages` pages in `folder`."""
    book, path = folder / "data.xlsx", folder / f"long-{pages}.docx"
    fill_sample(book)
    generate(book, path)
    document = docx.Document(str(path))
    body = document.element.body
    parts = [e for e in body.iterchildren() if not e.tag.endswith("}sectPr")]
    for _ in range(repeats(pages) - 1):
        for part in parts:
            body.insert(len(body) - 1, deepcopy(part))
    document.save(str(path))
    return path
