"""Words that qualify numbers: years, parts of a year, bases, totals, parts, targets and limits.

Shared by tables and sentences; nothing here knows a document.
"""

from __future__ import annotations

import re
from functools import lru_cache

from report_kit.facts.model import Basis, Nature
from report_kit.quantities.number import half_width
from report_kit.quantities.units import Unit, parse_unit

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年度|年(?!\s*\d{1,2}\s*[月—–~至-])|\s*$|(?=[\s(（)）、/]))")
_YEARS_RANGE = re.compile(r"(?:19|20)\d\d\s*年?\s*[-—–~～至到]\s*(?:19|20)?\d\d")
_THIS_YEAR = re.compile(r"本年度?|当年|评价年(?!价)|评价年度|报告期|报告年|核算年度|统计年度|评价期")
_LAST_YEAR = re.compile(r"上(?:一)?年(?:度|同期)?|去年|前一年|上期")
_PERIOD = re.compile(
    r"(?:第?[一二三四1-4]季度?|Q[1-4]|上半年|下半年|(?<!\d)(?:1[0-2]|[1-9])\s*[-—–~～至到]\s*(?:1[0-2]|[1-9])\s*月|"
    r"(?<!\d)(?:1[0-2]|0?[1-9])\s*月(?!\d)份?(?!均)|[一二三四五六七八九十]{1,2}月份?(?!均))"
)

TOTAL = re.compile(
    r"^(?:合\s*计|总\s*计|小\s*计|累\s*计|总\s*和|共\s*计|总\s*数|全年(?:合计|总计|累计)?|年(?:度)?合计|全厂合计|总分$|总得分|综合得分$|得分合计|总评分)"
)
_TOTAL_TAIL = re.compile(r"(?:合计|总计|小计)(?:[(（][^)）]*[)）])?$")
SUBTOTAL = re.compile(r"小\s*计|分项合计|分类合计")
WHOLE_YEAR = re.compile(r"^全年|年度?合计")
PART_OF = re.compile(r"^[\s#*\-—]*其\s*中|^[\s]*#")
NO_ADDEND = re.compile(
    r"平均|均值|最大|最小|最高值|最低值|同比|环比|增长|增速|增幅|下降|降幅|变化率|占比|比例|比重|占总|限值|标准值|目标|结论|达标|备注|注[:：]"
)
_RATE_NAME = re.compile(
    r"单位(?!(?:[:：]|$))|单耗|强度|密度|浓度|系数|因子|单价|均价|人均|亩均|平均|万元产值|率(?:[(（/]|$)|产出率|比例|占比|比重|构成比|增速|增幅"
)

_LIMIT = re.compile(
    r"限值|限额|标准值|标准要求|指标要求|评价要求|要求值|阈值|控制指标|准入值|先进值|定额|许可|上限|下限|规定值|≥|≤|＞|＜|不低于|不高于|不大于|不小于|不超过"
)
_LEADING = re.compile(r"引领值|标杆值|领先值|标杆水平|引领水平|引领目标")
_BENCHMARK = re.compile(
    r"基准值|行业平均|平均水平|行业均值|行业值|同行业|基准水平|对标值|比较值|参考值|全国平均|全省平均"
)
_TARGET = re.compile(r"目标|计划值|规划值|预期|预计|力争|考核值|设计值|设计能力|预算")

_PER = re.compile(r"[/÷](?!(?:a|年|月|季|d|天|日)\s*[)）]?$)")
_COAL = re.compile(r"ce\b|标准?煤", re.I)
_UNIT_IN_BRACKETS = re.compile(
    r"[(（\[【]\s*(?:单位\s*[:：])?\s*([^()（）]{1,24}(?:[(（][^()（）]{1,10}[)）])?[^()（）]{0,6})\s*[)）\]】]"
)
_UNIT_NOTE = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s，。；;）)】\]]{1,24})")
_NUMBERING = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*(?!\d)|[①②③④⑤⑥⑦⑧⑨⑩]\s*)")
_BLANKS = re.compile(r"\s+")


