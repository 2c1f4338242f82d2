"""A302: values that are off by a power of ten or by an area unit."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.conflicts import unit_slips
from report_kit.rules.formulas import mismatches
from report_kit.rules.recomputing import factor_words, judged, show


@rule(
    "A302",
    name="unit-slip",
    title="数量级或单位错位",
    severity="error",
    clause=Clause("绿色工厂评价通则", "附录（计算方法）"),
    remedy="核对单位：万元与元、万kWh与kWh、万m³与m³、kg与t、亩与m²、hm²。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：复算结果与印出的数恰差 10 的整数倍、15、666.67 等倍数，或同一数值的两种单位写法互相矛盾。

    依据：评价标准附录的计算方法；法定计量单位换算（1 亩＝666.67 m²，1 hm²＝15 亩）。

    易误判：算式里没有印出单位时，10 的整数倍可能来自省略的单位换算，不判；百分数写成小数不是错位。

    例：单位用地面积产值 0.3417 元/m²，即 227.8 万元/亩：应为万元/m²，差 10000 倍。
    """
    if not report.facts.values and not report.facts.calculations:
        raise NotFound("没有找到带单位的数值")
    said: set[tuple[str, str]] = set()
    for calculation, verdict in judged(report):
        if verdict.fits or verdict.slip is None:
            continue
        result = calculation.result
        said.add((result.place.block, result.number.text))
        yield Finding(
            f"算式 {show(calculation)} 应得{verdict.expected}{result.unit.text if result.unit else ''}，报告写作"
            f"{result.number.text}{result.unit.text if result.unit else ''}，相差约{factor_words(verdict.slip)}，疑为单位或小数点错位。",
            (result.place, calculation.operands[0].place) if result.place.row is not None else (result.place,),
            subject="calculation",
            expected=verdict.expected,
            rests_on=tuple(o.place for o in calculation.operands),
        )
    flagged = {p for block, text in said for p in _places_with(report, block, text)}
    for finding in (*(m.finding for m in mismatches(report) if m.slip is not None), *unit_slips(report)):
        if flagged & set(finding.places[:2]):
            continue
        flagged.update(finding.places[:2])
        yield finding


def _places_with(report: Report, block: str, text: str) -> set[Place]:
    """Places of the facts that a calculation already spoken of printed."""
    return {f.place for f in report.facts.values if f.place.block == block and f.number and f.number.text == text}
