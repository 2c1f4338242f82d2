"""Indicators of both editions computed from an enterprise's figures, with the operands a reader needs to follow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from corpus.enterprise import Enterprise
from corpus.figures import plain, rnd

D = Decimal


@dataclass
class Indicator:
    """One indicator with its printed value and how it came about; `ident` is the corpus' own key."""

    ident: str
    name: str
    unit: str
    value: str
    shown: str  # the calculation as text: 2610.91 tce÷49.70 亿只
    num: str = ""
    den: str = ""
    op: str = ""  # div | share | part
    benchmark: str = ""
    evidence: str = ""
    lead: str = ""
    base: str = ""
    weight: int = 0
    score: str = ""


def places_for(value: Decimal) -> int:
    """Decimals an author would keep: about four significant digits."""
    for limit, places in ((100, 2), (10, 2), (1, 3), (D("0.1"), 4)):
        if value >= limit:
            return places
    return 5


NAMES_2018 = {
    "far": "容积率",
    "density": "建筑密度",
    "land": "单位用地面积产值",
    "green": "绿色物料使用率",
    "pollutant": "单位产品主要污染物产生量",
    "gas": "单位产品废气产生量",
    "waste_water": "单位产品废水产生量",
    "material": "单位产品主要原材料消耗量",
    "solid": "工业固体废物综合利用率",
    "reuse": "废水处理回用率",
    "energy": "单位产品综合能耗",
    "carbon": "单位产品碳排放量",
}
NAMES_2025 = {
    "energy": "能源消耗强度",
    "carbon": "碳排放强度",
    "renewable": "可再生能源利用率",
    "platform": "能碳管理系统平台功能符合数量",
    "material": "原材料消耗强度",
    "water": "取水强度",
    "recycle": "工业用水重复利用率",
    "solid": "一般工业固体废物综合利用率",
    "advanced": "生产工艺和设备先进性",
    "invest": "绿色低碳改造升级项目投资额占比",
    "pollutant": "主要污染物产生或排放强度",
    "design": "绿色设计",
    "footprint": "产品碳足迹",
    "land": "土地产出率",
}
AREAS_2025 = [
    ("能源低碳化", ("energy", "carbon", "renewable", "platform")),
    ("资源高效化", ("material", "water", "recycle", "solid")),
    ("生产洁净化", ("advanced", "invest", "pollutant")),
    ("产品绿色化", ("design", "footprint")),
    ("用地集约化", ("land",)),
]


def indicators_2018(
    e: Enterprise, names: dict[str, str] | None = None, *, cut: bool = False, per_value: bool = False
) -> dict[str, Indicator]:
    """The twelve performance indicators of the 2018 edition. `per_value` states energy and carbon per 万元 too."""
    n = {**NAMES_2018, **(names or {})}
    q, g, unit = e.output[2], e.value[2], e.unit
    gen, used = e.solid_sums()
    total, green = e.material_sums()
    tce, co2 = e.tce(), e.co2()
    out: dict[str, Indicator] = {}

    def add(
        ident: str, u: str, num: str, den: str, op: str, shown: str, places: int | None = None, scale: str = "1"
    ) -> None:
        value = D(num) / (D(den) if op != "part" else D(num) + D(den)) * (100 if op != "div" else D(scale))
        places = places_for(value) if places is None else places
        out[ident] = Indicator(ident, n[ident], u, plain(rnd(value, places, cut=cut)), shown, num, den, op)

    p = plain
    add("far", "", e.floor, e.land, "div", f"{e.floor} m²÷{e.land} m²", 2)
    add("density", "%", e.footprint, e.land, "share", f"{e.footprint} m²÷{e.land} m²×100%", 2)
    add("land", "万元/m²", p(g), e.land, "div", f"{p(g)}万元÷{e.land} m²", 4)
    add("green", "%", p(green), p(total), "share", f"{p(green)} t÷{p(total)} t×100%", 2)
    add(
        "pollutant",
        f"kg/{unit}" if D(e.pollutant[1]) / q < 1 else f"t/{unit}",
        e.pollutant[1],
        p(q),
        "div",
        f"{e.pollutant[1]} t{'×1000' if D(e.pollutant[1]) / q < 1 else ''}÷{p(q)} {unit}",
        None,
        "1000" if D(e.pollutant[1]) / q < 1 else "1",
    )
    add("gas", f"万m³/{unit}", e.gas, p(q), "div", f"{e.gas}万m³÷{p(q)} {unit}")
    add("waste_water", f"t/{unit}", p(e.waste_water), p(q), "div", f"{p(e.waste_water)} t÷{p(q)} {unit}")
    add("material", f"t/{unit}", e.material[1], p(q), "div", f"{e.material[1]} t÷{p(q)} {unit}")
    add("solid", "%", p(used), p(gen), "share", f"{p(used)} t÷{p(gen)} t×100%", 2)
    add("reuse", "%", p(e.water_back), p(e.waste_water), "share", f"{p(e.water_back)} t÷{p(e.waste_water)} t×100%", 2)
    add("energy", f"tce/{unit}", p(tce), p(q), "div", f"{p(tce)} tce÷{p(q)} {unit}")
    add("carbon", f"tCO2/{unit}", p(co2), p(q), "div", f"{p(co2)} tCO2÷{p(q)} {unit}")
    return out


