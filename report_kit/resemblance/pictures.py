"""Pictures found again: a hash of the middle that a rescaled, recompressed, slightly cropped or rotated copy shares, and a
small grey copy to look closer. All numbers stay small: a look-up works on packed arrays of hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report_kit.document.hashing import THUMB
from report_kit.document.model import Document

Grey = NDArray[np.float32]
Bits = NDArray[np.uint64]

_FREQUENCIES = 8
_MIDDLE = 0.8
"""What of a filed picture is hashed: its middle is still there when up to a tenth is cut off at a side."""
_SIZES = (0.70, 0.75, 0.80, 0.88)
_STEPS = 5
_ANGLES = (-2.0, 0.0, 2.0)
_BANDS = 4
_NEAR = 11
"""Bits of 64 in which a candidate may differ: the grey copies decide."""
_MOST_LOOKED_AT = 8
SAME = 0.95
"""Correlation of the grey copies, laid over each other, from which two pictures are one."""
SAME_DRAWN = 0.985
"""The same for drawings on white, which resemble each other by their paper."""
_COARSE = 0.3
_PLAIN = 14.0
"""Spread of grey (of 255) under which a picture shows nothing to be recognised by."""
_WHITE = 235.0


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture of a report: `thumbnail` are THUMB × THUMB grey bytes."""

    block: str
    sha256: str
    thumbnail: bytes
    caption: str = ""
    page: int | None = None

    @property
    def grey(self) -> Grey:
        return np.frombuffer(self.thumbnail, np.uint8).reshape(THUMB, THUMB).astype(np.float32)

    @property
    def is_drawn(self) -> bool:
        """Whether it is mostly white paper: a diagram, a table, a certificate, a logo."""
        return float((self.grey >= _WHITE).mean()) > 0.5

    @property
    def is_plain(self) -> bool:
        """Whether there is too little in it to tell it from others."""
        return float(self.grey.std()) < _PLAIN


def shown(document: Document) -> list[Shown]:
    """The pictures of a report's body that can be recognised again, each file once."""
    found: dict[str, Shown] = {}
    scanned = {p.n for p in document.pages if p.source != "text" or p.needs_ocr}
    for block in document.blocks:
        if block.page in scanned:  # the picture of a whole page, its text is compared
            continue
        if block.type == "image" and block.thumbnail and block.where in (None, "textbox", "annex"):
            one = Shown(block.id, block.sha256, block.thumbnail, block.caption, block.page)
            if not one.is_plain and block.sha256 not in found:
                found[block.sha256] = one
    return list(found.values())


def middle_hash(thumbnail: bytes) -> int:
    """The hash a picture is filed by, as a signed number: of its middle."""
    grey = np.frombuffer(thumbnail, np.uint8).reshape(THUMB, THUMB).astype(np.float32)
    edge = (1 - _MIDDLE) / 2
    rows = _window(edge, edge + _MIDDLE)
    return int(_bits((rows @ grey @ rows.T)[None])[0].view(np.int64))


def window_hashes(grey: Grey) -> Bits:
    """Hashes of all the windows of a picture that can be the middle of another copy of it."""
    rows = _windows()
    found = []
    for angle in _ANGLES:
        turned = _turned(grey, angle)
        coefficients = rows @ turned @ rows.T
        n = len(rows) // _FREQUENCIES
        blocks = coefficients.reshape(n, _FREQUENCIES, n, _FREQUENCIES).transpose(0, 2, 1, 3)
        found.append(_bits(blocks.reshape(n * n, _FREQUENCIES, _FREQUENCIES)))
    return np.unique(np.concatenate(found))


@dataclass(frozen=True)
class Packed:
    """Hashes of filed pictures, sorted by each quarter of their bits. `ids` are the pictures' numbers in the register."""

    ids: NDArray[np.int64]
    hashes: Bits
    orders: tuple[NDArray[np.int64], ...]
    bands: tuple[NDArray[np.uint16], ...]

    def near(self, wanted: Bits) -> list[int]:
        """Numbers of pictures whose hash is near one of `wanted`, the nearest first."""
        best: dict[int, int] = {}
        for band in range(_BANDS):
            keys = _band(wanted, band)
            first = np.searchsorted(self.bands[band], keys, "left")
            counts = np.searchsorted(self.bands[band], keys, "right") - first
            if not counts.sum():
                continue
            query = np.repeat(np.arange(len(wanted)), counts)
            offset = np.arange(len(query)) - np.repeat(np.cumsum(counts) - counts, counts)
            rows = self.orders[band][np.repeat(first, counts) + offset]
            distance = np.bitwise_count(wanted[query] ^ self.hashes[rows])
            close = distance <= _NEAR
            for row, far in zip(rows[close].tolist(), distance[close].tolist(), strict=True):
                if far < best.get(row, 65):
                    best[row] = far
        ranked = sorted(best, key=lambda row: (best[row], row))[:_MOST_LOOKED_AT]
        return [int(self.ids[row]) for row in ranked]


def packed(ids: Sequence[int], hashes: Sequence[int]) -> Packed:
    """The arrays of a look-up; `hashes` are signed numbers as the register keeps them."""
    bits = np.array(hashes, np.int64).view(np.uint64)
    columns = [_band(bits, band) for band in range(_BANDS)]
    orders = tuple(np.argsort(column, kind="stable") for column in columns)
    sorted_ = tuple(column[order] for column, order in zip(columns, orders, strict=True))
    return Packed(np.array(ids, np.int64), bits, orders, sorted_)


