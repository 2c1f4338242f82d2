"""A scanned page gives the same blocks as the page it was made from."""

from __future__ import annotations

import socket

import pytest

pytest.importorskip("rapidocr")

from PIL import Image

from report_kit.document.model import Document
from report_kit.document.ocr.engine import engine
from report_kit.document.ocr.page import ScannedPage, recognise_page
from report_kit.document.ocr.scans import Recognised
from report_kit.document.ocr.seen import Sight
from report_kit.document.scanning import read_recognised
from tests.documents.scan_kit import SCALE, Sheet, as_pdf, pixels

ROWS: list[list[str | None]] = [
    ["能源种类", "实物量", None, "折标准煤系数", "综合能耗"],
    ["电力", "512.60", "万kWh", "1.229", "629.99"],
    ["天然气", "84.7", "万m³", "13.300", "1126.51"],
    ["热力", "—", "GJ", "0.03412", "0"],
    ["柴油", "7", "t", "1.4571", "10.20"],
    ["合计", "/", None, None, "1766.70"],
]
MATRIX = [
    ["能源种类", "实物量", "实物量", "折标准煤系数", "综合能耗"],
    ["电力", "512.60", "万kWh", "1.229", "629.99"],
    ["天然气", "84.7", "万m³", "13.300", "1126.51"],
    ["热力", "—", "GJ", "0.03412", "0"],
    ["柴油", "7", "t", "1.4571", "10.20"],
    ["合计", "/", "/", "/", "1766.70"],
]
PROSE = [
    "广东某某电子有限公司成立于2011年3月18日，位于河源市高新区，",
    "主要产品为印制电路板。2025年产量36.5万平方米，产值48260万元，",
    "比上年增长6.2%。",
]


@pytest.fixture(autouse=True)
def no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks for a connection fails: models come from the wheel."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def sheet() -> Sheet:
    page = Sheet()
    page.text(72, 80, "第三章 能源与资源投入", 16, bold=True)
    y = page.paragraph(112, PROSE)
    page.text(72, y + 10, "3.1 能源消耗", 12, bold=True)
    page.text(220, y + 40, "表3-1 2025年能源消耗", 10.5)
    page.text(430, y + 56, "单位：吨标准煤", 10.5)
    page.table(72, y + 68, [90, 70, 70, 110, 100], ROWS)
    return page


def seen(picture: Image.Image) -> ScannedPage:
    return recognise_page(pixels(picture), SCALE, engine())


def document_of(picture: Image.Image) -> Document:
    return read_recognised(as_pdf(picture), "扫描.pdf", Recognised({1: Sight(seen(picture), [])}))


@pytest.fixture(scope="module")
def scanned() -> Document:
    return document_of(sheet().scanned())


def plain(text: str) -> str:
    return text.replace(" ", "")


def test_a_ruled_table_with_merged_cells_is_read_cell_by_cell(scanned: Document) -> None:
    [table] = scanned.tables
    assert [[plain(cell) for cell in row] for row in table.rows] == MATRIX
    assert table.merged == [(0, 1, 0, 2), (5, 1, 5, 3)]


def test_captions_and_unit_notes_belong_to_their_table(scanned: Document) -> None:
    [table] = scanned.tables
    assert plain(table.caption) == "表3-12025年能源消耗"
    assert table.unit_note == "单位：吨标准煤"


def test_headings_are_told_from_text(scanned: Document) -> None:
    assert [(h.level, h.number, plain(h.text)) for h in scanned.headings] == [
        (1, "第三章", "能源与资源投入"),
        (2, "3.1", "能源消耗"),
    ]


def test_lines_of_a_paragraph_are_joined(scanned: Document) -> None:
    assert plain("".join(PROSE)) in [plain(p.text) for p in scanned.paragraphs]


def test_pages_cells_and_paragraphs_tell_how_sure_they_are(scanned: Document) -> None:
    assert scanned.pages[0].source == "ocr"
    assert 0.9 < scanned.pages[0].confidence < 1
    [table] = scanned.tables
    assert table.cell(1, 1).confidence > 0.85
    paragraph = next(p for p in scanned.paragraphs if "36.5" in p.text)
    assert len(paragraph.confidences) == len(paragraph.text)
    assert "扫描页" in scanned.notes[-1]


def test_boxes_are_where_the_cell_is_on_the_page(scanned: Document) -> None:
    [table] = scanned.tables
    page, (x0, top, x1, bottom) = table.cell_boxes[1, 1]
    assert page == 1
    assert x0 == pytest.approx(162, abs=8)
    assert x1 == pytest.approx(232, abs=8)
    assert bottom - top == pytest.approx(22, abs=4)


def test_a_page_laid_upside_down_is_read_as_if_it_were_not() -> None:
    page = seen(sheet().scanned(turns=2, shadow=True))
    assert page.turns == 2
    assert "512.60" in [w.text for w in page.words]


def test_a_page_laid_sideways_has_its_boxes_where_they_are_displayed() -> None:
    document = document_of(sheet().scanned(turns=1))
    [table] = document.tables
    assert plain(table.rows[1][4]) == "629.99"
    _, (x0, top, x1, bottom) = table.cell_boxes[1, 4]
    assert bottom - top > 60 and x1 - x0 < 30  # the cell lies on its side


def test_a_table_with_three_rules_is_read_from_its_columns() -> None:
    page = Sheet()
    rows = [
        ["指标", "2024年", "2025年"],
        ["产值（万元）", "45440", "48260"],
        ["用电（万kWh）", "498.30", "512.60"],
        ["用水（m³）", "28600", "29200"],
    ]
    page.text(220, 100, "表2 主要指标", 10.5)
    for y in (116, 140, 212):
        page.rule(100, y, 480, y, 1.2 if y != 140 else 0.6)
    for number, row in enumerate(rows):
        for x, words in zip((110, 260, 390), row, strict=True):
            page.text(x, 128 + 24 * number, words, 10.5)
    [table] = document_of(page.scanned(slant=-0.7)).tables
    assert [[plain(c) for c in row] for row in table.rows] == [[plain(c) for c in row] for row in rows]


def test_filled_and_empty_boxes_of_a_form_are_told_apart() -> None:
    page = Sheet()
    page.text(72, 100, "□国有 □集体 ■民营 □中外合资 □外商独资", 12)
    page.text(72, 130, "基本要求：符合☑ 不符合□", 12)
    words = "".join(w.text for w in seen(page.scanned(slant=0.5)).words).replace(" ", "")
    assert "■民营" in words
    assert "□集体" in words