def score(value: Decimal, lead: Decimal, base: Decimal, weight: int) -> Decimal:
    """Linear rule of the 2025 edition, for both directions, cut to [0, weight], two decimals."""
    part = (value - base) / (lead - base) * weight
    return rnd(min(max(part, D(0)), D(weight)), 2)


def indicators_2025(e: Enterprise, names: dict[str, str] | None = None, *, small: bool = False) -> dict[str, Indicator]:
    """The fourteen indicators with leading value, base value and score. `small`: kgce and kgCO2 instead of t."""
    n = {**NAMES_2025, **(names or {})}
    g = e.value[2]
    gen, used = e.solid_sums()
    tce, co2, p = e.tce(), e.co2(), plain
    scale = D(1000) if small else D(1)
    three_years = sum(e.value, D(0))
    rows: list[tuple[str, str, str, str, str, str, int]] = [
        (
            "energy",
            "kgce/万元" if small else "tce/万元",
            p(tce),
            p(g),
            "div",
            f"{p(tce)} tce÷{p(g)}万元",
            2 if small else 4,
        ),
        (
            "carbon",
            "kgCO2/万元" if small else "tCO2/万元",
            p(co2),
            p(g),
            "div",
            f"{p(co2)} tCO2÷{p(g)}万元",
            2 if small else 4,
        ),
        ("renewable", "%", p(e.renewable_tce()), p(tce), "share", f"{p(e.renewable_tce())} tce÷{p(tce)} tce×100%", 2),
        ("platform", "项", "", "", "", "", 0),
        ("material", "t/万元", e.material[1], p(g), "div", f"{e.material[1]} t÷{p(g)}万元", 4),
        ("water", "m³/万元", p(e.water[2]), p(g), "div", f"{p(e.water[2])} m³÷{p(g)}万元", 3),
        (
            "recycle",
            "%",
            p(e.recycled),
            p(e.water[2]),
            "part",
            f"{p(e.recycled)} m³÷（{p(e.water[2])}＋{p(e.recycled)}）m³×100%",
            2,
        ),
        ("solid", "%", p(used), p(gen), "share", f"{p(used)} t÷{p(gen)} t×100%", 2),
        ("advanced", "—", "", "", "", "", 0),
        (
            "invest",
            "%",
            p(e.invested()),
            p(three_years),
            "share",
            f"{p(e.invested())}万元÷{p(three_years)}万元×100%",
            2,
        ),
        ("pollutant", "kg/万元", e.pollutant[2], p(g), "div", f"{e.pollutant[2]} t×1000÷{p(g)}万元", 4),
        ("design", "—", "", "", "", "", 0),
        ("footprint", "—", "", "", "", "", 0),
        ("land", "万元/m²", p(g), e.land, "div", f"{p(g)}万元÷{e.land} m²", 4),
    ]
    weights = dict(zip(NAMES_2025, (8, 8, 8, 6, 8, 8, 8, 6, 6, 4, 6, 8, 8, 8), strict=True))
    out: dict[str, Indicator] = {}
    for ident, unit, num, den, op, shown, places in rows:
        w = weights[ident]
        if not num:
            value = e.bounds[ident][0]
            if ident == "platform":
                s = score(D(value), D(8), D(0), w)
                out[ident] = Indicator(ident, n[ident], unit, value, "", lead="8", base="0", weight=w, score=p(s))
            else:
                out[ident] = Indicator(
                    ident,
                    n[ident],
                    unit,
                    value,
                    "",
                    lead="开展" if ident != "advanced" else "采用",
                    base="—",
                    weight=w,
                    score=e.bounds[ident][1],
                )
            continue
        factor = (
            D(100)
            if op in ("share", "part")
            else (scale if ident in ("energy", "carbon") else D(1000) if ident == "pollutant" else D(1))
        )
        value = p(rnd(D(num) / (D(den) if op != "part" else D(num) + D(den)) * factor, places))
        lead, base = e.bounds[ident]
        out[ident] = Indicator(
            ident,
            n[ident],
            unit,
            value,
            shown,
            num,
            den,
            op,
            lead=lead,
            base=base,
            weight=w,
            score=p(score(D(value), D(lead), D(base), w)),
        )
    return out


def total_score(inds: dict[str, Indicator]) -> Decimal:
    return sum((D(i.score) for i in inds.values()), D(0))