def year_of(text: str, this_year: int | None = None) -> int | None:
    """The one calendar year a header or label names (2024年, 2024年度, 本年度, 上年); None for none or a range."""
    clean = half_width(text)
    if _YEARS_RANGE.search(clean):
        return None
    years = set(_YEAR.findall(clean.strip()))
    if len(years) == 1:
        return int(years.pop())
    if years or this_year is None:
        return None
    if _LAST_YEAR.search(clean):
        return this_year - 1
    return this_year if _THIS_YEAR.search(clean) else None


def heading_year(path: tuple[str, ...]) -> int | None:
    """The year that the nearest heading with a year names."""
    return next((year for heading in reversed(path) if (year := year_of(heading))), None)


def period_of(text: str) -> str:
    """The part of a year a label names (一季度, 3月, 上半年), empty for none."""
    match = _PERIOD.search(half_width(text))
    return _BLANKS.sub("", match[0]) if match else ""


def basis_of(text: str) -> Basis | None:
    """当量 or 等价 when exactly one of the two is named."""
    clean = text.replace("二氧化碳当量", "")
    equal, equivalent = "当量" in clean, "等价" in clean
    if equal == equivalent:
        return None
    return "当量" if equal else "等价"


def nature_of(text: str) -> Nature:
    """Whether a header or label announces actual values, or a target, limit, benchmark or leading value."""
    if _LEADING.search(text):
        return "leading"
    if _BENCHMARK.search(text):
        return "benchmark"
    if _TARGET.search(text):
        return "target"
    return "limit" if _LIMIT.search(text) else "actual"


def is_total(label: str) -> bool:
    """Whether a row or column label announces a total."""
    clean = _BLANKS.sub("", label)
    return bool(TOTAL.match(clean) or _TOTAL_TAIL.search(clean))


def is_rate(label: str, unit: Unit | None) -> bool:
    """Whether values under this label are rates, which nobody adds up (率, 强度, 单位产品…, 单价, 系数, tce/万元)."""
    if _RATE_NAME.search(label):
        return True
    if unit is None:
        return False
    return bool(_PER.search(unit.text)) or unit.text.strip() in ("%", "％", "‰")


def is_coal_equivalent(unit: Unit) -> bool:
    """Whether a unit is tce, kgce, 吨标准煤 …: energy told as coal."""
    return bool(_COAL.search(unit.text)) and "/" not in unit.text


def _clean_label(label: str) -> str:
    return _BLANKS.sub("", label).strip("：:，,、*※ ")


@lru_cache(maxsize=8192)
def split_unit(label: str) -> tuple[str, Unit | None]:
    """A header or row label and the unit it carries: 产量（万m³）, 电机功率/kW, 综合能耗/(tce/万元), 产值，万元."""
    for match in _UNIT_IN_BRACKETS.finditer(label):
        unit = next((u for part in re.split(r"[，,;；、]", match[1]) if (u := parse_unit(part))), None)
        if unit is not None:
            return _clean_label(label[: match.start()] + label[match.end() :]), unit
    head, slash, tail = half_width(label).partition("/")
    if slash and head.strip() and parse_unit(head) is None and (unit := parse_unit(tail)):
        return _clean_label(head), unit
    for mark in ("，", ",", " ", "\n", "　"):
        head, found, tail = label.rpartition(mark)
        if any(c.isdigit() for c in head) and mark != "\n":
            continue
        if found and head.strip() and not tail.strip().isdigit() and (unit := parse_unit(tail)):
            return _clean_label(head), unit
    return _clean_label(label), None


@lru_cache(maxsize=8192)
def plain_label(label: str) -> str:
    """A label without numbering, unit and blanks."""
    return _clean_label(_NUMBERING.sub("", split_unit(label)[0]))


def unit_note(text: str) -> Unit | None:
    """The unit of 「单位：万元」 in a title, a note or a corner cell."""
    match = _UNIT_NOTE.search(text)
    return parse_unit(match[1]) if match else None
