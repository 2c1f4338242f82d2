"""Pictures as pages: an image file, or a DOCX that holds scanned pages and no text, as a PDF of pictures."""

from __future__ import annotations

import io
import re
import warnings

from report_kit.document import guard
from report_kit.errors import InputError

MAX_PAGES = 500
MAX_PIXELS = 60_000_000
"""Of one picture: an A3 sheet at 400 dpi has 31 million."""
A4 = (595.0, 842.0)
FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")


def image_as_pdf(data: bytes, name: str) -> bytes:
    """The pages of an image file (every one of a TIFF) as a PDF, each on a sheet as wide or high as A4.

    Raises InputError when it is damaged, too big, or none of JPEG, PNG, TIFF, BMP, GIF, WebP."""
    return _as_pdf([data], name)


def docx_as_pdf(data: bytes, name: str) -> bytes | None:
    """The pictures of whole pages in a DOCX, in the order of its text, as a PDF; None when there is none."""
    with guard.open_archive(data, name) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        relations = entries.get("word/_rels/document.xml.rels")
        body = entries.get("word/document.xml")
        if relations is None or body is None:
            return None
        targets = {
            str(r.get("Id")): str(r.get("Target", "")).lstrip("/")
            for r in guard.parse_xml(guard.read_entry(archive, relations, name))
        }
        shown = re.findall(rb'r:(?:embed|id|pict)="([^"]{1,60})"', guard.read_entry(archive, body, name))
        pictures: list[bytes] = []
        for reference in shown[:MAX_PAGES]:
            target = targets.get(reference.decode("utf-8", "replace"), "")
            entry = entries.get(target if target.startswith("word/") else f"word/{target}")
            if entry is not None and "/media/" in entry.filename:
                picture = guard.read_entry(archive, entry, name)
                if _is_page(picture):
                    pictures.append(picture)
    return _as_pdf(pictures, name) if pictures else None


def _is_page(data: bytes) -> bool:
    """Whether a picture has the size and shape of a scanned page."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    long, short = max(width, height), max(min(width, height), 1)
    return long >= 1000 and 1.2 <= long / short <= 1.75


def _as_pdf(pictures: list[bytes], name: str) -> bytes:
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    pages: list[bytes] = []
    # Pillow only warns of large pictures; here they are refused by their size.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        for data in pictures:
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                for frame in ImageSequence.Iterator(image):
                    if frame.width * frame.height > MAX_PIXELS:
                        raise InputError(
                            f"图片「{name}」过大（{frame.width}×{frame.height}）", "请以 200—300 dpi 重新扫描"
                        )
                    if len(pages) >= MAX_PAGES:
                        raise InputError(f"图片「{name}」超过 {MAX_PAGES} 页", "请分成几个文件")
                    upright = ImageOps.exif_transpose(frame)
                    pages.append(_on_white(upright))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise InputError(
            f"图片「{name}」已损坏或格式不受支持", "请提交 JPG、PNG 或 TIFF，或将各页合并为一个 PDF"
        ) from error
    return _bound(pages)


def _on_white(image: object) -> bytes:
    """A picture as JPEG, transparent parts white."""
    from PIL import Image

    assert isinstance(image, Image.Image)
    if image.mode in ("RGBA", "LA", "P", "PA"):
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    target = io.BytesIO()
    image.convert("RGB").save(target, "JPEG", quality=92)
    return target.getvalue()


def _bound(pages: list[bytes]) -> bytes:
    """JPEGs as the pages of a PDF, as they are."""
    import pikepdf
    from PIL import Image

    with pikepdf.new() as pdf:
        for jpeg in pages:
            with Image.open(io.BytesIO(jpeg)) as image:
                width, height = image.size
            across, up = A4 if height >= width else (A4[1], A4[0])
            scale = min(across / width, up / height)
            picture = pikepdf.Stream(pdf, jpeg)
            picture.stream_dict = pikepdf.Dictionary(
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
                ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )  # fmt: skip
            page = pdf.add_blank_page(page_size=(width * scale, height * scale))
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=pdf.make_indirect(picture)))
            page.Contents = pikepdf.Stream(pdf, f"{width * scale:.3f} 0 0 {height * scale:.3f} 0 0 cm /P Do".encode())
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()
