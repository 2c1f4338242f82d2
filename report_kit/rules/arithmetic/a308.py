"""A308: points against their total, weight and where the total is repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from report_kit.document.model import Place
from report_kit.facts.model import Fact, Operand, ScoreRow, ScoreTable
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.recomputing import printed_like

_NAMES = {"maximum": "满分", "raw": "得分", "weighted": "加权得分", "weight": "权重"}


@rule(
    "A308",
    name="score-sum-mismatch",
    title="得分汇总不符",
    severity="error",
    also="A",
    clause=Clause("绿色工厂评价通则", "评价指标与评分"),
    remedy="重新汇总得分，并使评分表、汇总表、基本信息表与结论一致。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：评分表合计不等于各项之和；加权得分不等于原始得分×权重；汇总表、基本信息表、结论中的总分与评分表不一致。

    依据：评价标准的评分规则。各项按末位四舍五入。

    易误判：有不适用项时按“得分÷适用满分×100”折算是对的；单项小计与合计分级相加；附加分另计。

    例：产品 81 分×10%＝8.10，印为 9.10。
    """
    if not report.facts.scores:
        raise NotFound("没有找到评分表")
    for table in report.facts.scores:
        yield from _weighted(table)
        yield from _sums(table)
    yield from _areas(report)
    yield from _told(report)
    yield from _totals(report)


def _weighted(table: ScoreTable) -> Iterator[Finding]:
    """raw × weight = weighted, the weights being percent, or points of 100."""
    rows = [r for r in table.rows if r.weight and r.raw and r.weighted and not r.is_total]
    if not rows:
        return
    percent = any(r.weight and r.weight.unit is not None and r.weight.unit.is_ratio for r in rows) or any(
        r.weight and r.weight.number.value > 1 for r in rows
    )
    for row in rows:
        assert row.weight and row.raw and row.weighted
        scale = Decimal("0.01") if percent else Decimal(1)
        value = row.raw.number.value * row.weight.number.value * scale
        margin = row.weighted.number.quantum / 2 + row.raw.number.quantum / 2 * row.weight.number.value * scale * (
            1 if row.raw.number.decimals else 0
        )
        if abs(value - row.weighted.number.value) <= max(margin, row.weighted.number.quantum * Decimal("0.51")):
            continue
        if (
            row.maximum is not None
            and row.maximum.number.value
            and _close(row.raw.number.value / row.maximum.number.value * row.weight.number.value, row.weighted)
        ):
            continue
        expected = printed_like(value, row.weighted.number)
        yield Finding(
            f"“{row.label}”得分{row.raw.number.text}×权重{row.weight.number.text}{'%' if percent else ''}＝{expected}，加权得分印为{row.weighted.number.text}。",
            (row.weighted.place, row.raw.place),
            subject=f"weighted:{row.label}",
            expected=expected,
        )


def _close(value: Decimal, printed: Operand) -> bool:
    return abs(value - printed.number.value) <= printed.number.quantum


def _sums(table: ScoreTable) -> Iterator[Finding]:
    """Totals and subtotals of the columns of points."""
    for column in ("maximum", "weight", "weighted", "raw"):
        if column == "raw" and table.kind == "areas":
            continue
        yield from _column(table, column)


def _column(table: ScoreTable, column: str) -> Iterator[Finding]:
    leaves: list[ScoreRow] = []
    subtotals: list[ScoreRow] = []
    whole: list[ScoreRow] = []
    for row in table.rows:
        cell: Operand | None = getattr(row, column)
        if not row.is_total:
            if cell is not None:
                leaves.append(row)
            continue
        own = list(leaves) if row.level or not subtotals else [*subtotals, *leaves]
        mixed = column == "maximum" and row.weighted is not None and row.raw is None
        if cell is not None and len(own) >= 2 and not mixed and not (column == "weight" and len(own) < 3):
            yield from _total(row, cell, own, whole, column)
        if cell is not None:
            whole = [*whole, *leaves]
            (subtotals if row.level else whole).append(row)
        if not row.level:
            subtotals = []
        leaves = []


def _total(row: ScoreRow, cell: Operand, own: list[ScoreRow], whole: list[ScoreRow], column: str) -> Iterator[Finding]:
    addends = [getattr(r, column) for r in own]
    value = sum((a.number.value for a in addends), Decimal(0))
    margin = sum((a.number.quantum / 2 for a in addends if a.number.decimals), Decimal(0)) + (
        cell.number.quantum / 2 if cell.number.decimals else 0
    )
    if abs(value - cell.number.value) <= margin or _rescaled(own, column, value, cell):
        return
    every = (
        sum((getattr(r, column).number.value for r in whole if not r.is_total and getattr(r, column)), Decimal(0))
        + value
    )
    if whole and abs(every - cell.number.value) <= margin:
        return
    expected = printed_like(value, cell.number)
    yield Finding(
        f"“{row.label or '合计'}”的{_NAMES[column]}印为{cell.number.text}，各项之和为{expected}。",
        (cell.place,),
        subject=f"score-sum:{column}",
        expected=expected,
        rests_on=tuple(a.place for a in addends),
    )


def _rescaled(own: list[ScoreRow], column: str, value: Decimal, cell: Operand) -> bool:
    """得分÷适用满分×100 where some items do not apply."""
    if column not in ("raw", "weighted"):
        return False
    applicable = sum((m.number.value for r in own if getattr(r, column) and (m := r.maximum or r.weight)), Decimal(0))
    return (
        bool(applicable)
        and applicable != 100
        and abs(value / applicable * 100 - cell.number.value) <= max(cell.number.quantum, Decimal("0.01"))
    )


