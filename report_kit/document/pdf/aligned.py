"""Tables without a lattice: rules across only (三线表), or no line at all under a caption.

Rows and columns come from how the text is aligned."""

from __future__ import annotations

from itertools import pairwise

from report_kit.document.headings import is_table_caption, unit_note
from report_kit.document.model import BBox
from report_kit.document.pdf.content import Segment
from report_kit.document.pdf.lines import Line, join_wrapped, make_lines
from report_kit.document.pdf.tables import Table

Rule = tuple[float, float, float]
Span = tuple[float, float]
ALIGNED = 8.0
"""Rules of one table begin and end within this (points)."""
MIN_WIDTH = 120.0
MAX_BAND = 700.0


def find_ruled_tables(rules: list[Rule], segments: list[Segment], page: int) -> tuple[list[Table], list[Segment]]:
    """Tables between at least three rules of the same extent, and the segments that are in none."""
    tables: list[Table] = []
    for group in _groups(rules):
        bands = [_band(segments, upper, lower) for upper, lower in pairwise(group)]
        for first, last in _tabular_runs([make_lines(band) for band in bands]):
            table = _table(group[first : last + 2], bands[first : last + 1], page)
            if table is None:
                continue
            tables.append(table)
            taken = {id(s) for band in bands[first : last + 1] for s in band}
            segments = [s for s in segments if id(s) not in taken]
    return tables, segments


def find_borderless_tables(lines: list[Line], tables: list[Table], page: int) -> tuple[list[Table], list[Line]]:
    """Tables whose caption is followed by three or more lines in pieces and by no drawn table; the lines left."""
    found: list[Table] = []
    taken: set[int] = set()
    for index, line in enumerate(lines):
        if not line.text.startswith(("表", "附表", "续表")) or not is_table_caption(line.text):
            continue
        rows = _rows_below(lines, index)
        if len(rows) < 3 or any(line.bottom <= t.bbox[1] <= rows[0].bottom for t in tables):
            continue
        left, right = min(r.x0 for r in rows) - 2, max(r.x1 for r in rows) + 2
        rules = [(rows[0].top - 1, left, right), (rows[0].bottom + 1, left, right), (rows[-1].bottom + 1, left, right)]
        header, body = list(rows[0].segments), [s for r in rows[1:] for s in r.segments]
        table = _table(rules, [header, body], page)
        if table is not None and len(table.rows) >= 3:
            found.append(table)
            taken |= {id(r) for r in rows}
    return found, [line for line in lines if id(line) not in taken]


def _rows_below(lines: list[Line], index: int) -> list[Line]:
    """The lines in pieces that follow a caption, a unit note passed over; a short lone piece between them goes on a
    cell above."""
    start = index + 1
    if start < len(lines) and unit_note(lines[start].text):
        start += 1
    rows: list[Line] = []
    for line in lines[start:]:
        if rows and line.top - rows[-1].bottom > 2.5 * line.size:
            break
        wide = rows and line.x1 - line.x0 > 0.5 * (max(r.x1 for r in rows) - min(r.x0 for r in rows))
        if len(_chunks(line)) < 2 and (not rows or wide or line.top - rows[-1].bottom > 0.6 * line.size):
            break
        rows.append(line)
    return rows


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if rule[2] - rule[1] < MIN_WIDTH:
            continue
        for group in groups:
            last = group[-1]
            if abs(last[1] - rule[1]) < ALIGNED and abs(last[2] - rule[2]) < ALIGNED:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [g for g in groups if len(g) >= 3]


def _band(segments: list[Segment], upper: Rule, lower: Rule) -> list[Segment]:
    left, right = min(upper[1], lower[1]) - 4, max(upper[2], lower[2]) + 4
    return [
        s for s in segments if upper[0] - 1 < (s.top + s.bottom) / 2 < lower[0] + 1 and s.x0 >= left and s.x1 <= right
    ]


def _chunks(line: Line) -> list[list[Segment]]:
    """Pieces of a line set apart by more than a letter's width."""
    chunks: list[list[Segment]] = []
    for segment in line.segments:
        if not chunks or segment.x0 - chunks[-1][-1].x1 > 0.7 * line.size:
            chunks.append([])
        chunks[-1].append(segment)
    return chunks


