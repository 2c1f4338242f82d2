"""The gate every input file passes: what it is by its content, how much of it may be unpacked, XML without entities.

Nothing here writes to disk, opens another file or a connection."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from report_kit.errors import InputError

FileKind = Literal[
    "docx",
    "pdf",
    "xlsx",
    "pptx",
    "odf",
    "ofd",
    "zip",
    "doc",
    "xls",
    "ole",
    "encrypted",
    "rtf",
    "html",
    "image",
    "empty",
    "unknown",
]

KIND_NAMES: dict[FileKind, str] = {
    "docx": "Word 文档（DOCX）",
    "pdf": "PDF 文件",
    "xlsx": "Excel 工作簿",
    "pptx": "PowerPoint 演示文稿",
    "odf": "OpenDocument 文档（ODF）",
    "ofd": "OFD 版式文件",
    "zip": "压缩包",
    "doc": "旧版 Word 文档（.doc）",
    "xls": "旧版 Excel 工作簿（.xls）",
    "ole": "旧版 Office 文件",
    "encrypted": "加密的 Office 文件",
    "rtf": "RTF 文档",
    "html": "网页文件",
    "image": "图片",
    "empty": "空文件",
    "unknown": "无法识别的文件",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may unpack to, in bytes; ratio counts only beyond `ratio_from` bytes."""

    total: int = 500 * 2**20
    part: int = 200 * 2**20
    entries: int = 20_000
    ratio: int = 200
    ratio_from: int = 20 * 2**20


def _zip_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {n.lstrip("/").replace("\\", "/").lower() for n in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        # A damaged archive: the names of its parts still stand in the bytes.
        return "docx" if b"word/document" in data else "zip"
    if "ofd.xml" in names:
        return "ofd"
    if "mimetype" in names and ("content.xml" in names or "meta-inf/manifest.xml" in names):
        return "odf"
    for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(n.startswith(folder) for n in names):
            return kind  # type: ignore[return-value]
    return "docx" if "[content_types].xml" in names else "zip"


def _ole_kind(data: bytes) -> FileKind:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "encrypted"
    if holds("WordDocument"):
        return "doc"
    return "xls" if holds("Workbook") else "ole"


def identify(data: bytes) -> FileKind:
    """What a file is, told by its content, whatever its name says."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        return "empty"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _ole_kind(data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data[:3] == b"\xff\xd8\xff" or data[:8] == b"\x89PNG\r\n\x1a\n" or data[:4] in (b"II*\x00", b"MM\x00*", b"GIF8"):
        return "image"
    lowered = head[:200].lower()
    return "html" if lowered.startswith((b"<!doctype html", b"<html")) else "unknown"


def open_archive(data: bytes, name: str, limits: Limits | None = None) -> zipfile.ZipFile:
    """The zip package in `data`, after a look at what it would unpack to; InputError when damaged or a bomb."""
    limits = limits or Limits()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise damaged(name) from error
    total = sum(e.file_size for e in entries)
    if len(entries) > limits.entries or total > limits.total:
        raise InputError(
            f"文件「{name}」解压后过大（{total / 2**20:.0f} MB，{len(entries)} 个部件），可能是恶意构造的文件，已拒绝读取",
            "请确认文件来源；如确为报告，请压缩其中的图片后另存再试",
        )
    for entry in entries:
        too_dense = entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(entry.compress_size, 1)
        if too_dense:
            raise InputError(
                f"文件「{name}」中的部件「{entry.filename[:80]}」压缩比异常，可能是恶意构造的文件，已拒绝读取",
                "请确认文件来源，用 Word 或 WPS 打开后另存为 DOCX 再试",
            )
    return archive


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limits: Limits | None = None) -> bytes:
    """One part of the package, never more of it than its header says; InputError when damaged or too big."""
    limits = limits or Limits()
    if entry.file_size > limits.part:
        raise InputError(f"文件「{name}」中的部件「{entry.filename[:80]}」过大，已拒绝读取", "请确认文件来源")
    if entry.flag_bits & 1:
        raise InputError(f"文件「{name}」是加密的压缩包，无法读取", "请解除加密后再试")
    try:
        with archive.open(entry) as stream:
            return stream.read(limits.part + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise damaged(name) from error


def damaged(name: str) -> InputError:
    """The message for a package that cannot be opened."""
    return InputError(f"文件「{name}」已损坏，无法打开", "请用 Word 或 WPS 打开并另存为 DOCX，或重新获取该文件")


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML part. No entities, no DTD, no network, no depth over 256; XMLSyntaxError or ValueError otherwise."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("document type declarations are not allowed")
    return root


def refuse(kind: FileKind, name: str) -> InputError:
    """The message for a file that is no DOCX, naming what it is and what to do."""
    hints: dict[FileKind, str] = {
        "pdf": "请按 PDF 读取（扩展名改为 .pdf）",
        "xlsx": "报告须为 PDF 或 DOCX；表格可作为佐证材料提交",
        "pptx": "请另存为 PDF 后再试",
        "odf": "请用 WPS、Word 或 LibreOffice 另存为 DOCX 后再试",
        "ofd": "请用 OFD 阅读器导出为 PDF 后再试",
        "zip": "请解压后选择其中的 DOCX 或 PDF 文件",
        "doc": "请用 Word 或 WPS 另存为 DOCX 后再试",
        "rtf": "请用 Word 或 WPS 另存为 DOCX 后再试",
        "html": "请用浏览器或 Word 另存为 PDF 或 DOCX 后再试",
        "image": "请将扫描图片合并为 PDF 后再试",
        "empty": "请重新获取该文件",
    }
    return InputError(
        f"文件「{name}」不是 DOCX，而是{KIND_NAMES[kind]}", hints.get(kind, "请提供 DOCX 或 PDF 格式的报告")
    )
