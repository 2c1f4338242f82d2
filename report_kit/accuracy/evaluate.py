"""The scoreboard: checks every report of a corpus as staff would and holds it against its label."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from report_kit.accuracy.coverage import Extraction, extraction
from report_kit.accuracy.matching import Scored, score
from report_kit.accuracy.truth import Truth, format_of
from report_kit.checking import safely
from report_kit.checking.engine import Selection
from report_kit.checking.model import Check
from report_kit.document.ocr.scans import Settings
from report_kit.document.safely import Scanning
from report_kit.errors import InputError
from report_kit.sandbox import Limits, Worker

# Reports are judged by what is found, not by how busy the machine is.
_LIMITS = Limits(seconds=600)


@dataclass
class Result:
    """One file: how it scored, what was read of it, or why it could not be read."""

    truth: Truth
    file: str
    scored: Scored | None = None
    extraction: Extraction | None = None
    unreadable: str = ""
    crashed: list[str] = field(default_factory=list)
    signals: frozenset[str] = frozenset()
    """Codes of the signals that it shows, stable and preview alike."""
    judged: frozenset[str] = frozenset()
    """Codes of the rules that could speak."""

    @property
    def name(self) -> str:
        return f"{self.truth.name}/{self.file}"

    @property
    def format(self) -> str:
        return format_of(self.file)


def work(truths: Iterable[Truth], *, scans: bool = False) -> list[tuple[Truth, str]]:
    """Every file that the labels name and that exists; those made of pictures only where asked."""
    return [
        (truth, file)
        for truth in truths
        for file in truth.files
        if (truth.folder / file).is_file() and (scans or format_of(file) != "scan")
    ]


def evaluate(
    truths: Iterable[Truth],
    *,
    jobs: int = 2,
    select: tuple[str, ...] = (),
    scans: bool = False,
    progress: Callable[[str], None] | None = None,
) -> list[Result]:
    """Every file of every label, in `jobs` worker processes; results in the order of the labels.

    `select` are codes or families: only their defects and findings count. `scans`: pages of pictures are recognised too."""
    own = threading.local()
    workers: list[Worker] = []

    def one(task: tuple[Truth, str]) -> Result:
        if not hasattr(own, "worker"):
            own.worker = safely.checker(_LIMITS)
            workers.append(own.worker)
        result = _evaluated(own.worker, *task, select)
        if progress:
            progress("")
        return result

    pool = ThreadPoolExecutor(max(1, jobs), thread_name_prefix="evaluate")
    try:
        return list(pool.map(one, work(truths, scans=scans)))
    finally:
        pool.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()


def _evaluated(worker: Worker, truth: Truth, file: str, select: tuple[str, ...]) -> Result:
    result = Result(truth, file)
    scanning = Scanning("body", Settings(jobs=1)) if result.format == "scan" else Scanning()
    try:
        check = safely.check_file(
            worker, truth.folder / file, scanning=scanning, as_of=truth.as_of, audience="staff", select=select
        )
    except InputError as error:
        result.unreadable = error.message
        return result
    _judge(result, check, Selection(select))
    return result


def _judge(result: Result, check: Check, selection: Selection) -> None:
    result.scored = score(result.truth, result.file, check, selection)
    result.extraction = extraction(result.truth, check)
    result.crashed = [f"{o.rule}：{o.why}" for o in check.outcomes if o.outcome == "crashed"]
    result.signals = frozenset(f.rule for f in check.findings if f.nature == "signal" and not f.suppressed)
    result.judged = frozenset(o.rule for o in check.outcomes if o.outcome in ("passed", "failed", "signalled"))
