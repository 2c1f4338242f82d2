"""Interval arithmetic on decimals: a printed number stands for every value its rounding allows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Union

Operand = Union["Interval", Decimal, int]


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high}")

    @classmethod
    def exact(cls, value: Decimal | int) -> Interval:
        value = Decimal(value)
        return cls(value, value)

    @classmethod
    def _of(cls, value: Operand) -> Interval:
        return value if isinstance(value, Interval) else cls.exact(value)

    def __add__(self, other: Operand) -> Interval:
        other = self._of(other)
        return Interval(self.low + other.low, self.high + other.high)

    __radd__ = __add__

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __sub__(self, other: Operand) -> Interval:
        return self + -self._of(other)

    def __rsub__(self, other: Operand) -> Interval:
        return self._of(other) - self

    def __mul__(self, other: Operand) -> Interval:
        other = self._of(other)
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    __rmul__ = __mul__

    def __truediv__(self, other: Operand) -> Interval:
        """Raises ZeroDivisionError when the divisor may be zero."""
        other = self._of(other)
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("除数区间含零")
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __rtruediv__(self, other: Operand) -> Interval:
        return self._of(other) / self

    def __contains__(self, value: Decimal | int) -> bool:
        return self.low <= value <= self.high

    def overlaps(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high

    def widen(self, share: Decimal) -> Interval:
        """The interval with `share` of its larger end added on both sides."""
        margin = max(abs(self.low), abs(self.high)) * share
        return Interval(self.low - margin, self.high + margin)

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2
