"""The gate every package passes: how much of it may be unpacked, XML without entities. (What a file is: kinds.py.)

Nothing here writes to disk, opens another file or a connection."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from report_kit.errors import InputError

MAX_FILE_BYTES = 300 * 2**20
"""No file bigger than this is read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may unpack to, in bytes; ratio counts only beyond `ratio_from` bytes."""

    total: int = 500 * 2**20
    part: int = 200 * 2**20
    entries: int = 20_000
    ratio: int = 200
    ratio_from: int = 20 * 2**20


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
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]
            raise MemoryError from error
        raise
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("document type declarations are not allowed")
    return root
