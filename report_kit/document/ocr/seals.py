"""Red seals on a page: round, oval or square prints of the size that offices use."""

from __future__ import annotations

import cv2
import numpy as np

from report_kit.document.model import BBox
from report_kit.document.ocr.engine import Picture

LEAST, MOST = 40.0, 170.0
"""Sides of a seal in points: 14 to 60 mm. Official ones have 30 to 58 mm."""


def red_ink(picture: Picture) -> Picture:
    """Where a picture is red as stamping ink is (255)."""
    hsv = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)
    low = cv2.inRange(hsv, np.array((0, 50, 70)), np.array((12, 255, 255)))
    high = cv2.inRange(hsv, np.array((165, 50, 70)), np.array((180, 255, 255)))
    return np.asarray(cv2.bitwise_or(low, high), dtype=np.uint8)


def find_seals(picture: Picture, scale: float) -> list[BBox]:
    """Boxes (points) of seals on a picture with `scale` pixels a point."""
    red = red_ink(picture)
    if cv2.countNonZero(red) < 200:
        return []
    reach = max(3, round(3.5 * scale) | 1)
    whole = cv2.morphologyEx(red, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    found: list[BBox] = []
    for number in range(1, count):
        x, y, width, height, _ = (int(v) for v in stats[number])
        if not (LEAST <= width / scale <= MOST and LEAST <= height / scale <= MOST):
            continue
        if not 0.55 <= width / height <= 1.8:
            continue
        region = labels[y : y + height, x : x + width] == number
        if _is_seal(region, red[y : y + height, x : x + width] > 0):
            found.append((x / scale, y / scale, (x + width) / scale, (y + height) / scale))
    return found


def _is_seal(
    region: np.ndarray[tuple[int, int], np.dtype[np.bool_]], red: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
) -> bool:
    """Red along the whole outline and paper within: a picture in red is filled, a red heading has no outline."""
    share = float((region & red).mean())
    if not 0.06 <= share <= 0.75:
        return False
    return _outlined(region & red)


def _outlined(red: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> bool:
    """Whether, looking from the middle, red stands near the edge in nearly every direction (oval or square)."""
    height, width = red.shape
    ys, xs = np.nonzero(red)
    across, down = (xs - width / 2) / (width / 2), (ys - height / 2) / (height / 2)
    directions = (np.degrees(np.arctan2(down, across)) // 10).astype(int) % 36
    oval = np.hypot(across, down)
    square = np.maximum(np.abs(across), np.abs(down))
    for reach in (oval, square):
        near = (reach > 0.82) & (reach < 1.06)
        if len(np.unique(directions[near])) >= 29:
            return True
    return False
