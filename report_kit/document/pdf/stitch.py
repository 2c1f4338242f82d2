"""Parts of one table on following pages → one table."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise, takewhile

from report_kit.document.headings import is_continuation_caption, unit_note
from report_kit.document.pdf.content import PageImage
from report_kit.document.pdf.continuing import continue_table
from report_kit.document.pdf.flow import Item, PageFlow
from report_kit.document.pdf.lines import Line, first_token, join_wrapped
from report_kit.document.pdf.tables import Table

SAME_COLUMN = 5.0
MAX_HEADER = 5


def stitch(flows: list[PageFlow]) -> None:
    """Join a table that ends a page with the one that begins the next, when their columns agree."""
    for before, after in pairwise(flows):
        _gather_open_rows(before, after)
        found = _candidates(before, after)
        if found is None:
            continue
        first, second, announced = found
        if not _agree(first, second):
            continue
        header = _repeated_header(first, second)
        deep = first.boxes and _last_bottom(first) > 0.55 * before.content.height
        if not (announced or header or deep):
            continue
        _append(first, second, header)
        after.items[after.items.index(second)] = first
        before.items.remove(first)
        first.bbox = second.bbox
        # The joined table stands where it began: it goes back below, when all pages are joined.
    _return_to_first_page(flows)
    for flow in flows:
        flow.items = [part for item in flow.items for part in _without_fragments(item)]


def _without_fragments(item: Item) -> list[Item]:
    """One row at a page's end that could have begun a table, and no table went on: its lines again."""
    return list(item.body[0]) if isinstance(item, Table) and not item.ruled and len(item.rows) < 2 else [item]


def _gather_open_rows(before: PageFlow, after: PageFlow) -> None:
    """Lines at the top of a page that go on a table which the page before leaves open become a table to join."""
    last = next((item for item in reversed(before.items) if not isinstance(item, PageImage)), None)
    if not isinstance(last, Table) or not last.open_below:
        return
    start = 0
    for item in after.items:
        if not isinstance(item, Line) or not (is_continuation_caption(item.text) or unit_note(item.text)):
            break
        start += 1
    rest = _unfolded(after.items[start:])
    lines = [item for item in takewhile(lambda item: isinstance(item, Line), rest) if isinstance(item, Line)]
    table, taken = continue_table(lines, last, after.n)
    folded = len(rest) - len(after.items) + start
    if table is not None and taken >= (folded + 1 if folded else 1):
        after.items[start:] = [table, *rest[taken:]]


def _unfolded(items: list[Item]) -> list[Item]:
    """A table that begins them, told from its text alone, as lines: it may go on with another."""
    first = items[0] if items else None
    return [*first.body[0], *items[1:]] if isinstance(first, Table) and not first.ruled else items


def _return_to_first_page(flows: list[PageFlow]) -> None:
    by_page = {flow.n: flow for flow in flows}
    for flow in flows:
        for item in [i for i in flow.items if isinstance(i, Table) and i.pages[0] != flow.n]:
            flow.items.remove(item)
            home = by_page[item.pages[0]]
            home.items.append(item)
            item.bbox = item.first_bbox or item.bbox


def _candidates(before: PageFlow, after: PageFlow) -> tuple[Table, Table, bool] | None:
    """The last thing of a page and the first of the next, both tables; whether a caption says that it goes on."""
    last = next((item for item in reversed(before.items) if not isinstance(item, PageImage)), None)
    announced = False
    for item in after.items:
        if isinstance(item, Table):
            return (last, item, announced) if isinstance(last, Table) else None
        if isinstance(item, Line) and is_continuation_caption(item.text):
            announced = True
        elif not (isinstance(item, Line) and unit_note(item.text)):
            return None
    return None


def _last_bottom(table: Table) -> float:
    return max(box[3] for page, box in table.boxes.values() if page == table.pages[-1])


