"""Numbers as printed: what they stand for, in cells and in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.quantities.interval import Interval
from report_kit.quantities.number import parse_number
from report_kit.quantities.running import find_quantities

decimals = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)


@given(decimals)
def test_a_printed_number_stands_for_itself(value: Decimal) -> None:
    number = parse_number(f"{value}")
    assert number is not None
    assert number.value == value
    assert value in number.interval


@given(decimals)
def test_thousands_marks_and_full_width_change_nothing(value: Decimal) -> None:
    plain = parse_number(f"{value}")
    marked = parse_number(f"{value:,}")
    wide = parse_number(f"{value}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．")))
    assert plain is not None and marked is not None and wide is not None
    assert plain.value == marked.value == wide.value
    assert plain.quantum == marked.quantum == wide.quantum


@given(st.tuples(decimals, decimals), st.tuples(decimals, decimals))
def test_interval_arithmetic_holds_every_result(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> None:
    x, y = Interval(min(a), max(a)), Interval(min(b), max(b))
    assert a[0] + b[0] in x + y
    assert a[0] - b[0] in x - y
    assert a[0] * b[0] in x * y


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,450 万", "14500000"), ("-3.38", "-3.38"), ("约12.5", "12.5"), ("１２．５", "12.5"), ("2.1E+3", "2100")],
)
def test_cells_of_many_spellings(text: str, value: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize("text", ["—", "/", "未检出", "A-01", "2024年", "3月11日", "一", ""])
def test_cells_without_a_number(text: str) -> None:
    assert parse_number(text) is None


def test_whole_numbers_ending_in_zeros_may_be_rounded_in_prose() -> None:
    number = parse_number("3,800")
    assert number is not None
    assert Decimal(3850) in number.loose.interval
    assert Decimal(3850) not in number.interval


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("单位产品综合能耗＝3691.96 tce/38.62 万m³＝95.60 tce/万m³", [("3691.96", "tce"), ("38.62", "万m³"), ("95.60", "tce/万m³")]),
        ("依据GB/T 36132-2018和工信部节〔2024〕13号，2025年3月11日至12日现场评价", []),
        ("碳排放1970.21 tCO2，产值2028.6 万元", [("1970.21", "tCO2"), ("2028.6", "万元")]),
        ("（27960＋184600）m³×100%", [("27960", None), ("184600", None), ("100", "%")]),
        ("图2 流程，表13所示，第4章，附件12", [("12", None)]),
        ("总用电34 亿千瓦时，约1,450 万元", [("34", "亿千瓦时"), ("1,450", "万元")]),
        ("许可证91441625MA54W8T6X4001Q，电话0762-8836152", []),
    ],
)  # fmt: skip
def test_running_text(text: str, found: list[tuple[str, str | None]]) -> None:
    quantities = [(q.number.text, q.unit.text if q.unit else None) for q in find_quantities(text)]
    assert quantities == found
