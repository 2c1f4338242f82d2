"""D003 constant-progression."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from report_kit.checklist.traces import trace_words
from report_kit.facts.figures_of_record import timed_rows
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "D003", name="constant-progression", title="等差、等比、恒定比值", severity="info", nature="signal", trigger="A", status="preview",
    clause=Clause("数字统计", "实测数据不会逐期等量变化", "background"),
    remedy="请逐期对照原始台账，说明数据来源",
    innocent=("按计划或定额填报", "累计值、折旧等按固定数变化", "缺数的年份用插值补上"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：表中一行实测数据四期以上，每期增减的数完全相等（等差），至少三位有效数字。

    依据：实测数据的增减总有波动；门槛见 checklists/traces.yaml。

    易误判：面积、产能、限值、目标、累计值不看；增减是整十整百的不看。

    例：用电量 412.35、398.12、383.89、369.66，每年都少 14.23。
    """
    least = trace_words().statistics.progression_points
    looked = 0
    for label, row in timed_rows(report.facts.grids):
        values = [_decimal(text) for text, _ in row]
        if len(values) < least or any(v is None for v in values):
            continue
        looked += 1
        steps = {b - a for a, b in pairwise(v for v in values if v is not None)}
        step = next(iter(steps))
        if len(steps) == 1 and len(str(abs(step)).replace(".", "").strip("0")) >= 3:
            yield Finding(
                f"线索，需核实：“{label}”{len(values)} 期每期都相差 {step}。", (row[0][1], row[-1][1]), subject=label
            )
    if not looked:
        raise NotFound(f"没有 {least} 期以上的实测数据可看")


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
