"""Shares of one whole: the percent columns of tables whose rows divide a total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_kit.facts.model import Operand, ShareGroup
from report_kit.facts.sums import addend_lines, is_score_table, operand
from report_kit.facts.tables import Column, Grid, Line


def extract(grids: list[Grid]) -> list[ShareGroup]:
    """Columns of shares in tables with a total row (the rows then divide a whole)."""
    return [group for grid in grids if not is_score_table(grid) for group in _of_table(grid)]


def _is_share(column: Column) -> bool:
    if not column.numeric:
        return False
    return column.role == "share" or (column.role == "weight" and column.unit is not None and column.unit.is_ratio)


def _of_table(grid: Grid) -> Iterator[ShareGroup]:
    columns = [c for c in grid.columns if _is_share(c)]
    if not columns:
        return
    for total, (lines, *_) in addend_lines(grid):
        for column in columns:
            shares = [o for line in lines if (o := operand(grid, line, column))]
            missing = any(
                grid.cells[x.index][column.index].number is None and not grid.cells[x.index][column.index].blank
                for x in lines
            )
            printed = operand(grid, total, column)
            if len(shares) < 2 or missing or (printed is None and not _nearly_whole(shares)):
                continue
            if printed is not None and not Decimal(90) <= printed.number.value <= Decimal(110):
                continue
            place = grid.place(total.index, column.index) if printed else shares[0].place
            odd = _odd(grid, total, lines, column)
            yield ShareGroup(tuple(shares), column.label, place, printed, odd)


def _nearly_whole(shares: list[Operand]) -> bool:
    return Decimal(85) <= sum(s.number.value for s in shares) <= Decimal(115)


def _odd(grid: Grid, total: Line, lines: list[Line], column: Column) -> Operand | None:
    """The one share that the amounts beside it do not give, while they give every other."""
    for amounts in grid.columns:
        whole = operand(grid, total, amounts)
        if amounts.role != "value" or whole is None or whole.number.value <= 0:
            continue
        pairs = [(a, s) for x in lines if (a := operand(grid, x, amounts)) and (s := operand(grid, x, column))]
        off = [
            s
            for a, s in pairs
            if abs(a.number.value / whole.number.value * 100 - s.number.value) > s.number.quantum * Decimal("1.5")
        ]
        if len(off) == 1 and len(pairs) >= 3:
            return off[0]
    return None
