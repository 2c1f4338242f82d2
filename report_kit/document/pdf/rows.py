"""Lines of text in columns without lines between → rows: which lines are one row, its cells wrapped."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from report_kit.document.pdf.content import Segment
from report_kit.document.pdf.lines import Line

CLEARLY = 0.2
"""Spacings that differ by more than this share of the text's size are meant to differ."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """From baseline to baseline (points): within wrapped cells at most `wrap` (None: they are no closer than rows),
    between rows at least `row` (None: unknown)."""

    wrap: float | None
    row: float | None


def chunks_of(line: Line) -> list[list[Segment]]:
    """Pieces of a line set apart by more than a letter's width."""
    chunks: list[list[Segment]] = []
    for segment in line.segments:
        if not chunks or segment.x0 - chunks[-1][-1].x1 > 0.7 * line.size:
            chunks.append([])
        chunks[-1].append(segment)
    return chunks


def column_of(x: float, edges: list[float]) -> int:
    """The column that holds an x."""
    for index in range(1, len(edges) - 1):
        if x < edges[index]:
            return index - 1
    return len(edges) - 2


def _filled(line: Line, edges: list[float]) -> set[int]:
    """The columns in which a line has text."""
    return {column_of((c[0].x0 + c[-1].x1) / 2, edges) for c in chunks_of(line)}


def row_spacing(bands: list[list[Line]], edges: list[float]) -> Spacing:
    """How far apart rows and wrapped lines stand in a table's body.

    Lines are wrapped when they stand clearly closer than others and most of them leave columns empty."""
    enough = max(2, 0.75 * (len(edges) - 1))
    steps = sorted(
        (line.base - above.base, line.size, len(_filled(line, edges)) >= enough)
        for band in bands
        for above, line in pairwise(band)
    )
    if not steps:
        return Spacing(None, None)
    for index in range(len(steps) - 1, 0, -1):
        (low, size, _), (high, _, _) = steps[index - 1], steps[index]
        full = sum(whole for _, _, whole in steps[:index])
        if high - low > CLEARLY * size and low < 2.2 * size and full <= 0.5 * index:
            return Spacing(low, high)
    return Spacing(None, steps[0][0])


def group_rows(lines: list[Line], edges: list[float], spacing: Spacing, header: bool) -> list[list[Line]]:
    """Lines that make one row: those that overlap in height, those as close as wrapped lines are; in a header also
    those below a line that names every column. Where wrapped lines are no closer than rows, a line without text in
    the first column and in most others goes on with the one above."""
    columns = len(edges) - 1
    named = header and bool(lines) and len(_filled(lines[0], edges)) == columns
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, edges, spacing, header, named):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(above: Line, line: Line, edges: list[float], spacing: Spacing, header: bool, named: bool) -> bool:
    step, gap = line.base - above.base, line.top - above.bottom
    if step < 0.8 * line.size:
        return True
    if spacing.wrap is not None and step <= spacing.wrap + 0.5:
        return True
    if header:
        closer = spacing.row is not None and step < spacing.row - CLEARLY * line.size
        return closer or (named and gap < 0.6 * line.size)
    if spacing.wrap is not None or gap >= 0.6 * line.size:
        return False
    filled = _filled(line, edges)
    return 0 not in filled and len(filled) <= max(1, (len(edges) - 1) // 2)