def _areas(report: Report) -> Iterator[Finding]:
    """An area's raw points in the summary against the total of the area's own table, found by its section."""
    summary = next((t for t in report.facts.scores if t.kind == "areas"), None)
    if summary is None:
        return
    for row in summary.rows:
        if row.is_total or row.raw is None:
            continue
        for table in report.facts.scores:
            if table is summary or table.kind == "areas" or not _belongs(report, table, row.label):
                continue
            total = next((r for r in reversed(table.rows) if r.is_total), None)
            if total is None or total.raw is None or _same(total.raw, row.raw) or total.weighted is not None:
                continue
            full = total.maximum.number.value if total.maximum else None
            if full is None or full != 100:
                continue
            yield Finding(
                f"“{row.label}”在汇总表中的得分为{row.raw.number.text}，其评分表合计为{total.raw.number.text}。",
                (row.raw.place, total.raw.place),
                subject=f"area:{row.label}",
                expected=total.raw.number.text,
            )


def _told(report: Report) -> Iterator[Finding]:
    """The areas' points in a sentence against the sums of the items or the rows of the summary."""
    tables = [t for t in report.facts.scores if t.kind != "told"]
    for told in report.facts.scores:
        if told.kind != "told":
            continue
        for row in told.rows:
            options = [o for t in tables for o in _points_of(t, row.area)]
            if row.raw is None or not options or any(_close(value, row.raw) for value, _ in options):
                continue
            value, place = options[0]
            expected = printed_like(value, row.raw.number)
            yield Finding(
                f"“{row.label}”写作{row.raw.number.text}分，评分表中该项各行之和为{expected}分。",
                (row.raw.place, place),
                subject=f"area:{row.label}",
                expected=expected,
            )


def _points_of(table: ScoreTable, area: str) -> Iterator[tuple[Decimal, Place]]:
    """What an area may be said to have got: the sum of its items, its row in the summary, its subtotal; its full marks."""
    rows = [r for r in table.rows if (r.area or table.area) == area]
    items = [r for r in rows if not r.is_total]
    for column in ("weighted", "raw", "maximum"):
        points = [p for r in items if (p := getattr(r, column)) is not None]
        if points:
            yield sum((p.number.value for p in points), Decimal(0)), points[0].place
        for row in rows:
            if row.is_total and (subtotal := getattr(row, column)) is not None:
                yield subtotal.number.value, subtotal.place
    for row in items:
        if table.kind == "areas" and row.raw and row.weight:
            yield row.raw.number.value * row.weight.number.value / 100, row.raw.place


def _belongs(report: Report, table: ScoreTable, label: str) -> bool:
    block = report.document.by_id[table.block]
    section = report.document.section_of.get(table.block)
    title = block.caption or (section.title if section else "")
    core = title.replace("评分表", "").replace("得分表", "").replace("评价表", "")
    core = core.lstrip("表0123456789.-— ")
    return core.strip() == label


def _same(a: Operand, b: Operand) -> bool:
    return abs(a.number.value - b.number.value) <= min(a.number.quantum, b.number.quantum) / 2 or (
        a.number.interval.overlaps(b.number.interval) and a.number.quantum != b.number.quantum
    )


def _totals(report: Report) -> Iterator[Finding]:
    """The total of the score table against the form and the text."""
    tables = [t for t in report.facts.scores if any(r.is_total for r in t.rows)]
    main = next((t for t in tables if t.kind == "areas"), None) or _complete(tables)
    if main is None:
        return
    total = next(r for r in reversed(main.rows) if r.is_total)
    points = total.weighted or total.raw
    if points is None:
        return
    said: set[str] = set()
    column = "weighted" if total.weighted else "raw"
    summed = sum((a.number.value for r in main.rows if not r.is_total and (a := getattr(r, column))), Decimal(0))
    for fact in report.facts.of("score_total"):
        if fact.number is None or fact.place.block == main.block or _is_other(report, fact):
            continue
        if (
            abs(fact.number.value - points.number.value) <= max(fact.number.quantum, points.number.quantum) / 2
            or fact.number.text in said
        ):
            continue
        full = total.maximum or total.weight
        if (
            full is not None
            and full.number.value
            and abs(points.number.value / full.number.value * 100 - fact.number.value) <= Decimal("0.05")
        ):
            continue  # rescaled by what applies
        if abs(fact.number.value - summed) <= fact.number.quantum / 2:
            continue  # the total of the table is what is wrong, and its sum says so
        said.add(fact.number.text)
        yield Finding(
            f"“{fact.label}”写作{fact.number.text}分，评分表合计为{points.number.text}分。",
            (fact.place, points.place),
            subject="score_total",
            expected=points.number.text,
            rests_on=(points.place,),
        )


def _complete(tables: list[ScoreTable]) -> ScoreTable | None:
    """The one table that makes the whole score: of full marks 100, one total, and not of one area only."""
    whole = []
    for table in tables:
        totals = [r for r in table.rows if r.is_total and not r.level]
        if table.area or len(totals) != 1 or totals[0] is not next(r for r in reversed(table.rows) if r.is_total):
            continue
        full = totals[0].maximum or totals[0].weight
        if table.kind == "indicators" or (full is not None and full.number.value == 100):
            whole.append(table)
    return whole[0] if len(whole) == 1 else None


def _is_other(report: Report, fact: Fact) -> bool:
    """Last year's score, a score of something else, or what the factory gave itself before a third party came."""
    if report.identity.mode != "self" and re.search(r"自评|自我评价", fact.label):
        return True
    return bool(fact.qualifiers.scope) or (
        fact.year is not None and report.identity.year is not None and fact.year != report.identity.year
    )
