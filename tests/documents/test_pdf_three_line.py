"""Three-line tables (三线表) as LibreOffice prints them: rules across only, cells wrapped, tables cut by page breaks."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as new_docx
from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from report_kit.document.model import Block
from report_kit.document.pdf import read_pdf

from ..conftest import convert_to_pdf

WATER = [
    ["类别", "项目", "单位", "1季度", "2季度", "3季度", "4季度", "限值"],
    ["废水", "五日生化需氧量", "mg/L", "86", "74", "91", "79", "500"],
    ["废水", "氨氮", "mg/L", "5.62", "4.87", "6.03", "5.11", "45"],
    ["锅炉废气", "二氧化硫", "mg/m³", "未检出", "未检出", "未检出", "未检出", "35"],
]
WASTE = [
    ["名称", "产生量", "综合利用量", "去向"],
    ["废边角料", "842", "842", "外售作原料"],
    ["污泥", "148", "30", "部分制有机肥，其余委托有资质的单位处置"],
    ["合计", "990", "872", "—"],
]
ENERGY = [
    ["能源品种", "实物量", "折标系数（当量）", "折标煤（tce，当量）", "折标系数（等价）", "折标煤（tce，等价）"],
    ["电力", "486.35万kWh", "1.229 tce/万kWh", "597.72", "3.02 tce/万kWh", "1468.78"],
    ["柴油", "18.6t", "1.4571 tce/t", "27.10", "1.4571 tce/t", "27.10"],
]
_SORT = "零甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木水火土天地玄黄宇宙洪荒日月盈昃"
INDICATORS = [
    ["指标", "指标值", "对标依据", "结论", "备注"],
    *(
        [
            f"{_SORT[n]}类产品主要{_SORT[n]}类污染物产生量",
            f"{n}.31 g/m²",
            "行业平均值为15 g/m²以上",
            "达到",
            "",
        ]
        for n in range(1, 40)
    ),
]
SALES = [["项目", "2023年", "2023年", "2024年", "2024年"], ["项目", "产量", "产值", "产量", "产值"]]
SALES += [[name, "12", "3.5", "14", "4.1"] for name in ("甲产品", "乙产品", "丙产品")]


def _rule(cell: _Cell, **sides: int) -> None:
    borders = cell._tc.get_or_add_tcPr().find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        cell._tc.get_or_add_tcPr().append(borders)
    for side, width in sides.items():
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(width)), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)


def _three_line(
    document: Docx,
    rows: list[list[str]],
    *,
    centred: bool = True,
    middle: bool = False,
    repeat: bool = False,
    padding: float = 3,
    header_rows: int = 1,
) -> Table:
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.font.bold = Pt(10), number < header_rows
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(padding)
            paragraph.paragraph_format.line_spacing = 1.0
            if centred or number < header_rows:
                paragraph.alignment = ALIGN.CENTER
            if middle:
                cell.vertical_alignment = VERTICAL.CENTER
            if number == 0:
                _rule(cell, top=12)
            if number == header_rows - 1:
                _rule(cell, bottom=6)
            if number == len(rows) - 1:
                _rule(cell, bottom=12)
    if repeat:
        for number in range(header_rows):
            mark = OxmlElement("w:tblHeader")
            table.rows[number]._tr.get_or_add_trPr().append(mark)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _caption(document: Docx, words: str) -> None:
    document.add_paragraph(words).alignment = ALIGN.CENTER


def _new() -> Docx:
    document = new_docx()
    style = document.styles["Normal"]
    style.font.name = "Noto Serif CJK SC"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    return document


def _two_of_equal_width() -> Docx:
    document = _new()
    _caption(document, "表8　2024年污染物监测结果")
    _three_line(document, WATER)
    _caption(document, "表9　2024年固体废物（单位：t）")
    _three_line(document, WASTE)
    document.add_paragraph("以上数据来自排污许可证执行报告，并经现场核对。")
    return document


def _wrapped(middle: bool) -> Docx:
    document = _new()
    _caption(document, "表5　2024年能源消费及折标煤")
    _three_line(document, ENERGY, middle=middle)
    document.add_paragraph("其中外购电力由供电部门结算，柴油由加油站结算。")
    return document


def _long(repeat: bool) -> Docx:
    document = _new()
    for _ in range(6):
        document.add_paragraph("公司对照评价指标逐项核查，数据来自统计台账。")
    _caption(document, "表6　绩效指标")
    _three_line(document, INDICATORS, centred=False, repeat=repeat)
    _caption(document, "表7　固体废物")
    _three_line(document, WASTE)
    return document


def _two_levels() -> Docx:
    document = _new()
    _caption(document, "表3　产品产量和产值")
    table = _three_line(document, [["", *SALES[0][1:]], ["项目", *SALES[1][1:]], *SALES[2:]], header_rows=2)
    for first, last in ((1, 2), (3, 4)):
        table.cell(0, last).paragraphs[0].clear()
        table.cell(0, first).merge(table.cell(0, last))
    return document


DOCUMENTS = {
    "equal": _two_of_equal_width,
    "top": lambda: _wrapped(False),
    "middle": lambda: _wrapped(True),
    "repeated": lambda: _long(True),
    "once": lambda: _long(False),
    "levels": _two_levels,
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Block]]:
    """Tables of each document, read from the PDF that LibreOffice prints."""
    folder: Path = tmp_path_factory.mktemp("three_line")
    for name, make in DOCUMENTS.items():
        target = io.BytesIO()
        make().save(target)
        (folder / f"{name}.docx").write_bytes(target.getvalue())
    convert_to_pdf([folder / f"{name}.docx" for name in DOCUMENTS], folder, folder / "profile")
    return {name: read_pdf((folder / f"{name}.pdf").read_bytes(), name).tables for name in DOCUMENTS}


def _plain(rows: list[list[str]]) -> list[list[str]]:
    return [["".join(cell.split()) for cell in row] for row in rows]


def _matrices(tables: list[Block]) -> list[list[list[str]]]:
    return [_plain(table.rows) for table in tables]


def test_a_caption_parts_two_tables_of_equal_width(printed: dict[str, list[Block]]) -> None:
    assert _matrices(printed["equal"]) == [_plain(WATER), _plain(WASTE)]
    assert [t.caption for t in printed["equal"]] == ["表8 2024年污染物监测结果", "表9 2024年固体废物（单位：t）"]


@pytest.mark.parametrize("placed", ["top", "middle"])
def test_wrapped_cells_are_one_row(printed: dict[str, list[Block]], placed: str) -> None:
    assert _matrices(printed[placed]) == [_plain(ENERGY)]


@pytest.mark.parametrize("header", ["repeated", "once"])
def test_a_table_over_pages_is_one_and_the_next_is_another(printed: dict[str, list[Block]], header: str) -> None:
    assert _matrices(printed[header]) == [_plain(INDICATORS), _plain(WASTE)]
    assert len(printed[header][0].pages) > 1


def test_a_header_of_two_levels_stays_two_rows(printed: dict[str, list[Block]]) -> None:
    (table,) = printed["levels"]
    assert len(table.rows) == 5
    assert _plain(table.rows)[1:] == [["项目", "产量", "产值", "产量", "产值"], *SALES[2:]]
