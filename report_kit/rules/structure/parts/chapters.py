"""Chapters and sub-chapters of the format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.forms import Chapter, Variant
from report_kit.document.model import Block, Document, Place
from report_kit.facts import pieces
from report_kit.rules.api import Finding, NotFound, Report
from report_kit.rules.structure.parts.format import clause, severity, variant

_SENTENCE = re.compile(r"[^。；;\n]+")
_ENUMERATED = 3
"""A sentence that names so many sibling chapters only lists them."""


def missing(report: Report) -> Iterator[Finding]:
    """Required chapters whose content stands nowhere: under no heading of any wording, in no text that deals with it."""
    form, document = variant(report), report.document
    if not document.headings:
        raise NotFound("没有识别到章节标题")
    wanted = [c for c in form.in_edition(report.identity.edition) if c.required]
    headed = {c.id for c in wanted if _has_heading(c, document)}
    absent = set()
    for chapter in wanted:
        if chapter.id in headed:
            continue
        if chapter.parent and (chapter.parent in absent or not form.binding):
            continue
        if _in_text(chapter, form, headed, document):
            continue
        absent.add(chapter.id)
        yield Finding(
            f"缺少“{chapter.name}”{'章' if chapter.level == 1 else '一节'}：没有找到这一标题，也没有找到相应内容",
            _nearest(chapter, form, report),
            f"按报告格式补写“{chapter.name}”；内容已写在别处的，请用标题标明",
            subject=chapter.id,
            severity=severity(form),
            clause=clause(form, chapter),
        )


def _has_heading(chapter: Chapter, document: Document) -> bool:
    return any(chapter.strength(h.text) for h in document.headings) or any(
        t.caption and chapter.strength(t.caption) for t in document.tables
    )


def _in_text(chapter: Chapter, form: Variant, headed: set[str], document: Document) -> bool:
    if not chapter.text_counts:
        return False
    siblings = [c for c in form.chapters if c.parent == chapter.parent and c.id != chapter.id]
    have_headings = sum(c.id in headed for c in siblings) * 2 >= len(siblings) > 0
    for piece in pieces.of_document(document):
        if not chapter.strength(piece.text):
            continue
        if not have_headings:
            return True
        if piece.row is not None:
            continue
        for sentence in _SENTENCE.findall(piece.text):
            if chapter.strength(sentence) and sum(c.strength(sentence) > 0 for c in siblings) + 1 < _ENUMERATED:
                return True
    return False


def _nearest(chapter: Chapter, form: Variant, report: Report) -> tuple[Place, ...]:
    """The heading after which the chapter should stand: its elder sibling's, else its parent's."""
    elders = [c.id for c in form.chapters if c.parent == chapter.parent and c.order < chapter.order]
    for wanted in (*reversed(elders), chapter.parent):
        for found in report.facts.chapters:
            if found.id == wanted:
                block: Block = report.document.by_id[found.block]
                return (block.place(),)
    return ()
