"""The sample reports: headings as labelled, and the same words whether read from DOCX or from PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from report_kit.document.model import Block, Document
from report_kit.document.pdf import read_pdf

SAMPLES = ("f02-clean", "f02-m1", "f02-m2", "s02-clean", "s02-m1")


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def read_sample(shared: Path, name: str) -> Document:
    return read_pdf((shared / "samples" / name / "report.pdf").read_bytes(), "report.pdf")


@pytest.mark.parametrize("name", SAMPLES)
def test_headings_are_those_of_the_label(shared: Path, name: str) -> None:
    truth = yaml.safe_load((shared / "samples" / name / "truth.yaml").read_text(encoding="utf-8"))
    found = [[b.level, plain(b.heading)] for b in read_sample(shared, name).headings]
    assert found == [[level, plain(text)] for level, text in truth["headings"]]


@pytest.mark.parametrize("name", SAMPLES)
def test_tables_over_pages_are_one_table(shared: Path, name: str) -> None:
    truth = yaml.safe_load((shared / "samples" / name / "truth.yaml").read_text(encoding="utf-8"))
    document = read_sample(shared, name)
    assert len(document.tables) == truth["tables"]
    assert any(len(t.pages) > 1 for t in document.tables)


@pytest.mark.parametrize("name", SAMPLES)
def test_docx_and_pdf_say_the_same(shared: Path, name: str) -> None:
    docx = pytest.importorskip("report_kit.document.docx")
    word = docx.read_docx((shared / "samples" / name / "report.docx").read_bytes(), "report.docx")
    document = read_sample(shared, name)

    def texts(blocks: list[Block]) -> list[str]:
        return [
            plain(b.heading if b.type == "heading" else b.text) for b in blocks if b.type in ("heading", "paragraph")
        ]

    assert texts(document.body) == [t for t in texts(word.body) if t]
    ours = [[[plain(c) for c in row] for row in t.rows] for t in document.tables]
    assert ours == [[[plain(c) for c in row] for row in t.rows] for t in word.tables]
    assert [plain(t.caption) for t in document.tables] == [plain(t.caption) for t in word.tables]
    assert [sorted(t.merged) for t in document.tables] == [sorted(t.merged) for t in word.tables]


def test_every_cell_has_a_box_on_its_page(shared: Path) -> None:
    document = read_sample(shared, "s02-clean")
    sizes = {p.n: (p.width, p.height) for p in document.pages}
    for block in document.tables:
        for row, cells in enumerate(block.rows):
            for column in range(len(cells)):
                page, (x0, top, x1, bottom) = block.cell_boxes[row, column]
                assert page in block.pages
                assert 0 <= x0 < x1 <= sizes[page][0] and 0 <= top < bottom <= sizes[page][1]


def test_page_numbers_and_running_titles_are_out_of_the_flow(shared: Path) -> None:
    document = read_sample(shared, "f02-clean")
    assert [b.text for b in document.blocks if b.where == "footer"] == ["第1"]
    assert not any(re.fullmatch(r"第?\d+", b.text) for b in document.paragraphs)


def test_properties_have_the_contracts_names(shared: Path) -> None:
    properties = read_sample(shared, "f02-clean").properties
    assert properties["author"] == "砺源咨询-技术部"
    assert properties["created"] == "2025-04-27T18:06:00+08:00"


@pytest.mark.parametrize("name", ["dongbei-electric-2018Q1.pdf", "anhui-land-use-standard-p173.pdf"])
def test_ruled_cells_are_those_pdfplumber_finds(shared: Path, name: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    path = shared / "wild" / name
    with pdfplumber.open(path) as pdf:
        expected = [plain(c) for page in pdf.pages for t in page.extract_tables() for row in t for c in row if c]
    document = read_pdf(path.read_bytes(), name)
    found = {
        plain(cell)
        for t in document.tables
        for row in t.rows
        for cell in row
    }  # fmt: skip
    assert [cell for cell in expected if cell not in found] == []


def test_glyphs_drawn_twice_are_read_once(shared: Path) -> None:
    data = (shared / "wild" / "issue-71-duplicate-chars.pdf").read_bytes()
    text = "".join(read_pdf(data, "twice.pdf").text())
    assert "教育经历" in text
    assert "教教" not in text
