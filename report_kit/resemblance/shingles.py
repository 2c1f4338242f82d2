"""Character shingles as numbers: a rolling hash over code points, worked out for a whole report at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

WIDTH = 5
"""Characters of a shingle."""
_PRIME = np.uint64(1_099_511_628_211)
_LOW = np.uint64(0x9E3779B97F4A7C15)


def mixed(values: Hashes) -> Hashes:
    """The same numbers, well spread over 64 bits (the finaliser of splitmix64)."""
    values = values + _LOW
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed


def shingles(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.int64]]:
    """Hashes of all shingles of all texts in order, and where each text's shingles begin.

    A text shorter than a shingle has one: itself, filled up. `starts` has one entry a text, so that
    `np.add.reduceat(x, starts)` sums over texts."""
    padded = [t if len(t) >= WIDTH else t.ljust(WIDTH, "\0") for t in texts]
    lengths = np.fromiter((len(t) - WIDTH + 1 for t in padded), np.int64, len(padded))
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1])) if padded else np.zeros(0, np.int64)
    if not padded:
        return np.zeros(0, np.uint64), starts
    codes = np.frombuffer("".join(padded).encode("utf-32-le"), np.uint32).astype(np.uint64)
    total = np.zeros(len(codes) - WIDTH + 1, np.uint64)
    for offset in range(WIDTH):
        total = total * _PRIME + codes[offset : offset + len(total)]
    # Shingles that would reach over the end of a text into the next are left out.
    keep = np.ones(len(total), bool)
    ends = np.cumsum([len(t) for t in padded])[:-1]
    for back in range(1, WIDTH):
        keep[ends - back] = False
    return mixed(total[keep]), starts


def whole(texts: Sequence[str]) -> Hashes:
    """One hash for each text as a whole."""
    hashes, starts = shingles(texts)
    if not len(starts):
        return hashes
    # Position enters, so that the same shingles in another order are another text.
    position = np.arange(len(hashes), dtype=np.uint64) - np.repeat(
        starts.astype(np.uint64), np.diff(np.append(starts, len(hashes)))
    )
    summed: Hashes = np.add.reduceat(mixed(hashes ^ mixed(position)), starts)
    return mixed(summed)


def sketches(hashes: Hashes, starts: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """`size` min-hashes of each text, as signed numbers (what databases store): shape (texts, size).

    Two texts share one with the probability of their shingles' Jaccard similarity."""
    columns = []
    for n in range(size):
        seen = hashes if n == 0 else mixed(hashes ^ np.uint64(n * 0x5851F42D4C957F2D & 0xFFFFFFFFFFFFFFFF))
        columns.append(np.minimum.reduceat(seen, starts) if len(starts) else np.zeros(0, np.uint64))
    return np.stack([mixed(c ^ np.uint64(n)) for n, c in enumerate(columns)], axis=1).view(np.int64)


def share_in(hashes: Hashes, starts: NDArray[np.int64], known: Hashes) -> NDArray[np.float64]:
    """For each text the share of its shingles that are in `known` (sorted, unique)."""
    if not len(starts):
        return np.zeros(0)
    if not len(known):
        return np.zeros(len(starts))
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    hit = (known[at] == hashes).astype(np.float64)
    counts = np.diff(np.append(starts, len(hashes)))
    share: NDArray[np.float64] = np.add.reduceat(hit, starts) / counts
    return share
