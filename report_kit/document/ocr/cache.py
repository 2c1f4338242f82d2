"""Recognised pages kept in the user's cache folder, readable by that user only: a second check costs nothing, an
interrupted one goes on where it stopped.

Nothing leaves the machine. Entries are JSON, made again by hand into plain records: nothing in them is ever run."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from report_kit.document.model import LayerDifference
from report_kit.document.ocr.engine import signature
from report_kit.document.ocr.seen import ScannedPage, Sight, Word
from report_kit.document.ocr.work import DPI

LAYOUT = 9
"""Raised when what a page is made of changes: older entries are not read any more."""
LARGEST = 300 * 2**20
MAX_ENTRY = 8 * 2**20


def default_folder() -> Path:
    """Where this system keeps a user's caches; REPORT_KIT_CACHE overrules."""
    chosen = os.environ.get("REPORT_KIT_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "report-kit" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "report-kit"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "report-kit"


def page_key(digest: str, n: int) -> str:
    """The key of page `n` of the file with that sha256, as this engine reads it."""
    return hashlib.sha256(f"{digest}|{n}|{LAYOUT}|{DPI}|{signature()}".encode()).hexdigest()


class Cache:
    """A folder of recognised pages. Trouble with it (full, read-only, another's) never stops a run."""

    def __init__(self, folder: Path | None = None, largest: int = LARGEST) -> None:
        self.folder = (folder or default_folder()) / "ocr"
        self.largest = largest
        self.usable = self._prepare()

    def _prepare(self) -> bool:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if os.name == "posix":
                if self.folder.is_symlink() or self.folder.stat().st_uid != os.getuid():
                    return False
                self.folder.chmod(0o700)
        except OSError:
            return False
        return True

    def get(self, key: str) -> Sight | None:
        """The page kept under a key; None when there is none or it cannot be read."""
        if not self.usable:
            return None
        file = self.folder / f"{key}.json"
        try:
            if file.stat().st_size > MAX_ENTRY:
                return None
            sight = _made(json.loads(file.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        return sight

    def put(self, key: str, sight: Sight) -> None:
        """Keeps a page, whole or not at all."""
        if not self.usable:
            return
        try:
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")  # only the user can read what it makes
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(sight), file, ensure_ascii=False, separators=(",", ":"))
            Path(name).replace(self.folder / f"{key}.json")
        except OSError:
            self.usable = False

    def tidy(self) -> None:
        """Drops what was not used for longest until the folder is within its size."""
        if not self.usable:
            return
        with contextlib.suppress(OSError):
            entries = [(e.stat().st_mtime, e.stat().st_size, e.path) for e in os.scandir(self.folder)]
            total = sum(size for _, size, _ in entries)
            for _, size, path in sorted(entries):
                if total <= self.largest:
                    return
                Path(path).unlink(missing_ok=True)
                total -= size

    def clear(self) -> None:
        """Drops everything."""
        largest, self.largest = self.largest, -1
        self.tidy()
        self.largest = largest


def _numbers(values: Any) -> tuple[float, ...]:
    return tuple(float(v) for v in values)


def _made(data: Any) -> Sight:
    """A page out of an entry; KeyError, TypeError or ValueError when it is not what was put in."""
    page = data["page"]
    found = ScannedPage(float(page["width"]), float(page["height"]), int(page["turns"]), float(page["slant"]))
    for word in page["words"]:
        found.words.append(_word(word))
    found.horizontals = [_rule(r) for r in page["horizontals"]]
    found.verticals = [_rule(r) for r in page["verticals"]]
    found.seals = [_box(b) for b in page["seals"]]
    differing = [
        LayerDifference(int(d["page"]), str(d["layer"]), str(d["seen"]), _box(d["bbox"]), bool(d["figures"]), float(d["confidence"]))
        for d in data["differences"]
    ]  # fmt: skip
    return Sight(found, differing)


def _word(data: Any) -> Word:
    text, confidences = str(data["text"]), _numbers(data["confidences"])
    if len(text) != len(confidences):
        raise ValueError("confidences do not fit the text")
    size, weight = float(data["size"]), float(data["weight"])
    return Word(_box(data["bbox"]), text, confidences, size, weight, int(data["ideographs"]), bool(data["measured"]))


def _box(values: Any) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = _numbers(values)
    return (x0, top, x1, bottom)


def _rule(values: Any) -> tuple[float, float, float]:
    at, start, end = _numbers(values)
    return (at, start, end)
