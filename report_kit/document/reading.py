"""A file → Document: the format is told by the content, never by the name."""

from __future__ import annotations

from pathlib import Path

from report_kit.document import guard
from report_kit.document.model import Document
from report_kit.errors import InputError

MAX_BYTES = 300 * 1024 * 1024


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
    form = "pdf" if guard.identify(data) == "pdf" else "docx"
    if form == "pdf":
        from report_kit.document.pdf import read_pdf

        document = read_pdf(data, name, password=password)
    else:  # the gate of the DOCX reader names every other kind of file and says what to do
        from report_kit.document.docx import read_docx

        document = read_docx(data, name, password=password)
    if not any(text.strip() for text in document.text()):
        raise InputError(
            f"{name} 没有可读取的文字（{'每页只有图像，可能是扫描件' if form == 'pdf' else '正文为空'}）",
            "请提交由 Word 或 WPS 直接导出的 PDF，或提交 DOCX 原件",
        )
    return document
