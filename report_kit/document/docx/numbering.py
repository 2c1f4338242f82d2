"""Automatic numbers as a reader sees them, counted paragraph by paragraph from numbering.xml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from report_kit.document.docx.formats import format_number
from report_kit.document.docx.names import MC, VAL, W, flag, integer, value
from report_kit.document.docx.styles import Styles
from report_kit.document.docx.symbols import BOXES, is_symbol_font, translate

LEVELS = 9
_LONGEST = 255  # characters of a level's text; Word takes no more
_LEVEL_MARK = re.compile(r"%([1-9])")
_NUM_FORMAT = W + "numFmt"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, format and text (`第%1章`)."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""


@dataclass(slots=True)
class _Num:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


def _number_format(element: etree._Element) -> tuple[str, str]:
    choice = element.find(f"{MC}AlternateContent/{MC}Choice/{_NUM_FORMAT}")
    found = choice if choice is not None else element.find(_NUM_FORMAT)
    if found is None:
        return "decimal", ""
    return found.get(VAL) or "decimal", found.get(W + "format") or ""


def _level(element: etree._Element) -> Level:
    form, pattern = _number_format(element)
    text = (value(element, W + "lvlText") or "")[:_LONGEST]
    fonts = element.find(f"{W}rPr/{W}rFonts")
    font = (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""
    if form == "bullet" and (is_symbol_font(font) or any("\uf000" <= c <= "\uf0ff" for c in text)):
        text = translate(text, font or "Wingdings")
    restart = value(element, W + "lvlRestart")
    return Level(
        start=integer(value(element, W + "start"), 1),
        form=form,
        pattern=pattern,
        text=text,
        legal=bool(flag(element, W + "isLgl")),
        restart=None if restart is None else integer(restart),
        style=value(element, W + "pStyle") or "",
    )


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {integer(e.get(W + "ilvl")): _level(e) for e in parent.iterchildren(W + "lvl")}


class Numbering:
    """Counts the lists of one document; `label` must be asked for every numbered paragraph in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, _Num] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._effective: dict[tuple[str, int], tuple[str, Level | None]] = {}
        if root is None:
            return
        for element in root.iterchildren(W + "abstractNum"):
            link = value(element, W + "numStyleLink") or ""
            self._lists[element.get(W + "abstractNumId") or ""] = _List(_levels(element), link)
        for element in root.iterchildren(W + "num"):
            num = _Num(value(element, W + "abstractNumId") or "")
            for override in element.iterchildren(W + "lvlOverride"):
                ilvl = integer(override.get(W + "ilvl"))
                num.levels.update(_levels(override))
                start = value(override, W + "startOverride")
                if start is not None:
                    num.starts[ilvl] = integer(start, 1)
            self._nums[element.get(W + "numId") or ""] = num

    def _list_of(self, num: _Num) -> tuple[str, _List]:
        """The list a num counts, links to a numbering style followed."""
        abstract = num.abstract
        for _ in range(10):
            found = self._lists.get(abstract, _List())
            if not found.style_link:
                break
            linked = self._nums.get(self._styles.style(found.style_link).num_id or "")
            if linked is None or linked.abstract == abstract:
                break
            abstract = linked.abstract
        return abstract, self._lists.get(abstract, _List())

    def _level_of(self, num_id: str, ilvl: int) -> tuple[str, Level | None]:
        key = (num_id, ilvl)
        if key not in self._effective:
            num = self._nums[num_id]
            abstract, numbered = self._list_of(num)
            self._effective[key] = abstract, num.levels.get(ilvl) or numbered.levels.get(ilvl)
        return self._effective[key]

    def level_of_style(self, num_id: str, style_id: str, default: int) -> int:
        """The list level that a paragraph style is linked to."""
        if num_id not in self._nums or not style_id:
            return default
        for ilvl in range(LEVELS):
            level = self._level_of(num_id, ilvl)[1]
            if level is not None and level.style == style_id:
                return ilvl
        return default

    def label(self, num_id: str, ilvl: int) -> str:
        """Counts one paragraph and returns its number as seen; '' for none. Of bullets only boxes and ticks are kept."""
        num = self._nums.get(num_id)
        if num is None or not 0 <= ilvl < LEVELS:
            return ""
        abstract, level = self._level_of(num_id, ilvl)
        if level is None:
            return ""
        counters = self._counters.setdefault(abstract, [None] * LEVELS)
        self._advance(counters, num_id, num, ilvl, level)
        if level.form == "bullet":
            return level.text if level.text in BOXES else ""
        if level.form == "none" and not _LEVEL_MARK.sub("", level.text):
            return ""
        return _LEVEL_MARK.sub(lambda m: self._part(num_id, counters, int(m[1]) - 1, level, ilvl), level.text)

    def _advance(self, counters: list[int | None], num_id: str, num: _Num, ilvl: int, level: Level) -> None:
        override = num.starts.get(ilvl)
        current = counters[ilvl]
        if override is not None and (num_id, ilvl) not in self._started:
            counters[ilvl] = override
        elif current is None:
            counters[ilvl] = level.start if override is None else override
        else:
            counters[ilvl] = current + 1
        self._started.add((num_id, ilvl))
        for upper in range(ilvl):
            if counters[upper] is None:
                shallower = self._level_of(num_id, upper)[1]
                counters[upper] = num.starts.get(upper, shallower.start if shallower else 1)
        for lower in range(ilvl + 1, LEVELS):
            deeper = self._level_of(num_id, lower)[1]
            restart = deeper.restart if deeper else None
            # lvlRestart 0: never restarts; n: restarts only after a paragraph of level n (counted from 1) or above.
            if restart is None or (restart > 0 and ilvl < restart):
                counters[lower] = None

    def _part(self, num_id: str, counters: list[int | None], position: int, level: Level, ilvl: int) -> str:
        if position > ilvl:
            return ""
        part = self._level_of(num_id, position)[1]
        if part is None:
            return ""
        form, pattern = (part.form, part.pattern)
        if level.legal and form != "decimalZero":
            form = "decimal"
        count = counters[position]
        return format_number(part.start if count is None else count, form, pattern)
