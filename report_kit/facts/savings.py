"""What later savings of an incrementally saved PDF changed on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from report_kit.document.model import Document
from report_kit.document.traces import PageChange, Version

_FURNITURE = re.compile(r"第?\d+页?(?:[/／共]+第?\d+页?)?|[-—–]?\d{1,4}[-—–]?")
_ALIKE = 0.4
MOST_PAGES = 0.6
"""Where so large a share of the pages of a longer file changed, it was set anew, not edited."""
LONG = 8


@dataclass(frozen=True, slots=True)
class Replaced:
    """A line of a page that read `old` in an earlier version and reads `new` in the next."""

    page: int
    old: str
    new: str
    version: Version


def replaced_lines(document: Document) -> Iterator[Replaced]:
    """Lines that a later saving changed. Lines only added (page numbers, stamps, filled fields), pages added or taken
    out, and page numbers that moved are no change of a line."""
    for version in document.traces.versions:
        changed = [c for c in version.changes if c.kind == "changed" and (c.removed or c.added)]
        if version.pages >= LONG and len(changed) > MOST_PAGES * version.pages:
            continue
        for change in changed:
            yield from _of_page(change, version)


def _of_page(change: PageChange, version: Version) -> Iterator[Replaced]:
    left = list(change.added)
    for old in change.removed:
        if _FURNITURE.fullmatch(old):
            continue
        new = max(left, key=lambda a: _likeness(old, a), default="")
        if not new or _likeness(old, new) < _ALIKE:
            new = next((a for a in left if len(change.removed) == len(change.added) == 1), "")
        if new:
            left.remove(new)
            if new.startswith(old) or new.endswith(old):  # something was written beside what stood there
                continue
        yield Replaced(change.page, old, new, version)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def difference(old: str, new: str) -> tuple[str, str]:
    """The parts in which two lines differ, numbers whole: 「512.60」 and 「412.60」, not 5 and 4."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    while start > 0 and old[start - 1] in "0123456789.,":
        start -= 1
    while end > 0 and old[len(old) - end] in "0123456789.,":
        end -= 1
    return old[start : len(old) - end], new[start : len(new) - end]


def changed_cell(cells: list[str], old: str) -> tuple[int, str] | None:
    """Of a row of a table that now reads `cells` and read `old` in one piece: the one cell that changed and what it
    read; None where the row is another one or more than one cell changed."""
    bare = ["".join(cell.split()) for cell in cells]
    for column, cell in enumerate(bare):
        left, right = "".join(bare[:column]), "".join(bare[column + 1 :])
        if not (old.startswith(left) and old.endswith(right) and len(old) >= len(left) + len(right)):
            continue
        before = old[len(left) : len(old) - len(right)]
        if before != cell:
            return column, before
    return None
