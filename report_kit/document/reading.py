"""A file → Document: the format is told by the content, never by the name."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from report_kit.document.model import Document
from report_kit.errors import InputError

MAX_BYTES = 300 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_AS_PDF = "请在 Word、WPS 或阅读器里另存（导出）为 PDF 或 DOCX 后再提交"


def read(path: str | Path, *, password: str | None = None) -> Document:
    """The document in `path` (DOCX or PDF with text).

    Raises InputError, in Chinese, when the file is missing, of another kind, damaged, protected by a password that is
    not given, or has no text."""
    path = Path(path)
    return read_bytes(_load(path), path.name, password=password)


def _load(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"{path} 是文件夹，不是报告文件", "请给出 DOCX 或 PDF 文件")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name} 超过 {MAX_BYTES // 1024 // 1024} MB", "请压缩文件中的图片后再提交")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"找不到文件 {path}", "请核对路径和文件名") from None
    except OSError as error:
        raise InputError(
            f"无法读取文件 {path}（{error.strerror}）", "请检查文件权限，或先关闭正在使用它的程序"
        ) from None


def read_bytes(data: bytes, name: str, *, password: str | None = None) -> Document:
    """The document in `data`; `name` is only shown in messages."""
    form = sniff(data)
    if form == "pdf":
        from report_kit.document.pdf import read_pdf

        document = read_pdf(data, name, password=password)
    elif form == "docx":
        from report_kit.document.docx import read_docx

        document = read_docx(data, name, password=password)
    else:
        raise InputError(f"{name} {form}", _AS_PDF)
    if not any(text.strip() for text in document.text()):
        raise InputError(
            f"{name} 没有可读取的文字（{'每页只有图像，可能是扫描件' if form == 'pdf' else '正文为空'}）",
            "请提交由 Word 或 WPS 直接导出的 PDF，或提交 DOCX 原件",
        )
    return document


def sniff(data: bytes) -> str:
    """`docx` or `pdf` by content, else a Chinese phrase that says what the file is."""
    if not data:
        return "是空文件"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        return _sniff_ole(data)
    if data.startswith(b"{\\rtf"):
        return "是 RTF 文件"
    if data.startswith(_PICTURES):
        return "是图片，不是报告文件"
    return "不是 DOCX 或 PDF 文件"


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return "docx"  # the reader says what is damaged
    if any(n.startswith("word/") for n in names):
        return "docx"
    if any(n.startswith("xl/") for n in names):
        return "是 Excel 表格，不能当作报告检查"
    if any(n.startswith("ppt/") for n in names):
        return "是演示文稿，不能当作报告检查"
    if "OFD.xml" in names:
        return "是 OFD 版式文件，暂不支持"
    if "mimetype" in names and "content.xml" in names:
        return "是 OpenDocument（ODT）文件"
    return "是压缩包，不是单个报告文件"


def _sniff_ole(data: bytes) -> str:
    # An encrypted DOCX is an OLE container; the stream names are UTF-16 in its directory.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "docx"
    if "WordDocument".encode("utf-16-le") in data:
        return "是旧版 Word 文件（.doc 或 .wps）"
    if "Workbook".encode("utf-16-le") in data:
        return "是旧版 Excel 文件（.xls）"
    return "是旧版 Office 文件"


def digest(data: bytes) -> str:
    """SHA-256 of the file, the key by which results are stored."""
    return hashlib.sha256(data).hexdigest()
