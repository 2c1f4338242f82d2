"""Data → figures: totals by kind of energy, carbon, waste …, then the indicators by the checklist's formulas."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from report_kit.checklist.edition import edition
from report_kit.checklist.formulas import Formula
from report_kit.checklist.vocabulary import vocabulary
from report_kit.generation import clauses
from report_kit.generation.consistency import RENEWABLE
from report_kit.generation.data import Data, Record, Series
from report_kit.generation.figures import Figure, Operand, convert, decimals_for, decimals_of, in_words, round_to

_TONNES = 2
SUPPLEMENTARY = {
    "gbt36132-2025": ("building_coefficient", "plot_ratio"),
    "gbt36132-2018": (),
}


@dataclass(slots=True)
class Figures:
    """All figures in the order of calculation, by (id, year); `inputs` are the operands of formulas by (id, year)."""

    all: list[Figure] = field(default_factory=list)
    inputs: dict[tuple[str, int], Operand] = field(default_factory=dict)

    def add(self, figure: Figure) -> Figure:
        self.all.append(figure)
        return figure

    def get(self, figure_id: str, year: int | None) -> Figure | None:
        return next((f for f in self.all if f.id == figure_id and f.year == year), None)


def compute(data: Data) -> Figures:
    """Every figure the data supports; what lacks an operand is left out."""
    figures = Figures()
    _given(data, figures)
    _energy(data, figures)
    _carbon(data, figures)
    _sums(data, figures)
    _projects(data, figures)
    units = {c.quantity: c.record.text("unit") for c in clauses.chosen(data) if c.quantity}
    for quantity in dict.fromkeys((*units, *SUPPLEMENTARY[data.edition])):
        _indicator(quantity, units.get(quantity, ""), data, figures)
    return figures


def _operand(label: str, series: Series, year: int) -> Operand | None:
    value = series.number(year)
    if value is None:
        return None
    decimals = max((decimals_of(e.value) for e in series.values.values() if isinstance(e.value, Decimal)), default=0)
    return Operand(label, value, series.unit, series.values[year].place, decimals)


def _given(data: Data, figures: Figures) -> None:
    """Operands that the workbook gives as they are."""
    for sheet in ("production", "water", "discharge", "stored"):
        for key, series in data.yearly.get(sheet, {}).items():
            for year in data.years:
                if operand := _operand(series.label, series, year):
                    figures.inputs[key, year] = operand
    land = data.form("land")
    for key, label in (("land_area", "用地面积"), ("floor_area", "计容建筑面积"), ("building_footprint", "建筑物占地面积"),
                       ("structure_footprint", "构筑物占地面积"), ("yard_area", "堆场占地面积")):  # fmt: skip
        value = land.number(key)
        if value is not None:
            operand = Operand(label, value, "m²", land.place(key), decimals_of(value))
            figures.inputs.update({(key, year): operand for year in data.years})
    _main_pollutant(data, figures)
    functions = data.rows("platform")
    if functions and all(r.text("has") for r in functions):
        count = Decimal(sum(r.text("has") == "有" for r in functions))
        place = functions[0].place("has")
        figures.inputs["platform_functions", data.year] = Operand("能碳平台功能符合数量", count, "项", place, 0)


def _main_pollutant(data: Data, figures: Figures) -> None:
    """What is discharged (and generated) of the pollutant by which the intensity is computed."""
    record = next((r for r in data.rows("pollutants") if r.text("main") == "是"), None)
    for key, quantity, what in (
        ("discharged", "pollutant_discharged", "排放量"),
        ("generated", "pollutant_generated", "产生量"),
    ):
        load = record.series.get(key) if record else None
        for year in data.years:
            if record and load and (operand := _operand(f"{record.text('name')}{what}", load, year)):
                figures.inputs[quantity, year] = operand


def _product(label: str, id_: str, year: int, amount: Operand, factor: Operand, unit: str, figures: Figures) -> Figure:
    """amount × factor, in `unit`; the factor's unit is per a unit of the amount, which may differ by a power of ten."""
    top, _, bottom = factor.unit.partition("/")
    value = convert(convert(amount.value, amount.unit, bottom) * factor.value, top, unit)
    words = f"{amount.printed} × {factor.printed}"
    value = round_to(value, _TONNES)
    return figures.add(
        Figure(id_, label, year, value, unit, _TONNES, f"{amount.label} × {factor.label}", words, (amount, factor))
    )


