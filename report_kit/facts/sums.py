"""Printed totals and their addends, in rows and in columns, on several levels (小计, 合计, 总计)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_kit.facts.model import Operand, SumGroup
from report_kit.facts.tables import Column, Grid, Line
from report_kit.facts.wording import NO_ADDEND, PART_OF, SUBTOTAL, TOTAL, WHOLE_YEAR, basis_of, is_rate, year_of
from report_kit.quantities.number import Printed
from report_kit.quantities.units import Unit

_NEVER_SUMMED = frozenset(
    {"serial", "unit", "evidence", "remark", "leading", "benchmark", "limit", "coefficient", "growth", "kind", "year", "share"}
)  # fmt: skip
_SCORES = frozenset({"weight", "maximum", "raw", "weighted"})


def extract(grids: list[Grid]) -> list[SumGroup]:
    """The totals of every table; score tables' totals belong to the scores."""
    return [group for grid in grids if not is_score_table(grid) for group in _of_table(grid)]


def is_score_table(grid: Grid) -> bool:
    """Whether a table gives points: it has a column of points beside a weight, a maximum or a weighted score."""
    roles = {c.role for c in grid.columns if c.numeric}
    return "raw" in roles and bool(roles & {"weight", "maximum", "weighted"})


def _of_table(grid: Grid) -> Iterator[SumGroup]:
    yield from total_rows(grid, [c for c in grid.columns if _summable(grid, c)])
    yield from _total_columns(grid)


def _summable(grid: Grid, column: Column) -> bool:
    if column.role in _NEVER_SUMMED or column.index in grid.stubs or not column.numeric:
        return False
    return not is_rate(column.label, column.unit)


def operand(grid: Grid, line: Line, column: Column) -> Operand | None:
    """One cell as an operand of a calculation, None where it has no number."""
    cell = grid.cells[line.index][column.index]
    if cell.number is None or cell.bound:
        return None
    label = line.label or column.label
    return Operand(cell.number, grid.unit_of(line, column), grid.place(line.index, column.index), label)


def total_rows(grid: Grid, columns: list[Column]) -> Iterator[SumGroup]:
    """Totals in rows: for each total row the rows that it adds up, column by column.

    Where a table's totals may nest in several ways, the way that fits is taken. A table most of whose totals fit in no
    way (a balance sheet with items to subtract) was not understood and says nothing."""
    groups: list[SumGroup] = []
    for total, alternatives in addend_lines(grid):
        for column in columns:
            printed = operand(grid, total, column)
            if printed is None or (total.index, column.index) in grid.repeats:
                continue
            group = _best(grid, total, printed, column, alternatives)
            if group is not None:
                groups.append(group)
    wrong = sum(g.complete and not fits(g) for g in groups)
    if wrong < 3 or wrong * 2 <= len(groups):
        yield from groups


def _best(grid: Grid, total: Line, printed: Operand, column: Column, alternatives: list[list[Line]]) -> SumGroup | None:
    first: SumGroup | None = None
    for lines in alternatives:
        addends, complete = _collect(grid, lines, column)
        if len(addends) == 1 and addends[0].number.value == printed.number.value:
            return None  # a total of one row, and right
        if len(addends) < 2 or not _one_unit(printed, addends):
            continue
        group = SumGroup(printed, tuple(addends), total.label or "合计", "rows", complete)
        if fits(group):
            return group
        first = first or group
    if first is None or (len(alternatives) > 1 and _out_of_all_proportion(first)):
        return None
    return first


def _out_of_all_proportion(group: SumGroup) -> bool:
    """Whether total and sum have nothing to do with each other: among several totals, nesting not understood."""
    value, _ = recomputed(group)
    larger = max(abs(value), abs(group.total.number.value))
    return abs(value - group.total.number.value) * 2 > larger


def _collect(grid: Grid, lines: list[Line], column: Column) -> tuple[list[Operand], bool]:
    addends: list[Operand] = []
    complete = True
    for line in lines:
        cell = grid.cells[line.index][column.index]
        if (line.index, column.index) in grid.repeats:
            continue
        found = operand(grid, line, column)
        if found is not None:
            addends.append(found)
        elif not cell.blank:
            complete = False
    return addends, complete


def _one_unit(total: Operand, addends: list[Operand]) -> bool:
    """Rows in different units (实物量 of several fuels) make no sum."""
    units = [o.unit for o in (total, *addends) if o.unit is not None]
    return all(u.dimension == units[0].dimension for u in units[1:]) if units else True


