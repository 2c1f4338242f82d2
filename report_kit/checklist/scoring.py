"""Points from values: the linear rule of the 2025 edition and the weighted sum of the 2018 one."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

FULL = Decimal(100)


def score(
    indicator_value: Decimal,
    leading: Decimal,
    benchmark: Decimal,
    weight: Decimal,
    direction: Literal["higher", "lower"] = "higher",
) -> Decimal:
    """Points of one indicator by GB/T 36132-2025 chapter 5, linear between 基准值 and 引领值.

    At least the leading value earns `weight`, less than the benchmark 0. Where both values are the same, reaching it
    earns all. Raises ValueError when leading and benchmark stand the wrong way round for `direction`."""
    sign = 1 if direction == "higher" else -1
    value, top, bottom = sign * indicator_value, sign * leading, sign * benchmark
    if top < bottom:
        raise ValueError("引领值应优于基准值，请检查两者是否写反")
    if value >= top:
        return weight
    if value < bottom:
        return Decimal(0)
    return weight * (value - bottom) / (top - bottom)


def weighted_score(areas: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Total of (area score of 100, weight in percent) pairs by the evaluation table of the 2018 edition."""
    return sum((raw * weight / FULL for raw, weight in areas), Decimal(0))


def rescaled(points: Decimal, applicable: Decimal, full: Decimal = FULL) -> Decimal:
    """Points rescaled to `full` when only `applicable` points could be earned (不适用项). Raises ValueError for none."""
    if applicable <= 0:
        raise ValueError("没有适用的指标，不能换算得分")
    return points * full / applicable
