"""Tables without any line: below or above a caption, or so regular that they can be nothing else.

A paragraph, list, signature block or contents page taken for a table is worse than a table missed: without a caption
three columns and three rows are asked for, filled and aligned throughout."""

from __future__ import annotations

import re
from itertools import pairwise

from report_kit.document.headings import is_figure_caption, is_table_caption, is_toc_line, split_number, unit_note
from report_kit.document.model import BBox
from report_kit.document.pdf.columns import chunks
from report_kit.document.pdf.grids import build_table
from report_kit.document.pdf.lines import Line
from report_kit.document.pdf.tables import Table

APART = 0.6
ROOM = 2.2
"""Rows of one table have no more than this many sizes of white space between them."""
_LABEL = re.compile(r"[:：]|_{3,}|[□☑☒]|\.{4,}|…{2,}")
_SENTENCE = ("。", "；", "！")


def find_borderless_tables(
    lines: list[Line], tables: list[Table], drawn: list[BBox], page: int
) -> tuple[list[Table], list[Line]]:
    """Tables among lines in reading order, and the lines left. `drawn` are lines and areas drawn on the page: charts
    have them, tables without a caption here do not."""
    found: list[Table] = []
    taken: set[int] = set()
    for start, end in _runs(lines, tables):
        above, below = _captions(lines, start, end, tables)
        table = _table(lines[start:end], page)
        if table is None:
            continue
        captioned = above or below
        if not (_is_plausible(table) if captioned else _is_certain(table, drawn)):
            continue
        table.lines = lines[start:end]
        table.open_below = len(lines) - end <= 2 and not below
        found.append(table)
        taken |= {id(line) for line in table.lines}
    return found, [line for line in lines if id(line) not in taken]


def _table(lines: list[Line], page: int) -> Table | None:
    left, right = min(line.x0 for line in lines) - 2, max(line.x1 for line in lines) + 2
    frame = (left, lines[0].top - 1, right, lines[-1].bottom + 1)
    return build_table([], [lines], frame, page)


def _runs(lines: list[Line], tables: list[Table]) -> list[tuple[int, int]]:
    """Runs [start, end) of lines that are in pieces, or short pieces between such."""
    runs: list[tuple[int, int]] = []
    start = None
    for index, line in enumerate(lines):
        fits = not _stands_alone(line)
        if fits and start is not None:
            fits = _follows(lines[start:index], line, tables)
        if start is not None and not fits:
            runs.append((start, index))
            start = None
            fits = not _stands_alone(line)
        if fits and start is None:
            start = index
    if start is not None:
        runs.append((start, len(lines)))
    return [run for run in (_trimmed(lines, s, e) for s, e in runs) if run[1] - run[0] >= 3]


def leading_run(lines: list[Line]) -> int:
    """How many lines from the first on can be rows of one table."""
    count = 0
    while count < len(lines) and not _stands_alone(lines[count]):
        if count and not _follows(lines[:count], lines[count], []):
            break
        count += 1
    return _trimmed(lines, 0, count)[1]


def _stands_alone(line: Line) -> bool:
    """Captions, unit notes, contents lines and lines as long as a paragraph's are in no table."""
    text = line.text
    if is_table_caption(text) or is_figure_caption(text) or unit_note(text) or is_toc_line(text):
        return True
    return len(chunks(line, APART)) < 2 and line.x1 - line.x0 > 22 * line.size


def _follows(run: list[Line], line: Line, tables: list[Table]) -> bool:
    above = run[-1]
    gap = line.top - above.bottom
    if gap > ROOM * max(line.size, above.size) or abs(line.size - above.size) > 0.35 * above.size:
        return False
    if any(above.bottom <= t.bbox[1] <= line.bottom for t in tables):
        return False
    if len(chunks(line, APART)) >= 2:
        return True
    wide = max(r.x1 for r in run) - min(r.x0 for r in run)
    title = bool(split_number(line.text).number) and gap > 0.6 * line.size
    return not title and line.x1 - line.x0 <= 0.66 * wide


