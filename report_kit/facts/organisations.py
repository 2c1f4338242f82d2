"""The grammar of organisations' names: place + 字号 + 行业 + 组织形式, found by spaCy phrase matchers.

Only sentences that hold an organisation's form (公司, 厂, 院 …) are looked at, so a long report costs milliseconds.
Where a name begins is weighed: each place, stop word or mark before the form may begin it, and the beginning wins whose
rest reads as a name (places, two to four characters of 字号, trades).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from report_kit.facts import name_parts as parts
from report_kit.facts.name_words import (
    ADVERBS,
    AUTHORITY_FORMS,
    BRANCHES,
    COMPANY_FORMS,
    FORMS,
    FREE_FORMS,
    JOINING,
    NO_WORK,
    PARK_FORMS,
    SHORT_FORMS,
    STOPS,
    WEAK,
    WORKS,
)  # fmt: skip

__all__ = ["AUTHORITY_FORMS", "COMPANY_FORMS", "FORMS", "PARK_FORMS", "Organisation", "find"]

_CANDIDATE = re.compile("|".join(sorted({form[-2:] if len(form) > 1 else form for form in FORMS}, key=len)))
_SENTENCE = re.compile(r"[^。；;！？\n]+")
_NAME_CHAR = re.compile(r"[\u3400-\u9fffA-Za-z0-9·&＆\-]")
_CJK = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 36
_TRADE = re.compile("供应链|企业管理|企业服务|(?<=产业)转移")  # words that else stand in no name, in trades
_WORST = 6.0
_ORDINAL = re.compile(r"^[\d一二三四五六七八九十]+$")
_PARTNERSHIP = re.compile(r"[（(](?:特殊)?(?:普通|有限)合伙[）)]")
_BRANCH = re.compile(rf"[\u3400-\u9fff（）()]{{2,14}}?(?:{'|'.join(BRANCHES)})")
_FIGURES = re.compile(r"[-·&＆]*(?:\d+(?![A-Za-z0-9]))?[-·]*")
_REMARKS = re.compile(r"供应|客户|原名|原为|曾用|简称|母公司|第三方")
_LAST = {**dict.fromkeys(WORKS, FORMS), **dict.fromkeys(PARK_FORMS, (*COMPANY_FORMS, "管理委员会", "管委会"))}
_GOES_ON = re.compile(r"公司|有限|[区房内长家界址商业铺地点部]")
LABELLED = re.compile(r"[：:]\s*$")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name with its place in the text; `form` is its 组织形式."""

    text: str
    start: int
    stop: int
    form: str
    placed: bool
    """Whether it begins with a place of the gazetteer."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence with what the matchers see in it: ends of forms → their beginnings, spans of places and of stops."""

    text: str
    ends: dict[int, int]
    places: tuple[tuple[int, int], ...]
    stops: tuple[tuple[int, int], ...]
    known: Collection[str]
    is_cell: bool
    """Whether it is a cell of names: what stands before a form is the name."""

    def is_placed(self, first: int, last: int) -> bool:
        """Whether a span lies in a place's name (店 of 驻马店)."""
        return any(a <= first and last <= b for a, b in self.places)

    def ends_place(self, at: int) -> bool:
        """Whether a place's name ends right before a position."""
        return any(b == at for _, b in self.places)


@cache
def _matchers() -> tuple[Any, Any, Any]:
    """(the character pipeline, matcher of forms, matcher of places and stop words)."""
    import spacy
    from spacy.matcher import PhraseMatcher

    from report_kit.facts.gazetteer import place_names

    pipeline = spacy.blank("zh")
    forms = PhraseMatcher(pipeline.vocab)
    forms.add("FORM", [pipeline.make_doc(form) for form in FORMS])
    words = PhraseMatcher(pipeline.vocab)
    words.add("PLACE", [pipeline.make_doc(place) for place in place_names()])
    words.add("STOP", [pipeline.make_doc(stop) for stop in STOPS])
    return pipeline, forms, words


