"""A314: the denominators that a report's intensities imply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from report_kit.facts.model import Fact
from report_kit.quantities.interval import Interval
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.conflicts import basis_of_fact, interval

_OF_OUTPUT_VALUE = (
    ("total_energy", "energy_per_output_value"), ("carbon_total", "carbon_per_output_value"), ("water_intake", "water_per_output_value"),
    ("wastewater_generated", "wastewater_per_output_value"), ("electricity", "electricity_per_output_value"),
)  # fmt: skip
_OF_PRODUCT = (
    ("total_energy", "energy_per_product"), ("carbon_total", "carbon_per_product"), ("water_intake", "water_per_product"),
    ("wastewater_generated", "wastewater_per_product"), ("electricity", "electricity_per_product"),
)  # fmt: skip
_MARGIN = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class _Implied:
    total: Fact
    indicator: Fact
    value: Interval


@rule(
    "A314", name="implied-denominator-mismatch", title="各强度反推的产量、产值不一", severity="warning", nature="signal", trigger="A",
    clause=Clause("绿色工厂评价通则", "附录（单位产品、单位产值指标）"), remedy="核对各强度指标的分子、分母，写明所用的产量、产值",
    innocent=("各指标的产品范围不同", "产值口径不同（现价、不变价）", "取水量、能耗的边界不同"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：由综合能耗、碳排放、取水量等总量和各自的单位产值（产品）指标反推出的产值（产量）相差 2% 以上。

    依据：同一年各强度指标的分母是同一个产值、产量。

    易误判：报告印出了产值、产量的，由 A301 直接复算，这里不再说；当量值与等价值分开；分产品、分厂区的指标不比。

    例：能耗反推产值 2.47 亿元，取水量反推产值 3.12 亿元。
    """
    found = False
    for printed, pairs, name in (("output_value", _OF_OUTPUT_VALUE, "产值"), ("product_output", _OF_PRODUCT, "产量")):
        given = {f.year for f in report.facts.of(printed) if not f.qualifiers.scope}
        by_year: dict[int, list[_Implied]] = {}
        for total_id, indicator_id in pairs:
            for implied in _implied(report, total_id, indicator_id):
                year = implied.indicator.year
                if year is not None and year not in given:
                    by_year.setdefault(year, []).append(implied)
        for year, group in by_year.items():
            if len({i.indicator.id for i in group}) < 2:
                continue
            found = True
            yield from _compare(group, name, year)
    if not found:
        raise NotFound("没有两个可以反推同一分母、而分母未印出的强度指标")


def _implied(report: Report, total_id: str, indicator_id: str) -> Iterator[_Implied]:
    for indicator in report.facts.of(indicator_id):
        if (
            indicator.number is None
            or indicator.qualifiers.scope
            or indicator.unit is None
            or indicator.number.value <= 0
        ):
            continue
        totals = [
            f for f in report.facts.of(total_id)
            if f.number is not None and not f.qualifiers.scope and f.year == indicator.year and f.unit is not None
            and basis_of_fact(f, report.facts.values) == basis_of_fact(indicator, report.facts.values)
        ]  # fmt: skip
        values = {f.number.text for f in totals if f.number}
        above, below = (interval(totals[0]) if len(values) == 1 else None), interval(indicator)
        if above is None or below is None or below.low <= 0:
            continue
        yield _Implied(totals[0], indicator, above / below)
        return


def _compare(group: list[_Implied], name: str, year: int) -> Iterator[Finding]:
    first = group[0]
    agree = {id(i): sum(_close(i.value, j.value) for j in group) for i in group}
    usual = max(group, key=lambda i: agree[id(i)])
    for one in group:
        if one is usual or _close(one.value, usual.value) or one.indicator.unit is None or usual.indicator.unit is None:
            continue
        if _dimension(one) != _dimension(usual):
            continue
        yield Finding(
            f"{year}年由“{one.total.label}÷{one.indicator.label}”反推的{name}与由“{usual.total.label}÷{usual.indicator.label}”反推的相差"
            f"{_percent(one.value, usual.value)}。",
            (one.indicator.place, usual.indicator.place), subject=one.indicator.id, year=year,
            rests_on=(one.total.place, usual.total.place, first.total.place),
        )  # fmt: skip


def _dimension(one: _Implied) -> str:
    """What the indicator is divided by."""
    return one.indicator.unit.text.rpartition("/")[2].strip(") ）") if one.indicator.unit else ""


def _close(a: Interval, b: Interval) -> bool:
    return a.widen(_MARGIN).overlaps(b)


def _percent(a: Interval, b: Interval) -> str:
    return f"{abs(a.middle / b.middle - 1) * 100:.1f}%"
