"""A306: CO2 factors of electricity and fuels against the published ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from report_kit.checklist.factors import GridTable, fuels, grid
from report_kit.facts.records import EmissionFactor
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_SLACK = Decimal("0.00005")
_NEWEST = 2


@rule(
    "A306",
    name="emission-factor-mismatch",
    title="排放因子年份或口径不符",
    severity="warning",
    clause=Clause("生态环境部、国家统计局公告", "电力平均二氧化碳排放因子", "second-hand"),
    remedy="按所写的地区和年份核对公布的电力平均二氧化碳排放因子；外购电力不用碳足迹因子。",
    innocent=("核算指南或主管部门指定了因子", "为便于逐年比较各年沿用同一因子", "实测热值、含碳量折算的燃料因子"),
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：电力排放因子与所写的年份、地区对不上；不是报告之前最新公布的两个年份；把碳足迹因子用于外购电力；燃料因子偏离两套缺省值 5% 以上。

    依据：生态环境部、国家统计局公布的 2021、2022、2023 年电力平均二氧化碳排放因子（全国、区域、省级）。

    易误判：公告前核算的往年数据用较早的因子是对的；没有写年份的，只要是最新两次公布的全国、区域或本省值就不报；产品碳足迹用碳足迹因子是对的；
    企业报告曾用的 0.5703、0.5810 等只作提示。

    例：写“2022年广东省因子0.5366”（0.5366 是全国值，广东是 0.4403）。
    """
    factors = report.facts.factors
    if not factors:
        raise NotFound("没有找到排放因子")
    said: set[tuple[str, Decimal, int | None, str]] = set()
    for factor in factors:
        key = (factor.energy, factor.value, factor.year, factor.area)
        if factor.footprint or key in said:
            continue
        found = _power(report, factor) if factor.energy == "electricity" else _fuel(factor)
        if found is not None:
            said.add(key)
            yield found


def _power(report: Report, factor: EmissionFactor) -> Finding | None:
    table = grid()
    other = next((o for o in table.others if _same(o.value, factor.value)), None)
    official = [(r, area) for r in table.releases for area, v in r.factors.items() if _same(v, factor.value)]
    if other is not None and other.use == "footprint" and not official:
        return _finding(factor, f"{factor.printed.text}是{other.name}，用于产品碳足迹，不用于外购电力排放", None)
    if factor.year is not None and factor.area:
        expected = _published(table, factor.year, factor.area)
        if expected is not None:
            if _same(expected, factor.value):
                return _outdated(report, table, factor, factor.year)
            meant = "、".join(f"{r.year}年{area}" for r, area in official[:2]) or (other.name if other else "")
            remark = f"，{factor.printed.text}是{meant}的值" if meant else ""
            return _finding(
                factor,
                f"{factor.year}年{factor.area}电力排放因子应为{expected}，写作{factor.printed.text}{remark}",
                expected,
            )
        if official and all(r.year != factor.year for r, _ in official):
            return _wrong_year(factor, official[0][0].year)
        return None
    if factor.year is not None and official and all(r.year != factor.year for r, _ in official):
        return _wrong_year(factor, official[0][0].year)
    if factor.area and official and all(_kin(table, factor.area, area) is False for _, area in official):
        return _finding(
            factor,
            f"{factor.printed.text}是{official[0][0].year}年{official[0][1]}的电力排放因子，不是{factor.area}的",
            None,
        )
    if official:
        return _outdated(report, table, factor, max(r.year for r, _ in official))
    if other is not None and other.use != "footprint":
        if other.use == "margin":
            return _finding(factor, f"{factor.printed.text}是{other.name}，用于减排项目，不用于企业外购电力排放", None)
        found = _finding(factor, f"{factor.printed.text}是{other.name}，现行公布的是各年电力平均二氧化碳排放因子", None)
        found.severity = "info"
        return found
    return None


def _wrong_year(factor: EmissionFactor, year: int) -> Finding:
    return _finding(factor, f"写作{factor.year}年的电力排放因子{factor.printed.text}，是{year}年的值", None)


def _outdated(report: Report, table: GridTable, factor: EmissionFactor, year: int) -> Finding | None:
    """The two newest announcements before the report are right; older ones only for the emissions of older years."""
    day = report.identity.dated or report.as_of
    newest = [r.year for r in table.published_before(day)][:_NEWEST]
    known = {r.year: r.published for r in table.releases}
    if year in known and known[year] > day:
        return _finding(factor, f"{year}年的电力排放因子{_day(known[year])}才公布，晚于报告日期", None)
    if not newest or year in newest or year > max(newest):
        return None
    accounted = factor.accounted or report.identity.year
    if accounted is not None and accounted <= year + _NEWEST:
        return None
    return _finding(factor, f"{factor.printed.text}是{year}年的电力排放因子，报告之前已公布{newest[0]}年的", None)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _published(table: GridTable, year: int, area: str) -> Decimal | None:
    return next((r.factors[area] for r in table.releases if r.year == year and area in r.factors), None)


def _kin(table: GridTable, said: str, area: str) -> bool:
    """Whether a factor of `area` may be called one of `said`: a province's, its region's, one of the country's."""
    national = "全国" in said and "全国" in area
    return said == area or national or table.region_of(said) == area or table.region_of(area) == said


def _same(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) < _SLACK


def _fuel(factor: EmissionFactor) -> Finding | None:
    fuel = fuels().by_energy[factor.energy]
    low, high = fuel.accepted
    if low <= factor.value <= high or fuel.confidence == "background":
        return None
    usual = "、".join(f"{s.low}" if s.low == s.high else f"{s.low}～{s.high}" for s in fuel.sets)
    return _finding(
        factor,
        f"{fuel.name}排放因子{factor.printed.text}与缺省值（{usual} {fuel.unit}）相差5%以上，如为实测请附依据",
        None,
    )


def _finding(factor: EmissionFactor, message: str, expected: Decimal | None) -> Finding:
    return Finding(
        message + "。", (factor.place,), subject=f"factor:{factor.energy}", year=factor.year,
        expected=str(expected) if expected is not None else None,
    )  # fmt: skip
