"""The sample enterprise: its workbook, and the report made from it once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from report_kit.generation import Generated, generate
from report_kit.generation.sample import fill_sample, sample_path

EDITIONS = ("gbt36132-2025", "gbt36132-2018")


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_sample(tmp_path_factory.mktemp("workbook") / "示例数据.xlsx")


@pytest.fixture(scope="session", params=EDITIONS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """The sample's report, for each edition."""
    folder = tmp_path_factory.mktemp("report")
    return generate(sample_path(request.param), folder / "报告.docx", toc_pages=False)


@pytest.fixture
def changed(workbook: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the sample's workbook with cells changed: changed({("能源消费", "E5"): "约860"})."""

    def change(cells: dict[tuple[str, str], object], drop: tuple[str, ...] = ()) -> Path:
        book = load_workbook(workbook)
        for (sheet, cell), value in cells.items():
            page = book[sheet]
            assert isinstance(page, Worksheet)
            page[cell].value = value  # type: ignore[union-attr]
        for sheet in drop:
            del book[sheet]
        path = tmp_path / "改动.xlsx"
        book.save(path)
        return path

    return change


def cell_of(path: Path, sheet: str, row: str, header: str) -> tuple[str, str]:
    """Sheet and coordinates of the cell in the row that begins with (or holds) `row` under `header`."""
    page = load_workbook(path)[sheet]
    assert isinstance(page, Worksheet)
    column = next(c.column_letter for c in page[3] if str(c.value or "").rstrip("*") == header)  # type: ignore[union-attr]
    number = next(r[0].row for r in page.iter_rows(min_row=4) if row in [c.value for c in r[:2]])
    return sheet, f"{column}{number}"
