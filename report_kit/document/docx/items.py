"""What the walkers hand on before headings, captions and continued tables are decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lxml import etree

from report_kit.document.docx.styles import Style
from report_kit.document.model import Part

ChangeKind = Literal["insert", "delete", "move", "moved-away"]
AttachmentKind = Literal[
    "textbox",
    "image",
    "linked-image",
    "chart",
    "diagram",
    "footnote",
    "endnote",
    "comment",
    "words",
    "subdocument",
]


class Attachment(NamedTuple):
    """Something a paragraph carries: a text box's content, the relation id of an image or chart, the id of a note."""

    kind: AttachmentKind
    value: str
    element: etree._Element | None = None


class Change(NamedTuple):
    """One tracked change inside a paragraph or table."""

    kind: ChangeKind
    text: str
    author: str
    date: str


@dataclass(slots=True)
class Paragraph:
    """One paragraph as read: visible text, automatic number (`label`), hidden text, dominant format."""

    text: str = ""
    label: str = ""
    hidden: str = ""
    style: Style = field(default_factory=Style)
    outline: int | None = None
    bold: bool = False
    size: float | None = None
    font: str = ""
    centred: bool = False
    new_page: bool = False
    """A page or section break stands before this paragraph's text."""
    page_after: bool = False
    """A page or section break ends this paragraph."""
    toc: bool = False
    attachments: list[Attachment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    boxes: list[Item] = field(default_factory=list)
    """What stands in the paragraph's text boxes, notes and comments, and its images, in order."""
    where: Part | None = None

    # Set when headings are decided.
    level: int = 0
    number: str = ""
    title: str = ""

    @property
    def seen(self) -> str:
        """Number and text as a reader sees them."""
        if not self.label:
            return self.text
        gap = " " if self.label[-1].isascii() and self.text else ""
        return f"{self.label}{gap}{self.text}"


@dataclass(slots=True)
class Picture:
    """An image of the package by the hash of its bytes ('' when it is only linked or missing)."""

    sha256: str = ""
    caption: str = ""
    where: Part | None = None


@dataclass(slots=True)
class Table:
    """One Word table as a full matrix; merged cells repeat their text."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    header_rows: int = 1
    widths: list[int] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    """The paragraphs of the cells in order, for what they carry beside text."""
    nested: list[Table] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    only_cell: list[Item] = field(default_factory=list)
    """The blocks of the cell where the table has one cell only."""
    style: str = ""
    bordered: bool = True
    where: Part | None = None
    caption: str = ""
    unit_note: str = ""
    source_rows: list[list[str]] = field(default_factory=list)
    """For a chart: its cells as the workbook behind it has them."""

    @property
    def columns(self) -> int:
        return len(self.rows[0]) if self.rows else 0


Item = Paragraph | Table | Picture
