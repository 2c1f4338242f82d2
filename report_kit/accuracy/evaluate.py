"""The scoreboard: checks every report of a corpus and counts what was found, missed and falsely alarmed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from report_kit.accuracy.coverage import Extraction, extraction
from report_kit.accuracy.matching import Scored, score
from report_kit.accuracy.truth import Truth
from report_kit.errors import InputError


@dataclass
class Result:
    """One file: how it scored, what was read of it, or why it could not be read."""

    name: str
    scored: Scored | None
    extraction: Extraction | None
    unreadable: str = ""
    crashed: list[str] = field(default_factory=list)


def evaluate_file(truth: Truth, file: str) -> Result:
    """Checks one file as staff would and holds it against its label."""
    from report_kit.checking.engine import check_document
    from report_kit.document import read

    name = f"{truth.name}/{file}"
    try:
        document = read(truth.folder / file)
    except InputError as error:
        return Result(name, None, None, unreadable=str(error))
    check = check_document(document, as_of=truth.as_of, audience="staff")
    crashed = [f"{o.rule}: {o.why}" for o in check.outcomes if o.outcome == "crashed"]
    scored = score(truth, file, check)
    return Result(name, scored, extraction(truth, check), crashed=crashed)


def evaluate(
    truths: Iterable[Truth], *, jobs: int | None = None, progress: Callable[[str], None] | None = None
) -> list[Result]:
    """Every file of every label, in worker processes; results in the order of the labels."""
    work = [(truth, file) for truth in truths for file in truth.files if (truth.folder / file).is_file()]
    jobs = jobs or min(4, os.cpu_count() or 1)
    results: list[Result] = []
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        for result in pool.map(evaluate_file, [t for t, _ in work], [f for _, f in work], chunksize=1):
            results.append(result)
            if progress:
                progress("")
    return results


def files_of(truths: Iterable[Truth]) -> list[Path]:
    """All files the labels name and that exist."""
    return [t.folder / f for t in truths for f in t.files if (t.folder / f).is_file()]
