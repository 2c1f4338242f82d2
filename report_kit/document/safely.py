"""Reading files that may be hostile: the file is opened here, everything in it is parsed in a worker with limits.

`open_source` → bytes (older formats unlocked in the worker and converted by LibreOffice) → `read_source` in the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from report_kit.document import reading
from report_kit.document.kinds import FileKind
from report_kit.sandbox import Limits, Worker

if TYPE_CHECKING:
    from report_kit.document.model import Document

READERS = ("report_kit.document.docx", "report_kit.document.pdf")


def reader(limits: Limits | None = None, *, preload: Sequence[str] = READERS) -> Worker:
    """A worker that has the readers loaded, starting already."""
    worker = Worker(limits, preload=preload)
    worker.start()
    return worker


def open_source(worker: Worker, path: str | Path, *, password: str | None = None) -> reading.Source:
    """The bytes of the report in `path`; what must be parsed to get them is parsed in the worker."""

    def unlock(data: bytes, name: str, kind: FileKind, password: str | None) -> bytes:
        return worker.run_on(reading.shown(name), reading.unlock_older, (data, name, kind, password))

    return reading.open_source(path, password=password, unlock=unlock)


def read(
    worker: Worker,
    path: str | Path,
    *,
    password: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Document:
    """The document in `path`, read in the worker.

    Raises InputError, in Chinese, for everything that can be wrong with a file, also when it crashes the worker."""
    source = open_source(worker, path, password=password)
    return worker.run_on(reading.shown(source.name), reading.read_source, (source,), progress=progress)
