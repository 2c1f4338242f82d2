"""unit-is: values of a quantity are printed in a unit of the wanted dimension. `quantity`: vocabulary id; `unit`: example."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.quantities.units import parse_unit
from report_kit.rules.api import Finding, NotFound, Report
from report_kit.rules.recomputing import value_words


def run(report: Report, *, quantity: str, unit: str) -> Iterator[Finding]:
    """One finding for each value in a unit of another dimension."""
    wanted = parse_unit(unit)
    facts = [f for f in report.facts.of(quantity) if f.unit is not None]
    if not facts or wanted is None:
        raise NotFound("没有找到带单位的该项数值")
    for fact in facts:
        if fact.unit is not None and fact.unit.dimension != wanted.dimension:
            yield Finding(
                f"“{fact.label}”写作{value_words(fact)}，单位应为{unit}一类。",
                (fact.place,),
                subject=quantity,
                year=fact.year,
            )
