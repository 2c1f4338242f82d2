"""The contract's JSON: one line a report, Chinese as Chinese."""

from __future__ import annotations

import json

from report_kit.feedback import json_lines
from tests.feedback.example import example


def test_one_report_is_one_line_with_readable_chinese() -> None:
    line = json_lines.render(example())
    assert len(line.splitlines()) == 1
    assert "折标煤不符" in line


def test_a_single_report_may_be_indented_and_says_the_same() -> None:
    check = example()
    assert json.loads(json_lines.render(check, pretty=True)) == json.loads(json_lines.render(check)) == check.to_json()


def test_the_schema_and_the_status_are_the_contracts() -> None:
    data = json.loads(json_lines.render(example()))
    assert data["schema"] == "report-kit/check/1"
    assert data["status"] == "findings"
    assert data["findings"][0].keys() >= {
        "rule",
        "name",
        "kind",
        "trigger",
        "severity",
        "places",
        "clause",
        "fingerprint",
    }
    assert data["coverage"] == {"indicators_required": 14, "located": 13, "with_value": 12, "recomputed": 9}


def test_characters_that_break_lines_or_encodings_are_escaped_and_survive() -> None:
    check = example()
    check.findings[0].message = "甲\u2028乙\x85丙\ud800丁"
    line = json_lines.render(check)
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert json.loads(line)["findings"][0]["message"] == "甲\u2028乙\x85丙\ud800丁"
