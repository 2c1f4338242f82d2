"""T606 number-order-vs-date-order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from report_kit.document.model import Place
from report_kit.facts.records import TestReport
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_LEAST = 4
_APART = 20
"""Days between two samplings from which the later report should have the later number."""
_SPREAD = 60
"""Days over which consecutive numbers are no longer one trip's."""
_BUNCH = 3

Parts = tuple[int, ...]
_Numbered = tuple[date, Parts, TestReport]


@rule(
    "T606", name="number-order-vs-date-order", title="编号顺序与日期矛盾、连号集中出具", severity="warning", nature="signal", trigger="A",
    clause=Clause("检测报告", "编号与采样、签发日期", "background"), remedy="请检测机构说明编号规则，核对原始记录和委托单",
    innocent=("编号按合同或委托单预留，同一合同连号", "编号按签发顺序，个别项目检测周期长", "报告更正后换号", "报告编号抄录有误"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：同一机构至少四个不同采样日的报告中，采样日在后的编号反而在前；或采样日相隔数月、编号却首尾相连，或集中在几天内出具。

    依据：检测报告按受理或签发次序编号，相隔数月的采样不应连号，也不应在同几天出具。

    易误判：同一次采样的几份报告连号是对的；按合同编号、末尾为 -1、-2 的顺序号不判；采样日相差 20 天以内的不比次序。

    例：四个季度的四份报告编号 HJ2506081～HJ2506084，签发都在 2025 年 6 月。
    """
    groups: dict[tuple[str, str], list[_Numbered]] = defaultdict(list)
    for one in report.facts.test_reports:
        if one.sampled is not None and (parts := _parts(one.number)):
            groups[one.laboratory, re.sub(r"\d+", "#", one.number)].append((one.sampled, parts, one))
    enough = [g for g in groups.values() if len({day for day, _, _ in g}) >= _LEAST]
    if not enough:
        raise NotFound("没有至少四个不同采样日期的检测报告编号")
    for group in enough:
        numbered = sorted({(day, parts): one for day, parts, one in group}.items(), key=lambda item: item[0])
        ordered = [(day, parts, one) for (day, parts), one in numbered]
        yield from _disorder(ordered) or _run(ordered) or _bunch(ordered)


def _parts(number: str) -> Parts:
    """The numbers in a report's number; none for a contract's number with the visits counted behind it."""
    parts = re.findall(r"\d+", number)
    if len(parts) >= 2 and len(parts[-1]) <= 2:
        return ()
    return tuple(int(p) for p in parts)


def _disorder(ordered: list[_Numbered]) -> list[Finding]:
    """The one report that, taken out, leaves the most order; nothing where no order is to be seen."""
    wrong = [
        (a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :] if (b[0] - a[0]).days >= _APART and b[1] < a[1]
    ]  # fmt: skip
    if not wrong:
        return []
    counts: dict[int, int] = defaultdict(int)
    for a, b in wrong:
        counts[ordered.index(a)] += 1
        counts[ordered.index(b)] += 1
    culprit = max(counts, key=lambda n: counts[n])
    if len(wrong) > max(counts.values()) and len(wrong) * 2 > len(ordered) * (len(ordered) - 1) // 2:
        return []  # mostly out of order: the numbers follow another rule
    first, last = next((a, b) for a, b in wrong if ordered.index(a) == culprit or ordered.index(b) == culprit)
    own, other = (first, last) if ordered.index(first) == culprit else (last, first)
    before = "先" if own[0] < other[0] else "后"
    return [
        Finding(
            f"检测报告{own[2].number}的采样日期{own[0].isoformat()}{before}于{other[2].number}的{other[0].isoformat()}，编号次序却相反。",
            _places(own[2], other[2]), subject="number-order",
        )
    ]  # fmt: skip


def _run(ordered: list[_Numbered]) -> list[Finding]:
    """Consecutive numbers although the samplings are months apart."""
    days = [day for day, _, _ in ordered]
    steps = [(a[1][:-1] == b[1][:-1]) and b[1][-1] - a[1][-1] == 1 for a, b in pairwise(ordered)]
    if (days[-1] - days[0]).days < _SPREAD or not all(steps):
        return []
    first, last = ordered[0][2], ordered[-1][2]
    return [
        Finding(
            f"{len(ordered)}份检测报告采样日期从{days[0].isoformat()}到{days[-1].isoformat()}，编号{first.number}～{last.number}却首尾相连。",
            _places(first, last), subject="consecutive-numbers",
        )
    ]  # fmt: skip


def _bunch(ordered: list[_Numbered]) -> list[Finding]:
    """Reports on samplings of several months that were all issued within a few days."""
    issued = [(one.issued, one) for _, _, one in ordered if one.issued]
    days = [day for day, _, _ in ordered]
    if len(issued) < _LEAST or len(issued) < len(ordered) or (days[-1] - days[0]).days < _SPREAD:
        return []
    first, last = min(issued, key=lambda i: i[0]), max(issued, key=lambda i: i[0])
    if (last[0] - first[0]).days > _BUNCH:
        return []
    return [
        Finding(
            f"{len(ordered)}份检测报告采样日期从{days[0].isoformat()}到{days[-1].isoformat()}，却都在{first[0].isoformat()}前后出具。",
            _places(ordered[0][2], ordered[-1][2]), subject="issued-together",
        )
    ]  # fmt: skip


def _places(first: TestReport, last: TestReport) -> tuple[Place, ...]:
    """The two numbers, then the days of sampling."""
    return (first.place, last.place, *(d for d in (first.dated, last.dated) if d is not None))
