"""X708: one person with more evaluations on site in a month than there are days for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from report_kit.rules.alike import history_of
from report_kit.rules.api import Finding, NotFound, Report, rule
from report_kit.rules.engagements import engagements

WITHIN = timedelta(days=30)
MOST = 10


@rule(
    "X708", name="evaluator-overload", title="人均报告量异常", severity="info", nature="signal", trigger="A", status="preview",
    needs_history=True, remedy="核对此人的现场签到和机构的任务安排", innocent=("同名不同人", "短期集中开展的批量评价"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：同一人 30 天内在报告库中现场评价的企业（连同本份）多于 10 家。

    依据：公布案例中的“一人数月出具数十份报告”。

    易误判：同名不同人；集中开展的小企业评价。

    例：某工程师一个月内在 14 家企业现场评价。
    """
    mine = [e for e in engagements(report) if e.first_day]
    if not mine:
        raise NotFound("没有读到现场评价的人员和日期")
    others = history_of(report).people([e.person for e in mine], report.identity)
    for own in {e.person: e for e in mine}.values():
        near = {
            o.filed.credit_code or o.filed.enterprise
            for o in others
            if o.person == own.person and o.first_day and own.first_day and abs(o.first_day - own.first_day) <= WITHIN
        }
        if len(near) + 1 > MOST:
            yield Finding(
                f"线索，需核实：{own.person}在 {own.first_day} 前后 30 天内，报告库中有 {len(near) + 1} 家企业的现场评价。",
                places=(own.place,),
                subject=f"person:{own.person}",
            )
