"""A310: values outside their domain."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_kit.checklist.vocabulary import Quantity, vocabulary
from report_kit.facts.model import Fact
from report_kit.quantities.units import parse_unit
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.conflicts import interval
from report_kit.rules.formulas import formulas_of
from report_kit.rules.recomputing import is_percent, value_words


@rule(
    "A310",
    name="impossible-value",
    title="超出定义域",
    severity="error",
    also="A",
    clause=Clause("绿色工厂评价通则", "附录（计算方法）"),
    remedy="核对分子、分母与单位；部分不能大于整体，利用率、回用率不能超过 100%。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：不可能的数值：比率超过 100%、负值；部分大于整体（利用量＞产生量、回用量＞产生量、排放量＞产生量）；容积率小于建筑密度。

    依据：评价标准附录中各指标的定义。

    易误判：利用往年贮存量时综合利用量可大于当年产生量（报告写明贮存量即计入）；增长率、变化率可以为负、可以超过 100%；
    分季度、分产品的数值各自比较。

    例：工业固体废物综合利用率 102.43%。
    """
    if not report.facts.values:
        raise NotFound("没有找到可检查的数值")
    beyond = list(_bounds(report))
    rates = {(f.subject, f.year): f for f in beyond}
    for part in _parts(report):
        rate = next((rates[r, part.year] for r in _rates_of(report, part.subject) if (r, part.year) in rates), None)
        if rate is None:
            beyond.append(part)
        else:  # one cause, one finding: the rate exceeds 100 % because the part exceeds the whole
            rate.message = f"{rate.message.rstrip('。')}；{part.message}"
            rate.places = (*rate.places[:1], *part.places, *rate.places[1:])
    yield from beyond
    yield from _density(report)


def _actual(report: Report) -> Iterator[tuple[Fact, Quantity]]:
    for fact in report.facts.values:
        quantity = vocabulary().by_id.get(fact.id)
        if quantity is not None and fact.number is not None and fact.qualifiers.nature == "actual":
            yield fact, quantity


def _in_unit(fact: Fact, quantity: Quantity) -> Decimal | None:
    """The value in the quantity's own unit."""
    assert fact.number is not None
    if quantity.unit == "%":
        return fact.number.value if is_percent(fact.unit) else None
    own = parse_unit(quantity.unit) if quantity.unit else None
    if fact.unit is None or own is None:
        return fact.number.value if not quantity.unit or fact.number.value < 0 else None
    factor = fact.unit.to(own)
    return fact.number.value * factor if factor is not None else fact.number.value if fact.number.value < 0 else None


def _bounds(report: Report) -> Iterator[Finding]:
    said: dict[tuple[str, str, int | None], Finding] = {}
    for fact, quantity in _actual(report):
        assert fact.number is not None
        low, high = quantity.bounds
        value = _in_unit(fact, quantity)
        if value is None or quantity.kind == "score":
            continue
        if not ((low is not None and value < low) or (high is not None and value > high)):
            continue
        key = (fact.id, fact.number.text, fact.year)
        if key in said:
            if len(said[key].places) < 2:
                said[key].places = (*said[key].places, fact.place)
            continue
        why = (
            "不应为负"
            if low is not None and value < low
            else f"不可能超过{high:f}{quantity.unit}"
            if high is not None
            else ""
        )
        said[key] = Finding(
            f"{str(fact.year) + '年' if fact.year else ''}“{fact.label}”为{value_words(fact)}，{why}。",
            (fact.place,),
            subject=fact.id,
            year=fact.year,
        )
    yield from said.values()


def _parts(report: Report) -> Iterator[Finding]:
    groups: dict[tuple[int | None, str], dict[str, list[Fact]]] = {}
    for fact, _ in _actual(report):
        scope = "" if fact.qualifiers.scope == "其中" else fact.qualifiers.scope
        groups.setdefault((fact.year, scope), {}).setdefault(fact.id, []).append(fact)
    for (year, _scope), facts in groups.items():
        for id, parts in facts.items():
            quantity = vocabulary()[id]
            if not quantity.part_of or quantity.part_of[0] not in facts or id.startswith("pollutant"):
                continue
            whole = _largest(quantity, facts)
            for part in parts:
                own = interval(part)
                if whole is None or own is None or own.low <= whole[0] or not _same_dimension(part, whole[1]):
                    continue
                yield Finding(
                    f"{str(year) + '年' if year else ''}“{quantity.name}”{value_words(part)}大于“{vocabulary()[whole[1].id].name}”{value_words(whole[1])}，部分不可能大于整体。",
                    (part.place, whole[1].place),
                    subject=id,
                    year=year,
                )
                break


def _rates_of(report: Report, part: str) -> list[str]:
    """Percentages of which the quantity is the numerator."""
    return [f.result for f in formulas_of(report) if f.unit == "%" and part in f.inputs]


def _largest(quantity: Quantity, facts: dict[str, list[Fact]]) -> tuple[Decimal, Fact] | None:
    """The most the wholes can come to, and the first whole's fact."""
    total = Decimal(0)
    first: Fact | None = None
    for id in quantity.part_of:
        bounds = [(i.high, f) for f in facts.get(id, ()) if (i := interval(f)) is not None]
        if not bounds:
            continue
        most, fact = max(bounds, key=lambda b: b[0])
        total += most
        first = first or fact
    return (total, first) if first is not None else None


def _same_dimension(a: Fact, b: Fact) -> bool:
    if a.unit is None or b.unit is None:
        return False
    return a.unit.dimension == b.unit.dimension or vocabulary()[a.id].dimension == "volume"


def _density(report: Report) -> Iterator[Finding]:
    """At least one storey: 容积率 cannot be less than 建筑密度 of the same site."""
    ratios = [f for f in report.facts.of("plot_ratio") if f.number and not f.qualifiers.scope]
    densities = [
        f for f in report.facts.of("building_density") if f.number and is_percent(f.unit) and not f.qualifiers.scope
    ]
    for ratio in ratios[:1]:
        for density in densities[:1]:
            assert ratio.number and density.number
            if (
                ratio.number.interval.high * 100 < density.number.interval.low
                and ratio.year == density.year
                and ratio.unit is None
            ):
                yield Finding(
                    f"容积率{ratio.number.text}小于建筑密度{density.number.text}%，建筑至少一层，容积率不可能小于建筑密度。",
                    (ratio.place, density.place),
                    subject="plot_ratio",
                    year=ratio.year,
                )
