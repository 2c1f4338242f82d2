"""Values in running text: which quantity, how much, of which year, and whether it is an actual value at all.

A name of the vocabulary followed by neutral words and a number makes a fact. Thresholds, targets, savings, changes and
other companies' figures are told apart by the words around; where those are unclear, no fact is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from report_kit.checklist.vocabulary import Quantity as Wanted
from report_kit.checklist.vocabulary import vocabulary
from report_kit.document.model import Block, Document
from report_kit.facts.calculations import Segment, chains, place_of
from report_kit.facts.intensity import told_per
from report_kit.facts.model import Fact, Nature, Qualifiers
from report_kit.facts.naming import excluded, find_names, fitting, named_by, normal, quantity_named
from report_kit.facts.tables import Grid
from report_kit.facts.values import ADOPTED, text_cells
from report_kit.facts.wording import basis_of, heading_year, is_coal_equivalent, period_of
from report_kit.quantities.running import Quantity, find_quantities

Source = Literal["prose", "calculation"]

_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:年度|年(?!\s*\d{1,2}\s*月)|(?=(?:[、，,和及与至—–~-]\s*(?:19|20)\d\d){1,4}年))"
    r"(?!\s*(?:\d{1,2}月)?[^，。；,;]{0,12}(?:因子|系数|标准|通知|公告|规划|名单|成立|建成|创建|创立|注册|投产|搬迁|获|被|取得|通过|启动|扩建|上市|编制|发布|公布))"
)
_GAP = re.compile(
    r"^(?:\([^()]{0,20}\)|指标值?|实际值?|计算值?|核算|值|数据|总量|合计|共计|总计|累计|全年|年|量|[:：=\s]|为|是|达到|达|约为|约|近|共|由|已|均|仅|"
    r"超过|超|逾|控制在|保持在|维持在|实现|只有|有|增至|降至|升至|增加到|提高到|下降到|降低到|(?:19|20)\d\d年度?|本年度?|当量值|等价值|消耗|消费|使用|"
    r"用量|消耗量|消费量|使用量|,?其?当量值|按当量值计?|按等价值计?|折标煤|折合)*$"
)
_LIMIT_GAP = re.compile(
    r"不低于|不高于|不大于|不小于|不超过|不少于|低于|高于|优于|大于|小于|少于|≥|≤|>|<|限值|限额|标准|要求|准入|先进值|定额|许可"
)
_NOT_VALUE_BEFORE = re.compile(
    r"(?:节约|节省|减少|减排|降低|新增|增加|回收|可节|节|下降|提高|提升|削减|替代|相当于|年减|少用|超|优于|低于|高于|达到|满足|每|和|与)(?:的|了)?$"
)
_TARGET_BEFORE = re.compile(r"目标|力争|计划|拟|预计|预期|规划|到20\d\d年|将(?!近)|确保|争取|努力|达到20|承诺|设计")
_BENCHMARK_BEFORE = re.compile(
    r"行业(?:平均|均值|先进|水平|标杆|前)|同行业|全国|全省|全市|我市|本市|地区|标杆|先进值|引领值|基准值|平均水平|国内|国际|限额|标准规定|准入"
)
_OTHERS_BEFORE = re.compile(
    r"集团(?!公司?有限)|园区|供应商|客户|子公司|分公司|其他企业|某企业|改造前|改造后|实施前|实施后|投产前|技改|项目(?:投产|实施|建成|年)|试运行|环评|批复|审批|单台|每台|每吨|同类|上限|日均|月均|平均每"
)
_REMARKS = re.compile(r"\((?!(?:19|20)\d\d年度?\))[^()]*\)")
_THROUGH = re.compile(r"(?:至|到|—|–|-|~)\s*$")
_BRACKETS = re.compile(r"\([^()]*\)")
_CLAUSE = re.compile(r"[。；;！？\n]")
_SAME_VALUE = re.compile(
    r"^[，,、(]?\s*(?:即|折合|合|约合|相当于|折算为?|折|换算为?|等于|或)(?:为|约|成)?\s*$|^\s*\(\s*(?:即|折合|合|约合|约)?\s*$"
)
_NEXT_YEAR = re.compile(
    r"^[)]?[，,；;。、]\s*(?:较|比)?((?:19|20)\d\d)年度?(?:的)?(?:为|是|达到|达|约为|约|则为|增至|降至|升至|\s)*$"
)
_RESPECTIVELY = re.compile(r"(?:分别|依次)(?:为|是|达到?|约为|约|有|占)?\s*[:：]?")
_WASTE = re.compile(r"(?P<solid>固体废弃?物|固废)|(?P<water>废水|污水)")
_FATE = re.compile(r"(?P<fate>产生|综合利用|资源化利用|回用|外排|排放)(?P<tail>量?(?:为|约为|约|共)?\s*)$")
_FATES = {
    ("solid", "产生"): "solid_waste_generated", ("solid", "综合利用"): "solid_waste_utilised",
    ("solid", "资源化利用"): "solid_waste_utilised", ("water", "产生"): "wastewater_generated",
    ("water", "回用"): "wastewater_reused", ("water", "外排"): "wastewater_discharged", ("water", "排放"): "wastewater_discharged",
}  # fmt: skip
_OTHER_FATE = re.compile(
    r"危险|生活|限值|单位|化学需氧量|需氧量|COD|BOD|氨氮|总氮|总磷|悬浮物|石油类|VOC|挥发|二氧化硫|氮氧化物|颗粒物|烟尘|粉尘|污染物|浓度|污泥|沼气",
    re.I,
)
_GRAND_TOTAL = re.compile(r"(?:合计|总计|共计|排放总量|总量|总排放量?|[，,。；;]共)(?:为|约为|约|排放)?\s*[:：=]?\s*$")
_SCOPE_WORDS = re.compile(
    r"产品|车间|分厂|北区|南区|东区|西区|厂区[东南西北]|一期|二期|三期|生产线|[A-Za-z0-9#]线|季度|月份?|其中|宿舍|办公|厂房|仓库|仓|楼|食堂|库房|池|中心|锅炉|窑|机台|工序|单元|型号|系列|辅助|生活|照明"
)


@dataclass(frozen=True, slots=True)
class _Text:
    """One paragraph or text cell being read."""

    block: Block
    text: str
    clean: str
    row: int | None
    column: int | None
    path: tuple[str, ...]
    this_year: int | None
    heading_year: int | None = None


def extract(document: Document, grids: list[Grid], this_year: int | None) -> list[Fact]:
    """Every value in paragraphs and in the text cells of tables."""
    facts: list[Fact] = []
    for block in document.body:
        if block.type == "paragraph" and block.text:
            facts.extend(_read(document, block, block.text, None, None, this_year))
    for grid in grids:
        for row, column, text in text_cells(grid):
            facts.extend(_read(document, grid.block, text, row, column, this_year))
    return facts


def _read(
    document: Document, block: Block, text: str, row: int | None, column: int | None, this_year: int | None
) -> Iterator[Fact]:
    quantities = find_quantities(text)
    if not quantities:
        return
    clean = normal(text)
    names = list(find_names(clean))
    section = document.section_of.get(block.id)
    path = section.path if section else ()
    reading = _Text(block, text, clean, row, column, path, this_year, heading_year(path))
    calculated = {chain[0].quantities[0].start: chain for chain in chains(_no_remarks(clean), quantities)}
    taken: set[int] = set()
    yield from _fates(reading, quantities)
    yield from _grand_totals(reading, quantities)
    for fact, used in _lists(reading, names, quantities):
        taken.update(used)
        yield fact
    if not names:
        yield from _under_heading(reading, calculated)
    for n, match in enumerate(names):
        wanted = quantity_named(match[0])
        following = next((i for i, q in enumerate(quantities) if q.start >= match.end()), None)
        if following is None or quantities[following].start in taken:
            continue
        limit = names[n + 1].start() if n + 1 < len(names) else len(clean)
        facts: list[Fact] = []
        if quantities[following].start < limit or _GAP.match(clean[match.end() : quantities[following].start]):
            facts = list(_after_name(reading, wanted, match, quantities, following, calculated))
        yield from facts or _announced(reading, wanted, match, quantities[following:])


def _no_remarks(clean: str) -> str:
    return re.sub(r"\([^()\d=]{1,24}\)", lambda m: " " * len(m[0]), clean)


def _after_name(
    reading: _Text,
    wanted: Wanted,
    match: re.Match[str],
    quantities: tuple[Quantity, ...],
    following: int,
    calculated: dict[int, list[Segment]],
) -> Iterator[Fact]:
    clean = reading.clean
    quantity: Quantity = quantities[following]
    chain = calculated.get(quantity.start)
    gap = clean[match.end() : quantity.start]
    if chain is not None:
        gap = gap.rstrip("( ")  # 容积率＝（41230+3960）/46800＝0.97
    if len(gap) > 40 or excluded(wanted, clean, match.start(), match.end()):
        return
    before = clean[_clause_start(clean, match.start()) : match.start()]
    nature: Nature = "actual"
    if not _GAP.match(gap):
        tail = _LIMIT_GAP.search(gap)
        if tail is None or not _GAP.match(gap[: tail.start()]) or not _GAP.match(gap[tail.end() :]):
            return
        nature = "limit"
    source: Source = "prose"
    if chain is not None:
        results = [s.quantities[0] for s in chain[1:] if not s.signs]
        if not results:
            return
        computed = "=" in gap or wanted.kind in ("indicator", "score")
        if computed and (chain[0].signs or len(chain) > 2):
            quantity, source = results[0], "calculation"
    elif _continues_calculation(clean, quantity):
        return
    if _NOT_VALUE_BEFORE.search(before[-8:]):
        return
    yield from _make(reading, wanted, match, quantity, before, gap, nature, source)
    index = quantities.index(quantity)
    yield from _continued(reading, wanted, match, quantities, index, before, nature, gap)


def _under_heading(reading: _Text, calculated: dict[int, list[Segment]]) -> Iterator[Fact]:
    """「单位产品废气产生量」 as a heading, 「g＝214600×10⁴/12850000＝167.0 m³/m²」 under it."""
    named = named_by(reading.path[-1]) if reading.path and reading.row is None else None
    if named is None or not named.exact or named.quantity.kind != "indicator" or len(calculated) != 1:
        return
    (chain,) = calculated.values()
    result = chain[-1].quantities[0]
    if chain[-1].signs or not any(s.signs for s in chain) or fitting(named.quantity, result.unit) is not named.quantity:
        return
    if result.unit is None and named.quantity.dimension != "ratio":
        return
    match = re.compile("").match(reading.clean)
    assert match is not None
    for fact in _make(reading, named.quantity, match, result, "", "", "actual", "calculation"):
        yield replace(fact, label=named.quantity.name)


_ANNOUNCES = re.compile(r"\s*(?:\([^()]{1,20}\))?\s*:")
_OPENS = re.compile(r"(?:^|[。；;\n])\s*(?:[(（]?(?:\d{1,2}|[a-z])[)）.、]?|[①-⑳]|[-—•·])?\s*$")
_VALUE_OF_ANNOUNCED = re.compile(r"(?:[,，、=]|即|折合?|合|为|[:：]\s*)(?:约|约为|为|成)?\s*$")


def _announced(
    reading: _Text, wanted: Wanted, match: re.Match[str], quantities: tuple[Quantity, ...]
) -> Iterator[Fact]:
    """「单位产品废气产生量：9240万m³，190.0 m³/色令」: an indicator that opens a sentence, what it is made of, and its value:
    the first quantity of the sentence in a unit that only the indicator can have."""
    clean = reading.clean
    if wanted.kind != "indicator" or wanted.dimension == "none" or not _ANNOUNCES.match(clean, match.end()):
        return
    if not _OPENS.search(clean[: match.start()]):
        return
    end = _CLAUSE.search(clean, match.end())
    for quantity in quantities:
        if quantity.unit is None or (end is not None and quantity.start > end.start()):
            return
        if not wanted.accepts_unit(quantity.unit):
            continue
        before = clean[match.end() : quantity.start]
        if (
            _VALUE_OF_ANNOUNCED.search(before)
            and not _LIMIT_GAP.search(before)
            and not _BENCHMARK_BEFORE.search(before)
        ):
            yield from _make(reading, wanted, match, quantity, "", "", "actual", "prose")
        return


def _continues_calculation(clean: str, quantity: Quantity) -> bool:
    return bool(re.match(r"\s*[×÷+*/]\s*[(\d]", clean[quantity.end : quantity.end + 4]))


def _continued(
    reading: _Text,
    wanted: Wanted,
    match: re.Match[str],
    quantities: tuple[Quantity, ...],
    index: int,
    before: str,
    nature: Nature,
    gap: str,
) -> Iterator[Fact]:
    """折合 9.56 kgce/m³ repeats the value in another unit; 「，2023年为98.94」 gives another year's."""
    clean = reading.clean
    current = quantities[index]
    for quantity in quantities[index + 1 : index + 5]:
        between = clean[current.end : quantity.start]
        if current.unit is None or quantity.unit is None:
            return
        if not wanted.accepts_unit(_told_per(wanted, match, quantity).unit or quantity.unit):
            return
        if _SAME_VALUE.match(between) and quantity.unit.text != current.unit.text:
            yield from _make(
                reading, wanted, match, quantity, before, gap, nature, "prose", quote_start=current.end + len(between)
            )
        elif other := _NEXT_YEAR.match(between):
            yield from _make(
                reading,
                wanted,
                match,
                quantity,
                before,
                gap,
                nature,
                "prose",
                int(other[1]),
                current.end + between.find(other[1]),
            )
        else:
            return
        current = quantity


