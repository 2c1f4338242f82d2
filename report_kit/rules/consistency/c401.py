"""C401: one indicator, two values."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.conflicts import comparable, value_conflicts


@rule(
    "C401",
    name="value-conflict",
    title="同一指标前后不一",
    severity="error",
    also="A",
    clause=Clause("评价报告数据核实", "数据真实性、计算方法核实"),
    remedy="以统计报表为准统一全文；口径不同（年度、产品、当量/等价）时请在两处分别写明。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：同一指标、同一年度、同一范围、同一口径的实际值，在两处换算单位后仍不相等。

    依据：评价报告应核实数据真实性；两处数值按各自末位 ±1 取区间，区间相交即视为一致（四舍五入、不同小数位、万/亿都不算）。

    易误判：目标、限值、行业平均、引领值不参与；季度、单个产品、车间、改造前后各有范围；当量值与等价值分别比较；
    污染物、项目投资等一份报告里本来就有许多个的量不比较。

    例：表13 综合能源消费量 3691.96 tce，结论写作 3619.96 tce。
    """
    if not any(len(facts) > 1 for facts in comparable(report).values()):
        raise NotFound("没有找到出现两次以上的指标")
    yield from value_conflicts(report)
