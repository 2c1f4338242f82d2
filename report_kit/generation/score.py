"""Points: linear between 基准值 and 引领值 (edition 2025), area scores times weights (edition 2018)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from report_kit.checklist.edition import Area, edition
from report_kit.generation import clauses
from report_kit.generation.clauses import Chosen
from report_kit.generation.compute import Figures
from report_kit.generation.data import Data, Record
from report_kit.generation.figures import Figure, Operand, convert, decimals_of, round_to
from report_kit.quantities.number import parse_number

_POINTS = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """One indicator judged: its value of the year evaluated (a figure, a count or a word), points and verdict."""

    chosen: Chosen
    figure: Figure | None
    value: str
    unit: str
    leading: str
    benchmark: str
    full: Decimal | None
    points: Decimal | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Scores:
    """All points: of the indicators (edition 2025), of the areas, in total (None while a point is missing)."""

    judged: list[Judged]
    areas: list[AreaScore]
    total: Figure | None


def evaluate(data: Data, figures: Figures) -> Scores:
    """Judge and add up; the calculations are added to `figures`."""
    judged = judge(data, figures) if not _weighted(data) else []
    areas = area_scores(data, judged)
    return Scores(judged, areas, total(data, areas, figures) if _complete(data, judged) else None)


def _complete(data: Data, judged: list[Judged]) -> bool:
    """Whether every applicable indicator (or every area) has its points."""
    if not _weighted(data):
        return bool(judged) and all(j.points is not None for j in judged if j.chosen.applicable)
    return {a.name for a in edition(data.edition).areas} == {r.text("area") for r in data.rows("scores")}


def linear(value: Decimal, leading: Decimal, benchmark: Decimal, full: Decimal) -> Decimal:
    """Full marks at or beyond 引领值, none short of 基准值, in proportion between; the order of the two values says
    whether more or less is better."""
    if leading == benchmark:
        return full if value == leading else Decimal(0)
    share = (value - benchmark) / (leading - benchmark)
    return round_to(full * min(max(share, Decimal(0)), Decimal(1)), _POINTS)


def judge(data: Data, figures: Figures) -> list[Judged]:
    """Every indicator of edition 2025, judged."""
    return [_judge(c, data, figures) for c in clauses.chosen(data)]


def _judge(chosen: Chosen, data: Data, figures: Figures) -> Judged:
    record = chosen.record
    full, leading, benchmark = record.number("weight"), record.text("leading"), record.text("benchmark")
    if not chosen.applicable:
        return Judged(chosen, None, "不适用", "", leading, benchmark, full, None, f"不适用：{record.text('reason')}")
    if chosen.indicator.id in clauses.QUALITATIVE:
        word = _qualitative(chosen.indicator.id, data)
        points = None if full is None or not word else full if word in ("采用", "开展") else Decimal(0)
        return Judged(
            chosen,
            None,
            word,
            "",
            leading,
            benchmark,
            full,
            points,
            f"{word}，得{'满分' if points else '0分'}" if word else "",
        )
    operand = figures.inputs.get((chosen.quantity, data.year))
    figure = figures.get(chosen.quantity, data.year)
    unit = record.text("unit") or (operand.unit if operand else "")
    if operand is None:
        return Judged(chosen, None, "", unit, leading, benchmark, full, None, "")
    best, average = _number(leading, unit, operand.unit), _number(benchmark, unit, operand.unit)
    if best is None or average is None or full is None:
        return Judged(chosen, figure, operand.text, operand.unit, leading, benchmark, full, None, "")
    points = linear(operand.value, best, average, full)
    _record_points(chosen, operand, best, average, full, points, unit, figures)
    return Judged(
        chosen,
        figure,
        operand.text,
        operand.unit,
        leading,
        benchmark,
        full,
        points,
        _verdict(operand.value, best, average),
    )


def _number(text: str, unit: str, wanted: str) -> Decimal | None:
    printed = parse_number(text)
    return convert(printed.value, unit, wanted) if printed else None


def _verdict(value: Decimal, leading: Decimal, benchmark: Decimal) -> str:
    """Where the value stands between the two, in words."""
    more = leading >= benchmark
    if value >= leading if more else value <= leading:
        return "达到引领值"
    if value >= benchmark if more else value <= benchmark:
        return "优于基准值，未达到引领值" if value != benchmark else "等于基准值"
    return "未达到基准值"


def _record_points(
    chosen: Chosen,
    value: Operand,
    leading: Decimal,
    benchmark: Decimal,
    full: Decimal,
    points: Decimal,
    unit: str,
    figures: Figures,
) -> None:
    """The calculation of the points, as a figure of its own."""
    name = chosen.indicator.name
    given = [
        Operand("引领值", leading, unit, chosen.record.place("leading"), decimals_of(leading)),
        Operand("基准值", benchmark, unit, chosen.record.place("benchmark"), decimals_of(benchmark)),
        Operand("满分", full, "分", chosen.record.place("weight"), decimals_of(full)),
    ]
    best, average, most = (o.text for o in given)
    if points in (full, 0):
        formula, words = "达到引领值得满分，未达到基准值得0分", f"指标值 {value.text}，引领值 {best}，基准值 {average}"
    else:
        formula = "满分 ×（指标值 − 基准值）÷（引领值 − 基准值）"
        words = f"{most} ×（{value.text} − {average}）÷（{best} − {average}）"
    figures.add(Figure(f"points:{chosen.indicator.id}", f"{name}得分", None, points, "分", _POINTS, formula, words,
                       (value, *given), "GB/T 36132-2025 第5章"))  # fmt: skip


def _qualitative(indicator: str, data: Data) -> str:
    """采用/未采用, 开展/未开展."""
    if indicator == "advanced_equipment":
        return "采用" if data.rows("technology") else "未采用"
    return data.form("design").text("green_design" if indicator == "green_design" else "footprint")


@dataclass(frozen=True, slots=True)
class AreaScore:
    """Points of one first-level area. Edition 2018: `points` are out of `full` applicable points, `raw` rescaled to
    100, `weighted` times the area's weight."""

    area: Area
    full: Decimal
    points: Decimal
    raw: Decimal
    weighted: Decimal


