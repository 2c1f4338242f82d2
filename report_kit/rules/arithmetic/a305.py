"""A305: physical amount × printed coefficient against the printed coal equivalent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from report_kit.checklist.factors import Coefficient, energies
from report_kit.facts.model import EnergyRow, Operand
from report_kit.quantities.interval import Interval
from report_kit.quantities.units import Unit, parse_unit
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.recomputing import interval_of, printed_like

_CLAUSE = Clause("GB/T 2589-2020", "附录A（折标准煤系数）")
_POWERS = tuple(Decimal(10) ** n for n in range(-6, 7))


@rule(
    "A305",
    name="coal-equivalent-mismatch",
    title="折标煤不符",
    severity="error",
    clause=_CLAUSE,
    remedy="核对实物量、折标系数和折标煤量，重新计算并更新综合能耗及由它得出的指标。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：能源表中实物量×印出的折标系数与印出的折标煤量不符；系数不在 GB/T 2589 取值范围内另作提示。

    依据：GB/T 2589 综合能耗计算：折标煤量＝实物量×折标准煤系数，各数末位 ±1。

    易误判：系数的单位可不同（kgce/kWh、tce/万kWh），按换算后比较；电力可用当量值或等价值；蒸汽按焓值、燃料按实测热值可与
    附录不同，这时只提示附化验单；没有印出系数的不判。

    例：电力 512.60 万kWh×1.229＝629.99 tce；印作 639.99 tce 即不符。
    """
    rows = [r for r in report.facts.energy if r.amount and r.tce]
    if not rows:
        raise NotFound("没有找到带实物量和折标煤量的能源表")
    for row in rows:
        if row.coefficient is None:
            continue
        finding = _product(row) or _coefficient(row)
        if finding is not None:
            yield finding


def _product(row: EnergyRow) -> Finding | None:
    amount, coefficient, tce = row.amount, row.coefficient, row.tce
    assert amount and coefficient and tce
    computed = amount.number.interval * interval_of(Operand(coefficient.number, parse_unit("tce"), coefficient.place))
    stated = tce.number.interval
    if computed.low <= 0 or stated.low < 0:
        return None
    scales = _scales(amount.unit, coefficient.unit, tce.unit)
    if any(Interval(computed.low * s, computed.high * s).overlaps(stated) for s in scales):
        return None
    exact = amount.number.value * coefficient.number.value
    scale = min(scales, key=lambda s: abs(exact * s - tce.number.value))
    expected = printed_like(exact * scale, tce.number)
    known = _known(row, coefficient.number.value, coefficient.unit)
    places = (
        (tce.place, coefficient.place)
        if known is not None and known.status != "obsolete"
        else (coefficient.place, tce.place)
    )
    remark = "" if known is None or known.status != "obsolete" else f"（{known.name}，旧值）"
    return Finding(
        f"“{row.label}”{amount.number.text}×{coefficient.number.text}{remark}＝{expected}，折标煤量印为{tce.number.text}。",
        places,
        subject=f"energy:{row.energy or row.label}",
        year=row.year,
        expected=expected,
        rests_on=(amount.place,),
    )


def _scales(amount: Unit | None, coefficient: Unit | None, tce: Unit | None) -> tuple[Decimal, ...]:
    """Factors from amount × coefficient as printed to the printed coal equivalent; every power of ten where a unit is
    missing (a header may carry 万 unseen)."""
    if amount is None or coefficient is None or tce is None or "/" not in coefficient.text:
        return _POWERS
    above, _, below = coefficient.text.partition("/")
    top, bottom = parse_unit(above), parse_unit(below)
    if top is None or bottom is None or bottom.dimension != amount.dimension:
        return _POWERS
    return (amount.factor / bottom.factor * top.factor / tce.factor,)


def _in_units_of(value: Decimal, printed: Unit | None, row: Coefficient) -> tuple[Decimal, ...]:
    own = parse_unit(row.unit)
    if printed is not None and own is not None and "/" in printed.text and printed.dimension == own.dimension:
        return (value * printed.factor / own.factor,)
    return tuple(value * p for p in _POWERS)


def _known(row: EnergyRow, value: Decimal, unit: Unit | None) -> Coefficient | None:
    """The table's coefficient that the printed one is; current values first."""
    energy = energies().by_id.get(row.energy) or energies().by_name.get(row.label)
    if energy is None:
        return None
    coefficients = sorted(energy.coefficients, key=lambda c: c.status == "obsolete")
    return next((c for c in coefficients if any(c.covers(v) for v in _in_units_of(value, unit, c))), None)


def _of_heat(value: Decimal, unit: Unit | None) -> Coefficient | None:
    """The coefficient of heat, for steam and other carriers that are bought by their heat (tce/GJ)."""
    if unit is None or not re.search(r"/\s*(?:[GMTk]?J|[吉兆百万千]*焦)", unit.text):
        return None
    heat = energies().by_id.get("heat")
    return (
        next((c for c in heat.coefficients if any(c.covers(v) for v in _in_units_of(value, unit, c))), None)
        if heat
        else None
    )


def _coefficient(row: EnergyRow) -> Finding | None:
    """The product is right; is the coefficient one of the table's?"""
    coefficient = row.coefficient
    assert coefficient is not None
    energy = energies().by_id.get(row.energy) or energies().by_name.get(row.label)
    if energy is None:
        return None
    known = _known(row, coefficient.number.value, coefficient.unit) or _of_heat(
        coefficient.number.value, coefficient.unit
    )
    if known is not None and known.status != "obsolete":
        return None
    ranges = "、".join(_range(c) for c in energy.coefficients if c.status != "obsolete")
    why = f"为{known.name}" if known else "不在 GB/T 2589 取值范围内"
    return Finding(
        f"“{row.label}”折标系数{coefficient.number.text}{why}（{energy.name}：{ranges}）。如为实测热值请附化验单。",
        (coefficient.place,),
        remedy="采用现行 GB/T 2589 的系数；如按实测热值折算，请附化验单并说明。",
        subject=f"coefficient:{row.energy or row.label}",
        year=row.year,
        severity="warning",
    )


def _range(coefficient: Coefficient) -> str:
    low, high = coefficient.low.normalize(), coefficient.high.normalize()
    return f"{low:f} {coefficient.unit}" if low == high else f"{low:f}～{high:f} {coefficient.unit}"
