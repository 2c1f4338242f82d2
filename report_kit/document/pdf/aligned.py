"""Tables without a lattice: rules across only (三线表), or no line at all under a caption.

Rows and columns come from how the text is aligned."""

from __future__ import annotations

from itertools import pairwise

from report_kit.document.headings import is_table_caption, unit_note
from report_kit.document.model import BBox
from report_kit.document.pdf.content import Segment
from report_kit.document.pdf.lines import Line, join_wrapped, make_lines
from report_kit.document.pdf.rows import Spacing, chunks_of, column_of, group_rows, row_spacing
from report_kit.document.pdf.tables import Table

Rule = tuple[float, float, float]
Span = tuple[float, float]
ALIGNED = 8.0
"""Rules of one table begin and end within this (points)."""
MIN_WIDTH = 120.0
MAX_BAND = 700.0


def find_ruled_tables(rules: list[Rule], segments: list[Segment], page: int) -> tuple[list[Table], list[Segment]]:
    """Tables between rules of the same extent, and the segments that are in none.

    A table has a rule above its header, one below it and one at its end. Where the page ends first the last is missing;
    at the top of a following page the header may be."""
    tables: list[Table] = []
    for group in _groups(rules):
        bands = [_band(segments, upper, lower) for upper, lower in pairwise(group)]
        tail, end = _open_band(segments, group[-1])
        group, bands = [*group, end], [*bands, tail]
        headless = page > 1 and sum(line.bottom < group[0][0] for line in make_lines(segments)) <= 1
        for first, last in _tabular_runs([make_lines(band) for band in bands], headless):
            table = _table(group[first : last + 2], bands[first : last + 1], page)
            if table is None:
                continue
            table.open_below = last == len(bands) - 1
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


def continue_table(lines: list[Line], table: Table, page: int) -> tuple[Table | None, int]:
    """The rows at the top of a page that go on a table which nothing closes, and how many lines they take."""
    lanes, taken = table.columns[1:-1], 0
    for above, line in zip([None, *lines], lines, strict=False):
        gap = line.top - above.bottom if above else 0.0
        cuts = any(x0 < lane < x1 for x0, x1 in _spans([line]) for lane in lanes)
        outside = line.x0 < table.columns[0] - 4 or line.x1 > table.columns[-1] + 4
        lone = len(chunks_of(line)) < 2 and (above is None or gap > 0.6 * line.size)
        if cuts or outside or lone or gap > 1.6 * line.size:
            break
        taken += 1
    if not taken:
        return None, 0
    left, right = table.columns[0], table.columns[-1]
    rules = [(lines[0].top - 1, left, right), (lines[taken - 1].bottom + 1, left, right)]
    return _build(rules, [lines[:taken]], table.columns, page, table.spacing), taken


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
        if len(chunks_of(line)) < 2 and (not rows or wide or line.top - rows[-1].bottom > 0.6 * line.size):
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
    return [g for g in groups if len(g) >= 2]


def _band(segments: list[Segment], upper: Rule, lower: Rule) -> list[Segment]:
    left, right = min(upper[1], lower[1]) - 4, max(upper[2], lower[2]) + 4
    return [
        s for s in segments if upper[0] - 1 < (s.top + s.bottom) / 2 < lower[0] + 1 and s.x0 >= left and s.x1 <= right
    ]


def _open_band(segments: list[Segment], rule: Rule) -> tuple[list[Segment], Rule]:
    """Rows below the last rule of a page that nothing but the page's foot follows, and where they end."""
    lines = make_lines(_band(segments, rule, (rule[0] + MAX_BAND, rule[1], rule[2])))
    bottom, taken = rule[0], 0
    for line in lines:
        gap = line.top - bottom
        if gap > 1.6 * line.size or (len(chunks_of(line)) < 2 and (taken == 0 or gap > 0.6 * line.size)):
            break
        bottom, taken = line.bottom, taken + 1
    rest = lines[taken:]
    if taken == 0 or len(rest) > 2 or (rest and rest[0].top - bottom < 1.6 * rest[0].size):
        return [], (bottom, rule[1], rule[2])
    return [s for line in lines[:taken] for s in line.segments], (bottom + 1, rule[1], rule[2])


def _tabular_runs(bands: list[list[Line]], headless: bool) -> list[tuple[int, int]]:
    """Runs of bands whose lines are mostly in pieces (running text between two rules is not, nor is a caption).

    The last band is open below: it belongs to a table of which only the header is ruled. A first band by itself is
    the rest of a table from the page before, where `headless`."""
    tabular = []
    for lines in bands:
        apart = sum(len(chunks_of(line)) > 1 for line in lines)
        good = bool(lines) and apart >= 0.5 * len(lines)
        tabular.append(good and not _ends_in_title(lines) and not _is_captioning(lines))
    runs: list[tuple[int, int]] = []
    start = None
    closed = len(bands) - 1
    for index, good in enumerate([*tabular, False]):
        if good and start is None:
            start = index
        elif not good and start is not None:
            end = index - 1
            if end == closed and end - start > 1:
                end -= 1
            alone = headless and start == end == 0 < closed
            if end > start or alone:
                runs.append((start, end))
            start = None
    return runs


