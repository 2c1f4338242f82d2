"""The tables of the chapters, as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from report_kit.generation import clauses
from report_kit.generation.compute import Figures
from report_kit.generation.consistency import RENEWABLE
from report_kit.generation.data import Data, Record
from report_kit.generation.figures import Figure, convert, decimals_of, show, with_unit
from report_kit.generation.score import AreaScore, Judged
from report_kit.generation.words import evidence, missing, printed

Row = dict[str, Any]


def yearly(data: Data, sheet: str) -> list[Row]:
    """Rows of a years sheet that are filled in."""
    return [
        {
            "id": key,
            "label": s.label,
            "unit": s.unit,
            "series": printed(s, data.years),
            "evidence": evidence(s.evidence) or "—",
        }
        for key, s in data.yearly.get(sheet, {}).items()
        if s.values
    ]


def _by_year(figures: Figures, id_: str, years: tuple[int, ...]) -> list[str]:
    return [f.text if (f := figures.get(id_, y)) else missing(f"{y}年") if y == years[-1] else "—" for y in years]


def energy(data: Data, figures: Figures) -> Row:
    """Consumption by kind and year, the conversion of the year evaluated, tce by kind and year, totals."""
    rows = []
    for record in data.rows("energy"):
        name = record.text("name")
        amount = printed(record.series["amount"], data.years)
        coefficient = record.number("coefficient")
        rows.append({
            "name": name, "unit": record.text("unit"), "amount": amount, "latest": amount[-1],
            "coefficient": show(coefficient, decimals_of(coefficient)) if coefficient is not None else missing("系数"),
            "coefficient_unit": record.text("coefficient_unit"), "source": record.text("coefficient_source"),
            "tce": _by_year(figures, f"tce:{name}", data.years), "evidence": evidence(record.evidence()) or missing("证据编号"),
        })  # fmt: skip
    renewable = "、".join(r.text("name") for r in data.rows("energy") if r.text("category") in RENEWABLE)
    return {
        "rows": rows,
        "total": _by_year(figures, "total_energy", data.years),
        "renewable": _by_year(figures, "renewable_energy", data.years),
        "renewable_names": renewable or "无",
        "evidence": _all_evidence(data.rows("energy")),
    }


def carbon(data: Data, figures: Figures) -> Row:
    """Emissions of the year evaluated by kind, and by kind and year."""
    amounts = {r.text("name"): r for r in data.rows("energy")}
    rows = []
    for record in data.rows("carbon"):
        name = record.text("name")
        source = amounts.get(name)
        factor = record.number("factor")
        rows.append({
            "name": name, "amount": printed(source.series["amount"], data.years)[-1] if source else missing("消费量"),
            "unit": source.text("unit") if source else "", "factor": show(factor, decimals_of(factor)) if factor is not None else missing("因子"),
            "factor_unit": record.text("factor_unit"), "factor_year": record.text("factor_year"), "source": record.text("source"),
            "co2": _by_year(figures, f"tco2:{name}", data.years),
        })  # fmt: skip
    return {
        "rows": rows,
        "total": _by_year(figures, "carbon_total", data.years),
        "evidence": _all_evidence(data.rows("carbon")),
    }


def _all_evidence(records: list[Record]) -> str:
    return evidence(tuple(dict.fromkeys(i for r in records for i in r.evidence()))) or missing("证据编号")


def materials(data: Data, figures: Figures) -> Row:
    rows = [
        {
            "name": r.text("name"),
            "unit": r.text("unit"),
            "amount": printed(r.series["amount"], data.years),
            "green": r.text("green"),
        }
        for r in data.rows("materials")
    ]
    return {
        "rows": rows,
        "total": _by_year(figures, "material_total", data.years),
        "green": _by_year(figures, "green_material_used", data.years),
        "evidence": _all_evidence(data.rows("materials")),
    }


def waste(data: Data, figures: Figures) -> Row:
    rows = [
        {
            "name": r.text("name"), "unit": r.text("unit"), "destination": r.text("destination") or missing("去向"),
            "generated": printed(r.series["generated"], data.years), "utilised": printed(r.series["utilised"], data.years),
        }
        for r in data.rows("waste")
    ]  # fmt: skip
    return {
        "rows": rows,
        "generated": _by_year(figures, "solid_waste_generated", data.years),
        "utilised": _by_year(figures, "solid_waste_utilised", data.years),
        "evidence": _all_evidence(data.rows("waste")),
    }


def hazardous(data: Data) -> list[Row]:
    return [
        {"name": r.text("name"), "code": r.text("code"), "unit": r.text("unit"), "destination": r.text("destination"),
         "generated": printed(r.series["generated"], data.years), "evidence": evidence(r.evidence())}
        for r in data.rows("hazardous")
    ]  # fmt: skip


def pollutants(data: Data) -> list[Row]:
    """Concentration against limit and yearly load; the verdict only where both are known."""
    rows = []
    for record in data.rows("pollutants"):
        value, limit = record.number("concentration"), record.number("limit")
        verdict = missing("浓度、限值") if value is None or limit is None else "达标" if value <= limit else "超标"
        rows.append({
            "name": record.text("name"), "outlet": record.text("outlet"), "verdict": verdict,
            "concentration": show(value, decimals_of(value)) if value is not None else missing("浓度"),
            "limit": show(limit, decimals_of(limit)) if limit is not None else missing("限值"),
            "unit": record.text("concentration_unit"), "standard": record.text("standard"),
            "discharged": printed(record.series["discharged"], data.years),
            "generated": printed(record.series["generated"], data.years) if "generated" in record.series else [],
            "evidence": evidence(record.evidence()) or missing("证据编号"),
        })  # fmt: skip
    return rows


def platform(data: Data) -> Row:
    rows = data.rows("platform")
    return {
        "rows": [
            {"name": r.text("name"), "box": "☑" if r.text("has") == "有" else "□" if r.text("has") else missing("有无"),
             "note": r.text("note") or "—", "evidence": evidence(r.evidence()) or "—"}
            for r in rows
        ],
        "count": str(sum(r.text("has") == "有" for r in rows)),
    }  # fmt: skip


def metering(data: Data) -> str:
    """Meters installed of meters required, in percent, or '' while a number is missing."""
    rows = data.rows("metering")
    required = sum((r.number("required") or Decimal(0) for r in rows), Decimal(0))
    installed = sum((r.number("installed") or Decimal(0) for r in rows), Decimal(0))
    if not required:
        return missing("计量器具配备率")
    return f"应配 {required} 台，实配 {installed} 台，配备率 {min(installed / required * 100, Decimal(100)):.2f}%"


def areas(data: Data, judged: list[Judged], scores: list[AreaScore], figures: Figures) -> list[Row]:
    """First-level areas of edition 2025 with their indicators."""
    return [
        {
            "id": s.area.id, "name": s.area.name, "full": plain(s.full), "points": f"{s.points:.2f}",
            "indicators": [_indicator(j, data, figures) for j in judged if j.chosen.indicator.area == s.area.id],
        }
        for s in scores
    ]  # fmt: skip


def plain(number: Decimal | None) -> str:
    return "—" if number is None else f"{number.normalize():f}"


def _indicator(judged: Judged, data: Data, figures: Figures) -> Row:
    indicator, record = judged.chosen.indicator, judged.chosen.record
    applies = judged.chosen.applicable
    points = figures.get(f"points:{indicator.id}", None)
    rows = _operand_rows(judged.figure, data, figures) if judged.figure else []
    value = judged.value or missing("指标值")
    unit = record.text("unit") or judged.unit
    return {
        "id": indicator.id, "number": indicator.number, "name": indicator.name, "kind": indicator.kind,
        "variant": record.text("variant") or missing("采用口径"), "unit": judged.unit or "—",
        "value": value, "valued": with_unit(value, judged.unit) if judged.value else value,
        "leading": judged.leading or missing("引领值"), "benchmark": judged.benchmark or missing("基准值"),
        "leading_valued": with_unit(judged.leading, unit) or missing("引领值"),
        "benchmark_valued": with_unit(judged.benchmark, unit) or missing("基准值"),
        "source": record.text("source") or missing("来源"), "evidence": evidence(record.evidence()) or missing("证据编号"),
        "full": plain(judged.full), "points": "—" if not applies else f"{judged.points:.2f}" if judged.points is not None else missing("得分"),
        "verdict": judged.verdict or missing("判定"), "applicable": applies, "reason": record.text("reason"),
        "quantitative": indicator.is_quantitative, "rows": rows,
        "working": judged.figure.working if judged.figure else "",
        "clause": judged.figure.clause if judged.figure else "",
        "points_working": points.working if points else "",
        "data_evidence": evidence(_sources(judged.figure, data) or _own_evidence(indicator.id, data) or record.evidence()),
    }  # fmt: skip


def _operand_rows(figure: Figure, data: Data, figures: Figures) -> list[Row]:
    """Operands and indicator by year: the table above each calculation."""
    if figure.id == "renovation_investment_share":
        return []
    by_year = {y: figures.get(figure.id, y) for y in data.years}
    rows = []
    for position, operand in enumerate(figure.operands):
        values = [f.operands[position].text if (f := by_year[y]) else "—" for y in data.years]
        rows.append({"label": operand.label, "unit": operand.unit or "—", "series": values, "result": False})
    values = [f.text if (f := by_year[y]) else "—" for y in data.years]
    rows.append({"label": figure.label, "unit": figure.unit or "—", "series": values, "result": True})
    return rows


_SHEETS = {
    "总能": "energy",
    "综合能源": "energy",
    "可再生能源": "energy",
    "二氧化碳": "carbon",
    "原材料": "materials",
    "固体废物": "waste",
}


def _sources(figure: Figure | None, data: Data) -> tuple[str, ...]:
    """Evidence of the data that an indicator is computed from."""
    found: list[str] = []
    for operand in figure.operands if figure else ():
        for sheet in ("production", "water", "discharge", "stored"):
            for series in data.yearly.get(sheet, {}).values():
                if series.label == operand.label:
                    found += series.evidence
        for word, sheet in _SHEETS.items():
            if word in operand.label:
                found += [i for r in data.rows(sheet) for i in r.evidence()]
        if operand.label.endswith("面积"):
            found += data.form("land").evidence()
        if "排放量" in operand.label or "产生量" in operand.label:
            found += [
                i for r in data.rows("pollutants") if operand.label.startswith(r.text("name")) for i in r.evidence()
            ]
        if "投资额" in operand.label:
            found += [i for r in data.rows("projects") for i in r.evidence()]
    return tuple(sorted(dict.fromkeys(found)))


def _own_evidence(indicator: str, data: Data) -> tuple[str, ...]:
    """Evidence of indicators that are not computed: the sheet they are read from."""
    if indicator == "platform_functions":
        records = data.rows("platform")
    elif indicator == "advanced_equipment":
        records = data.rows("technology")
    else:
        key = {"green_design": "green_design_evidence", "product_footprint": "footprint_evidence"}.get(indicator, "")
        return data.form("design").evidence(key)
    return tuple(sorted({i for r in records for i in r.evidence()}))


def performance(data: Data, figures: Figures) -> list[Row]:
    """Indicators of edition 2018's 绩效, each against its basis of comparison."""
    if data.edition != "gbt36132-2018":
        return []
    rows = []
    for chosen in clauses.chosen(data):
        figure = figures.get(chosen.quantity, data.year)
        benchmark = chosen.record.number("benchmark")
        better = chosen.record.text("better")
        verdict = missing("判定")
        unit = chosen.record.text("unit") or (figure.unit if figure else "")
        if figure and benchmark is not None and better:
            bound = convert(benchmark, unit, figure.unit)
            met = figure.value >= bound if better == "不低于" else figure.value <= bound
            verdict = "符合" if met else "不符合"
        rows.append({
            "name": chosen.indicator.name, "group": chosen.indicator.group, "number": chosen.indicator.number,
            "value": figure.text if figure else missing("指标值"), "unit": (figure.unit if figure else "") or "—",
            "valued": figure.printed if figure else missing("指标值"),
            "benchmark": f"{better}{with_unit(show(benchmark, decimals_of(benchmark)), unit)}" if benchmark is not None else missing("基准值"),
            "source": chosen.record.text("source") or missing("来源"), "verdict": verdict,
            "evidence": evidence(chosen.record.evidence()) or missing("证据编号"),
            "rows": _operand_rows(figure, data, figures) if figure else [],
            "working": figure.working if figure else "", "clause": figure.clause if figure else "",
            "data_evidence": evidence(_sources(figure, data)) or evidence(chosen.record.evidence()),
        })  # fmt: skip
    return rows


