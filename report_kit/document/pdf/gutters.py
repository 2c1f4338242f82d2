"""Pages set in two columns of text: lines cut at the gutter, the left column read before the right."""

from __future__ import annotations

from dataclasses import dataclass

from report_kit.document.pdf.content import Segment
from report_kit.document.pdf.lines import Line, make_line

MIN_LINES = 6
GAP = 0.9
"""The gutter is at least so many sizes wide."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """Text in two columns between `top` and `bottom`, parted at `x`."""

    x: float
    top: float
    bottom: float


def cut_at_gutters(lines: list[Line], width: float) -> tuple[list[Line], list[Gutter]]:
    """Lines in reading order, those over a gutter cut in two; `column` is set to 1 or 2 in text of two columns."""
    x = _gutter(lines, width)
    if x is None:
        return lines, []
    out: list[Line] = []
    gutters: list[Gutter] = []
    region: list[Line] = []
    for line in [*lines, None]:
        if line is not None and _keeps_clear(line, x):
            region.append(line)
            continue
        out += _columns(region, x, gutters)
        region = []
        if line is not None:
            out.append(line)
    return out, gutters


def _gap_at(line: Line, x: float) -> tuple[list[Segment], list[Segment]] | None:
    """The segments left and right of x; None where text crosses it or the gap is narrow."""
    left = [s for s in line.segments if s.x1 <= x]
    right = [s for s in line.segments if s.x0 >= x]
    if len(left) + len(right) < len(line.segments):
        return None
    if left and right and right[0].x0 - max(s.x1 for s in left) < GAP * line.size:
        return None
    return left, right


def _keeps_clear(line: Line, x: float) -> bool:
    return _gap_at(line, x) is not None


def _gutter(lines: list[Line], width: float) -> float | None:
    """The x of a gap near the middle that many lines keep clear, full of text at both sides."""
    found: list[tuple[float, float]] = []
    for line in lines:
        for a, b in zip(line.segments, line.segments[1:], strict=False):
            wide = b.x0 - a.x1 >= GAP * line.size and 0.35 * width < (a.x1 + b.x0) / 2 < 0.65 * width
            if wide and a.x1 - line.x0 > 0.2 * width and line.x1 - b.x0 > 0.2 * width:
                found.append((a.x1, b.x0))
                break
    if len(found) < MIN_LINES:
        return None
    low = sorted(a for a, _ in found)[int(0.9 * (len(found) - 1))]
    high = sorted(b for _, b in found)[int(0.1 * (len(found) - 1))]
    return (low + high) / 2 if high > low else None


def _columns(region: list[Line], x: float, gutters: list[Gutter]) -> list[Line]:
    """A run of lines that keep the gutter clear: in two columns if most are running text at both sides."""
    pairs = [(line, found) for line in region if (found := _gap_at(line, x)) is not None]
    both = [found for _, found in pairs if found[0] and found[1]]
    if len(both) < MIN_LINES or len(both) < 0.5 * len(region) or not _is_running(both):
        return region
    sides: tuple[list[Line], list[Line]] = ([], [])
    for _, found in pairs:
        for number, segments in enumerate(found):
            made = make_line(list(segments)) if segments else None
            if made is not None:
                made.column = number + 1
                sides[number].append(made)
    gutters.append(Gutter(x, min(line.top for line in region), max(line.bottom for line in region)))
    return [*sides[0], *sides[1]]


def _is_running(both: list[tuple[list[Segment], list[Segment]]]) -> bool:
    """Whether most lines of each column are as long as the column: cells of a table are not."""
    for side in (0, 1):
        lengths = [max(s.x1 for s in found[side]) - found[side][0].x0 for found in both]
        if sum(length > 0.85 * max(lengths) for length in lengths) < 0.6 * len(lengths):
            return False
        inner = [b.x0 - a.x1 for found in both for a, b in zip(found[side], found[side][1:], strict=False)]
        size = both[0][side][0].style.size
        if sum(gap > 1.2 * size for gap in inner) > 0.2 * len(both):
            return False
    return True
