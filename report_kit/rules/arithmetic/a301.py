"""A301: calculations and formulas that do not give the printed result."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.formulas import mismatches
from report_kit.rules.recomputing import judged, show


@rule(
    "A301",
    name="formula-mismatch",
    title="指标复算不符",
    severity="error",
    also="A",
    clause=Clause("绿色工厂评价通则", "附录（计算方法）"),
    remedy="按公式和原始数据重新计算；分子、分母与指标值应取同一年度、同一口径。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：报告印出的算式、指标表中的分子分母，或按评价标准公式由报告自己的数据复算，结果不在印出数值的取值区间内。

    依据：评价标准附录的计算方法。每个印出的数代表末位 ±1 的区间，“约、近、余”等再放宽；区间运算后仍不相交才算不符。

    易误判：当量值与等价值、多产品、分季度的数据各自成立，有任一组合相符即通过；分子或分母不止一个且互相不同时不判；
    结果恰差 10 的整数倍等单位错位归 A302。

    例：132,720÷214,600＝61.85%，报告写作 68.15%。
    """
    if not report.facts.calculations and not report.facts.values:
        raise NotFound("没有找到可复算的指标")
    for calculation, verdict in judged(report):
        if verdict.fits or verdict.slip is not None:
            continue
        result = calculation.result
        yield Finding(
            f"算式 {show(calculation)} 应得{verdict.expected}，报告写作{result.number.text}{result.unit.text if result.unit else ''}。",
            (result.place, calculation.operands[0].place) if result.place.row is not None else (result.place,),
            subject="calculation",
            expected=verdict.expected,
            rests_on=tuple(o.place for o in calculation.operands),
        )
    for found in mismatches(report):
        if found.slip is None:
            yield found.finding
