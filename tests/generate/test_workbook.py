"""The data workbook: what it offers to the person who fills it in, and that it reads back as it was filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from report_kit.errors import InputError
from report_kit.generation import init, making, spec
from report_kit.generation.sample import fill_sample, sample_path

from .conftest import EDITIONS


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_new_workbook_has_every_topic_with_help_and_frozen_headers(tmp_path: Path, edition: str) -> None:
    path = init("factory", "self", edition, tmp_path / "数据.xlsx", year=2025)
    book = load_workbook(path)
    names = [s.name for s in spec.load("factory", "self", edition).sheets]
    assert book.sheetnames[:2] == ["填写说明", "资料收集清单"]
    assert set(names) <= set(book.sheetnames)
    for name in names:
        page = book[name]
        assert isinstance(page, Worksheet)
        assert page["A2"].value, f"{name} 没有说明"
        assert page.freeze_panes == "B4"
        assert page.print_title_rows
        assert page.page_setup.orientation == "landscape"


def test_choices_numbers_and_dates_are_checked_while_typing(tmp_path: Path) -> None:
    book = load_workbook(init("factory", "self", "gbt36132-2025", tmp_path / "数据.xlsx", year=2025))
    kinds = {v.type for page in book.worksheets for v in page.data_validations.dataValidation}
    assert {"list", "decimal", "date", "textLength"} <= kinds
    assert book["_选项"].sheet_state == "hidden"


def test_the_years_are_the_three_up_to_the_year_evaluated(tmp_path: Path) -> None:
    book = load_workbook(init("factory", "self", "gbt36132-2025", tmp_path / "数据.xlsx", year=2025))
    assert [book["生产经营"].cell(3, c).value for c in (3, 4, 5)] == ["2023年", "2024年", "2025年"]


def test_every_department_finds_its_sheets_in_the_collection_list(tmp_path: Path) -> None:
    page = load_workbook(init("factory", "self", "gbt36132-2025", tmp_path / "数据.xlsx"))["资料收集清单"]
    rows = [(r[0], r[1]) for r in page.iter_rows(min_row=4, values_only=True) if r[0]]
    assert ("设备动力部", "能源消费") in rows
    assert ("财务部", "生产经营") in rows
    assert rows == sorted(rows, key=lambda r: r[0])


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_filled_in_reads_back_the_same_from_excel_and_yaml(tmp_path: Path, edition: str) -> None:
    from_excel = making.load(fill_sample(tmp_path / "数据.xlsx", edition))
    from_yaml = making.load(sample_path(edition))
    assert from_excel.missing == from_yaml.missing == []
    for sheet, rows in from_yaml.tables.items():
        assert [{k: e.value for k, e in r.entries.items()} for r in rows] == [
            {k: e.value for k, e in r.entries.items()} for r in from_excel.tables[sheet]
        ]
    for sheet, lines in from_yaml.yearly.items():
        for key, line in lines.items():
            other = from_excel.yearly[sheet][key]
            assert [str(line.number(y)) for y in from_yaml.years] == [str(other.number(y)) for y in from_yaml.years]


def test_an_example_row_never_becomes_data(tmp_path: Path) -> None:
    path = init("factory", "self", "gbt36132-2025", tmp_path / "数据.xlsx", year=2025)
    with pytest.raises(InputError, match="空工作簿"):
        making.load(path)


def test_last_years_workbook_moves_on_by_one_year(workbook: Path, tmp_path: Path) -> None:
    path = init("factory", "self", "gbt36132-2025", tmp_path / "新.xlsx", last_year=workbook)
    page = load_workbook(path)["生产经营"]
    assert [page.cell(3, c).value for c in (3, 4, 5)] == ["2024年", "2025年", "2026年"]
    assert [page.cell(4, c).value for c in (3, 4, 5)] == [50916.40, 54872.60, None]
    assert load_workbook(path)["否决条件"]["C4"].value is None


@pytest.mark.parametrize(
    ("kind", "mode", "edition"), [("park", "self", "gbt36132-2025"), ("factory", "third-party", "gbt36132-2025")]
)
def test_a_kind_that_is_not_there_yet_is_refused_in_words(tmp_path: Path, kind: str, mode: str, edition: str) -> None:
    with pytest.raises(InputError, match="暂不支持"):
        init(kind, mode, edition, tmp_path / "数据.xlsx")
    assert not list(tmp_path.iterdir())
