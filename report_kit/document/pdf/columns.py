"""Text without vertical lines → columns: the lanes that no text crosses, and the pieces between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from report_kit.document.pdf.content import Segment
from report_kit.document.pdf.lines import Line, make_line

Span = tuple[float, float]
LANE = 0.4
"""White space between two columns is at least this share of the text's size."""
TOUCH = 0.3
"""Segments nearer than this share of their size are one piece of text."""


@dataclass(slots=True)
class Piece:
    """Text of one line in one cell; it reaches from column `first` to column `last`."""

    line: Line
    first: int
    last: int

    @property
    def width(self) -> float:
        return self.line.x1 - self.line.x0


def atoms(line: Line) -> list[list[Segment]]:
    """The pieces of a line between white spaces of any size."""
    return chunks(line, TOUCH)


def chunks(line: Line, gap: float) -> list[list[Segment]]:
    """Pieces of a line set apart by more than `gap` of its size."""
    parts: list[list[Segment]] = []
    for segment in line.segments:
        if not parts or segment.x0 - parts[-1][-1].x1 > gap * line.size:
            parts.append([])
        parts[-1].append(segment)
    return parts


def _extent(part: list[Segment]) -> Span:
    return part[0].x0, max(s.x1 for s in part)


def find_columns(lines: list[Line]) -> list[Span]:
    """Where pieces stand above each other. A piece over several columns is a merged cell, unless such are common:
    then what seemed columns were gaps in the text."""
    spans = sorted(_extent(part) for line in lines for part in atoms(line))
    if not spans:
        return []
    size = sorted(line.size for line in lines)[len(lines) // 2]
    widths = sorted(x1 - x0 for x0, x1 in spans)
    whole = max(x1 for _, x1 in spans) - spans[0][0]
    limit = max(3 * widths[len(widths) // 2], 0.3 * whole)
    columns = merged_spans([s for s in spans if s[1] - s[0] <= limit], LANE * size)
    wide = [s for s in spans if s[1] - s[0] > limit]
    beside = [spans_of for line in lines if len(spans_of := [_extent(part) for part in atoms(line)]) > 1]
    for span in wide:
        over = [c for c in columns if c[0] < span[1] and span[0] < c[1]]
        if len(over) <= 1 or len(wide) > 0.3 * len(lines) or not _filled_together(over, beside):
            columns = merged_spans(sorted([*(c for c in columns if c not in over), _hull([*over, span])]), LANE * size)
    return columns


def _filled_together(columns: list[Span], lines: list[list[Span]]) -> bool:
    """Whether a line has a text in one of these columns and another text in another: then they are two, and a piece
    over both is a merged cell."""
    for line in lines:
        own = [[i for i, c in enumerate(columns) if a < c[1] and c[0] < z] for a, z in line]
        if len({found[0] for found in own if len(found) == 1}) > 1:
            return True
    return False


def _hull(spans: list[Span]) -> Span:
    return min(s[0] for s in spans), max(s[1] for s in spans)


def merged_spans(spans: list[Span], gap: float) -> list[Span]:
    """Sorted spans, those nearer than `gap` as one."""
    merged: list[Span] = []
    for x0, x1 in spans:
        if merged and x0 < merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def edges_of(columns: list[Span], left: float, right: float) -> list[float]:
    """The outer edges, and the middle of the room between neighbouring columns."""
    lanes = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return [min(left, columns[0][0] - 2), *lanes, max(right, columns[-1][1] + 2)]


def column_of(x: float, edges: list[float]) -> int:
    """The column that holds an x."""
    for index in range(1, len(edges) - 1):
        if x < edges[index]:
            return index - 1
    return len(edges) - 2


def pieces_of(line: Line, edges: list[float]) -> list[Piece]:
    """A line cut where white space lies in a lane; text that crosses a lane reaches over its columns."""
    groups: list[list[Segment]] = []
    for part in atoms(line):
        if groups:
            left, right = groups[-1][-1].x1, part[0].x0
            lane = any(left - 1 <= e <= right + 1 for e in edges[1:-1])
            if not lane and right - left < 1.5 * line.size:
                groups[-1].extend(part)
                continue
        groups.append(list(part))
    pieces = []
    for group in groups:
        made = make_line(group)
        if made is None:
            continue
        inset = min(1.5, 0.25 * (made.x1 - made.x0))
        pieces.append(Piece(made, column_of(made.x0 + inset, edges), column_of(made.x1 - inset, edges)))
    return pieces


def join_halves(columns: list[Span], rows: list[list[Piece]]) -> list[Span]:
    """Neighbouring columns that no row fills both are one: a name centred above texts at the left."""
    filled = [{c for piece in row for c in range(piece.first, piece.last + 1)} for row in rows]
    joined: list[Span] = []
    members: list[set[int]] = []
    for index, column in enumerate(columns):
        if joined and not any(index in row and row & members[-1] for row in filled):
            joined[-1] = (joined[-1][0], column[1])
            members[-1].add(index)
        else:
            joined.append(column)
            members.append({index})
    return joined
