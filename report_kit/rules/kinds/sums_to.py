"""sums-to: the printed totals whose label holds `label` against their addends."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.facts.sums import fits, recomputed
from report_kit.rules.api import Finding, NotFound, Report
from report_kit.rules.recomputing import printed_like


def run(report: Report, *, label: str = "") -> Iterator[Finding]:
    """One finding for each total that its addends do not make, honest rounding allowed."""
    groups = [g for g in report.facts.sums if g.complete and label in g.label]
    if not groups:
        raise NotFound("没有找到该合计")
    for group in groups:
        if not fits(group):
            expected = printed_like(recomputed(group)[0], group.total.number)
            yield Finding(
                f"“{group.label}”印为{group.total.number.text}，各项之和为{expected}。",
                (group.total.place,),
                subject=f"sum:{group.label}",
                expected=expected,
                rests_on=tuple(a.place for a in group.addends),
            )
