"""Rows at the top of a page that go on a table which nothing closes on the page before."""

from __future__ import annotations

from itertools import takewhile

from report_kit.document.pdf.borderless import leading_run
from report_kit.document.pdf.columns import chunks
from report_kit.document.pdf.grids import find_edges, lay_out
from report_kit.document.pdf.lines import Line
from report_kit.document.pdf.tables import Table

APART = 0.45


def continue_table(lines: list[Line], table: Table, page: int) -> tuple[Table | None, int]:
    """The part of the table at the top of a page, and how many lines it takes.

    The columns of both parts are told anew from the text of both: a single row says little."""
    left, right = table.columns[0], table.columns[-1]
    if table.ruled:
        lines = list(takewhile(lambda line: left - 4 <= line.x0 and line.x1 <= right + 4, lines))
    taken = leading_run(lines)
    rows = lines[:taken]
    if not any(len(chunks(line, APART)) >= 2 for line in rows):
        return None, 0
    if not table.ruled:
        left = min(left, *(line.x0 - 2 for line in rows))
        right = max(right, *(line.x1 + 2 for line in rows))
    edges = table.columns
    if len(table.pages) == 1:
        common = find_edges(table.header, [*table.body, rows], left, right)
        if common is None or len(common) < len(table.columns) - (2 if len(table.rows) < 3 else 1):
            return None, 0
        edges = common
        whole = lay_out(table.header, table.body, edges, table.bbox, table.page, table.rules, table.wrap)
        table.rows, table.merged, table.boxes, table.columns = whole.rows, whole.merged, whole.boxes, whole.columns
        table.wrap = table.wrap if whole.wrap is None else whole.wrap
    frame = (edges[0], rows[0].top - 1, edges[-1], rows[-1].bottom + 1)
    first = (table.header or table.body[0])[0] if table.body else rows[-1]
    part = lay_out([], [rows], edges, frame, page, [], table.wrap, begins=rows[0].text == first.text)
    part.body, part.open_below = [rows], True
    return part, taken
