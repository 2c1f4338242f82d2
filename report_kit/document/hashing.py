"""Perceptual hashes of a document's pictures, made when asked: decoding pictures costs more than reading the text."""

from __future__ import annotations

import ctypes
import hashlib
import io
import zipfile
from typing import Any

import imagehash
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, UnidentifiedImageError

from report_kit.document.model import Block, Document

MAX_PIXELS = 60_000_000
SIDE = 256
"""Pictures are made this small before they are hashed; a hash looks at 32 × 32 points."""
THUMB = 64
"""Side of the small grey copy of a picture."""
_SMALLEST = 80
"""Pixels of a side under which a picture is a logo or a sign, not worth a copy."""
_LONGEST = 5
"""Times as long as high from which a picture is a line or a banner."""
MAX_DEPTH = 6
_IMAGE, _FORM = 3, 5


def hash_pictures(document: Document, data: bytes, password: str | None = None) -> None:
    """Fill `phash` (64 bits as 16 hexadecimal digits) and `thumbnail` of every image block; empty where a picture cannot
    be decoded, and no thumbnail of small ones.

    `data` are the bytes the document was read from, `password` opens a PDF."""
    wanted: dict[str, list[Block]] = {}
    for block in document.blocks:
        if block.type == "image" and block.sha256 and not block.phash:
            wanted.setdefault(block.sha256, []).append(block)
    if not wanted:
        return
    if document.file.format == "pdf":
        _of_pdf(data, password, wanted)
    else:
        _of_package(data, wanted)


def perceptual_hash(picture: Image.Image) -> str:
    """The hash of what a picture shows: alike for the same picture rescaled or recompressed."""
    return str(imagehash.phash(_small_grey(picture)))


def thumbnail(grey: Image.Image) -> bytes:
    """The small square copy of a grey picture, its sides drawn to one length."""
    return grey.resize((THUMB, THUMB), Image.Resampling.BOX).tobytes()


def _small_grey(picture: Image.Image) -> Image.Image:
    picture.draft("L", (SIDE, SIDE))
    grey = picture.convert("RGBA") if picture.mode in ("P", "LA", "PA") else picture
    if grey.mode == "RGBA":  # what is transparent is seen white
        grey = Image.alpha_composite(Image.new("RGBA", grey.size, "white"), grey)
    grey = grey.convert("L")
    grey.thumbnail((SIDE, SIDE))
    return grey


def _of_package(data: bytes, wanted: dict[str, list[Block]]) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if "/media/" not in f"/{entry.filename}" or entry.file_size > MAX_PIXELS:
                continue
            try:
                content = archive.read(entry)
                blocks = wanted.get(hashlib.sha256(content).hexdigest())
                if blocks:
                    _fill(blocks, _decoded(content))
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
                continue


def _decoded(content: bytes) -> Image.Image | None:
    try:
        picture = Image.open(io.BytesIO(content))
        if picture.width * picture.height > MAX_PIXELS:
            return None
        return picture
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _fill(blocks: list[Block], picture: Image.Image | None) -> None:
    if picture is None:
        return
    short, long = sorted(picture.size)
    try:
        grey = _small_grey(picture)
        mark = str(imagehash.phash(grey))
        copy = thumbnail(grey) if short >= _SMALLEST and long <= _LONGEST * short else b""
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return
    for block in blocks:
        block.phash, block.thumbnail = mark, copy


def _of_pdf(data: bytes, password: str | None, wanted: dict[str, list[Block]]) -> None:
    pages = sorted({b.page for blocks in wanted.values() for b in blocks if b.page is not None})
    document = pypdfium2.PdfDocument(data, password=password)
    try:
        for n in pages:
            page = pdfium.FPDF_LoadPage(document.raw, n - 1)
            if not page:
                continue
            try:
                count = pdfium.FPDFPage_CountObjects(page)
                items = [pdfium.FPDFPage_GetObject(page, i) for i in range(max(0, count))]
                _hash_objects(items, wanted, 0)
            finally:
                pdfium.FPDF_ClosePage(page)
    finally:
        document.close()


def _hash_objects(items: list[Any], wanted: dict[str, list[Block]], depth: int) -> None:
    for item in items:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == _FORM and depth < MAX_DEPTH:
            count = max(0, pdfium.FPDFFormObj_CountObjects(item))
            _hash_objects([pdfium.FPDFFormObj_GetObject(item, i) for i in range(count)], wanted, depth + 1)
        elif kind == _IMAGE:
            blocks = wanted.get(_digest(item))
            if blocks and not blocks[0].phash:
                _fill(blocks, _bitmap(item))


def _digest(item: Any) -> str:
    """The hash of an image as it is filed, as `PageImage.sha256`."""
    length = pdfium.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if length <= 0 or length > 64 << 20:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFImageObj_GetImageDataRaw(item, buffer, length)
    return hashlib.sha256(buffer).hexdigest()


def _bitmap(item: Any) -> Image.Image | None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    if not 0 < width.value * height.value <= MAX_PIXELS:
        return None
    raw = pdfium.FPDFImageObj_GetBitmap(item)
    if not raw:
        return None
    try:
        picture: Image.Image = pypdfium2.PdfBitmap.from_raw(raw).to_pil().copy()
        return picture
    finally:
        pdfium.FPDFBitmap_Destroy(raw)