def alike(mine: Grey, theirs: Grey) -> float:
    """The correlation of two grey copies once one is shifted, scaled and turned upon the other; 0 where that takes more
    than a slight crop or turn."""
    if _coarsely(mine, theirs) < _COARSE:
        return 0.0
    import cv2

    edge = THUMB // 10
    inner = np.ascontiguousarray(theirs[edge : THUMB - edge, edge : THUMB - edge])
    best = 0.0
    for start in _starts(mine, theirs, edge):
        warp = np.array([[start[2], 0, start[0]], [0, start[3], start[1]]], np.float32)
        try:
            score, warp = cv2.findTransformECC(
                inner, mine, warp, cv2.MOTION_AFFINE,
                (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 1e-4), None, 3,  # type: ignore[call-overload]
            )  # fmt: skip
        except cv2.error:
            continue
        if _is_slight(np.asarray(warp)):
            best = max(best, float(score))
        if best >= SAME_DRAWN:
            break
    return best


def _coarsely(mine: Grey, theirs: Grey) -> float:
    """The correlation of both pictures seen from far: what most pairs that merely share a hash fail."""
    far = [grey.reshape(8, THUMB // 8, 8, THUMB // 8).mean(axis=(1, 3)).ravel() for grey in (mine, theirs)]
    return float(np.corrcoef(far)[0, 1])


def _starts(mine: Grey, theirs: Grey, edge: int) -> list[tuple[float, float, float, float]]:
    """(x, y, scale across, scale down) from which the overlay is sought: as it is, and cut at either side."""
    side = THUMB * 0.1
    starts = [(float(edge), float(edge), 1.0, 1.0)]
    for x in (edge - side, edge + side * 0.2):
        for y in (edge - side, edge + side * 0.2):
            starts.append((float(x), float(y), 1.08, 1.08))
    return starts


def _is_slight(warp: NDArray[np.float32]) -> bool:
    across, down = float(np.hypot(warp[0, 0], warp[1, 0])), float(np.hypot(warp[0, 1], warp[1, 1]))
    turn = abs(float(np.degrees(np.arctan2(warp[1, 0], warp[0, 0]))))
    shear = abs(float(warp[0, 0] * warp[0, 1] + warp[1, 0] * warp[1, 1]))
    return 0.8 <= across <= 1.25 and 0.8 <= down <= 1.25 and turn <= 6 and shear <= 0.12


def same(mine: Shown, thumbnail: bytes) -> float:
    """The correlation of a picture with a filed one when they are the same; 0 when not."""
    other = Shown("", "", thumbnail)
    if other.is_plain:
        return 0.0
    drawn = mine.is_drawn or other.is_drawn
    score = alike(mine.grey, other.grey)
    return score if score >= (SAME_DRAWN if drawn else SAME) else 0.0


def _band(hashes: Bits, band: int) -> NDArray[np.uint16]:
    return ((hashes >> np.uint64(16 * band)) & np.uint64(0xFFFF)).astype(np.uint16)


def _bits(coefficients: NDArray[np.floating[Any]]) -> Bits:
    """64 bits for each 8 × 8 block of coefficients: which are above their median (the mean grey is left out)."""
    flat = coefficients.reshape(len(coefficients), -1)
    above = flat > np.median(flat[:, 1:], axis=1, keepdims=True)
    packed: Bits = np.packbits(above, axis=1).view(">u8").astype(np.uint64)[:, 0]
    return packed


@lru_cache(maxsize=1)
def _windows() -> Grey:
    """Rows that turn a picture's side into the lowest frequencies of each window: shape (windows × 8, THUMB)."""
    found = [_window(start, start + size) for size in _SIZES for start in np.linspace(0, 1 - size, _STEPS)]
    return np.concatenate(found)


@lru_cache(maxsize=64)
def _window(start: float, stop: float) -> Grey:
    """The lowest frequencies (DCT-II) of the stretch from `start` to `stop` of a side of length 1."""
    points = 32
    at = (start + (np.arange(points) + 0.5) / points * (stop - start)) * THUMB - 0.5
    at = np.clip(at, 0, THUMB - 1)
    low = np.minimum(np.floor(at).astype(int), THUMB - 2)
    share = at - low
    resample = np.zeros((points, THUMB), np.float32)
    resample[np.arange(points), low] = 1 - share
    resample[np.arange(points), low + 1] += share
    waves = np.cos(np.pi / points * (np.arange(points) + 0.5)[None] * np.arange(_FREQUENCIES)[:, None])
    row: Grey = (waves @ resample).astype(np.float32)
    return row


def _turned(grey: Grey, angle: float) -> Grey:
    """The picture turned about its middle, its edges drawn on."""
    if angle == 0.0:
        return grey
    radians = np.radians(angle)
    axis = np.arange(THUMB) - (THUMB - 1) / 2
    y, x = np.meshgrid(axis, axis, indexing="ij")
    column = np.clip(np.cos(radians) * x - np.sin(radians) * y + (THUMB - 1) / 2, 0, THUMB - 1)
    row = np.clip(np.sin(radians) * x + np.cos(radians) * y + (THUMB - 1) / 2, 0, THUMB - 1)
    c, r = np.minimum(column.astype(int), THUMB - 2), np.minimum(row.astype(int), THUMB - 2)
    dc, dr = column - c, row - r
    turned: Grey = (
        grey[r, c] * (1 - dc) * (1 - dr) + grey[r, c + 1] * dc * (1 - dr)
        + grey[r + 1, c] * (1 - dc) * dr + grey[r + 1, c + 1] * dc * dr
    ).astype(np.float32)  # fmt: skip
    return turned
