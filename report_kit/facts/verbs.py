"""Amounts that verbs and totals tell: 废水产生 … 回用 …, 取水3.184万立方米, 合计 12018.95 tCO2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Fact
from report_kit.facts.naming import normal
from report_kit.facts.told import Text, clause_start, make
from report_kit.facts.wording import is_coal_equivalent
from report_kit.quantities.running import Quantity

_WASTE = re.compile(r"(?P<solid>固体废弃?物|固废)|(?P<water>废水|污水)")
_FATE = re.compile(r"(?P<fate>产生|综合利用|资源化利用|回用|外排|排放)(?P<tail>量?(?:为|约为|约|共)?\s*)$")
_FATES = {
    ("solid", "产生"): "solid_waste_generated", ("solid", "综合利用"): "solid_waste_utilised",
    ("solid", "资源化利用"): "solid_waste_utilised", ("water", "产生"): "wastewater_generated",
    ("water", "回用"): "wastewater_reused", ("water", "外排"): "wastewater_discharged", ("water", "排放"): "wastewater_discharged",
}  # fmt: skip
_OTHER_FATE = re.compile(
    r"危险|生活|限值|单位|化学需氧量|需氧量|COD|BOD|氨氮|总氮|总磷|悬浮物|石油类|VOC|挥发|二氧化硫|氮氧化物|颗粒物|烟尘|粉尘|污染物|浓度|污泥|沼气",
    re.I,
)
_GRAND_TOTAL = re.compile(r"(?:合计|总计|共计|排放总量|总量|总排放量?|[，,。；;]共)(?:为|约为|约|排放)?\s*[:：=]?\s*$")
_OF_THAT_USED = re.compile(r"\s*[、,，]\s*(?:综合)?(?:再生|资源化)?利用量?\s*")
_LAST_WORD = re.compile(r"[\u4e00-\u9fff]{0,8}\s*$")
_COMPUTES = {"carbon_total": re.compile(r"排放|CO2|温室气体"), "total_energy": re.compile(r"折标|折算标准?煤|综合能")}
_VERBS = (
    (re.compile(r"(?:^|[。；;\n])\s*(?:20\d\d年度?|全年)?(?:二氧化碳|温室气体|碳)排放(?:共|合计|为|约)?$"), "carbon_total"),
    (re.compile(r"(?:^|[。；;，,\n])\s*(?:20\d\d年度?|全年)?取(?:用新鲜)?水(?:共|为|约)?$"), "water_intake"),
)  # fmt: skip


def fates(reading: Text, quantities: tuple[Quantity, ...]) -> Iterator[Fact]:
    """一般工业固体废物产生 4,862 t，综合利用 4,780 t; 废水产生 … 回用 … 外排: verbs whose subject stands before."""
    clean = reading.clean
    for quantity in quantities:
        found = _FATE.search(clean, max(0, quantity.start - 14), quantity.start)
        if found is None or quantity.unit is None:
            continue
        start = clause_start(clean, quantity.start)
        if made := _made_and_used(clean, start, found, quantity, quantities):
            for id, amount in made:
                for fact in make(reading, vocabulary()[id], found, amount, "", "", "actual", "prose"):
                    yield replace(fact, qualifiers=replace(fact.qualifiers, scope=clean[start : found.start()][-12:]))
        subject = [m for m in _WASTE.finditer(clean, start, found.start())]
        key = (subject[-1].lastgroup or "", found["fate"]) if subject else ("", "")
        wanted = vocabulary().by_id.get(_FATES.get(key, ""))
        if wanted is None or _OTHER_FATE.search(clean[start : found.start()][-24:]):
            continue
        yield from make(reading, wanted, found, quantity, clean[start : found.start()], "", "actual", "prose")


def _made_and_used(
    clean: str, start: int, found: re.Match[str], quantity: Quantity, quantities: tuple[Quantity, ...]
) -> list[tuple[str, Quantity]]:
    """「抛光废渣产生9,316 t、利用9,027 t」: a waste of its own name, with what of it was used."""
    following = next((q for q in quantities if q.start > quantity.start), None)
    if found["fate"] != "产生" or following is None or following.unit is None or quantity.unit is None:
        return []
    if not _OF_THAT_USED.fullmatch(clean[quantity.end : following.start]) or following.unit.text != quantity.unit.text:
        return []
    subject = re.split(r"[:：。；;,，]", clean[start : found.start()])[-1]
    if not 2 <= len(subject) <= 20 or _GRAND_TOTAL.search(subject) or _WASTE.search(subject):
        return []
    return [("solid_waste_generated", quantity), ("solid_waste_utilised", following)]


def grand_totals(reading: Text, quantities: tuple[Quantity, ...]) -> Iterator[Fact]:
    """「……；合计 12018.95 tCO2」「折标准煤……，合计1245.11吨标煤」 at the end of a sentence that computes item by item, and
    amounts told by a verb (取水3.184万立方米, 二氧化碳排放3413.08吨)."""
    clean = reading.clean
    for quantity in quantities:
        id = _verb(clean, quantity)
        found = _GRAND_TOTAL.search(clean, max(0, quantity.start - 12), quantity.start)
        if id is None and found is not None:
            id = _totalled(clean[: found.start() + 1], quantity)
        if id is None or quantity.unit is None or not vocabulary()[id].accepts_unit(quantity.unit):
            continue
        match = found or _LAST_WORD.search(clean, 0, quantity.start)
        assert match is not None
        before = clean[clause_start(clean, match.start()) : match.start()]
        yield from make(reading, vocabulary()[id], match, quantity, before, "", "actual", "calculation")


def _verb(clean: str, quantity: Quantity) -> str | None:
    before = clean[max(0, quantity.start - 18) : quantity.start].rstrip()
    return next((id for pattern, id in _VERBS if pattern.search(before)), None)


def _totalled(before: str, quantity: Quantity) -> str | None:
    """What 「合计」 adds up, by the unit and the words of the text before."""
    if quantity.unit is None or "/" in quantity.unit.text:
        return None
    text = normal(quantity.unit.text).upper()
    id = "carbon_total" if "CO2" in text or "二氧化碳" in text else "total_energy"
    if id == "total_energy" and not is_coal_equivalent(quantity.unit):
        return None
    return id if _COMPUTES[id].search(before) else None
