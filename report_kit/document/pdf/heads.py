"""The header of a table without vertical lines: names of one row, or of two where one stands over several columns."""

from __future__ import annotations

from report_kit.document.pdf.columns import Piece

Rule = tuple[float, float, float]
Cell = tuple[int, int, int, int, list[Piece]]
"""First row, first column, last row, last column, text."""


def header_cells(pieces: list[Piece], edges: list[float], rules: list[Rule]) -> list[Cell]:
    """Cells of the header whose text is `pieces`; `rules` are short lines inside it, each under the name of a group."""
    columns = len(edges) - 1
    groups = _groups(pieces, edges, rules)
    if not groups:
        return [(0, c, 0, c, stack) for c in range(columns) if (stack := [p for p in pieces if p.first == c])]
    cells: list[Cell] = []
    for column in range(columns):
        group = next((g for g in groups if g[0] <= column <= g[1]), None)
        if group is None:
            stack = [p for p in pieces if p.first == column]
            cells.append((0, column, 1, column, stack))
            continue
        if column == group[0]:
            cells.append((0, group[0], 0, group[1], group[2]))
        ids = {id(p) for p in group[2]}
        stack = [p for p in pieces if p.first == column and id(p) not in ids]
        cells.append((1, column, 1, column, stack))
    return cells


def _groups(pieces: list[Piece], edges: list[float], rules: list[Rule]) -> list[tuple[int, int, list[Piece]]]:
    """(first column, last column, text) of names above other names."""
    groups: list[tuple[int, int, list[Piece]]] = []
    for piece in sorted(pieces, key=lambda p: (p.line.base, p.line.x0)):
        reach = _reach(piece, pieces, edges, rules)
        if reach is None:
            continue
        known = next((g for g in groups if g[0] <= reach[1] and reach[0] <= g[1]), None)
        if known is None:
            groups.append((*reach, [piece]))
        elif piece.first < piece.last:
            known[2].append(piece)
    return groups


def _reach(piece: Piece, pieces: list[Piece], edges: list[float], rules: list[Rule]) -> tuple[int, int] | None:
    """The columns a name stands over: those its text crosses, those of the rule below it, or those it is centred on
    and that have names of their own below and none beside it."""
    line = piece.line
    middle = (line.x0 + line.x1) / 2
    for y, x0, x1 in rules:
        if x0 - 2 <= middle <= x1 + 2 and -2 <= y - line.bottom < line.size:
            covered = [c for c in range(len(edges) - 1) if x0 - 3 <= (edges[c] + edges[c + 1]) / 2 <= x1 + 3]
            if len(covered) > 1:
                return covered[0], covered[-1]
    if piece.first < piece.last:
        below = {p.first for p in pieces if p.first == p.last and p.line.top > line.top + 0.5 * line.size}
        return (piece.first, piece.last) if all(c in below for c in range(piece.first, piece.last + 1)) else None
    return _centred_over(piece, pieces, edges)


def _centred_over(piece: Piece, pieces: list[Piece], edges: list[float]) -> tuple[int, int] | None:
    """The neighbouring columns a name is centred on: their names stand in one line below it, others do not."""
    line = piece.line
    under = sorted(p.line.base for p in pieces if p.first == piece.first and p.line.base > line.base + 0.5 * line.size)
    middle_height = (min(p.line.top for p in pieces) + max(p.line.bottom for p in pieces)) / 2
    if not under or under[0] - 0.35 * line.size < middle_height + 0.1 * line.size:
        return None  # names of three lines, the others set to the middle beside them
    lower = {p.first for p in pieces if p.first == p.last and abs(p.line.base - under[0]) < 0.3 * line.size}
    level = {
        c
        for p in pieces
        if p is not piece and abs(p.line.base - line.base) < 0.4 * line.size
        for c in range(p.first, p.last + 1)
    }
    open_columns = lower - level
    first = last = piece.first
    while first - 1 in open_columns:
        first -= 1
    while last + 1 in open_columns:
        last += 1
    if last - first + 1 == len(edges) - 1:
        return None
    middle = (line.x0 + line.x1) / 2
    reaches = [(a, b) for a in range(first, piece.first + 1) for b in range(piece.first, last + 1) if b > a]
    best = min(reaches, key=lambda r: abs((edges[r[0]] + edges[r[1] + 1]) / 2 - middle), default=None)
    if best is None:
        return None
    width = (edges[best[1] + 1] - edges[best[0]]) / (best[1] - best[0] + 1)
    return best if abs((edges[best[0]] + edges[best[1] + 1]) / 2 - middle) < 0.5 * width else None
