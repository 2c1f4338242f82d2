"""Plants of families A and C: figures that do not follow from each other, statements that contradict each other."""

from __future__ import annotations

import re
from typing import Any

from corpus.figures import D, rnd
from corpus.judge.case import Case, Plant, defect, digits, like, number
from corpus.judge.factory_model import COAL

Found = dict[str, Any] | None
# by formula, and whether a smaller value is the better one (so that no score rule is broken on the way)
FORMULAS = {"energy_per": True, "co2_per": True, "co2_value": True, "plot": False, "density": False, "land_value": False, "reuse_rate": False, "waste_rate": False, "green_rate": False, "sewage_reuse": False, "cod_per": True, "fume_per": True, "sewage_per": True, "material_per": True, "water_per": True, "water_value": True, "green_power": False, "invest_share": False, "output_rate": False, "water_rate": False, "land_rate": False, "low_share": False, "product_back": False, "packing_back": False, "supplier_rate": False, "energy_value": True}  # fmt: skip


def _formula(c: Case) -> str | None:
    keys = [k for k in FORMULAS if c.echoes(k)]
    return c.rng.choice(keys) if keys else None


def a301(c: Case) -> Found:
    key = _formula(c)
    if key is None:
        return None
    spot = c.paper.spots(c.echoes(key)[0])[0]
    value = number(spot.text)
    unit = D(1).scaleb(int(value.as_tuple().exponent))
    if c.rng.random() < 0.5 and value / unit > 300:
        steps = c.rng.choice([4, 5])
        new = c.everywhere(
            key, lambda v: v + D(1).scaleb(int(v.as_tuple().exponent)) * steps * (-1 if FORMULAS[key] or v > 95 else 1)
        )
        return defect(
            "A301", new, f"{key} 与式中各数不符（末位差{steps}）", "subtle", also=["A307"], may=["A309", "C401", "A314"]
        )
    factor = D(str(round(c.rng.uniform(1.06, 1.12), 3)))
    if FORMULAS[key] or value > 88:
        factor = 1 / factor
    new = c.everywhere(key, lambda v: v * factor)
    return defect("A301", new, f"{key} 复算不符", also=["A304"], may=["A309", "C401", "A314", "A308", "A310", "A307"])


def a302(c: Case) -> Found:
    keys = [
        k
        for k in (
            "energy_per",
            "land_value",
            "water_per",
            "material_per",
            "co2_per",
            "energy_value",
            "water_value",
            "land_rate",
        )
        if c.echoes(k)
    ]
    if not keys:
        return None
    key = c.rng.choice(keys)
    power = c.rng.choice([D(10), D(100)]) if not FORMULAS[key] else c.rng.choice([D("10"), D("1000")])
    new = c.everywhere(key, lambda v: v * power)
    return defect("A302", new, f"{key} 差{power}倍", also=["A301", "A309"], may=["A313", "C401", "A314", "A308"])


def _sum(c: Case, total: str, parts: list[str], plain_part: float, note: str, also: list[str]) -> Found:
    spots = [s for s in c.paper.spots(total) if s.row >= 0]
    have = [p for p in parts if c.paper.spots(p)]
    if not spots or not have:
        return None
    whole = number(spots[0].text)
    unit = D(1).scaleb(int(whole.as_tuple().exponent))
    subtle = c.rng.random() < 0.55 and whole / unit > 500
    step = (
        unit * c.rng.randrange(3, 6)
        if subtle
        else max(unit, rnd(whole * D(str(plain_part)), -int(unit.as_tuple().exponent)))
    )
    c.put(total, like(spots[0].text, whole + step), spots[0])
    return defect("A303", digits(like(spots[0].text, whole + step)), note, "subtle" if subtle else "plain", also=also)


def a303(c: Case) -> Found:
    options = [
        ("saved.sum", [f"saved.{i}" for i in range(4)]),
        ("material.sum", [f"material.{i}" for i in range(3)]),
        ("waste.sum", [f"waste.{i}" for i in range(3)]),
        ("co2.sum", ["co2.elec"]),
        ("month.sum", ["month.power.1"]),
        ("part.sum", ["part.0"]),
        ("supplier.sum", ["supplier.0"]),
    ]
    options = [o for o in options if c.paper.spots(o[0])]
    if not options:
        return None
    total, parts = c.rng.choice(options)
    return _sum(c, total, parts, 0.03, f"{total} 与各行之和不符", ["C401", "A301", "A308"])


