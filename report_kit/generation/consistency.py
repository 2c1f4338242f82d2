"""What must agree between the sheets before a report can be made: names, evidence, dates, parts and wholes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from report_kit.generation.data import Data, Missing, Record, Series
from report_kit.quantities.units import parse_unit

_SEQUENCE = (
    ("kickoff", "启动日期"),
    ("collect_from", "资料收集核对开始日期"),
    ("collect_to", "资料收集核对结束日期"),
    ("onsite_from", "现场自查开始日期"),
    ("onsite_to", "现场自查结束日期"),
    ("writing_from", "报告编写开始日期"),
    ("writing_to", "报告编写完成日期"),
    ("review_from", "内部复核开始日期"),
    ("review_to", "内部复核完成日期"),
    ("approved", "审定日期"),
)
RENEWABLE = ("可再生能源", "外购绿色电力")


def problems(data: Data) -> list[str]:
    """Everything that contradicts itself, each with place and remedy, in Chinese."""
    return [
        *_years(data),
        *_dates(data),
        *_evidence(data),
        *_energy(data),
        *_parts(data),
        *_pollutant(data),
        *_scores(data),
    ]


def gaps(data: Data) -> list[Missing]:
    """Required things that no single blank cell shows: a factor for every fuel, one main pollutant."""
    factors = {r.text("name") for r in data.rows("carbon")}
    missing = [
        Missing(f"{record.text('name')}的二氧化碳排放因子", "工作表「碳排放因子」")
        for record in data.rows("energy")
        if record.text("category") not in RENEWABLE and record.text("name") not in factors
    ]
    if data.rows("pollutants") and not any(r.text("main") == "是" for r in data.rows("pollutants")):
        missing.append(Missing("计入强度指标的主要污染物", "工作表「主要污染物」"))
    return missing


def _years(data: Data) -> Iterator[str]:
    year = data.form("evaluation").number("year")
    if year is not None and int(year) != data.year:
        place = data.form("evaluation").place("year")
        yield f"{place}：评价年度 {year} 与数据的最近年度 {data.year} 不一致；请核对，或按评价年度重新生成工作簿"
    for record in data.rows("projects"):
        when = record.number("year")
        if when is not None and int(when) not in data.years:
            yield f"{record.place('year')}：改造项目完成年度 {when} 不在 {data.years[0]}—{data.years[-1]} 年内；请删除该项目或改正年度"


def _dates(data: Data) -> Iterator[str]:
    form = data.form("evaluation")
    known = [(label, day, form.place(key)) for key, label in _SEQUENCE if (day := form.day(key))]
    for (before, first, _), (after, second, place) in pairwise(known):
        if second < first:
            yield f"{place}：{after}（{second}）早于{before}（{first}）；请核对日期"
    approved = form.day("approved")
    for record in data.rows("vetoes"):
        day = record.day("date")
        if day and approved and day > approved:
            yield f"{record.place('date')}：查询日期（{day}）晚于审定日期（{approved}）；请核对"
    if approved and approved.year <= data.year:
        yield f"{form.place('approved')}：审定日期（{approved}）在评价年度 {data.year} 结束之前；请核对"


def _evidence(data: Data) -> Iterator[str]:
    known = {r.text("number") for r in data.rows("evidence")}
    if not known:
        return
    for index, place in data.evidence_used():
        if index not in known:
            yield f"{place}：证据编号「{index}」不在「证据清单」中；请在清单中登记或改正编号"


def _energy(data: Data) -> Iterator[str]:
    names = {r.text("name") for r in data.rows("energy")}
    for record in data.rows("carbon"):
        name = record.text("name")
        if name and names and name not in names:
            yield f"{record.place('name')}：「{name}」不在「能源消费」表中；名称应完全一致"
    units = {r.text("name"): r.text("unit") for r in data.rows("energy")}
    for sheet, key, numerator in (("energy", "coefficient_unit", "tce"), ("carbon", "factor_unit", "tCO2")):
        for record in data.rows(sheet):
            yield from _factor_unit(record, key, numerator, units.get(record.text("name"), ""))


def _factor_unit(record: Record, key: str, numerator: str, unit: str) -> Iterator[str]:
    """A coefficient must be coal equivalent (or CO2) per the unit in which the amount is given."""
    text = record.text(key)
    if not text or not unit:
        return
    top, _, bottom = text.partition("/")
    given, wanted, per, amount = parse_unit(top), parse_unit(numerator), parse_unit(bottom), parse_unit(unit)
    if not (given and wanted and given.to(wanted)):
        yield f"{record.place(key)}：单位「{text}」的分子不是{'标准煤' if numerator == 'tce' else '二氧化碳'}；应写成 {numerator}/{unit}"
    elif not (per and amount and amount.to(per)):
        yield f"{record.place(key)}：单位「{text}」与该能源的计量单位「{unit}」不是同一种量；应写成 {numerator}/{unit}"


def _parts(data: Data) -> Iterator[str]:
    """Parts may not exceed their whole."""
    for record in data.rows("waste"):
        yield from _exceeds(record.series.get("utilised"), record.series.get("generated"), data.years)
    for record in data.rows("pollutants"):
        yield from _exceeds(record.series.get("discharged"), record.series.get("generated"), data.years)
    discharge = data.yearly.get("discharge", {})
    yield from _exceeds(discharge.get("wastewater_discharged"), discharge.get("wastewater_generated"), data.years)
    yield from _exceeds(data.line("production", "value_added"), data.line("production", "output_value"), data.years)
    land = data.form("land")
    whole = land.number("land_area")
    parts = [land.number(k) or Decimal(0) for k in ("building_footprint", "structure_footprint", "yard_area")]
    if whole is not None and sum(parts) > whole:
        yield f"{land.place('land_area')}：建筑物、构筑物、堆场占地合计 {sum(parts)} m² 大于用地面积 {whole} m²；请核对"


def _exceeds(part: Series | None, whole: Series | None, years: tuple[int, ...]) -> Iterator[str]:
    if part is None or whole is None:
        return
    for year in years:
        low, high = part.number(year), whole.number(year)
        if low is not None and high is not None and low > high:
            yield f"{part.values[year].place}：{year}年「{part.label}」{low} 大于「{whole.label}」{high}；请核对"


def _pollutant(data: Data) -> Iterator[str]:
    main = [r for r in data.rows("pollutants") if r.text("main") == "是"]
    if len(main) > 1:
        names = "、".join(r.text("name") for r in main)
        yield f"{main[1].place('main')}：「计入强度指标」只能选一个污染物，现选了 {names}；请其余改为「否」"


def _scores(data: Data) -> Iterator[str]:
    for record in data.rows("scores"):
        full, score = record.number("full"), record.number("score")
        if full is not None and score is not None and score > full:
            yield f"{record.place('score')}：得分 {score} 超过满分 {full}；请核对"
