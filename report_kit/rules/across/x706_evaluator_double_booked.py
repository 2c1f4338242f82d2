"""X706: one evaluator on site at two enterprises at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.facts.gazetteer import cities_in
from report_kit.rules.alike import history_of, told
from report_kit.rules.api import Finding, NotFound, Report, rule
from report_kit.rules.engagements import engagements


@rule(
    "X706", name="evaluator-double-booked", title="同一评价人员同时两地现场", severity="warning", nature="signal", trigger="A",
    needs_history=True, remedy="核对两次现场评价的签到、行程和影像，说明人员的实际安排",
    innocent=("同名不同人", "一天内先后到两处", "其中一处远程参加", "日期写的是计划"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：本报告写有现场评价日期的评价人员，同一天在报告库另一份报告中又在另一个城市现场评价。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条；一个人不能同时在两地。

    易误判：同名不同人；同一城市内一天先后到两处是正常的，不报。

    例：张某3月11日在河源现场评价，同一天又在韶关另一家企业现场评价。
    """
    mine = [e for e in engagements(report) if e.first_day and e.last_day]
    if not mine:
        raise NotFound("没有读到现场评价的人员和日期")
    others = history_of(report).people([e.person for e in mine], report.identity)
    for own in mine:
        for other in others:
            if other.person != own.person or not other.first_day or not other.last_day:
                continue
            assert own.first_day and own.last_day
            first, last = max(own.first_day, other.first_day), min(own.last_day, other.last_day)
            here, there = cities_in(own.where), cities_in(other.place)
            if first > last or not here or not there or here & there:
                continue
            yield Finding(
                f"线索，需核实：{own.person}在 {first.isoformat()} 于{own.where}现场评价，而{told(other.filed)}写同一天在{other.place}"
                f"现场评价（“{other.quote}”）。",
                places=tuple(dict.fromkeys((own.place, own.day_place or own.place))),
                subject=f"person:{own.person}:{other.filed.sha256[:12]}",
            )