def a304(c: Case) -> Found:
    slots = [s for s in sorted(c.paper.slots()) if re.fullmatch(r"share\.\d", s)]
    if len(slots) < 2:
        return None
    slot = max(slots, key=lambda s: number(c.paper.spots(s)[0].text))
    spot = c.paper.spots(slot)[0]
    big = c.rng.random() < 0.5
    step = D(str(round(c.rng.uniform(2, 6), 2))) if big else D("0.07")
    new = like(spot.text, number(spot.text) - step)
    c.put(slot, new)
    return defect("A304", new, "占比之和不为100%", "plain" if big else "subtle", also=["A301", "A303"])


def a305(c: Case) -> Found:
    keys = [k for k in ("elec", "gas", "steam", "pv", "diesel") if c.paper.spots(f"coal.{k}")]
    if not keys or not c.paper.spots("energy.sum"):
        return None
    key = c.rng.choice(keys[:3])
    spot = c.paper.spots(f"coal.{key}")[0]
    value = number(spot.text)
    subtle = c.rng.random() < 0.3 and value > 50
    place = int(number(c.paper.spots(f"use.{key}")[0].text).as_tuple().exponent)
    fine = max(D("0.03"), rnd((D(1).scaleb(place) * COAL[key] + D("0.01")) * D("2.6"), 2))
    new = like(spot.text, value + fine if subtle else value * D(str(c.rng.uniform(1.06, 1.11))))
    c.put(f"coal.{key}", new)
    return defect(
        "A305",
        new,
        "折标煤与实物量×系数不符（合计未改）",
        "subtle" if subtle else "plain",
        also=["A301", "A303"],
        may=["A304"],
    )


def a307(c: Case) -> Found:
    spot = c.spot("growth")
    if spot is None:
        return None
    big = c.rng.random() < 0.5
    new = like(spot.text, number(spot.text) + (D(str(round(c.rng.uniform(2, 4), 2))) if big else D("0.05")))
    c.put("growth", new)
    return defect("A307", new, "增长率与产值不符", "plain" if big else "subtle", also=["A301"])


def a308(c: Case) -> Found:
    if not c.paper.spots("total.table"):
        return None
    big = c.rng.random() < 0.5
    step = D(c.rng.randrange(3, 7)) if big else D("0.30")
    old = number(c.paper.spots("total.table")[0].text)
    if old + step >= 100:
        step = -step
    new = like(c.paper.spots("total.table")[0].text, old + step)
    for slot in ("total.table", "total.said"):
        for s in c.paper.spots(slot):
            c.paper.swap(s, slot, like(s.text, old + step))
    for s in c.paper.spots("form.score"):
        c.paper.swap(s, "form.score", like(s.text, old + step))
    return defect(
        "A308",
        digits(new),
        "总分与各项之和不符（各处一致）",
        "plain" if big else "subtle",
        also=["A303", "A309", "A301"],
        may=["C404", "C401"],
    )


def a309(c: Case) -> Found:
    """A score over its maximum, paid for by another item so that the sum still closes; or points below the base value."""
    if c.kind == "park":
        spot = c.paper.spots("total.1")[0]
        new = like(spot.text, number(spot.text) + 3)
        c.put("total.1", new)
        return defect("A309", new, "上年绿色指数与各指标值不符", also=["A301", "A308", "A303"], may=["C401"])
    slots = sorted(c.paper.slots())
    rows25 = [s for s in slots if s.startswith("ind.base.") and f"ind.score.{s[9:]}" in slots]
    if rows25:
        for slot in c.rng.sample(rows25, len(rows25)):
            key = slot[9:]
            value, base, lead = (c.paper.spots(s) for s in (f"{key}.table", slot, f"ind.lead.{key}"))
            if not value or not re.search(r"\d", value[0].text) or base[0].text in ("—", "未开展", "0"):
                continue
            v, b, w = number(value[0].text), number(base[0].text), number(lead[0].text)
            if v == b or w == b:
                continue
            c.put(slot, like(base[0].text, v + (v - b) * D("0.35")))
            score = c.paper.spots(f"ind.score.{key}")[0].text
            if number(score) == 0:
                continue
            return defect("A309", score, f"{key} 未达基准值仍得分", also=["A308", "A301"], may=["C404", "C411"])
        return None
    slots = [s for s in sorted(c.paper.slots()) if s.startswith("points.")]
    groups: dict[tuple[int, int], list[str]] = {}
    for s in slots:
        spot = c.paper.spots(s)[0]
        groups.setdefault((spot.block, spot.col), []).append(s)
    for (block, _col), members in groups.items():
        table = c.paper.blocks[block]
        heads = table.rows[0]
        full = next((i for i, h in enumerate(heads) if h in ("满分", "分值", "最高分")), None)
        if full is None or len(members) < 3 or c.rng.random() < 0.4:
            continue
        up = c.rng.choice(members)
        down = [m for m in members if m != up and number(c.paper.spots(m)[0].text) >= 6]
        if not down:
            continue
        spot = c.paper.spots(up)[0]
        limit = number(table.rows[spot.row][full])
        rise = limit + 2 - number(spot.text)
        other = c.paper.spots(c.rng.choice(down))[0]
        if number(other.text) < rise:
            continue
        c.put(up, like(spot.text, limit + 2), spot)
        slot = next(m for m in members if c.paper.spots(m)[0].row == other.row)
        c.put(slot, like(other.text, number(other.text) - rise), other)
        return defect("A309", like(spot.text, limit + 2), f"得分超过满分{limit}", also=["A310"], may=["A308"])
    return None


