"""Data that cannot be used: the message names file, sheet and cell and says what to do; nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from report_kit.errors import InputError
from report_kit.generation import generate
from report_kit.generation.making import MissingData

from .conftest import cell_of

Change = Callable[..., Path]


def refusal(path: Path, **options: bool) -> str:
    out = path.parent / "报告.docx"
    with pytest.raises(InputError) as caught:
        generate(path, out, **options)
    assert [p for p in path.parent.iterdir() if p != path] == [], "不应留下文件"
    return str(caught.value)


def test_text_where_a_number_belongs(changed: Change, workbook: Path) -> None:
    cell = cell_of(workbook, "能源消费", "天然气", "消费量（2025年）")
    message = refusal(changed({cell: "六万多"}))
    assert f"工作表「能源消费」{cell[1]}" in message
    assert "应填数字" in message and "六万多" in message


def test_a_unit_of_another_dimension(changed: Change, workbook: Path) -> None:
    cell = cell_of(workbook, "用地与建筑", "用地面积", "单位")
    message = refusal(changed({cell: "万kWh"}))
    assert "工作表「用地与建筑」" in message and "不是同一种量" in message


def test_a_coefficient_per_another_unit(changed: Change, workbook: Path) -> None:
    cell = cell_of(workbook, "能源消费", "天然气", "系数单位")
    message = refusal(changed({cell: "tce/t"}))
    assert "应写成 tce/万m³" in message


def test_a_unit_of_the_same_dimension_is_converted(changed: Change, workbook: Path, tmp_path: Path) -> None:
    area, unit = (cell_of(workbook, "用地与建筑", "用地面积", h) for h in ("填写内容", "单位"))
    made = generate(changed({area: 4.68, unit: "hm²"}), tmp_path / "报告.docx", toc_pages=False)
    figure = next(f for f in made.provenance["figures"] if f["id"] == "output_per_area" and f["year"] == 2025)
    assert figure["value"] == "1.172"


def test_a_year_missing_in_a_row(changed: Change, workbook: Path) -> None:
    cell = cell_of(workbook, "生产经营", "工业总产值", "2024年")
    message = refusal(changed({cell: None}))
    assert f"工作表「生产经营」{cell[1]}：缺 2024 年的「工业总产值」" in message


def test_a_year_column_missing(changed: Change) -> None:
    assert "缺少年度列「2023年」" in refusal(changed({("水资源", "C3"): None}))


def test_an_unknown_sheet_and_a_missing_sheet(changed: Change) -> None:
    message = refusal(changed({}, drop=("水资源",)))
    assert "工作表「水资源」：缺少该工作表" in message


def test_all_problems_are_told_at_once(changed: Change, workbook: Path) -> None:
    cells = {
        cell_of(workbook, "企业基本信息", "统一社会信用代码", "填写内容"): "12345",
        cell_of(workbook, "评价组织", "审定日期", "填写内容"): "2026-02-30",
        cell_of(workbook, "主要污染物", "氨氮", "证据编号"): "E-99",
        cell_of(workbook, "一般工业固体废物", "废金属", "综合利用量（2025年）"): 99,
    }
    message = refusal(changed(cells))
    for words in ("统一社会信用代码", "不存在的日期", "E-99", "大于「产生量」"):
        assert words in message
    assert "有 4 处需要更正" in message


def test_dates_out_of_order(changed: Change, workbook: Path) -> None:
    cell = cell_of(workbook, "评价组织", "现场自查开始日期", "填写内容")
    assert "早于" in refusal(changed({cell: "2026-01-02"}))


def test_a_formula_never_calculated(changed: Change, workbook: Path) -> None:
    cell = cell_of(workbook, "水资源", "取水量", "2025年")
    assert "公式没有计算结果" in refusal(changed({cell: "=1+1"}))


def test_required_data_missing_is_listed_and_nothing_written(changed: Change, workbook: Path) -> None:
    cell = cell_of(workbook, "企业基本信息", "法定代表人", "填写内容")
    path = changed({cell: None})
    with pytest.raises(MissingData, match="待补充：法定代表人"):
        generate(path, path.parent / "报告.docx")
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("数据.xlsx", b"hello", "不是 Excel 工作簿"),
        ("数据.xlsx", b"PK\x03\x04 broken", "不是 Excel 工作簿"),
        ("数据.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 .xls"),
        ("数据.yaml", b"kind: [factory", "格式有误"),
        ("数据.yaml", b"a: &x [1]\nb: [*x, *x]", "别名"),
        ("数据.json", b"{}", "缺少 sheets"),
        ("数据.json", "产值".encode("gbk"), "UTF-8"),
    ],
)
def test_files_that_are_no_data(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_workbook_of_someone_else(tmp_path: Path) -> None:
    path = tmp_path / "别的.xlsx"
    Workbook().save(path)
    assert "缺少工作表「填写说明」" in refusal(path)


def test_a_missing_file_and_a_wrong_target(tmp_path: Path, workbook: Path) -> None:
    with pytest.raises(InputError, match="找不到数据文件"):
        generate(tmp_path / "没有.xlsx", tmp_path / "报告.docx")
    with pytest.raises(InputError, match=r"应存为 \.docx"):
        generate(workbook, tmp_path / "报告.pdf")
