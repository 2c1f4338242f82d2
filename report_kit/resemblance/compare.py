"""What two reports share: the sentences of one that stand in the other, with their figures told apart."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from report_kit.resemblance.fingerprint import Fingerprint, Kept
from report_kit.resemblance.shingles import shingles
from report_kit.resemblance.units import Unit, figures_of

ALIKE = 0.7
"""Share of a sentence's shingles that must stand in one sentence of the other report."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of this report and its like in the other."""

    mine: Unit
    theirs: Kept

    @property
    def figures(self) -> tuple[str, ...]:
        return self.mine.figures

    @property
    def other_figures(self) -> tuple[str, ...]:
        return figures_of(self.theirs.text)

    @property
    def same_figures(self) -> bool:
        return self.figures == self.other_figures


@dataclass(frozen=True)
class Likeness:
    """Passages of this report that stand in the other as well.

    `telling` is the number of characters of this report that are its own words."""

    passages: tuple[Passage, ...]
    telling: int

    @cached_property
    def characters(self) -> int:
        return sum(len(p.mine.masked) for p in self.passages)

    @property
    def share(self) -> float:
        """Share of this report's own words that stand in the other."""
        return self.characters / self.telling if self.telling else 0.0

    @property
    def with_figures(self) -> list[Passage]:
        return [p for p in self.passages if p.figures]

    @property
    def swapped(self) -> list[Passage]:
        """Passages with the same words and other figures."""
        return [p for p in self.with_figures if not p.same_figures]


def likeness(mine: Fingerprint, theirs: Sequence[Kept], common: Container[int] = frozenset()) -> Likeness:
    """What of `mine` stands in `theirs`; sentences with a key in `common` (many reports' words) do not count."""
    telling = [
        (n, unit)
        for n, unit in enumerate(mine.sentences)
        if not any(int(key) in common for key in mine.sentence_keys[n])
    ]
    size = sum(len(unit.masked) for _, unit in telling)
    if not telling or not theirs:
        return Likeness((), size)
    own, starts = shingles([unit.masked for _, unit in telling])
    other, other_starts = shingles([k.masked for k in theirs])
    owner = np.repeat(np.arange(len(theirs)), np.diff(np.append(other_starts, len(other))))
    order = np.argsort(other, kind="stable")
    other, owner = other[order], owner[order]
    first = np.searchsorted(other, own, "left")
    last = np.searchsorted(other, own, "right")
    ends = np.append(starts[1:], len(own))
    passages = []
    for (_, unit), begin, end in zip(telling, starts, ends, strict=True):
        spans = [owner[f:last_] for f, last_ in zip(first[begin:end], last[begin:end], strict=True) if f < last_]
        if len(spans) < ALIKE * (end - begin):
            continue
        # Each shingle counts once for each sentence of theirs that holds it.
        holders, counts = np.unique(np.concatenate([np.unique(s) for s in spans]), return_counts=True)
        best = int(counts.argmax())
        if counts[best] >= ALIKE * (end - begin):
            passages.append(Passage(unit, theirs[int(holders[best])]))
    return Likeness(tuple(passages), size)