def _agree(first: Table, second: Table) -> bool:
    """Same outer edges, and the columns of one are among the other's; brings both to the finer grid."""
    shift = second.columns[0] - first.columns[0]
    if abs(shift) > 40:
        return False
    second_columns = [x - shift for x in second.columns]
    if abs(first.columns[-1] - second_columns[-1]) > SAME_COLUMN:
        return False
    if len(first.columns) == len(second_columns):
        # Columns told from the text stand where the text of each page leaves them room.
        return (first.aligned and second.aligned) or all(
            abs(a - b) <= SAME_COLUMN for a, b in zip(first.columns, second_columns, strict=True)
        )
    finer, coarser = sorted((first.columns, second_columns), key=len, reverse=True)
    if not all(any(abs(x - f) <= SAME_COLUMN for f in finer) for x in coarser):
        return False
    table = first if coarser is first.columns else second
    _regrid(table, coarser, finer)
    return True


def _regrid(table: Table, own: list[float], finer: list[float]) -> None:
    """Split columns so that they are those of `finer`; the split cells are merged ones."""
    position = [min(range(len(finer)), key=lambda i: abs(finer[i] - x)) for x in own]
    spans = {old: (position[old], position[old + 1] - 1) for old in range(len(own) - 1)}
    old_of = [bisect_left(position, new + 1) - 1 for new in range(len(finer) - 1)]
    merged = [(r0, spans[c0][0], r1, spans[c1][1]) for r0, c0, r1, c1 in table.merged]
    covered = {(r, c) for r0, c0, r1, c1 in table.merged for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
    for row in range(len(table.rows)):
        for old, (start, end) in spans.items():
            if end > start and (row, old) not in covered:
                merged.append((row, start, row, end))
    table.boxes = {
        (row, new): table.boxes[row, old]
        for row in range(len(table.rows))
        for new, old in enumerate(old_of)
        if (row, old) in table.boxes
    }
    table.rows = [[row[old] for old in old_of] for row in table.rows]
    table.merged = merged
    table.columns = list(finer)


def _plain(row: list[str]) -> list[str]:
    return [re.sub(r"\s", "", cell) for cell in row]


def _repeated_header(first: Table, second: Table) -> int:
    """How many leading rows of the second part repeat those of the first."""
    count = 0
    for a, b in zip(first.rows[:MAX_HEADER], second.rows, strict=False):
        if _plain(a) != _plain(b) or not any(b):
            break
        count += 1
    return count


def _drop_row(table: Table, row: int) -> None:
    """Take a row out; merged cells over it shrink."""
    del table.rows[row]
    shifted = [(r0 - (r0 > row), c0, r1 - (r1 >= row), c1) for r0, c0, r1, c1 in table.merged]
    table.merged = [m for m in shifted if m[2] > m[0] or (m[3] > m[1] and m[2] == m[0])]
    table.boxes = {(r - (r > row), c): box for (r, c), box in table.boxes.items() if r != row}


def _is_remainder(table: Table, row: int) -> bool:
    """Whether a row at the page break is only the empty rest of the row on the other page."""
    if len(table.rows) < 2:
        return False
    reaching = {c for r0, c0, r1, c1 in table.merged if r0 < row <= r1 for c in range(c0, c1 + 1)}
    return not any(text for c, text in enumerate(table.rows[row]) if c not in reaching)


def _append(first: Table, second: Table, header: int) -> None:
    """Put the rows of `second`, without its repeated header, below those of `first`."""
    empty = _is_remainder(first, len(first.rows) - 1)
    while _is_remainder(first, len(first.rows) - 1):
        _drop_row(first, len(first.rows) - 1)
    if not empty and header < len(second.rows) and _is_remainder(second, header):
        _drop_row(second, header)
    if header < len(second.rows) and _goes_on(first, second, header):
        below = second.rows[header]
        first.rows[-1] = [join_wrapped(a, b) if b else a for a, b in zip(first.rows[-1], below, strict=True)]
        _drop_row(second, header)
    first.first_bbox, first.open_below = first.first_bbox or first.bbox, second.open_below
    first.pages = [*first.pages, *(p for p in second.pages if p not in first.pages)]
    rows = second.rows[header:]
    if not rows:
        return
    offset, seam = len(first.rows) - header, len(first.rows)
    first.rows.extend(rows)
    first.merged.extend((r0 + offset, c0, r1 + offset, c1) for r0, c0, r1, c1 in second.merged if r0 >= header)
    first.boxes.update({(r + offset, c): box for (r, c), box in second.boxes.items() if r >= header})
    _carry_over(first, seam)


def _goes_on(first: Table, second: Table, row: int) -> bool:
    """Whether a row at the top of a page is the rest of the row at the bottom of the page before: it has text only
    under unfinished text, and none in a column that otherwise always has some."""
    below, last = second.rows[row], first.rows[-1]
    filled = [c for c, text in enumerate(below) if text]
    if not filled or len(filled) > max(1, len(below) // 2) or len(first.rows) < 2:
        return False
    if not all(last[c] and not last[c].endswith(("。", "；")) for c in filled):
        return False
    bottom = len(first.rows) - 1
    if any(
        first.room.get((bottom, c), 0.0) > first_token(below[c]) + 1.5 and last[c][-1] not in "，、" for c in filled
    ):
        return False  # the next word had room: the text above was at its end
    tall = {c for r0, c0, r1, c1 in second.merged if r0 == row and r1 > r0 for c in range(c0, c1 + 1)}
    tall |= {c for r0, c0, r1, c1 in first.merged if r1 == bottom > r0 for c in range(c0, c1 + 1)}
    return any(
        last[c] and not below[c] and c not in tall and sum(bool(r[c]) for r in first.rows) >= 0.8 * len(first.rows)
        for c in range(len(below))
    )


def _carry_over(table: Table, seam: int) -> None:
    """A cell merged downwards over the page break: the part on the next page is empty and takes the text above."""
    if not any(table.rows[seam]):
        return
    _join_cut_cells(table, seam)
    for column in range(len(table.rows[seam])):
        if table.rows[seam][column] or not table.rows[seam - 1][column]:
            continue
        above = next((m for m in table.merged if m[2] == seam - 1 and m[1] <= column <= m[3]), None)
        below = next((m for m in table.merged if m[0] == seam and m[1] <= column <= m[3]), None)
        r0, c0, _, c1 = above or (seam - 1, column, seam - 1, column)
        r1 = below[2] if below else seam
        if below and (below[1], below[3]) != (c0, c1):
            continue
        tall = r0 < seam - 1 or r1 > seam
        if not tall and (column > 2 or not any((m[1], m[3]) == (c0, c1) and m[2] > m[0] for m in table.merged)):
            continue
        for row in range(seam, r1 + 1):
            table.rows[row][c0 : c1 + 1] = [table.rows[seam - 1][column]] * (c1 - c0 + 1)
        table.merged = [m for m in table.merged if m not in (above, below)] + [(r0, c0, r1, c1)]


def _join_cut_cells(table: Table, seam: int) -> None:
    """A cell merged downwards whose text the page break cuts within brackets is one."""
    for column in range(len(table.rows[seam])):
        upper, lower = table.rows[seam - 1][column], table.rows[seam][column]
        above = next((m for m in table.merged if m[2] == seam - 1 and m[1] == column), None)
        below = next((m for m in table.merged if m[0] == seam and m[1] == column), None)
        r0, c0, _, c1 = above or (seam - 1, column, seam - 1, column)
        _, _, r1, end = below or (seam, column, seam, column)
        tall = r0 < seam - 1 or r1 > seam
        if not tall or end != c1 or not lower or not _is_open(upper) or _is_open(upper + lower):
            continue
        table.merged = [m for m in table.merged if m not in (above, below)] + [(r0, c0, r1, c1)]
        for row in range(r0, r1 + 1):
            table.rows[row][c0 : c1 + 1] = [join_wrapped(upper, lower)] * (c1 - c0 + 1)


def _is_open(text: str) -> bool:
    """Whether a bracket is opened and not closed."""
    return sum(text.count(c) for c in "（(") > sum(text.count(c) for c in "）)")
