"""Lines of text whose alignment alone tells rows and columns → a table."""

from __future__ import annotations

from itertools import pairwise

from report_kit.document.model import BBox
from report_kit.document.pdf.columns import Piece, Span, atoms, edges_of, find_columns, join_halves, pieces_of
from report_kit.document.pdf.heads import Cell, Rule, header_cells
from report_kit.document.pdf.lines import Line, join_wrapped
from report_kit.document.pdf.rows import group_rows, wrap_limit
from report_kit.document.pdf.tables import Table

MAX_HEADER = 5


def build_table(
    header: list[Line], bands: list[list[Line]], frame: BBox, page: int, rules: list[Rule] | None = None
) -> Table | None:
    """The table of a header (none: its first row is one) and of body lines, in bands where rules part them.

    `rules` are short lines inside the header. None where no two columns are found."""
    edges = find_edges(header, bands, frame[0], frame[2])
    if edges is None:
        return None
    table = lay_out(header, bands, edges, frame, page, rules or [])
    table.header, table.body, table.rules = header, bands, rules or []
    return table


def find_edges(header: list[Line], bands: list[list[Line]], left: float, right: float) -> list[float] | None:
    """The edges of the columns between `left` and `right`; None where there are no two columns, or no body."""
    columns = columns_of(header, [line for band in bands for line in band])
    if len(columns) < 2 or not any(bands):
        return None
    edges = edges_of(columns, left, right)
    head = [p for line in header for p in pieces_of(line, edges)]
    rows = [[p for p in head if _beside(p.line, line)] for line in header]
    for band in bands:
        pieces = [p for line in band for p in pieces_of(line, edges)]
        rows += group_rows(pieces, len(columns), wrap_limit(pieces, len(columns)))
    columns = join_halves(columns, rows)
    return edges_of(columns, left, right) if len(columns) > 1 else None


def _beside(one: Line, other: Line) -> bool:
    """Whether two lines stand beside each other: a group's name and the names below it do not."""
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.12 * other.size


def lay_out(
    header: list[Line],
    bands: list[list[Line]],
    edges: list[float],
    frame: BBox,
    page: int,
    rules: list[Rule],
    limit: float | None = None,
    begins: bool = True,
) -> Table:
    """The table of lines in known columns; `limit` is the spacing of wrapped lines where these lines do not tell.
    `begins`: its first lines may be a header."""
    count = len(edges) - 1
    pieces = [[p for line in band for p in pieces_of(line, edges)] for band in bands]
    own = wrap_limit([p for band in pieces for p in band], count)
    limit = own if own is not None else limit
    head = [p for line in header for p in pieces_of(line, edges)]
    if begins and not header and pieces:
        head = _grouped_header(bands[0], pieces[0], edges)
        taken = {id(p) for p in head}
        pieces[0] = [p for p in pieces[0] if id(p) not in taken]
    cells = header_cells(head, edges, rules) if head else []
    for band in pieces:
        for row in group_rows(band, count, limit):
            at = max((c[2] for c in cells), default=-1) + 1
            cells += _row_cells(row, at)
    return _matrix(cells, count, edges, frame, page, limit)


def columns_of(header: list[Line], body: list[Line]) -> list[Span]:
    """The body's columns and those that only the header names."""
    if not header:
        # A name over several columns stands in the first lines; it hides the lane below it.
        tries = [find_columns(body[skip:]) for skip in (0, 1, 2) if len(body) - skip >= 2]
        columns = max(tries, key=len, default=[])
        header = body[:2] if len(columns) > len(find_columns(body)) else body[:1]
    else:
        columns = find_columns(body)
    named = [(line.base, part[0].x0, max(s.x1 for s in part)) for line in header for part in atoms(line)]
    for base, x0, x1 in sorted(named, reverse=True):  # the lowest names first: those above may stand over several
        free = all(x1 < c[0] or c[1] < x0 for c in columns)
        if free and not _names_group(base, x0, x1, named, columns):
            columns = sorted([*columns, (x0, x1)])
    return columns


