"""Which paragraphs are headings, with number and title: by style, by outline level, by number and look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from report_kit.document.docx.items import Item, Paragraph, Table
from report_kit.document.docx.layouts import open_layouts
from report_kit.document.headings import (
    NumberKind,
    is_figure_caption,
    is_table_caption,
    is_toc_line,
    is_toc_title,
    is_unnumbered_title,
    may_be_heading,
    number_depth,
    number_kind,
    split_number,
)
from report_kit.document.outline import Candidate, resolve_levels

_HEADING_FONTS = re.compile(r"黑体|楷体|标宋|simhei|kaiti|stheiti|yahei|雅黑", re.I)
_COVER_FONT_GAP = 1.5
_LARGER = 0.9
_MAX_STYLED = 80
_LIST_RUN = 3
# The longest title of a heading that only its number marks, by scheme; other schemes need emphasis.
_PLAIN: dict[NumberKind, int] = {"part": 30, "chapter": 30, "section": 30, "decimal": 30, "cjk": 25, "cjk-paren": 20}
_EMPHASISED = frozenset({"part", "chapter", "section", "cjk", "cjk-paren", "decimal", "arabic", "arabic-paren"})
_BOXED = frozenset({"part", "chapter", "section", "cjk"})
_CLAUSE = re.compile(r"[，,：:；;]")


class _Look:
    """The usual size and font of the document's running text."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        sizes: Counter[float] = Counter()
        fonts: Counter[str] = Counter()
        for each in paragraphs:
            if each.outline is None and not each.toc and not each.bold and len(each.text) > 20:
                fonts[each.font] += len(each.text)
                if each.size is not None:
                    sizes[each.size] += len(each.text)
        self.size = sizes.most_common(1)[0][0] if sizes else None
        self.font = fonts.most_common(1)[0][0] if fonts else ""

    def larger(self, paragraph: Paragraph, by: float) -> bool:
        return self.size is not None and paragraph.size is not None and paragraph.size >= self.size + by

    def emphasised(self, paragraph: Paragraph) -> bool:
        other_font = bool(_HEADING_FONTS.search(paragraph.font)) and paragraph.font != self.font
        return paragraph.bold or self.larger(paragraph, _LARGER) or other_font


def _parts(paragraph: Paragraph, styled: bool) -> tuple[str, str]:
    text = " ".join(line.strip() for line in paragraph.text.strip().split("\n"))
    if paragraph.label:
        return paragraph.label, text
    number, title, _ = split_number(text, heading=styled)
    return number, title


