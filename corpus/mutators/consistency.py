"""Defects of consistency and identifiers: C401 to C404, N501 to N503."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from corpus.figures import credit_code
from corpus.mutators.arithmetic import like, off, ulp
from corpus.mutators.case import Case, defect, replace, text_of

D = Decimal
Found = dict[str, Any] | None
NEAR = {
    "芯": "新",
    "禾": "和",
    "谷": "古",
    "满": "润",
    "晶": "精",
    "曜": "耀",
    "润": "闰",
    "岩": "研",
    "铸": "筑",
    "崎": "琦",
    "彩": "采",
    "贝": "倍",
    "栖": "西",
    "骁": "晓",
    "叠": "迭",
    "铂": "泊",
}


def _conflict(strength: str) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        spot = case.pick("indicator", lambda s: s.info.get("role") == "conclusion")
        if spot is None:
            return None
        value = D(spot.info["value"])
        if strength == "plain":
            new = off(spot.text, D("1.12") if spot.info["unit"] != "%" else D("0.90"))
        else:
            new = like(
                value + max(value * D("0.012"), ulp(spot.text) * 3) * (-1 if spot.info["unit"] == "%" else 1), spot.text
            )
            if abs(D(new) - value) / value > D("0.02"):
                return None
        if new == spot.text:
            return None
        case.write(spot, new)
        return defect("C401", new, f"结论中为{new}，前文同一指标为{spot.text}", also=("A301",), strength=strength)

    return plant


def energy_conflict(case: Case) -> Found:
    """The total in a sentence differs from the table's."""
    spot = case.pick("energy_total")
    if spot is None:
        return None
    number = re.match(r"[\d.,]+", spot.text)
    assert number
    new = off(number.group(), D("1.07"))
    case.write(spot, spot.text.replace(number.group(), new))
    return defect("C401", new, f"文中能耗{new}，表中{number.group()}", also=("A301", "A303"), may=("A305", "A303"))


def other_name(case: Case) -> Found:
    spot = case.pick("name")
    if spot is None:
        return None
    name = spot.text
    at = next((c for c in name[2:] if c in NEAR), None)
    if at is None:
        return None
    new = name[:2] + name[2:].replace(at, NEAR[at], 1)
    case.write(spot, new)
    return defect("C402", new, f"应为{name}", also=("R901",))


def other_code(case: Case) -> Found:
    spot = case.pick("name")
    if spot is None:
        return None
    own = case.report.meta["credit_code"]
    new = credit_code(own[2:8], own[8:12] + own[12:16][::-1] if own[12:16] != own[12:16][::-1] else own[8:15] + "7")
    if new == own:
        return None
    case.write(spot, f"{spot.text}（统一社会信用代码：{new}）")
    return defect("C403", new, f"基本信息表为{own}", also=("N502",), may=("N502",))


def conclusion(case: Case) -> Found:
    spot = case.pick("verdict")
    if spot is None:
        return None
    new = (
        spot.text.replace("满足", "不满足", 1)
        if "满足" in spot.text
        else spot.text.replace("达到", "未达到", 1)
        if "达到" in spot.text
        else "不" + spot.text
    )
    case.write(spot, new)
    return defect("C404", new, "基本要求全部符合、无否决情形，结论却为不符合")


def requirement_failed(case: Case) -> Found:
    spot = case.pick("basic")
    if spot is None:
        return None
    case.write(spot, "不符合")
    return defect("C404", "不符合", f"“{spot.info['name']}”判为不符合，结论仍为全部符合")


def bad_code(case: Case) -> Found:
    """A wrong check character, the same wherever the code stands."""
    own = case.report.meta["credit_code"]
    new = own[:17] + ("A" if own[17] != "A" else "B")
    spots = [*case.get("form", lambda s: s.text == own), *case.get("permit")]
    if not case.get("form", lambda s: s.text == own):
        return None
    for spot in spots:
        assert replace(spot.element, own, new)
        case.touched.add(id(spot.element))
    return defect("N501", new, f"校验位应为{own[17]}")


def permit(case: Case) -> Found:
    spot = case.pick("permit")
    if spot is None:
        return None
    old = spot.text
    at = next(i for i in range(12, 18) if old[i].isdigit())
    new = old[:at] + str((int(old[at]) + 3) % 10) + old[at + 1 :]
    case.write(spot, new)
    return defect("N502", new, f"应以{old[:18]}开头", also=("C403",), may=("C403", "N501"))


def industry(case: Case) -> Found:
    spot = case.pick(
        "form",
        lambda s: (
            re.search(r"\d{4}", s.text) is not None
            and ("行业" in s.info["label"] or "代码" in s.info["label"])
            and len(s.text) < 40
            and "信用" not in s.info["label"]
        ),
    )
    if spot is None:
        return None
    code = re.search(r"\d{4}", spot.text)
    assert code
    new = spot.text.replace(
        code.group(),
        case.rng.choice(("5132", "7320", "3999", code.group()[:3] + "9" if code.group()[3] != "9" else "2798")),
    )
    if new == spot.text:
        return None
    case.write(spot, new)
    assert text_of(spot.element) == new
    return defect("N503", new, f"行业代码应为{code.group()}")


MUTATORS: list[tuple[str, str, Callable[[Case], Found]]] = [
    ("C401", "value-d", _conflict("plain")),
    ("C401-subtle", "value-d", _conflict("subtle")),
    ("C401-energy", "energy", energy_conflict),
    ("C402", "name", other_name),
    ("C403", "code", other_code),
    ("C404", "verdict", conclusion),
    ("C404-basic", "verdict", requirement_failed),
    ("N501", "code", bad_code),
    ("N502", "code", permit),
    ("N503", "industry", industry),
]
