"""Tables drawn by the colour of their cells alone: the edges of filled areas as lines."""

from __future__ import annotations

from itertools import pairwise

from report_kit.document.model import BBox
from report_kit.document.pdf.heads import Rule

SMALL = 8.0
"""Filled areas thinner than this (points) are no cells."""
SAME = 3.0
UNFILLED = 48.0
"""A row left white between filled ones is at most so high."""


def lines_of_fills(fills: list[BBox], drawn: list[BBox]) -> tuple[list[Rule], list[Rule]]:
    """Horizontal (y, x0, x1) and vertical (x, top, bottom) lines of filled cells that lie in no table already `drawn`.

    Cells stand in rows, of one extent in a table; a row without colour between two rows takes its columns from them."""
    free = [f for f in fills if f[2] - f[0] >= SMALL and f[3] - f[1] >= SMALL and not _inside(f, drawn)]
    rows = _rows(free)
    if len(rows) < 2:
        return [], []
    across = [line for box in free for line in ((box[1], box[0], box[2]), (box[3], box[0], box[2]))]
    down = [line for box in free for line in ((box[0], box[1], box[3]), (box[2], box[1], box[3]))]
    for above, below in pairwise(rows):
        top, bottom = above[0][3], below[0][1]
        if not SAME < bottom - top <= UNFILLED or not _same_extent(above, below):
            continue
        xs = {box[0] for box in below} | {below[-1][2]}
        kept = [x for x in xs if any(abs(x - edge) <= SAME for box in above for edge in (box[0], box[2]))]
        if len(kept) == len(xs) == len(above) + 1:
            down += [(x, top, bottom) for x in kept]
    if not any(len(row) > 1 for row in rows):  # bars of colour, no cells: rows are known, columns are not
        return across, []
    return across, down


def _inside(box: BBox, areas: list[BBox]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(a[0] <= x <= a[2] and a[1] <= y <= a[3] for a in areas)


def _rows(fills: list[BBox]) -> list[list[BBox]]:
    """Filled areas of one height beside each other, from top to bottom."""
    rows: list[list[BBox]] = []
    for box in sorted(fills, key=lambda b: (round(b[1]), b[0])):
        if rows and abs(rows[-1][0][1] - box[1]) <= SAME:
            rows[-1].append(box)
        else:
            rows.append([box])
    for row in rows:
        row.sort()
    return rows


def _same_extent(one: list[BBox], other: list[BBox]) -> bool:
    return abs(one[0][0] - other[0][0]) <= SAME and abs(one[-1][2] - other[-1][2]) <= SAME