def _number(record: Record, key: str, label: str, unit: str) -> Operand | None:
    value = record.number(key)
    return None if value is None else Operand(label, value, unit, record.place(key), decimals_of(value))


def _energy(data: Data, figures: Figures) -> None:
    for record in data.rows("energy"):
        name = record.text("name")
        coefficient = _number(record, "coefficient", f"{name}折标准煤系数", record.text("coefficient_unit"))
        for year in data.years:
            amount = _operand(f"{name}消费量", record.series["amount"], year)
            if amount and coefficient and record.text("unit") and coefficient.unit:
                _product(f"{name}折标准煤量", f"tce:{name}", year, amount, coefficient, "tce", figures)
    names = [r.text("name") for r in data.rows("energy")]
    renewable = [r.text("name") for r in data.rows("energy") if r.text("category") in RENEWABLE]
    _total(
        data, figures, "total_energy", "综合能源消费量（当量值）", [f"tce:{n}" for n in names], "各品种折标准煤量之和"
    )
    _total(
        data,
        figures,
        "renewable_energy",
        "可再生能源利用量",
        [f"tce:{n}" for n in renewable],
        "可再生能源折标准煤量之和",
        "tce",
    )


def _carbon(data: Data, figures: Figures) -> None:
    factors = {r.text("name"): r for r in data.rows("carbon")}
    emitting = [r for r in data.rows("energy") if r.text("category") not in RENEWABLE]
    for record in emitting:
        name = record.text("name")
        given = factors.get(name)
        factor = _number(given, "factor", f"{name}二氧化碳排放因子", given.text("factor_unit")) if given else None
        for year in data.years:
            amount = _operand(f"{name}消费量", record.series["amount"], year)
            if amount and factor and record.text("unit") and factor.unit:
                _product(f"{name}二氧化碳排放量", f"tco2:{name}", year, amount, factor, "tCO2", figures)
    parts = [f"tco2:{r.text('name')}" for r in emitting]
    _total(data, figures, "carbon_total", "二氧化碳排放总量", parts, "各品种二氧化碳排放量之和", "tCO2")


def _total(data: Data, figures: Figures, id_: str, label: str, parts: list[str], words: str, unit: str = "tce") -> None:
    """The sum of figures of one year; nothing when a part is missing."""
    for year in data.years:
        found = [f for p in parts if (f := figures.get(p, year)) and f.year == year]
        if len(found) != len(parts) or (not parts and id_ != "renewable_energy"):
            continue
        _sum(figures, id_, label, year, [f.operand() for f in found], words, unit, _TONNES)


def _sum(
    figures: Figures, id_: str, label: str, year: int, parts: list[Operand], words: str, unit: str, decimals: int
) -> None:
    value = sum((p.value for p in parts), Decimal(0))
    substitution = " + ".join(p.text for p in parts) or "0"
    figure = figures.add(
        Figure(id_, label, year, round_to(value, decimals), unit, decimals, words, substitution, tuple(parts))
    )
    figures.inputs[id_, year] = figure.operand()


def _sums(data: Data, figures: Figures) -> None:
    """Totals over the rows of a table."""
    materials = data.rows("materials")
    _table_sum(data, figures, "material_total", "主要原材料消耗总量", materials, "amount", "各原材料消耗量之和")
    if data.edition == "gbt36132-2018":
        green = [r for r in materials if r.text("green") == "是"]
        _table_sum(data, figures, "green_material_used", "绿色物料使用量", green, "amount", "绿色物料使用量之和")
    waste = data.rows("waste")
    _table_sum(data, figures, "solid_waste_generated", "一般工业固体废物产生量", waste, "generated", "各类产生量之和")
    _table_sum(
        data, figures, "solid_waste_utilised", "一般工业固体废物综合利用量", waste, "utilised", "各类综合利用量之和"
    )


