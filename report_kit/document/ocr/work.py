"""What runs in the worker process: one open file, one page after another. pdfium and the models live here only.

The caller imports this module too, so the libraries of the extra are imported when they are used."""

from __future__ import annotations

from typing import Any

import numpy as np

from report_kit.document.model import BBox
from report_kit.document.ocr.compare import differences
from report_kit.document.ocr.engine import Engine, Picture
from report_kit.document.ocr.seen import Sight
from report_kit.document.pdf.opening import open_pdf
from report_kit.document.pdf.pages import load_page

DPI = 200
LARGEST = 3600
"""Pixels of the longer side of a picture at most: huge sheets are read smaller."""


_pdf: Any = None
_closer: Any = None


def take(data: bytes, name: str, password: str | None, load_models: bool = True) -> None:
    """Opens the file whose pages are asked for next, and loads the models."""
    global _pdf, _closer
    if _closer is not None:
        _closer.__exit__(None, None, None)
    _closer = open_pdf(data, name, password)
    _pdf = _closer.__enter__()
    if load_models:
        _engine()


def _engine() -> Engine:
    from report_kit.document.ocr.engine import engine

    return engine()


def look_at(n: int) -> Sight | None:
    """Page `n` (from 1) recognised; None where no file is open (a worker that was started anew)."""
    if _pdf is None:
        return None
    from report_kit.document.ocr.page import recognise_page

    picture, scale = _render(n)
    page = recognise_page(picture, scale, _engine())
    layer = load_page(_pdf.raw, n - 1)
    if layer is None or not layer.segments:
        return Sight(page, [])
    return Sight(page, differences(layer, page, n))


def seals_of(n: int) -> list[BBox] | None:
    """Boxes of the red seals on page `n`; None where no file is open."""
    if _pdf is None:
        return None
    from report_kit.document.ocr.seals import find_seals

    picture, scale = _render(n, dpi=100)
    return find_seals(picture, scale)


def _render(n: int, dpi: int = DPI) -> tuple[Picture, float]:
    """Page `n` as displayed (blue, green, red) and its pixels a point."""
    page = _pdf[n - 1]
    scale = min(dpi / 72, LARGEST / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, rev_byteorder=False)
    picture = bitmap.to_numpy()
    if picture.ndim == 2 or picture.shape[2] == 1:
        picture = np.repeat(picture.reshape(*picture.shape[:2], 1), 3, axis=2)
    picture = np.ascontiguousarray(picture[:, :, :3])
    page.close()
    return picture, scale
