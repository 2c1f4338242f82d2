"""Defects of indicators: I201 to I205, I207."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corpus.mutators.case import Case, Spot, defect, replace, text_of

Found = dict[str, Any] | None


# What names a missing indicator whatever the report calls the others.
WORDS = {
    "far": "容积率",
    "density": "建筑密度",
    "land": "用地面积",
    "green": "绿色物料",
    "pollutant": "污染物",
    "gas": "废气",
    "waste_water": "废水产生量",
    "material": "原材料消耗",
    "solid": "综合利用率",
    "reuse": "回用率",
    "water": "取水",
    "recycle": "重复利用率",
    "invest": "投资",
}


def places_of(case: Case, ident: str) -> list[Spot]:
    return [s for s in case.spots.get("indicator", []) if s.info["ident"] == ident]


def rows(case: Case) -> list[Spot]:
    """Indicators that stand in one place only: a table row, or a sentence of their own."""
    out = []
    for spot in case.get("indicator"):
        own = "columns" in spot.info or spot.info.get("whole")
        # the 2025 layouts repeat every indicator in prose
        if own and len(places_of(case, spot.info["ident"])) == 1 and case.report.meta["edition"] != "gbt36132-2025":
            out.append(spot)
    return out


def missing(case: Case) -> Found:
    """The indicator's row and its calculation go; area cells that span rows stay whole."""
    wanted = [s for s in case.get("indicator") if "columns" in s.info or s.info.get("whole")]
    wanted = [
        s
        for s in wanted
        if all(p.info.get("role") != "conclusion" and case.alive(p) for p in places_of(case, s.info["ident"]))
        and s.info["unit"] != "—"
    ]
    new = case.report.meta["edition"] == "gbt36132-2025"
    wanted = [s for s in wanted if not new or s.info["ident"] in ("water", "recycle", "invest", "pollutant")]
    if not wanted:
        return None
    spot = case.rng.choice(wanted)
    for place in places_of(case, spot.info["ident"]):
        case.remove(place.element if "para" in place.info else case.row(place))
    case.dropped_facts.add(spot.info["name"])
    echoes = ("A308", "A303") if new else ()
    return defect(
        "I201",
        WORDS[spot.info["ident"]],
        f"缺必选指标“{spot.info['name']}”",
        also=echoes,
        may=(*echoes, "C404", "A301"),
    )


def no_value(case: Case) -> Found:
    found = rows(case)
    if not found:
        return None
    spot = case.rng.choice(found)
    if "columns" not in spot.info:
        whole = text_of(spot.element)
        assert replace(
            spot.element,
            whole,
            f"{whole.split('）')[0] + '）' if whole.startswith('（') else ''}{spot.info['name']}：已按统计报表统计，{'见' if not spot.info['evidence'].startswith('【') else ''}{spot.info['evidence']}。",
        )
        case.touched.add(id(spot.element))
    else:
        if "shown" in spot.info["columns"]:
            shown = case.cell(spot, "shown")
            assert replace(shown.element, shown.text, "见附件")
        case.write(spot, "见附件", text_of(spot.element))
    case.dropped_facts.add(spot.info["name"])
    return defect(
        "I202", spot.info["name"], f"“{spot.info['name']}”无数值（原为{spot.info['value']}）", may=("A308", "A309")
    )


def wrong_unit(case: Case) -> Found:
    """A unit of another dimension beside the value, in the same cell or sentence."""
    new = case.report.meta["edition"] == "gbt36132-2025"
    joined = [
        s
        for s in case.get("indicator")
        if s.info["unit"] not in ("—", "%", "")
        and s.info["ident"] in ("waste_water", "gas", "material", "water", "pollutant", "land")
    ]
    joined = [
        s
        for s in joined
        if s.info["value"] + s.info["unit"] in text_of(s.element).replace(" ", "")
        and (new or len(places_of(case, s.info["ident"])) == 1)
    ]
    if not joined:
        return None
    spot = case.rng.choice(joined)
    value, unit = spot.info["value"], spot.info["unit"]
    gap = " " if f"{value} {unit}" in text_of(spot.element) else ""
    wrong = {"land": "kWh"}.get(spot.info["ident"], "℃")
    case.write(spot, f"{value}{gap}{wrong}", f"{value}{gap}{unit}")
    return defect(
        "I203",
        f"{value}{gap}{wrong}",
        f"{spot.info['name']}的单位应为{unit}",
        also=("A302", "C401"),
        may=("A301", "C401"),
    )


def no_period(case: Case) -> Found:
    found = [s for s in rows(case) if "year" in s.info.get("columns", {})]
    if found:
        spot = case.rng.choice(found)
        year = case.cell(spot, "year")
        assert replace(year.element, year.text, "")
        case.touched.add(id(spot.element))
        return defect("I204", spot.info["name"], f"“{spot.info['name']}”未写统计年度", strength="subtle")
    year_word = f"{case.report.meta['_dated'][0] - 1}年"
    found = [s for s in rows(case) if s.info.get("whole") and f"：{year_word}为" in text_of(s.element)]
    if not found:
        return None
    spot = case.rng.choice(found)
    assert replace(spot.element, f"：{year_word}为", "为")
    case.touched.add(id(spot.element))
    return defect("I204", spot.info["name"], f"“{spot.info['name']}”未写统计年度", strength="subtle")


def no_evidence(case: Case) -> Found:
    found = [s for s in rows(case) if "evidence" in s.info.get("columns", {}) or s.info.get("evidence")]
    if case.report.meta["name"].startswith("b14"):  # its evidence numbers stand in the table alone
        found = case.get("indicator", lambda s: "evidence" in s.info.get("columns", {}))
    if not found:
        return None
    spot = case.rng.choice(found)
    if "columns" in spot.info:
        cell = case.cell(spot, "evidence")
        assert replace(cell.element, cell.text, "")
    else:
        code = spot.info["evidence"]
        assert replace(spot.element, f"，见{code}" if f"，见{code}" in text_of(spot.element) else code, "")
    case.touched.add(id(spot.element))
    return defect("I205", spot.info["name"], f"“{spot.info['name']}”未列证明材料")


def unjudged(case: Case) -> Found:
    spot = case.pick("basic")
    if spot is None:
        return None
    case.blank(spot)
    return defect("I207", spot.info["name"], f"基本要求“{spot.info['name']}”未判定", may=("S102",))


MUTATORS: list[tuple[str, str, Callable[[Case], Found]]] = [
    ("I201", "indicator-a", missing),
    ("I202", "indicator-b", no_value),
    ("I203", "indicator-c", wrong_unit),
    ("I204", "indicator-d", no_period),
    ("I205", "indicator-e", no_evidence),
    ("I207", "basic", unjudged),
]
