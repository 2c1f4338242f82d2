"""Small documents for tests of facts."""

from __future__ import annotations

from report_kit.document.model import Block, Document, FileInfo
from report_kit.facts import numeric
from report_kit.facts.model import Facts


def facts_of(*parts: str | list[list[str]], year: int = 2025, caption: str = "", note: str = "") -> Facts:
    """Numeric facts of paragraphs (str) and tables (rows), the evaluated year being `year`."""
    blocks = []
    for n, part in enumerate(parts):
        if isinstance(part, str):
            blocks.append(Block(f"b{n}", "paragraph", part))
        else:
            blocks.append(Block(f"b{n}", "table", rows=part, caption=caption, unit_note=note))
    facts = Facts(Document(FileInfo("t.docx", "", "docx"), blocks))
    facts.identity.period = (year,)
    numeric.fill(facts)
    return facts


def told(facts: Facts, id: str) -> list[tuple[str, str, int | None]]:
    """(digits, unit, year) of the actual values of one quantity."""
    return [(f.number.text if f.number else "", f.unit.text if f.unit else "", f.year) for f in facts.of(id)]
