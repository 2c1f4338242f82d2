"""A whole check of a file that may be hostile: reading, facts and rules in a worker with limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from report_kit.checking.model import Check
from report_kit.document import reading, safely
from report_kit.sandbox import Limits, Worker, step

# What a check needs, loaded while the caller still looks at the file.
CHECKERS = (
    *safely.READERS, "report_kit.checking.engine", "report_kit.facts.extract", "report_kit.rules:load_all",
    "report_kit.quantities.units:registry",
)  # fmt: skip


def checker(limits: Limits | None = None) -> Worker:
    """A worker that has readers and rules loaded, starting already."""
    return safely.reader(limits, preload=CHECKERS)


def check_file(
    worker: Worker,
    path: str | Path,
    *,
    password: str | None = None,
    progress: Callable[[str], None] | None = None,
    **options: Any,
) -> Check:
    """The check of the report in `path`; `options` are those of `checking.engine.check_document`.

    Raises InputError, in Chinese, for everything that can be wrong with a file, also when it crashes the worker."""
    source = safely.open_source(worker, path, password=password)
    return worker.run_on(reading.shown(source.name), check_source, (source, options), progress=progress)


def check_source(source: reading.Source, options: dict[str, Any]) -> Check:
    """Reads and checks, in the worker: two pieces of work, each with the time limit of its own."""
    from report_kit.checking.engine import check_document

    document = reading.read_source(source)
    step("", renew=True)
    return check_document(document, progress=step, **options)
