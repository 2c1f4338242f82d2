"""A folder of reports → checks, in worker processes; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from report_kit.checking import safely
from report_kit.checking.engine import Selection, compare
from report_kit.checking.model import Check
from report_kit.document.model import Document, FileInfo
from report_kit.errors import InputError
from report_kit.facts.model import Facts
from report_kit.register.filing import filing
from report_kit.register.history import RegisterHistory
from report_kit.register.store import Register
from report_kit.resemblance.fingerprint import Fingerprint
from report_kit.sandbox import Limits, Worker

SUFFIXES = frozenset({".docx", ".pdf", ".doc", ".wps", ".rtf", ".odt"})


@dataclass
class Screened:
    """One report of the intake: its check with the findings across reports, its number in the register.

    `how` is new, known (the same file was filed before) or revision (of an earlier version)."""

    path: Path
    report: int
    how: str
    check: Check
    earlier: int | None = None


def files(folder: Path) -> list[Path]:
    """The reports of a folder and its subfolders, in the order of their names; no temporary files of Word or WPS.

    Raises InputError when there is none."""
    if not folder.is_dir():
        raise InputError(f"找不到文件夹 {folder}", "请检查路径")
    found = sorted(
        (
            p
            for p in folder.rglob("*")
            if p.suffix.lower() in SUFFIXES
            and p.is_file()
            and not p.is_symlink()
            and not p.name.startswith(("~$", "."))
        ),
        key=lambda p: p.relative_to(folder).as_posix(),
    )
    if not found:
        raise InputError(f"文件夹 {folder} 里没有报告", f"可读的格式：{'、'.join(sorted(SUFFIXES))}")
    return found


def screen(
    folder: Path,
    register: Register,
    *,
    jobs: int = 2,
    limits: Limits | None = None,
    progress: Callable[[str], None] | None = None,
    selection: Selection | None = None,
    **options: Any,
) -> list[Screened]:
    """Checks every report, files it as it comes, then compares each with all others of the register.

    `jobs` are worker processes; `options` go to `checking.safely.check_file`. `progress` hears each file that is
    done, twice: once checked, once compared. The order of filing is the order of names, whatever is done first. A file
    that cannot be read has a check that says why."""
    screened: list[Screened] = []
    tell = progress or (lambda _: None)
    with tempfile.TemporaryDirectory(prefix="report-kit-") as spool:
        waiting: list[Path] = []
        for number, (path, check) in enumerate(_checked(files(folder), jobs, limits, options)):
            added = register.add(filing(check))
            # Comparing begins when all are filed: until then the report with its facts waits on the disk.
            waiting.append(Path(spool, str(number)))
            waiting[-1].write_bytes(pickle.dumps(check, protocol=5))
            screened.append(Screened(path, added.id, added.how, _head(check), added.earlier))
            tell(path.name)
        for one, file in zip(screened, waiting, strict=True):
            check = pickle.loads(file.read_bytes())
            if not check.unreadable:
                compare(check, RegisterHistory(register, check.document.file.sha256), selection=selection)
                register.refile(one.report, filing(check, Fingerprint()))
            one.check = check
            tell(one.path.name)
    return screened


def _head(check: Check) -> Check:
    """The check without its report, so that a thousand of them need little memory."""
    return unreadable_check(check.document.file, check.unreadable, check.as_of)


def unreadable_check(file: FileInfo, why: str, as_of: date) -> Check:
    """The check of a file that could not be read."""
    document = Document(file)
    return Check(document, Facts(document), as_of, "final", "staff", unreadable=why)


def _checked(
    paths: list[Path], jobs: int, limits: Limits | None, options: dict[str, Any]
) -> Iterator[tuple[Path, Check]]:
    """Each file's check in the order of `paths`."""
    own = threading.local()
    workers: list[Worker] = []

    def one(path: Path) -> Check:
        if not hasattr(own, "worker"):
            own.worker = safely.checker(limits)
            workers.append(own.worker)
        try:
            return safely.check_file(own.worker, path, pictures=True, **options)
        except InputError as error:
            return unreadable_check(_file(path), error.message, options.get("as_of") or date.today())

    pool = ThreadPoolExecutor(max(1, jobs), thread_name_prefix="screen")
    try:
        yield from zip(paths, pool.map(one, paths), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()


def _file(path: Path) -> FileInfo:
    """What is known of a file that could not be read; its hash, where at least that much can be read."""
    try:
        digest = hashlib.file_digest(path.open("rb"), "sha256").hexdigest()
    except OSError:
        digest = hashlib.sha256(str(path).encode()).hexdigest()
    return FileInfo(path.name, digest, "pdf" if path.suffix.lower() == ".pdf" else "docx")