def _is_styled_heading(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    if paragraph.outline is None or not 0 <= paragraph.outline < 9 or not text:
        return False
    if is_toc_title(text) or is_toc_line(text):
        return False
    if (is_table_caption(paragraph.seen) or is_figure_caption(paragraph.seen)) and not text.startswith("附"):
        return False
    return len(text) <= _MAX_STYLED or "。" not in text


def _plain_lists(paragraphs: Sequence[Paragraph], kinds: Sequence[NumberKind]) -> set[int]:
    """Positions in runs of neighbouring paragraphs that one scheme numbers: lists, no headings."""
    found: set[int] = set()
    start = 0
    for i in range(1, len(kinds) + 1):
        if i < len(kinds) and kinds[i] == kinds[start]:
            continue
        if kinds[start] and i - start >= _LIST_RUN:
            found.update(range(start, i))
        start = i
    return found


def _fake(paragraph: Paragraph, look: _Look, in_list: bool, after_first: bool, before_table: bool) -> bool:
    """Whether an unstyled paragraph is a heading by its number and look."""
    number, title = _parts(paragraph, styled=False)
    if not title or not may_be_heading(paragraph.seen) or is_toc_title(paragraph.text):
        return False
    kind = number_kind(number)
    emphasised = look.emphasised(paragraph)
    if not kind:
        if paragraph.label or not emphasised or _CLAUSE.search(title) or len(title) > 25:
            return False
        if is_unnumbered_title(title):
            return True
        bigger = look.larger(paragraph, _COVER_FONT_GAP) and (paragraph.bold or paragraph.centred)
        return bigger and after_first and not (before_table and title.endswith("表"))
    if emphasised and kind in _EMPHASISED and not (in_list and kind in ("arabic", "arabic-paren")):
        return not _CLAUSE.search(title) or kind in ("chapter", "section", "cjk")
    if in_list and kind not in ("part", "chapter", "section", "decimal"):
        return False
    if kind == "decimal" and number_depth(number) < 2:
        return False
    # An automatic number in plain text is an ordinary list, unless it counts chapters.
    if paragraph.label and kind not in ("part", "chapter", "section"):
        return False
    return len(title) <= _PLAIN.get(kind, 0) and not _CLAUSE.search(title)


def _opens_decimals(paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether a plain `1 概述` is the chapter above the next accepted `1.1 …`."""
    number, title = _parts(paragraph, styled=False)
    if number_kind(number) != "arabic" or len(title) > 30 or not may_be_heading(paragraph.seen):
        return False
    below = _parts(following, styled=True)[0]
    leading = re.match(r"\d+", below)
    return number_depth(below) == 2 and leading is not None and leading[0] == number.strip("、．. ")


class _Line(NamedTuple):
    """A paragraph that may be a heading. `boxed`: it stands in a text box."""

    paragraph: Paragraph
    before_table: bool = False
    boxed: bool = False


def _lines(items: Sequence[Item]) -> Iterator[_Line]:
    """The body's paragraphs in reading order, those of text boxes after the paragraph that holds the box."""
    for item, following in zip_longest(items, items[1:]):
        if isinstance(item, Paragraph):
            yield _Line(item, isinstance(following, Table))
            boxes = open_layouts(item.boxes) if item.boxes else ()
            yield from (_Line(b, boxed=True) for b in boxes if isinstance(b, Paragraph) and b.where == "textbox")


def _bare(text: str) -> str:
    return "".join(text.split())


def mark_toc(lines: Sequence[_Line]) -> None:
    """Finds contents tables typed by hand: lines that end in a page number, and what follows the title 「目录」.

    Where the lines of a list have page numbers, the list ends at the first two without. Where they have none, it ends
    when its first line comes again, as the heading it names."""
    texts = [_bare(line.paragraph.text) for line in lines]
    first_line: str | None = None
    in_list = paged = False
    for i, (each, before_table, _) in enumerate(lines):
        if not texts[i]:
            in_list = in_list and not (each.new_page or each.page_after)
            continue
        if is_toc_title(each.text):
            each.toc, in_list, paged, first_line = True, not before_table, False, None
            continue
        if is_toc_line(each.text) and not _is_styled_heading(each):
            each.toc = paged = True
            continue
        if each.toc:
            continue
        seen = _bare(each.seen)
        if each.new_page or _is_styled_heading(each) or len(seen) > 60 or seen == first_line:
            in_list = False
        if in_list and paged:
            following = next((lines[j].paragraph for j in range(i + 1, len(lines)) if texts[j]), None)
            in_list = following is not None and is_toc_line(following.text)
        if in_list:
            each.toc = True
            first_line = first_line or seen
        if each.page_after or before_table:
            in_list = False


def _heads_from_a_box(paragraph: Paragraph, look: _Look) -> bool:
    """In a text box only chapters that stand out are headings: most boxes are parts of a figure."""
    number, title = _parts(paragraph, styled=False)
    known = number_kind(number) in _BOXED and bool(title) and may_be_heading(paragraph.seen)
    return known and look.emphasised(paragraph)


def decide_headings(items: Sequence[Item]) -> None:
    """Sets level, number and title of every heading among the body's paragraphs, and marks contents tables."""
    everything = list(_lines(items))
    mark_toc([line for line in everything if not line.boxed])
    chosen = [line for line in everything if line.paragraph.text.strip() and not line.paragraph.toc]
    paragraphs = [line.paragraph for line in chosen]
    look = _Look(paragraphs)
    styled = [_is_styled_heading(p) for p in paragraphs]
    kinds: list[NumberKind] = [
        "" if yes else number_kind(_parts(p, styled=False)[0]) for p, yes in zip(paragraphs, styled, strict=True)
    ]
    lists = _plain_lists(paragraphs, kinds)
    accepted: list[bool] = []
    any_accepted = False
    for i, (each, before_table, boxed) in enumerate(chosen):
        yes = styled[i]
        if not yes and (each.outline is None or each.outline >= 9):
            fake = _heads_from_a_box(each, look) if boxed else _fake(each, look, i in lists, any_accepted, before_table)
            yes = fake
        accepted.append(yes)
        any_accepted = any_accepted or yes
    following: Paragraph | None = None
    for i in range(len(paragraphs) - 1, -1, -1):
        if not accepted[i] and kinds[i] == "arabic" and following is not None:
            accepted[i] = _opens_decimals(paragraphs[i], following)
        following = paragraphs[i] if accepted[i] else following
    candidates = []
    headings = [(p, by_style) for p, by_style, yes in zip(paragraphs, styled, accepted, strict=True) if yes]
    for each, by_style in headings:
        each.number, each.title = _parts(each, styled=True)
        candidates.append(Candidate(each.number, (each.outline or 0) + 1 if by_style else None, each.size))
    for (each, _), level in zip(headings, resolve_levels(candidates), strict=True):
        each.level = level