def _clause_start(clean: str, position: int) -> int:
    start = 0
    for mark in _CLAUSE.finditer(clean, 0, position):
        start = mark.end()
    return start


def _year(clean: str, start: int, end: int) -> int | None:
    """The last year told before a value; the year of a factor in brackets (广东省2022年值) is none."""
    years = _YEAR.findall(_REMARKS.sub(lambda m: " " * len(m[0]), clean[:end]), start)
    return int(years[-1]) if years else None


def _years(clean: str, start: int, end: int) -> list[int]:
    """The years told, 2022年至2024年 being three."""
    years: list[int] = []
    for match in _YEAR.finditer(clean, start, end):
        year = int(match[1])
        if years and years[-1] < year - 1 <= years[-1] + 4 and _THROUGH.search(clean, 0, match.start()):
            years.extend(range(years[-1] + 1, year))
        years.append(year)
    return years


def _make(
    reading: _Text, wanted: Wanted, match: re.Match[str], quantity: Quantity, before: str, gap: str, nature: Nature, source: Source,
    year: int | None = None, quote_start: int | None = None,
) -> Iterator[Fact]:  # fmt: skip
    quantity = _told_per(wanted, match, quantity)
    meant = _meant(wanted, quantity, source)
    if meant is None:
        return
    clause = _clause_start(reading.clean, match.start())
    near = before.rpartition(",")[2]
    year = year or _year(reading.clean, clause, quantity.start)
    if nature == "actual":
        nature = _nature_before(before, near, year, reading.this_year)
    scope = near[-16:] if _OTHERS_BEFORE.search(near) and nature == "actual" else _scope(near)
    adopted = year is None and nature == "actual"
    if adopted:
        year = _paragraph_year(reading, match.start())
    words = before[-6:] + match[0] + gap + reading.clean[quantity.end : quantity.end + 5]
    yield Fact(
        meant.id, match[0], quantity.number, quantity.unit, year,
        place_of(reading.block, reading.text, quantity, reading.row, reading.column, quote_start or match.start()),
        Qualifiers(basis_of(words), scope, nature, quantity.number.rough), ADOPTED if adopted else 1.0, source, reading.path,
    )  # fmt: skip


