"""What a file is, told by its content, whatever its name says; and what to do with a file that is no report."""

from __future__ import annotations

import io
import zipfile
from typing import Literal, NamedTuple

from report_kit.errors import InputError

FileKind = Literal[
    "docx", "pdf", "doc", "works", "rtf", "odt", "encrypted", "xlsx", "xls", "pptx", "ppt", "ods", "odp", "ole", "ofd",
    "ceb", "caj", "xps", "epub", "pages", "uof", "zip", "rar", "7z", "gzip", "html", "mht", "xml", "text", "image",
    "program", "drawing", "empty", "unknown",
]  # fmt: skip


class Kind(NamedTuple):
    """A kind of file by name, and how to make a report of it that can be read."""

    name: str
    hint: str


_SAVE_WORD = "请用 Word 或 WPS 打开，“另存为”DOCX，再试"
_SAVE_PDF = "请在原来的软件中“导出”或“打印”为 PDF，再试"
_EVIDENCE = "报告须为 PDF 或 DOCX；Excel 表格可作为佐证材料，用 --evidence 文件夹 给出"

KINDS: dict[FileKind, Kind] = {
    "docx": Kind("Word 文档（DOCX）", ""),
    "pdf": Kind("PDF 文件", ""),
    "doc": Kind("旧版 Word 或 WPS 文档（.doc、.wps）", _SAVE_WORD),
    "works": Kind("Microsoft Works 文档（.wps）", _SAVE_WORD),
    "rtf": Kind("RTF 文档", _SAVE_WORD),
    "odt": Kind("OpenDocument 文档（.odt）", _SAVE_WORD),
    "encrypted": Kind("加密的 Office 文件", "请用 --password 给出密码，或取消密码后再试"),
    "xlsx": Kind("Excel 工作簿", _EVIDENCE),
    "xls": Kind("旧版 Excel 或 WPS 表格（.xls、.et）", _EVIDENCE + "（请先另存为 XLSX）"),
    "pptx": Kind("PowerPoint 演示文稿", "请另存为 PDF 后再试"),
    "ppt": Kind("旧版 PowerPoint 或 WPS 演示（.ppt、.dps）", "请另存为 PDF 后再试"),
    "ods": Kind("OpenDocument 表格（.ods）", _EVIDENCE + "（请先另存为 XLSX）"),
    "odp": Kind("OpenDocument 演示或其他文件", "请另存为 PDF 后再试"),
    "ole": Kind("旧版 Office 文件", _SAVE_WORD),
    "ofd": Kind("OFD 版式文件", "请用 OFD 阅读器（数科、福昕、WPS 等）打开，“导出”或“打印”为 PDF，再试"),
    "ceb": Kind("方正 CEB 版式文件", "请用方正 Apabi Reader 打开，“打印”为 PDF，再试"),
    "caj": Kind("CAJ 文件", "请用 CAJViewer 打开，“打印”为 PDF，再试"),
    "xps": Kind("XPS 文件", _SAVE_PDF),
    "epub": Kind("EPUB 电子书", _SAVE_PDF),
    "pages": Kind("Apple Pages 文稿", "请在 Pages 中“导出”为 Word 或 PDF，再试"),
    "uof": Kind("标文通文档（UOF）", _SAVE_WORD),
    "zip": Kind("压缩包（ZIP）", "请解压后选择其中的 DOCX 或 PDF 文件"),
    "rar": Kind("压缩包（RAR）", "请解压后选择其中的 DOCX 或 PDF 文件"),
    "7z": Kind("压缩包（7z）", "请解压后选择其中的 DOCX 或 PDF 文件"),
    "gzip": Kind("压缩包（gz、xz、bz2）", "请解压后选择其中的 DOCX 或 PDF 文件"),
    "html": Kind("网页文件", "请用浏览器打开，“打印”为 PDF，再试"),
    "mht": Kind("网页存档（.mht）或邮件", "请用浏览器或 Word 打开，另存为 PDF 或 DOCX，再试"),
    "xml": Kind("XML 文件", "如是 Word 的 XML 文档，" + _SAVE_WORD),
    "text": Kind("纯文本文件", "报告须为 PDF 或 DOCX，请提交排版后的报告"),
    "image": Kind("图片", "请将各页图片按顺序合并为一个 PDF 后再试"),
    "program": Kind("可执行程序", "这不是报告，请勿打开来历不明的程序"),
    "drawing": Kind("CAD 图纸", _SAVE_PDF),
    "empty": Kind("空文件", "文件没有内容，请重新获取该文件"),
    "unknown": Kind("无法识别的文件", "请提供 DOCX 或 PDF 格式的报告"),
}
KIND_NAMES: dict[FileKind, str] = {key: kind.name for key, kind in KINDS.items()}

