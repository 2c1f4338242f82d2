"""One page's content → what stands on it, in reading order: lines, tables, images."""

from __future__ import annotations

from dataclasses import dataclass, field

from report_kit.document.headings import is_figure_caption, is_table_caption
from report_kit.document.model import BBox
from report_kit.document.pdf.aligned import find_ruled_tables
from report_kit.document.pdf.borderless import find_borderless_tables
from report_kit.document.pdf.content import PageContent, PageImage, Segment
from report_kit.document.pdf.fills import lines_of_fills
from report_kit.document.pdf.gutters import Gutter, cut_at_gutters
from report_kit.document.pdf.heads import Rule
from report_kit.document.pdf.lattice import find_lattices
from report_kit.document.pdf.lines import Line, make_line, make_lines
from report_kit.document.pdf.tables import Table, fill

Item = Line | Table | PageImage


@dataclass(slots=True)
class PageFlow:
    """`items` in reading order; `header`, `footer`, `footnotes` and `hidden` hold what is not in the flow."""

    content: PageContent
    items: list[Item] = field(default_factory=list)
    header: list[Line] = field(default_factory=list)
    footer: list[Line] = field(default_factory=list)
    hidden: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    short_rules: list[Rule] = field(default_factory=list)
    """Horizontal lines that belong to no table and are shorter than half the page."""
    letters: int = 0

    @property
    def n(self) -> int:
        return self.content.n


def read_flow(content: PageContent) -> PageFlow:
    """Tables first, smallest first (a table in a cell is one of its own); the rest of the text is lines."""
    visible = [s for s in content.segments if not s.hidden]
    flow = PageFlow(content, letters=sum(len(s.text) for s in visible))
    reasons = {s.why for s in content.segments if s.hidden}
    apart = [line for why in reasons for line in make_lines(s for s in content.segments if s.why == why)]
    flow.hidden = sorted(apart, key=lambda line: (line.top, line.x0))
    lattices, free = find_lattices(*_on_page(content))
    flow.short_rules = [r for r in free if 30 <= r[2] - r[1] <= 0.5 * content.width]
    if len(content.fills) >= 3:
        filled, bars = find_lattices(*lines_of_fills(content.fills, [t.bbox for t in lattices]))
        lattices += [t for t in filled if len(t.xs) > 2 and len(t.ys) > 2]
        free = free + bars
    lattices.sort(key=lambda t: (t.xs[-1] - t.xs[0]) * (t.ys[-1] - t.ys[0]))
    tables: list[Table] = []
    rest = visible
    for lattice in lattices:
        inside, outside = _parted(rest, lattice.bbox)
        if len(inside) < 2:
            continue
        table = fill(lattice, inside, content.n)
        if table is not None:
            tables.append(table)
            rest = outside
    if len(free) >= 2:
        ruled, rest = find_ruled_tables(free, rest, content.n)
        tables.extend(ruled)
    lines, gutters = cut_at_gutters(make_lines(rest), content.width)
    lines = [part for line in lines for part in _side_by_side(line, content.images)]
    borderless, lines = find_borderless_tables(lines, tables, _drawn(content), content.n)
    tables.extend(borderless)
    flow.items = sorted([*lines, *tables, *content.images], key=lambda item: _place(item, gutters))
    content.segments, content.horizontals, content.verticals, content.shades = [], [], [], []
    return flow


def _place(item: Item, gutters: list[Gutter]) -> tuple[float, int, float, float]:
    """Where an item stands in reading order: top down, the left column of a gutter before its right one."""
    x0, top, x1, bottom = item.bbox
    height = bottom if isinstance(item, Line) else top + 4
    for gutter in gutters:
        if gutter.top - 1 <= (top + bottom) / 2 <= gutter.bottom + 1 and (x1 <= gutter.x or x0 >= gutter.x):
            return gutter.top, 1 if x1 <= gutter.x else 2, height, x0
    return height, 0, height, x0


def _on_page(content: PageContent) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical lines, cut at the page's edge: some producers draw a long table whole on every page."""
    height = content.height
    if all(0 <= y <= height for y, _, _ in content.horizontals) and all(b <= height for _, _, b in content.verticals):
        return content.horizontals, content.verticals
    across = [line for line in content.horizontals if 0 <= line[0] <= height]
    down = [(x, max(a, 0.0), min(b, height)) for x, a, b in content.verticals if a < height and b > 0]
    return across, down


def _drawn(content: PageContent) -> list[BBox]:
    """Boxes of what is drawn on the page."""
    across = [(x0, y, x1, y) for y, x0, x1 in content.horizontals]
    return [*across, *((x, top, x, bottom) for x, top, bottom in content.verticals), *content.shades]


def _parted(segments: list[Segment], box: BBox) -> tuple[list[Segment], list[Segment]]:
    x0, top, x1, bottom = box
    inside: list[Segment] = []
    outside: list[Segment] = []
    for s in segments:
        within = top <= (s.top + s.bottom) / 2 <= bottom and x0 <= (s.x0 + s.x1) / 2 <= x1
        (inside if within else outside).append(s)
    return inside, outside


def _side_by_side(line: Line, images: list[PageImage]) -> list[Line]:
    """Captions of pictures or tables that stand beside each other are lines of their own."""
    captioned = line.text.startswith(("图", "表"))
    if len(line.segments) < 2 or not (captioned or images):
        return [line]
    groups: list[list[Segment]] = [[line.segments[0]]]
    for segment in line.segments[1:]:
        if segment.x0 - groups[-1][-1].x1 > 2 * line.size:
            groups.append([])
        groups[-1].append(segment)
    parts = [part for group in groups if (part := make_line(group)) is not None]
    if len(parts) < 2:
        return [line]
    if all(is_figure_caption(p.text) or is_table_caption(p.text) for p in parts):
        return parts
    above = [i.bbox for i in images if -4 < line.top - i.bbox[3] < 3 * line.size]
    own = [next((n for n, box in enumerate(above) if box[0] <= (p.x0 + p.x1) / 2 <= box[2]), -1) for p in parts]
    return parts if -1 not in own and len(set(own)) == len(parts) else [line]
