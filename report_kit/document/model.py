"""What one file says, whatever its format: blocks in reading order, each with its place.

The model is plain data (slotted dataclasses, cheap to make by the thousand). Readers fill it, facts and rules ask it,
`to_json` writes the contract's `report-kit/document/1`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from report_kit.document.runs import RunTable
from report_kit.document.traces import Extent, Traces

BBox = tuple[float, float, float, float]
BlockType = Literal["heading", "paragraph", "table", "image"]
Part = Literal["textbox", "header", "footer", "footnote", "comment", "chart", "annex"]

QUOTE_LENGTH = 60


def shorten(text: str, around: tuple[int, int] | None = None) -> str:
    """At most 60 characters of `text` as it stands, holding the span `around` when one is given."""
    if len(text) <= QUOTE_LENGTH:
        return text
    if around is None:
        return text[:QUOTE_LENGTH]
    start, end = around
    slack = max(0, QUOTE_LENGTH - (end - start))
    left = max(0, min(start - slack // 2, len(text) - QUOTE_LENGTH))
    return text[left : left + QUOTE_LENGTH]


SURE = 0.85
"""Recognised digits and letters below this confidence are not relied on. Of digits read right on scans at 200 dpi, 1 in
200 is below; wrong ones are."""


def least_confidence(text: str, confidences: Sequence[float]) -> float:
    """The confidence with which recognised text can be relied on: of its least sure digit, without digits of its least
    sure letter; signs do not count. 1 where there is neither."""
    pairs = list(zip(text, confidences, strict=False))
    digits = [p for c, p in pairs if c.isdigit()]
    return min(digits or [p for c, p in pairs if c.isalnum()], default=1.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: block, table cell, page, box in PDF points from the top left, and the words there."""

    block: str
    quote: str
    row: int | None = None
    column: int | None = None
    page: int | None = None
    bbox: BBox | None = None
    confidence: float = 1.0
    """Of the least sure character of recognised text; 1 for text that is set."""

    @property
    def is_sure(self) -> bool:
        """Whether what stands there was read with enough confidence to be held against anyone."""
        return self.confidence >= SURE

    def to_json(self) -> dict[str, Any]:
        return {
            "block": self.block,
            "row": self.row,
            "column": self.column,
            "page": self.page,
            "bbox": list(self.bbox) if self.bbox else None,
            "quote": self.quote,
        }


