"""Other enterprises' reports that resemble this one, looked up once for all rules of the R family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_kit.document.model import Place
from report_kit.resemblance import fingerprint
from report_kit.resemblance.compare import Passage
from report_kit.resemblance.figures import Pair
from report_kit.resemblance.fingerprint import Fingerprint
from report_kit.rules.api import NotApplicable, Report
from report_kit.rules.history import Filed, History, Resembling

# Set by hand; 144 honest reports of two intakes, screened together, gave no lead with them. Recall is not yet measured.
LEAST_PASSAGES = 6
"""Sentences shared, under which two reports merely speak alike."""
LEAST_SHARE = 0.08
"""Share of a report's own words (common words taken off) from which text counts as shared, where the other agency's
own words are known from its other reports."""
LEAST_SHARE_UNKNOWN = 0.75
"""The same where they are not: two reports of one writer share most of their sentences honestly."""
ENOUGH_SIBLINGS = 3
SWAPPED = 0.6
"""Share of the shared sentences with figures whose figures differ, from which the text was reused with other figures."""


@dataclass(frozen=True)
class Alike:
    """One resembling report, and whether its text is shared beyond what is common."""

    other: Resembling
    text: bool
    swapped: bool


def print_of(report: Report) -> Fingerprint:
    """The report's fingerprint, worked out once."""
    return report.shared(_print)


def resembling(report: Report) -> list[Alike]:
    """Reports whose text or figures this one shares, the most alike first."""
    return report.shared(_resembling)


def history_of(report: Report) -> History:
    """The register; NotApplicable without one."""
    if report.history is None:
        raise NotApplicable("未指定报告库，没有比对")
    return report.history


def _print(report: Report) -> Fingerprint:
    return fingerprint.of(report.facts)


def _resembling(report: Report) -> list[Alike]:
    return [_judged(report, other) for other in history_of(report).resembling(print_of(report), report.identity)]


def _judged(report: Report, other: Resembling) -> Alike:
    shared = other.likeness
    bound = LEAST_SHARE if _known_words(report, other) else LEAST_SHARE_UNKNOWN
    text = len(shared.passages) >= LEAST_PASSAGES and shared.share >= bound
    numeric = shared.with_figures
    swapped = len(numeric) >= LEAST_PASSAGES and len(shared.swapped) >= SWAPPED * len(numeric)
    return Alike(other, text, text and swapped)


def _known_words(report: Report, other: Resembling) -> bool:
    """Whether what one writer's reports have in common could be taken off: different writers, or enough others."""
    same_writer = bool(other.filed.agency) and other.filed.agency == report.identity.agency
    return not same_writer or other.siblings >= ENOUGH_SIBLINGS


def places_of(passages: Sequence[Passage], most: int = 3) -> tuple[Place, ...]:
    """This report's places of the longest shared passages, in reading order."""
    longest = sorted(passages, key=lambda p: -len(p.mine.masked))[:most]
    return tuple(p.mine.place for p in passages if p in longest)


def pair_places(pairs: Sequence[Pair], most: int = 3) -> tuple[Place, ...]:
    """This report's cells of shared figures, each once."""
    return tuple(dict.fromkeys(place for pair in pairs[:most] for place in pair.places))


def told(filed: Filed) -> str:
    """How a finding names another report: its title, number and file."""
    agency = f"，{filed.agency}" if filed.agency else ""
    return f"《{filed.title}{agency}》（报告库第 {filed.id} 号，{filed.file_name}）"