def _tabular_runs(bands: list[list[Line]]) -> list[tuple[int, int]]:
    """Runs of bands whose lines are mostly in pieces (running text between two rules is not)."""
    tabular = []
    for lines in bands:
        apart = sum(len(_chunks(line)) > 1 for line in lines)
        tabular.append(bool(lines) and apart >= 0.5 * len(lines) and not _ends_in_title(lines))
    runs: list[tuple[int, int]] = []
    start = None
    for index, good in enumerate([*tabular, False]):
        if good and start is None:
            start = index
        elif not good and start is not None:
            if index - start >= 2:
                runs.append((start, index - 1))
            start = None
    return runs


def _ends_in_title(lines: list[Line]) -> bool:
    """A lone piece in a look of its own just above a rule: a section's title underlined, not a row."""
    last = lines[-1]
    return len(lines) > 1 and len(_chunks(last)) == 1 and last.style != lines[-2].style


def _columns(lines: list[Line]) -> list[Span]:
    """Columns: what is left when everything but the clear lanes between pieces of most lines is taken away."""
    pieces = [(c[0].x0, max(s.x1 for s in c)) for line in lines for c in _chunks(line)]
    if not pieces:
        return []
    widths = sorted(x1 - x0 for x0, x1 in pieces)
    whole = max(x1 for _, x1 in pieces) - min(x0 for x0, _ in pieces)
    narrow = [p for p in pieces if p[1] - p[0] <= max(3 * widths[len(widths) // 2], 0.34 * whole)]
    columns: list[list[float]] = []
    for x0, x1 in sorted(narrow):
        if columns and x0 <= columns[-1][1] + 1.5:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    return [(c[0], c[1]) for c in columns]


def _table(rules: list[Rule], bands: list[list[Segment]], page: int) -> Table | None:
    banded = [make_lines(band) for band in bands]
    body = [line for band in banded[1:] for line in band]
    columns = _columns(body)
    if len(columns) < 2 or len(body) < 1:
        return None
    edges = [rules[0][1]]
    edges += [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    edges.append(rules[0][2])
    rows: list[list[str]] = []
    merged: list[tuple[int, int, int, int]] = []
    boxes: dict[tuple[int, int], tuple[int, BBox]] = {}
    for lines, upper, lower in zip(banded, rules, rules[1:], strict=False):
        grouped = _rows_of(lines, edges)
        for number, group in enumerate(grouped):
            top = upper[0] if number == 0 else group[0].top
            bottom = lower[0] if number == len(grouped) - 1 else group[-1].bottom
            _add_row(group, edges, (top, bottom), page, rows, merged, boxes)
    box = (rules[0][1], rules[0][0], rules[0][2], rules[-1][0])
    return Table(page, box, rows, merged, boxes, edges, pages=[page])


def _column_of(x: float, edges: list[float]) -> int:
    for index in range(1, len(edges) - 1):
        if x < edges[index]:
            return index - 1
    return len(edges) - 2


def _rows_of(lines: list[Line], edges: list[float]) -> list[list[Line]]:
    """Lines that make one row: a line without text in the first column and in most others goes on with the one above."""
    groups: list[list[Line]] = []
    for line in lines:
        filled = {_column_of((c[0].x0 + c[-1].x1) / 2, edges) for c in _chunks(line)}
        near = groups and line.top - groups[-1][-1].bottom < 0.6 * line.size
        if near and 0 not in filled and len(filled) <= max(1, (len(edges) - 1) // 2):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _add_row(
    group: list[Line],
    edges: list[float],
    height: Span,
    page: int,
    rows: list[list[str]],
    merged: list[tuple[int, int, int, int]],
    boxes: dict[tuple[int, int], tuple[int, BBox]],
) -> None:
    count = len(edges) - 1
    texts = [""] * count
    spans: dict[int, int] = {}
    for line in group:
        for chunk in _chunks(line):
            x0, x1 = chunk[0].x0, max(s.x1 for s in chunk)
            first, last = _column_of(x0 + 1, edges), _column_of(x1 - 1, edges)
            piece = make_lines(chunk)
            text = piece[0].text if piece else ""
            texts[first] = join_wrapped(texts[first], text)
            if last > first:
                spans[first] = max(last, spans.get(first, 0))
    row = len(rows)
    for column in range(count):
        boxes[row, column] = (page, (edges[column], height[0], edges[column + 1], height[1]))
    for first, last in spans.items():
        if any(texts[c] for c in range(first + 1, last + 1)):
            continue
        for column in range(first + 1, last + 1):
            texts[column] = texts[first]
        merged.append((row, first, row, last))
        for column in range(first, last + 1):
            boxes[row, column] = (page, (edges[first], height[0], edges[last + 1], height[1]))
    rows.append(texts)
