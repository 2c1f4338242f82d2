"""The grammar of single lines in Chinese reports: numbers of headings, captions, unit notes, lines of a contents table.

Both readers use it: what a line is cannot depend on the format it came in. All functions take one line of visible text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

NumberKind = Literal[
    "",
    "annex",
    "part",
    "chapter",
    "section",
    "cjk",
    "cjk-paren",
    "decimal",
    "arabic",
    "arabic-paren",
    "circled",
    "letter",
]

CJK_NUMERALS = "〇零一二三四五六七八九十百廿卅壹贰叁肆伍陆柒捌玖拾"
_N = rf"[{CJK_NUMERALS}]{{1,5}}"
_CIRCLED = "\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u2776-\u277f\u24eb-\u24f4"
_IDEOGRAPH = "\u3400-\u9fff"

# A figure that only counts something is no heading number: 「3 个月」, 「2.5万元」; but 「3 人员安排」 is one.
_COUNTED = re.compile(
    r"(?:年(?![度产份])|月|日(?![常期])|个(?![人别体])|家(?!庭)|项(?!目)|人(?![员力均才])|名(?![称词单])|台(?![账帐])|条(?![件款])|"
    r"次(?![序品])|分(?![析类布工级解期项公厂])|套|倍|万|亿|元(?!素)|吨|千[克瓦米]|公[斤里顷]|立方|平方|小时|[%％‰℃°]|亩|米|"
    r"(?:kg|t|g|m|k[Ww]|[kKmM]?[VAW]|[kKMG]?Hz|MW|GJ|tce|kgce|mg|km|cm|mm|L|h|dB)(?![A-Za-z]))"
)

# (kind, pattern) in order of trial. Group 1 is the number as seen, the rest of the line is the title.
_PATTERNS: tuple[tuple[NumberKind, re.Pattern[str]], ...] = (
    (
        "annex",
        re.compile(
            r"((?:附录|附件|附表|附图)\s*(?:[A-Z\d"
            + CJK_NUMERALS
            + r"]{1,3}(?:[-.．]\d+)*))(?=[\s：:、．.（(]|["
            + _IDEOGRAPH
            + r"]|$)"
        ),
    ),
    ("part", re.compile(rf"(第\s*(?:{_N}|\d{{1,3}})\s*(?:篇|部分|编))(?![^\s：:、{_IDEOGRAPH}])")),
    ("chapter", re.compile(rf"(第\s*(?:{_N}|\d{{1,3}})\s*章)(?![节程])")),
    ("section", re.compile(rf"(第\s*(?:{_N}|\d{{1,3}})\s*节)(?![能水约点])")),
    ("cjk-paren", re.compile(rf"([（(]\s*{_N}\s*[）)])[、.．]?")),
    ("cjk", re.compile(rf"({_N}\s*[、．.])")),
    ("arabic-paren", re.compile(r"([（(]\s*\d{1,2}\s*[）)]|\d{1,2}[）)])[、.．]?")),
    ("circled", re.compile(rf"([{_CIRCLED}])")),
    ("decimal", re.compile(r"(\d{1,2}(?:\s?[.．]\s?\d{1,3}){1,5}[.．、]?)(?![\d%％])")),
    ("arabic", re.compile(r"(\d{1,2}\s?[、．.])(?!\d)")),
    ("arabic", re.compile(r"(\d{1,2})(?=[ \t\u3000\xa0])")),
    ("decimal", re.compile(r"([A-Z](?:[.．]\d{1,2}){1,4})(?!\d)(?=\s)")),
    ("letter", re.compile(r"([A-Za-z][.．、）)]|[（(][A-Za-z][）)])(?![A-Za-z\d.])")),
)
# 「1概述」: only where the line is known to be a heading.
_GLUED = re.compile(rf"(\d{{1,2}})(?=[{_IDEOGRAPH}])")
_LEVELS: dict[NumberKind, int] = {
    "annex": 1,
    "part": 1,
    "chapter": 1,
    "section": 2,
    "cjk": 1,
    "cjk-paren": 2,
    "arabic": 1,
    "arabic-paren": 4,
    "circled": 5,
    "letter": 5,
}
# What a number can begin with; most lines are done after this one look.
_BEGINS = re.compile(rf"[\dA-Za-z第附（({CJK_NUMERALS}{_CIRCLED}]")
_GAP = " \t\u3000\xa0\n"


class NumberedLine(NamedTuple):
    """A line taken apart: `number` as seen ('' if none), `title` without it, `level` the number alone suggests."""

    number: str
    title: str
    level: int | None


def _match(text: str, heading: bool) -> tuple[NumberKind, str, str]:
    if not _BEGINS.match(text):
        return "", "", text
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if not found:
            continue
        rest = text[found.end() :]
        title = rest.lstrip(_GAP)
        if kind in ("decimal", "arabic") and _COUNTED.match(title) and not (heading and title != rest):
            return "", "", text
        if not title and kind not in ("annex", "part", "chapter", "section") and not heading:
            return "", "", text
        return kind, found[1], title
    glued = _GLUED.match(text) if heading else None
    if glued and not _COUNTED.match(text[glued.end() :]):
        return "arabic", glued[1], text[glued.end() :]
    return "", "", text


def split_number(text: str, heading: bool = False) -> NumberedLine:
    """Takes a line apart into number, title and suggested level; works on 一、 （一） 1. 1.1 1、 (1) ① 第一章 附录A 附件1.

    `heading=True` says that the line is known to be a heading: then `1概述` counts as numbered too. Figures that only
    count something (`2.5万元`, `3 个月`, `2024年`) are no numbers. An annex' colon goes with neither part."""
    text = text.strip(_GAP)
    kind, number, title = _match(text, heading)
    if not number:
        return NumberedLine("", text, None)
    if kind in ("annex", "part", "chapter", "section"):
        title = title.lstrip("：:、．." + _GAP)
    return NumberedLine(number.strip(_GAP), title, number_level(number))