def find(text: str, known: Collection[str] = (), *, cell: bool = False) -> list[Organisation]:
    """All names of organisations in a text, in order.

    `known` are full names met elsewhere, whose beginnings are sure. `cell` tells that the text is one of a column of
    names, where even a work without a place (明珠五金厂) is one."""
    if not _CANDIDATE.search(text):
        return []
    found: list[Organisation] = []
    for sentence in _SENTENCE.finditer(text):
        if _CANDIDATE.search(sentence[0]):
            found += _in_sentence(sentence[0], sentence.start(), known, cell)
    return found


def _read(text: str, known: Collection[str], cell: bool) -> _Sentence:
    pipeline, forms, words = _matchers()
    doc = pipeline.make_doc(text)
    ends: dict[int, int] = {}
    for _, first, last in forms(doc):
        begin, stop = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        ends[stop] = min(begin, ends.get(stop, begin))
    if not ends:
        return _Sentence(text, ends, (), (), known, cell)
    place_id = pipeline.vocab.strings["PLACE"]
    spans = [
        (match == place_id, doc[first].idx, doc[last - 1].idx + len(doc[last - 1])) for match, first, last in words(doc)
    ]
    return _Sentence(
        text, ends, tuple(sorted((a, b) for is_place, a, b in spans if is_place)),
        tuple(sorted((a, b) for is_place, a, b in spans if not is_place and not _TRADE.match(text, a))), known, cell,
    )  # fmt: skip


def _in_sentence(text: str, offset: int, known: Collection[str], cell: bool) -> list[Organisation]:
    sentence = _read(text, known, cell)
    found: list[Organisation] = []
    floor = 0
    for stop, begin in sorted(sentence.ends.items()):
        if begin < floor or _goes_on(sentence, begin, stop):
            continue
        start = _begins(sentence, _left(text, begin, floor), begin, stop)
        if start is None:
            continue
        stop = _reaches(sentence, stop)
        floor = stop
        placed = parts.places_of(text[start:begin]) > 0
        found.append(Organisation(text[start:stop], offset + start, offset + stop, text[begin:stop], placed))
    return found


def _goes_on(sentence: _Sentence, begin: int, stop: int) -> bool:
    """Whether a form is only a part of a longer name: 集团 of 集团有限公司, 认证中心 of 认证中心服务有限公司."""
    text = sentence.text
    if any(begin <= other < stop and end > stop for end, other in sentence.ends.items()):
        return True
    if text.startswith(("公司", "有限"), stop) or (text[begin:stop] in SHORT_FORMS and _GOES_ON.match(text, stop)):
        return True
    for end, other in sorted(sentence.ends.items()):
        if other >= stop:
            return _joins(sentence, (begin, stop), (other, end))
    return False


