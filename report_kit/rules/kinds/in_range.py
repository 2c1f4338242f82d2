"""in-range: values of a quantity lie between two bounds. `quantity`: vocabulary id; `low`, `high` in `unit`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_kit.quantities.units import parse_unit
from report_kit.rules.api import Finding, NotFound, Report
from report_kit.rules.recomputing import value_words


def run(
    report: Report, *, quantity: str, unit: str = "", low: float | None = None, high: float | None = None
) -> Iterator[Finding]:
    """One finding for each value whose whole rounding interval lies outside."""
    own = parse_unit(unit) if unit else None
    facts = [f for f in report.facts.of(quantity) if f.number is not None]
    if not facts:
        raise NotFound("没有找到该项数值")
    for fact in facts:
        factor = fact.unit.to(own) if fact.unit is not None and own is not None else Decimal(1)
        if fact.number is None or factor is None:
            continue
        span = fact.number.scaled(factor).interval
        below = low is not None and span.high < Decimal(str(low))
        above = high is not None and span.low > Decimal(str(high))
        if below or above:
            bound = f"低于{low}{unit}" if below else f"高于{high}{unit}"
            yield Finding(
                f"“{fact.label}”为{value_words(fact)}，{bound}。", (fact.place,), subject=quantity, year=fact.year
            )
