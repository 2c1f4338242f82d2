"""What was read unsurely, or may stand on a page that was not read, is held against nobody."""

from __future__ import annotations

from report_kit.checking.legibility import legible
from report_kit.document.model import Block, Document, FileInfo, Page
from report_kit.rules.api import Finding


def document(*pages: Page) -> Document:
    table = Block(
        "b1", "table", rows=[["能源", "折标煤"], ["电力", "629.99"], ["合计", "1766.70"]], page=1, pages=[1],
        cell_confidences={(1, 1): 0.99, (2, 1): 0.4},
    )  # fmt: skip
    prose = Block("b2", "paragraph", "正文" * 200, page=2)
    return Document(FileInfo("扫描.pdf", "0" * 64, "pdf"), [table, prose], pages=list(pages))


def test_a_finding_on_sure_figures_stays() -> None:
    report = document(Page(1, "ocr", 0.98), Page(2))
    finding = Finding("折标煤不符", (report.blocks[0].cell(1, 1),))
    assert legible([finding], report) == ([finding], "")


def test_a_finding_on_an_unsure_figure_is_left_out_and_the_place_is_named() -> None:
    report = document(Page(1, "ocr", 0.98), Page(2))
    sure, why = legible([Finding("合计不符", (report.blocks[0].cell(2, 1),))], report)
    assert sure == []
    assert "第 1 页「1766.70」" in why and "请对照原页核实" in why


def test_an_unsure_operand_counts_too() -> None:
    report = document(Page(1, "ocr", 0.98), Page(2))
    cells = report.blocks[0]
    sure, _ = legible([Finding("不符", (cells.cell(1, 1),), rests_on=(cells.cell(2, 1),))], report)
    assert sure == []


def test_nothing_is_missing_while_pages_of_the_body_are_unread() -> None:
    report = document(Page(1, "ocr", 0.0), Page(2))
    sure, why = legible([Finding("缺少章节")], report)
    assert sure == []
    assert "第 1 页" in why


def test_unread_annexes_hide_no_missing_chapter() -> None:
    report = document(Page(1), Page(2), Page(3, "ocr", 0.0, part="annex"))
    finding = Finding("缺少章节")
    assert legible([finding], report) == ([finding], "")


def test_a_span_is_as_sure_as_its_least_sure_digit() -> None:
    block = Block(
        "b1", "paragraph", "产值3650.2万元", confidences=(0.7, 0.7, 0.99, 0.6, 0.99, 0.99, 0.5, 0.99, 0.7, 0.7)
    )
    assert block.place((2, 8)).confidence == 0.6
    assert not block.place((2, 8)).is_sure
    assert Block("b2", "paragraph", "产值3650.2万元").place((2, 8)).is_sure
