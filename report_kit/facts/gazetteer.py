"""Places by name: what begins a company's name, and which jurisdiction an address belongs to."""

from __future__ import annotations

import re
from functools import cache

from report_kit.checklist.classifications import divisions
from report_kit.checklist.jurisdictions import jurisdiction, jurisdiction_ids
from report_kit.facts.pieces import tight

_NATIONAL = ("中国", "全国", "国家", "中华")
_PROVINCES = ("吉林", "海南")  # names of a province and of a city or county in it
# Short names that are common words inside company names and sentences too.
_AMBIGUOUS = frozenset(
    {"和平", "东方", "大同", "开平", "平安", "长治", "安康", "太和", "永安", "保定", "兴安", "通化", "海南"}
)


@cache
def place_names() -> tuple[str, ...]:
    """Provinces, cities and counties, full and short."""
    return (*_NATIONAL, *_PROVINCES, *sorted(name for name in divisions().place_names if name not in _AMBIGUOUS))


@cache
def _places_of(code: str) -> tuple[str, ...]:
    return tuple(name for name, c in divisions().place_names.items() if c.startswith(code) and name not in _AMBIGUOUS)


def jurisdiction_of(text: str) -> str:
    """Id of the narrowest jurisdiction (`heyuan`, `guangdong` …) whose places an address or a name holds, or ''."""
    plain = tight(text)
    for id in jurisdiction_ids():
        region = jurisdiction(id).region
        if region and any(name in plain for name in _places_of(region)):
            return id
    return ""


@cache
def _province_of_place() -> dict[str, str]:
    table = divisions()
    return {
        name: table.provinces[code[:2]].short
        for name, code in table.place_names.items()
        if code[:2] in table.provinces and name not in _AMBIGUOUS
    }


def province_named(text: str) -> str:
    """Short name of the province that an organisation's name begins with or holds in brackets (河源市…, 绿测（广东）…), else ''."""
    plain = tight(text).replace("(", "（")
    places = _province_of_place()
    for length in range(min(8, len(plain)), 1, -1):
        if plain[:length] in places:
            return places[plain[:length]]
    bracket = plain.partition("（")[2].partition("）")[0]
    return places.get(bracket, "")


@cache
def _city_pattern() -> re.Pattern[str]:
    names = {name for name in divisions().place_names if name not in _AMBIGUOUS and divisions().place_names[name][2:4]}
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


def cities_in(text: str) -> frozenset[str]:
    """Codes of the prefectures that a text names, itself or one of their counties."""
    places = divisions().place_names
    return frozenset(places[m[0]][:4] for m in _city_pattern().finditer(tight(text)) if len(places[m[0]]) >= 4)
