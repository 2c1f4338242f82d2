"""The report: figures that can be recalculated, the parts a bureau asks for, untrusted text kept as text."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from report_kit.generation import Generated, generate, init, office
from report_kit.generation.sample import sample_path

from .conftest import cell_of

Change = Callable[..., Path]


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = (c.text for t in document.tables for r in t.rows for c in r.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def figure(made: Generated, id_: str, year: int | None) -> str:
    return next(f["value"] for f in made.provenance["figures"] if f["id"] == id_ and f["year"] == year)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return generate(sample_path(), tmp_path_factory.mktemp("made") / "报告.docx", toc_pages=False)


def test_the_figures_are_those_of_a_hand_calculation(made: Generated) -> None:
    # 862.18 × 1.229 + 181.27 × 1.229 + 6.31 × 13.3 + 9.42 × 1.4571 + 6.20 × 1.4714, each rounded to 0.01
    assert figure(made, "total_energy", 2025) == "1,389.17"
    assert figure(made, "energy_per_output_value", 2025) == "0.02532"
    assert figure(made, "carbon_total", 2025) == "3,993.70"
    assert figure(made, "renewable_rate", 2025) == "16.04"
    assert figure(made, "water_reuse_rate", 2025) == "87.62"
    assert figure(made, "solid_waste_utilisation_rate", 2025) == "98.23"
    assert figure(made, "renovation_investment_share", 2025) == "0.71"
    assert figure(made, "pollutant_discharge_per_output_value", 2025) == "0.006078"
    assert figure(made, "points:energy_intensity", None) == "7.41"
    assert figure(made, "score_total", None) == "89.57"


def test_every_figure_names_the_cells_it_comes_from(workbook: Path, tmp_path: Path) -> None:
    made = generate(workbook, tmp_path / "报告.docx", toc_pages=False)
    for one in made.provenance["figures"]:
        assert one["formula"] and one["substitution"], one["id"]
        for operand in one["operands"]:
            assert operand["source"].startswith(("工作表「", "计算：", "缺省值")), one["id"]


def test_the_report_carries_its_provenance(report: Generated) -> None:
    with zipfile.ZipFile(report.path) as package:
        root = etree.fromstring(package.read("customXml/item1.xml"))
    assert root.tag == "{urn:report-kit:provenance:1}provenance"
    assert json.loads(root.text or "") == report.provenance


def test_the_report_is_valid_open_xml(report: Generated) -> None:
    result = OpenXmlValidator().validate(str(report.path))
    assert [e.description for e in result.errors] == []


def test_the_parts_a_bureau_asks_for_are_there(report: Generated) -> None:
    document = Document(str(report.path))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    for title in (
        "概述", "评价目的", "评价范围", "评价准则", "受评价方基本情况", "评价过程和方法", "评价组织安排", "文件评审情况", "现场评价情况",
        "评价报告编写及内部技术复核情况", "评价内容", "否决条件评价情况", "基本要求符合性评价", "评价结论", "参考文件", "证明材料清单", "计算过程表",
    ):  # fmt: skip
        assert title in headings
    text = text_of(report.path)
    for words in (
        "绿色工厂自评价报告",
        "真实性承诺",
        "法定代表人（签字）",
        "（单位公章）",
        "☑民营",
        "☑符合 □不符合",
        "当量值",
    ):
        assert words in text
    assert "待补充" not in text and "{{" not in text and "{%" not in text


def test_six_vetoes_are_judged_each_with_date_and_source(report: Generated) -> None:
    table = next(t for t in Document(str(report.path)).tables if t.cell(0, 1).text == "否决条件")
    rows = [[c.text for c in r.cells] for r in table.rows][1:]
    assert len(rows) == 6
    assert all(r[3] and r[4].startswith("202") and r[5] == "不存在" and r[6] == "E-03" for r in rows)


def test_the_contents_are_filled_before_word_updates_them(report: Generated) -> None:
    document = Document(str(report.path))
    entries = [p.text for p in document.paragraphs if p.style and p.style.name.startswith("toc ")]
    assert entries[0].startswith("一、概述")
    assert any(e.startswith("（一）否决条件评价情况") for e in entries)
    assert document.settings.element.xpath("w:updateFields")


def test_captions_are_numbered_in_order(report: Generated) -> None:
    captions = [p.text for p in Document(str(report.path)).paragraphs if p.style and p.style.name == "Caption"]
    assert [int(c[1:].split("　")[0]) for c in captions] == list(range(1, len(captions) + 1))


def test_header_rows_repeat_on_every_page(report: Generated) -> None:
    ruled = [t for t in Document(str(report.path)).tables if len(t.columns) > 2]
    assert all(t.rows[0]._tr.xpath("w:trPr/w:tblHeader") for t in ruled)


def test_text_of_users_stays_text(changed: Change, workbook: Path, tmp_path: Path) -> None:
    name = '河源<b>&"A<B" {{ 7*7 }}电源有限公司'
    cell = cell_of(workbook, "企业基本信息", "工厂名称", "填写内容")
    made = generate(changed({cell: name}), tmp_path / "报告.docx", toc_pages=False)
    text = text_of(made.path)
    assert text.count(name) >= 4
    assert Document(str(made.path)).sections[1].header.paragraphs[0].text.startswith(name)


def test_a_draft_marks_what_is_missing(changed: Change, workbook: Path, tmp_path: Path) -> None:
    cells = {
        cell_of(workbook, "企业基本信息", "法定代表人", "填写内容"): None,
        cell_of(workbook, "引领值与基准值", "取水强度", "引领值"): None,
        cell_of(workbook, "能源消费", "柴油", "消费量（2024年）"): None,
    }
    made = generate(changed(cells), tmp_path / "草稿.docx", draft=True, toc_pages=False)
    assert {m.label for m in made.missing} == {"法定代表人", "引领值", "2024年消费量"}
    document = Document(str(made.path))
    marked = document.element.body.xpath("//w:r[w:rPr/w:highlight]/w:t")
    assert any("待补充：法定代表人" in t.text for t in marked)
    assert any("待补充：引领值" in t.text for t in marked)
    assert any("待补充：指标得分" in t.text for t in marked)


def test_nothing_is_concluded_from_what_was_not_judged(tmp_path: Path) -> None:
    empty = init("factory", "self", "gbt36132-2025", tmp_path / "数据.xlsx", year=2025)
    book = load_workbook(empty)
    book["企业基本信息"]["B4"].value = "河源市某公司"
    book.save(empty)
    made = generate(empty, tmp_path / "草稿.docx", draft=True, toc_pages=False)
    text = text_of(made.path)
    assert "【待补充：否决条件判定】" in text and "【待补充：基本要求判定】" in text
    assert "均不存在" not in text and "均符合" not in text
    assert not [f for f in made.provenance["figures"] if f["id"] == "score_total"]


def test_an_indicator_that_does_not_apply_takes_its_points_out(changed: Change, workbook: Path, tmp_path: Path) -> None:
    row = "主要污染物产生或排放强度"
    cells = {
        cell_of(workbook, "引领值与基准值", row, "是否适用"): "不适用",
        cell_of(workbook, "引领值与基准值", row, "不适用理由"): "不产生废水废气",
    }
    made = generate(changed(cells), tmp_path / "报告.docx", toc_pages=False)
    assert figure(made, "score_total", None) == "89.88"  # (89.57 − 5.08) ÷ 94 × 100
    assert "本指标不适用：不产生废水废气" in text_of(made.path)


@pytest.mark.skipif(office.find() is None, reason="没有安装 LibreOffice")
def test_pdf_and_page_numbers_in_the_contents(tmp_path: Path) -> None:
    made = generate(sample_path(), tmp_path / "报告.docx", pdf=True)
    assert made.pdf and made.pdf.read_bytes().startswith(b"%PDF")
    entries = [p.text for p in Document(str(made.path)).paragraphs if p.style and p.style.name.startswith("toc ")]
    pages = [int(e.rsplit("\t", 1)[1]) for e in entries]
    assert pages[0] == 1 and pages == sorted(pages)
    assert {p.name for p in tmp_path.iterdir()} == {"报告.docx", "报告.pdf"}


def test_without_libreoffice_a_pdf_is_refused_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from report_kit.errors import InputError

    monkeypatch.setattr(office, "find", lambda: None)
    with pytest.raises(InputError, match="没有找到 LibreOffice"):
        generate(sample_path(), tmp_path / "报告.docx", pdf=True)
    assert not list(tmp_path.iterdir())


def test_our_own_checker_has_nothing_against_it(report: Generated) -> None:
    import report_kit

    as_of = None if "2025" in report.provenance["edition"] else date(2025, 5, 1)
    result = report_kit.check(report.path, as_of=as_of).to_json()
    findings = [f for f in result["findings"] if f["status"] == "stable"]
    assert [f["message"] for f in findings if f["severity"] == "error" or f["kind"] == "signal"] == []
    assert len([f for f in findings if f["severity"] == "warning"]) <= 2
    assert result["coverage"]["located"] == result["coverage"]["indicators_required"]
