"""The figures of a report that were measured or counted: what statistics of digits may look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.facts.tables import Column, Grid, Line

STEADY = re.compile(
    r"面积|占地|用地|容积|产能|能力|限值|限额|系数|因子|热值|标准|额定|功率|容量|定额|配额|许可|台数|数量|人数|职工|员工|注册|资本|单价|电价"
    r"|权重|满分|得分|基准|引领|目标|计划|编号|电话|年限|密度|高度|含量|达标率|合格率|覆盖率|比例|占比|累计|率$|率[（(]"
)
_SAID = ("value", "tce")


def timed_rows(grids: list[Grid]) -> Iterator[tuple[str, list[tuple[str, Place]]]]:
    """Rows of tables whose columns are years or months: label, printed figures with their places."""
    for grid in grids:
        for line in grid.lines if grid.nature == "actual" else ():
            if not line.label or line.total or STEADY.search(line.label + line.group):
                continue
            columns = [c for c in grid.columns if _is_measured(grid, line, c) and (c.year is not None or c.period)]
            yield line.label, [_figure(grid, line, c) for c in columns]


def measured(grids: list[Grid]) -> Iterator[tuple[str, Place]]:
    """Every measured figure of the tables that has three digits or more."""
    for grid in grids:
        for line in grid.lines if grid.nature == "actual" else ():
            if line.total or STEADY.search(line.label + line.group):
                continue
            for column in grid.columns:
                if _is_measured(grid, line, column) and not STEADY.search(column.header):
                    text, place = _figure(grid, line, column)
                    if len(re.sub(r"\D", "", text).lstrip("0")) >= 3:
                        yield text, place


def _is_measured(grid: Grid, line: Line, column: Column) -> bool:
    cell = grid.cells[line.index][column.index]
    if cell.number is None or column.role not in _SAID or column.nature != "actual":
        return False
    return (line.index, column.index) not in grid.repeats


def _figure(grid: Grid, line: Line, column: Column) -> tuple[str, Place]:
    number = grid.cells[line.index][column.index].number
    return (number.text if number is not None else ""), grid.place(line.index, column.index)
