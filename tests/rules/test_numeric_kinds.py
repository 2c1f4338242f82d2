"""The numeric kinds of declarative rules, as a user's own rows would run them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from report_kit.rules.api import Report
from report_kit.rules.declarative import rule_from_row
from tests.facts.small import facts_of

ROW = {"code": "U001", "name": "user-rule", "title": "自定义", "severity": "warning"}
TEXT = "2025年单位产值综合能耗0.0215 tce/万元。结论：2025年单位产值综合能耗0.0315 tce/万元。2025年取水量3.2 kWh。"
TABLE = [["部门", "人数"], ["生产", "20"], ["管理", "5"], ["合计", "27"]]


@pytest.mark.parametrize(
    ("run", "quotes"),
    [
        ({"kind": "in-range", "quantity": "energy_per_output_value", "unit": "tce/万元", "high": 0.03}, ["0.0315"]),
        ({"kind": "same-everywhere", "quantity": "energy_per_output_value"}, ["0.0315"]),
        ({"kind": "sums-to", "label": "合计"}, ["27"]),
    ],
)
def test_a_row_of_data_is_a_rule(run: dict[str, Any], quotes: list[str]) -> None:
    facts = facts_of(TEXT, TABLE)
    rule = rule_from_row({**ROW, "run": run})
    findings = list(rule.check(Report(facts.document, facts, date(2026, 4, 20))))
    shown = [place.quote for finding in findings for place in finding.places]
    assert all(any(quote in s for s in shown) for quote in quotes)
