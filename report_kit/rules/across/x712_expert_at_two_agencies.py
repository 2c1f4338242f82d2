"""X712: one full-time expert at two agencies."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.alike import history_of, told
from report_kit.rules.api import Finding, NotFound, Report, rule
from report_kit.rules.engagements import engagements

_FULL_TIME = ("staff", "evaluator", "leader")


@rule(
    "X712", name="expert-at-two-agencies", title="同一专职人员在两家机构", severity="warning", nature="signal", trigger="C",
    modes=("third-party",), needs_history=True, status="preview", remedy="核对此人的社保和劳动合同，确认专职于哪一家机构",
    innocent=("同名不同人", "期间调动工作", "机构更名或合并"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：本报告所列机构专职人员（姓名、职称相同），在报告库中另一家机构的报告里也作为其人员。

    依据：第三方机构专职人员要求。

    易误判：同名不同人（两份报告都写有职称而职称不同的不报）；两份报告之间调动了工作。合成语料的 144 份清洁报告中有 11 份因同名而提示，故为试行。

    例：甲机构的高级工程师某某，三个月后又列在乙机构的评价组里。
    """
    agency = report.identity.agency
    if not agency:
        raise NotFound("没有读到评价机构名称")
    mine = {e.person: e for e in engagements(report) if e.role in _FULL_TIME}
    if not mine:
        raise NotFound("没有读到评价人员")
    seen: set[tuple[str, str]] = set()
    for other in history_of(report).people(list(mine), report.identity):
        own, theirs = mine[other.person], other.filed.agency
        if not theirs or theirs == agency or other.role not in _FULL_TIME or (other.person, theirs) in seen:
            continue
        if own.title and other.title and own.title != other.title:
            continue
        seen.add((other.person, theirs))
        yield Finding(
            f"线索，需核实：{agency}的{own.person}{f'（{own.title}）' if own.title else ''}，"
            f"在{told(other.filed)}中列为{theirs}的人员（“{other.quote}”）。",
            places=(own.place,),
            subject=f"person:{own.person}:{theirs}",
        )
