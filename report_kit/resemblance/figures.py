"""Rows of figures as keys: the same data are found again whatever the order of rows and years or the unit's prefix."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from report_kit import resources
from report_kit.document.model import Place
from report_kit.facts import pieces
from report_kit.facts.model import Facts
from report_kit.resemblance.shingles import whole

_NUMBER = re.compile(r"(?<![\w.\-/])\d+(?:,\d{3})*(?:\.\d+)?(?![\w.\-/]*\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST_DIGITS = 3
"""Significant digits under which a figure is shared by chance (20, 1.5, 300)."""
_LEAST_TOGETHER = 7
"""Significant digits of two figures of one row under which the pair is shared by chance."""
_WIDEST = 8
"""Telling figures of a row beyond which it is a list (monthly readings): only neighbours are paired then."""
_NOT_ACTUAL = ("limit", "benchmark", "leading", "target")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two telling figures of one table row: `key` is the same wherever both stand together."""

    key: int
    figures: tuple[str, str]
    places: tuple[Place, Place]


def digits(text: str) -> str:
    """The significant digits of a printed figure: 1,234.50 and 0.12345万 are both 12345."""
    return text.replace(",", "").replace(".", "").strip("0")


def pairs(facts: Facts) -> list[Pair]:
    """Pairs of telling figures in the rows of the body's tables, each key once, in reading order."""
    foreign = {(v.place.block, v.place.row, v.place.column) for v in facts.values if v.qualifiers.nature in _NOT_ACTUAL}
    found: dict[str, tuple[tuple[str, str], tuple[Place, Place]]] = {}
    for table in facts.document.tables:
        rows: dict[int, list[tuple[str, str, Place]]] = {}
        for cell in pieces.cells(table):
            if cell.row is None or (table.id, cell.row, cell.column) in foreign:
                continue
            for printed in telling(cell.text):
                rows.setdefault(cell.row, []).append((digits(printed), printed, cell.place()))
        for figures in rows.values():
            couples = combinations(figures, 2) if len(figures) <= _WIDEST else pairwise(figures)
            for a, b in couples:
                if a[0] == b[0] or len(a[0]) + len(b[0]) < _LEAST_TOGETHER:
                    continue
                name = "|".join(sorted((a[0], b[0])))
                found.setdefault(name, ((a[1], b[1]), (a[2], b[2])))
    keys = keys_of(found)
    return [Pair(int(key), *rest) for key, rest in zip(keys, found.values(), strict=True)]


def keys_of(names: Iterable[str]) -> NDArray[np.int64]:
    """Names as the signed numbers that databases store."""
    return whole(list(names)).view(np.int64)


def telling(text: str) -> list[str]:
    """Figures of a cell that hardly occur twice by chance: no years, known coefficients, round numbers."""
    if len(text) > 40:
        return []
    found = []
    for match in _NUMBER.finditer(unicodedata.normalize("NFKC", text)):
        printed = match.group()
        bare = digits(printed)
        if len(bare) >= _LEAST_DIGITS and not _YEAR.fullmatch(printed) and bare not in _coefficients():
            found.append(printed)
    return found


@lru_cache(maxsize=1)
def _coefficients() -> frozenset[str]:
    """Significant digits of every factor of `checklists/factors`: anyone prints them."""
    texts = (p.read_text(encoding="utf-8") for p in sorted((resources.folder("checklists") / "factors").glob("*.yaml")))
    return frozenset(digits(m) for text in texts for m in re.findall(r"\d+\.\d+|\d{4,}", text))