# LibreOffice makes a DOCX of these.
CONVERTIBLE: frozenset[FileKind] = frozenset({"doc", "works", "rtf", "odt"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"{\\rt", "rtf"), (b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\x00", "gzip"), (b"BZh", "gzip"), (b"\xff\xd8\xff", "image"), (b"\x89PNG\r\n\x1a\n", "image"),
    (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"GIF8", "image"), (b"8BPS", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"), (b"\x97JB2\r\n\x1a\n", "image"), (b"Founder CEB", "ceb"), (b"CAJ\x00", "caj"),
    (b"HN\x00\x00", "caj"), (b"MZ\x90\x00", "program"), (b"\x7fELF", "program"), (b"AC10", "drawing"),
)  # fmt: skip
_OLE_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("MatOST", "works"), ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
)  # fmt: skip
_ZIP_PARTS: tuple[tuple[str, FileKind], ...] = (
    ("ofd.xml", "ofd"), ("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("fixeddocseq.fdseq", "xps"),
    ("fixeddocumentsequence.fdseq", "xps"), ("index/document.iwa", "pages"), ("[content_types].xml", "docx"),
)  # fmt: skip
_MIMETYPES: tuple[tuple[bytes, FileKind], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"), (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument", "odp"), (b"application/epub+zip", "epub"),
)  # fmt: skip


def identify(data: bytes) -> FileKind:
    """What a file is, told by its content. Reads no more of an archive than its list of names."""
    kind = by_beginning(data)
    if kind == "zip":
        return _zip_kind(data)
    return _text_kind(data) if kind == "unknown" else kind


def by_beginning(data: bytes) -> FileKind:
    """What a file is, as far as its first bytes (in OLE files the names of its streams) tell: no archive is opened.

    A Word document in OOXML is `zip` here; an OpenDocument file is told by the entry that must come first."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not head:
        return "empty" if not data[1024:].strip(b"\x00 \t\r\n") else "unknown"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:8] == _OLE:
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data), "ole")
    if data[:4] in _ZIP:
        found = _mimetype(data[38:120]) if data[30:38] == b"mimetype" else None
        return found or "zip"
    bitmap = data[:2] == b"BM" and data[6:10] == bytes(4)
    if bitmap or data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    return next((kind for start, kind in _BEGINNINGS if head.startswith(start)), "unknown")


def _mimetype(content: bytes) -> FileKind | None:
    return next((kind for name, kind in _MIMETYPES if name in content), None)


def _zip_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {n.lstrip("/").replace("\\", "/").lower() for n in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        # A damaged archive: the names of its parts still stand in the bytes.
        return "docx" if b"word/document" in data else "zip"
    if "mimetype" in names and ("content.xml" in names or "meta-inf/manifest.xml" in names):
        return _mimetype(data) or "odp"
    return next((kind for part, kind in _ZIP_PARTS if any(n.startswith(part) for n in names)), "zip")


def _text_kind(data: bytes) -> FileKind:
    head = data[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text"
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        return "html"
    if b"mime-version:" in lowered or lowered.startswith((b"from:", b"received:", b"return-path:")):
        return "mht"
    if lowered.startswith((b"<?xml", b"<uof:")):
        return "uof" if b"<uof:uof" in lowered else "html" if b"<html" in lowered else "xml"
    return "text" if _readable(head) else "unknown"


def _readable(head: bytes) -> bool:
    """Whether bytes are text in UTF-8 or GB 18030, their last character perhaps cut."""
    if any(b < 32 and b not in b"\t\n\r\f" for b in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def refuse(kind: FileKind, name: str) -> InputError:
    """The message for a file that is no report: what it is and what to do."""
    found = KINDS[kind]
    return InputError(f"文件「{name}」不是可以检查的报告，而是{found.name}", found.hint or KINDS["unknown"].hint)
