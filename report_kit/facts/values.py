"""Values of the vocabulary's quantities in tables, whatever way the table is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.vocabulary import vocabulary
from report_kit.document.model import Document
from report_kit.facts.intensity import told_per
from report_kit.facts.model import Fact, Nature, Qualifiers
from report_kit.facts.naming import Named, fitting, named_by, normal
from report_kit.facts.sums import is_score_table, operand
from report_kit.facts.tables import Cell, Column, Grid, Line, read_cell
from report_kit.facts.wording import NO_ADDEND, PART_OF, basis_of, is_coal_equivalent, nature_of
from report_kit.quantities.units import Unit

ADOPTED = 0.9
"""Confidence of a fact whose year is the evaluated year for want of a printed one."""

_NO_VALUES = frozenset({"serial", "unit", "evidence", "kind", "weight", "maximum", "raw", "weighted", "year", "growth", "coefficient"})  # fmt: skip
_OPERANDS = re.compile(r"分子|分母|计算依据|公式|单价|单重|系数")
_VALUE_HEADER = re.compile(
    r"^(?:(?:19|20)\d\d年?度?)?(?:指标值|实际值|实际|数值|数据|数量|完成值|评价值|现状值|现状|结果|计算结果|测算值|值|本年度?(?:指标值)?|上年度?|"
    r"实物量|消费量|消耗量|用量|使用量|年用量|合计|全年|年消费量|年消耗量|内容|情况|企业(?:实际)?(?:值|情况|数据)|自评值|核查值|评价年|报告期|当年|"
    r"统计值|年度值|年值|本企业|单位|[(（].*[)）])*$"
)


def extract(document: Document, grids: list[Grid], this_year: int | None) -> list[Fact]:
    """Every value in the tables' numeric cells."""
    facts: list[Fact] = []
    for grid in grids:
        scores = is_score_table(grid)
        section = document.section_of.get(grid.block.id)
        path = section.path if section else ()
        facts.extend(_material_total(grid, this_year, path))
        facts.extend(_carbon_total(grid, this_year, path))
        facts.extend(_told_in_cells(grid, this_year, path))
        for line, column, cell in grid.numbers():
            fact = _fact(grid, line, column, cell, this_year, path, scores)
            if fact is not None:
                facts.append(fact)
    return facts


def _fact(
    grid: Grid, line: Line, column: Column, cell: Cell, this_year: int | None, path: tuple[str, ...], scores: bool
) -> Fact | None:
    if not grid.is_form and (column.role in _NO_VALUES or column.index in grid.stubs):
        return None
    named, own_scope = _named(grid, line, column, scores)
    if named is None:
        return None
    unit = _unit(grid, line, column, named)
    if named.quantity.kind == "energy_item" and unit is not None and is_coal_equivalent(unit):
        return None
    quantity = fitting(named.quantity, unit)
    if quantity is None:
        if not named.exact or unit is None or named.quantity.kind != "indicator" or not _announces_value(column):
            return None
        quantity = named.quantity
    if _adds_years(grid, line, column):
        return None
    basis = basis_of("".join((*line.labels, column.header))) or basis_of(grid.block.caption)
    nature = _nature(grid, line, column, cell)
    year = line.year or column.year or grid.year
    adopted = year is None and nature == "actual"
    scope = "、".join(s for s in (named.scope, own_scope, line.period, column.period) if s)
    label = "".join(line.labels[-1:]) if named_by(line.label) else column.label or line.label
    if grid.is_form:
        label = grid.cells[line.index][column.index - 1].text.strip()
    return Fact(
        quantity.id, label, cell.number, unit,
        year if year is not None else (this_year if adopted else None), grid.place(line.index, column.index),
        Qualifiers(basis, scope, nature, cell.number.rough if cell.number else False),
        ADOPTED if adopted else 1.0, "table", path,
    )  # fmt: skip


def _unit(grid: Grid, line: Line, column: Column, named: Named) -> Unit | None:
    """The printed unit, with the denominator where only the name holds it."""
    unit = grid.unit_of(line, column)
    if unit is None or named.quantity.kind != "indicator" or named.quantity.accepts_unit(unit):
        return unit
    full = told_per(normal(column.label if named_by(column.label) == named else line.label), unit)
    return full if full is not None and named.quantity.accepts_unit(full) else unit