@lru_cache(maxsize=4096)
def number_kind(number: str) -> NumberKind:
    """The scheme a number as seen belongs to; '' for none."""
    number = number.strip(_GAP)
    if not number:
        return ""
    if number.isdecimal():
        return "arabic"
    return _match(number + " ", heading=True)[0]


def number_depth(number: str) -> int:
    """Count of parts of a decimal number (`3.1.2` → 3); 1 for every other scheme, 0 for no number."""
    kind = number_kind(number)
    return len(re.findall(r"[A-Z]|\d+", number)) if kind == "decimal" else int(bool(kind))


def number_level(number: str) -> int | None:
    """The heading level a number suggests when nothing else is known; the document's other headings may say otherwise."""
    kind = number_kind(number)
    if kind == "decimal":
        return number_depth(number)
    return _LEVELS.get(kind)


_LEADER = re.compile(
    r"(?:(?:[.．。·‥⋯・_]\s?){3,}|(?:…\s?){2,})[.…·\s]*[-–—]?\s*(?:\d{1,4}|[ivxlcIVXLC]{1,6})\s*[-–—]?$"
)
_TAB_PAGE = re.compile(r"\S.*\t\s*(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[-–—]\s*\d{1,4}\s*[-–—])$", re.S)
_PAGE_ENDS = frozenset("0123456789ivxlcIVXLC-–—")
_WORD = re.compile(rf"[A-Za-z{_IDEOGRAPH}]")


def is_toc_line(text: str) -> bool:
    """A line of a contents table: a title, then leader dots or a tab, then a page number."""
    text = text.strip()
    if not text or len(text) > 120 or not (text[-1] in _PAGE_ENDS or text[-1].isdecimal()) or not _WORD.search(text):
        return False
    return bool(_LEADER.search(text) or _TAB_PAGE.match(text))


def is_toc_title(text: str) -> bool:
    """「目录」 and its kin: the title over a contents table, no heading of the report."""
    return len(text) < 40 and re.sub(r"\s", "", text).lower() in {
        "目录",
        "目次",
        "图目录",
        "表目录",
        "图表目录",
        "插图目录",
        "表格目录",
        "contents",
        "tableofcontents",
    }


_CAPTION_NUMBER = rf"\s*(?:[A-Z][.．-]?)?(?:\d{{1,3}}|{_N})(?:\s*[-–—－.．]\s*\d{{1,3}})*"
# What follows the number in running text, never in a caption: 「表1所示」, 「图2为…」, 「表3中」.
_REFERRING = r"(?!\s*(?:所[示列述]|[中内里]的?|[为是](?!什)|可[见知以]|[列给]出|显示|表明|反映|说明了|[和与及、至~～]\s*[表图]?\s*\d|[，,；;。）)]))"
_TABLE_CAPTION = re.compile(rf"(?:续\s*)?附?表{_CAPTION_NUMBER}(?![\d.．]){_REFERRING}")
_FIGURE_CAPTION = re.compile(rf"(?:续\s*)?附?图{_CAPTION_NUMBER}(?![\d.．]){_REFERRING}")
_MAX_CAPTION = 80


def _is_caption(pattern: re.Pattern[str], text: str) -> bool:
    text = text.strip()
    return len(text) <= _MAX_CAPTION and not text.endswith(("。", "；", ";", "，")) and bool(pattern.match(text))


def is_table_caption(text: str) -> bool:
    """「表3-2 能源消耗」, 「表1近三年经营情况」, 「附表2.1 …」, 「续表3」; not 「表1所示…」 or a sentence."""
    return ("表" in text and _is_caption(_TABLE_CAPTION, text)) or is_continuation_caption(text)


