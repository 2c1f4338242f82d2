"""Every place of a real report can be shown: each paragraph in its sentence, each cell in its row."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from report_kit.checking.model import Check
from report_kit.document import read
from report_kit.facts.model import Facts
from report_kit.feedback import html, human
from report_kit.feedback.places import Places
from tests.feedback.example import example, found

FILES = [
    "samples/f02-m1/report.docx", "samples/f02-m1/report.pdf", "samples/s02-clean/report.docx", "wild/poitl-payment.docx",
    "wild/oxsdk-2007.docx", "wild/dongbei-electric-2018Q1.pdf",
]  # fmt: skip


def check_of(file: Path) -> Check:
    """A check with a finding at every block, and at a cell of each row."""
    document = read(file)
    check = example()
    check.document, check.facts = document, Facts(document, check.facts.identity)
    places = [b.place() for b in document.blocks if b.type != "table"]
    places += [
        table.cell(row, row % len(cells)) for table in document.tables for row, cells in enumerate(table.rows) if cells
    ]
    check.findings = [found("S108", "占位符", f"第 {n} 处", place) for n, place in enumerate(places)]
    return check


@pytest.mark.parametrize("name", FILES)
def test_every_place_is_found_again_where_it_stands(shared: Path, name: str) -> None:
    check = check_of(shared / name)
    places = Places(check)
    for finding in check.findings:
        [context] = places.contexts(finding.places)
        quote = "".join(finding.places[0].quote.split())
        if context.kind == "table":
            marked = [cell.text for row in context.rows for cell in row.cells if cell.marked]
            assert ["".join(text.split()) for text in marked] == [quote]
        else:
            assert "".join(context.quote.split()) == quote


@pytest.mark.parametrize("name", FILES[:2])
def test_the_terminal_and_the_page_show_them_all(shared: Path, name: str) -> None:
    check = check_of(shared / name)
    out = StringIO()
    human.render(check, Console(file=out, width=80))
    page = html.render(check)
    assert out.getvalue().count("✗ 错误 S108") == page.count("<article") == len(check.findings)
