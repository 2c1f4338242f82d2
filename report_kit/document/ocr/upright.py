"""A page as it was laid on the scanner → upright: quarter turns, then the small slant taken out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from report_kit.document.ocr.engine import Engine, Picture

SAMPLE, SAMPLE_LENGTH = 6, 9
"""So many lines of text, each cut to a length of so many heights, tell which side is up."""
LEAST_SLANT, MOST_SLANT = 0.05, 12.0
"""Degrees: below the first nothing is gained by turning, beyond the second it is no slant."""

Corners = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Upright:
    """The picture set upright; `turns` clockwise quarter turns and `slant` degrees were needed. `boxes` are
    (x0, top, x1, bottom) of text, in pixels of the upright picture."""

    picture: Picture
    boxes: NDArray[np.float64]
    turns: int
    slant: float


def set_upright(picture: Picture, engine: Engine) -> Upright:
    """Turns a page until its text stands upright and level."""
    corners = engine.detect(picture)
    turns = 0
    if _lines_run_down(corners):
        picture, turns = np.ascontiguousarray(np.rot90(picture, -1)), 1
        corners = engine.detect(picture)
    if _upside_down(picture, corners, engine):
        height, width = picture.shape[:2]
        picture, turns = np.ascontiguousarray(np.rot90(picture, 2)), turns + 2
        corners = np.array([width, height]) - corners[:, [2, 3, 0, 1]]
    slant = _slant(corners)
    if slant is None:
        slant = _slant_of_rules(picture)
    if abs(slant) >= LEAST_SLANT:
        picture, corners = _levelled(picture, corners, slant)
    else:
        slant = 0.0
    return Upright(picture, _boxes(corners), turns, slant)


def _upside_down(picture: Picture, corners: Corners, engine: Engine) -> bool:
    """Whether lines are read with more confidence when they are turned by half."""
    strips = _sample(picture, corners)
    turned = [np.ascontiguousarray(strip[::-1, ::-1]) for strip in strips]
    readings = engine.recognise(strips + turned)
    as_is, otherwise = readings[: len(strips)], readings[len(strips) :]
    return sum(r.confidence for r in otherwise) > sum(r.confidence for r in as_is) + 0.05 * len(strips)


def _sample(picture: Picture, corners: Corners) -> list[Picture]:
    """Pieces of the lines of text that have about the right length, from all over the page."""
    if not len(corners):
        return []
    across, down = _sides(corners)
    long = np.flatnonzero(across > 3 * down)
    chosen = long[np.argsort(np.abs(across[long] / down[long] - SAMPLE_LENGTH), kind="stable")[:SAMPLE]]
    strips = []
    for box in corners[chosen]:
        x0, top = np.maximum(np.floor(box.min(axis=0)).astype(int), 0)
        x1, bottom = np.ceil(box.max(axis=0)).astype(int)
        strips.append(picture[top:bottom, x0 : min(x1, x0 + SAMPLE_LENGTH * int(bottom - top))])
    return [np.ascontiguousarray(s) for s in strips if s.size]


def _sides(corners: Corners) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    across = np.linalg.norm(corners[:, 1] - corners[:, 0], axis=1)
    down = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
    return across, down


def _lines_run_down(corners: Corners) -> bool:
    """Whether most of the text, by length, runs from top to bottom."""
    if not len(corners):
        return False
    across, down = _sides(corners)
    return bool(down[down > 1.8 * across].sum() > across[across > 1.8 * down].sum())


def _slant(corners: Corners) -> float | None:
    """Degrees by which lines of text fall to the right: the median of the long ones, the longer the weightier. None
    where there are too few."""
    if not len(corners):
        return None
    across, down = _sides(corners)
    long = (across > 8 * down) & (across > 100)
    if long.sum() < 3:
        return None
    steps = ((corners[long, 1] - corners[long, 0]) + (corners[long, 2] - corners[long, 3])) / 2
    return _middle(np.degrees(np.arctan2(steps[:, 1], steps[:, 0])), across[long])


def _slant_of_rules(picture: Picture) -> float:
    """Degrees by which long straight lines fall to the right; 0 where there are none."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    least = 0.25 * picture.shape[1]
    found = cv2.HoughLinesP(cv2.Canny(grey, 60, 180), 1, np.pi / 1800, 120, minLineLength=least, maxLineGap=8)
    if found is None:
        return 0.0
    x0, y0, x1, y1 = found.reshape(-1, 4).T.astype(np.float64)
    angles, lengths = np.degrees(np.arctan2(y1 - y0, x1 - x0)), np.hypot(x1 - x0, y1 - y0)
    level = np.abs(angles) <= MOST_SLANT
    return _middle(angles[level], lengths[level]) if level.any() else 0.0


def _middle(angles: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """The weighted median; 0 where it is no slant any more."""
    order = np.argsort(angles)
    sums = np.cumsum(weights[order])
    middle = float(angles[order][np.searchsorted(sums, sums[-1] / 2)])
    return middle if abs(middle) <= MOST_SLANT else 0.0


def _levelled(picture: Picture, corners: Corners, slant: float) -> tuple[Picture, Corners]:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1.0)
    level = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )  # fmt: skip
    return np.asarray(level, dtype=np.uint8), corners @ turn[:, :2].T + turn[:, 2]


def _boxes(corners: Corners) -> NDArray[np.float64]:
    """Level boxes: of a box's two upper and two lower corners the middles, so that a rest of slant does not widen it."""
    if not len(corners):
        return np.zeros((0, 4))
    left, right = corners[:, [0, 3], 0].mean(axis=1), corners[:, [1, 2], 0].mean(axis=1)
    top, bottom = corners[:, [0, 1], 1].mean(axis=1), corners[:, [2, 3], 1].mean(axis=1)
    return np.stack([left, top, right, bottom], axis=1)