def _told_per(wanted: Wanted, match: re.Match[str], quantity: Quantity) -> Quantity:
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


def _paragraph_year(reading: _Text, position: int) -> int | None:
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
    return "benchmark" if _BENCHMARK_BEFORE.search(near) else "actual"


def _scope(near: str) -> str:
    tail = near[-12:]
    period = period_of(near)
    if period:
        return period
    return tail if _SCOPE_WORDS.search(tail) else ""


def _fates(reading: _Text, quantities: tuple[Quantity, ...]) -> Iterator[Fact]:
    """一般工业固体废物产生 4,862 t，综合利用 4,780 t; 废水产生 … 回用 … 外排: verbs whose subject stands before."""
    clean = reading.clean
    for quantity in quantities:
        found = _FATE.search(clean, max(0, quantity.start - 14), quantity.start)
        if found is None or quantity.unit is None:
            continue
        start = _clause_start(clean, quantity.start)
        if made := _made_and_used(clean, start, found, quantity, quantities):
            for id, amount in made:
                for fact in _make(reading, vocabulary()[id], found, amount, "", "", "actual", "prose"):
                    yield replace(fact, qualifiers=replace(fact.qualifiers, scope=clean[start : found.start()][-12:]))
        subject = [m for m in _WASTE.finditer(clean, start, found.start())]
        key = (subject[-1].lastgroup or "", found["fate"]) if subject else ("", "")
        wanted = vocabulary().by_id.get(_FATES.get(key, ""))
        if wanted is None or _OTHER_FATE.search(clean[start : found.start()][-24:]):
            continue
        yield from _make(reading, wanted, found, quantity, clean[start : found.start()], "", "actual", "prose")


