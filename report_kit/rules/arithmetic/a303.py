"""A303: printed totals against their addends."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.facts.model import SumGroup
from report_kit.facts.sums import fits, recomputed
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.recomputing import printed_like


@rule(
    "A303",
    name="table-sum-mismatch",
    title="合计不符",
    severity="error",
    also="A",
    clause=Clause("评价报告数据核实", "数据真实性、计算方法核实"),
    remedy="逐行核对明细与合计，改正抄错的数；合计为四舍五入所致时请注明。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：表中印出的合计、小计、总计（行或列）与其各加数之和不等。

    依据：评价报告应核实数据真实性与计算方法。各数按末位四舍五入：n 个加数允许相差 (n+1)/2 个末位单位，超出即不符。

    易误判：“其中”行、当量/等价并列行、平均、占比、同比、系数、单价不是加数；单位不同的实物量不相加；有读不出的加数时不判；
    评分表的合计由 A308 检查。

    例：表15 各项之和 214,690，合计印为 214,600。
    """
    groups = [g for g in report.facts.sums if g.complete]
    if not groups:
        raise NotFound("没有找到带合计的数据表")
    for group in groups:
        if not fits(group):
            yield _finding(group)


def _finding(group: SumGroup) -> Finding:
    value, margin = recomputed(group)
    total = group.total
    unit = total.unit.text if total.unit else ""
    expected = printed_like(value, total.number)
    words = (
        "＋".join(a.number.text for a in group.addends) if len(group.addends) <= 8 else f"{len(group.addends)}项相加"
    )
    return Finding(
        f"“{group.label}”印为{total.number.text}{unit}，各项之和（{words}）为{expected}{unit}，"
        f"相差{printed_like(abs(total.number.value - value), total.number)}，超出四舍五入允许的{margin.normalize():f}。",
        (total.place,),
        subject=f"sum:{group.label}",
        expected=expected,
        rests_on=tuple(a.place for a in group.addends),
    )
