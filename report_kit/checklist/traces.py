"""Names and software that traces in a file are judged by (`checklists/traces.yaml`)."""

from __future__ import annotations

from functools import cached_property

from report_kit.checklist.loading import find, load_file, shipped
from report_kit.checklist.model import Data, File, Text


class Statistics(Data):
    """From how many figures on statistics of figures may speak.

    `repeated_series`: series of years or months repeated; `rounded_values`: figures whose last digit is looked at, of
    which by chance `rounded_share_expected` end in 0 or 5; `progression_points`: of a constant step; `digits`: for the
    distribution of digits; `significance`: how seldom honest figures may do that by chance."""

    repeated_series: int
    rounded_values: int
    rounded_share_expected: float
    progression_points: int
    digits: int
    significance: float


class TraceWords(File):
    """`neutral_authors` are written by systems and tell nothing; `editing_software` are parts of names."""

    source: Text
    neutral_authors: tuple[Text, ...]
    editing_software: tuple[Text, ...]
    statistics: Statistics

    @cached_property
    def _neutral(self) -> frozenset[str]:
        return frozenset(_plain(name) for name in self.neutral_authors)

    def is_neutral(self, author: str) -> bool:
        """Whether a name is one that a system or a program writes by itself."""
        return _plain(author) in self._neutral

    def edits_pictures(self, software: str) -> bool:
        return any(name.casefold() in software.casefold() for name in self.editing_software)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def trace_words() -> TraceWords:
    """The lists, a user's own file of the id `traces` first."""
    own = find("", "traces")
    return load_file(own, TraceWords) if own is not None else shipped("traces.yaml", TraceWords)
