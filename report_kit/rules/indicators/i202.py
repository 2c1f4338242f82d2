"""I202: quantitative indicators without a value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.evaluated import Evaluated, evaluated

_IN_LABEL = re.compile(r"[（(：:][^）)]*\d+(?:\.\d+)?\s*(?:[%％]|[a-zA-Z万亿])")


@rule(
    "I202",
    name="indicator-without-value",
    title="指标无数值",
    severity="error",
    clause=Clause("评价标准", "评价指标"),
    remedy="补充指标数值、单位和统计年度；确不涉及的，写明“不适用”及理由。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：定量指标在报告里有行或有节，却没有数值。

    依据：评价标准的指标表（定量指标）。

    易误判：写明“不适用”“不涉及”的不算；数值写在别处（计算节、附表）也算有。

    例：指标表中“可再生能源利用率”的指标值一栏为空。
    """
    entries = [e for e in evaluated(report) if e.indicator.is_quantitative and e.located]
    if not entries:
        raise NotFound("没有找到定量指标")
    for entry in entries:
        if entry.values or entry.excused or _told_in_label(entry):
            continue
        place = entry.rows[0] if entry.rows else entry.scored[0].place
        indicator = entry.indicator
        yield Finding(
            f"定量指标“{indicator.name}”没有数值。",
            (place,),
            subject=indicator.id,
            clause=Clause(indicator.source, indicator.clause, indicator.confidence),
        )


def _told_in_label(entry: Evaluated) -> bool:
    """Whether the row's name holds the value: 「低风险供应商占比（91.0%）」."""
    places = [*entry.rows, *(row.place for row in entry.scored)]
    return any(_IN_LABEL.search(place.quote) for place in places if place.row is not None)
