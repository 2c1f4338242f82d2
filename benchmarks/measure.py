"""Interleaved timing of two callables; the ratio of each pair, so that a drifting machine cancels out."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median


def ratio(ours: Callable[[], object], peer: Callable[[], object], *, runs: int = 5) -> tuple[float, float, float]:
    """Median ratio of CPU times ours/peer over interleaved pairs, and the two medians in seconds."""
    ours(), peer()  # warm up: imports, caches
    pairs = []
    for _ in range(runs):
        pairs.append((_time(ours), _time(peer)))
    return median(a / b for a, b in pairs), median(a for a, _ in pairs), median(b for _, b in pairs)


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
