"""Energy tables: physical amount × printed coefficient = coal equivalent, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.facts.model import Basis, EnergyRow, Fact, Operand, Qualifiers
from report_kit.facts.naming import named_by
from report_kit.facts.sums import operand
from report_kit.facts.tables import Column, Grid, Line
from report_kit.facts.values import ADOPTED
from report_kit.facts.wording import basis_of, is_coal_equivalent
from report_kit.quantities.units import Unit, parse_unit

_TCE = "[mass] * [length] ** 2 / [time] ** 2"


def extract(grids: list[Grid]) -> list[EnergyRow]:
    """Rows of every table with a coefficient and a coal equivalent."""
    return [row for grid in grids for row in _of_table(grid)]


def totals(grids: list[Grid], this_year: int | None) -> list[Fact]:
    """The coal equivalents' totals as facts: the year's comprehensive energy consumption."""
    return [fact for grid in grids for fact in _totals(grid, this_year)]


def _of_table(grid: Grid) -> Iterator[EnergyRow]:
    coefficients = [c for c in grid.columns if c.role == "coefficient" and c.numeric]
    equivalents = [c for c in grid.columns if _is_equivalent(grid, c)]
    for coefficient, tce in _pairs(coefficients, equivalents):
        amount = _amount_column(grid, coefficient, tce)
        if amount is None:
            continue
        for line in grid.lines:
            if line.total:
                continue
            found = [operand(grid, line, c) for c in (amount, coefficient, tce)]
            if found[2] is None or found[0] is None:
                continue
            named = named_by(line.label)
            energy = named.quantity.energy or "" if named else ""
            basis = basis_of("".join((line.label, coefficient.header, tce.header)))
            year = line.year or amount.year or tce.year or grid.year
            yield EnergyRow(
                energy, line.label, year, found[0], _coefficient(grid, line, coefficient, amount), _plain_tce(grid, line, tce, found[2]), basis
            )  # fmt: skip


def _is_equivalent(grid: Grid, column: Column) -> bool:
    return column.numeric and (
        column.role == "tce" or (column.unit is not None and column.unit.text.strip().lower() in ("tce", "kgce"))
    )


def _pairs(coefficients: list[Column], equivalents: list[Column]) -> Iterator[tuple[Column, Column]]:
    if len(coefficients) == 1 and len(equivalents) == 1:
        yield coefficients[0], equivalents[0]
        return
    for equivalent in equivalents:
        basis = basis_of(equivalent.header)
        matching = [c for c in coefficients if basis_of(c.header) == basis and basis is not None]
        if not matching:
            matching = [c for c in coefficients if c.year == equivalent.year and c.year is not None]
        if not matching and len(coefficients) == 1:
            matching = coefficients
        if len(matching) == 1:
            yield matching[0], equivalent


def _amount_column(grid: Grid, coefficient: Column, tce: Column) -> Column | None:
    candidates = [
        c
        for c in grid.columns
        if c.numeric and c.role in ("value", "share") and c is not tce and c.index not in grid.stubs and not c.total
        and (tce.year is None or c.year in (None, tce.year)) and c.role == "value"
    ]  # fmt: skip
    return candidates[0] if len(candidates) == 1 else None


def _coefficient(grid: Grid, line: Line, column: Column, amount: Column) -> Operand | None:
    """The coefficient with its own unit (cell or header), never the amount's."""
    found = operand(grid, line, column)
    if found is None:
        return None
    unit: Unit | None = grid.cells[line.index][column.index].unit or column.unit
    return Operand(found.number, unit, found.place, found.label)


def _plain_tce(grid: Grid, line: Line, column: Column, found: Operand) -> Operand:
    """The coal equivalent in its own unit; a unit column speaks of the physical amount, not of it."""
    own = grid.cells[line.index][column.index].unit or column.unit or grid.unit
    if own is None or own.dimension != _TCE or not is_coal_equivalent(own):
        own = parse_unit("tce")
    return Operand(found.number, own, found.place, found.label)


def _totals(grid: Grid, this_year: int | None) -> Iterator[Fact]:
    if not any(c.role == "coefficient" for c in grid.columns):
        return
    for column in grid.columns:
        if not _is_equivalent(grid, column):
            continue
        totals = [line for line in grid.lines if line.total]
        if not totals:
            continue
        line = totals[-1]
        found = operand(grid, line, column)
        if found is None or named_by(line.label) or named_by(column.label):
            continue
        year = line.year or column.year or grid.year
        basis: Basis | None = basis_of("".join((*line.labels, column.header))) or basis_of(grid.block.caption)
        yield Fact(
            "total_energy", line.label, found.number, _plain_tce(grid, line, column, found).unit, year or this_year, found.place,
            Qualifiers(basis), ADOPTED if year is None else 1.0, "table",
        )  # fmt: skip