def _table_sum(data: Data, figures: Figures, id_: str, label: str, rows: list[Record], key: str, words: str) -> None:
    for year in data.years:
        found = [_operand(r.text("name"), r.series[key], year) for r in rows if key in r.series]
        parts = [Operand(o.label, convert(o.value, o.unit, "t"), "t", o.source, o.decimals) for o in found if o]
        if parts and len(parts) == len(rows):
            _sum(figures, id_, label, year, parts, words, "t", max(max(decimals_of(p.value) for p in parts), 2))


def _projects(data: Data, figures: Figures) -> None:
    """Three years' output value and investment in green projects."""
    year = data.year
    output = [figures.inputs.get(("output_value", y)) for y in data.years]
    if all(output):
        parts = [o for o in output if o]
        decimals = max(o.decimals for o in parts)
        _sum(
            figures,
            "output_value_three_years",
            "近三年工业总产值合计",
            year,
            parts,
            "三年工业总产值之和",
            "万元",
            decimals,
        )
    projects = [_number(r, "investment", r.text("name"), "万元") for r in data.rows("projects")]
    if all(projects):
        parts = [p for p in projects if p]
        _sum(
            figures,
            "renovation_investment",
            "近三年绿色低碳改造升级项目投资额",
            year,
            parts,
            "各项目投资额之和",
            "万元",
            2,
        )


def _indicator(quantity: str, wanted: str, data: Data, figures: Figures) -> None:
    """The indicator in each year its formula has all operands for, in the unit `wanted` where that is only a matter of
    the numerator (kg/万元 for t/万元)."""
    formula = next(iter(edition(data.edition).formulas_for(quantity)), None)
    if formula is None:
        return
    unit = formula.unit.replace("产品单位", data.line("production", "product_output").unit)
    numerator, wanted_numerator = unit.partition("/")[0], wanted.partition("/")[0]
    rescaled = wanted != unit and wanted.partition("/")[2] == unit.partition("/")[2] and "/" in unit
    values: dict[int, Decimal] = {}
    shown: dict[int, dict[str, Operand]] = {}
    for year in data.years:
        operands = _operands(formula, year, figures)
        if operands is None:
            continue
        try:
            value = formula.evaluate({k: o.value for k, o in operands.items()})
        except (ZeroDivisionError, ArithmeticError):
            continue
        values[year] = convert(value, numerator, wanted_numerator) if rescaled else value
        shown[year] = operands
        if rescaled:
            shown[year] = {
                k: _in_unit(o, wanted_numerator) if formula.inputs[k] == numerator else o for k, o in operands.items()
            }
    _state(quantity, formula, wanted if rescaled else unit, values, shown, figures)


def _state(
    quantity: str,
    formula: Formula,
    unit: str,
    values: dict[int, Decimal],
    shown: dict[int, dict[str, Operand]],
    figures: Figures,
) -> None:
    """Put the indicator of each year among the figures, in words and digits."""
    decimals = decimals_for(list(values.values()), unit)
    percent = unit == "%"
    for year, value in values.items():
        operands = shown[year]
        words = in_words(formula.expression, {k: o.label for k, o in operands.items()}, percent)
        digits = in_words(
            formula.expression, {k: o.text if percent else o.printed for k, o in operands.items()}, percent
        )
        label = vocabulary()[quantity].name
        figure = Figure(quantity, label, year, round_to(value, decimals), unit, decimals, words, digits,
                        tuple(operands.values()), clauses.clause_of(formula))  # fmt: skip
        figures.inputs[quantity, year] = figures.add(figure).operand()


def _in_unit(operand: Operand, unit: str) -> Operand:
    """The operand printed in another unit of its dimension."""
    value = convert(operand.value, operand.unit, unit)
    return Operand(operand.label, value, unit, operand.source, decimals_of(value))


def _operands(formula: Formula, year: int, figures: Figures) -> dict[str, Operand] | None:
    """The formula's operands in its units, or None when one is missing."""
    found: dict[str, Operand] = {}
    for key, unit in formula.inputs.items():
        operand = figures.inputs.get((key, year))
        if operand is None and key in formula.defaults:
            operand = Operand(vocabulary()[key].name, formula.defaults[key], unit, "缺省值", 0)
        if operand is None:
            return None
        found[key] = operand if "产品单位" in unit or operand.unit == unit else _in_unit(operand, unit)
    return found
