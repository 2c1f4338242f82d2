"""Defects of arithmetic: A301 to A305, A307 to A310, plain and subtle."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from corpus.figures import plain
from corpus.mutators.case import Case, Spot, defect, replace, text_of
from corpus.mutators.indicators import places_of

D = Decimal
Found = dict[str, Any] | None


def ulp(text: str) -> Decimal:
    return D(1).scaleb(int(D(text.replace(",", "")).as_tuple().exponent))


def like(value: Decimal, pattern: str) -> str:
    """Printed with the decimals and thousands marks of `pattern`."""
    rounded = value.quantize(ulp(pattern))
    return f"{rounded:,f}" if "," in pattern else plain(rounded)


def off(text: str, share: Decimal) -> str:
    return like(D(text.replace(",", "")) * share, text)


def change_everywhere(case: Case, ident: str, new: str) -> None:
    """The same wrong value in every place, so that only the calculation shows it."""
    for place in places_of(case, ident):
        old = place.info["value"]
        if not replace(place.element, "＝" + old, "＝" + new):
            assert replace(place.element, old, new), (ident, old)
        shown = place.info.get("shown", "")
        if shown and shown.endswith("＝" + old):
            cell = case.cell(place, "shown")
            assert replace(cell.element, "＝" + old, "＝" + new)
        case.touched.add(id(place.element))
    names = {p.info.get("name") for p in places_of(case, ident)}
    case.dropped_facts |= {n for n in names if n}


def computed(case: Case) -> list[Spot]:
    """Indicators whose operands are printed in the report and whose places nobody has touched."""
    found = [s for s in case.get("indicator") if s.info.get("num") and s.info["op"] and _printed(case, s.info)]
    return [s for s in found if all(case.alive(p) for p in places_of(case, s.info["ident"]))]


def _printed(case: Case, info: dict[str, Any]) -> bool:
    """Whether a reader can recompute: the calculation stands in a cell or a sentence."""
    return any(
        p.info.get("role") == "calc" or info["num"] in p.info.get("shown", "") for p in places_of(case, info["ident"])
    )


def _interval(info: dict[str, Any]) -> Decimal:
    """Half of the spread that the printed operands and the value's last digit allow."""
    n, d, value = D(info["num"]), D(info["den"]), D(info["value"])
    relative = ulp(info["num"]) / n + ulp(info["den"]) / d
    if info["op"] == "part":
        relative *= d / (n + d)
    return value * relative + ulp(info["value"])


def _mismatch(strength: str) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        found = [s for s in computed(case) if s.info["ident"] not in ("energy", "solid")] or computed(case)
        if strength == "subtle":
            found = [s for s in found if D(s.info["value"]) / ulp(s.info["value"]) > 400]
        if not found:
            return None
        spot = case.rng.choice(found)
        info, value = spot.info, D(spot.info["value"])
        if strength == "plain":
            new = off(info["value"], D("0.88") if info["op"] != "div" else D("1.13"))
        else:
            step = _interval(info) * D("2.2")
            new = like(
                value - step if info["op"] != "div" else value + max(step, ulp(info["value"]) * 2), info["value"]
            )
            if new == info["value"] or abs(D(new) - value) / value > D("0.04"):
                return None
        change_everywhere(case, info["ident"], new)
        echoes = ("A307", "A309", "A302", "A313", "A314", "C401", "A308")
        return defect(
            "A301",
            new,
            f"{info['num']}÷{info['den']}（{info['op']}）得{info['value']}，误作{new}",
            also=("A309",),
            strength=strength,
            may=echoes,
        )

    return plant


def unit_slip(case: Case) -> Found:
    found = [s for s in computed(case) if s.info["op"] == "div" and s.info["ident"] not in ("far", "energy")] or [
        s for s in computed(case) if s.info["op"] == "div" and s.info["ident"] != "far"
    ]
    if not found:
        return None
    spot = case.rng.choice(found)
    old = spot.info["value"]
    new = plain(D(old).scaleb(case.rng.choice((1, 3)) if D(old) < 1 else -1))
    if new == old or D(new) == 0:
        return None
    change_everywhere(case, spot.info["ident"], new)
    return defect(
        "A302",
        new,
        f"应为{old}，差整数量级",
        also=("A301", "I203"),
        may=("A301", "A307", "A309", "A308", "A313", "C401"),
    )


