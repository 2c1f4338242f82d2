"""Mistakes that hardly two people make alike: a standard with a wrong title, a wrong total, a doubled sign or word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from report_kit.checklist.recognition import bare
from report_kit.checklist.standards import standards
from report_kit.document.model import Place
from report_kit.facts import pieces
from report_kit.facts.model import Facts
from report_kit.quantities.number import Printed
from report_kit.resemblance.figures import digits, keys_of
from report_kit.resemblance.units import masked, names_of

_DOUBLED = re.compile(
    r"([，。、；：])\1|，。|。，|、，|，、|；。|(?<![的了])(?:的的|了了|和和|及及|为为|在在|与与|是是|对对)(?![的了确士])"
    r"|(进行|开展|实施|企业|能源|使用|采用|公司)\2"
)
_AROUND = 6
_WRONG_TITLE = 75
"""Likeness under which the title beside a standard's number is not that standard's."""
_OFF = 3
"""Units of the last digit by which a printed total must be off."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: `key` is the same wherever it is made in the same way; `is_figure` where figures make it."""

    key: int
    what: str
    place: Place
    is_figure: bool


def mistakes(facts: Facts) -> list[Mistake]:
    """The mistakes of a report, each once."""
    found: dict[str, tuple[str, Place, bool]] = {}
    for name, what, place, is_figure in (*_titles(facts), *_totals(facts), *_doubled(facts)):
        found.setdefault(name, (what, place, is_figure))
    keys = keys_of(found)
    return [Mistake(int(key), *rest) for key, rest in zip(keys, found.values(), strict=True)]


_Named = tuple[str, str, Place, bool]


def _titles(facts: Facts) -> Iterator[_Named]:
    for cited in facts.citations:
        row = standards().find(cited.number)
        title = bare(cited.title)
        if row is None or not row.title_checked or not 6 <= len(title) <= 40:
            continue
        known = bare(row.name)
        if title in known or known in title or fuzz.ratio(title, known) >= _WRONG_TITLE:
            continue
        yield f"title|{bare(cited.number)}|{title}", f"{cited.number} 写作“{cited.title}”", cited.place, False


def _totals(facts: Facts) -> Iterator[_Named]:
    for group in facts.sums:
        numbers = [a.number for a in group.addends]
        total = group.total.number
        if not group.complete or len(numbers) < 2 or any(a.unit != group.total.unit for a in group.addends):
            continue
        if _off(sum((n.value for n in numbers), start=total.value * 0), total, numbers):
            parts = sorted(digits(n.text) for n in numbers)
            yield f"sum|{digits(total.text)}|{'+'.join(parts)}", f"合计写作 {total.text}", group.total.place, True
    for row in facts.energy:
        if row.amount is None or row.coefficient is None or row.tce is None:
            continue
        a, c, t = row.amount.number, row.coefficient.number, row.tce.number
        if not t.value or not a.value * c.value:
            continue
        ratio = a.value * c.value / t.value
        while ratio >= 5:
            ratio /= 10
        while 0 < ratio < 0.5:
            ratio *= 10
        if abs(ratio - 1) > 0.01:
            name = f"tce|{digits(a.text)}|{digits(c.text)}|{digits(t.text)}"
            yield name, f"{row.label} {a.text}×{c.text} 写作 {t.text}", row.tce.place, True


def _off(real: object, total: Printed, numbers: list[Printed]) -> bool:
    slack = max([total.quantum, *(n.quantum for n in numbers)]) * (_OFF + len(numbers))
    return abs(real - total.value) > slack  # type: ignore[operator]


def _doubled(facts: Facts) -> Iterator[_Named]:
    own = names_of(facts)
    names = re.compile("|".join(map(re.escape, own))) if own else None
    for piece in pieces.of_document(facts.document):
        text = unicodedata.normalize("NFC", piece.text)
        for match in _DOUBLED.finditer(text):
            before = masked(text[: match.start()], names)[-_AROUND:]
            after = masked(text[match.end() :], names)[:_AROUND]
            if len(before) < 4 and len(after) < 4:
                continue
            start, end = max(0, match.start() - 8), match.end() + 8
            yield (
                f"twice|{before}|{match[0]}|{after}",
                f"“{text[start:end]}”",
                piece.place((match.start(), match.end())),
                False,
            )