def _is_captioning(lines: list[Line]) -> bool:
    """Whether the lines between two rules end with a caption (and a unit note): the next rule opens another table."""
    rest = [line for line in lines if is_table_caption(line.text) or not unit_note(line.text)]
    if not rest or len(lines) > 4 or not is_table_caption(rest[-1].text):
        return False
    return all(b.x0 - a.x1 < 2.2 * rest[-1].size for a, b in pairwise(rest[-1].segments))


def _ends_in_title(lines: list[Line]) -> bool:
    """A lone piece in a look of its own just above a rule: a section's title underlined, not a row."""
    if len(lines) < 2 or len(chunks_of(lines[-1])) > 1:
        return False
    above, last = lines[-2:]
    return last.style != above.style and last.top - above.bottom > 0.4 * last.size


def _spans(lines: list[Line]) -> list[Span]:
    return [(c[0].x0, max(s.x1 for s in c)) for line in lines for c in chunks_of(line)]


def _columns(lines: list[Line]) -> list[Span]:
    """Columns: where pieces stand above each other; wide pieces over several of them are merged cells."""
    pieces = _spans(lines)
    if not pieces:
        return []
    widths = sorted(x1 - x0 for x0, x1 in pieces)
    whole = max(x1 for _, x1 in pieces) - min(x0 for x0, _ in pieces)
    limit = max(3 * widths[len(widths) // 2], 0.34 * whole)
    columns: list[Span] = []
    for x0, x1 in sorted(p for p in pieces if p[1] - p[0] <= limit):
        if columns and x0 <= columns[-1][1] + 1.5:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    for x0, x1 in sorted(p for p in pieces if p[1] - p[0] > limit):
        over = [i for i, column in enumerate(columns) if column[0] < x1 + 1.5 and x0 < column[1] + 1.5]
        if len(over) == 1:
            column = columns[over[0]]
            columns[over[0]] = (min(column[0], x0), max(column[1], x1))
    return columns


def _columns_of_table(header: list[Line], body: list[Line]) -> list[Span]:
    """The body's columns, and those that only the header names, where they cut no text of the body."""
    most = max((len(chunks_of(line)) for line in header), default=0)
    naming = [line for line in header if len(chunks_of(line)) == most]
    columns = _columns(body)
    more = _without_halves(_columns([*naming, *body]), naming, body)
    if len(more) <= len(columns):
        return columns
    lanes, known = _lanes(more), _lanes(columns)
    for x0, x1 in _spans(body):
        if any(x0 < lane < x1 for lane in lanes) and not any(x0 < lane < x1 for lane in known):
            return columns
    return more


def _without_halves(columns: list[Span], naming: list[Line], body: list[Line]) -> list[Span]:
    """A name centred above texts at the left, or the other way about, is in one column with them."""
    named = {i for x0, x1 in _spans(naming) for i, c in enumerate(columns) if c[0] < x1 and x0 < c[1]}
    filled = {i for x0, x1 in _spans(body) for i, c in enumerate(columns) if c[0] < x1 and x0 < c[1]}
    joined: list[Span] = []
    half: bool | None = None
    for index, column in enumerate(columns):
        own = None if index in named and index in filled else index in named
        if half is not None and own is not None and own != half:
            joined[-1] = (joined[-1][0], column[1])
            half = None
        else:
            joined.append(column)
            half = own
    return joined


def _lanes(columns: list[Span]) -> list[float]:
    """The middle of the room between neighbouring columns."""
    return [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]


def _table(rules: list[Rule], bands: list[list[Segment]], page: int) -> Table | None:
    banded = [make_lines(band) for band in bands]
    body = [line for band in banded[1:] or banded for line in band]
    columns = _columns_of_table(banded[0] if len(banded) > 1 else [], body)
    if len(columns) < 2 or len(body) < 1:
        return None
    return _build(rules, banded, [rules[0][1], *_lanes(columns), rules[0][2]], page)


def _build(
    rules: list[Rule], banded: list[list[Line]], edges: list[float], page: int, above: Spacing | None = None
) -> Table:
    spacing = row_spacing(banded[1:] or banded, edges)
    if spacing.wrap is None and above is not None:
        spacing = above
    rows: list[list[str]] = []
    merged: list[tuple[int, int, int, int]] = []
    boxes: dict[tuple[int, int], tuple[int, BBox]] = {}
    for index, (lines, upper, lower) in enumerate(zip(banded, rules, rules[1:], strict=False)):
        grouped = group_rows(lines, edges, spacing, header=index == 0 and len(banded) > 1)
        for number, group in enumerate(grouped):
            top = upper[0] if number == 0 else group[0].top
            bottom = lower[0] if number == len(grouped) - 1 else group[-1].bottom
            _add_row(group, edges, (top, bottom), page, rows, merged, boxes)
    box = (rules[0][1], rules[0][0], rules[0][2], rules[-1][0])
    return Table(page, box, rows, merged, boxes, edges, pages=[page], aligned=True, spacing=spacing)


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
        cells: dict[int, list[Segment]] = {}
        for chunk in chunks_of(line):
            x0, x1 = chunk[0].x0, max(s.x1 for s in chunk)
            first, last = column_of(x0 + 1, edges), column_of(x1 - 1, edges)
            cells.setdefault(first, []).extend(chunk)
            if last > first:
                spans[first] = max(last, spans.get(first, 0))
        for column, segments in cells.items():
            texts[column] = join_wrapped(texts[column], "".join(part.text for part in make_lines(segments)))
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
