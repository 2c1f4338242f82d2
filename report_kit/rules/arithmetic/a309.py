"""A309: points that the scoring rule does not give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from report_kit.checklist.scoring import score
from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Operand, ScoreRow
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.index_scores import chain_points, park_index
from report_kit.rules.recomputing import printed_like


@rule(
    "A309",
    name="score-rule-mismatch",
    title="得分与评分规则不符",
    severity="error",
    also="A",
    clause=Clause("绿色工厂评价通则", "第5章（评分规则）"),
    remedy="按评分规则重新打分，并更新合计。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：得分超过该项满分；2025 版指标表中，未达到基准值却得分、达到引领值却未得满分，或与线性比例法算出的不符；
    园区的单项比值、绿色指数 GI 与指标值、引领值不符；供应链企业各项最高分、定量项得分与评价要求不符。

    依据：GB/T 36132-2025 第5章：达到或优于引领值得满分，未达到基准值得 0 分，之间按线性比例等方法计算；
    绿色工业园区评价要求（GI）；绿色供应链管理企业评价要求（20 项分值）。

    易误判：标准允许线性比例法以外的方法，所以两值之间只在得分明显不可能（高于满分或为负）时判错，偏离线性值作警告；
    没有印出引领值、基准值、指标值的不判；2018 版可选项按符合程度给分；
    GI 单项封顶与不封顶、按 24 项与按实际项数都接受；报告没有写明“占比×最高分”的，定量项不复算。

    例：该项满分 8 分，得分写作 8.5 分。
    """
    if report.edition is not None and report.edition.scoring.rule == "index":
        yield from park_index(report, report.edition)
    elif not report.facts.scores:
        raise NotFound("没有找到评分表")
    if report.edition is not None and report.edition.scoring.rule == "sum":
        yield from chain_points(report, report.edition)
    for table in report.facts.scores:
        for row in table.rows:
            if row.is_total:
                continue
            finding = _over(row) or _below(row) or _linear(row)
            if finding is not None:
                yield finding


def _points(row: ScoreRow) -> Operand | None:
    return row.weighted or row.raw


def _over(row: ScoreRow) -> Finding | None:
    """More points than the item has, or less than none."""
    full = row.maximum
    points = row.raw if row.raw is not None else row.weighted
    if full is None and row.weight is not None and row.weight.number.value > 1 and row.weighted is not None:
        full, points = row.weight, row.weighted
    if points is None:
        return None
    if points.number.value < 0:
        return Finding(
            f"“{row.label}”得分为{points.number.text}，得分不应为负。",
            (points.place,),
            subject=f"over:{row.label}",
            expected="0",
        )
    if full is None or points.number.value <= full.number.value:
        return None
    return Finding(
        f"“{row.label}”得分{points.number.text}超过该项满分{full.number.text}。",
        (points.place, full.place),
        subject=f"over:{row.label}",
        expected=full.number.text,
    )


def _below(row: ScoreRow) -> Finding | None:
    """Points for a value that does not reach its benchmark, where the leading value stands on the wrong side of it."""
    quantity = vocabulary().by_id.get(row.indicator)
    points = _points(row)
    if quantity is None or quantity.direction == "none" or points is None or points.number.value <= 0:
        return None
    if row.value is None or row.benchmark is None or row.leading is None or _direction(row) is not None:
        return None
    value, leading, benchmark = (_in_unit(o, row.value) for o in (row.value, row.leading, row.benchmark))
    if value is None or leading is None or benchmark is None or leading == benchmark:
        return None
    short = min(value, leading) < benchmark if quantity.direction == "higher" else max(value, leading) > benchmark
    if not short or (value < benchmark) is not (quantity.direction == "higher") or value == benchmark:
        return None
    return Finding(
        f"“{row.label}”指标值{row.value.number.text}未达到基准值{row.benchmark.number.text}（引领值{row.leading.number.text}也不及基准值），"
        f"应得0分，写作{points.number.text}分。",
        (points.place, row.value.place),
        subject=f"linear:{row.label}",
        expected="0",
        severity="warning",
    )


def _linear(row: ScoreRow) -> Finding | None:
    full = row.maximum or row.weight
    points = _points(row)
    if full is None or points is None or row.value is None or row.benchmark is None or row.leading is None:
        return None
    direction = _direction(row)
    if direction is None:
        return None
    value, leading, benchmark = (_in_unit(o, row.value) for o in (row.value, row.leading, row.benchmark))
    if value is None or leading is None or benchmark is None:
        return None
    try:
        options = {score(v, leading, benchmark, full.number.value, direction) for v in _around(row.value)}
    except ValueError:
        return None
    exact = score(value, leading, benchmark, full.number.value, direction)
    given = points.number.value
    margin = max(points.number.quantum, Decimal("0.05"))
    if min(options) - margin <= given <= max(options) + margin:
        return None
    expected = printed_like(exact, points.number)
    certain = exact == 0 or exact == full.number.value
    reason = (
        "未达到基准值"
        if exact == 0
        else "达到引领值"
        if exact == full.number.value
        else "介于基准值与引领值之间，按线性比例法"
    )
    return Finding(
        f"“{row.label}”指标值{row.value.number.text}（引领值{row.leading.number.text}，基准值{row.benchmark.number.text}）{reason}，应得{expected}分，写作{points.number.text}分。",
        (points.place, row.value.place),
        subject=f"linear:{row.label}",
        expected=expected,
        severity=None if certain else "warning",
    )


def _direction(row: ScoreRow) -> Literal["higher", "lower"] | None:
    """Which way is better: as leading and benchmark stand to each other, checked by the vocabulary."""
    assert row.leading and row.benchmark
    leading, benchmark = row.leading.number.value, row.benchmark.number.value
    if leading == benchmark:
        return None
    direction: Literal["higher", "lower"] = "higher" if leading > benchmark else "lower"
    quantity = vocabulary().by_id.get(row.indicator)
    if quantity is not None and quantity.direction not in ("none", direction):
        return None
    return direction


def _in_unit(operand: Operand, like: Operand) -> Decimal | None:
    if operand.unit is None or like.unit is None or operand.unit.text == like.unit.text:
        return operand.number.value
    factor = operand.unit.to(like.unit)
    return None if factor is None else operand.number.value * factor


def _around(operand: Operand) -> tuple[Decimal, ...]:
    number = operand.number
    return (number.value - number.quantum / 2, number.value, number.value + number.quantum / 2)
