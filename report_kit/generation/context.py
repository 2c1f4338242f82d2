"""Data and figures → the words the Word template prints: nested plain text, nothing computed here.

Names used by templates: `e` enterprise, `v` evaluation, `t` tables, `areas`, `score`, `calculations` … (see
templates/README.md). What is missing is printed as 【待补充：…】 and highlighted later."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from report_kit.checklist.edition import edition
from report_kit.generation import chapters
from report_kit.generation.compute import Figures
from report_kit.generation.data import Data, Record
from report_kit.generation.figures import decimals_of, show
from report_kit.generation.score import Scores
from report_kit.generation.spec import EDITIONS, Item, Spec
from report_kit.generation.words import chinese_date, day, evidence, fill, missing, printed, span

_BOXES = ("国有", "集体", "民营")
_OTHERS = ("中外合资", "港澳台", "外商独资")


def build(data: Data, spec: Spec, figures: Figures, scores: Scores) -> dict[str, Any]:
    """Everything a template may print."""
    judged, total = scores.judged, scores.total
    areas = chapters.areas(data, judged, scores.areas, figures)
    approved = data.form("evaluation").day("approved")
    tables = {
        s.id: [_record(r, s.columns, data, short_dates=True) for r in data.rows(s.id)]
        for s in spec.sheets
        if s.shape == "table"
    }
    return {
        "e": _enterprise(data, spec),
        "v": _evaluation(data, spec),
        "t": tables,
        "f": {s.id: _record(data.form(s.id), s.rows, data) for s in spec.sheets if s.shape == "form"},
        "years": [str(y) for y in data.years],
        "year": str(data.year),
        "period": f"{data.year}年1月1日至12月31日",
        "span": f"{data.years[0]}—{data.year}年",
        "standard": EDITIONS[data.edition],
        "standard_title": edition(data.edition).title.partition("（")[0],
        "edition": data.edition,
        "date": day(approved) if approved else missing("审定日期"),
        "date_cn": chinese_date(approved) if approved else missing("审定日期"),
        "score": total.text if total else missing("指标得分"),
        "full": chapters.plain(sum((a.full for a in scores.areas), Decimal(0))) if judged else "100",
        "score_working": total.working if total else "",
        "basics_verdict": _basics(data),
        "basics_boxes": _boxes(data),
        "veto_verdict": _vetoes(data),
        "production": chapters.yearly(data, "production"),
        "water": chapters.yearly(data, "water"),
        "discharge": chapters.yearly(data, "discharge"),
        "energy": chapters.energy(data, figures),
        "carbon": chapters.carbon(data, figures),
        "materials": chapters.materials(data, figures),
        "waste": chapters.waste(data, figures),
        "hazardous": chapters.hazardous(data),
        "pollutants": chapters.pollutants(data),
        "platform": chapters.platform(data),
        "metering_rate": chapters.metering(data),
        "areas": areas,
        "area": {a["id"]: a for a in areas},
        "performance": chapters.performance(data, figures),
        "scored": chapters.scored_items(data, scores.areas),
        "weakest": chapters.weakest(judged),
        "investment": _total_of(figures, "renovation_investment", data.year),
        "calculations": [_calculation(n, f) for n, f in enumerate(figures.all, 1)],
    }


def _enterprise(data: Data, spec: Spec) -> dict[str, Any]:
    form = data.form("enterprise")
    result = _record(form, spec.sheet("enterprise").rows, data)
    result["short"] = form.text("short_name") or result["name"]
    result["industry"] = f"{result['industry_code']} {result['industry_name']}"
    chosen = form.text("ownership")
    domestic = " ".join(f"{'☑' if chosen == f'内资（{b}）' else '□'}{b}" for b in _BOXES)
    others = " ".join(f"{'☑' if chosen == o else '□'}{o}" for o in _OTHERS)
    result["ownership_boxes"] = f"内资（{domestic}） {others}" if chosen else missing("单位性质")
    same = form.text("address") == form.text("registered_address")
    result["place"] = (
        f"注册地址和生产地址均为{result['address']}"
        if same
        else f"注册地址为{result['registered_address']}，生产地址为{result['address']}"
    )
    work = form.text("green_work") or missing("绿色发展重点工作及成绩")
    result["green_lines"] = work.split("\n")
    return result


def _evaluation(data: Data, spec: Spec) -> dict[str, str]:
    form = data.form("evaluation")
    result = _record(form, spec.sheet("evaluation").rows, data)
    for step in ("collect", "onsite", "writing", "review"):
        result[step] = span(form.day(f"{step}_from"), form.day(f"{step}_to"))
    queries = sorted({d for r in data.rows("vetoes") if (d := r.day("date"))})
    result["queried"] = "、".join(day(d) for d in queries) or missing("查询日期")
    return result


def _record(record: Record, items: Iterable[Item], data: Data, *, short_dates: bool = False) -> dict[str, Any]:
    """A form or table row as text, by item id; columns with years as lists. Dates in tables are short (2026-03-05)."""
    result: dict[str, Any] = {}
    for item in items:
        if item.kind == "years":
            series = record.series.get(item.id)
            result[item.id] = printed(series, data.years) if series else [missing(item.label)] * 3
            continue
        entry = record.entries.get(item.id)
        value = entry.value if entry else None
        if value is None:
            result[item.id] = missing(item.label) if item.required else "—"
        elif isinstance(value, date):
            result[item.id] = value.isoformat() if short_dates else day(value)
        elif isinstance(value, Decimal):
            result[item.id] = str(value) if item.digits == 0 else show(value, decimals_of(value))
        elif isinstance(value, tuple):
            result[item.id] = evidence(value)
        else:
            result[item.id] = fill(value, item.label)
    return result


def _vetoes(data: Data) -> str:
    """What the six judgements come to; no statement while one is missing."""
    rows = data.rows("vetoes")
    if present := [r.text("name") for r in rows if r.text("result") == "存在"]:
        return f"存在否决条件：{'；'.join(present)}"
    judged = bool(rows) and all(r.text("result") for r in rows)
    return "六项否决条件均不存在" if judged else missing("否决条件判定")


def _basics(data: Data) -> str:
    rows = data.rows("basics")
    if failed := [r.text("name") for r in rows if r.text("result") == "不符合"]:
        return f"不符合的基本要求：{'；'.join(failed)}"
    judged = bool(rows) and all(r.text("result") for r in rows)
    return "各条基本要求均符合" if judged else missing("基本要求判定")


def _boxes(data: Data) -> str:
    results = [r.text("result") for r in data.rows("basics")]
    if not results or not all(results):
        return missing("基本要求判定")
    met = all(r == "符合" for r in results)
    return f"{'☑' if met else '□'}符合 {'□' if met else '☑'}不符合"


def _total_of(figures: Figures, quantity: str, year: int) -> str:
    figure = figures.get(quantity, year)
    return figure.printed if figure else "0 万元"


def _calculation(number: int, figure: Any) -> dict[str, str]:
    return {
        "number": str(number),
        "label": figure.label,
        "year": f"{figure.year}年" if figure.year else "—",
        "formula": figure.formula,
        "substitution": figure.substitution,
        "result": figure.printed,
        "sources": _sources([o.source for o in figure.operands]) or "—",
    }


def _sources(places: list[str]) -> str:
    """Sheets with their cells, each sheet once: 能源消费 E5、G5；计算：…"""
    if len(places) > 2 and all(p.startswith("计算：") for p in places):
        return "本表上列各分项"
    sheets: dict[str, list[str]] = {}
    for place in dict.fromkeys(places):
        match = re.fullmatch(r"工作表「(.+)」(.+)", place)
        sheet, cell = (match[1], match[2]) if match else ("", place.removeprefix("计算："))
        sheets.setdefault(sheet, []).append(cell)
    return "；".join(
        f"{sheet} {'、'.join(cells)}" if sheet else f"上列{'、'.join(cells)}" for sheet, cells in sheets.items()
    )
