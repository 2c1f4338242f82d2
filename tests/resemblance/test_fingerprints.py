"""Fingerprints: properties of shingles, sketches and rows of figures."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from report_kit.resemblance.figures import digits, telling
from report_kit.resemblance.fingerprint import Kept, packed, unpacked
from report_kit.resemblance.shingles import share_in, shingles, sketches, whole
from report_kit.resemblance.units import Unit, masked

TEXTS = st.lists(st.text(alphabet="绿色工厂能耗水气煤电产值0a□", min_size=1, max_size=40), min_size=1, max_size=8)


@given(TEXTS)
def test_every_text_has_its_own_shingles_whatever_stands_around_it(texts: list[str]) -> None:
    hashes, starts = shingles(texts)
    ends = [*starts[1:], len(hashes)]
    for text, start, end in zip(texts, starts, ends, strict=True):
        alone, _ = shingles([text])
        assert np.array_equal(hashes[start:end], alone)


@given(TEXTS)
def test_equal_texts_have_equal_sketches_and_hashes(texts: list[str]) -> None:
    hashes, starts = shingles([*texts, *texts])
    keys = sketches(hashes, starts, 2)
    assert np.array_equal(keys[: len(texts)], keys[len(texts) :])
    both = whole([*texts, *texts])
    assert np.array_equal(both[: len(texts)], both[len(texts) :])


@given(TEXTS)
def test_a_text_is_wholly_in_itself_and_not_in_nothing(texts: list[str]) -> None:
    hashes, starts = shingles(texts)
    assert (share_in(hashes, starts, np.unique(hashes)) == 1).all()
    assert (share_in(hashes, starts, np.zeros(0, np.uint64)) == 0).all()


def test_order_makes_another_text() -> None:
    first, second = whole(["绿色工厂评价报告", "评价报告绿色工厂"])
    assert first != second


def test_a_figure_is_the_same_in_other_units_and_print() -> None:
    assert digits("1,234.50") == digits("0.12345") == digits("12345") == "12345"


def test_years_coefficients_and_round_figures_tell_nothing() -> None:
    assert telling("2025年") == []
    assert telling("0.1229") == []
    assert telling("5000") == []
    assert telling("512.37") == ["512.37"]
    assert telling("GB/T 36132-2018") == []


def test_names_figures_and_punctuation_are_masked() -> None:
    import re

    assert masked("霁川公司，2025年用电 512.37 万kWh；", re.compile("霁川公司")) == "□0年用电0万kWh"


def test_sentences_survive_the_register() -> None:
    from report_kit.document.model import Place

    assert unpacked(packed([Unit("甲<b>", "甲", Place("b1", ""), "一")])) == [Kept("甲<b>", "甲", "一")]