_OF_THAT_USED = re.compile(r"\s*[、,，]\s*(?:综合)?(?:再生|资源化)?利用量?\s*")


def _made_and_used(
    clean: str, start: int, found: re.Match[str], quantity: Quantity, quantities: tuple[Quantity, ...]
) -> list[tuple[str, Quantity]]:
    """「抛光废渣产生9,316 t、利用9,027 t」: a waste of its own name, with what of it was used."""
    following = next((q for q in quantities if q.start > quantity.start), None)
    if found["fate"] != "产生" or following is None or following.unit is None or quantity.unit is None:
        return []
    if not _OF_THAT_USED.fullmatch(clean[quantity.end : following.start]) or following.unit.text != quantity.unit.text:
        return []
    subject = re.split(r"[:：。；;,，]", clean[start : found.start()])[-1]
    if not 2 <= len(subject) <= 20 or _GRAND_TOTAL.search(subject) or _WASTE.search(subject):
        return []
    return [("solid_waste_generated", quantity), ("solid_waste_utilised", following)]


def _grand_totals(reading: _Text, quantities: tuple[Quantity, ...]) -> Iterator[Fact]:
    """「……；合计 12018.95 tCO2」「折标准煤……，合计1245.11吨标煤」 at the end of a sentence that computes item by item, and
    amounts told by a verb (取水3.184万立方米, 二氧化碳排放3413.08吨)."""
    clean = reading.clean
    for quantity in quantities:
        id = _verb(clean, quantity)
        found = _GRAND_TOTAL.search(clean, max(0, quantity.start - 12), quantity.start)
        if id is None and found is not None:
            id = _totalled(clean[: found.start() + 1], quantity)
        if id is None or quantity.unit is None or not vocabulary()[id].accepts_unit(quantity.unit):
            continue
        match = found or _LAST_WORD.search(clean, 0, quantity.start)
        assert match is not None
        before = clean[_clause_start(clean, match.start()) : match.start()]
        yield from _make(reading, vocabulary()[id], match, quantity, before, "", "actual", "calculation")


