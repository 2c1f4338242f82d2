"""Score tables: weights, maxima, points, and for the new standard value, leading value and benchmark of each indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from report_kit.facts.model import Operand, ScoreRow, ScoreTable
from report_kit.facts.naming import named_by
from report_kit.facts.sums import is_score_table, operand
from report_kit.facts.tables import Column, Grid, Line

_AREAS = {
    "基础设施": "infrastructure", "管理体系": "management", "能源与资源投入": "inputs", "能源资源投入": "inputs", "产品": "product",
    "环境排放": "discharge", "绩效": "performance", "能源低碳化": "low_carbon", "资源高效化": "resources",
    "生产洁净化": "clean_production", "产品绿色化": "green_products", "用地集约化": "land_use",
}  # fmt: skip
_YEAR_COLUMN = re.compile(r"^(?:统计|数据|评价|核算)?(?:年度|年份|期间|周期)$|统计期|数据期")
_VALUE = re.compile(r"指标值|实际值|本年度|评价值|现状值|完成值|企业值|自评值|核查值|^数值$")


def extract(grids: list[Grid]) -> list[ScoreTable]:
    """Every table that gives points."""
    return [_table(grid) for grid in grids if is_score_table(grid) or _is_indicator_table(grid)]


def _is_indicator_table(grid: Grid) -> bool:
    """A table of indicators with their values and evidence, without points."""
    if not any(c.role == "evidence" for c in grid.columns) or grid.is_form:
        return False
    named = [named for line in grid.lines for label in line.labels if (named := named_by(label))]
    return sum(n.quantity.kind == "indicator" for n in named) >= 3


def _table(grid: Grid) -> ScoreTable:
    rows = tuple(_rows(grid))
    evidence = any(c.role == "evidence" for c in grid.columns)
    areas = sum(row.indicator in _AREAS.values() for row in rows)
    kind: Literal["areas", "items", "indicators"]
    if areas >= 2 and areas >= len(rows) - 2:
        kind = "areas"
    elif any(r.leading or r.benchmark for r in rows) or not is_score_table(grid):
        kind = "indicators"
    else:
        kind = "items"
    return ScoreTable(grid.block.id, rows, kind, evidence)


def _first(grid: Grid, *roles: str) -> Column | None:
    return next((c for c in grid.columns if c.role in roles and (c.numeric or roles[0] == "evidence")), None)


def _value_column(grid: Grid) -> Column | None:
    columns = [c for c in grid.columns if c.role == "value" and c.index not in grid.stubs and c.numeric]
    named = [c for c in columns if _VALUE.search(c.label)]
    return (named or columns or [None])[0]


def _rows(grid: Grid) -> Iterator[ScoreRow]:
    weight, maximum = _first(grid, "weight"), _first(grid, "maximum")
    raw, weighted = _first(grid, "raw"), _first(grid, "weighted")
    leading, benchmark, value = _first(grid, "leading"), _first(grid, "benchmark"), _value_column(grid)
    year = next((c for c in grid.columns if _YEAR_COLUMN.search(c.header) and c.index not in grid.stubs[-1:]), None)
    evidence = next((c for c in grid.columns if c.role == "evidence"), None)
    for line in grid.lines:

        def cell(column: Column | None, line: Line = line) -> Operand | None:
            if column is None or (line.index, column.index) in grid.repeats:
                return None
            return operand(grid, line, column)

        row = grid.block.rows[line.index]
        first = grid.stubs[-1] if grid.stubs else 0
        yield ScoreRow(
            label=line.label, place=grid.place(line.index, first), indicator=_indicator(line),
            weight=cell(weight), maximum=cell(maximum), raw=cell(raw), weighted=cell(weighted), value=cell(value),
            leading=cell(leading), benchmark=cell(benchmark), evidence=row[evidence.index].strip() if evidence else "",
            is_total=line.total,
            period=row[year.index].strip() if year is not None else None, level=1 if "小计" in "".join(line.labels) else 0,
        )  # fmt: skip


def _indicator(line: Line) -> str:
    for label in reversed(line.labels):
        plain = re.sub(r"[（(].*?[)）]|得分|[\d.%]", "", label).strip()
        if plain in _AREAS:
            return _AREAS[plain]
        if named := named_by(label):
            return named.quantity.id
    return ""
