"""Which pages of a merged submission are the report itself, and which are annexes bound behind it.

The report's last page is the last page full of text that is set like the report: same size of paper, and the same
running lines, or where it has none the same body type. What follows is an annex from the first page on that says so: a
scan, a divider (`附件2 营业执照`), other paper, page numbers that begin anew. Without such a page all of it is the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from report_kit.document.model import Block, Document, Page
from report_kit.document.pdf.flow import PageFlow
from report_kit.document.pdf.furniture import fold
from report_kit.document.pdf.lines import Line
from report_kit.document.pdf.tables import Table
from report_kit.document.traces import Extent

DENSE = 150
"""Letters of a page full of text."""
SHORT = 80
FEWEST_SCANS = 3
"""One or two scanned pages at the end may be the page of signatures and seals."""
RUNNING = 0.5
"""Share of the report's pages on which a running line stands to be the report's own."""

_ANNEX = re.compile(r"(?:附\s*[件录图表])\s*(?:[一二三四五六七八九十\d]+|[A-Z])?(?:[-—.]\d+)?\s*[：:、.．]?\s*\S{0,40}")
_EVIDENCE = re.compile(r"\S{0,20}(?:证明材料|佐证材料|支撑材料|证明文件|证书复印件|检测报告|监测报告|营业执照)\S{0,10}")
_LIST = re.compile(r"清单|目录|一览表|索引")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is looked at of one page."""

    n: int
    scan: bool
    letters: int
    paper: tuple[int, int]
    running: frozenset[str]
    type: tuple[str, float]
    printed: int | None
    title: str
    """Its first line, where it is short."""

    @property
    def dense(self) -> bool:
        return self.letters >= DENSE and not self.scan

    @property
    def divider(self) -> bool:
        """A page with little but the name of an annex."""
        named = bool(_ANNEX.fullmatch(self.title) or _EVIDENCE.fullmatch(self.title))
        return named and self.letters <= SHORT and not self.scan

    @property
    def lists(self) -> bool:
        """A page that lists the annexes belongs to the report."""
        return not self.scan and bool(_LIST.search(self.title))


def find_extent(document: Document, flows: list[PageFlow]) -> Extent | None:
    """The report's pages; None where no annex follows, or nothing but scans."""
    sources = {p.n: p for p in document.pages}
    sheets = [_sheet(flow, sources[flow.n]) for flow in flows]
    dense = [s for s in sheets if s.dense]
    if not dense:
        return None
    own = _own_look(dense)
    last = max(s.n for s in dense if own(s))
    tail = [s for s in sheets if s.n > last]
    before = next((s for s in reversed(sheets) if s.n <= last and s.printed is not None), None)
    for index, sheet in enumerate(tail):
        reason = "" if sheet.lists else _begins_annex(sheet, before, dense[0].paper)
        if reason == "scan" and len(tail) - index < FEWEST_SCANS:
            return None
        if reason:
            return Extent(1, sheet.n - 1, tuple(s.n for s in tail[index:]), reason)
    return None


def _sheet(flow: PageFlow, page: Page) -> _Sheet:
    lines = [item for item in flow.items if isinstance(item, Line)]
    running = [line.text for line in (*flow.header, *flow.footer)]
    width, height = sorted(flow.content.displayed_size)
    types: Counter[tuple[str, float]] = Counter()
    for line in lines:
        types[line.style.family, line.style.size] += len(line.text)
    table_letters = sum(len(cell) for t in flow.items if isinstance(t, Table) for row in t.rows for cell in row)
    return _Sheet(
        n=flow.n,
        scan=page.source != "text",
        letters=sum(len(line.text) for line in lines) + table_letters,
        paper=(round(width / 10), round(height / 10)),
        running=frozenset(fold(text) for text in running),
        type=types.most_common(1)[0][0] if types else ("", 0.0),
        printed=_printed(running),
        title="".join(lines[0].text.split()) if lines else "",
    )


def _printed(running: list[str]) -> int | None:
    """The page number printed at the edge."""
    for text in reversed(running):
        match = re.fullmatch(r"\D{0,3}(\d{1,4})\D{0,12}(?:\d{1,4})?\D{0,3}", text)
        if match:
            return int(match[1])
    return None


def _own_look(dense: list[_Sheet]) -> Callable[[_Sheet], bool]:
    """Whether a sheet looks like the report, as its first half does: paper, and page numbers that go on, running lines,
    or body type."""
    half = dense[: max(3, len(dense) // 2)]
    paper = Counter(s.paper for s in half).most_common(1)[0][0]
    first = [s for s in half if s.paper == paper]
    lines = Counter(line for s in first for line in s.running)
    own = {
        line for line, count in lines.items() if count >= RUNNING * len(first) and re.search(r"[^\W#\d_第页共]", line)
    }
    shifts = Counter(s.printed - s.n for s in first if s.printed is not None)
    shift = shifts.most_common(1)[0][0] if shifts else None
    types = {s.type for s in first}

    def looks_own(sheet: _Sheet) -> bool:
        if sheet.paper != paper:
            return False
        if own and sheet.running & own:
            return True
        if sheet.printed is not None and shift is not None:
            return sheet.printed - sheet.n == shift
        return not own and sheet.type in types

    return looks_own


def _begins_annex(sheet: _Sheet, before: _Sheet | None, paper: tuple[int, int]) -> str:
    """How a page shows that annexes begin with it; '' where it does not."""
    if sheet.divider or _ANNEX.fullmatch(sheet.title):
        return "divider"
    if sheet.scan:
        return "scan"
    if sheet.paper != paper:
        return "paper"
    if sheet.printed == 1 and before is not None and (before.printed or 0) > 1:
        return "numbering"
    return ""


def set_apart(document: Document, extent: Extent) -> None:
    """Mark pages and blocks of the annexes. The names of annexes stay in the report's flow as headings: they say what
    is attached; everything else there says nothing about the report's own structure and figures."""
    annexes = set(extent.annexes)
    document.pages = [replace(p, part="annex") if p.n in annexes else p for p in document.pages]
    for block in document.blocks:
        if block.page in annexes and block.where is None and not block.hidden and not _names_annex(block):
            block.where = "annex"
            if block.type == "heading":
                block.type, block.text = "paragraph", block.heading
                block.level, block.number = 0, ""
    document.blocks_changed()


def _names_annex(block: Block) -> bool:
    return block.type == "heading" and bool(re.match(r"附\s*[件录图表]", block.heading))
