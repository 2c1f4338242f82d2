"""Interleaved timing of two callables; the ratio of each pair, so that a drifting machine cancels out."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median


def ratio(ours: Callable[[], object], peer: Callable[[], object], *, runs: int = 5) -> tuple[float, float, float]:
    """Median ratio of CPU times ours/peer over interleaved pairs, and the two medians in seconds."""
    ours(), peer()  # warm up: imports, caches
    gc.collect()
    gc.freeze()
    try:
        pairs = [(_time(ours), _time(peer)) for _ in range(runs)]
    finally:
        gc.unfreeze()
    return median(a / b for a, b in pairs), median(a for a, _ in pairs), median(b for _, b in pairs)


def _time(work: Callable[[], object]) -> float:
    """CPU seconds; who leaves garbage behind has it collected in its own time."""
    start = time.process_time()
    work()
    gc.collect()
    return time.process_time() - start
