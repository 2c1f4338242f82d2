"""What cameras and programs wrote into the pictures of a file: software, the moment of taking, whether there is a place.

Only the heads of pictures are read; nothing is decoded."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime

from report_kit.document import kinds
from report_kit.document.traces import Photograph

MAX_PICTURES = 2000
MAX_BYTES = 40 << 20
_HEAD = 1 << 17
_SOFTWARE, _PROCESSED, _CAMERA = 0x0131, 0x000B, 0x0110
_TAKEN, _DIGITISED = 0x9003, 0x9004
_MARKS = (b"Exif", b"eXIf", b"xmp:CreatorTool")
_CREATOR = re.compile(rb"xmp:CreatorTool(?:=\"|>)([^\"<]{1,80})")


def read_photographs(data: bytes, password: str | None) -> dict[str, Photograph]:
    """What pictures of a DOCX or PDF tell of themselves, by the SHA-256 of the picture as it is filed; pictures that
    tell nothing are left out."""
    found: dict[str, Photograph] = {}
    source = _of_pdf(data, password) if kinds.by_beginning(data) == "pdf" else _of_package(data)
    for number, content in enumerate(source):
        if number >= MAX_PICTURES:
            break
        if (told := _told(content)) is not None:
            found[hashlib.sha256(content).hexdigest()] = told
    return found


def _of_package(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if "/media/" in f"/{entry.filename}" and entry.file_size <= MAX_BYTES:
                    try:
                        yield archive.read(entry)
                    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
                        continue
    except (zipfile.BadZipFile, OSError, ValueError):
        return


def _of_pdf(data: bytes, password: str | None) -> Iterator[bytes]:
    """JPEG streams: the only ones that keep what a camera wrote."""
    told = b"/Encrypt" in data or any(mark in data for mark in _MARKS)
    if not told or b"DCTDecode" not in data:
        return
    import pikepdf

    from report_kit.document.pdf.objects import FAULTS, open_objects

    pdf = open_objects(data, password)
    if pdf is None:
        return
    with pdf:
        for item in pdf.objects:
            try:
                if isinstance(item, pikepdf.Stream) and item.get("/Filter") == pikepdf.Name.DCTDecode:
                    yield item.read_raw_bytes()
            except FAULTS:
                continue


def _told(content: bytes) -> Photograph | None:
    if not any(mark in content[:_HEAD] for mark in _MARKS):
        return None
    from PIL import ExifTags, Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            exif = picture.getexif()
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        software = _word(exif.get(_SOFTWARE) or exif.get(_PROCESSED))
        placed = bool(exif.get_ifd(ExifTags.IFD.GPSInfo).get(2))
        camera = _word(exif.get(_CAMERA))
    except Exception:  # hostile bytes in a foreign parser: any failure only means that the picture tells nothing
        return None
    if not software and (match := _CREATOR.search(content[:_HEAD])):
        software = match[1].decode("utf-8", "replace")
    taken = _moment(inner.get(_TAKEN) or inner.get(_DIGITISED))
    return Photograph(software, taken, camera, placed) if software or taken or camera or placed else None


def _word(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return "".join(c for c in text if c.isprintable()).strip()[:80]


def _moment(value: object) -> str:
    try:
        return datetime.strptime(_word(value)[:19], "%Y:%m:%d %H:%M:%S").isoformat()
    except ValueError:
        return ""