def _sum(strength: str) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        totals = case.get("sum", lambda s: s.info["addends"] > 1)
        addends = case.get(
            "addend", lambda s: re.fullmatch(r"[\d.,]+", s.text) is not None and D(s.text.replace(",", "")) > 0
        )
        case.rng.shuffle(addends)
        for spot in addends:
            total = next(
                (t for t in totals if t.info["table"] == spot.info["table"] and t.info["col"] == spot.info["col"]), None
            )
            if total is None:
                continue
            one = ulp(spot.text) if D(ulp(spot.text)) >= ulp(total.text) else ulp(total.text)
            step = (
                one * case.rng.randint(2, 5)
                if strength == "subtle"
                else max(D(total.text.replace(",", "")) * D("0.03"), one * 10)
            )
            used = "利用" in text_of(case.doc.tables[spot.info["table"]].cell(0, spot.info["col"])._tc)
            value = D(spot.text.replace(",", ""))
            if used and value <= step:
                continue
            new = like(value - step if used else value + step, spot.text)
            if new == spot.text:
                continue
            case.write(spot, new)
            case.touched.add(id(total.element))
            return defect(
                "A303",
                total.text,
                f"{spot.info['what']}：一项{spot.text}误作{new}，各项之和≠合计{total.text}",
                strength=strength,
                may=("A301", "A310", "C401", "A305", "A315", "A304"),
            )
        return None

    return plant


def _share(strength: str) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        spot = case.pick("share")
        if spot is None:
            return None
        new = plain(D(spot.text) + (D("3.40") if strength == "plain" else D("0.05")))
        case.write(spot, new)
        return defect(
            "A304",
            "100.00",
            f"占比{spot.text}误作{new}，合计不为100%",
            also=("A303", "A301"),
            strength=strength,
            may=("A301", "A303"),
        )

    return plant


def _coal(strength: str) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        spot = case.pick("energy", lambda s: D(s.text.replace(",", "")) > 5)
        if spot is None:
            return None
        value, amount, k = (D(x.replace(",", "")) for x in (spot.text, spot.info["amount"], spot.info["coefficient"]))
        if strength == "plain":
            new = off(spot.text, D("1.09"))
        else:
            spread = (ulp(spot.info["amount"]) * k + ulp(spot.info["coefficient"]) * amount) * D(
                spot.info["factor"]
            ) + ulp(spot.text)
            if spread * D("2.2") > value * D("0.045"):
                return None
            new = like(value + spread * D("2.2"), spot.text)
        case.write(spot, new)
        case.dropped_facts.add("综合能耗")
        return defect(
            "A305",
            new,
            f"{spot.info['name']}：{spot.info['amount']}×{spot.info['coefficient']}＝{spot.text}，误作{new}",
            also=("A303", "A301"),
            strength=strength,
            may=("A303", "A301", "C401", "A313"),
        )

    return plant


def old_coefficient(case: Case) -> Found:
    """The equivalent value of the 1990s beside a tce of today."""
    spot = case.pick("energy", lambda s: s.info["coefficient"] == "1.229")
    if spot is None:
        return None
    cell = case.doc.tables[spot.info["table"]].cell(spot.info["row"], spot.info["col"] - 1)._tc
    old = text_of(cell)
    new = old.replace("1.229", "4.04")
    if new == old or not replace(cell, old, new):
        return None
    case.touched |= {id(cell), id(spot.element)}
    return defect("A305", new, f"{spot.info['amount']}×4.04≠{spot.text}", also=("A301",), may=("S111", "A301"))


def growth(case: Case) -> Found:
    spot = case.pick("growth", lambda s: s.text not in ("—", "/"))
    if spot is None:
        return None
    number = spot.text.rstrip("%")
    new = like(D(number) + D("3.2") if D(number) < 50 else D(number) / 2, number) + (
        "%" if spot.text.endswith("%") else ""
    )
    case.write(spot, new)
    return defect(
        "A307", new, f"由{spot.info['old']}到{spot.info['new']}应为{spot.text}", also=("A301",), may=("C401", "A301")
    )


