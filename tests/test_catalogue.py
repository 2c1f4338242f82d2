"""The catalogue of rules: every code is registered as the catalogue says, or listed as not yet built."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from report_kit.rules import load_all

ROOT = Path(__file__).resolve().parent.parent
# Every code of the catalogue. A code never changes its meaning; new rules take new codes.
CODES = {
    "S": range(101, 115), "I": range(201, 209), "A": range(301, 316), "C": range(401, 412), "N": range(501, 507),
    "T": range(601, 609), "P": range(701, 709), "M": range(801, 812), "R": range(901, 909), "X": range(705, 713),
    "D": range(1, 5),
}  # fmt: skip
CATALOGUE = {f"{family}{number:03d}" for family, numbers in CODES.items() for number in numbers}
SIGNALS = {
    "A311", "A312", "A313", "A314", "A315", "C410", "N504", "N505", "T606", "T607", "T608", "P705",
    *(code for code in CATALOGUE if code[0] in "MRXD" and code != "X709"),
}  # fmt: skip
PREVIEW = {"M801", "M804", "M810", "R908", "D001", "D002", "D003", "D004", "X708"}
"""Previews until reports from the field measure them, whatever a synthetic corpus says."""


@cache
def unbuilt() -> frozenset[str]:
    """Codes that docs/architecture.md lists as not yet built."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = re.search(r"尚未编入的规则：(.*)", text)
    assert told, "docs/architecture.md 没有“尚未编入的规则：”一行"
    return frozenset(re.findall(r"[A-Z]\d{3}", told[1]))


def test_every_code_is_registered_or_told_as_not_yet_built() -> None:
    assert CATALOGUE - set(load_all()) - unbuilt() == set()


def test_only_codes_that_are_not_built_are_told_as_such() -> None:
    assert unbuilt() & set(load_all()) == set()
    assert unbuilt() <= CATALOGUE


def test_signals_are_signals_at_most_warnings_with_innocent_causes() -> None:
    rules = load_all()
    assert {c for c in CATALOGUE & set(rules) if rules[c].nature == "signal"} == SIGNALS & set(rules)
    for code in SIGNALS & set(rules):
        assert rules[code].severity in ("warning", "info"), code
        assert rules[code].innocent, code


def test_what_only_field_reports_can_measure_stays_preview() -> None:
    rules = load_all()
    assert {c for c in PREVIEW & set(rules) if rules[c].status != "preview"} == set()
