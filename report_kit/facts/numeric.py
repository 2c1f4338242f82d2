"""All numeric facts of a document, in one pass over its tables and one over its text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from report_kit.document.model import Document
from report_kit.facts import (
    calculations,
    energy,
    energy_apart,
    growth_claims,
    growths,
    scores,
    sentences,
    shares,
    sums,
    values,
    year_lists,
)
from report_kit.facts.model import Fact, Facts
from report_kit.facts.tables import Grid, read_table, told_year
from report_kit.facts.wording import period_of


def fill(facts: Facts) -> None:
    """Fills the values, energy rows, sums, shares, growths, calculations and scores of `facts`."""
    document, year = facts.document, facts.identity.year
    grids = _grids(document, year)
    in_tables = values.extract(document, grids, year)
    shown = _latest_year(in_tables, facts.identity.dated)
    if shown is not None and shown != year:
        year = shown
        grids = _grids(document, year)
        in_tables = values.extract(document, grids, year)
    facts.grids = grids
    facts.values = [
        *in_tables,
        *energy.totals(grids, year),
        *sentences.extract(document, grids, year),
        *year_lists.extract(document),
    ]
    facts.values = _one_product(facts.values)
    facts.energy = energy.extract(grids)
    facts.energy += energy_apart.extract(document, grids, facts.values, facts.energy)
    facts.sums = sums.extract(grids)
    facts.shares = shares.extract(grids)
    facts.calculations = calculations.extract(document, grids)
    facts.growths = [*growths.extract(document, grids), *growths.from_values(document, facts.values)]
    facts.growths += list(growth_claims.extract(document.paragraphs, facts.values, year, facts.growths))
    facts.scores = scores.extract(document, grids)


def _grids(document: Document, year: int | None) -> list[Grid]:
    grids = [read_table(block, year) for block in document.tables]
    for grid in grids:
        grid.year = grid.year or told_year(document, grid.block)
    return grids


def _latest_year(values: list[Fact], dated: date | None) -> int | None:
    """The latest year for which the tables print at least three actual values: what values without a year speak of,
    even where the stated period is another (a slip of the pen must not move every figure)."""
    years = Counter(
        f.year for f in values if f.year is not None and f.confidence == 1 and f.qualifiers.nature == "actual"
    )
    told = [y for y, n in years.items() if n >= 3 and (dated is None or y <= dated.year)]
    return max(told, default=None)


def _one_product(values: list[Fact]) -> list[Fact]:
    """Where a report names one product only (陶瓷制品产量), its output is the report's output."""
    outputs = [f for f in values if f.id == "product_output"]
    named = {
        f.qualifiers.scope
        for f in outputs
        if f.qualifiers.scope and f.source == "table" and not period_of(f.qualifiers.scope)
    }
    if len(named) != 1 or any(not f.qualifiers.scope and f.source == "table" for f in outputs):
        return values
    return [
        replace(f, qualifiers=replace(f.qualifiers, scope="")) if f.id == "product_output" and f.qualifiers.scope in named else f
        for f in values
    ]  # fmt: skip
