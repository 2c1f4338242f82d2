"""Pieces of text in columns without lines between → rows: which lines are one cell, its text wrapped."""

from __future__ import annotations

from itertools import pairwise

from report_kit.document.pdf.columns import Piece
from report_kit.document.pdf.lines import first_token_width

CLEARLY = 0.14
"""Spacings that differ by more than this share of the text's size are meant to differ."""
MAX_WRAP = 2.4
"""Wrapped lines are no further apart, from baseline to baseline, than this many sizes."""


def by_column(pieces: list[Piece], count: int) -> list[list[Piece]]:
    """Pieces of each column from top to bottom; those over several columns in the first of them."""
    stacks: list[list[Piece]] = [[] for _ in range(count)]
    for piece in sorted(pieces, key=lambda p: p.line.base):
        stacks[piece.first].append(piece)
    return stacks


def wrap_limit(pieces: list[Piece], count: int) -> float | None:
    """How far apart, from baseline to baseline, lines of one cell stand at most; None where they are no closer than
    rows, or nothing is wrapped.

    A line is wrapped only where the next word had no room; what had room begins a row, and tells how close rows are."""
    stacks = by_column([p for p in pieces if p.first == p.last], count)
    wrapped: list[float] = []
    apart: list[float] = []
    for stack in stacks:
        widest = max((p.width for p in stack), default=0.0)
        for above, below in pairwise(stack):
            step = below.line.base - above.line.base
            (wrapped if is_full(above, below, widest) else apart).append(step)
    if not wrapped:
        return None
    size = sorted(p.line.size for p in pieces)[len(pieces) // 2]
    apart.sort()
    bound = apart[int(0.04 * len(apart))] - CLEARLY * size if apart else 1e9
    close = sorted(s for s in wrapped if s < min(bound, MAX_WRAP * size))
    if not close:
        return None
    limit = close[0]
    for step in close[1:]:
        if step - limit > CLEARLY * size:
            break
        limit = step
    rest = [s for s in (*wrapped, *apart) if s > limit + CLEARLY * size]
    if not rest and (apart or not _leaves_columns(pieces, count)):
        return None
    return None if _advance_together(stacks, limit) else limit + 0.5


def is_full(above: Piece, below: Piece, widest: float) -> bool:
    """Whether the first word of `below` had no room behind `above` in a column as wide as `widest`."""
    return above.width + first_token_width(below.line) > widest - 0.3 * above.line.size


def _leaves_columns(pieces: list[Piece], count: int) -> bool:
    """Whether most lines below the first leave columns empty: one row, its cells wrapped."""
    bases: dict[float, int] = {}
    for piece in pieces:
        bases[round(piece.line.base)] = bases.get(round(piece.line.base), 0) + 1
    filled = [n for _, n in sorted(bases.items())][1:]
    return sum(n < 0.75 * count for n in filled) > 0.5 * len(filled)


def _advance_together(stacks: list[list[Piece]], limit: float) -> bool:
    """Whether at most heights where a cell goes on the first column and most others with text go on too: those are
    rows, not wrapped cells."""
    filled: dict[int, set[int]] = {}
    going: dict[int, set[int]] = {}
    for column, stack in enumerate(stacks):
        for above, piece in zip([None, *stack], stack, strict=False):
            at = round(piece.line.base)
            filled.setdefault(at, set()).add(column)
            if above is not None and piece.line.base - above.line.base <= limit + 0.5:
                going.setdefault(at, set()).add(column)
    begun = sorted(len(columns) for at, columns in filled.items() if at not in going)
    enough = max(2, 0.6 * begun[len(begun) // 2]) if begun else 2
    rows = sum(
        0 in filled[at] and len(filled[at]) >= enough and len(on) >= 0.6 * len(filled[at]) for at, on in going.items()
    )
    return rows >= 0.5 * len(going)


def group_rows(pieces: list[Piece], count: int, limit: float | None) -> list[list[Piece]]:
    """Rows from top to bottom: cells that overlap in height are in one row, whether set to the top, the middle or the
    bottom. Where wrapped lines are no closer than rows, a line without text in the first column and in most others,
    under lines that were full, goes on with the row above."""
    cells: list[tuple[float, float, list[Piece]]] = []
    for stack in by_column(pieces, count):
        group: list[Piece] = []
        for piece in stack:
            if group and limit is not None and piece.line.base - group[-1].line.base <= limit:
                group.append(piece)
                continue
            if group and piece.line.base - group[-1].line.base < 0.5:
                group.append(piece)
                continue
            if group:
                cells.append((group[0].line.top, group[-1].line.bottom, group))
            group = [piece]
        if group:
            cells.append((group[0].line.top, group[-1].line.bottom, group))
    rows: list[list[Piece]] = []
    end = -1e9
    for top, bottom, group in sorted(cells, key=lambda c: (c[0], c[1])):
        if rows and top < end - 0.12 * group[0].line.size:
            rows[-1].extend(group)
            end = max(end, bottom)
        else:
            rows.append(list(group))
            end = bottom
    return rows if limit is not None else _joined_rests(rows, count)


def _joined_rests(rows: list[list[Piece]], count: int) -> list[list[Piece]]:
    widest = [0.0] * count
    for row in rows:
        for piece in row:
            if piece.first == piece.last:
                widest[piece.first] = max(widest[piece.first], piece.width)
    joined: list[list[Piece]] = []
    for row in rows:
        if joined and _is_rest(joined[-1], row, widest):
            joined[-1].extend(row)
        else:
            joined.append(row)
    return joined


def _is_rest(above: list[Piece], row: list[Piece], widest: list[float]) -> bool:
    filled = {p.first for p in row}
    if 0 in filled or len(filled) > max(1, len(widest) // 2):
        return False
    gap = min(p.line.top for p in row) - max(p.line.bottom for p in above)
    if gap >= 0.6 * row[0].line.size:
        return False
    for piece in row:
        over = [p for p in above if p.first == piece.first == p.last]
        if not over or not is_full(over[-1], piece, widest[piece.first]):
            return False
    return True
