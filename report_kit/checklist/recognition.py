"""Recognising a clause in any wording: groups of key words, one group being enough when all its words are there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Protocol, TypeVar

from pydantic import Field

from report_kit.checklist.model import Text
from report_kit.quantities.number import half_width

Groups = tuple[Annotated[tuple[Text, ...], Field(min_length=1)], ...]

_NOISE = re.compile(r"[\s　、，,。.；;：:（）()《》“”\"'·—\-_/【】\[\]]+")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Text without spaces and punctuation, half width, lower case: what wordings are compared by."""
    return _NOISE.sub("", half_width(text)).lower()


def strength(groups: Groups, text: str) -> int:
    """How strongly `text` speaks of what `groups` describe: characters of the key words of all groups found; 0 is not."""
    return _strength(groups, bare(text)) if groups else 0


@lru_cache(maxsize=65536)
def _strength(groups: Groups, plain: str) -> int:
    found: set[str] = set()
    for group, words in zip(groups, _bare_groups(groups), strict=True):
        for word in words:
            if word not in plain:
                break
        else:
            found.update(group)
    return sum(map(len, found))


@lru_cache(maxsize=1024)
def _bare_groups(groups: Groups) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(bare, group)) for group in groups)


class Recognised(Protocol):
    """A row with `recognised_by`."""

    @property
    def recognised_by(self) -> Groups: ...


Clause = TypeVar("Clause", bound=Recognised)


def recognise(rows: Iterable[Clause], text: str) -> Clause | None:
    """The row that `text` speaks of most strongly, or None. Earlier rows win a tie."""
    best: Clause | None = None
    best_strength = 0
    for row in rows:
        found = strength(row.recognised_by, text)
        if found > best_strength:
            best, best_strength = row, found
    return best
