"""Tables without any line: below or above a caption, or so regular that they can be nothing else.

A paragraph, list, signature block or contents page taken for a table is worse than a table missed: without a caption
three columns and three rows are asked for, filled and aligned throughout."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from report_kit.document.headings import is_figure_caption, is_table_caption, is_toc_line, split_number, unit_note
from report_kit.document.model import BBox
from report_kit.document.pdf.columns import Span, chunks, merged_spans
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
        table.open_below = len(lines) - end <= 2 and not below
        if not (_is_plausible(table) if captioned else _is_certain(table, drawn)):
            continue
        table.ruled = False
        found.append(table)
        taken |= {id(line) for line in lines[start:end]}
    return found, [line for line in lines if id(line) not in taken]


def _table(lines: list[Line], page: int) -> Table | None:
    left, right = min(line.x0 for line in lines) - 2, max(line.x1 for line in lines) + 2
    frame = (left, lines[0].top - 1, right, lines[-1].bottom + 1)
    return build_table([], [lines], frame, page)


def _runs(lines: list[Line], tables: list[Table]) -> list[tuple[int, int]]:
    """Runs [start, end) of lines that are in pieces, or short pieces between such."""
    runs: list[tuple[int, int]] = []
    run: list[_Band] = []
    for band in [*_bands(lines), None]:
        fits = band is not None and not band.alone
        if run and not (fits and band is not None and _follows(run, band, tables)):
            runs.append(_trimmed(lines, run))
            run = []
        if fits and band is not None:
            run.append(band)
    return [r for r in runs if r[1] - r[0] >= (1 if len(lines) - r[1] <= 2 else 3)]


def leading_run(lines: list[Line]) -> int:
    """How many lines from the first on can be rows of one table."""
    run: list[_Band] = []
    for band in _bands(lines):
        if band.alone or (run and not _follows(run, band, [])):
            break
        run.append(band)
    return _trimmed(lines, run)[1] if run else 0


@dataclass(slots=True)
class _Band:
    """Lines [start, end) that overlap in height: a row whose cells are set to the middle. `pieces` stand beside each
    other; `alone`: such lines are in no table."""

    start: int
    end: int
    top: float
    bottom: float
    size: float
    pieces: list[Span]
    alone: bool
    text: str

    @property
    def width(self) -> float:
        return self.pieces[-1][1] - self.pieces[0][0]


def _bands(lines: list[Line]) -> list[_Band]:
    groups: list[tuple[int, int]] = []
    bottom = -1e9
    for index, line in enumerate(lines):
        if groups and lines[groups[-1][0]].top - 1 < line.top < bottom - 0.12 * line.size:
            groups[-1] = (groups[-1][0], index + 1)
            bottom = max(bottom, line.bottom)
        else:
            groups.append((index, index + 1))
            bottom = line.bottom
    return [_band(lines, *group) for group in groups]


def _band(lines: list[Line], start: int, end: int) -> _Band:
    """Captions, unit notes, contents lines and lines as long as a paragraph's are in no table."""
    own = lines[start:end]
    size = max(line.size for line in own)
    spans = sorted((c[0].x0, max(s.x1 for s in c)) for line in own for c in chunks(line, APART))
    pieces = merged_spans(spans, APART * size)
    long = len(pieces) < 2 and pieces[0][1] - pieces[0][0] > 22 * size
    alone = long or any(_is_apart(line.text) for line in own)
    top, bottom = min(line.top for line in own), max(line.bottom for line in own)
    return _Band(start, end, top, bottom, size, pieces, alone, own[0].text)


def _is_apart(text: str) -> bool:
    """A caption, unit note or line of a contents table."""
    if text[0] in "表图附续" and (is_table_caption(text) or is_figure_caption(text)):
        return True
    return ("单" in text and bool(unit_note(text))) or (text[-1] in "0123456789-–ivxIVX" and is_toc_line(text))


def _follows(run: list[_Band], band: _Band, tables: list[Table]) -> bool:
    above = run[-1]
    gap = band.top - above.bottom
    if gap > ROOM * max(band.size, above.size) or abs(band.size - above.size) > 0.35 * above.size:
        return False
    if band.top < above.top or any(above.bottom <= t.bbox[1] <= band.bottom for t in tables):
        return False
    if len(band.pieces) >= 2:
        return True
    if gap > 0.6 * band.size and split_number(band.text).number:
        return False
    wide = max(r.pieces[-1][1] for r in run) - min(r.pieces[0][0] for r in run)
    return band.width <= 0.66 * wide or not any(len(r.pieces) > 1 for r in run)


def _trimmed(lines: list[Line], run: list[_Band]) -> tuple[int, int]:
    """The run without lone pieces before and after its rows, unless they are wrapped parts of the outer rows."""
    whole = [i for i, band in enumerate(run) if len(band.pieces) >= 2]
    if not whole:
        return run[0].start, run[0].start
    first, last = whole[0], whole[-1]
    while last + 1 < len(run) and last - whole[-1] < 3:
        if run[last + 1].top - run[last].bottom >= 0.55 * run[last + 1].size:
            break
        last += 1
    start = run[0].start
    captioned = start > 0 and (is_table_caption(lines[start - 1].text) or bool(unit_note(lines[start - 1].text)))
    room = 0.6 if captioned else 0.25
    while first > 0 and whole[0] - first < 3 and run[first].top - run[first - 1].bottom < room * run[first].size:
        first -= 1
    return run[first].start, run[last].end


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
    if rows < 3 and not (table.open_below and columns >= 3):
        return False
    return len(cells) >= 0.5 * rows * columns and sentences <= 0.3 * len(cells)


def _is_certain(table: Table, drawn: list[BBox]) -> bool:
    """Enough without a caption."""
    rows, columns = len(table.rows), len(table.columns) - 1
    cells = _cells(table)
    if rows < 3 or columns < 3 or (rows == 3 and _numeric_columns(table) < 2) or len(cells) < 0.65 * rows * columns:
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


def _numeric_columns(table: Table) -> int:
    """How many columns hold figures below the first row."""
    return sum(
        all(re.fullmatch(r"[-−]?[\d,]+(?:\.\d+)?%?", row[c]) for row in table.rows[1:])
        for c in range(len(table.rows[0]))
    )


def _counts_pages(table: Table) -> bool:
    """A contents page whose leader dots are blanks: the last column holds rising page numbers."""
    last = [row[-1] for row in table.rows if row[-1]]
    numbers = [int(text) for text in last if re.fullmatch(r"\d{1,3}", text)]
    return len(numbers) >= 0.8 * len(last) > 0 and all(a <= b for a, b in pairwise(numbers))


def _is_text_in_columns(table: Table) -> bool:
    """Running text set in columns: most cells as wide as their column."""
    long = sum(len(text) > 18 for text in _cells(table))
    return long > 0.5 * len(_cells(table))
