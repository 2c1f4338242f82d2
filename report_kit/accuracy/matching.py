"""Which finding serves which planted defect, by the contract's scoring."""

from __future__ import annotations

from dataclasses import dataclass, field

from report_kit.accuracy.truth import Defect, Truth, format_of
from report_kit.checking.engine import Selection
from report_kit.checking.model import Check, Found

# Rules that speak of something that is not there: the missing thing's name stands in the message.
_MISSING = frozenset(
    {"S101", "S102", "S103", "S105", "S106", "S107", "S109", "S112", "I201", "I202", "I203", "I204", "I205", "I206", "I207", "I208",
     "P701", "P702", "P706"}
)  # fmt: skip


@dataclass
class Scored:
    """One file held against its label."""

    truth: Truth
    file: str
    hits: list[tuple[Defect, Found]] = field(default_factory=list)
    previews: list[tuple[Defect, Found]] = field(default_factory=list)
    misses: list[Defect] = field(default_factory=list)
    alarms: list[Found] = field(default_factory=list)
    preview_alarms: list[Found] = field(default_factory=list)
    warnings: list[Found] = field(default_factory=list)

    @property
    def format(self) -> str:
        return format_of(self.file)

    @property
    def clean(self) -> bool:
        """Whether the report has no planted defect at all."""
        return not self.truth.defects


def squeeze(text: str) -> str:
    """Text without white space: it does not count in comparing quotes."""
    return "".join(text.split())


def serves(found: Found, defect: Defect) -> bool:
    """Whether the finding finds the defect: rule and quote agree."""
    if found.rule != defect.rule and found.rule not in defect.also:
        return False
    wanted = squeeze(defect.quote)
    if not wanted:
        return True
    for place in found.places:
        quote = squeeze(place.quote)
        if quote and (wanted in quote or quote in wanted):
            return True
    return found.rule in _MISSING and wanted in squeeze(found.message)


def score(truth: Truth, file: str, check: Check, selection: Selection | None = None) -> Scored:
    """Assigns findings to defects one to one, exact rule first, then names what is missed and what is a false alarm.

    With a `selection` only defects of the selected rules count."""
    scored = Scored(truth, file)
    selection = selection or Selection()
    free = [f for f in check.findings if not f.suppressed]
    wanted = [d for d in truth.defects if d.exists_in(file) and selection.wants(d.rule)]
    # The choosiest first: a defect that only one finding can serve must not lose it to one that has a choice.
    wanted.sort(key=lambda d: sum(serves(f, d) for f in free))
    for defect in wanted:
        candidates = [f for f in free if serves(f, defect)]
        candidates.sort(key=lambda f: (f.status != "stable", f.rule != defect.rule, f.because_of is not None))
        if not candidates:
            scored.misses.append(defect)
            continue
        best = candidates[0]
        free.remove(best)
        if best.status == "stable":
            scored.hits.append((defect, best))
        else:
            scored.previews.append((defect, best))
            scored.misses.append(defect)
    for found in free:
        if found.rule in truth.may:
            continue
        if found.status == "preview":
            scored.preview_alarms.append(found)
        elif found.severity == "error" or (found.nature == "signal" and found.because_of is None):
            scored.alarms.append(found)
        elif found.severity == "warning":
            scored.warnings.append(found)
    return scored
