"""One picture of a page → what stands on it."""

from __future__ import annotations

import cv2
import numpy as np

from report_kit.document.model import BBox
from report_kit.document.ocr.engine import Engine, Picture
from report_kit.document.ocr.ruling import find_ruling, ink_of
from report_kit.document.ocr.seals import find_seals, red_ink
from report_kit.document.ocr.seen import ScannedPage
from report_kit.document.ocr.upright import set_upright
from report_kit.document.ocr.words import read_words


def recognise_page(picture: Picture, scale: float, engine: Engine) -> ScannedPage:
    """Everything on a picture (blue, green, red) with `scale` pixels a point."""
    seals = find_seals(picture, scale)
    clean = _without_seals(picture, seals, scale) if seals else picture
    upright = set_upright(clean, engine)
    page = upright.picture
    height, width = page.shape[:2]
    found = ScannedPage(width / scale, height / scale, upright.turns, round(upright.slant, 2), seals=seals)
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    ink = ink_of(grey)
    ruling = find_ruling(grey, ink, upright.boxes, scale)
    ink[ruling.mask > 0] = 0
    page = _without(page, ruling.mask)
    found.words = read_words(page, ink, upright.boxes, ruling, scale, engine)
    found.horizontals = [(y / scale, a / scale, b / scale) for y, a, b in ruling.horizontals]
    found.verticals = [(x / scale, a / scale, b / scale) for x, a, b in ruling.verticals]
    return found


def _without(picture: Picture, mask: Picture) -> Picture:
    """The picture with the masked ink painted over in the shade of the paper."""
    paper = np.percentile(picture[::7, ::7].reshape(-1, 3), 80, axis=0).astype(np.uint8)
    painted = picture.copy()
    painted[mask > 0] = paper
    return painted


def _without_seals(picture: Picture, seals: list[BBox], scale: float) -> Picture:
    """Stamping ink taken off, so that the name and date below it can be read: in the red of the picture it is paper."""
    clean = picture.copy()
    red = cv2.dilate(red_ink(picture), np.ones((3, 3), np.uint8)) > 0
    for x0, top, x1, bottom in seals:
        part = (slice(int(top * scale), int(bottom * scale) + 1), slice(int(x0 * scale), int(x1 * scale) + 1))
        spot = clean[part]
        light = np.repeat(spot[:, :, 2:3], 3, axis=2)
        spot[red[part]] = light[red[part]]
    return clean
