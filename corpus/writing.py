"""A report as a list of blocks, with its truth and the places where defects can be planted.

A base script calls `heading`, `para`, `table`...; nothing here knows what a checker looks at. The same blocks are
rendered as DOCX (`corpus.docx`) and, for some bases, as HTML for a browser's print (`corpus.html`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from corpus.figures import cn_number

Numbering = Callable[[list[int]], str]

CHINESE: list[Numbering] = [
    lambda c: f"{cn_number(c[0])}、",
    lambda c: f"（{cn_number(c[1])}）",
    lambda c: f"{c[2]}.",
]
DECIMAL: list[Numbering] = [
    lambda c: f"{c[0]} ",
    lambda c: f"{c[0]}.{c[1]} ",
    lambda c: f"{c[0]}.{c[1]}.{c[2]} ",
]
DOTTED: list[Numbering] = [
    lambda c: f"{c[0]}. ",
    lambda c: f"{c[0]}.{c[1]} ",
    lambda c: f"{c[0]}.{c[1]}.{c[2]} ",
]
CHAPTER: list[Numbering] = [
    lambda c: f"第{cn_number(c[0])}章 ",
    lambda c: f"第{cn_number(c[1])}节 ",
    lambda c: f"{cn_number(c[2])}、",
]
CHAPTER_DECIMAL: list[Numbering] = [
    lambda c: f"第{c[0]}章　",
    lambda c: f"{c[0]}.{c[1]}　",
    lambda c: f"{c[0]}.{c[1]}.{c[2]}　",
]


@dataclass
class Look:
    """How a report looks: fonts, heading scheme, captions, the producer it pretends to be."""

    scheme: list[Numbering] = field(default_factory=lambda: CHINESE)
    headings: str = "styles"  # styles | auto | chinese-styles | bold
    captions: str = "above"  # above | below | none
    caption_format: str = "表{n} {text}"  # {c} chapter, {n} running number (restarts when {c} is used)
    font: str = "宋体"
    heading_font: str = "黑体"
    size: float = 12
    dialect: str = "python-docx"  # python-docx | wps | word | libreoffice
    pdf: str = "libreoffice"  # libreoffice | chromium
    header: str = ""
    chapter_page: bool = True


@dataclass
class Block:
    """One block: kind is heading, para, table, figure, photos, break or toc."""

    kind: str
    text: str = ""
    level: int = 0
    number: str = ""
    rows: list[list[str]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    align: str = ""
    bold: bool = False
    size: float = 0
    indent: bool = True
    form: bool = False
    header_rows: int = 1
    index: int = -1
    data: Any = None


class Report:
    """Collects blocks, facts and places; `truth()` and `plants()` are what the label files hold."""

    def __init__(self, meta: dict[str, Any], look: Look) -> None:
        self.meta, self.look = meta, look
        self.blocks: list[Block] = []
        self.facts: list[dict[str, Any]] = []
        self.places: dict[str, list[dict[str, Any]]] = {}
        self._counters = [0, 0, 0]
        self._tables = 0  # every w:tbl, layout tables too
        self._captions: dict[int, int] = {}

    # -- blocks
    def heading(self, level: int, text: str, *, numbered: bool = True, slot: str = "") -> None:
        number = ""
        if numbered:
            self._counters[level - 1] += 1
            self._counters[level:] = [0] * (3 - level)
            number = self.look.scheme[level - 1](self._counters)
        self.blocks.append(Block("heading", text, level, number))
        if slot:
            self.mark(f"chapter.{slot}", heading=text, number=number.strip(), level=level)

    def para(self, text: str, *, align: str = "", bold: bool = False, size: float = 0, indent: bool = True) -> str:
        self.blocks.append(Block("para", text, align=align, bold=bold, size=size, indent=indent))
        return text

    def label(self, ahead: int = 0) -> str:
        """The number the next captioned table will get, as prose cites it: 表3."""
        chapter = self._counters[0] if "{c}" in self.look.caption_format else 0
        n = self._captions.get(chapter, 0) + 1 + ahead
        return self.look.caption_format.split("{text}")[0].format(c=chapter, n=n).strip()

    def table(
        self,
        rows: list[list[str]],
        caption: str = "",
        *,
        note: str = "",
        merges: list[tuple[int, int, int, int]] | None = None,
        widths: list[float] | None = None,
        form: bool = False,
        header_rows: int = 1,
    ) -> int:
        """Adds a table, its caption and 「单位」 line; returns the index of its w:tbl in the body."""
        line = ""
        if caption.startswith("附表"):
            line = caption
        elif caption and self.look.captions != "none":
            chapter = self._counters[0] if "{c}" in self.look.caption_format else 0
            self._captions[chapter] = self._captions.get(chapter, 0) + 1
            line = self.look.caption_format.format(c=chapter, n=self._captions[chapter], text=caption)
        if line and self.look.captions == "above":
            self.blocks.append(Block("para", line, align="center", size=10.5, indent=False, bold=True))
        if note:
            self.blocks.append(Block("para", note, align="right", size=10.5, indent=False))
        block = Block(
            "table", caption, rows=rows, merges=merges or [], widths=widths or [], form=form, header_rows=header_rows
        )
        block.index = self._tables
        self._tables += 1
        self.blocks.append(block)
        if line and self.look.captions == "below":
            self.blocks.append(Block("para", line, align="center", size=10.5, indent=False))
        return block.index

    def figure(self, steps: list[str], caption: str) -> None:
        self.blocks.append(Block("figure", data=steps))
        self.blocks.append(Block("para", caption, align="center", size=10.5, indent=False))

    def photos(self, captions: list[str]) -> None:
        """A borderless layout table, pictures above their captions; not counted among the tables."""
        self.blocks.append(Block("photos", rows=[["" for _ in captions], captions], index=self._tables))
        self._tables += 1

    def blank(self, lines: int) -> None:
        self.blocks.append(Block("blank", level=lines))

    def page_break(self) -> None:
        self.blocks.append(Block("break"))

    def toc(self, title: str = "目  录") -> None:
        self.blocks.append(Block("toc", title))

    # -- truth
    def fact(self, label: str, value: str, unit: str, year: int | None, **qualifiers: Any) -> None:
        entry: dict[str, Any] = {"label": label, "value": value, "unit": unit, "year": year, "qualifiers": qualifiers}
        if entry not in self.facts:
            self.facts.append(entry)

    def mark(self, slot: str, **place: Any) -> None:
        """Notes a place where something stands: a cell (table, row, col) or a sentence (para), and its text."""
        self.places.setdefault(slot, []).append(place)

    def cell(self, slot: str, table: int, row: int, col: int, text: str, **extra: Any) -> None:
        self.mark(slot, table=table, row=row, col=col, text=text, **extra)

    def said(self, slot: str, sentence: str, text: str, **extra: Any) -> None:
        assert text in sentence, (text, sentence)
        self.mark(slot, para=sentence, text=text, **extra)

    def truth(self) -> dict[str, Any]:
        headings = [[b.level, b.number + b.text] for b in self.blocks if b.kind == "heading"]
        tables = sum(b.kind == "table" for b in self.blocks)
        return {
            **self.meta,
            "tables": tables,
            "headings": headings,
            "facts": self.facts,
            "defects": [],
            "may": self.meta.get("may", []),
        }
