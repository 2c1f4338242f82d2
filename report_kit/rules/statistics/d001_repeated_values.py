"""D001 repeated-values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from report_kit.checklist.traces import trace_words
from report_kit.facts.figures_of_record import timed_rows
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "D001", name="repeated-values", title="数值重复、多年完全相同", severity="info", nature="signal", trigger="A", status="preview",
    clause=Clause("数字统计", "同一消耗量、产量逐年变化", "background"),
    remedy="请逐年（逐月）对照原始台账；确实相同的说明原因",
    innocent=("按固定协议量、定额结算", "停产或没有变化的项目", "抄录时漏改一年"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：表中一行用量、产量等实测数据，四个以上年度或月份完全相同，而且不是整数、不是零。

    依据：实测数据逐年逐月总有变化；门槛见 checklists/traces.yaml。

    易误判：土地、建筑面积、产能、限值、系数、额定值、比率等本来就不变，不看；三位以下有效数字的不看。

    例：天然气用量 2022～2025 年都是 36.74 万 m³。
    """
    least = trace_words().statistics.repeated_series
    looked = 0
    for label, places in timed_rows(report.facts.grids):
        if len(places) < least:
            continue
        looked += 1
        for value, run in groupby(places, key=lambda item: item[0]):
            same = [place for _, place in run]
            if len(same) >= least and _is_measured(value):
                yield Finding(
                    f"线索，需核实：“{label}”连续 {len(same)} 期都是 {value}（共 {len(places)} 期）。",
                    (same[0], same[-1]), subject=label,
                )  # fmt: skip
    if not looked:
        raise NotFound(f"没有 {least} 期以上的实测数据可看")


def _is_measured(text: str) -> bool:
    """Whether a figure has three digits that count and is not round."""
    digits = re.sub(r"\D", "", text).strip("0")
    return len(digits) >= 3
