"""The two-sided 95 % Wilson interval of a proportion."""

from __future__ import annotations

from math import sqrt

_Z = 1.959963984540054


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Lower and upper bound of the proportion behind `hits` of `n`; (0, 1) when nothing was tried."""
    if n == 0:
        return (0.0, 1.0)
    p = hits / n
    spread = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
    middle = p + _Z**2 / (2 * n)
    scale = 1 + _Z**2 / n
    # The proportion lies in its interval; rounding of floats must not push it out at 0 and 1.
    return (max(0.0, min(p, (middle - spread) / scale)), min(1.0, max(p, (middle + spread) / scale)))