def _names_group(
    base: float, x0: float, x1: float, named: list[tuple[float, float, float]], columns: list[Span]
) -> bool:
    """Whether the columns at both sides of a name in the header have names below it and none beside it."""
    left = max((c for c in columns if c[1] < x0), default=None)
    right = min((c for c in columns if c[0] > x1), default=None)
    if left is None or right is None:
        return False
    over = [[b - base for b, a, z in named if a < side[1] and side[0] < z] for side in (left, right)]
    return all(any(step > 4 for step in steps) and not any(abs(step) < 3 for step in steps) for steps in over)


def _grouped_header(lines: list[Line], pieces: list[Piece], edges: list[float]) -> list[Piece]:
    """The first lines' pieces where together they name every column and a name stands over several; else none."""
    named: set[int] = set()
    head: list[Piece] = []
    for line in lines[:MAX_HEADER]:
        own = [p for p in pieces if line.top - 1 <= (p.line.top + p.line.bottom) / 2 <= line.bottom + 1]
        head += [p for p in own if not any(p is h for h in head)]
        named |= {p.first for p in own if p.first == p.last}
        if len(named) == len(edges) - 1:
            break
    else:
        return []
    cells = header_cells(head, edges, [])
    return head if any(c[2] > 0 for c in cells) and len(head) < len(pieces) else []


def _row_cells(row: list[Piece], at: int) -> list[Cell]:
    stacks: dict[int, list[Piece]] = {}
    for piece in sorted(row, key=lambda p: (p.first, p.line.base)):
        stacks.setdefault(piece.first, []).append(piece)
    cells: list[Cell] = []
    for first, stack in stacks.items():
        last = max(p.last for p in stack)
        while last > first and any(c in stacks for c in range(first + 1, last + 1)):
            last -= 1
        cells.append((at, first, at, last, stack))
    return cells


def _text(stack: list[Piece]) -> str:
    text = ""
    stack = sorted(stack, key=lambda p: (p.line.base, p.line.x0))
    for above, piece in zip([None, *stack], stack, strict=False):
        if above is not None and abs(piece.line.base - above.line.base) < 1:
            text = f"{text} {piece.line.text}"
        else:
            text = join_wrapped(text, piece.line.text, narrow=True)
    return text


def _matrix(cells: list[Cell], count: int, edges: list[float], frame: BBox, page: int, limit: float | None) -> Table:
    height = max((c[2] for c in cells), default=-1) + 1
    rows = [[""] * count for _ in range(height)]
    merged: list[tuple[int, int, int, int]] = []
    boxes: dict[tuple[int, int], tuple[int, BBox]] = {}
    heights = _heights(cells, height, frame)
    for r0, c0, r1, c1, stack in cells:
        text = _text(stack)
        box = (edges[c0], heights[r0][0], edges[c1 + 1], heights[r1][1])
        for row in range(r0, r1 + 1):
            for column in range(c0, c1 + 1):
                rows[row][column] = text
                boxes[row, column] = (page, box)
        if (r0, c0) != (r1, c1):
            merged.append((r0, c0, r1, c1))
    for row in range(height):
        for column in range(count):
            boxes.setdefault(
                (row, column), (page, (edges[column], heights[row][0], edges[column + 1], heights[row][1]))
            )
    return Table(page, frame, rows, merged, boxes, edges, pages=[page], aligned=True, wrap=limit)


def _heights(cells: list[Cell], height: int, frame: BBox) -> list[Span]:
    """Top and bottom of each row: half-way between the texts."""
    spans: list[Span] = []
    for row in range(height):
        pieces = [p for c in cells if c[0] <= row <= c[2] and c[0] == c[2] for p in c[4]]
        top = min((p.line.top for p in pieces), default=spans[-1][1] if spans else frame[1])
        spans.append((top, max((p.line.bottom for p in pieces), default=top + 1)))
    cuts = [frame[1], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), frame[3]]
    return list(pairwise(cuts))
