"""Planting labelled defects into built base reports, on the level of the DOCX."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from corpus.mutators import arithmetic, consistency, indicators, structure, timeline
from corpus.mutators.case import Case
from corpus.writing import Report

Mutator = Callable[[Case], dict[str, Any] | None]
# name, group (at most one of a group in a report, so that defects do not interact), function
MUTATORS: list[tuple[str, str, Mutator]] = [
    *structure.MUTATORS,
    *indicators.MUTATORS,
    *arithmetic.MUTATORS,
    *consistency.MUTATORS,
    *timeline.MUTATORS,
]
COPIES = 5  # faulty copies of each base
MOST = 6  # defects in one report


def plant_all(reports: dict[str, Report], out: Path, copies: int = COPIES) -> list[Path]:
    """Writes the faulty copies beside the bases; the least planted defect goes first, so that all come up often."""
    planted: dict[str, int] = {name: 0 for name, _, _ in MUTATORS}
    folders = []
    for copy in range(1, copies + 1):
        for base, report in reports.items():
            rng = random.Random(f"{base}-{copy}")
            case = Case(out / base / "report.docx", report, rng)
            order = sorted(MUTATORS, key=lambda m: (planted[m[0]], rng.random()))
            groups: set[str] = set()
            defects, may, want = [], [], rng.randint(4, MOST) if copy > 1 else rng.randint(1, 3)
            for name, group, function in order:
                if len(defects) >= want:
                    break
                if group in groups:
                    continue
                found = function(case)
                if found is None:
                    continue
                groups.add(group)
                planted[name] += 1
                may += found.pop("may")
                defects.append(found)
            name = f"{base}-m{copy}"
            folder = out / name
            case.save(folder / "report.docx")
            truth = case.truth(name, defects, may)
            (folder / "truth.yaml").write_text(
                yaml.safe_dump(truth, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8"
            )
            folders.append(folder)
    return folders
