"""I203: indicator values without a unit, or in a unit of another dimension."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Fact
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.recomputing import value_words


@rule(
    "I203",
    name="wrong-unit",
    title="无单位或量纲不符",
    severity="warning",
    clause=Clause("绿色工厂评价通则", "附录（计算方法）"),
    remedy="写明单位，并与指标的定义一致（如 tce/万元、m³/万元、%）。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：指标数值没有单位，或单位的量纲与指标不符。

    依据：评价标准附录各公式的单位。量纲相同、大小不同的单位不算错；换算差 10 的整数倍归 A302。

    易误判：单位可写在表头、单位列、表题、名称里；水可用吨；产品单位可为任何计量；容积率没有单位。

    例：单位产值综合能耗 0.0215（没有单位）；单位产品取水量 3.2 kWh/t。
    """
    facts = [
        f
        for f in report.facts.values
        if f.qualifiers.nature == "actual" and f.number and vocabulary()[f.id].kind == "indicator"
    ]
    if not facts:
        raise NotFound("没有找到指标数值")
    by_id: dict[str, list[Fact]] = {}
    for fact in facts:
        by_id.setdefault(fact.id, []).append(fact)
    for id, found in by_id.items():
        quantity = vocabulary()[id]
        if quantity.dimension == "none" or (quantity.dimension == "ratio" and quantity.unit != "%"):
            continue
        wrong = next((f for f in found if f.unit is not None and not quantity.accepts_unit(f.unit)), None)
        bare = next((f for f in found if f.unit is None), None) if all(f.unit is None for f in found) else None
        if wrong is not None:
            yield Finding(
                f"“{wrong.label}”的单位写作{wrong.unit.text if wrong.unit else ''}，与该指标的量纲不符，应为{quantity.unit}一类。",
                (wrong.place,), subject=id, year=wrong.year,
            )  # fmt: skip
        elif bare is not None and quantity.dimension not in ("ratio", "count"):
            yield Finding(
                f"“{bare.label}”写作{value_words(bare)}，没有单位，应为{quantity.unit}一类。",
                (bare.place,), subject=id, year=bare.year,
            )  # fmt: skip