_MATERIALS = re.compile(r"物料|原材料|原辅材?料|主要材料")
_AMOUNT = re.compile(r"用量|消耗量|使用量|耗用量")


def _material_total(grid: Grid, this_year: int | None, path: tuple[str, ...]) -> Iterator[Fact]:
    """The total row of a table of materials: how much material was used altogether."""
    if not _MATERIALS.search(grid.block.caption + (grid.columns[0].header if grid.columns else "")):
        return
    totals = [line for line in grid.lines if line.total]
    for column in grid.columns:
        if len(totals) != 1 or column.role != "value" or not _AMOUNT.search(column.header) or "单位" in column.label:
            continue
        found = operand(grid, totals[0], column)
        if found is None or found.unit is None or not vocabulary()["material_total"].accepts_unit(found.unit):
            continue
        year = column.year or grid.year
        yield Fact(
            "material_total", totals[0].label, found.number, found.unit, year or this_year, found.place, Qualifiers(),
            1.0 if year else ADOPTED, "table", path,
        )  # fmt: skip


_EMISSION = re.compile(r"排放量")
_CARBON = re.compile(r"CO2|二氧化碳|碳排放|温室气体", re.I)


def _carbon_total(grid: Grid, this_year: int | None, path: tuple[str, ...]) -> Iterator[Fact]:
    """The total row of a table of emissions by source."""
    totals = [line for line in grid.lines if line.total]
    if grid.is_form:
        return
    if not totals:
        yield from _carbon_totals_of_years(grid, path)
    if len(totals) != 1:
        return
    for column in grid.columns:
        words = normal(column.header + grid.block.caption)
        if column.role != "value" or "单位" in column.label or not _CARBON.search(words):
            continue
        if not (
            _EMISSION.search(words) or (not column.label and "排放" in grid.columns[0].header + grid.block.caption)
        ):
            continue
        found = operand(grid, totals[0], column)
        if found is None or found.unit is None or not vocabulary()["carbon_total"].accepts_unit(found.unit):
            continue
        if named_by(column.label) or named_by(totals[0].label):
            continue
        year = column.year or grid.year
        yield Fact(
            "carbon_total", totals[0].label, found.number, found.unit, year or this_year, found.place, Qualifiers(),
            1.0 if year else ADOPTED, "table", path,
        )  # fmt: skip


def _carbon_totals_of_years(grid: Grid, path: tuple[str, ...]) -> Iterator[Fact]:
    """The total column of a table of emissions, years in rows and sources in columns."""
    words = normal(grid.block.caption)
    if not (_CARBON.search(words) and "排放" in words):
        return
    columns = [c for c in grid.columns if c.total and c.numeric and c.role == "value"]
    for line in grid.lines:
        found = operand(grid, line, columns[0]) if len(columns) == 1 else None
        if found is None or line.year is None or line.period or found.unit is None or named_by(columns[0].label):
            continue
        if vocabulary()["carbon_total"].accepts_unit(found.unit):
            yield Fact(
                "carbon_total", columns[0].label, found.number, found.unit, line.year, found.place, Qualifiers(),
                1.0, "table", path,
            )  # fmt: skip


_TOLD_IN_CELL = re.compile(r"^([^:：\d]{2,24})[:：]\s*(\S.{0,30})$")


def _told_in_cells(grid: Grid, this_year: int | None, path: tuple[str, ...]) -> Iterator[Fact]:
    """Cells that hold a name and its value: 「容积率：1.382」."""
    for r, row in enumerate(grid.cells):
        for c, cell in enumerate(row):
            told = None if cell.number is not None or (r, c) in grid.repeats else _TOLD_IN_CELL.match(cell.text.strip())
            value = read_cell(told[2]) if told else None
            named = named_by(told[1]) if told else None
            if told is None or value is None or named is None or value.number is None or value.bound:
                continue
            quantity = fitting(named.quantity, value.unit)
            if quantity is None or nature_of(told[1]) != "actual":
                continue
            qualifiers = Qualifiers(basis_of(told[1]), named.scope, approx=value.number.rough)
            year, confidence = (grid.year, 1.0) if grid.year else (this_year, ADOPTED)
            yield Fact(
                quantity.id, told[1], value.number, value.unit, year, grid.place(r, c), qualifiers, confidence, "table", path
            )  # fmt: skip


