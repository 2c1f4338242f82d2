"""Chapters and sub-chapters of the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from report_kit.checklist.forms import Chapter, Variant, variants
from report_kit.document.model import Block, Document, Place
from report_kit.facts import pieces
from report_kit.facts.date_grammar import cjk_number
from report_kit.rules.api import Finding, NotFound, Report
from report_kit.rules.structure.parts.format import clause, severity, variant

_SENTENCE = re.compile(r"[^。；;\n]+")
_SECTION = re.compile(r"(\d{1,2})[.．](\d{1,2})")
_ENUMERATED = 3
"""A sentence that names so many sibling chapters only lists them."""


def missing(report: Report) -> Iterator[Finding]:
    """Required chapters whose content stands nowhere: under no heading of any wording, in no text that deals with it."""
    form, document = variant(report), report.document
    if not document.headings:
        raise NotFound("没有识别到章节标题")
    wanted = [c for c in form.in_edition(report.identity.edition) if c.required]
    headed = {c.id for c in wanted if _has_heading(c, document)}
    headed |= {c.id for c in wanted if _parts_are_there(c, form, headed)}
    absent: set[str] = set()
    for chapter in wanted:
        if chapter.id in headed:
            continue
        if chapter.parent and (chapter.parent in absent or not form.binding):
            continue
        if chapter.id == "self-table" and report.facts.scores:
            continue
        if _in_text(chapter, form, headed, document):
            continue
        absent.add(chapter.id)
        yield Finding(
            f"缺少“{_called(chapter)}”{'章' if chapter.level == 1 else '一节'}：没有找到这一标题，也没有找到相应内容",
            _nearest(chapter, form, report),
            f"按报告格式补写“{chapter.name}”；内容已写在别处的，请用标题标明",
            subject=chapter.id,
            severity=severity(form),
            clause=clause(form, chapter),
        )
    if not absent:
        yield from _gaps(report)
        yield from _section_gaps(report)


def _gaps(report: Report) -> Iterator[Finding]:
    """A number that the chapters' numbering leaves out, and the chapter of the format that belongs there."""
    top = [(n, h) for h in report.document.headings if h.level == 1 and (n := _ordinal(h.number))]
    numbers = [n for n, _ in top]
    if len(top) < 4 or numbers != sorted(set(numbers)) or numbers[0] != 1:
        return
    for (before, elder), (after, younger) in pairwise(top):
        if after - before != 2 or _stands_in_text(before + 1, elder.number, report.document):
            continue
        name = _left_out(elder, younger, report)
        if not name:
            continue
        yield Finding(
            f"章号由“{elder.number}”跳到“{younger.number}”，缺少一章（按格式为“{name}”）",
            (younger.place(), elder.place()),
            "补上漏掉的一章；没有漏的，改正章号",
            subject=f"gap-{before}",
            severity="warning",
        )


def _section_gaps(report: Report) -> Iterator[Finding]:
    """A number left out between two sections of one chapter (1.1, 1.3), where exactly one section of the format belongs."""
    form, document = variant(report), report.document
    numbered = [(m[1], int(m[2]), h) for h in document.headings if (m := _SECTION.fullmatch(h.number.strip()))]
    for (chapter, before, elder), (same, after, younger) in pairwise(numbered):
        left_out = f"{chapter}.{before + 1}"
        if chapter != same or after - before != 2:
            continue
        if any(p.text.strip().startswith(left_out) for p in document.paragraphs):
            continue
        for first in form.chapters_called(elder.text):
            last = next((c for c in form.chapters_called(younger.text) if c.parent == first.parent), None)
            if last is None or first.parent is None:
                continue
            between = [c for c in form.children(first.parent) if first.order < c.order < last.order]
            if len(between) == 1 and not _has_heading(between[0], document):
                yield Finding(
                    f"节号由“{elder.number}”跳到“{younger.number}”，缺少“{_called(between[0])}”一节",
                    (younger.place(), elder.place()),
                    f"补写“{between[0].name}”；没有漏的，改正节号",
                    subject=f"gap-{left_out}",
                    severity="warning",
                    clause=clause(form, between[0]),
                )
            break


def _called(chapter: Chapter) -> str:
    """The format's title; a short one (范围, 建议) with the wordings that reports use more (评价范围; 改进建议、下一步工作)."""
    if len(chapter.name) > 2:
        return chapter.name
    longer = [label for label in chapter.labels[1:] if chapter.name in label][:1]
    other = [label for label in chapter.labels[1:] if chapter.name not in label][:1]
    return f"{chapter.name}（{'、'.join([*longer, *other])}）" if longer or other else chapter.name


def _ordinal(number: str) -> int | None:
    """The ordinal of a chapter's number (第三章, 三、, 3, 3.), None for other numbers."""
    found = re.fullmatch(r"第?\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[章部分、.．]*", number.strip())
    if not found:
        return None
    return int(found[1]) if found[1].isdigit() else cjk_number(found[1])


def _stands_in_text(ordinal: int, like: str, document: Document) -> bool:
    """Whether the number left out begins a line that was not taken for a heading."""
    cjk = "零一二三四五六七八九十"
    shown = str(ordinal) if re.search(r"\d", like) else cjk[ordinal] if ordinal <= 10 else ""
    wanted = re.sub(r"[一二三四五六七八九十]{1,3}|\d{1,2}", shown, like, count=1) if shown else like
    return any(p.text.strip().startswith(wanted) and len(p.text) < 60 for p in document.paragraphs)


def _left_out(elder: Block, younger: Block, report: Report) -> str:
    """Name of the format's chapter between two headings, where exactly one lacks a heading."""
    form = variants(report.identity.kind, report.identity.mode)[0]
    top = [c for c in form.in_edition(report.identity.edition) if c.level == 1]
    here, there = _orders(elder, form), _orders(younger, form)
    if not here or not there:
        return ""
    between = [c.name for c in top if min(here) < c.order < max(there) and not _has_heading(c, report.document)]
    return between[0] if len(between) == 1 else ""


def _parts_are_there(chapter: Chapter, form: Variant, headed: set[str]) -> bool:
    """Whether at least half of a chapter's parts have headings of their own: some reports make chapters of them."""
    parts = form.children(chapter.id)
    return len(parts) >= 2 and sum(p.id in headed or _parts_are_there(p, form, headed) for p in parts) * 2 >= len(parts)


def _orders(heading: Block, form: Variant) -> list[int]:
    """Orders of the top chapters that a heading belongs to, by its own words or as a part of them."""
    found = []
    for chapter in form.chapters_called(heading.text):
        while chapter.parent:
            chapter = form.chapter[chapter.parent]
        found.append(chapter.order)
    return found


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
