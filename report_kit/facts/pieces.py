"""The document as pieces of text: one paragraph, one heading or one table cell at a time, each knowing its place."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterator
from dataclasses import dataclass

from report_kit.document.model import Block, Document, Place

_SPACE = re.compile(r"\s+")


def tight(text: str) -> str:
    """Text without any white space: what line breaks and spacing of a PDF cannot change."""
    return _SPACE.sub("", text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or heading (`row` is None) or a table cell, with its text."""

    block: Block
    text: str
    row: int | None = None
    column: int | None = None

    def place(self, span: tuple[int, int] | None = None) -> Place:
        """Where it stands; in running text, the words around `span`."""
        if self.row is None or self.column is None:
            return self.block.place(span)
        return self.block.cell(self.row, self.column)


def repeats(table: Block) -> set[tuple[int, int]]:
    """Cells that only repeat a merged cell whose text stands further up or left."""
    return {
        (row, column)
        for r0, c0, r1, c1 in table.merged
        for row in range(r0, r1 + 1)
        for column in range(c0, c1 + 1)
        if (row, column) != (r0, c0)
    }


def cells(table: Block) -> Iterator[Piece]:
    """Cells of a table in reading order, each merged cell once."""
    hidden = repeats(table)
    for r, row in enumerate(table.rows):
        for c, text in enumerate(row):
            if text and (r, c) not in hidden:
                yield Piece(table, text, r, c)


def of_blocks(blocks: list[Block]) -> Iterator[Piece]:
    """All pieces of some blocks in reading order."""
    for block in blocks:
        if block.type == "table":
            yield from cells(block)
        elif block.type != "image" and block.text:
            yield Piece(block, block.heading if block.type == "heading" else block.text)


_latest: tuple[weakref.ref[Document], tuple[Piece, ...]] | None = None


def of_document(document: Document) -> tuple[Piece, ...]:
    """All pieces of the body in reading order. Those of the latest document are kept: many extractors walk them in turn."""
    global _latest
    if _latest is None or _latest[0]() is not document:
        _latest = weakref.ref(document), tuple(of_blocks(document.body))
    return _latest[1]


def distinct(row: list[str]) -> list[str]:
    """Texts of a row with neighbouring repeats (merged cells) once."""
    return [text for n, text in enumerate(row) if n == 0 or text != row[n - 1]]
