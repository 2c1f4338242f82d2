"""Reading files that may be hostile: the file is opened here, everything in it is parsed in a worker with limits.

`open_source` → bytes (older formats unlocked in the worker and converted by LibreOffice, pictures bound to pages) →
`read_source` in the worker; scanned pages are recognised in between, by workers of their own."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from report_kit.document import kinds, pictures, reading
from report_kit.document.kinds import FileKind
from report_kit.document.ocr.scans import Settings
from report_kit.document.scanning import Mode, Wanted, look, wanted
from report_kit.sandbox import Limits, Worker

if TYPE_CHECKING:
    from report_kit.document.model import Document

READERS = ("report_kit.document.docx", "report_kit.document.pdf")
HASHING = "report_kit.document.hashing"


@dataclass(frozen=True, slots=True)
class Scanning:
    """Whether scanned pages are recognised and how; `told(done, all)` hears of each page, on the caller's side."""

    mode: Mode = "none"
    settings: Settings = field(default_factory=Settings)
    told: Callable[[int, int], None] | None = None


def reader(limits: Limits | None = None, *, preload: Sequence[str] = READERS) -> Worker:
    """A worker that has the readers loaded, starting already."""
    worker = Worker(limits, preload=preload)
    worker.start()
    return worker


def open_source(
    worker: Worker, path: str | Path, *, password: str | None = None, mode: Mode = "none"
) -> reading.Source:
    """The bytes of the report in `path`; what must be parsed to get them is parsed in the worker. With text recognition
    a picture is a report of scanned pages."""

    def unlock(data: bytes, name: str, kind: FileKind, password: str | None) -> bytes:
        return worker.run_on(reading.shown(name), reading.unlock_older, (data, name, kind, password))

    source = reading.open_source(path, password=password, unlock=unlock)
    if mode == "none" or kinds.by_beginning(source.data) != "image":
        return source
    name = reading.shown(source.name)
    bound = worker.run_on(name, pictures.image_as_pdf, (source.data, name))
    return _of_pictures(source, bound, "image")


def _of_pictures(source: reading.Source, bound: bytes, kind: str) -> reading.Source:
    digest = hashlib.sha256(source.data).hexdigest()
    return reading.Source(source.name, bound, None, kind, source.sha256 or digest)


def bound_pictures(worker: Worker, source: reading.Source) -> reading.Source | None:
    """A DOCX that holds scanned pages and no text, as a PDF of them; None for every other file."""
    if kinds.by_beginning(source.data) != "zip":
        return None
    name = reading.shown(source.name)
    bound = worker.run_on(name, pictures.docx_as_pdf, (source.data, name))
    return None if bound is None else _of_pictures(source, bound, "docx")


def recognised(source: reading.Source, what: Wanted, some_text: bool, scanning: Scanning) -> reading.Source:
    """The source with its wanted pages recognised."""
    found = look(
        source.data, source.name, what, some_text=some_text, password=source.password, settings=scanning.settings,
        told=scanning.told,
    )  # fmt: skip
    return dataclasses.replace(source, recognised=found)


def read(
    worker: Worker,
    path: str | Path,
    *,
    password: str | None = None,
    progress: Callable[[str], None] | None = None,
    scanning: Scanning | None = None,
    hash_pictures: bool = False,
) -> Document:
    """The document in `path`, read in the worker; with the hashes of what its pictures show when asked.

    Raises InputError, in Chinese, for everything that can be wrong with a file, also when it crashes the worker."""
    scanning = scanning or Scanning()
    source = open_source(worker, path, password=password, mode=scanning.mode)
    source = dataclasses.replace(source, hash_pictures=hash_pictures)
    name = reading.shown(source.name)
    if scanning.mode == "none":
        return worker.run_on(name, reading.read_source, (source,), progress=progress)
    document, what = worker.run_on(name, read_first, (source, scanning.mode), progress=progress)
    if not reading.has_text(document) and not what and (bound := bound_pictures(worker, source)) is not None:
        source = dataclasses.replace(bound, hash_pictures=hash_pictures)
        document, what = worker.run_on(name, read_first, (source, scanning.mode), progress=progress)
    if what:
        source = recognised(source, what, reading.has_text(document), scanning)
        return worker.run_on(name, reading.read_source, (source,), progress=progress)
    if not reading.has_text(document):
        raise reading.no_text(source, document)
    return document


def read_first(source: reading.Source, mode: Mode) -> tuple[Document, Wanted]:
    """In the worker: what can be read without recognition, and what is to be recognised."""
    document = reading.read_leniently(source)
    return document, wanted(document, mode)
