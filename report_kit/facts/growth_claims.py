"""Changes told without their two values beside them: 「2024年单位产品综合能耗较2022年下降4.03%」, 「与上年相比，…下降2.15%」.

The values are those that the report prints elsewhere, where it prints one value of the quantity for each of the years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from report_kit.document.model import Block
from report_kit.facts.calculations import place_of
from report_kit.facts.model import Fact, Growth, Operand
from report_kit.facts.naming import excluded, find_names, normal, quantity_named
from report_kit.quantities.running import find_quantities

_CHANGE = re.compile(
    r"(?P<word>增长|增加|提高|上升|提升|下降|降低|减少|下滑)(?:了|率|幅度|达|为|约|近|：|\s)*(?=\d+(?:\.\d+)?\s*[%％])"
)
_DOWN = frozenset({"下降", "降低", "减少", "下滑"})
_BASE = re.compile(
    r"(?:较|比|与|同|相比|相较于?|对比)\s*(?:于)?\s*(?:(?P<year>(?:19|20)\d\d)\s*年度?|(?P<last>上一?年度?|去年|前一年))(?:同期)?(?:的)?(?:水平)?(?:相比|比较|相比较)?|(?P<yoy>同比)"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_NO_CLAIM = re.compile(
    r"目标|计划|力争|预计|到20\d\d年|拟|将|确保|争取|行业|全国|全省|平均|累计|年均|项目|改造后|节约|单台|每年|规划|国内|标准"
)
_SENTENCE = re.compile(r"[。；;\n]")
_REACH = 240
"""How many characters before a change may name what changed: no report's sentence is longer."""
_BARE_BEFORE = re.compile(
    r"(?:^|[，,、：:年度（(的]|(?:19|20)\d\d|其中|公司|企业|工厂|我司|全厂|全年|且|而|使|主要产品|实现|同比)\s*$"
)


def extract(blocks: list[Block], values: list[Fact], this_year: int | None, told: list[Growth]) -> Iterator[Growth]:
    """Claims whose values stand elsewhere; those of `told` are known already."""
    known: dict[tuple[str, int], list[Fact]] = {}
    for fact in values:
        plain = fact.qualifiers.nature == "actual" and not fact.qualifiers.scope and not fact.qualifiers.approx
        if plain and fact.number is not None and fact.year is not None and fact.unit is not None:
            known.setdefault((fact.id, fact.year), []).append(fact)
    said = {(g.stated.place.block, g.stated.number.text) for g in told}
    for block in blocks:
        if ("%" in block.text or "％" in block.text) and _CHANGE.search(block.text):
            for growth in _of_block(block, known, this_year):
                if (block.id, growth.stated.number.text) not in said:
                    yield growth


def _of_block(block: Block, known: dict[tuple[str, int], list[Fact]], this_year: int | None) -> Iterator[Growth]:
    clean = normal(block.text)
    quantities = {q.start: q for q in find_quantities(block.text)}
    start = 0
    for mark in [*_SENTENCE.finditer(clean), None]:
        stop = mark.start() if mark else len(clean)
        for change in _CHANGE.finditer(clean, start, stop):
            rate = quantities.get(change.end())
            if (
                rate is None
                or rate.unit is None
                or rate.unit.text not in ("%", "％")
                or "百分点" in clean[rate.end : rate.end + 4]
            ):
                continue
            growth = _claim(clean, start, change, known, this_year, rate.number.value)
            if growth is not None:
                stated = Operand(rate.number, rate.unit, place_of(block, block.text, rate, start=change.start()))
                yield Growth(
                    stated, growth[0], growth[1], "decline" if change["word"] in _DOWN else "growth", growth[0].label
                )
        start = mark.end() if mark else len(clean)


