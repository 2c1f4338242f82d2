"""What was found, missed and falsely alarmed, counted by rule, family, format, strength, kind of report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from report_kit.accuracy.evaluate import Result
from report_kit.accuracy.matching import Scored
from report_kit.accuracy.truth import Defect
from report_kit.accuracy.wilson import wilson

Key = tuple[str, ...]


@dataclass
class Recall:
    """Planted defects, those found by a stable finding, and those found by a preview only."""

    planted: int = 0
    found: int = 0
    preview: int = 0

    @property
    def rate(self) -> float:
        return self.found / self.planted if self.planted else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.found, self.planted)


@dataclass
class Alarms:
    """Reports of one kind, and what was said of them that serves no defect."""

    reports: int = 0
    touched: int = 0
    """Reports with at least one false alarm."""
    alarms: int = 0
    previews: int = 0
    warnings: int = 0
    most_warnings: int = 0
    rules: Counter[str] = field(default_factory=Counter)

    @property
    def per_report(self) -> float:
        return self.alarms / self.reports if self.reports else 0.0

    @property
    def warnings_per_report(self) -> float:
        return self.warnings / self.reports if self.reports else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.touched, self.reports)


def scored(results: Iterable[Result]) -> list[Scored]:
    return [r.scored for r in results if r.scored is not None]


def recall(results: Iterable[Result], key: Callable[[Scored, Defect], Key]) -> dict[Key, Recall]:
    """Recall by whatever `key` tells of a report and a defect, sorted."""
    counts: dict[Key, Recall] = defaultdict(Recall)
    for one in scored(results):
        for defect, _ in one.hits:
            counts[key(one, defect)].found += 1
        for defect, _ in one.previews:
            counts[key(one, defect)].preview += 1
        for defect in [*(d for d, _ in one.hits), *one.misses]:
            counts[key(one, defect)].planted += 1
    return dict(sorted(counts.items()))


def alarms(results: Iterable[Result], key: Callable[[Scored], Key]) -> dict[Key, Alarms]:
    """False alarms, preview alarms and warnings by whatever `key` tells of a report, sorted."""
    groups: dict[Key, Alarms] = defaultdict(Alarms)
    for one in scored(results):
        group = groups[key(one)]
        group.reports += 1
        group.touched += bool(one.alarms)
        group.alarms += len(one.alarms)
        group.previews += len(one.preview_alarms)
        group.warnings += len(one.warnings)
        group.most_warnings = max(group.most_warnings, len(one.warnings))
        group.rules.update(f.rule for f in one.alarms)
    return dict(sorted(groups.items()))


def worst(results: Iterable[Result]) -> dict[str, Counter[str]]:
    """By rule: false alarms on clean reports, on faulty ones, preview alarms, warnings; the worst first."""
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    for one in scored(results):
        for found in one.alarms:
            rules[found.rule]["clean" if one.clean else "faulty"] += 1
        for found in one.preview_alarms:
            rules[found.rule]["preview"] += 1
        for found in one.warnings:
            rules[found.rule]["warnings"] += 1
    return dict(
        sorted(
            rules.items(), key=lambda r: (-r[1]["clean"], -r[1]["faulty"], -r[1]["preview"], -r[1]["warnings"], r[0])
        )
    )


def extraction(results: Iterable[Result], key: Callable[[Scored], Key]) -> dict[Key, tuple[Counter[str], Counter[str]]]:
    """Labelled things and those found, by whatever `key` tells of a report."""
    groups: dict[Key, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    for result in results:
        if result.scored is None or result.extraction is None:
            continue
        labelled, found = groups[key(result.scored)]
        labelled.update(result.extraction.labelled)
        found.update(result.extraction.found)
    return dict(sorted(groups.items()))
