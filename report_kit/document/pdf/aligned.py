"""Tables between rules across only (三线表): rows and columns come from how the text is aligned."""

from __future__ import annotations

from itertools import pairwise

from report_kit.document.headings import is_table_caption, unit_note
from report_kit.document.pdf.borderless import leading_run
from report_kit.document.pdf.columns import chunks
from report_kit.document.pdf.content import Segment
from report_kit.document.pdf.grids import build_table
from report_kit.document.pdf.heads import Rule
from report_kit.document.pdf.lines import Line, make_lines
from report_kit.document.pdf.tables import Table

ALIGNED = 8.0
"""Rules of one table begin and end within this (points)."""
MIN_WIDTH = 120.0
MAX_BAND = 700.0
APART = 0.45
"""Pieces of a row stand apart by more than this share of the text's size; words of a sentence do not."""


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
            table = _table(group[first : last + 2], bands[first : last + 1], page, rules)
            if table is None:
                continue
            table.open_below = last == len(bands) - 1
            tables.append(table)
            taken = {id(s) for band in bands[first : last + 1] for s in band}
            segments = [s for s in segments if id(s) not in taken]
    return tables, segments


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
    if not lines or lines[0].top - rule[0] > 1.6 * lines[0].size:
        return [], rule
    taken = leading_run(lines)
    bottom = lines[taken - 1].bottom if taken else rule[0]
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
        apart = sum(len(chunks(line, APART)) > 1 for line in lines)
        good = apart > 0 and (apart >= 0.35 * len(lines) or _lone_are_narrow(lines))
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


def _lone_are_narrow(lines: list[Line]) -> bool:
    """Whether the lines of one piece are parts of cells: none of them wide."""
    whole = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    return all(line.x1 - line.x0 < 0.66 * whole for line in lines if len(chunks(line, APART)) < 2)


def _is_captioning(lines: list[Line]) -> bool:
    """Whether the lines between two rules end with a caption (and a unit note): the next rule opens another table."""
    rest = [line for line in lines if is_table_caption(line.text) or not unit_note(line.text)]
    if not rest or len(lines) > 4 or not is_table_caption(rest[-1].text):
        return False
    return all(b.x0 - a.x1 < 2.2 * rest[-1].size for a, b in pairwise(rest[-1].segments))


def _ends_in_title(lines: list[Line]) -> bool:
    """A lone piece in a look of its own just above a rule: a section's title underlined, not a row."""
    if len(lines) < 2 or len(chunks(lines[-1], APART)) > 1:
        return False
    above, last = lines[-2:]
    return last.style != above.style and last.top - above.bottom > 0.4 * last.size


def _table(rules: list[Rule], bands: list[list[Segment]], page: int, all_rules: list[Rule]) -> Table | None:
    banded = [make_lines(band) for band in bands]
    header = banded[0] if len(banded) > 1 else []
    short = [r for r in all_rules if rules[0][0] + 2 < r[0] < rules[1][0] - 2] if header else []
    frame = (rules[0][1], rules[0][0], rules[0][2], rules[-1][0])
    return build_table(header, banded[1:] or banded, frame, page, short)
