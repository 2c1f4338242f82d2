"""Running headers, footers and page numbers: what repeats at the same place of many pages."""

from __future__ import annotations

import re
from collections import Counter

from report_kit.document.pdf.columns import chunks
from report_kit.document.pdf.content import Segment
from report_kit.document.pdf.flow import PageFlow
from report_kit.document.pdf.lines import Line

ZONE = 0.14
"""Headers and footers stand in this share of the page's height at the top and at the bottom."""
NUMBER = re.compile(
    r"[-–—―·•~\s]*(?:第|Page|page|P\.?)?\s*(?:\d{1,4}|[ivxlcIVXLC]{1,6})\s*页?"
    r"(?:\s*(?:[/／|]|of|[，,]?\s*共)\s*(?:\d{1,4})\s*页?)?[-–—―·•~\s]*"
)


def set_aside(flows: list[PageFlow]) -> None:
    """Move running lines of every page from `items` to `header` and `footer`."""
    edges = [(flow, *_edge_lines(flow)) for flow in flows]
    heads = Counter(key for _, top, _ in edges for key in {_key(line) for line in top})
    feet = Counter(key for _, _, bottom in edges for key in {_key(line) for line in bottom})
    enough = _enough(len(flows))
    for flow, top, bottom in edges:
        header = _running(top, heads, enough, flow, at_top=True)
        footer = _running(bottom, feet, enough, flow, at_top=False)
        gone = {id(line) for line in (*header, *footer)}
        flow.header, flow.footer = header, [line for line in footer if line not in header]
        flow.items = [item for item in flow.items if id(item) not in gone]


def _enough(pages: int) -> int:
    """On how many pages a line must repeat."""
    return 2 if pages <= 6 else max(3, round(0.15 * pages))


def _edge_lines(flow: PageFlow) -> tuple[list[Line], list[Line]]:
    """Up to three lines at the top (from the top) and at the bottom (from the bottom)."""
    height = flow.content.height
    lines = [item for item in flow.items if isinstance(item, Line)]
    top = [line for line in lines if line.bottom <= ZONE * height][:3]
    bottom = [line for line in reversed(lines) if line.top >= (1 - ZONE) * height][:3]
    return top, bottom


def _key(line: Line) -> tuple[str, int]:
    return fold(line.text), round(line.base / 6)


def fold(text: str) -> str:
    """A running text without white space, its numbers alike."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", re.sub(r"\s", "", text))


def _running(
    lines: list[Line], repeats: Counter[tuple[str, int]], enough: int, flow: PageFlow, at_top: bool
) -> list[Line]:
    """The edge lines that run, from the edge inwards up to the first that does not."""
    found: list[Line] = []
    for index, line in enumerate(lines):
        if len(chunks(line, 0.7)) > 3 or _is_row(line, flow):
            break  # left, middle and right make a running line; more pieces, or aligned ones, are a table's row
        text, row = _key(line)
        pages = max(repeats[text, row], repeats[text, row - 1], repeats[text, row + 1])
        if (
            pages >= enough
            and not (at_top and _starts_body(text))
            and (index == 0 or _beside(line, lines, index, flow))
        ):
            found = lines[: index + 1]
        elif index == 0 and NUMBER.fullmatch(line.text) and _stands_alone(line, flow):
            found = [line]
    return found


def _beside(line: Line, lines: list[Line], index: int, flow: PageFlow) -> bool:
    """Whether an inner edge line stands nearer to the one outside it than to the text: the text may repeat itself."""
    outer = abs(line.base - lines[index - 1].base)
    inside = [i for i in flow.items if not any(i is other for other in lines[: index + 1])]
    inner = min((abs(line.base - (i.base if isinstance(i, Line) else i.bbox[3])) for i in inside), default=1e9)
    return outer < 1.2 * inner


def _is_row(line: Line, flow: PageFlow) -> bool:
    """Whether a line's pieces stand above or below those of a neighbouring line, as close as rows of a table."""
    own = chunks(line, 0.7)
    if len(own) < 2:
        return False
    for other in flow.items:
        if not isinstance(other, Line) or other is line:
            continue
        gap = max(other.top - line.bottom, line.top - other.bottom)
        if gap < 1.2 * line.size and abs(other.size - line.size) < 1 and _aligned(own, chunks(other, 0.7)):
            return True
    return False


def _aligned(own: list[list[Segment]], others: list[list[Segment]]) -> bool:
    """Whether two or more pieces begin, end or are centred where pieces of the other line do."""
    count = 0
    for part in own:
        x0, x1 = part[0].x0, part[-1].x1
        count += any(
            min(abs(x0 - o[0].x0), abs(x1 - o[-1].x1), abs(x0 + x1 - o[0].x0 - o[-1].x1) / 2) < 2 for o in others
        )
    return count >= 2


def _starts_body(text: str) -> bool:
    """Captions and contents titles repeat at the top of pages without being headers."""
    return text.startswith(("表#", "图#", "续表", "附件#", "附表#")) or text in ("目录", "续")


def _stands_alone(line: Line, flow: PageFlow) -> bool:
    """A number alone on its line, away from the text: a page number even where nothing repeats."""
    others = [item for item in flow.items if item is not line]
    if not others:
        return False
    distance = min(max(item.bbox[1] - line.bottom, line.top - item.bbox[3]) for item in others)
    return distance > 0.8 * line.size