def _joins(sentence: _Sentence, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether the name that ends with the second form holds the first one too."""
    text = sentence.text
    form, middle, last = text[slice(*first)], text[first[1] : second[0]], text[slice(*second)]
    if form in COMPANY_FORMS or len(middle) > 12 or last not in _LAST.get(form, COMPANY_FORMS):
        return False
    if middle[:1] in "（(" and len(middle) > 1 and not middle.endswith(("）", ")")) and not parts.trades_of(middle):
        return False
    if form in PARK_FORMS and not middle:
        return True
    plain = re.sub(r"[（()）]", "", middle)
    if any(c in WEAK or not _NAME_CHAR.match(c) for c in plain):
        return False
    return (
        (form == "集团" and (not plain or parts.places_of(plain) == len(plain)))
        or parts.trades_of(plain) > 0
        or (len(form) == 1 and len(plain) < 3)
    )


def _reaches(sentence: _Sentence, stop: int) -> int:
    """Where a name ends, its branch (…有限公司清远分公司) and the kind of partnership in brackets with it."""
    text = sentence.text
    if partnership := _PARTNERSHIP.match(text, stop):
        return partnership.end()
    branch = _BRANCH.match(text, stop)
    if branch is None or any(c in WEAK + "设下等" for c in branch[0][parts.places_of(branch[0]) :]):
        return stop
    inside = [text[a:b] for a, b in sentence.stops if branch.start() <= a and b <= branch.end()]
    return branch.end() if set(inside) <= {"公司", "销售"} else stop


def _left(text: str, begin: int, floor: int) -> int:
    """How far left a name can reach from its form: over name characters and short brackets, (河源) among them."""
    left = begin
    while left > floor and begin - left < _LONGEST:
        char = text[left - 1]
        if char in "）)":
            opening = max(text.rfind("（", floor, left), text.rfind("(", floor, left))
            inner = text[opening + 1 : left - 1]
            if opening <= floor or not 0 < len(inner) <= 12 or not _NAME_CHAR.match(text[opening - 1]):
                break
            if _ORDINAL.match(inner) or _REMARKS.search(inner):
                break
            left = opening
            continue
        if not _NAME_CHAR.match(char):
            break
        left -= 1
    figures = _FIGURES.match(text, left, begin)
    return figures.end() if figures else left


def _begins(sentence: _Sentence, left: int, begin: int, stop: int) -> int | None:
    """Where the name that ends with the form `begin:stop` begins; None where there is no name."""
    text, form = sentence.text, sentence.text[begin:stop]
    for start in (stop - len(name) for name in sentence.known if text.endswith(name, 0, stop)):
        if start >= left:
            return start
    if form in WORKS and (NO_WORK.search(text[max(left, begin - 4) : stop]) or sentence.is_placed(begin, stop)):
        return None
    trade = begin - parts.trades_of(text[left:begin])
    after = {b for a, b in sentence.stops if left <= a and b <= trade}
    floor = max(
        (b for a, b in sentence.stops if left <= a and b <= trade and not sentence.is_placed(a, b)), default=left
    )
    weak = {n + 1 for n in range(left, min(trade, begin - 1)) if text[n] in WEAK}
    places = {a for a, b in sentence.places if left <= a and b <= begin and text[a - 1 : a] not in ("（", "(")}
    sure = {left, *after}
    likely = sure | weak
    best, chosen = 99.0, begin
    for start in sorted({*sure, *weak, *places}):
        if start < floor:
            continue
        read = parts.read(text[start:begin], form)
        weight = read.weight
        if not read.place and form not in FREE_FORMS and not _stands_alone(sentence, start, left, read):
            continue
        weight += sum(_joint(text, start, start + n, read.place, likely, start in after) for n in read.weak)
        if start in weak and start not in sure and _within(text, start - 1, start - 2, likely):
            weight += 1.5  # 祥和盛达: 「和」 may belong to the name
        if start in weak and start not in sure and text[start - 1] in JOINING and sentence.ends_place(start - 1):
            weight += 2.5  # 中山和盛: the place's own firm
        inside = [a for a in places if start + read.place <= a and a < start + read.place + read.mark]
        weight += 2.5 * bool(inside)
        if weight < best:
            best, chosen = weight, start
    core = text[chosen:begin]
    return chosen if best <= _WORST and len(core) >= 2 and parts.can_name(core) else None


def _joint(text: str, start: int, at: int, place: int, likely: set[int], told: bool) -> float:
    """What a joining word in the 字号 weighs: little where it may open it (河源和盛, 由和琛) or be its second character."""
    if told and at == start and text[at] in "为有":
        return 4  # 供应商为…
    if at == start + place and text[at] in JOINING and (place or start in likely):
        return 1.5
    second = at == start + place + 1 and text[at - 1] not in ADVERBS and (place or start in likely)
    return 1 if second else 4


def _within(text: str, at: int, start: int, sure: set[int]) -> bool:
    """Whether the joining word at `at` is the second character of a name that may begin at `start` (三和, 祥为)."""
    return at == start + 1 and start in sure and text[start] not in ADVERBS


def _stands_alone(sentence: _Sentence, start: int, left: int, read: parts.Core) -> bool:
    """Whether a work or a body without a place stands where only a name can: in a cell of names, behind a label, or
    between 向 and 采购."""
    if start == left and (sentence.is_cell or LABELLED.search(sentence.text[:start])):
        return read.mark >= 2
    return 2 <= read.mark <= 3 and read.trade > 0 and sentence.text[start - 1 : start] in ("向", "由", "给", "与", "为")
