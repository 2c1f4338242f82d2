"""Recognised characters are put right only where their neighbours leave no doubt, and are unsure then."""

from __future__ import annotations

import pytest

from report_kit.document.ocr.characters import doubt_points, tidy


def put_right(text: str) -> str:
    return tidy(text, tuple(0.99 for _ in text))[0]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("2O25年", "2025年"),
        ("1l5.6", "115.6"),
        ("产值,万元", "产值，万元"),
        ("综合能耗(当量值)", "综合能耗（当量值）"),
        ("1,286.5万元", "1,286.5万元"),
        ("原始分76.5°", "原始分76.5。"),
        ("3。6", "3.6"),
        ("12. 5", "12.5"),
        ("一", "—"),
        ("等事故一一符合（附15）", "等事故——符合（附15）"),
        ("与材料一一对应", "与材料一一对应"),
        ("9月9日一2月13日", "9月9日—2月13日"),
        ("91441622MA53E6N9lI", "91441622MA53E6N911"),
        ("20℃", "20℃"),
        ("LED灯", "LED灯"),
        ("一般固废", "一般固废"),
        ("  空格  ", "空格"),
    ],
)
def test_look_alikes_are_put_right(read: str, meant: str) -> None:
    assert put_right(read) == meant


def test_what_was_put_right_is_unsure_unless_it_can_be_nothing_else() -> None:
    text, confidences = tidy("2O25", (0.99, 0.99, 0.99, 0.99))
    assert text == "2025"
    assert confidences == (0.99, 0.9, 0.99, 0.99)
    assert tidy("3。6", (0.99, 0.99, 0.99))[1] == (0.99, 0.5, 0.99)


def test_a_ring_in_a_code_with_letters_stays_unsure() -> None:
    text, confidences = tidy("91441622MA44ORN27M", tuple(0.99 for _ in range(18)))
    assert text == "91441622MA440RN27M"
    assert confidences[12] == 0.5


def test_each_character_keeps_one_confidence() -> None:
    for read in ("3。6 万元", " 12. 5 ", "一", "(1)产值"):
        text, confidences = tidy(read, tuple(0.9 for _ in read))
        assert len(text) == len(confidences)


def test_a_number_with_more_dots_than_points_is_unsure() -> None:
    sure = tuple(0.99 for _ in "12345")
    assert doubt_points("12345", sure, dots=0) == sure
    assert doubt_points("12345", sure, dots=1) == (0.5,) * 5
    assert doubt_points("12.45", sure, dots=1) == sure
    assert doubt_points("材料5份", sure, dots=2) == sure
