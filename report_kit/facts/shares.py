"""Shares of one whole: the percent columns of tables whose rows divide a total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from report_kit.facts.model import Operand, ShareGroup
from report_kit.facts.sums import addend_lines, is_score_table, operand
from report_kit.facts.tables import Column, Grid, Line

_DIVIDES = re.compile(r"结构|构成|组成")
_SOME = re.compile(r"主要|部分|重点|前[三五十\d]|变化|近三年|对比|调整|优化")


def extract(grids: list[Grid]) -> list[ShareGroup]:
    """Columns of shares in tables with a total row, or of a whole that another table sums (the rows then divide it)."""
    plain = [grid for grid in grids if not is_score_table(grid)]
    return [group for grid in plain for group in (*_of_table(grid), *_of_structure(grid, plain))]


def _of_structure(grid: Grid, grids: list[Grid]) -> Iterator[ShareGroup]:
    """Shares without a total row, where the caption calls them a structure and another table sums the same rows."""
    caption = grid.block.caption
    columns = [c for c in grid.columns if _is_share(c)]
    if len(columns) != 1 or not _DIVIDES.search(caption) or _SOME.search(caption) or any(x.total for x in grid.lines):
        return
    (column,) = columns
    shares = [operand(grid, line, column) for line in grid.lines]
    known = [s for s in shares if s is not None]
    if len(known) < 2 or len(known) < len(shares) or not _nearly_whole(known):
        return
    labels = [_key(line) for line in grid.lines]
    for other in grids:
        if other is grid:
            continue
        for total, (lines, *_) in addend_lines(other):
            if sorted(map(_key, lines)) != sorted(labels):
                continue
            yield ShareGroup(
                tuple(known), column.label, known[0].place, None, _odd_one(other, total, lines, labels, known)
            )
            return


def _key(line: Line) -> str:
    return re.sub(r"[\s（）()]", "", line.label)


def _odd_one(other: Grid, total: Line, lines: list[Line], labels: list[str], shares: list[Operand]) -> Operand | None:
    """The one share that the other table's amounts do not give, while they give every other."""
    by_label = {_key(line): line for line in lines}
    for amounts in other.columns:
        whole = operand(other, total, amounts)
        if whole is None or whole.number.value <= 0:
            continue
        pairs = [(operand(other, by_label[k], amounts), s) for k, s in zip(labels, shares, strict=True)]
        off = [s for a, s in pairs if a is None or _differs(a, whole, s)]
        if len(off) == 1 and len(pairs) >= 2:
            return off[0]
    return None


def _differs(amount: Operand, whole: Operand, share: Operand) -> bool:
    given = amount.number.value / whole.number.value * 100
    return abs(given - share.number.value) > share.number.quantum * Decimal("1.5")


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
        off = [s for a, s in pairs if _differs(a, whole, s)]
        if len(off) == 1 and len(pairs) >= 3:
            return off[0]
    return None
