"""Footnotes: the notes at the foot of a page, below a short rule or in smaller letters, taken off the flow."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from report_kit.document.pdf.content import PageImage, Segment
from report_kit.document.pdf.flow import PageFlow
from report_kit.document.pdf.lines import Line, join_wrapped, make_line

_MARK = re.compile(r"[\d]{1,2}(?![\d.．、年月%])|[①-⑳]|[\[［〔【]\s*\d{1,2}\s*[\]］〕】]|[*＊†‡]|注\s*\d")
_HEIGHT = 0.4
"""Footnotes stand below this share of the page's height."""


def set_footnotes_aside(flows: list[PageFlow]) -> None:
    """Move the footnotes of every page from `items` to `footnotes`."""
    amount: Counter[float] = Counter()
    for flow in flows:
        for item in flow.items:
            if isinstance(item, Line):
                amount[item.size] += len(item.text)
    body = amount.most_common(1)[0][0] if amount else 12.0
    for flow in flows:
        flow.footnotes = _footnotes(flow, body)
        if not flow.footnotes:
            continue
        gone = {id(line) for line in flow.footnotes}
        marks = {found[0] for line in flow.footnotes if (found := _MARK.match(line.text))}
        kept = [item for item in flow.items if id(item) not in gone]
        flow.items = [_without_marks(i, marks) if isinstance(i, Line) else i for i in kept]


def _footnotes(flow: PageFlow, body: float) -> list[Line]:
    """The last lines of the page that follow a short rule at the left margin, or are small and begin with a mark."""
    last: list[Line] = []
    for item in reversed([i for i in flow.items if not isinstance(i, PageImage)]):
        if not isinstance(item, Line) or item.top < _HEIGHT * flow.content.height or item.size > body + 0.3:
            break
        last.insert(0, item)
    left = min((i.x0 for i in flow.items if isinstance(i, Line)), default=0.0)
    for y, x0, _ in sorted(flow.short_rules):
        below = [line for line in last if line.top > y - 1]
        if below and len(below) == sum(i.bbox[1] > y - 1 for i in flow.items) and x0 < left + 30 and _is_note(below[0]):
            return below
    for index, line in enumerate(last):
        small = all(other.size <= body - 1 for other in last[index:])
        above = last[index - 1] if index else None
        apart = above is None or line.top - above.bottom > 0.6 * line.size
        if small and apart and _is_note(line) and _reference(flow, line):
            return last[index:]
    return []


def _is_note(line: Line) -> bool:
    return bool(_MARK.match(line.text))


def _reference(flow: PageFlow, note: Line) -> bool:
    """Whether the mark of a note stands raised, or circled, in the text of the page."""
    found = _MARK.match(note.text)
    mark = found[0] if found else ""
    for item in flow.items:
        if not isinstance(item, Line) or item is note or item.size <= note.size:
            continue
        if not mark.isdecimal() and mark in item.text:
            return True
        if any(_is_reference(s, item, {mark}) for s in item.segments):
            return True
    return False


def _is_reference(segment: Segment, line: Line, marks: set[str]) -> bool:
    raised = segment.base < line.base - 0.1 * line.size or segment.style.size < 0.8 * line.size
    return raised and segment.text.strip() in marks


def _without_marks(line: Line, marks: set[str]) -> Line:
    """The line without raised figures that refer to a note: behind a value they would be read as its last digit."""
    kept = [s for s in line.segments if not _is_reference(s, line, marks)]
    return (make_line(kept) if kept and len(kept) < len(line.segments) else None) or line


def notes_of(lines: list[Line]) -> list[tuple[str, Line]]:
    """Each footnote's text and its first line: a mark at the left begins one."""
    notes: list[tuple[str, Line]] = []
    for above, line in pairwise([None, *lines]):
        if line is None:
            continue
        if above is None or (_is_note(line) and line.x0 <= lines[0].x0 + 2):
            notes.append((line.text, line))
        else:
            notes[-1] = (join_wrapped(notes[-1][0], line.text), notes[-1][1])
    return notes
