"""A whole check of a file that may be hostile: reading, facts and rules in a worker with limits."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from report_kit.checking.model import Check
from report_kit.document import reading, safely
from report_kit.document.safely import Scanning
from report_kit.document.scanning import Mode, Wanted, wanted
from report_kit.sandbox import Limits, Worker, step

# What a check needs, loaded while the caller still looks at the file.
CHECKERS = (
    *safely.READERS, "report_kit.checking.engine", "report_kit.facts.extract", "report_kit.rules:load_all",
    "report_kit.quantities.units:registry",
)  # fmt: skip


# What reading a folder of evidence needs besides.
EVIDENCE = ("report_kit.evidence.sheets:ready",)


def checker(limits: Limits | None = None, *, evidence: bool = False) -> Worker:
    """A worker that has readers and rules loaded, starting already; `evidence`: also what reads workbooks."""
    return safely.reader(limits, preload=(*CHECKERS, *EVIDENCE) if evidence else CHECKERS)


def check_file(
    worker: Worker,
    path: str | Path,
    *,
    password: str | None = None,
    progress: Callable[[str], None] | None = None,
    scanning: Scanning | None = None,
    first: Callable[[Check, int], None] | None = None,
    pictures: bool = False,
    **options: Any,
) -> Check:
    """The check of the report in `path`; `options` are those of `checking.engine.check_document`.

    `pictures`: what the pictures show is hashed, for comparison. Where scanned pages are recognised, `first` gets the check of the text pages before, and the number of pages still
    to come. Raises InputError, in Chinese, for everything that can be wrong with a file, also when it crashes the
    worker."""
    scanning = scanning or Scanning()
    source = safely.open_source(worker, path, password=password, mode=scanning.mode)
    source = dataclasses.replace(source, hash_pictures=pictures)
    name = reading.shown(source.name)
    if scanning.mode == "none":
        return worker.run_on(name, check_source, (source, options), progress=progress)
    check, what = worker.run_on(name, check_first, (source, scanning.mode, options), progress=progress)
    if check is None and not what:
        bound = safely.bound_pictures(worker, source)
        if bound is None:
            return worker.run_on(name, check_source, (source, options), progress=progress)
        source = bound
        check, what = worker.run_on(name, check_first, (source, scanning.mode, options), progress=progress)
    if check is not None and not what:
        return check
    if check is not None and what.pages and first is not None:
        first(check, len(what.pages))
    source = safely.recognised(source, what, check is not None, scanning)
    return worker.run_on(name, check_source, (source, options), progress=progress)


def check_first(source: reading.Source, mode: Mode, options: dict[str, Any]) -> tuple[Check | None, Wanted]:
    """In the worker: the check of what can be read without recognition (None: nothing), and what is to be recognised."""
    from report_kit.checking.engine import check_document

    document = reading.read_leniently(source)
    what = wanted(document, mode)
    if not reading.has_text(document):
        return None, what
    step("", renew=True)
    return check_document(document, progress=step, **options), what


def check_source(source: reading.Source, options: dict[str, Any]) -> Check:
    """Reads and checks, in the worker: two pieces of work, each with the time limit of its own."""
    from report_kit.checking.engine import check_document

    document = reading.read_source(source)
    step("", renew=True)
    return check_document(document, progress=step, **options)
