"""same-everywhere: a quantity has one value for one year. `quantity`: vocabulary id."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Finding, NotFound, Report
from report_kit.rules.conflicts import value_conflicts


def run(report: Report, *, quantity: str) -> Iterator[Finding]:
    """The conflicts of that quantity."""
    if not report.facts.of(quantity):
        raise NotFound("没有找到该项数值")
    yield from (f for f in value_conflicts(report) if f.subject == quantity)