def is_figure_caption(text: str) -> bool:
    """「图1 生产工艺流程」, 「图2-1厂区平面图」; not 「图1为…」 or a sentence."""
    return "图" in text and _is_caption(_FIGURE_CAPTION, text)


_CONTINUATION = re.compile(
    rf"[（(]?\s*[续接]\s*[上前]\s*[表页]\s*[）)]?$|续\s*表(?:{_CAPTION_NUMBER})?|[（(]\s*续\s*表?{_CAPTION_NUMBER}?\s*[）)]$|表\s*[（(]?续[）)]?$"
)
_CONTINUED_END = re.compile(
    rf"附?表{_CAPTION_NUMBER}.*?[（(]\s*续(?:表|上页|前)?\s*(?:\d{{1,2}}|{_N})?\s*[）)]$|附?表{_CAPTION_NUMBER}\s*续$"
)


def is_continuation_caption(text: str) -> bool:
    """「续表3-2」, 「表3（续）」, 「表3-2 能源消耗（续）」, 「续表」: the table goes on from the one before."""
    if "续" not in text and "接" not in text:
        return False
    text = text.strip()
    return len(text) <= _MAX_CAPTION and bool(_CONTINUATION.match(text) or _CONTINUED_END.match(text))


def caption_number(text: str) -> str:
    """The number of a table's or figure's caption without white space (`表3-2`), '' if there is none."""
    found = re.match(rf"(?:续\s*)?(附?[表图]{_CAPTION_NUMBER})", text.strip())
    return re.sub(r"\s", "", found[1]).replace("．", ".") if found else ""


_UNIT = re.compile(
    r"(?:(?:计量|金额|货币|数量|面积|产量)?\s*单\s*位)\s*[：:]\s*[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*"
)
_UNIT_LINE = re.compile(rf"[（(\[【]?\s*({_UNIT.pattern}?)\s*[）)\]】]?")
_UNIT_IN_CAPTION = re.compile(rf"[（(]\s*({_UNIT.pattern}?)\s*[）)]\s*$|[\s\u3000]({_UNIT.pattern})$")
_BODY_NAME = re.compile(r"公司|厂$|集团|中心|研究院|委员会|[局院所校店]$|[_＿]{2,}")
_MAX_UNIT_NOTE = 40


def unit_note(text: str) -> str:
    """The unit note of a line (`单位：万元`), without brackets; '' if the line is none.

    The line holds nothing else, or is a table caption that ends in the note. 「单位：××公司」 names a body, no unit."""
    text = text.strip()
    if len(text) > _MAX_CAPTION or "单" not in text:
        return ""
    found = _UNIT_LINE.fullmatch(text)
    if found is None and is_table_caption(text):
        found = _UNIT_IN_CAPTION.search(text)
    note = next((g for g in found.groups() if g), "").strip() if found else ""
    value = re.split("[：:]", note, maxsplit=1)[-1].strip() if note else ""
    if not value or len(note) > _MAX_UNIT_NOTE or _BODY_NAME.search(value):
        return ""
    return note


# Titles that reports carry without a number, before and after the numbered chapters.
_UNNUMBERED = re.compile(
    r"(?:企业|工厂|单位|园区|供应链|申报单位|受评价方|第三方机构)?(?:基本信息|基本情况|概况)(?:一览)?表?|"
    r".{0,8}(?:真实性)?(?:承诺|声明)(?:书|函)?|摘要|前言|引言|概述|结论|结束语|致谢|"
    r"附[件录表图](?:清单|目录|材料)?|(?:证明|佐证|支撑|相关)(?:材料|文件)(?:清单|目录|索引)?(?:（.*）)?|参考(?:文件|文献)(?:清单)?"
)


def is_unnumbered_title(text: str) -> bool:
    """A customary chapter title that carries no number: 「基本信息」, 「材料真实性承诺」, 「附件清单」, 「参考文献」."""
    text = re.sub(r"\s", "", text)
    return len(text) <= 20 and bool(_UNNUMBERED.fullmatch(text))


_SENTENCE_END = ("。", "；", ";", "，", ",", "！", "!", "？", "：", ":", "、", "…")
_DATE = re.compile(rf"[\d〇{CJK_NUMERALS}]{{2,4}}\s*年.{{0,8}}")
MAX_HEADING = 50


def may_be_heading(text: str) -> bool:
    """Whether a line could be a heading by its words alone: short, no sentence, no date, no caption, no contents line."""
    text = text.strip()
    if not text or len(text) > MAX_HEADING or "\n" in text or text.endswith(_SENTENCE_END) or "。" in text:
        return False
    if not _WORD.search(text) or _DATE.fullmatch(text):
        return False
    return not (is_toc_line(text) or is_table_caption(text) or is_figure_caption(text) or unit_note(text))
