"""Lines → paragraphs: wrapped lines joined, over page breaks too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from report_kit.document.headings import is_figure_caption, is_table_caption, is_toc_line, number_kind, split_number
from report_kit.document.model import BBox
from report_kit.document.pdf.content import PageImage, Style
from report_kit.document.pdf.flow import PageFlow
from report_kit.document.pdf.lines import Line, first_token_width, join_wrapped
from report_kit.document.pdf.tables import Table


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph; `page` is that of the first. `all_bold`: every letter is."""

    page: int
    lines: list[Line]
    text: str
    style: Style
    bbox: BBox
    all_bold: bool
    centred: bool = False


FlowItem = Paragraph | Table | PageImage


@dataclass(frozen=True, slots=True)
class Measure:
    """The text area of pages of one width: left and right margin, usual distance of lines in font sizes, and whether
    paragraphs begin with an indent."""

    left: float
    right: float
    pitch: float
    indented: bool


Area = tuple[int, int]
"""A page's width (rounded points) and the column of its text, 0 where it has one."""


def measure(flows: list[PageFlow]) -> dict[Area, Measure]:
    """The text area for each page width and column, from the long lines of its pages."""
    by_area: dict[Area, list[list[Line]]] = {}
    for flow in flows:
        lines = [item for item in flow.items if isinstance(item, Line)]
        for column in {0, *(line.column for line in lines)}:
            own = [line for line in lines if line.column == column]
            by_area.setdefault((round(flow.content.width), column), []).append(own)
    return {area: _measure(_extent(area, pages), pages) for area, pages in by_area.items()}


def _extent(area: Area, pages: list[list[Line]]) -> int:
    """The width that long lines are measured by: the page's, or about double that of a column."""
    lines = [line for page in pages for line in page]
    if area[1] == 0 or not lines:
        return area[0]
    return round(1.6 * (max(line.x1 for line in lines) - min(line.x0 for line in lines)))


def _measure(width: int, pages: list[list[Line]]) -> Measure:
    lines = [line for page in pages for line in page]
    long = [line for line in lines if line.x1 - line.x0 > 0.45 * width]
    basis = long or lines
    if not basis:
        return Measure(0.12 * width, 0.88 * width, 1.5, True)
    lefts = Counter(round(line.x0) for line in basis)
    most = max(lefts.values())
    left = min(x for x, count in lefts.items() if count >= 0.3 * most)
    rights = sorted(line.x1 for line in basis)
    right = rights[min(len(rights) - 1, int(0.97 * len(rights)))]
    pitches: Counter[float] = Counter()
    for page in pages:
        for a, b in pairwise(page):
            if b.x0 < left + 3 and a.x1 > right - 2.5 * a.size and a.size > 0 and abs(a.size - b.size) < 0.6:
                pitches[round((b.base - a.base) / a.size * 5) / 5] += 1
    pitch = pitches.most_common(1)[0][0] if pitches else 1.8
    starts = [line for line in long if line.x1 > right - 2.5 * line.size]
    inset = sum(line.x0 > left + 1.2 * line.size for line in starts)
    return Measure(left, right, pitch, bool(starts) and inset >= 0.08 * len(starts))


def make_paragraphs(flows: list[PageFlow], measures: dict[Area, Measure]) -> list[FlowItem]:
    """Everything in the flow, in reading order, with lines joined to paragraphs."""
    items: list[FlowItem] = []
    open_lines: list[Line] = []
    page = 0
    last_page = 0

    def close() -> None:
        if open_lines:
            items.append(_paragraph(page, list(open_lines), measures[area]))
            open_lines.clear()

    area = (0, 0)
    for flow in flows:
        for item in flow.items:
            if not isinstance(item, Line):
                close()
                items.append(item)
                continue
            here = (round(flow.content.width), item.column)
            if here == area:
                joined = bool(open_lines) and _follows(open_lines, item, measures[area], flow.n != last_page)
            else:
                joined = bool(open_lines) and _runs_over(open_lines, item, area, here, measures)
            if not joined:
                close()
                page = flow.n
            area = here
            open_lines.append(item)
            last_page = flow.n
    close()
    return items


_ENDS = ("。", "；", ";", "！", "？", "!", "?", "：", ":")
_BULLET = re.compile(r"[●❖\ue000-\uf8ff■◆▪•·○◇※★☆➢✓√☑□◎—\-]|o\s\s?\S")


