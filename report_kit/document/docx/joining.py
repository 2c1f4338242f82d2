"""Tables put together as a reader takes them: captions, unit notes, continued tables.

A caption stays a paragraph of its own and is the table's `caption` too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_kit.document.docx.items import Item, Paragraph, Table
from report_kit.document.headings import is_continuation_caption, is_figure_caption, is_table_caption, unit_note

_NOTE = re.compile(r"[（(]?\s*(?:注|备注|说明|数据来源|资料来源|来源)\s*\d?[：:]")
_TITLE_OF_TABLE = re.compile(r".{2,30}(?:表|清单|一览|台账|统计|情况|明细)(?:（.{1,20}）|\(.{1,20}\))?$")
_MAX_GAP = 3
_WIDTH_TOLERANCE = 0.05


def _is_blank(item: Item) -> bool:
    return isinstance(item, Paragraph) and not item.text.strip() and not item.boxes and not item.hidden


def _is_caption(item: Item) -> bool:
    if not isinstance(item, Paragraph) or item.toc:
        return False
    text = item.seen.strip()
    if is_figure_caption(text) or is_continuation_caption(text):
        return False
    return is_table_caption(text) or (item.style.is_caption and 0 < len(text) <= 60)


def _is_unit_line(item: Item) -> bool:
    return (
        isinstance(item, Paragraph)
        and not item.level
        and bool(unit_note(item.text))
        and not is_table_caption(item.text)
    )


def _is_continuation(item: Item) -> bool:
    return isinstance(item, Paragraph) and is_continuation_caption(item.seen)


# -- continued tables ----------------------------------------------------------------------------------------------


def _same_header(first: Table, second: Table) -> int:
    """Count of header rows that the second table repeats, 0 for none."""
    for count in range(min(first.header_rows, len(second.rows)), 0, -1):
        if first.rows[:count] == second.rows[:count] and any(cell.strip() for cell in first.rows[0]):
            return count
    return 0


def _same_widths(first: Table, second: Table) -> bool:
    if len(first.widths) != len(second.widths) or not first.widths:
        return False
    total = max(sum(first.widths), 1)
    return all(abs(a - b) <= _WIDTH_TOLERANCE * total for a, b in zip(first.widths, second.widths, strict=True))


def _continues(first: Table, second: Table, between: Sequence[Item]) -> bool:
    if first.columns != second.columns or not first.columns:
        return False
    repeated = _same_header(first, second)
    if any(_is_continuation(item) for item in between):
        return True
    if not between:
        return bool(repeated) or _same_widths(first, second)
    return (
        bool(repeated)
        and first.columns > 1
        and len(second.rows) > repeated
        and all(_is_blank(item) for item in between)
    )


def _append(first: Table, second: Table) -> None:
    dropped = _same_header(first, second)
    offset = len(first.rows) - dropped
    first.rows.extend(second.rows[dropped:])
    first.merged.extend((r0 + offset, c0, r1 + offset, c1) for r0, c0, r1, c1 in second.merged if r0 >= dropped)
    first.paragraphs.extend(second.paragraphs)
    first.nested.extend(second.nested)
    first.changes.extend(second.changes)


def join_continued(items: Sequence[Item]) -> list[Item]:
    """Tables that go on in the next Word table become one; a 续表 line stays, after the joined table."""
    joined: list[Item] = []
    going_on: Table | None = None  # the table that may go on
    since = 0  # where in `joined` its last piece ended
    for item in items:
        if isinstance(item, Table) and going_on is not None and _continues(going_on, item, joined[since:]):
            _append(going_on, item)
            since = len(joined)
            continue
        joined.append(item)
        if isinstance(item, Table):
            going_on, since = item, len(joined)
        elif not (_is_blank(item) or _is_continuation(item) or _is_unit_line(item)):
            going_on = None
    return joined


# -- captions and units --------------------------------------------------------------------------------------------


def _caption_before(items: Sequence[Item], position: int) -> tuple[int | None, str]:
    """Position of the caption above a table, and the unit note between; (None, note) when there is no caption."""
    note, blanks = "", 0
    for i in range(position - 1, -1, -1):
        item = items[i]
        if _is_blank(item):
            blanks += 1
            if blanks > _MAX_GAP:
                return None, note
        elif _is_unit_line(item) and isinstance(item, Paragraph) and not note:
            note = unit_note(item.text)
        else:
            return (i, note) if _is_caption(item) else (None, note)
    return None, note


def _caption_after(items: Sequence[Item], position: int) -> int | None:
    for i in range(position + 1, min(position + 2 + _MAX_GAP, len(items))):
        item = items[i]
        if _is_caption(item):
            return i
        is_note = isinstance(item, Paragraph) and bool(_NOTE.match(item.text.strip()))
        if not (_is_blank(item) or is_note):
            return None
    return None


def _first_row_caption(table: Table) -> str:
    """A caption typed into a first row that is one merged cell."""
    if len(table.rows) < 2 or table.columns < 2 or (0, 0, 0, table.columns - 1) not in table.merged:
        return ""
    return table.rows[0][0] if is_table_caption(table.rows[0][0]) else ""


def _plain_title(items: Sequence[Item], position: int) -> str:
    """A title without number right above the table, centred or bold: 「能源消耗情况一览表」."""
    before = items[position - 1] if position else None
    if not isinstance(before, Paragraph) or before.level or before.toc or not (before.centred or before.bold):
        return ""
    text = before.seen.strip()
    return text if _TITLE_OF_TABLE.fullmatch(text) else ""


def set_captions(items: Sequence[Item]) -> None:
    """Gives each table its caption and unit note. Where a caption stands between two tables, the document's habit
    (above or below) decides."""
    positions = [i for i, item in enumerate(items) if isinstance(item, Table)]
    above = {i: _caption_before(items, i) for i in positions}
    below = {i: _caption_after(items, i) for i in positions}
    tops = {c for c, _ in above.values() if c is not None}
    bottoms = {c for c in below.values() if c is not None}
    captions_above = len(tops - bottoms) >= len(bottoms - tops)
    used: set[int] = set()

    def give(position: int, caption: int | None) -> bool:
        item, table = (items[caption] if caption is not None else None), items[position]
        if caption is None or caption in used or not isinstance(item, Paragraph) or not isinstance(table, Table):
            return False
        used.add(caption)
        table.caption = item.seen.strip()
        return True

    for in_turn in (captions_above, not captions_above):
        for i in positions:
            table = items[i]
            if isinstance(table, Table) and not table.caption:
                give(i, above[i][0] if in_turn else below[i])
    for i in positions:
        table = items[i]
        if not isinstance(table, Table):
            continue
        table.caption = table.caption or _first_row_caption(table) or _plain_title(items, i)
        table.unit_note = above[i][1] or unit_note(table.caption) or _unit_in_rows(table)


def _unit_in_rows(table: Table) -> str:
    for row in table.rows[:2]:
        if len(set(row)) == 1 and (note := unit_note(row[0])):
            return note
    return ""
