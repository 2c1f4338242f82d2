"""recompute: values of a quantity against its formula in the edition. `quantity`: vocabulary id of the result."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Finding, NotFound, Report
from report_kit.rules.formulas import mismatches


def run(report: Report, *, quantity: str) -> Iterator[Finding]:
    """The mismatches of that quantity."""
    if not report.facts.of(quantity):
        raise NotFound("没有找到该项数值")
    yield from (m.finding for m in mismatches(report) if m.finding.subject == quantity)
