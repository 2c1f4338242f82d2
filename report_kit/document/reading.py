"""A file → Document: the format is told by the content, never by the name.

`read` does everything in this process. What reads files that may be hostile goes through safely.py."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report_kit.document import guard, kinds, office
from report_kit.document.guard import MAX_FILE_BYTES
from report_kit.document.kinds import FileKind
from report_kit.errors import InputError

if TYPE_CHECKING:
    from report_kit.document.model import Document
    from report_kit.document.ocr.scans import Recognised

Unlock = Callable[[bytes, str, FileKind, str | None], bytes]


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a report, DOCX or PDF; of an older format, what LibreOffice made of it.

    `name` is for messages and results; `converted_from` names the older format, `sha256` is then that of the file as
    it was given."""

    name: str
    data: bytes
    password: str | None = None
    converted_from: str = ""
    sha256: str = ""
    recognised: Recognised | None = None
    """What was recognised on the scanned pages of a PDF."""
    hash_pictures: bool = False
    """Whether what the pictures show is hashed too; that costs more than reading the text."""


def read(path: str | Path, *, password: str | None = None) -> Document:
    """The document in `path`: DOCX, PDF with text, or through LibreOffice .doc, .wps, .rtf, .odt.

    Raises InputError, in Chinese, when the file is missing, of another kind, damaged, protected by a password that is
    not given, or has no text."""
    return read_source(open_source(path, password=password))


def open_source(path: str | Path, *, password: str | None = None, unlock: Unlock | None = None) -> Source:
    """The bytes of the report in `path`, older formats converted. Nothing is parsed here but by `unlock`, which a caller
    may run in a sandbox.

    Raises InputError when the file cannot be read, or not be converted."""
    path = Path(path)
    data, name = load(path), path.name
    kind = kinds.by_beginning(data)
    if kind not in kinds.CONVERTIBLE:
        return Source(name, data, password)
    clear = (unlock or unlock_older)(data, name, kind, password)
    converted = office.to_docx(clear, kind, shown(name))
    return Source(name, converted, None, kind, hashlib.sha256(data).hexdigest())


def unlock_older(data: bytes, name: str, kind: FileKind, password: str | None) -> bytes:
    """An older document without its password, and no bomb: ready for LibreOffice."""
    if kind == "odt":
        guard.open_archive(data, shown(name)).close()
    if kind != "doc":
        return data
    from report_kit.document.unlocking import unlock

    return unlock(data, shown(name), password)


def shown(name: str) -> str:
    """A file's name for messages: one line, no control characters, of bearable length."""
    clean = "".join(c if c.isprintable() else "�" for c in name)
    return clean if len(clean) <= 80 else f"{clean[:50]}…{clean[-25:]}"


def load(path: Path) -> bytes:
    """The bytes of a plain file; InputError when there is none, it is too big, or it changes while it is read."""
    name = shown(path.name)
    try:
        with open(path, "rb", opener=_opener) as file:
            before = os.fstat(file.fileno())
            if stat.S_ISDIR(before.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(before.st_mode):
                raise InputError(f"「{name}」不是普通文件（管道或设备），无法读取", "请给出 DOCX 或 PDF 文件")
            if before.st_size > MAX_FILE_BYTES:
                raise InputError(f"文件「{name}」超过 {MAX_FILE_BYTES // 2**20} MB", "请压缩文件中的图片后再提交")
            data = file.read(MAX_FILE_BYTES + 1)
            after = os.fstat(file.fileno())
    except IsADirectoryError:
        raise InputError(f"{shown(str(path))} 是文件夹，不是报告文件", "请给出 DOCX 或 PDF 文件") from None
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"找不到文件 {shown(str(path))}", "请核对路径和文件名") from None
    except (OSError, ValueError) as error:
        if os.name == "nt" and path.is_dir():  # Windows says "permission denied" of a folder
            raise InputError(f"{shown(str(path))} 是文件夹，不是报告文件", "请给出 DOCX 或 PDF 文件") from None
        why = getattr(error, "strerror", None) or "文件名无效"
        raise InputError(
            f"无法读取文件 {shown(str(path))}（{why}）", "请检查文件权限，或先关闭正在使用它的程序"
        ) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise InputError(f"文件「{name}」在读取时被改动", "请等保存或下载完成后再试")
    return data


def _opener(path: str, flags: int) -> int:
    """Opens without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_source(source: Source) -> Document:
    """The document in the bytes of a report."""
    document = _parsed(source)
    if not has_text(document):
        raise no_text(source, document)
    return document


def read_leniently(source: Source) -> Document:
    """The document in the bytes of a report, also when there is no text in it."""
    return _parsed(source)


def _parsed(source: Source) -> Document:
    name = shown(source.name)
    if source.recognised is not None:
        from report_kit.document.scanning import read_recognised

        document = read_recognised(source.data, name, source.recognised, password=source.password)
    else:
        document = _document(source.data, name, source.password)
    from report_kit.document.photographs import read_photographs

    document.file = dataclasses.replace(
        document.file,
        name=source.name,
        sha256=source.sha256 or document.file.sha256,
        converted_from=source.converted_from,
    )
    document.traces.photographs = read_photographs(source.data, source.password)
    if source.hash_pictures:
        from report_kit.document.hashing import hash_pictures

        hash_pictures(document, source.data, source.password)
    return document


def read_bytes(data: bytes, name: str, *, password: str | None = None) -> Document:
    """The document in `data`, a DOCX or PDF; `name` is only shown in messages."""
    return read_source(Source(name, data, password))


def _document(data: bytes, name: str, password: str | None) -> Document:
    if kinds.by_beginning(data) == "pdf":
        from report_kit.document.pdf import read_pdf

        return read_pdf(data, name, password=password)
    # the gate of the DOCX reader names every other kind of file and says what to do
    from report_kit.document.docx import read_docx

    return read_docx(data, name, password=password)


def has_text(document: Document) -> bool:
    return any(text.strip() for text in document.text())


def no_text(source: Source, document: Document) -> InputError:
    """The message for a file in which nothing can be read."""
    pages = document.file.format == "pdf"
    why = "每页只有图像，可能是扫描件" if pages and source.recognised is None else "正文为空"
    if source.recognised is None and any(p.needs_ocr == "damaged" for p in document.pages):
        why = "文字编码损坏，字体没有可用的文字对照表"
    hint = "请提交由 Word 或 WPS 直接导出的 PDF，或提交 DOCX 原件"
    if pages and source.recognised is None:
        hint = f"请加 --ocr body 识别扫描页，或{hint.removeprefix('请')}"
    return InputError(f"{shown(source.name)} 没有可读取的文字（{why}）", hint)
