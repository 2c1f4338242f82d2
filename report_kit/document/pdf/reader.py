"""PDF bytes → Document."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from typing import Literal

from report_kit.document.headings import is_figure_caption, is_table_caption, unit_note
from report_kit.document.model import BBox, Block, Document, FileInfo, Page, least_confidence
from report_kit.document.pdf.beneath import read_traces
from report_kit.document.pdf.captions import caption_pictures
from report_kit.document.pdf.content import PageContent, PageImage, Scan, Segment
from report_kit.document.pdf.extent import find_extent, set_apart
from report_kit.document.pdf.flow import PageFlow, read_flow
from report_kit.document.pdf.footnotes import notes_of, set_footnotes_aside
from report_kit.document.pdf.forms import write_fields
from report_kit.document.pdf.furniture import fold, set_aside
from report_kit.document.pdf.lines import Line
from report_kit.document.pdf.opening import open_pdf, outline, properties
from report_kit.document.pdf.pages import load_page
from report_kit.document.pdf.paragraphs import FlowItem, Paragraph, make_paragraphs, measure
from report_kit.document.pdf.sources import DAMAGED, drop_lost, note_pages, numbers, page_of
from report_kit.document.pdf.stitch import stitch
from report_kit.document.pdf.tables import Table
from report_kit.document.pdf.titles import Title, find_titles
from report_kit.document.pdf.versions import read_versions
from report_kit.sandbox import time_left

MAX_PAGES = 3000
MAX_SECONDS = 600.0


def read_pdf(data: bytes, name: str, password: str | None = None, scans: Mapping[int, Scan] | None = None) -> Document:
    """The document of a PDF; `scans` are its recognised pages by number.

    Boxes are points from the top left of the page as displayed. Raises InputError, in Chinese, when the file is no PDF,
    is damaged, or asks for a password that is not given or wrong. What could not be read stands in `notes`."""
    document = Document(FileInfo(name, hashlib.sha256(data).hexdigest(), "pdf"))
    words = {n: list(scan.content.segments) for n, scan in (scans or {}).items()}
    with open_pdf(data, name, password, document.notes) as pdf:
        document.properties = properties(pdf)
        beneath = read_traces(data, password, document.properties)
        document.traces = beneath.traces
        document.notes += beneath.notes
        flows = _read_pages(pdf, document, scans or {}, beneath.unmapped)
        entries = outline(pdf)
    set_aside(flows)
    set_footnotes_aside(flows)
    stitch(flows)
    items = make_paragraphs(flows, measure(flows))
    titles = find_titles(items, entries)
    _fill(document, flows, items, titles, words)
    document.extent = find_extent(document, flows)
    if document.extent is not None:
        set_apart(document, document.extent)
    document.traces.versions = read_versions(data, password)
    return document


def _read_pages(pdf: object, document: Document, scans: Mapping[int, Scan], unmapped: frozenset[str]) -> list[PageFlow]:
    raw, count = pdf.raw, len(pdf)  # type: ignore[attr-defined,arg-type]
    flows: list[PageFlow] = []
    broken: list[int] = []
    # What follows the pages needs its part of the time that the sandbox gives.
    limit = time.monotonic() + min(MAX_SECONDS, 0.6 * time_left())
    for index in range(min(count, MAX_PAGES)):
        if time.monotonic() > limit:
            document.notes.append(f"读取超时，第 {index + 1} 页以后未读")
            break
        content = load_page(raw, index, unmapped)
        if content is None:
            broken.append(index + 1)
            document.pages.append(Page(index + 1, confidence=0.0))
            continue
        _settle(content, document)
        scan = scans.get(index + 1)
        flow = read_flow(content if scan is None else _recognised(scan, content))
        flows.append(flow)
        document.pages.append(page_of(flow) if scan is None else _scanned_page(flow, scan, content))
    if count > MAX_PAGES:
        document.notes.append(f"文件共 {count} 页，只读取了前 {MAX_PAGES} 页")
    if broken:
        document.notes.append(f"{numbers(broken)}已损坏，无法读取")
    note_pages(document, flows)
    return flows


def _settle(content: PageContent, document: Document) -> None:
    """Leave out what cannot be read, add what is filled into fields, keep how the text is set."""
    drop_lost(content)
    fields = [f for f in document.traces.fields if f.page == content.n]
    typed = [a for a in document.traces.annotations if a.typed and a.page == content.n]
    if fields or typed:
        write_fields(content, fields, typed)
    if content.runs is not None:
        document.runs[content.n] = content.runs


def _recognised(scan: Scan, filed: PageContent) -> PageContent:
    """A recognised page with the pictures filed on it that are not the picture of the page."""
    content, area = scan.content, scan.content.width * scan.content.height
    content.images = [i for i in filed.images if (i.bbox[2] - i.bbox[0]) * (i.bbox[3] - i.bbox[1]) < 0.4 * area]
    return content


def _scanned_page(flow: PageFlow, scan: Scan, filed: PageContent) -> Page:
    width, height = flow.content.displayed_size
    set_too = any(not s.hidden for s in filed.segments) and not filed.scanned_text and filed.damaged < DAMAGED
    source: Literal["ocr", "mixed"] = "mixed" if set_too else "ocr"
    return Page(flow.n, source, max(scan.confidence, 0.01), width, height, tuple(scan.seals))


class _Builder:
    """Numbers blocks in the order they are added."""

    def __init__(
        self, document: Document, contents: dict[int, PageContent], scanned: Mapping[int, list[Segment]]
    ) -> None:
        self.document = document
        self.contents = contents
        self.scanned = scanned
        """The words of recognised pages."""

    def box(self, page: int, bbox: BBox) -> BBox:
        x0, top, x1, bottom = self.contents[page].display(bbox)
        return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))

    def add(self, block: Block) -> Block:
        block.id = f"b{len(self.document.blocks) + 1}"
        self.document.blocks.append(block)
        return block

    def line(self, line: Line, page: int) -> Block:
        box = self.box(page, line.bbox)
        return Block("", "paragraph", line.text, page=page, bbox=box, font_size=line.size, bold=line.style.bold)

    def paragraph(self, paragraph: Paragraph, title: Title | None) -> Block:
        block = Block("", "paragraph", paragraph.text, page=paragraph.page)
        pieces = [s for line in paragraph.lines for s in line.segments]
        if title is not None:
            block.type, block.text, block.number, block.level = "heading", title.text, title.number, title.level
        block.bbox = self.box(paragraph.page, paragraph.bbox)
        block.bold, block.font_size = paragraph.all_bold, paragraph.style.size
        block.style = paragraph.style.family
        block.confidences = confidences_of(block.text, pieces)
        return block

    def table(self, table: Table) -> Block:
        block = Block("", "table", rows=table.rows, merged=sorted(table.merged), page=table.pages[0])
        block.pages, block.bbox = table.pages, self.box(table.pages[0], table.bbox)
        block.cell_boxes = {place: (page, self.box(page, box)) for place, (page, box) in table.boxes.items()}
        block.header_rows = _header_rows(table)
        block.cell_confidences = self._cell_confidences(table)
        return block

    def _cell_confidences(self, table: Table) -> dict[tuple[int, int], float]:
        """Of each cell on a recognised page: of the words whose middle lies in it."""
        found: dict[tuple[int, int], float] = {}
        for place, (page, (x0, top, x1, bottom)) in table.boxes.items():
            words = self.scanned.get(page)
            if not words:
                continue
            inside = [s for s in words if x0 <= (s.x0 + s.x1) / 2 <= x1 and top <= (s.top + s.bottom) / 2 <= bottom]
            found[place] = min((least_confidence(s.text, s.confidences) for s in inside), default=1.0)
        return found


def confidences_of(text: str, pieces: list[Segment]) -> tuple[float, ...]:
    """The confidence of each character of a text that was joined from recognised pieces; () for text that is set."""
    if not any(piece.confidences for piece in pieces):
        return ()
    known = iter(
        [
            pair
            for piece in pieces
            for pair in zip(piece.text, piece.confidences or [1.0] * len(piece.text), strict=False)
            if not pair[0].isspace()
        ]
    )
    found: list[float] = []
    for character in text:
        if character.isspace():
            found.append(1.0)
            continue
        # Pieces may have lost characters on the way (leaders cut short), never their order.
        found.append(next((p for c, p in known if c == character), 0.0))
    return tuple(found)


def _header_rows(table: Table) -> int:
    """One, or as many as a cell merged downwards in the first row reaches."""
    deepest = max((r1 for r0, _, r1, _ in table.merged if r0 == 0), default=0)
    return deepest + 1 if 0 < deepest < min(4, len(table.rows) - 1) else 1


def _fill(
    document: Document,
    flows: list[PageFlow],
    items: list[FlowItem],
    titles: dict[int, Title],
    scanned: Mapping[int, list[Segment]],
) -> None:
    contents = {flow.n: flow.content for flow in flows}
    builder = _Builder(document, contents, scanned)
    _add_running(builder, flows)
    page_of_image = {id(image): flow.n for flow in flows for image in flow.content.images}
    for item in items:
        if isinstance(item, Paragraph):
            builder.add(builder.paragraph(item, titles.get(id(item))))
        elif isinstance(item, Table):
            builder.add(builder.table(item))
        elif isinstance(item, PageImage):
            page = page_of_image[id(item)]
            builder.add(Block("", "image", page=page, bbox=builder.box(page, item.bbox), sha256=item.sha256))
    _add_footnotes(builder, flows)
    watermarks: set[str] = set()
    for flow in flows:
        for line in flow.hidden:
            block = builder.line(line, flow.n)
            why = line.segments[0].why
            if why == "watermark":
                if line.text in watermarks:
                    continue
                watermarks.add(line.text)
                block.where = "header"
            else:
                block.hidden, block.hidden_because = True, why
            builder.add(block)
    caption_blocks(document)
    caption_pictures(document)


def _add_running(builder: _Builder, flows: list[PageFlow]) -> None:
    """Headers and footers, each text once."""
    seen: set[str] = set()
    for flow in flows:
        for lines, where in ((flow.header, "header"), (flow.footer, "footer")):
            for line in lines:
                key = where + fold(line.text)
                if key in seen:
                    continue
                seen.add(key)
                block = builder.line(line, flow.n)
                block.where = "header" if where == "header" else "footer"
                builder.add(block)


def _add_footnotes(builder: _Builder, flows: list[PageFlow]) -> None:
    for flow in flows:
        for text, line in notes_of(flow.footnotes):
            block = builder.line(line, flow.n)
            block.text, block.where = text, "footnote"
            builder.add(block)


def caption_blocks(document: Document) -> None:
    """Captions and unit notes for tables, captions for images, from the paragraphs beside them."""
    body = document.body
    above, below = _table_sides(body)
    prefer_below = below > above
    used: set[str] = set()
    for index, block in enumerate(body):
        if block.type == "table":
            _caption_table(body, index, prefer_below, used)
        elif block.type == "image":
            _caption_image(body, index, used)


def _table_sides(body: list[Block]) -> tuple[int, int]:
    """How many tables have a caption just above, just below, and not on the other side."""
    above = below = 0
    for index, block in enumerate(body):
        if block.type != "table":
            continue
        over, under = _find_caption(body, index, -1), _find_caption(body, index, 1)
        above += over is not None and under is None
        below += under is not None and over is None
    return above, below


def _find_caption(body: list[Block], index: int, step: int) -> Block | None:
    """The caption paragraph beside a table, unit notes between them allowed."""
    for distance in range(1, 4):
        other = index + step * distance
        if not 0 <= other < len(body) or body[other].type != "paragraph":
            return None
        if is_table_caption(body[other].text):
            return body[other]
        if not unit_note(body[other].text):
            return None
    return None


def _caption_table(body: list[Block], index: int, prefer_below: bool, used: set[str]) -> None:
    table = body[index]
    sides = [
        _find_caption(body, index, 1 if prefer_below else -1),
        _find_caption(body, index, -1 if prefer_below else 1),
    ]
    caption = next((c for c in sides if c is not None and c.id not in used), None)
    if caption is not None:
        used.add(caption.id)
        table.caption = caption.text
    elif len(table.rows) > 1 and len(table.rows[0]) > 1 and (0, 0, 0, len(table.rows[0]) - 1) in table.merged:
        table.caption = table.rows[0][0] if is_table_caption(table.rows[0][0]) else ""
    for other in (index - 1, index - 2, index + 1):
        if not 0 <= other < len(body) or body[other].type != "paragraph":
            continue
        note = unit_note(body[other].text)
        if note:
            table.unit_note = note
            break


def _caption_image(body: list[Block], index: int, used: set[str]) -> None:
    for other in range(index + 1, min(index + 8, len(body))):
        block = body[other]
        if block.type == "image":
            continue
        if block.type != "paragraph" or not is_figure_caption(block.text):
            return
        if block.id not in used:
            used.add(block.id)
            body[index].caption = block.text
            return
