"""Pages that are pictures, recognised: from the cache, else by worker processes, each page with a time limit."""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from report_kit.document.model import BBox
from report_kit.document.ocr.engine import installed, not_installed
from report_kit.document.ocr.seen import Sight
from report_kit.document.ocr.work import look_at, seals_of, take
from report_kit.errors import InputError
from report_kit.sandbox import Limits, Worker

PRELOAD = ("numpy", "cv2", "onnxruntime", "rapidocr", "report_kit.document.ocr.work")
Told = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are recognised: `jobs` worker processes of one thread, `seconds` and `memory` (MB) for one page, and
    whether and where pages are kept (`folder` None: the user's cache folder)."""

    jobs: int = 2
    seconds: float = 30.0
    memory: int = 3072
    keep: bool = True
    folder: Path | None = None


@dataclass(slots=True)
class Recognised:
    """Sights by page number, why the other pages were not read, and seals on pages of text."""

    sights: dict[int, Sight] = field(default_factory=dict)
    failed: dict[int, str] = field(default_factory=dict)
    seals: dict[int, list[BBox]] = field(default_factory=dict)


def recognise(
    data: bytes,
    name: str,
    pages: Iterable[int],
    *,
    password: str | None = None,
    settings: Settings | None = None,
    told: Told | None = None,
) -> Recognised:
    """Recognises pages (numbers from 1) of a PDF. `told(done, all)` hears of each page; what was done is kept at once,
    so an interrupted run goes on where it stopped.

    Raises InputError when the extra is not installed. A page that takes too long or fails is listed in `failed`."""
    from report_kit.document.ocr.cache import Cache, page_key

    settings = settings or Settings()
    wanted = sorted(set(pages))
    found = Recognised()
    if not wanted:
        return found
    if not installed():
        raise not_installed()
    cache = Cache(settings.folder) if settings.keep else None
    digest = hashlib.sha256(data).hexdigest()
    if cache is not None:
        for n in wanted:
            kept = cache.get(page_key(digest, n))
            if kept is not None:
                found.sights[n] = kept
    rest = [n for n in wanted if n not in found.sights]
    if told:
        told(len(found.sights), len(wanted))

    def done(n: int, sight: Sight | None, why: str) -> None:
        if sight is None:
            found.failed[n] = why
        else:
            found.sights[n] = sight
            if cache is not None:
                cache.put(page_key(digest, n), sight)
        if told:
            told(len(found.sights) + len(found.failed), len(wanted))

    _share_out(rest, look_at, (data, name, password, True), settings, done)
    if cache is not None and rest:
        cache.tidy()
    return found


def find_seals(
    data: bytes, name: str, pages: Iterable[int], *, password: str | None = None, settings: Settings | None = None
) -> dict[int, list[BBox]]:
    """Boxes of red seals on pages of text; pages that fail are left out."""
    found: dict[int, list[BBox]] = {}

    def done(n: int, boxes: list[BBox] | None, why: str) -> None:
        if boxes:
            found[n] = boxes

    if installed():
        _share_out(sorted(set(pages)), seals_of, (data, name, password, False), settings or Settings(), done)
    return found


def _share_out(
    pages: list[int],
    work: Callable[[int], T | None],
    file: tuple[bytes, str, str | None, bool],
    settings: Settings,
    done: Callable[[int, T | None, str], None],
) -> None:
    """Gives pages to workers; `done(page, result or None, why not)` is called in this thread, in the order they end."""
    jobs: queue.SimpleQueue[int] = queue.SimpleQueue()
    for n in pages:
        jobs.put(n)
    ended: queue.SimpleQueue[tuple[int, T | None, str]] = queue.SimpleQueue()
    workers = [
        Worker(Limits(seconds=settings.seconds, memory=settings.memory), preload=PRELOAD)
        for _ in range(max(1, min(settings.jobs, len(pages))))
    ]
    stop = threading.Event()

    def serve(worker: Worker) -> None:
        while not stop.is_set():
            try:
                n = jobs.get_nowait()
            except queue.Empty:
                return
            try:
                ended.put((n, _one(worker, work, n, file), ""))
            except InputError as error:
                ended.put((n, None, error.message))
            except Exception as error:  # whatever happens to one page, the others are read
                ended.put((n, None, f"{type(error).__name__}: {error}"))

    threads = [threading.Thread(target=serve, args=(worker,), daemon=True) for worker in workers]
    try:
        for thread in threads:
            thread.start()
        for _ in pages:
            done(*ended.get())
    finally:
        stop.set()
        for worker in workers:
            worker.close()
        for thread in threads:
            thread.join(timeout=5)


def _one(
    worker: Worker, work: Callable[[int], T | None], n: int, file: tuple[bytes, str, str | None, bool]
) -> T | None:
    """One page by one worker, which is given the file first where it does not have it."""
    label = f"{file[1]}第{n}页"
    found = worker.run_on(label, work, (n,))
    if found is None:
        worker.run_on(label, take, file)
        found = worker.run_on(label, work, (n,))
    return found