_LAST_WORD = re.compile(r"[\u4e00-\u9fff]{0,8}\s*$")
_COMPUTES = {"carbon_total": re.compile(r"排放|CO2|温室气体"), "total_energy": re.compile(r"折标|折算标准?煤|综合能")}
_VERBS = (
    (re.compile(r"(?:^|[。；;\n])\s*(?:20\d\d年度?|全年)?(?:二氧化碳|温室气体|碳)排放(?:共|合计|为|约)?$"), "carbon_total"),
    (re.compile(r"(?:^|[。；;，,\n])\s*(?:20\d\d年度?|全年)?取(?:用新鲜)?水(?:共|为|约)?$"), "water_intake"),
)  # fmt: skip


def _verb(clean: str, quantity: Quantity) -> str | None:
    before = clean[max(0, quantity.start - 18) : quantity.start].rstrip()
    return next((id for pattern, id in _VERBS if pattern.search(before)), None)


def _totalled(before: str, quantity: Quantity) -> str | None:
    """What 「合计」 adds up, by the unit and the words of the text before."""
    if quantity.unit is None or "/" in quantity.unit.text:
        return None
    text = normal(quantity.unit.text).upper()
    id = "carbon_total" if "CO2" in text or "二氧化碳" in text else "total_energy"
    if id == "total_energy" and not is_coal_equivalent(quantity.unit):
        return None
    return id if _COMPUTES[id].search(before) else None