def score_total(case: Case) -> Found:
    total = case.pick("score.total")
    stated = case.get("score.stated")
    fields = case.get("form", lambda s: "得分" in s.info["label"])
    if total is None:
        return None
    new = plain(D(total.text) + D("1.20"))
    case.write(total, new)
    for spot in (*stated, *fields):
        if total.text in text_of(spot.element) and id(spot.element) not in case.touched:
            assert replace(spot.element, total.text, new)
            case.touched.add(id(spot.element))
    case.dropped_facts |= {"综合得分", "总得分", "总分", "自评价总分"}
    return defect("A308", new, f"各项之和为{total.text}，误作{new}", also=("A303",), may=("A303", "C401", "C404"))


def weighted(case: Case) -> Found:
    spot = case.pick("score.area")
    if spot is None:
        return None
    new = plain(D(spot.text) + D("0.80"))
    case.write(spot, new)
    return defect(
        "A308",
        new,
        f"{spot.info['name']}：{spot.info['raw']}×{spot.info['weight']}＝{spot.text}，误作{new}",
        also=("A301", "A303", "A309"),
        may=("A303", "A308", "A309", "A301"),
    )


def over_full_marks(case: Case) -> Found:
    spot = case.pick("score.item", lambda s: re.fullmatch(r"[\d.]+", s.text) is not None and not s.info["lead"])
    if spot is None:
        return None
    new = plain(D(spot.info["weight"]) + 2)
    case.write(spot, new)
    return defect(
        "A309",
        new,
        f"{spot.info['name']}满分{spot.info['weight']}，得{new}",
        also=("A308", "A303", "A310"),
        may=("A308", "A303", "A310"),
    )


def score_rule(case: Case) -> Found:
    """Full marks although the leading value is not reached."""
    spot = case.pick(
        "score.item",
        lambda s: s.info["lead"] not in ("", "开展", "采用") and D(s.text) < D(s.info["weight"]) - 1 and case.alive(s),
    )
    if spot is None:
        return None
    new = f"{D(spot.info['weight']):.2f}"
    case.write(spot, new)
    for place in case.spots.get("indicator", []):
        if (
            place.info.get("role") == "calc"
            and f"得{spot.text}分" in text_of(place.element)
            and place.info["value"] == spot.info["value"]
        ):
            replace(place.element, f"得{spot.text}分", f"得{new}分")
            case.touched.add(id(place.element))
    return defect(
        "A309",
        new,
        f"{spot.info['name']}指标值{spot.info['value']}未达引领值{spot.info['lead']}，线性得分应为{spot.text}",
        also=("A308", "A303"),
        may=("A308", "A303", "A301"),
    )


def over_hundred(case: Case) -> Found:
    found = [s for s in case.get("indicator") if s.info["ident"] in ("solid", "reuse", "recycle", "green")]
    found = [s for s in found if all(case.alive(p) for p in places_of(case, s.info["ident"]))]
    if not found:
        return None
    spot = case.rng.choice(found)
    new = plain(D("100") + D(spot.info["value"]) % 7 + D("1.5"))
    change_everywhere(case, spot.info["ident"], new)
    return defect(
        "A310", new, f"应为{spot.info['value']}，百分比超过100%", also=("A301",), may=("A301", "A309", "A308", "C401")
    )


MUTATORS: list[tuple[str, str, Callable[[Case], Found]]] = [
    ("A301", "value-a", _mismatch("plain")),
    ("A301-subtle", "value-a", _mismatch("subtle")),
    ("A302", "value-b", unit_slip),
    ("A303", "sums", _sum("plain")),
    ("A303-subtle", "sums", _sum("subtle")),
    ("A304", "shares", _share("plain")),
    ("A304-subtle", "shares", _share("subtle")),
    ("A305", "energy", _coal("plain")),
    ("A305-subtle", "energy", _coal("subtle")),
    ("A305-coefficient", "energy", old_coefficient),
    ("A307", "growth", growth),
    ("A308", "score", score_total),
    ("A308-weighted", "score", weighted),
    ("A309-full", "score", over_full_marks),
    ("A309-rule", "score", score_rule),
    ("A310", "value-c", over_hundred),
]