def _trimmed(lines: list[Line], start: int, end: int) -> tuple[int, int]:
    """The run without lone pieces before and after its rows, unless they are wrapped parts of the outer rows."""
    while end > start and len(chunks(lines[end - 1], APART)) < 2:
        if end - 1 > start and lines[end - 1].top - lines[end - 2].bottom < 0.55 * lines[end - 1].size:
            whole = [i for i in range(start, end) if len(chunks(lines[i], APART)) >= 2]
            if whole and end - 1 - whole[-1] <= 3:
                break
        end -= 1
    while start < end and len(chunks(lines[start], APART)) < 2:
        if start + 1 < end and lines[start + 1].top - lines[start].bottom < 0.35 * lines[start].size:
            whole = [i for i in range(start, end) if len(chunks(lines[i], APART)) >= 2]
            if whole and whole[0] - start <= 2 and lines[start].style == lines[whole[0]].style:
                break
        start += 1
    return start, end


def _captions(lines: list[Line], start: int, end: int, tables: list[Table]) -> tuple[bool, bool]:
    """Whether a caption stands just above, just below; unit notes between allowed."""
    above, below = start - 1, end
    while above >= 0 and unit_note(lines[above].text) and not is_table_caption(lines[above].text):
        above -= 1
    while below < len(lines) and unit_note(lines[below].text) and not is_table_caption(lines[below].text):
        below += 1
    over = above >= 0 and is_table_caption(lines[above].text) and lines[start].top - lines[above].bottom < 60
    under = below < len(lines) and is_table_caption(lines[below].text) and lines[below].top - lines[end - 1].bottom < 40
    drawn = any(t.bbox[1] > lines[end - 1].bottom and t.bbox[1] - lines[end - 1].bottom < 60 for t in tables)
    return over, under and not drawn


def _cells(table: Table) -> list[str]:
    return [text for row in table.rows for text in row if text]


def _is_plausible(table: Table) -> bool:
    """Enough under a caption: three rows, half of the cells filled, no sentences cut into pieces."""
    rows, columns = len(table.rows), len(table.columns) - 1
    cells = _cells(table)
    sentences = sum(text.endswith(_SENTENCE) for text in cells)
    return rows >= 3 and len(cells) >= 0.5 * rows * columns and sentences <= 0.3 * len(cells)


def _is_certain(table: Table, drawn: list[BBox]) -> bool:
    """Enough without a caption."""
    rows, columns = len(table.rows), len(table.columns) - 1
    cells = _cells(table)
    if rows < 3 or columns < 3 or len(cells) < 0.65 * rows * columns:
        return False
    if sum(sum(bool(text) for text in row) >= 3 for row in table.rows) < 0.7 * rows:
        return False
    if not all(table.rows[0]) or any(len(text) > 60 for text in cells):
        return False
    if sum(bool(_LABEL.search(text)) or text.endswith(_SENTENCE) for text in cells) > 0.12 * len(cells):
        return False
    if _counts_pages(table) or _is_text_in_columns(table):
        return False
    x0, top, x1, bottom = table.bbox
    return not any(box[0] < x1 and x0 < box[2] and box[1] < bottom - 1 and top + 1 < box[3] for box in drawn)


def _counts_pages(table: Table) -> bool:
    """A contents page whose leader dots are blanks: the last column holds rising page numbers."""
    last = [row[-1] for row in table.rows if row[-1]]
    numbers = [int(text) for text in last if re.fullmatch(r"\d{1,3}", text)]
    return len(numbers) >= 0.8 * len(last) > 0 and all(a <= b for a, b in pairwise(numbers))


def _is_text_in_columns(table: Table) -> bool:
    """Running text set in columns: most cells as wide as their column."""
    long = sum(len(text) > 18 for text in _cells(table))
    return long > 0.5 * len(_cells(table))