def _follows(lines: list[Line], line: Line, area: Measure, new_page: bool) -> bool:
    """Whether `line` goes on with the paragraph of `lines`."""
    last, first = lines[-1], lines[0]
    size = max(last.size, 1.0)
    if abs(last.size - line.size) > 0.6 or not _same_weight(last, line):
        return False
    if not new_page and not _near(lines, line, area):
        return False
    if _is_whole_line(last.text) or _is_whole_line(line.text):
        return False
    if _begins_item(line.text) and (last.text.endswith(_ENDS) or abs(line.x0 - first.x0) < 0.5 * size):
        return False
    if not _at_margin(lines, line, area, size):
        return False
    if last.x1 + first_token_width(line) > area.right - 0.8 * size:
        return True
    # Where paragraphs begin with an indent, a line that has none goes on with the one above, full or not.
    unfinished = not last.text.endswith(_ENDS) and last.x1 > area.right - 9 * size
    return unfinished and area.indented and line.x0 <= area.left + 0.9 * size < first.x0


def _runs_over(lines: list[Line], line: Line, area: Area, here: Area, measures: dict[Area, Measure]) -> bool:
    """Whether a paragraph goes on at the head of the next column."""
    last = lines[-1]
    if not area[1] or not here[1] or area[0] != here[0] or abs(last.size - line.size) > 0.6:
        return False
    full = last.x1 + first_token_width(line) > measures[area].right - 0.8 * last.size
    at_left = line.x0 <= measures[here].left + 0.9 * line.size
    return full and at_left and _same_weight(last, line) and not _begins_item(line.text)


def _at_margin(lines: list[Line], line: Line, area: Measure, size: float) -> bool:
    """Whether `line` begins where a further line of the paragraph may: below the second line, at the left margin, or
    hanging beside the number of a list item."""
    first = lines[0]
    if first.x0 > (area.left + area.right) / 2:  # a signature or date set to the right
        return False
    if len(lines) > 1:
        return abs(line.x0 - lines[1].x0) <= 0.9 * size
    if line.x0 <= area.left + 0.9 * size:
        return True
    shift = line.x0 - first.x0
    if shift > 0.5 * size:
        return shift <= 4.5 * size and bool(split_number(first.text).number or _BULLET.match(first.text))
    if -2.8 * size <= shift < -0.5 * size:  # a first line indented in a block that is itself set in
        return lines[-1].x1 > area.right - 2.5 * size
    return -0.5 * size <= shift and not (area.indented and first.text.endswith(_ENDS))


def _same_weight(last: Line, line: Line) -> bool:
    """A heading all in bold and running text do not join; a bold word in the text does not matter."""
    if last.style.bold == line.style.bold:
        return True
    return not (_all_bold(last) or _all_bold(line))


def _all_bold(line: Line) -> bool:
    return all(s.style.bold for s in line.segments)


def _near(lines: list[Line], line: Line, area: Measure) -> bool:
    distance = line.base - lines[-1].base
    if distance <= 0.5 * line.size:
        return False
    if len(lines) > 1:
        return distance <= 1.3 * (lines[-1].base - lines[-2].base) + 1 or distance <= 1.15 * area.pitch * line.size
    return distance <= max(1.3 * area.pitch, 1.5) * line.size


def _is_whole_line(text: str) -> bool:
    """Captions and contents lines stand for themselves."""
    return (text.startswith(("表", "图", "续表", "附表")) and (is_table_caption(text) or is_figure_caption(text))) or (
        text[-1:].isdigit() and is_toc_line(text)
    )


def _begins_item(text: str) -> bool:
    number = split_number(text).number
    return bool(number and number_kind(number)) or bool(_BULLET.match(text))


def _paragraph(page: int, lines: list[Line], area: Measure) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = join_wrapped(text, line.text)
    top = lines[0].top
    on_page = [line for line in lines if line.top >= top - 1]
    box = (
        min(line.x0 for line in on_page),
        top,
        max(line.x1 for line in on_page),
        max(line.bottom for line in on_page),
    )
    first = lines[0]
    middle = (area.left + area.right) / 2
    centred = abs((first.x0 + first.x1) / 2 - middle) < 1.2 * first.size and first.x0 > area.left + 2.5 * first.size
    return Paragraph(page, lines, text, first.style, box, all(_all_bold(line) for line in lines), centred)
