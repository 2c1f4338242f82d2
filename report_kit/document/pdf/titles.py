"""Which paragraphs are headings, and of which level.

A heading stands out (larger, bold among plain text, a 黑体 among 宋体 or 仿宋) or carries a number whose whole scheme
is used for headings in this document. Levels come from the outline (bookmarks) where the file has one, else from the
schemes in the order they nest, and for titles without a number from the style they share with numbered ones.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from report_kit.document.headings import (
    is_toc_line,
    is_toc_title,
    is_unnumbered_title,
    may_be_heading,
    number_depth,
    number_kind,
    split_number,
)
from report_kit.document.pdf.content import Style
from report_kit.document.pdf.paragraphs import FlowItem, Paragraph
from report_kit.document.pdf.tables import Table

MAX_LINES = 3
# 黑体 and 楷体 set off headings from 宋体 and 仿宋 in official papers, at the same size and weight.
_TITLE_FONT = re.compile(r"hei|黑|gothic|kai|楷", re.I)
_FORM_FIELD = re.compile(r"[：:]|[（(][^（()）]*[章字][）)]")
_LIST_KINDS = ("arabic-paren", "circled", "letter")
_NESTING = ("part", "chapter", "section", "cjk", "cjk-paren", "arabic", "arabic-paren", "circled", "letter")


@dataclass(slots=True)
class Title:
    """A paragraph taken as heading."""

    paragraph: Paragraph
    number: str
    text: str
    kind: str
    depth: int
    outline_level: int = 0
    level: int = 1


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its words without white space, level from 1, page from 1 (0 when unknown)."""

    text: str
    level: int
    page: int


def find_titles(items: list[FlowItem], outline: list[OutlineEntry]) -> dict[int, Title]:
    """Headings by `id` of their paragraph."""
    paragraphs = [item for item in items if isinstance(item, Paragraph)]
    if not paragraphs:
        return {}
    body = _body_style(paragraphs)
    contents = _contents_pages(paragraphs)
    covers = _cover_pages(items, body)
    marked = _match_outline(paragraphs, outline, contents)
    candidates: list[Title] = []
    for paragraph in paragraphs:
        title = _candidate(paragraph, body, marked.get(id(paragraph), 0), contents, covers)
        if title is not None:
            candidates.append(title)
    titles = _accepted(candidates, paragraphs, body, len(marked))
    _set_levels(titles)
    return {id(t.paragraph): t for t in titles}


def _body_style(paragraphs: list[Paragraph]) -> Style:
    amount: Counter[Style] = Counter()
    for paragraph in paragraphs:
        if not is_toc_line(paragraph.text):
            weight = len(paragraph.text) * (2 if len(paragraph.lines) > 1 else 1)
            amount[paragraph.style] += weight
    sizes: Counter[float] = Counter()
    for style, count in amount.items():
        sizes[style.size] += count
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    of_size: Counter[Style] = Counter({s: c for s, c in amount.items() if s.size == size})
    return of_size.most_common(1)[0][0] if of_size else Style(size, False, "")


def _contents_pages(paragraphs: list[Paragraph]) -> set[int]:
    """Pages of a contents table: three or more of its lines."""
    lines = Counter(p.page for p in paragraphs if is_toc_line(p.text))
    return {page for page, count in lines.items() if count >= 3}


def _cover_pages(items: list[FlowItem], body: Style) -> set[int]:
    """Leading pages (at most three) without running text or table."""
    full: set[int] = set()
    seen: set[int] = set()
    for item in items:
        if isinstance(item, Paragraph):
            seen.add(item.page)
            number = split_number(item.text)
            if (len(item.lines) > 1 and len(item.text) > 45) or (number.number and len(item.text) > 25):
                full.add(item.page)
        elif isinstance(item, Table):
            full.add(item.page)
    covers: set[int] = set()
    for page in sorted(seen)[:3]:
        if page in full or page > 3:
            break
        covers.add(page)
    return covers if full else set()


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _match_outline(paragraphs: list[Paragraph], outline: list[OutlineEntry], contents: set[int]) -> dict[int, int]:
    """Outline levels by id of the paragraph that shows the entry's words on its page."""
    by_text: dict[str, list[OutlineEntry]] = {}
    for entry in outline:
        by_text.setdefault(entry.text, []).append(entry)
    marked: dict[int, int] = {}
    for paragraph in paragraphs:
        if len(paragraph.text) > 100 or is_toc_line(paragraph.text):
            continue
        for entry in by_text.get(_plain(paragraph.text), ()):
            if entry.page == paragraph.page or (entry.page == 0 and paragraph.page not in contents):
                marked[id(paragraph)] = entry.level
                break
    return marked