def scored_items(data: Data, scores: list[AreaScore]) -> list[Row]:
    """Edition 2018: areas with their scored items and sums."""
    if data.edition != "gbt36132-2018":
        return []
    result = []
    for s in scores:
        items = [r for r in data.rows("scores") if r.text("area") == s.area.name]
        result.append({
            "id": s.area.id, "name": s.area.name, "weight": plain(s.area.weight), "full": plain(s.full),
            "points": plain(s.points), "raw": f"{s.raw:.2f}", "weighted": f"{s.weighted:.2f}",
            "rescaled": s.full != 100,
            "items": [
                {"name": r.text("name"), "type": r.text("type"), "full": plain(r.number("full")),
                 "score": "不适用" if r.text("applicable") == "不适用" else plain(r.number("score")),
                 "finding": r.text("finding") or missing("评价说明"), "evidence": evidence(r.evidence()) or missing("证据编号")}
                for r in items
            ],
        })  # fmt: skip
    return result


def weakest(judged: list[Judged]) -> list[str]:
    """Indicators that do not reach 引领值, weakest first: where the report should look for improvement."""
    below = [j for j in judged if j.points is not None and j.full and j.points < j.full]
    below.sort(key=lambda j: (j.points or Decimal(0)) / (j.full or Decimal(1)))
    return [j.chosen.indicator.name for j in below[:3]]