def _lists(
    reading: _Text, names: list[re.Match[str]], quantities: tuple[Quantity, ...]
) -> Iterator[tuple[Fact, list[int]]]:
    """2022年、2023年、2024年产量分别为 a、b、c and A、B分别为 a、b."""
    clean = reading.clean
    for mark in _RESPECTIVELY.finditer(clean):
        start = _clause_start(clean, mark.start())
        end_match = re.search(r"[。；;\n]", clean[mark.end() :])
        end = mark.end() + end_match.start() if end_match else len(clean)
        values = [q for q in quantities if mark.end() <= q.start < end]
        subjects = [m for m in names if start <= m.start() < mark.start()]
        years = _years(clean, start, mark.start())
        values = _contiguous(clean, values)
        unit = values[-1].unit if values else None
        before = clean[start : subjects[0].start()] if subjects else ""
        if len(values) < 2 or not subjects:
            continue
        pairs: list[tuple[re.Match[str], Quantity, int | None]] = []
        if len(subjects) == 1 and len(years) == len(values):
            pairs = [(subjects[0], q, y) for q, y in zip(values, years, strict=True)]
        elif len(subjects) == len(values) and len(years) <= 1:
            pairs = [(m, q, years[0] if years else None) for m, q in zip(subjects, values, strict=True)]
        for subject, quantity, year in pairs:
            if quantity.unit is None and len(subjects) == 1:
                quantity = Quantity(quantity.number, unit, quantity.start, quantity.number_end, quantity.end)
            wanted = quantity_named(subject[0])
            if excluded(wanted, clean, subject.start(), subject.end()):
                continue
            for fact in _make(reading, wanted, subject, quantity, before, "", "actual", "prose", year, quantity.start):
                yield fact, [q.start for q in values]


def _contiguous(clean: str, values: list[Quantity]) -> list[Quantity]:
    run = values[:1]
    for quantity in values[1:]:
        if not re.fullmatch(r"\s*[、,，和及与]\s*", clean[run[-1].end : quantity.start]):
            break
        run.append(quantity)
    return run
