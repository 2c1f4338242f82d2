"""T603 impossible-date."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "T603", name="impossible-date", title="不存在的日期", severity="error",
    clause=Clause("评价报告要求", "日期真实"), remedy="核对原始记录，改成实际日期",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：日历上没有的日期，如 2 月 30 日、4 月 31 日、13 月。

    依据：日期应与原始记录一致。

    易误判：标准号、文号、条款号不是日期；没有写年份的 2 月 29 日不报。

    例：2026 年 2 月 30 日现场自查。
    """
    if not report.facts.dates:
        raise NotFound("没有读到日期")
    for one in report.facts.dates:
        if one.day is None:
            yield Finding(f"“{one.text}”中有不存在的日期", (one.place,), subject=one.role)
