"""A313: ratios that hardly any plant has: carbon per energy, hours of a photovoltaic plant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from report_kit.checklist.factors import energies, fuels, grid
from report_kit.facts.gazetteer import province_named
from report_kit.facts.model import EnergyRow, Fact
from report_kit.quantities.units import Unit, parse_unit
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.conflicts import interval

# Industries whose processes emit CO2 or other greenhouse gases beside their energy (GB/T 4754), and sellers of heat and power.
_PROCESS = re.compile(r"^(?:25|26|30|31|32|39|44|45|22|291)")
_SELLS_HEAT = re.compile(r"外供(?:蒸汽|热|电)|外售(?:蒸汽|热力)|供热收入|输出热力|对外供热|热电联产|余热发电")
_LOW, _HIGH = Decimal("0.65"), Decimal("1.5")
_MOST_HOURS, _MOST_HOURS_SOUTH = 1900, 1500
_SOUTH = frozenset(
    {"广东", "广西", "福建", "湖南", "江西", "湖北", "浙江", "江苏", "安徽", "上海", "重庆", "贵州", "四川", "海南"}
)
_COAL_TCE = (Decimal("1.4"), Decimal("3.0"))


@rule(
    "A313", name="implausible-ratio", title="比值超出合理区间", severity="warning", nature="signal", trigger="A",
    clause=Clause("评价报告数据核实", "能耗与碳排放、光伏利用小时", "background"), remedy="核对能耗口径、排放因子、边界和单位",
    innocent=("有工业过程排放", "外购绿电、光伏自用电按零计", "外供热力、电力已扣除", "边界、口径与能耗不同", "光伏年中并网或组件超配"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：碳排放总量与由能源表各能源实物量、折标量估出的排放量相差很多（低于 65% 或高于 150%）；光伏发电量÷装机容量的小时数超出当地可能。

    依据：燃料和电力的排放因子缺省值；广东等地光伏年利用 900～1200 小时，全国一般不超过 1800 小时。

    易误判：水泥、陶瓷、玻璃、钢铁、有色、石化、化工、电子等有过程排放的行业，外供热、余热发电的企业不判；绿电、光伏按零计；没有能源表的不判。

    例：综合能耗 3691.96 tce（电力、蒸汽、柴油），碳排放只有 1201.9 tCO2。
    """
    spoken = False
    for step in (_carbon, _sunshine):
        for outcome in step(report):
            spoken = True
            if outcome is not None:
                yield outcome
    if not spoken:
        raise NotFound("没有同时读到能源表与碳排放总量，或光伏发电量与装机容量")


def _carbon(report: Report) -> Iterator[Finding | None]:
    code = next(
        (i.text for i in report.facts.identifiers if i.kind == "industry_code" and i.owner in ("subject", "")), ""
    )
    if not code or _PROCESS.match(code) or any(_SELLS_HEAT.search(text) for text in report.document.text()):
        return
    if report.facts.of("carbon_process"):
        return
    for carbon in report.facts.of("carbon_total"):
        if carbon.number is None or carbon.year is None or carbon.unit is None or carbon.qualifiers.scope:
            continue
        rows = [r for r in report.facts.energy if r.year == carbon.year and r.tce is not None]
        expected = _expected(rows, bool(report.facts.of("green_power") or report.facts.of("pv_generation")))
        own = interval(carbon)
        if expected is None or own is None:
            continue
        printed = own.middle / 1000  # kilograms
        low, high = expected
        if low * _LOW <= printed <= high * _HIGH:
            yield None
            continue
        places = (carbon.place, *(r.tce.place for r in rows[:1] if r.tce))
        yield Finding(
            f"{carbon.year}年碳排放总量{carbon.number.text} {carbon.unit.text}，按能源表各能源估算约为{low:.0f}～{high:.0f} tCO2。", places,
            subject="carbon_total", year=carbon.year,
        )  # fmt: skip
        return


def _expected(rows: list[EnergyRow], green: bool) -> tuple[Decimal, Decimal] | None:
    """(least, most) tCO2 of an energy table's rows; None where a row is not understood. Only one basis is counted."""
    bases = {r.basis for r in rows if r.basis}
    if len(bases) > 1:
        rows = [r for r in rows if r.basis in (None, "当量")]
    low = high = Decimal(0)
    seen: set[str] = set()
    values = [
        v
        for release in grid().releases
        for v in (release.national, release.fossil or release.national, *release.provinces.values())
    ]
    for row in rows:
        energy = energies().by_id.get(row.energy) or energies().by_name.get(row.label)
        if energy is None or row.tce is None or row.label in seen:
            return None
        seen.add(row.label)
        tons = row.tce.number.value * (row.tce.unit.factor / _tce()) if row.tce.unit else row.tce.number.value
        if energy.renewable or energy.medium:
            continue
        if energy.id == "electricity":
            kwh = _kwh(row)
            if kwh is None:
                return None
            high += kwh * max(values) / 1000
            low += Decimal(0) if green else kwh * min(values) / 1000
            continue
        fuel = fuels().by_energy.get(energy.id)
        own = parse_unit(fuel.unit.rpartition("/")[2]) if fuel else None
        factor = row.amount.unit.to(own) if row.amount and row.amount.unit and own else None
        if fuel is not None and factor is not None and row.amount is not None:
            amount = row.amount.number.value * factor
            low, high = low + amount * fuel.accepted[0], high + amount * fuel.accepted[1]
        else:
            low, high = low + tons * _COAL_TCE[0], high + tons * max(_COAL_TCE[1], Decimal("3.3"))
    return (low, high) if seen else None


def _tce() -> Decimal:
    unit = parse_unit("tce")
    assert unit is not None
    return unit.factor


def _kwh(row: EnergyRow) -> Decimal | None:
    kwh = parse_unit("kWh")
    if row.amount is None or row.amount.unit is None or kwh is None:
        return None
    factor = row.amount.unit.to(kwh)
    return row.amount.number.value * factor if factor is not None else None


def _sunshine(report: Report) -> Iterator[Finding | None]:
    kwh, kw = parse_unit("kWh"), parse_unit("kW")
    assert kwh is not None and kw is not None
    capacities = [f for f in report.facts.of("pv_capacity") if f.number and f.unit and not f.qualifiers.scope]
    if len({f.number.text for f in capacities if f.number}) != 1:
        return
    capacity = capacities[0]
    installed = _converted(capacity, kw)
    address = report.facts.field_of("factory_address")
    here = province_named(address.text) if address else ""
    most = _MOST_HOURS_SOUTH if here in _SOUTH else _MOST_HOURS
    for generated in report.facts.of("pv_generation"):
        produced = _converted(generated, kwh)
        if produced is None or not installed or generated.qualifiers.scope:
            continue
        hours = produced / installed
        if hours <= most:
            yield None
            continue
        assert generated.number and capacity.number and generated.unit and capacity.unit
        yield Finding(
            f"光伏发电量{generated.number.text} {generated.unit.text}÷装机{capacity.number.text} {capacity.unit.text}＝{hours:.0f}小时，"
            f"{here or '一般地区'}年利用小时很少超过{most}。",
            (generated.place, capacity.place), subject="pv_generation", year=generated.year,
        )  # fmt: skip
        return


def _converted(fact: Fact, unit: Unit) -> Decimal | None:
    if fact.number is None or fact.unit is None:
        return None
    factor = fact.unit.to(unit)
    return fact.number.value * factor if factor is not None else None
