"""P710 unexplained-jump."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from report_kit.checklist.forms import DYNAMIC_FORM, YearCheck
from report_kit.facts import pieces
from report_kit.facts.chapters import variant_of
from report_kit.facts.model import Fact
from report_kit.rules.api import Clause, Finding, NotApplicable, NotFound, Report, rule

_EXPLAINED = re.compile(
    r"原因|说明[：:]|由于|因为|受.{0,12}影响|新增|投产|扩产|停产|搬迁|技改|并购|剥离|口径(?:调整|变化)|市场|订单"
)


@rule(
    "P710", name="unexplained-jump", title="关键指标同比突变未说明", severity="warning", modes=("platform",),
    clause=Clause("绿色工厂梯度培育及管理暂行办法", "动态管理（跨年比较为建议项）", "background"),
    remedy="核对数据；确有突变的，在表中说明原因",
    innocent=("扩产、停产、并购、搬迁", "统计口径调整", "上一年数据有误"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：年度动态管理表里同一指标两年相差超过 30%（formats/dynamic-form.yaml 的 year_checks），全表没有说明原因。

    依据：动态管理表用于核对关键指标是否仍符合要求；跨年比较的幅度是建议项，待核实。

    易误判：写了原因、扩产、停产、口径调整等说明的不报；只有一年数据的不判。

    例：取水量 2024 年 12.6 万 m³，2025 年 4.1 万 m³，没有说明。
    """
    if report.identity.format != DYNAMIC_FORM:
        raise NotApplicable("不是年度动态管理表")
    form = variant_of(report.identity)
    if form is None or not form.year_checks:
        raise NotApplicable("这类动态管理表没有跨年比较的指标")
    if any(_EXPLAINED.search(p.text) for p in pieces.of_document(report.document)):
        return
    compared = [(row, pair) for row in form.year_checks for pair in _years(report, row)]
    if not compared:
        raise NotFound("没有找到两年可比的数据")
    for row, (before, after) in compared:
        change = _change(before, after)
        if change is None or abs(change) <= row.most_change:
            continue
        yield Finding(
            f"“{after.label}”由{before.year}年的{before.number.text if before.number else ''}变为{after.year}年的"
            f"{after.number.text if after.number else ''}，变化{change:+.1f}%，没有说明原因",
            (after.place, before.place), subject=row.quantity, year=after.year,
            clause=Clause(row.source, row.clause, row.confidence),
        )  # fmt: skip


def _years(report: Report, row: YearCheck) -> Iterator[tuple[Fact, Fact]]:
    """The latest two years' values of one quantity."""
    facts = {f.year: f for f in report.facts.of(row.quantity) if f.number is not None and f.year is not None}
    years = sorted(y for y in facts if y is not None)
    if len(years) >= 2 and years[-1] - years[-2] == 1:
        yield facts[years[-2]], facts[years[-1]]


def _change(before: Fact, after: Fact) -> Decimal | None:
    if before.number is None or after.number is None or not before.number.value:
        return None
    factor = after.unit.to(before.unit) if after.unit is not None and before.unit is not None else Decimal(1)
    if factor is None:
        return None
    return (after.number.value * factor / before.number.value - 1) * 100
