"""A number of running text with the words around it, as a fact: its year, its scope, whether it is an actual value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from report_kit.checklist.vocabulary import Quantity as Wanted
from report_kit.document.model import Block
from report_kit.facts.areas import one_area
from report_kit.facts.calculations import place_of
from report_kit.facts.intensity import told_per
from report_kit.facts.model import Fact, Nature, Qualifiers
from report_kit.facts.naming import fitting
from report_kit.facts.values import ADOPTED
from report_kit.facts.wording import basis_of, period_of
from report_kit.quantities.running import Quantity

Source = Literal["prose", "calculation"]

_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:年度|年(?!\s*\d{1,2}\s*月)|(?=(?:[、，,和及与至—–~-]\s*(?:19|20)\d\d){1,4}年))"
    r"(?!\s*(?:\d{1,2}月)?[^，。；,;]{0,12}(?:因子|系数|标准|通知|公告|规划|名单|成立|建成|创建|创立|注册|投产|搬迁|获|被|取得|通过|启动|扩建|上市|编制|发布|公布))"
)
_TARGET_BEFORE = re.compile(r"目标|力争|计划|拟|预计|预期|规划|到20\d\d年|将(?!近)|确保|争取|努力|达到20|承诺|设计")
BENCHMARK_BEFORE = re.compile(
    r"行业(?:平均|均值|先进|水平|标杆|前)|同行业|全国|全省|全市|我市|本市|地区|标杆|先进值|引领值|基准值|平均水平|国内|国际|限额|标准规定|准入"
)
_OTHERS_BEFORE = re.compile(
    r"集团(?!公司?有限)|园区|供应商|客户|子公司|分公司|其他企业|某企业|改造前|改造后|实施前|实施后|投产前|技改|项目(?:投产|实施|建成|年)|试运行|环评|批复|审批|单台|每台|每吨|同类|上限|日均|月均|平均每"
)
_REMARKS = re.compile(r"\((?!(?:19|20)\d\d年度?\))[^()]*\)")
_THROUGH = re.compile(r"(?:至|到|—|–|-|~)\s*$")
_BRACKETS = re.compile(r"\([^()]*\)")
CLAUSE = re.compile(r"[。；;！？\n]")
_SCOPE_WORDS = re.compile(
    r"产品|车间|分厂|北区|南区|东区|西区|厂区[东南西北]|一期|二期|三期|生产线|[A-Za-z0-9#]线|季度|月份?|其中|宿舍|办公|厂房|仓库|仓|楼|食堂|库房|池|中心|锅炉|窑|机台|工序|单元|型号|系列|辅助|生活|照明"
)


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph or text cell being read."""

    block: Block
    text: str
    clean: str
    row: int | None
    column: int | None
    path: tuple[str, ...]
    this_year: int | None
    heading_year: int | None = None


def clause_start(clean: str, position: int) -> int:
    start = 0
    for mark in CLAUSE.finditer(clean, 0, position):
        start = mark.end()
    return start


def _year(clean: str, start: int, end: int) -> int | None:
    """The last year told before a value; the year of a factor in brackets (广东省2022年值) is none."""
    years = _YEAR.findall(_REMARKS.sub(lambda m: " " * len(m[0]), clean[:end]), start)
    return int(years[-1]) if years else None


def years_between(clean: str, start: int, end: int) -> list[int]:
    """The years told, 2022年至2024年 being three."""
    years: list[int] = []
    for match in _YEAR.finditer(clean, start, end):
        year = int(match[1])
        if years and years[-1] < year - 1 <= years[-1] + 4 and _THROUGH.search(clean, 0, match.start()):
            years.extend(range(years[-1] + 1, year))
        years.append(year)
    return years


def make(
    reading: Text, wanted: Wanted, match: re.Match[str], quantity: Quantity, before: str, gap: str, nature: Nature, source: Source,
    year: int | None = None, quote_start: int | None = None,
) -> Iterator[Fact]:  # fmt: skip
    quantity = per_name(wanted, match, quantity)
    meant = _meant(wanted, quantity, source)
    if meant is None:
        return
    clause = clause_start(reading.clean, match.start())
    near = before.rpartition(",")[2]
    year = year or _year(reading.clean, clause, quantity.start)
    if nature == "actual":
        nature = _nature_before(before, near, year, reading.this_year)
    scope = near[-16:] if _OTHERS_BEFORE.search(near) and nature == "actual" else _scope(near)
    if wanted.id == "score_total":
        scope = one_area(before + match[0], reading.path) or scope
    adopted = year is None and nature == "actual"
    if adopted:
        year = _paragraph_year(reading, match.start())
    words = before[-6:] + match[0] + gap + reading.clean[quantity.end : quantity.end + 5]
    yield Fact(
        meant.id, match[0], quantity.number, quantity.unit, year,
        place_of(reading.block, reading.text, quantity, reading.row, reading.column, quote_start or match.start()),
        Qualifiers(basis_of(words), scope, nature, quantity.number.rough), ADOPTED if adopted else 1.0, source, reading.path,
    )  # fmt: skip


def per_name(wanted: Wanted, match: re.Match[str], quantity: Quantity) -> Quantity:
    """万元产值综合能耗为0.0668吨标煤: the denominator stands in the name."""
    if quantity.unit is None or wanted.kind != "indicator" or wanted.accepts_unit(quantity.unit):
        return quantity
    full = told_per(match[0], quantity.unit)
    return replace(quantity, unit=full) if full is not None and wanted.accepts_unit(full) else quantity


def _meant(wanted: Wanted, quantity: Quantity, source: Source) -> Wanted | None:
    """The quantity meant, given the printed unit. An indicator stays itself without a unit, or as the result of a
    calculation in an odd one: a rule speaks of that; a percentage without its sign is not taken for one."""
    if quantity.unit is None:
        if wanted.is_rate:
            return None
        return wanted if wanted.dimension in ("ratio", "count") or wanted.kind == "indicator" else None
    meant = fitting(wanted, quantity.unit)
    if meant is None and wanted.kind == "indicator" and source == "calculation":
        return wanted
    return meant


def _paragraph_year(reading: Text, position: int) -> int | None:
    """The evaluated year where the paragraph speaks of no other year before the value, else unknown."""
    told = _BRACKETS.sub("", reading.clean[:position])
    years = {int(y) for y in _YEAR.findall(told)}
    if not years and reading.heading_year is not None:
        return reading.heading_year
    if not years or years == {reading.this_year}:
        return reading.this_year
    return years.pop() if len(years) == 1 and reading.this_year in years else None


def _nature_before(before: str, near: str, year: int | None, this_year: int | None) -> Nature:
    if this_year is not None and year is not None and year > this_year:
        return "target"
    if _TARGET_BEFORE.search(near):
        return "target"
    return "benchmark" if BENCHMARK_BEFORE.search(near) else "actual"


def _scope(near: str) -> str:
    tail = near[-12:]
    period = period_of(near)
    if period:
        return period
    return tail if _SCOPE_WORDS.search(tail) else ""
