"""Figures that know how they came about: formula, operands, and where each operand stands in the workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from report_kit.quantities.units import parse_unit


@dataclass(frozen=True, slots=True)
class Operand:
    """A number that goes into a calculation, as printed; `source` is a sheet and cell, or the figure it comes from."""

    label: str
    value: Decimal
    unit: str
    source: str
    decimals: int

    @property
    def text(self) -> str:
        return show(self.value, self.decimals)

    @property
    def printed(self) -> str:
        return with_unit(self.text, self.unit)


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed number. `value` is rounded to what is printed, and later figures are computed from the rounded one,
    so that a reader who recalculates from the report arrives at the same digits."""

    id: str
    label: str
    year: int | None
    value: Decimal
    unit: str
    decimals: int
    formula: str
    substitution: str
    operands: tuple[Operand, ...] = field(default=())
    clause: str = ""

    @property
    def text(self) -> str:
        return show(self.value, self.decimals)

    @property
    def printed(self) -> str:
        return with_unit(self.text, self.unit)

    @property
    def working(self) -> str:
        """公式 = 代入 = 结果, on one line."""
        return f"{self.label} = {self.formula} = {self.substitution} = {self.printed}"

    def operand(self) -> Operand:
        year = f"（{self.year}年）" if self.year else ""
        return Operand(self.label, self.value, self.unit, f"计算：{self.label}{year}", self.decimals)

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "label": self.label, "year": self.year, "value": self.text, "unit": self.unit,
            "formula": self.formula, "substitution": self.substitution, "clause": self.clause,
            "operands": [
                {"label": o.label, "value": o.text, "unit": o.unit, "source": o.source} for o in self.operands
            ],
        }  # fmt: skip


def with_unit(text: str, unit: str) -> str:
    if not unit or not text:
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def show(value: Decimal, decimals: int) -> str:
    """Digits with thousands marks."""
    return f"{value:,.{decimals}f}"


def round_to(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def decimals_of(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def decimals_for(values: list[Decimal], unit: str) -> int:
    """Decimals that leave the smallest of `values` four significant digits: at least 2, at most 6; 2 for percent."""
    smallest = min((abs(v) for v in values if v), default=Decimal(1))
    return 2 if unit == "%" else min(6, max(2, 3 - smallest.adjusted()))


def convert(value: Decimal, unit: str, wanted: str) -> Decimal:
    """`value` in another unit of the same dimension; unchanged when either is no unit or they do not convert."""
    if unit == wanted:
        return value
    source, target = parse_unit(unit) if unit else None, parse_unit(wanted) if wanted else None
    factor = source.to(target) if source and target else None
    if factor is None or factor == 1:
        return value
    exact = (value * factor).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


_SIGNS = {"*": "×", "/": "÷", "+": "+", "-": "−"}
_TOKEN = re.compile(r"[a-z][a-z0-9_]*|[*/+\-()]|\d+(?:\.\d+)?")


def in_words(expression: str, words: dict[str, str], percent: bool) -> str:
    """An expression of ids as a reader writes it: names or numbers for the ids, × ÷ for the signs, ×100%."""
    parts = []
    for token in _TOKEN.findall(expression):
        if token in "()":
            parts.append("（" if token == "(" else "）")
        elif token in _SIGNS:
            parts.append(f" {_SIGNS[token]} ")
        else:
            parts.append("100%" if percent and token == "100" else words.get(token, token))
    return "".join(parts)
