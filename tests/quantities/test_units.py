"""Units as Chinese reports print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.quantities.units import parse_unit

UNITS = [
    "tce/万元",
    "kgce/t",
    "万kWh",
    "GJ",
    "万m³",
    "m³/万元",
    "tCO2/MWh",
    "万元/亩",
    "亿元/km²",
    "kg/台",
    "%",
    "吨标准煤",
]


@given(st.sampled_from(UNITS), st.sampled_from(["", " ", "　"]))
def test_blanks_and_brackets_do_not_change_a_unit(unit: str, blank: str) -> None:
    plain, spaced = parse_unit(unit), parse_unit(f"（{blank}{unit}{blank}）")
    assert plain is not None and spaced is not None
    assert (plain.factor, plain.dimension) == (spaced.factor, spaced.dimension)


@pytest.mark.parametrize(
    ("a", "b", "factor"),
    [
        ("万kWh", "kWh", "10000"),
        ("tce/万元", "kgce/万元", "1000"),
        ("万元/m²", "元/m²", "10000"),
        ("hm²", "m²", "10000"),
        ("×10⁴m³", "万m³", "1"),
        ("台（套）", "台", "1"),
        ("吨标煤/万元", "tce/万元", "1"),
    ],
)
def test_units_convert(a: str, b: str, factor: str) -> None:
    first, second = parse_unit(a), parse_unit(b)
    assert first is not None and second is not None
    assert first.to(second) == Decimal(factor)


@pytest.mark.parametrize("text", ["", "—", "合计", "说明", "指标值", "电力"])
def test_what_is_no_unit(text: str) -> None:
    assert parse_unit(text) is None