def a310(c: Case) -> Found:
    options = [
        k
        for k in ("waste_rate", "reuse_rate", "sewage_reuse", "green_rate", "low_share", "packing_back")
        if c.echoes(k)
    ]
    if c.paper.spots("cod.out") and not c.paper.spots("cod_value") and c.rng.random() < 0.4:
        cod = number(c.paper.spots("cod")[0].text)
        spot = c.paper.spots("cod.out")[0]
        new = like(spot.text, cod * D("1.35"))
        c.put("cod.out", new)
        return defect("A310", new, "排放量大于产生量")
    if not options:
        return None
    key = c.rng.choice(options)
    new = c.everywhere(key, lambda v: D(str(round(c.rng.uniform(102, 108), 2))) if False else D("103.62"))
    return defect("A310", new, "百分比超过100%", also=["A301", "A309"], may=["C401", "A308"])


def a311(c: Case) -> Found:
    n, spot = c.spot("survey.n"), c.spot("survey")
    if n is None or spot is None:
        return None
    count = int(n.text)
    possible = {f"{k / count * 100:.1f}" for k in range(count + 1)}
    value = number(spot.text)
    for step in ("0.7", "0.9", "1.1", "0.6", "-0.7"):
        new = f"{value + D(step)}"
        near = any(abs(D(p) - D(new)) <= D("0.2") for p in possible)
        if not near and D(new) < 100:
            c.put("survey", f"{new}%")
            return defect("A311", f"{new}%", f"{count}人中不可能得到该百分比", "subtle")
    return None


def a312(c: Case) -> Found:
    spot = c.spot("balance.lost")
    if spot is None:
        return None
    new = like(spot.text, number(spot.text) * D(str(round(c.rng.uniform(1.15, 1.35), 3))))
    c.put("balance.lost", new)
    return defect("A312", new, "取水量≠耗水量＋排水量", also=["A303"])


def a313(c: Case) -> Found:
    spot = c.spot("pv.capacity")
    if spot is None:
        return None
    new = like(spot.text, number(spot.text) * D(str(round(c.rng.uniform(0.35, 0.5), 3))))
    c.put("pv.capacity", new)
    return defect("A313", new, "光伏利用小时数超过2000", also=["A310"])


def a314(c: Case) -> Found:
    """Intensities alone are printed (no output): one of them implies another output."""
    if c.paper.spots("value") or not c.paper.spots("implied"):
        return None
    keys = [k for k in ("energy_value", "co2_value", "water_value") if c.paper.spots(f"{k}.table")]
    if len(keys) < 3:
        return None
    key = c.rng.choice(keys)
    new = c.everywhere(key, lambda v: v * D(str(round(c.rng.uniform(0.72, 0.8), 3))) if False else v * D("0.76"))
    return defect("A314", new, "由能耗、碳排放、取水强度反推的产值不一", also=["A301", "A313"], may=["A309", "C401"])


def a315(c: Case) -> Found:
    if c.paper.spots("invest_share") or not c.paper.spots("project.1"):
        return None
    name, money = c.paper.spots("project.0")[0].text, c.paper.spots("invest.0")[0].text
    other = number(c.paper.spots("invest.2")[0].text)
    c.put("project.2", name)
    c.put("invest.2", money)
    whole = number(c.paper.spots("invest.sum")[0].text) - other + number(money)
    c.put("invest.sum", like(c.paper.spots("invest.sum")[0].text, whole))
    return defect("A315", name, "同一项目、同一投资额列了两次", "plain")


PLANTS: list[tuple[str, str, Plant]] = [
    ("A301", "formula", a301), ("A302", "formula", a302), ("A303", "sum", a303), ("A304", "share", a304), ("A305", "coal", a305), ("A307", "growth", a307), ("A308", "score", a308), ("A309", "benchmark", a309), ("A310", "formula", a310), ("A311", "survey", a311), ("A312", "balance", a312), ("A313", "solar", a313), ("A314", "formula", a314), ("A315", "project", a315),
]  # fmt: skip
