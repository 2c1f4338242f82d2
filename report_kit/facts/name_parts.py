"""What stands before a form of organisation, taken apart: places, 字号, trades."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from report_kit.facts.name_words import ADVERBS, COMPANY_FORMS, GENERIC, TRADES, VAGUE, WEAK

_BRACKET = re.compile(r"[（(][^（(]*[）)]|[（(）)]")
_CJK = re.compile(r"[\u3400-\u9fff]")
_NATIONAL = re.compile(r"(?:国家税务总局|中华人民共和国|中国|国家|全国)")
_UNLISTED = re.compile(r"[\u3400-\u9fff]{2,3}?(?:自治[州县]|[市县])")
_PLAIN = re.compile(rf"^[{WEAK}{ADVERBS}应经]+$")
_TRADES = frozenset(TRADES)
_TRADE_LENGTHS = sorted({len(trade) for trade in TRADES}, reverse=True)


@dataclass(frozen=True, slots=True)
class Core:
    """Lengths of the parts of what stands before a form, and how badly it reads as a name (0 reads well)."""

    place: int
    mark: int
    trade: int
    weight: float
    weak: tuple[int, ...]
    """Positions of joining words (和, 为, 由 …) in the 字号."""


def read(core: str, form: str) -> Core:
    """Parts of `core`, the words before `form`."""
    place = places_of(core)
    rest = core[place:]
    trade = trades_of(rest)
    written = rest[: len(rest) - trade]
    mark = _BRACKET.sub("", written)
    company = form in COMPANY_FORMS
    weight = 0.0
    if not mark and not place:
        weight = 4 if _BRACKET.search(rest) else 10
    elif not mark:
        weight = 0 if not company else 1 if rest else 8
    elif len(mark) == 1:
        weight = 2
    elif len(mark) > 4:
        weight = (len(mark) - 4) * (1 if company else 0.5)
    weak = tuple(place + n for n, char in enumerate(written) if char in WEAK)
    return Core(place, len(mark), trade, weight, weak)


def can_name(core: str) -> bool:
    """Whether words before a form can be a name at all (not 本, 其他, 某)."""
    return not (GENERIC.match(core) or _PLAIN.match(core) or VAGUE.search(core)) and bool(_CJK.search(core))


@cache
def _places() -> tuple[frozenset[str], int, re.Pattern[str]]:
    from report_kit.facts.gazetteer import place_names

    names = frozenset(place_names())
    return names, max(map(len, names)), re.compile("|".join(sorted(names, key=len, reverse=True)))


def places_of(core: str) -> int:
    """How many characters of places a name begins with (广东省河源市东源县…)."""
    names, longest, pattern = _places()
    at = 0
    while at < len(core):
        if national := _NATIONAL.match(core, at):
            at = national.end()
            continue
        length = next((n for n in range(min(longest, len(core) - at), 1, -1) if core[at : at + n] in names), 0)
        unlisted = _UNLISTED.match(core, at)
        if not length and unlisted and not any(c in WEAK for c in unlisted[0]) and not pattern.search(unlisted[0]):
            length = len(unlisted[0])
        if not length:
            break
        at += length
        if core[at : at + 1] in tuple("省市县区镇") and core[at - 1 : at] not in tuple("省市县区"):
            at += 1
    return at


def trades_of(core: str) -> int:
    """How many characters of trades the words before a form end with; a place in brackets or behind a trade counts with
    them (认证（广东）, 认证集团衡水市)."""
    at = len(core) - _trailing(core)
    while at > 0:
        if core[at - 1] in "）)" and (opening := max(core.rfind("（", 0, at), core.rfind("(", 0, at))) > 0:
            at = opening
            continue
        length = next((n for n in _TRADE_LENGTHS if n <= at and core[at - n : at] in _TRADES), 0)
        if not length:
            break
        at -= length
    return len(core) - at


def _trailing(core: str) -> int:
    names, longest, _ = _places()
    for length in range(min(longest, len(core) - 3), 1, -1):
        before = core[:-length]
        if core[-length:] in names and any(before[-n:] in _TRADES for n in _TRADE_LENGTHS if n < len(before)):
            return length
    return 0
