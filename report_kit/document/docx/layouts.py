"""Tables that only lay out a page: pictures beside each other, a frame of one cell around text. They give way to what they
hold."""

from __future__ import annotations

from collections.abc import Sequence

from report_kit.document.docx.items import Item, Paragraph, Picture, Table
from report_kit.document.headings import (
    NumberKind,
    is_figure_caption,
    is_unnumbered_title,
    may_be_heading,
    number_depth,
    number_kind,
    split_number,
)

_MAX_PHOTO_WORDS = 30
_CHAPTERS: frozenset[NumberKind] = frozenset({"part", "chapter", "section", "cjk", "annex"})


def _is_picture_layout(table: Table) -> bool:
    """A table without borders that only puts pictures beside each other, with their captions."""
    boxes = [p.boxes for p in table.paragraphs if p.boxes]
    pictures = sum(isinstance(box, Picture) for each in boxes for box in each)
    if not pictures or table.nested:
        return False
    words = [p.seen.strip() for p in table.paragraphs if p.text.strip()]
    if len(words) > pictures + 1:
        return False
    if any(len(w) > _MAX_PHOTO_WORDS for w in words):
        return False
    return not table.bordered or all(is_figure_caption(w) for w in words)


def _caption_in_turn(table: Table) -> None:
    pictures = [box for p in table.paragraphs for box in p.boxes if isinstance(box, Picture)]
    words = [p.seen.strip() for p in table.paragraphs if p.text.strip()]
    if len(pictures) == len(words):
        for picture, caption in zip(pictures, words, strict=True):
            picture.caption = caption


def _is_title(item: Item) -> bool:
    """A paragraph that heads a part of the report: by its style, or by a number or name that stands out."""
    if not isinstance(item, Paragraph) or item.toc or not may_be_heading(item.seen):
        return False
    if item.outline is not None and 0 <= item.outline < 9:
        return True
    number = item.label or split_number(item.text).number
    if number_kind(number) in _CHAPTERS or number_depth(number) > 1:
        return True
    return item.bold and is_unnumbered_title(item.text)


def _is_frame(table: Table) -> bool:
    """A table of one cell around headings or tables: a frame drawn around text, a banner behind a heading."""
    return any(isinstance(item, Table) or _is_title(item) for item in table.only_cell)


def open_layouts(items: Sequence[Item]) -> list[Item]:
    """Frames and picture layouts give way to what they hold; as many words as pictures are their captions in turn."""
    opened: list[Item] = []
    for item in items:
        if isinstance(item, Table) and _is_picture_layout(item):
            _caption_in_turn(item)
            opened.extend(item.paragraphs)
        elif isinstance(item, Table) and _is_frame(item):
            first = item.only_cell[0]
            if not isinstance(first, Picture):
                first.changes.extend(item.changes)
            opened.extend(open_layouts(item.only_cell))
        else:
            opened.append(item)
    return opened
