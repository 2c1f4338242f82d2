"""docs/cases.md: every published pattern that a document can show leads to rules and to their tests."""

from __future__ import annotations

import re
from pathlib import Path

from report_kit.rules import load_all
from tests.test_catalogue import unbuilt

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)
]
# What can be seen of each pattern: S in one document, X across documents, O with outside data only.
VISIBLE = dict(enumerate([*"SSXXSSSSS", "SX", "SX", "O", *"SSSS", "SX", *"SSSSS", "SO", *"SSS"], 1))
CODE = re.compile(r"\b[SIACNTPMRXD]\d{3}\b")


def test_every_pattern_is_on_the_page_with_how_it_can_be_seen() -> None:
    assert {int(row[0]): row[2].replace("、", "") for row in ROWS} == VISIBLE


def test_every_pattern_that_a_document_can_show_leads_to_rules() -> None:
    without = [row[0] for row in ROWS if re.search("[SX]", row[2]) and not CODE.findall(row[3])]
    assert without == []


def test_a_pattern_seen_across_documents_leads_to_a_rule_that_compares_documents() -> None:
    for row in ROWS:
        if "X" in row[2]:
            assert re.search(r"[RX]\d{3}", row[3]), row[0]


def test_every_rule_on_the_page_is_registered() -> None:
    unknown = [code for row in ROWS for code in CODE.findall(row[3]) if code not in load_all()]
    assert [code for code in unknown if code not in unbuilt()] == []


def test_every_rule_on_the_page_has_its_test_file_there() -> None:
    for row in ROWS:
        tests = dict(re.findall(r"\[([A-Z]\d{3})\]\(\.\./([^)]+)\)", row[4]))
        assert set(tests) == set(CODE.findall(row[3]))
        missing = [path for code, path in tests.items() if code not in unbuilt() and not (ROOT / path).is_file()]
        assert missing == []


def test_nothing_on_the_page_calls_a_finding_a_proof() -> None:
    assert "不下“造假”的结论" in PAGE
    assert "http" not in PAGE