def _claim(
    clean: str,
    start: int,
    change: re.Match[str],
    known: dict[tuple[str, int], list[Fact]],
    this_year: int | None,
    stated: Decimal,
) -> tuple[Operand, Operand] | None:
    """(current, previous) of one claim: the quantity named last before it, the years told before it."""
    before = clean[max(start, change.start() - _REACH) : change.start()]
    if _NO_CLAIM.search(before):
        return None
    names = [m for m in find_names(before)]
    bases = list(_BASE.finditer(before))
    if not names or not bases:
        return None
    name, base = names[-1], bases[-1]
    between = before[max(name.end(), base.end()) :]
    if not re.fullmatch(r"[，,\s]*(?:分别|又|也|均|同比|已|再|明显|大幅|有所|由此|进一步)*", between):
        return None
    gap = before[name.end() : base.start()] if base.start() >= name.end() else before[base.end() : name.start()]
    if not _plain(gap, between_claims=base.start() >= name.end()):
        return None
    if not _BARE_BEFORE.search(before[: name.start()]) or excluded(
        quantity_named(name[0]), before, name.start(), name.end()
    ):
        return None
    wanted = quantity_named(name[0])
    if wanted.agrees != "always":
        return None
    rest = _BASE.sub(lambda m: " " * len(m[0]), before)
    years = _YEAR.findall(rest)
    current = int(years[-1]) if years else this_year
    if current is None:
        return None
    previous = int(base["year"]) if base["year"] else current - 1
    if previous >= current:
        return None
    return _nearest(known.get((wanted.id, current), []), known.get((wanted.id, previous), []), change, stated)


def _nearest(
    current: list[Fact], previous: list[Fact], change: re.Match[str], stated: Decimal
) -> tuple[Operand, Operand] | None:
    """The values of the two years: of one basis, where the report prints both; of the basis that fits the claim better."""
    bases = {f.qualifiers.basis for f in current} & {f.qualifiers.basis for f in previous} or {None}
    if len(bases) == 1:
        pairs = [(_one(current), _one(previous))]
    else:
        pairs = [(_one(_of(current, basis)), _one(_of(previous, basis))) for basis in sorted(bases, key=str)]
    sign = -1 if change["word"] in _DOWN else 1
    best: tuple[Decimal, Fact, Fact] | None = None
    for new, old in pairs:
        if (
            new is None
            or old is None
            or new.unit is None
            or old.unit is None
            or new.number is None
            or old.number is None
        ):
            continue
        factor = new.unit.to(old.unit)
        if factor is None or not old.number.value:
            continue
        off = abs((new.number.value * factor / old.number.value - 1) * 100 * sign - stated)
        if best is None or off < best[0]:
            best = off, new, old
    return (_operand(best[1]), _operand(best[2])) if best is not None else None


def _of(facts: list[Fact], basis: str | None) -> list[Fact]:
    return [f for f in facts if f.qualifiers.basis == basis]


def _plain(gap: str, *, between_claims: bool) -> bool:
    """What may stand between the name and the year it is compared with: nothing, or an earlier claim about it."""
    bare = re.sub(r"(?:较|比|与)(?:19|20)\d\d年[^，,。]{0,8}\d+(?:\.\d+)?\s*%[，,、]", "", gap)
    return bool(
        re.fullmatch(
            r"[，,、：:的\s()为由]*(?:(?:19|20)\d\d年度?|指标|水平|值|也|均|\d[\d,.]*\s*[^\s，,。；]{0,12})*[，,\s()]*",
            bare,
        )
    ) and (between_claims or not re.search(r"\d+(?:\.\d+)?\s*%", gap))


def _one(facts: list[Fact]) -> Fact | None:
    """The one value of a year; None where the report prints several that differ."""
    if not facts:
        return None
    first = facts[0]
    assert first.unit is not None
    for other in facts[1:]:
        factor = other.unit.to(first.unit) if other.unit is not None else None
        if factor is None or other.number is None or first.number is None:
            return None
        own, its = first.number.interval, other.number.scaled(factor).interval
        if not own.overlaps(its):
            return None
    return min(facts, key=lambda f: f.number.quantum * f.unit.factor if f.number and f.unit else 0)


def _operand(fact: Fact) -> Operand:
    assert fact.number is not None
    return Operand(fact.number, fact.unit, fact.place, fact.label)