def _stands_out(paragraph: Paragraph, body: Style) -> bool:
    if paragraph.style.size > body.size + 0.8:
        return True
    if paragraph.style.size < body.size - 1.2:
        return False
    if paragraph.all_bold and not body.bold:
        return True
    return bool(_TITLE_FONT.search(paragraph.style.family)) and not _TITLE_FONT.search(body.family)


def _candidate(
    paragraph: Paragraph, body: Style, outline_level: int, contents: set[int], covers: set[int]
) -> Title | None:
    text = paragraph.text.strip()
    if outline_level:
        number, title, _ = split_number(text, heading=True)
        return Title(paragraph, number, title or text, number_kind(number), number_depth(number), outline_level)
    if len(paragraph.lines) > MAX_LINES or not may_be_heading(text) or is_toc_title(text):
        return None
    if paragraph.page in contents and is_toc_line(text):
        return None
    out = _stands_out(paragraph, body)
    number, title, _ = split_number(text, heading=True)
    if not number and (not out or paragraph.page in covers):
        return None
    if number and not title and number_kind(number) not in ("annex", "chapter", "part"):
        return None
    return Title(paragraph, number, title, number_kind(number), number_depth(number))


def _accepted(candidates: list[Title], paragraphs: list[Paragraph], body: Style, marked: int) -> list[Title]:
    """The candidates whose scheme, style or words make them headings."""
    schemes = _heading_schemes(candidates, paragraphs, body)
    numbered = [t for t in candidates if t.number and t.kind not in _LIST_KINDS]
    styles = {t.paragraph.style for t in numbered if _stands_out(t.paragraph, body)}
    styles |= {t.paragraph.style for t in candidates if t.outline_level}
    titles = []
    for title in candidates:
        out = _stands_out(title.paragraph, body)
        if title.outline_level:
            good = True
        elif title.number and out:
            good = title.kind not in _LIST_KINDS or _short(title.text)
        elif title.number:
            good = marked < 5 and _scheme(title.number) in schemes
        else:
            larger = title.paragraph.style.size > body.size + 0.8
            known = is_unnumbered_title(title.text)
            good = (
                known
                or (larger and marked < 5 and not _FORM_FIELD.search(title.text))
                or (title.paragraph.style in styles and _short(title.text))
            )
        if good:
            titles.append(title)
    return titles


def _short(text: str) -> bool:
    return len(text) <= 25 and "：" not in text


def _scheme(number: str) -> tuple[str, str]:
    """Numbers written alike: kind, and for decimals how many parts (three stand for more), else what ends them."""
    kind = number_kind(number)
    if kind == "decimal" or (kind == "arabic" and number.isdecimal()):
        return "decimal", ".".join("1" * min(max(number_depth(number), 1), 3))
    return kind, number[-1] if kind == "arabic" else ""


def _heading_schemes(candidates: list[Title], paragraphs: list[Paragraph], body: Style) -> set[tuple[str, str]]:
    """Number schemes that this document uses for headings set like body text: most paragraphs that begin with such a
    number are short titles with text below them, and none of the scheme stands out."""
    total: Counter[tuple[str, str]] = Counter()
    followed: Counter[tuple[str, str]] = Counter()
    numbers = [split_number(p.text, heading=may_be_heading(p.text)).number for p in paragraphs]
    for paragraph, number, following in zip(paragraphs, numbers, [*numbers[1:], ""], strict=True):
        if number and not is_toc_line(paragraph.text):
            key = _scheme(number)
            total[key] += 1
            followed[key] += not following or _scheme(following) != key
    titled: Counter[tuple[str, str]] = Counter()
    outstanding: Counter[tuple[str, str]] = Counter()
    for title in candidates:
        if title.number:
            key = _scheme(title.number)
            titled[key] += len(title.text) <= 30
            outstanding[key] += _stands_out(title.paragraph, body)
    schemes = set()
    set_off = sum(outstanding.values()) >= 3
    for key, count in titled.items():
        if set_off and key[0] == "arabic":  # where headings are set off, a plain `1.` begins a list item
            continue
        if outstanding[key] >= max(1, 0.3 * total[key]) or key[0] in _LIST_KINDS:
            continue
        strong = key[0] in ("chapter", "part", "section") or key in (("decimal", "1.1"), ("decimal", "1.1.1"))
        share = count / max(total[key], 1)
        least = 0.6 if strong else 0.75
        if share >= least and (strong or (count >= 2 and followed[key] >= 0.7 * total[key])):
            schemes.add(key)
    return schemes


