"""Which quantity a label or a stretch of text names: one compiled alternation of every name of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from report_kit.checklist.vocabulary import Quantity, vocabulary
from report_kit.facts.intensity import intensity_of
from report_kit.facts.wording import plain_label
from report_kit.quantities.number import half_width
from report_kit.quantities.units import SUBSCRIPTS, Unit

_YEAR_WORDS = r"(?:(?:19|20)\d\d年度?|本年度?|当年|上年度?|报告期内?|评价期内?|评价年度?|近三年)"
_NEUTRAL = re.compile(
    rf"^(?:{_YEAR_WORDS}|年度?|全年|实际|实测|总|指标|数值|值|合计|数据|情况|评价|核算|计算|结果|企业|公司|工厂|我厂|我公司|本企业|本公司|"
    r"本厂|全厂|厂区|的|量|消耗量|消费量|使用量|用量|消费|消耗|项目名称|主要|其中|[:：,，、()\s])*$"
)
_BASIS = re.compile(r"\(?(?:按)?(?:电力)?(?:当量|等价)(?:值|热值|系数)?\)?")
_REMARK = re.compile(r"\(([^()]*)\)")
_SHORTEST_IN_PROSE = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A quantity named by a label; `scope` is what the label says besides (a product, a workshop, a pollutant)."""

    quantity: Quantity
    scope: str = ""
    exact: bool = True


def normal(text: str) -> str:
    """Half width, without subscripts; one character for one, so that positions stay."""
    return half_width(text).translate(SUBSCRIPTS)


@cache
def _by_name() -> dict[str, Quantity]:
    return {re.sub(r"\s", "", normal(name)): q for name, q in vocabulary().by_name.items()}


@cache
def names_pattern() -> re.Pattern[str]:
    """Every name of the vocabulary, longest first; names of one character are for labels only."""
    names = sorted((n for n in _by_name() if len(n) >= _SHORTEST_IN_PROSE), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def find_names(text: str) -> Iterator[re.Match[str]]:
    """Names in a normal text, left to right; of two that overlap the one that reaches further (…改造投资额占比, not
    近三年…改造投资)."""
    pattern = names_pattern()
    position = 0
    while match := pattern.search(text, position):
        inner = match
        at = match.start() + 1
        while at < match.end() and (other := pattern.search(text, at)) and other.start() < match.end():
            if other.end() > inner.end():
                inner = other
            at = other.start() + 1
        yield inner
        position = inner.end()


def quantity_named(name: str) -> Quantity:
    """The quantity of a matched name."""
    return _by_name()[name]


def excluded(quantity: Quantity, text: str, start: int, end: int) -> bool:
    """Whether words right beside the name make it another quantity (产值 in 单位产值, 天然气 in 天然气公司)."""
    return any(text.endswith(word, 0, start) or text.startswith(word, end) for word in quantity.excludes)


@lru_cache(maxsize=8192)
def named_by(label: str) -> Named | None:
    """The quantity a table's label names, or None."""
    clean = re.sub(r"\s", "", normal(plain_label(label)))
    if not clean or len(clean) > 40:
        return None
    if exact := _by_name().get(clean):
        return Named(exact)
    bare = _BASIS.sub("", clean)
    if exact := _by_name().get(bare):
        return Named(exact)
    scopes = [m for m in _REMARK.findall(bare) if m and not _NEUTRAL.match(m)]
    bare = _REMARK.sub("", bare)
    if exact := _by_name().get(bare):
        return Named(exact, "、".join(scopes), not scopes)
    if intensity := intensity_of(bare):
        return Named(vocabulary()[intensity[0]], intensity[1], False)
    match = max(find_names(bare), key=lambda m: len(m[0]), default=None)
    if match is None:
        return None
    quantity = quantity_named(match[0])
    if excluded(quantity, bare, match.start(), match.end()):
        return None
    before, after = bare[: match.start()], bare[match.end() :]
    if not _NEUTRAL.match(after) or len(match[0]) < 2:
        return None
    if not _NEUTRAL.match(before):
        scopes.insert(0, before)
    return Named(quantity, "、".join(scopes), not scopes)


def fitting(quantity: Quantity, unit: Unit | None) -> Quantity | None:
    """The quantity meant, given the printed unit: itself, its `otherwise`, or None when the unit fits neither."""
    if unit is None or quantity.dimension == "none" or quantity.accepts_unit(unit):
        return quantity
    if quantity.dimension == "ratio" and unit.is_ratio:
        return quantity
    if quantity.otherwise is not None:
        other = vocabulary()[quantity.otherwise]
        if other.accepts_unit(unit):
            return other
    return None
