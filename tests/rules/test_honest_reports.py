"""Honest reports with awkward layouts and wordings: no numeric rule may speak.

The Markdown reports hold products, quarters, both bases, averages, parts, limits, group figures, plans and rounding."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from report_kit.checking.engine import check_document
from report_kit.document import read
from report_kit.facts.sums import fits
from tests.rules.markdown import write_docx

FOLDER = Path(__file__).parents[1] / "facts" / "honest"
SILENT = ("A", "C401", "I202", "I203", "I204", "I205")


@pytest.mark.parametrize("report", sorted(FOLDER.glob("*.md")), ids=lambda p: p.stem)
def test_an_honest_report_raises_no_alarm(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    write_docx(report.read_text(encoding="utf-8"), target)
    check = check_document(
        read(target), edition="gbt36132-2025", kind="factory", as_of=date(2026, 4, 20), audience="staff"
    )
    assert [(f.rule, f.message) for f in check.findings if f.rule.startswith(SILENT)] == []


def test_the_statements_of_a_listed_company_add_up(shared: Path) -> None:
    file = shared / "wild" / "dongbei-electric-2018Q1.pdf"
    if not file.exists():
        pytest.skip("没有真实报表样本")
    check = check_document(read(file), audience="staff")
    assert len(check.facts.sums) > 20
    assert all(fits(group) for group in check.facts.sums if group.complete)
