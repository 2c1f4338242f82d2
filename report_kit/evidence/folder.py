"""The files of an evidence folder: plain files below it only, no links, no more of them than can be read in reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from report_kit.errors import InputError

MAX_FILES = 500
MAX_DEPTH = 8
MAX_TOTAL = 600 * 2**20
MAX_FILE = 80 * 2**20


@dataclass(frozen=True, slots=True)
class Found:
    """One file: its path, its name below the folder; `why` says why it is not read, empty when it may be."""

    path: Path
    name: str
    size: int
    why: str = ""


def files(folder: Path) -> list[Found]:
    """Every file below the folder by name, those that are not read with the reason.

    Raises InputError when it is no folder."""
    if folder.is_symlink() or not folder.is_dir():
        raise InputError(f"佐证材料文件夹“{folder}”不存在，或不是文件夹", "请用 --evidence 给出放佐证材料的文件夹")
    found: list[Found] = []
    total = 0
    for entry, name in _walk(folder, "", 0):
        if len(found) >= MAX_FILES:
            found.append(Found(folder, "（其余文件）", 0, f"文件超过 {MAX_FILES} 个，其余未读"))
            break
        one = _look(entry, name)
        total += one.size if not one.why else 0
        if total > MAX_TOTAL and not one.why:
            one = Found(one.path, name, one.size, f"佐证材料总量超过 {MAX_TOTAL // 2**20} MB，未读")
        found.append(one)
    return found


def _walk(folder: Path, above: str, depth: int) -> Iterator[tuple[os.DirEntry[str], str]]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda e: e.name)
    except OSError:
        return
    for entry in entries:
        name = f"{above}{entry.name}"
        if entry.name.startswith((".", "~$")) or entry.name in ("Thumbs.db", "desktop.ini"):
            continue
        if entry.is_dir(follow_symlinks=False) and not entry.is_symlink():
            if depth < MAX_DEPTH:
                yield from _walk(Path(entry.path), f"{name}/", depth + 1)
            continue
        yield entry, name


def _look(entry: os.DirEntry[str], name: str) -> Found:
    path = Path(entry.path)
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:
        return Found(path, name, 0, "无法读取")
    if stat.S_ISLNK(about.st_mode):
        return Found(path, name, 0, "是链接，不读")
    if not stat.S_ISREG(about.st_mode):
        return Found(path, name, 0, "不是普通文件，不读")
    if about.st_size > MAX_FILE:
        return Found(path, name, 0, f"超过 {MAX_FILE // 2**20} MB，不读")
    return Found(path, name, about.st_size)


def load(found: Found) -> bytes:
    """The bytes of a file, opened so that a link put in its place meanwhile is not followed.

    Raises InputError when it cannot be read."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(found.path, flags)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise InputError(f"“{found.name}”不是普通文件", "请换成普通文件")
            return stream.read(MAX_FILE + 1)[:MAX_FILE]
    except OSError as error:
        raise InputError(f"“{found.name}”无法读取：{error.strerror}", "请检查文件权限") from error
