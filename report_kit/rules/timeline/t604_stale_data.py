"""T604 stale-data."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_YEAR_CLOSED = 3
"""From March on last year's figures are there; before, a report may still rest on the year before."""


@rule(
    "T604", name="stale-data", title="非最近完整年度", severity="warning",
    clause=Clause("评价报告要求", "最近完整年度"), remedy="改用最近一个完整年度的数据重新评价，或说明理由",
    innocent=("年初编制，上年数据尚未决算", "停产、搬迁年份不具代表性并已说明"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：评价年度不是报告日期之前最近的完整年度。

    依据：评价采用最近一个完整年度的数据。

    易误判：年初（3 月以前）编制的报告可以用再上一年的数据；以报告写明的评价周期为准。

    例：2026 年 6 月的报告，评价年度是 2024 年。
    """
    identity = report.identity
    if identity.dated is None or identity.year is None:
        raise NotFound("没有读到报告日期或评价年度")
    expected = identity.dated.year - 1
    if identity.dated.month < _YEAR_CLOSED:
        expected -= 1
    if identity.year >= expected:
        return
    places: tuple[Place, ...] = tuple(
        d.place for d in report.facts.dates if d.end and d.day and d.end.year == d.day.year == identity.year
    )[:1]
    if identity.period_place:
        places = (identity.period_place,)
    if identity.dated_place:
        places += (identity.dated_place,)
    yield Finding(
        f"评价年度是{identity.year}年，报告日期是{identity.dated.isoformat()}，不是最近的完整年度", places,
        subject="period", year=identity.year, expected=str(identity.dated.year - 1),
    )  # fmt: skip