def addend_lines(grid: Grid) -> Iterator[tuple[Line, list[list[Line]]]]:
    """Each total row with the rows it may add up, likeliest first: 小计 the rows since the last total, 合计 the
    subtotals and the rows under none, 总计 the totals. A total in the first row adds up what follows."""
    rows = [line for line in grid.lines if _counts(grid, line)]
    if rows and rows[0].total and not any(line.total for line in rows[1:]):
        below = [line for line in rows[1:] if not _is_part(line)]
        if len(below) == len(rows) - 1:
            yield rows[0], [below]
        return
    leaves: list[Line] = []
    totals: list[Line] = []
    every: list[Line] = []
    for line in rows:
        if not line.total:
            if not _is_part(line):
                leaves.append(line)
                every.append(line)
            continue
        own = _of_basis(line, leaves)
        since = [*totals, *own]
        plain = TOTAL.match("".join(line.labels[-1:]) or line.label) is not None
        subtotal = SUBTOTAL.search("".join(line.labels)) is not None
        likely = [own, since] if subtotal or not plain else [since, own]
        if not totals and len(own) == len(every):
            yield line, [own]
        else:
            nested = [[*totals[-n:], *own] for n in (1, 2, 3)]
            yield line, [*likely, *nested, _of_basis(line, every), totals[-2:], totals[-3:]]
        totals = [*totals, line] if subtotal or not plain else [line]
        leaves = []


def _of_basis(total: Line, lines: list[Line]) -> list[Line]:
    """Rows of the total's basis, where it names one (合计（当量值））."""
    basis = basis_of("".join(total.labels))
    return [x for x in lines if basis is None or basis_of("".join(x.labels)) in (None, basis)]


def _is_part(line: Line) -> bool:
    return any(PART_OF.match(text) for text in line.labels)


def _counts(grid: Grid, line: Line) -> bool:
    text = "".join(line.labels) or line.label
    if line.total:
        return not (WHOLE_YEAR.match(text) and text.strip("：: ") == "全年") or _parts_of_year(grid)
    return not NO_ADDEND.search(text)


def _parts_of_year(grid: Grid) -> bool:
    return sum(bool(line.period) for line in grid.lines) >= 2


def _total_columns(grid: Grid) -> Iterator[SumGroup]:
    """Totals in columns. Only where most rows of the table agree: 单价 | 数量 | 合计 is no sum."""
    start = 0
    for total in grid.columns:
        if not (total.total and total.numeric and total.role not in _NEVER_SUMMED | _SCORES):
            continue
        columns = [
            c
            for c in grid.columns[start : total.index]
            if c.numeric and _summable(grid, c) and not NO_ADDEND.search(c.header) and not PART_OF.match(c.header)
            and c.role not in _SCORES and not c.total
        ]  # fmt: skip
        start = total.index + 1
        if len(columns) < 2 or not _alike(columns, total):
            continue
        groups = [g for line in grid.lines if (g := _row_group(grid, line, columns, total))]
        fitting = sum(fits(g) for g in groups)
        if fitting * 2 > len(groups) or (len(groups) <= 2 and _divides_a_whole(columns)):
            yield from groups


def _row_group(grid: Grid, line: Line, columns: list[Column], total: Column) -> SumGroup | None:
    printed = operand(grid, line, total)
    if printed is None or is_rate(line.label, line.unit) or NO_ADDEND.search(line.label):
        return None
    addends: list[Operand] = []
    complete = True
    for column in columns:
        found = operand(grid, line, column)
        if found is not None:
            addends.append(found)
        elif not grid.cells[line.index][column.index].blank:
            complete = False
    return SumGroup(printed, tuple(addends), line.label, "columns", complete) if len(addends) >= 2 else None


def _alike(columns: list[Column], total: Column) -> bool:
    units = {c.unit.dimension for c in (*columns, total) if c.unit is not None}
    return len(units) <= 1


def _divides_a_whole(columns: list[Column]) -> bool:
    return all(c.period for c in columns) or all(year_of(c.header) for c in columns)


def _factor(unit: Unit | None, reference: Unit | None) -> Decimal:
    if unit is None or reference is None:
        return Decimal(1)
    return unit.to(reference) or Decimal(1)


def recomputed(group: SumGroup) -> tuple[Decimal, Decimal]:
    """The sum of the addends in the total's unit, and how far honest rounding may take the total from it: half a unit
    of the last digit for the total and for each addend."""
    total = group.total
    value = margin = Decimal(0)
    for addend in group.addends:
        number = addend.number.scaled(_factor(addend.unit, total.unit))
        value += number.value
        margin += _half(number)
    return value, margin + _half(total.number)


def _half(number: Printed) -> Decimal:
    return number.quantum / 2


def fits(group: SumGroup) -> bool:
    """Whether the total can be the sum of the addends, honest rounding allowed."""
    value, margin = recomputed(group)
    return abs(group.total.number.value - value) <= margin