@dataclass(slots=True)
class Block:
    """One heading, paragraph, logical table or image.

    A heading's `text` has no number; `number` is as a reader sees it. A table's merged cells repeat their text in
    `rows`; `merged` lists them as (first row, first column, last row, last column). `cell_boxes` maps (row, column) to
    (page, box) where the format has geometry. `where` is set for text outside the body's flow."""

    id: str
    type: BlockType
    text: str = ""
    level: int = 0
    number: str = ""
    caption: str = ""
    unit_note: str = ""
    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    header_rows: int = 1
    page: int | None = None
    pages: list[int] = field(default_factory=list)
    bbox: BBox | None = None
    cell_boxes: dict[tuple[int, int], tuple[int, BBox]] = field(default_factory=dict)
    where: Part | None = None
    style: str = ""
    sha256: str = ""
    phash: str = ""
    thumbnail: bytes = b""
    """Of a picture that was hashed: a small square grey copy (see `hashing.THUMB`), row by row; not in the JSON."""
    bold: bool = False
    font_size: float | None = None
    hidden: bool = False
    hidden_because: str = ""
    """Of a PDF: `invisible`, `white`, `tiny`, `outside`, `covered`, `clipped`, `same-colour`."""
    source_rows: list[list[str]] = field(default_factory=list)
    """For a chart (`where` is `chart`): its cells as the workbook embedded behind it has them, in the shape of `rows`;
    empty where there is no workbook."""
    confidences: tuple[float, ...] = ()
    """Of each character of recognised text; empty for text that is set. A table's are in `cell_confidences`."""
    cell_confidences: dict[tuple[int, int], float] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """Number and text of a heading as a reader sees them, e.g. `1.1 评价目的`, `一、概述`."""
        gap = " " if self.number and self.number[-1].isdigit() else ""
        return f"{self.number}{gap}{self.text}" if self.number else self.text

    def place(self, span: tuple[int, int] | None = None) -> Place:
        """The place of the block, or of a span of characters of its text."""
        text = self.heading if self.type == "heading" else self.text or self.caption
        return Place(self.id, shorten(text, span), page=self.page, bbox=self.bbox, confidence=self.confidence_of(span))

    def confidence_of(self, span: tuple[int, int] | None = None) -> float:
        """The confidence with which the text, or a span of its characters, can be relied on; 1 for text that is set."""
        if not self.confidences:
            return 1.0
        if span is None:  # the block as a whole, not a figure in it
            return self.confidence
        if self.type == "heading":
            return least_confidence(self.text, self.confidences)
        return least_confidence(self.text[slice(*span)], self.confidences[slice(*span)])

    def cell(self, row: int, column: int) -> Place:
        """The place of one table cell, its text as quote."""
        page, bbox = self.cell_boxes.get((row, column), (self.page, None))
        sure = self.cell_confidences.get((row, column), 1.0)
        return Place(self.id, self.rows[row][column], row, column, page, bbox, sure)

    @property
    def confidence(self) -> float:
        """The mean confidence of recognised text; 1 for text that is set."""
        every = list(self.confidences) or list(self.cell_confidences.values())
        return round(sum(every) / len(every), 3) if every else 1.0

    def is_repeat(self, row: int, column: int) -> bool:
        """Whether a cell only repeats a merged cell whose text stands in an earlier row or column."""
        return any(
            r0 <= row <= r1 and c0 <= column <= c1 and (row, column) != (r0, c0) for r0, c0, r1, c1 in self.merged
        )

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.type == "heading":
            data |= {"level": self.level, "number": self.number, "text": self.text}
        elif self.type == "paragraph":
            data["text"] = self.text
        elif self.type == "table":
            data |= {
                "caption": self.caption,
                "unit_note": self.unit_note,
                "pages": self.pages,
                "rows": self.rows,
                "merged": [list(m) for m in self.merged],
            }
            if self.source_rows:
                data["source_rows"] = self.source_rows
        else:
            data |= {"sha256": self.sha256, "phash": self.phash, "caption": self.caption}
        if self.page is not None and self.type != "table":
            data["page"] = self.page
        if self.bbox is not None:
            data["bbox"] = [round(v, 2) for v in self.bbox]
        if self.where:
            data["in"] = self.where
        if self.hidden:
            data["hidden"] = True
            if self.hidden_because:
                data["hidden_because"] = self.hidden_because
        if self.confidence < 1:
            data["confidence"] = self.confidence
        return data


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its source (`text`, `ocr`, `mixed`), the confidence of its text (0: nothing was read), its size in
    points, and the boxes of the red seals found on it."""

    n: int
    source: Literal["text", "ocr", "mixed"] = "text"
    confidence: float = 1.0
    width: float = 0.0
    height: float = 0.0
    seals: tuple[BBox, ...] = ()
    needs_ocr: str = ""
    """Why its text should be recognised: `picture` (no text), `layer` (recognised text of unknown quality behind a
    picture), `sparse` (a picture of the page with few words of text), `damaged` (text whose codes mean nothing)."""
    part: Literal["report", "annex"] = "report"

    @property
    def unread(self) -> bool:
        """Whether the page has something on it that was not read."""
        return self.confidence == 0.0

    def sealed(self, seals: Sequence[BBox]) -> Page:
        """The page with the seals found on it."""
        return replace(self, seals=tuple(seals))

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"n": self.n, "source": self.source, "confidence": self.confidence}
        if self.seals:
            data["seals"] = [[round(v, 1) for v in box] for box in self.seals]
        if self.needs_ocr:
            data["needs_ocr"] = self.needs_ocr
        if self.part != "report":
            data["part"] = self.part
        return data


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change; `text` is what was inserted, deleted or moved."""

    kind: Literal["insert", "delete", "move"]
    text: str
    author: str
    date: str
    block: str


