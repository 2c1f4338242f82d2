"""Lattices and text → tables: a full matrix of texts, merged cells, boxes of cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from report_kit.document.model import BBox
from report_kit.document.pdf.content import Segment
from report_kit.document.pdf.lattice import Lattice
from report_kit.document.pdf.lines import Line, join_cell_lines, make_lines

SLIVER = 8.0
"""Rows and columns narrower than this (points) and without text are no rows and columns."""


@dataclass(slots=True)
class Table:
    """One table, or its part on one page. `columns` are the x of the grid's lines, or where `aligned`
    between the texts; boxes are of the (turned) page."""

    page: int
    bbox: BBox
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]
    boxes: dict[tuple[int, int], tuple[int, BBox]]
    columns: list[float] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    first_bbox: BBox | None = None
    aligned: bool = False
    open_below: bool = False
    """No rule closes it: the page ends before the table does."""
    wrap: float | None = None
    """Where `aligned`: lines of one cell are at most so far apart, from baseline to baseline."""
    header: list[Line] = field(default_factory=list)
    body: list[list[Line]] = field(default_factory=list)
    """Where `aligned`: its text, should the table go on over the page; in bands where rules part it."""
    room: dict[tuple[int, int], float] = field(default_factory=dict)
    """Room left behind the last line of a cell, in sizes of its text; for ruled cells."""
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    """Short lines inside the header (y, x0, x1)."""
    ruled: bool = True
    """False where no rule parts it from the text around: then it may be the rest of another table."""


def fill(lattice: Lattice, segments: list[Segment], page: int) -> Table | None:
    """The table of a lattice with the segments inside it; None for frames, charts and pictures of boxes."""
    by_cell: dict[int, list[Segment]] = {}
    for segment in segments:
        number = lattice.cell_at((segment.x0 + segment.x1) / 2, (segment.top + segment.bottom) / 2)
        if number is not None:
            by_cell.setdefault(number, []).append(segment)
    texts: dict[int, str] = {}
    room: dict[int, float] = {}
    for number, inside in by_cell.items():
        box = lattice.box(number)
        lines = make_lines(inside)
        if lines:
            texts[number] = join_cell_lines(lines, box[2] - box[0])
            last = lines[-1]
            room[number] = (box[2] - box[0] - last.x1 + last.x0) / max(last.size, 1.0)
    if len(texts) < 2 or not _is_table(lattice, texts):
        return None
    return _matrix(lattice, texts, room, page)


def _is_table(lattice: Lattice, texts: dict[int, str]) -> bool:
    """Whether text stands in enough rows and columns; in a chart's grid it does not, in a blank form it does."""
    if len(lattice.cells) < 2:
        return False
    used_rows = {r for n in texts for r in range(lattice.cells[n][0], lattice.cells[n][2] + 1)}
    used_columns = {c for n in texts for c in range(lattice.cells[n][1], lattice.cells[n][3] + 1)}
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    shares = sorted((len(used_rows) / rows, len(used_columns) / columns))
    return shares[0] >= 0.2 and shares[1] >= 0.4


def _matrix(lattice: Lattice, texts: dict[int, str], room: dict[int, float], page: int) -> Table:
    """Grid rows and columns in which no cell begins are dropped; merged cells repeat their text."""
    real = _real_cells(lattice, texts)
    spans = [lattice.cells[n] for n in texts]
    row_starts = _without_slivers(
        sorted({lattice.cells[n][0] for n in real}), lattice.ys, [(s[0], s[2]) for s in spans]
    )
    column_starts = _without_slivers(
        sorted({lattice.cells[n][1] for n in real}), lattice.xs, [(s[1], s[3]) for s in spans]
    )
    row_of = {r: i for i, r in enumerate(row_starts)}
    column_of = {c: i for i, c in enumerate(column_starts)}
    rows = [[""] * len(column_starts) for _ in row_starts]
    merged: list[tuple[int, int, int, int]] = []
    boxes: dict[tuple[int, int], tuple[int, BBox]] = {}
    for number, (r0, c0, r1, c1) in enumerate(lattice.cells):
        inside_rows = [row_of[r] for r in range(r0, r1 + 1) if r in row_of]
        inside_columns = [column_of[c] for c in range(c0, c1 + 1) if c in column_of]
        if not inside_rows or not inside_columns:
            continue
        text = texts.get(number, "")
        for row in inside_rows:
            for column in inside_columns:
                rows[row][column] = text
                boxes[row, column] = (page, lattice.box(number))
        if len(inside_rows) > 1 or len(inside_columns) > 1:
            merged.append((inside_rows[0], inside_columns[0], inside_rows[-1], inside_columns[-1]))
    columns = [lattice.xs[c] for c in column_starts] + [lattice.xs[-1]]
    table = Table(page, lattice.bbox, rows, merged, boxes, columns, pages=[page])
    for number, left in room.items():
        r0, c0, r1, _ = lattice.cells[number]
        row = max((row_of[r] for r in range(r0, r1 + 1) if r in row_of), default=-1)
        if row == len(rows) - 1 and c0 in column_of:
            table.room[row, column_of[c0]] = left
    return table


def _without_slivers(starts: list[int], at: list[float], filled: list[tuple[int, int]]) -> list[int]:
    """Starts of rows or columns without those of narrow strips that hold no text of their own (a nested table's
    margin)."""
    ends = [*starts[1:], len(at) - 1]
    kept = []
    for start, end in zip(starts, ends, strict=True):
        own = at[end] - at[start] >= SLIVER or any(start <= first and last < end for first, last in filled)
        if own or end == len(at) - 1:
            kept.append(start)
    return kept


def _real_cells(lattice: Lattice, texts: dict[int, str]) -> list[int]:
    """Cells with text, and empty ones large enough to be meant (a sliver between two lines is not)."""
    real = []
    for number in range(len(lattice.cells)):
        x0, top, x1, bottom = lattice.box(number)
        if number in texts or (x1 - x0 > 6 and bottom - top > 6):
            real.append(number)
    return real
