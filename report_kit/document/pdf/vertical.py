"""Text set downwards: upright characters one below the other, read as one piece."""

from __future__ import annotations

from report_kit.document.pdf.characters import is_cjk
from report_kit.document.pdf.content import Segment

FEWEST = 3
CLOSEST, WIDEST = 0.85, 1.2
"""Distance of characters set downwards, in their size. Lines of a narrow cell stand further apart."""


def join_vertical(segments: list[Segment]) -> list[Segment]:
    """Columns of at least three Chinese characters joined; everything else as it is."""
    alone = "".join(["1" if len(s.text) == 1 and s.text >= "\u2e80" else "0" for s in segments])
    if "1" * FEWEST not in alone:
        return segments
    joined: list[Segment] = []
    column: list[Segment] = []
    for segment in segments:
        if column and not _goes_on(column[-1], segment):
            joined += _closed(column)
            column = []
        if len(segment.text) == 1 and is_cjk(segment.text):
            column.append(segment)
        else:
            joined += _closed(column)
            column = []
            joined.append(segment)
    return joined + _closed(column)


def _goes_on(above: Segment, below: Segment) -> bool:
    size = above.style.size
    return (
        abs((above.x0 + above.x1) - (below.x0 + below.x1)) < 0.4 * size
        and abs(below.style.size - size) < 0.2
        and CLOSEST * size <= below.base - above.base <= WIDEST * size
        and above.why == below.why
    )


def _closed(column: list[Segment]) -> list[Segment]:
    """The column as one segment, on the line of its first character."""
    if len(column) < FEWEST:
        return column
    first, last = column[0], column[-1]
    text = "".join(s.text for s in column)
    x0, x1 = min(s.x0 for s in column), max(s.x1 for s in column)
    return [Segment(x0, first.top, x1, last.bottom, first.base, text, first.style, first.hidden, first.why)]
