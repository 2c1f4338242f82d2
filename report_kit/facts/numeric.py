"""All numeric facts of a document, in one pass over its tables and one over its text."""

from __future__ import annotations

from report_kit.facts import calculations, energy, growths, scores, sentences, shares, sums, values
from report_kit.facts.model import Facts
from report_kit.facts.tables import read_table, told_year


def fill(facts: Facts) -> None:
    """Fills the values, energy rows, sums, shares, growths, calculations and scores of `facts`."""
    document, year = facts.document, facts.identity.year
    grids = [read_table(block, year) for block in document.tables]
    for grid in grids:
        grid.year = grid.year or told_year(document, grid.block)
    facts.values = [
        *values.extract(document, grids, year),
        *energy.totals(grids, year),
        *sentences.extract(document, grids, year),
    ]
    facts.energy = energy.extract(grids)
    facts.sums = sums.extract(grids)
    facts.shares = shares.extract(grids)
    facts.calculations = calculations.extract(document, grids)
    facts.growths = [*growths.extract(document, grids), *growths.from_values(document, facts.values)]
    facts.scores = scores.extract(grids)
