"""Validity of certificates as reports tell it."""

from __future__ import annotations

from datetime import date

import pytest

from report_kit.facts import certificates, dates
from tests.facts.layout import document


def _until(text: str) -> dict[str, date | None]:
    read = document("# 3 管理体系", text)
    return {c.kind: c.valid_until for c in certificates.extract(read, dates.extract(read))}


@pytest.mark.parametrize(
    "text",
    [
        "证书：质量，01123Q34521R2M，2021-09-04至2024-09-03；环境，01123E34522R2M，2023-09-04至2026-09-03。",
        "质量、环境体系有证书（质量01123Q34521R2M，2021年9月4日至2024年9月3日；环境01123E34522R2M，2023年9月4日至2026年9月3日）。",
        "体系已认证，有效期分别为2021年9月4日至2024年9月3日（质量）和2023年9月4日至2026年9月3日（环境）。",
    ],
)
def test_short_names_of_systems_tell_whose_validity_it_is(text: str) -> None:
    assert _until(text) == {"质量管理体系": date(2024, 9, 3), "环境管理体系": date(2026, 9, 3)}


def test_the_number_may_stand_between_the_permit_and_its_validity() -> None:
    text = "排污许可证编号：91441602MA56T3D86C001Q；有效期限：2024年1月16日至2025年5月31日。"
    assert _until(text) == {"排污许可证": date(2025, 5, 31)}


def test_what_never_ends_has_no_last_day() -> None:
    table = document([["成立日期", "2016-03-11", "有效期", "2016-03-11至长期"]])
    assert certificates.extract(table, dates.extract(table)) == []
