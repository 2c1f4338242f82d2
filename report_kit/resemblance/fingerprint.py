"""A report's fingerprint: what is kept of it to find its like among thousands."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from report_kit.facts.model import Facts
from report_kit.resemblance.base import base
from report_kit.resemblance.figures import Pair, pairs
from report_kit.resemblance.mistakes import Mistake, mistakes
from report_kit.resemblance.shingles import share_in, shingles, sketches
from report_kit.resemblance.units import Unit, units

KEYS_A_SENTENCE = 2
COMMON = 0.6
"""Share of a sentence's shingles found in templates and clauses from which it says nothing of its own."""


@dataclass(frozen=True)
class Fingerprint:
    """Sentences that are a report's own (templates' and clauses' words taken off), their keys, its pairs of figures.

    `sentence_keys` has shape (sentences, KEYS_A_SENTENCE)."""

    sentences: list[Unit] = field(default_factory=list)
    sentence_keys: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, KEYS_A_SENTENCE), np.int64))
    pairs: list[Pair] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def text_keys(self) -> list[int]:
        """Distinct keys of all sentences, ascending."""
        return [int(k) for k in np.unique(self.sentence_keys)]

    @property
    def figure_keys(self) -> list[int]:
        """Distinct keys of all pairs of figures, ascending."""
        return sorted({p.key for p in self.pairs})

    @property
    def error_keys(self) -> list[int]:
        """Distinct keys of all mistakes, ascending."""
        return sorted({m.key for m in self.mistakes})


def of(facts: Facts) -> Fingerprint:
    """The fingerprint of a report."""
    sentences = units(facts)
    hashes, starts = shingles([u.masked for u in sentences])
    common = share_in(hashes, starts, base())
    own = [n for n, share in enumerate(common) if share < COMMON]
    keys = sketches(hashes, starts, KEYS_A_SENTENCE)[own] if own else np.zeros((0, KEYS_A_SENTENCE), np.int64)
    return Fingerprint([sentences[n] for n in own], keys, pairs(facts), mistakes(facts))


def packed(sentences: list[Unit]) -> bytes:
    """Sentences as compressed text for the register: printed and masked words and chapter of each."""
    return zlib.compress(json.dumps([[u.text, u.masked, u.section] for u in sentences], ensure_ascii=False).encode(), 9)


@dataclass(frozen=True, slots=True)
class Kept:
    """One sentence of a report in the register."""

    text: str
    masked: str
    section: str


def unpacked(data: bytes) -> list[Kept]:
    """The sentences that `packed` wrote."""
    return [Kept(*row) for row in json.loads(zlib.decompress(data))]
