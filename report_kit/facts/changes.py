"""Tracked changes as a reader sees them: what was replaced by what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from report_kit.document.model import Document, Revision
from report_kit.facts import organisations

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_DATE = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}|\d{1,2}\s*月\s*\d{1,2}\s*日|[二〇○零一二三四五六七八九]{4}年")


@dataclass(frozen=True, slots=True)
class Change:
    """`old` was replaced by `new` in a block; one of both is empty where text was only added or taken out."""

    old: str
    new: str
    author: str
    day: str
    block: str

    @property
    def dated(self) -> date | None:
        try:
            return date.fromisoformat(self.day[:10])
        except ValueError:
            return None


def changes(document: Document) -> list[Change]:
    """All replacements, insertions and deletions; moves change nothing."""
    found: list[Change] = []
    waiting: Revision | None = None
    for revision in [*document.revisions, None]:
        if waiting is not None:
            pair = revision if revision is not None and _belong(waiting, revision) else None
            found.append(_change(waiting, pair))
            waiting = None
            if pair is not None:
                continue
        if revision is not None and revision.kind in ("delete", "insert"):
            waiting = revision
    return found


def _belong(one: Revision, other: Revision) -> bool:
    return {one.kind, other.kind} == {"delete", "insert"} and one.block == other.block and one.author == other.author


def _change(one: Revision, other: Revision | None) -> Change:
    both = [r for r in (one, other) if r is not None]
    old = next((r.text for r in both if r.kind == "delete"), "")
    new = next((r.text for r in both if r.kind == "insert"), "")
    return Change(old, new, one.author, max(r.date for r in both), one.block)


def told_by(change: Change) -> str:
    """What a change altered that a report stands on: `日期`, `名称`, `数据`; '' for words only."""
    if _DATE.search(change.old) or _DATE.search(change.new):
        return "日期" if _figures(change.old) != _figures(change.new) else ""
    if _names(change.old) != _names(change.new):
        return "名称"
    if _is_numbering(change):
        return ""
    return "数据" if _figures(change.old) != _figures(change.new) else ""


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(text)


def _names(text: str) -> set[str]:
    return {organisation.text for organisation in organisations.find(text)}


def _is_numbering(change: Change) -> bool:
    """Numbers of tables, figures, chapters and items, that move when something is put between."""
    texts = [t.strip() for t in (change.old, change.new) if t.strip()]
    return all(re.fullmatch(r"[表图第附章节件条款]\s*[\d.\-—]+.{0,2}|[（(]?\d{1,2}[、）)]", t) for t in texts)


def revised_figures(document: Document) -> Iterator[tuple[Change, str]]:
    """Changes of figures, names and dates, each with what it altered."""
    for change in changes(document):
        if what := told_by(change):
            yield change, what
