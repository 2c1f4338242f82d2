"""A304: shares of one whole that do not make 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.recomputing import printed_like


@rule(
    "A304",
    name="share-sum-mismatch",
    title="占比之和不为100%",
    severity="warning",
    clause=Clause("评价报告数据核实", "数据真实性、计算方法核实"),
    remedy="按各项数量重新计算占比，并核对是否漏项。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：同一整体的各项占比之和不为 100%，或与表中印出的合计不等。

    依据：评价报告应核实数据真实性与计算方法。n 项各允许半个末位单位的四舍五入。

    易误判：可多选的占比、只列主要项目的占比不是对同一整体的划分；只检查带合计行的表，和各行与另一张合计表相同的“结构”表。

    例：58.64%、27.09%、9.70%、5.57% 之和为 101.00%。
    """
    if not report.facts.shares:
        raise NotFound("没有找到划分同一整体的占比")
    for group in report.facts.shares:
        value = sum((s.number.value for s in group.shares), Decimal(0))
        margin = sum((s.number.quantum / 2 for s in group.shares), Decimal(0))
        target = group.total.number if group.total else None
        whole = target.value if target else Decimal(100)
        if target is not None:
            margin += target.quantum / 2
        if abs(value - whole) <= margin:
            continue
        shown = printed_like(value, group.shares[0].number)
        places = (group.place, *(s.place for s in group.shares if s.place != group.place))[:2]
        if group.odd is not None:
            places = (group.odd.place, group.place)
        yield Finding(
            f"“{group.label}”各项之和为{shown}%，{'合计印为' + target.text if target else '应为100'}%，超出四舍五入允许的范围。",
            places if group.total or group.odd else tuple(s.place for s in group.shares[:2]),
            subject=f"share:{group.label}",
            expected=printed_like(whole, group.shares[0].number),
            rests_on=tuple(s.place for s in group.shares),
        )