def _announces_value(column: Column) -> bool:
    return column.role == "value" and bool(_VALUE_HEADER.match(column.label) or column.year)


def _adds_years(grid: Grid, line: Line, column: Column) -> bool:
    """Whether a number adds up several years (三年合计), so that it belongs to none."""
    if column.total and column.year is None:
        return sum(c.year is not None for c in grid.columns) >= 2
    return line.total and line.year is None and sum(x.year is not None and not x.total for x in grid.lines) >= 2


def _nature(grid: Grid, line: Line, column: Column, cell: Cell) -> Nature:
    if cell.bound:
        return "limit"
    natures = (column.nature, nature_of(line.label), nature_of(line.group))
    if told := next((n for n in natures if n != "actual"), None):
        return told
    match column.role:
        case "leading" | "benchmark" | "limit" | "target" as role:
            return role
        case _:
            return "target" if grid.nature == "target" else "actual"


def _named(grid: Grid, line: Line, column: Column, scores: bool) -> tuple[Named | None, str]:
    """The quantity of one cell and the scope its other header adds."""
    if grid.is_form or not grid.stubs:
        return _left_neighbour(grid, line, column), ""
    by_column = (named_by(column.label) or _of_waste(grid, line, column)) if column.label else None
    by_row = _row_name(line)
    if by_column is not None and (by_row is None or not _VALUE_HEADER.match(column.label)):
        return _by_column(line, column, by_column, by_row)
    if by_row is not None:
        if (
            column.role in ("share", "remark")
            or (column.role == "tce" and by_row.quantity.kind == "energy_item")
            or _OPERANDS.search(column.header)
            or (scores and not _announces_value(column))
        ):
            return None, ""
        return by_row, _column_scope(column)
    return (_left_neighbour(grid, line, column), "") if column.index else (None, "")


def _of_waste(grid: Grid, line: Line, column: Column) -> Named | None:
    """产生量 of one kind in a table of solid wastes. Totals stay out: several tables may divide the wastes."""
    if line.total or line.year is not None or line.period:
        return None
    words = grid.block.caption + grid.columns[0].header
    if not re.search(r"固体?废", words) or "危" in words or not re.match(r"^(?:年|本年)?产生量$", column.label):
        return None
    return named_by("一般工业固体废物产生量")


def _row_name(line: Line) -> Named | None:
    for text in reversed(line.labels):
        if named := named_by(text):
            return named
    return None


def _by_column(line: Line, column: Column, by_column: Named, by_row: Named | None) -> tuple[Named | None, str]:
    if by_row is not None and by_row.quantity.kind == "indicator":
        return by_column, ""
    text = "".join(line.labels)
    if PART_OF.match(text) or NO_ADDEND.search(text):
        return None, ""
    if line.total or (line.year is not None and not line.period) or line.period:
        return by_column, ""
    return by_column, line.label


_MEASURE = re.compile(r"^(?:(?:19|20)\d\d年?)?(?:占地|用地|建筑)?(?:面积|水量|用量|数量|能耗)?$")
"""Heads that tell only what is measured: 面积（m²）, 2024年水量（m³）."""


def _column_scope(column: Column) -> str:
    if column.year is not None or column.role in ("tce", "leading", "benchmark", "limit", "target"):
        return ""
    plain = not column.label or _VALUE_HEADER.match(column.label) or _MEASURE.match(column.label)
    return "" if plain or column.total else column.label


def _left_neighbour(grid: Grid, line: Line, column: Column) -> Named | None:
    """Label–value tables: the label stands in the cell to the left."""
    if column.index == 0:
        return None
    left = grid.cells[line.index][column.index - 1]
    if left.number is not None or left.blank:
        return None
    return named_by(left.text)


def text_cells(grid: Grid) -> Iterator[tuple[int, int, str]]:
    """Cells that hold sentences, merged ones once."""
    for r, row in enumerate(grid.cells):
        for c, cell in enumerate(row):
            if cell.number is None and len(cell.text) > 10 and (r, c) not in grid.repeats:
                yield r, c, cell.text