def area_scores(data: Data, judged: list[Judged]) -> list[AreaScore]:
    """Sums by area; an area with a missing score is still summed over what is there (the report marks the gap)."""
    result = []
    for area in edition(data.edition).areas:
        if data.edition == "gbt36132-2025":
            rows = [j for j in judged if j.chosen.indicator.area == area.id and j.chosen.applicable]
            full = sum((j.full or Decimal(0) for j in rows), Decimal(0))
            points = sum((j.points or Decimal(0) for j in rows), Decimal(0))
            result.append(AreaScore(area, full, points, points, points))
            continue
        records = [r for r in data.rows("scores") if r.text("area") == area.name and _applies(r)]
        full = sum((r.number("full") or Decimal(0) for r in records), Decimal(0))
        points = sum((r.number("score") or Decimal(0) for r in records), Decimal(0))
        raw = round_to(points / full * 100, _POINTS) if full else Decimal(0)
        result.append(AreaScore(area, full, points, raw, round_to(raw * area.weight / 100, _POINTS)))
    return result


def _applies(record: Record) -> bool:
    return record.text("applicable") != "不适用"


def total(data: Data, areas: list[AreaScore], figures: Figures) -> Figure:
    """The total score. Points of indicators that do not apply are taken out of the full marks and the rest rescaled to
    100 (edition 2025)."""
    parts = [
        Operand(
            f"{a.area.name}{'加权' if _weighted(data) else ''}得分",
            a.weighted,
            "分",
            f"计算：{a.area.name}得分",
            _POINTS,
        )
        for a in areas
    ]
    reached = sum((p.value for p in parts), Decimal(0))
    full = sum((a.full for a in areas), Decimal(0))
    words, formula = (
        " + ".join(p.text for p in parts),
        "各一级指标得分之和" if not _weighted(data) else "各一级指标加权得分之和",
    )
    if not _weighted(data) and full and full != 100:
        words, formula = f"（{words}）÷ {full} × 100", "各一级指标得分之和 ÷ 适用满分 × 100"
        reached = reached / full * 100
    return figures.add(
        Figure("score_total", "综合得分", None, round_to(reached, _POINTS), "分", _POINTS, formula, words, tuple(parts))
    )


def _weighted(data: Data) -> bool:
    return edition(data.edition).scoring.rule == "weighted"
