"""The part of a report that proves the agency's qualification (第三方机构资质符合性证明材料)."""

from __future__ import annotations

import re

from report_kit.checklist.words import words
from report_kit.document.model import Block, Place, Section
from report_kit.facts import pieces
from report_kit.facts.pieces import tight
from report_kit.rules.api import Report

_OWN = re.compile(r"机构.{0,6}(?:资质|条件|符合性|能力|资格)|资质(?:证明|符合性)")


def qualification_sections(report: Report) -> list[Section]:
    """Sections under a heading of that chapter."""
    return report.shared(_sections)


def _sections(report: Report) -> list[Section]:
    titles = {tight(t) for t in words().chapters["qualification"].titles}
    return [
        s for s in report.document.sections
        if any(_OWN.search(tight(t)) or tight(t) in titles for t in s.path)
    ]  # fmt: skip


def qualification_blocks(report: Report) -> list[Block]:
    """Blocks of that chapter, headings apart, and tables captioned so elsewhere."""
    own = [b for s in qualification_sections(report) for b in s.blocks]
    return own + [t for t in report.document.tables if t not in own and _OWN.search(tight(t.caption))]


def qualification_text(report: Report) -> list[tuple[str, Place]]:
    """Sentences and table cells of that chapter with their places."""
    return report.shared(_text)


def _text(report: Report) -> list[tuple[str, Place]]:
    return [
        (p.text[m.start() : m.end()], p.place(m.span()))
        for p in pieces.of_blocks(qualification_blocks(report))
        for m in re.finditer(r"[^。；;\n]+", p.text)
    ]