@dataclass(frozen=True, slots=True)
class LayerDifference:
    """Text that a page shows (`seen`, read from its picture) where the text layer behind the picture has `layer`.

    `figures`: digits differ. `confidence` is that of the least sure character seen."""

    page: int
    layer: str
    seen: str
    bbox: BBox
    figures: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class FileInfo:
    name: str
    sha256: str
    format: Literal["docx", "pdf"]
    converted_from: str = ""
    """The older format (`doc`, `rtf`, `odt`, …) that LibreOffice made a DOCX of; `sha256` is the older file's."""

    def to_json(self) -> dict[str, str]:
        data = {"name": self.name, "sha256": self.sha256, "format": self.format}
        return data | {"converted_from": self.converted_from} if self.converted_from else data


@dataclass(slots=True)
class Section:
    """A heading (None for what stands before the first) and the blocks up to the next heading, with its ancestors."""

    heading: Block | None
    path: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0


@dataclass
class Document:
    """Everything a file says. `blocks` are in reading order; text of headers, footers, footnotes and text boxes is
    present once and marked by `where`."""

    file: FileInfo
    blocks: list[Block] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    layer_differences: list[LayerDifference] = field(default_factory=list)
    traces: Traces = field(default_factory=Traces)
    """What the file carries beside its text."""
    runs: dict[int, RunTable] = field(default_factory=dict)
    """Of a PDF: how the text of each page is set, by page number. Not in the JSON."""
    extent: Extent | None = None
    """Of a PDF with annexes: which pages are the report itself."""
    notes: list[str] = field(default_factory=list)
    """What could not be read and why, in Chinese, for the user."""

    @cached_property
    def body(self) -> list[Block]:
        """Blocks of the body's flow, text boxes included; no headers, footers, footnotes, comments, hidden text."""
        return [b for b in self.blocks if b.where in (None, "textbox") and not b.hidden]

    def blocks_changed(self) -> None:
        """Derive anew what was derived from the blocks."""
        for name in ("body", "by_id", "sections", "section_of"):
            self.__dict__.pop(name, None)

    @property
    def annexes(self) -> list[Block]:
        """What stands on the annex pages of a merged PDF, apart from the report's flow."""
        return [b for b in self.blocks if b.where == "annex" and not b.hidden]

    @cached_property
    def by_id(self) -> dict[str, Block]:
        return {b.id: b for b in self.blocks}

    @cached_property
    def sections(self) -> list[Section]:
        """Sections in reading order; `path` holds the headings from the outermost to the section's own."""
        sections = [Section(None, ())]
        open_headings: list[Block] = []
        for block in self.body:
            if block.type != "heading":
                sections[-1].blocks.append(block)
                continue
            while open_headings and open_headings[-1].level >= block.level:
                open_headings.pop()
            open_headings.append(block)
            sections.append(Section(block, tuple(h.heading for h in open_headings)))
        return sections

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """Section of each body block, by block id."""
        owner: dict[str, Section] = {}
        for section in self.sections:
            if section.heading:
                owner[section.heading.id] = section
            for block in section.blocks:
                owner[block.id] = section
        return owner

    @property
    def headings(self) -> list[Block]:
        return [b for b in self.body if b.type == "heading"]

    @property
    def tables(self) -> list[Block]:
        return [b for b in self.body if b.type == "table"]

    @property
    def paragraphs(self) -> list[Block]:
        return [b for b in self.body if b.type == "paragraph"]

    def text(self) -> Iterator[str]:
        """All text of the body, block by block, cells one by one."""
        for block in self.body:
            if block.type == "table":
                for row in block.rows:
                    yield from row
            else:
                yield block.heading if block.type == "heading" else block.text

    def to_json(self) -> dict[str, Any]:
        """The contract's `report-kit/document/1`."""
        return {
            "schema": "report-kit/document/1",
            "file": self.file.to_json(),
            "properties": self.properties,
            "pages": [p.to_json() for p in self.pages],
            "blocks": [b.to_json() for b in self.blocks],
            "revisions": [
                {"kind": r.kind, "text": r.text, "author": r.author, "date": r.date, "block": r.block}
                for r in self.revisions
            ],
            "notes": self.notes,
            **({"extent": asdict(self.extent)} if self.extent else {}),
            **self.traces.to_json(),
        }