def _set_levels(titles: list[Title]) -> None:
    kinds = {t.kind for t in titles if t.kind and t.kind not in ("decimal", "annex")}
    decimals = any(t.kind == "decimal" and t.depth > 1 for t in titles)
    order = [k for k in _NESTING if k in kinds and not (k == "arabic" and decimals)]
    rank = {kind: index + 1 for index, kind in enumerate(order)}
    offset = _decimal_offset(titles, rank) if decimals else 0
    for title in titles:
        if title.kind == "decimal" or (title.kind == "arabic" and decimals):
            title.level = title.depth + offset
        elif title.kind == "annex":
            title.level = 1
        elif title.kind:
            title.level = rank[title.kind]
    if decimals:
        _nest_lists_under_decimals(titles, offset)
    _nest_under_unnumbered(titles, kinds)
    _level_unnumbered(titles)
    for title in titles:
        if title.outline_level:
            title.level = title.outline_level
        title.level = max(1, min(9, title.level))


def _decimal_offset(titles: list[Title], rank: dict[str, int]) -> int:
    """How many levels stand above `1`: none when chapters and `1.1` count together (第三章 … 3.1)."""
    if any(t.kind == "arabic" for t in titles) and ("chapter" in rank or "cjk" in rank or "part" in rank):
        first_large = next((t for t in titles if t.kind in ("part", "chapter", "cjk")), None)
        first_small = next((t for t in titles if t.kind == "arabic"), None)
        if first_large and first_small and first_large.paragraph.style.size > first_small.paragraph.style.size + 0.4:
            return max(rank[k] for k in ("part", "chapter", "section", "cjk") if k in rank)
        return 0
    return 1 if "section" in rank and "chapter" in rank else 0


def _nest_lists_under_decimals(titles: list[Title], offset: int) -> None:
    """（1）, ①, a) and （一） under 1.1.1 are one level below the decimal heading they follow."""
    open_level = 0
    tops = {t.kind for t in titles if t.kind in ("part", "chapter", "section", "cjk")}
    for title in titles:
        if title.kind == "decimal" or title.kind == "arabic":
            open_level = title.level
        elif title.kind in _LIST_KINDS or (title.kind == "cjk-paren" and "cjk" not in tops):
            title.level = open_level + 1
        elif title.kind:
            open_level = title.level


def _nest_under_unnumbered(titles: list[Title], kinds: set[str]) -> None:
    """Where （一） is the highest number, larger titles without a number are the chapters."""
    if "cjk-paren" not in kinds or kinds & {"part", "chapter", "section", "cjk"}:
        return
    largest = max(t.paragraph.style.size for t in titles if t.kind)
    if any(not t.kind and t.paragraph.style.size > largest + 1 for t in titles):
        for title in titles:
            if title.kind and title.kind != "annex":
                title.level += 1


def _level_unnumbered(titles: list[Title]) -> None:
    levels_of: dict[Style, Counter[int]] = {}
    for title in titles:
        if title.kind or title.outline_level:
            levels_of.setdefault(title.paragraph.style, Counter())[title.outline_level or title.level] += 1
    level_of: dict[float, int] = {}
    for style, counter in levels_of.items():
        level = min(counter, key=lambda level: (-counter[level], level))
        level_of[style.size] = min(level, level_of.get(style.size, level))
    by_size = sorted(level_of.items(), reverse=True)
    loose = sorted({t.paragraph.style.size for t in titles if not t.kind}, reverse=True)
    for title in titles:
        if title.kind or title.outline_level:
            continue
        style = title.paragraph.style
        if style in levels_of:
            counter = levels_of[style]
            title.level = min(counter, key=lambda level: (-counter[level], level))
        elif by_size:
            title.level = _level_by_size(style.size, by_size, title)
        else:
            title.level = loose.index(style.size) + 1


def _level_by_size(size: float, by_size: list[tuple[float, int]], title: Title) -> int:
    """The level of the largest numbered heading that is no larger; a customary title is a chapter."""
    if is_unnumbered_title(title.text) and (title.paragraph.centred or size >= by_size[0][0] - 0.3):
        return 1
    if size > by_size[0][0] + 1:
        return max(1, by_size[0][1] - 1)
    for other, level in by_size:
        if size >= other - 0.3:
            return level
    return by_size[-1][1] + (0 if is_unnumbered_title(title.text) else 1)
