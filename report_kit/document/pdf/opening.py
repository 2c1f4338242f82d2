"""Opening a PDF: passwords and damage as messages for the user; properties and outline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from report_kit.document.pdf.characters import clean
from report_kit.document.pdf.dates import iso_date
from report_kit.document.pdf.objects import rewritten
from report_kit.document.pdf.titles import OutlineEntry
from report_kit.errors import InputError

MAX_OUTLINE = 5000


@contextmanager
def open_pdf(data: bytes, name: str, password: str | None, notes: list[str] | None = None) -> Iterator[Any]:
    """An open pypdfium2 document, closed at the end; `notes` hears of a repair."""
    pdf = _open(data, name, password, notes)
    try:
        if len(pdf) == 0:
            pdf.close()
            pdf = _open_repaired(data, name, password, notes)
        if len(pdf) == 0:
            raise InputError(f"{name} 没有可以打开的页", "文件可能不完整，请重新导出或重新下载后再试")
        yield pdf
    finally:
        pdf.close()


def _open(data: bytes, name: str, password: str | None, notes: list[str] | None) -> Any:
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{name} 不是 PDF 文件", "请提交由 Word 或 WPS 导出的 PDF")
    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium.FPDF_ERR_PASSWORD:
            if password:
                raise InputError(f"{name} 的密码不对", "请核对后用 --password 重新给出") from None
            raise InputError(f"{name} 有打开密码", "请用 --password 给出密码，或提交未加密的文件") from None
        if code == pdfium.FPDF_ERR_SECURITY:
            raise InputError(f"{name} 使用了不支持的加密方式", "请提交未加密的文件") from None
        return _open_repaired(data, name, password, notes)


def _open_repaired(data: bytes, name: str, password: str | None, notes: list[str] | None) -> Any:
    """What pdfium rejects may be mended by qpdf writing it anew, in memory."""
    mended = rewritten(data, password)
    if mended is not None:
        try:
            pdf = pypdfium2.PdfDocument(mended)
        except pypdfium2.PdfiumError:
            pass
        else:
            if notes is not None:
                notes.append("文件结构有损坏，修复后读取（原文件没有改动）；请重新导出后再提交")
            return pdf
    raise InputError(f"{name} 已损坏或不完整，无法打开", "请重新导出 PDF，或重新下载后再试")


_KEYS = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "Creator": "creator",
    "Producer": "producer",
    "CreationDate": "created",
    "ModDate": "modified",
}


def properties(pdf: Any) -> dict[str, str]:
    """The information dictionary under the contract's names; dates as ISO 8601."""
    found = {}
    for key in _KEYS:
        try:
            value = pdf.get_metadata_value(key)
        except UnicodeDecodeError:  # a damaged string
            continue
        if value.strip("\x00 ") not in ("", "(unspecified)", "(anonymous)"):
            text = value.strip("\x00 ")
            found[_KEYS[key]] = iso_date(text) if key.endswith("Date") else text
    return found


def outline(pdf: Any) -> list[OutlineEntry]:
    """The bookmarks, at most 5,000; damaged ones are passed over."""
    entries: list[OutlineEntry] = []
    try:
        for bookmark in pdf.get_toc(max_depth=9):
            if len(entries) >= MAX_OUTLINE:
                break
            title = re.sub(r"\s", "", clean(bookmark.get_title()))
            target = bookmark.get_dest()
            index = target.get_index() if target else None
            if title:
                entries.append(OutlineEntry(title, bookmark.level + 1, 0 if index is None else index + 1))
    except (pypdfium2.PdfiumError, UnicodeDecodeError, RecursionError):
        return entries
    return entries
