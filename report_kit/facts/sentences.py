"""Values in running text: which quantity, how much, of which year, and whether it is an actual value at all.

A name of the vocabulary followed by neutral words and a number makes a fact. Thresholds, targets, savings, changes and
other companies' figures are told apart by the words around; where those are unclear, no fact is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from report_kit.checklist.vocabulary import Quantity as Wanted
from report_kit.document.model import Block, Document
from report_kit.facts.calculations import Segment, chains
from report_kit.facts.model import Fact, Nature
from report_kit.facts.naming import excluded, find_names, fitting, named_by, normal, quantity_named
from report_kit.facts.tables import Grid
from report_kit.facts.told import BENCHMARK_BEFORE, CLAUSE, Source, Text, clause_start, make, per_name, years_between
from report_kit.facts.values import text_cells
from report_kit.facts.verbs import fates, grand_totals
from report_kit.facts.wording import heading_year
from report_kit.quantities.running import Quantity, find_quantities

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
_SAME_VALUE = re.compile(
    r"^[，,、(]?\s*(?:即|折合|合|约合|相当于|折算为?|折|换算为?|等于|或)(?:为|约|成)?\s*$|^\s*\(\s*(?:即|折合|合|约合|约)?\s*$"
)
_NEXT_YEAR = re.compile(
    r"^[)]?[，,；;。、]\s*(?:较|比)?((?:19|20)\d\d)年度?(?:的)?(?:为|是|达到|达|约为|约|则为|增至|降至|升至|\s)*$"
)
_RESPECTIVELY = re.compile(r"(?:分别|依次)(?:为|是|达到?|约为|约|有|占)?\s*[:：]?")


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
    reading = Text(block, text, clean, row, column, path, this_year, heading_year(path))
    calculated = {chain[0].quantities[0].start: chain for chain in chains(_no_remarks(clean), quantities)}
    taken: set[int] = set()
    yield from fates(reading, quantities)
    yield from grand_totals(reading, quantities)
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
    reading: Text,
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
    before = clean[clause_start(clean, match.start()) : match.start()]
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
    yield from make(reading, wanted, match, quantity, before, gap, nature, source)
    index = quantities.index(quantity)
    yield from _continued(reading, wanted, match, quantities, index, before, nature, gap)


def _under_heading(reading: Text, calculated: dict[int, list[Segment]]) -> Iterator[Fact]:
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
    for fact in make(reading, named.quantity, match, result, "", "", "actual", "calculation"):
        yield replace(fact, label=named.quantity.name)


_ANNOUNCES = re.compile(r"\s*(?:\([^()]{1,20}\))?\s*:")
_OPENS = re.compile(r"(?:^|[。；;\n])\s*(?:[(（]?(?:\d{1,2}|[a-z])[)）.、]?|[①-⑳]|[-—•·])?\s*$")
_VALUE_OF_ANNOUNCED = re.compile(r"(?:[,，、=]|即|折合?|合|为|[:：]\s*)(?:约|约为|为|成)?\s*$")


def _announced(reading: Text, wanted: Wanted, match: re.Match[str], quantities: tuple[Quantity, ...]) -> Iterator[Fact]:
    """「单位产品废气产生量：9240万m³，190.0 m³/色令」: an indicator that opens a sentence, what it is made of, and its value:
    the first quantity of the sentence in a unit that only the indicator can have."""
    clean = reading.clean
    if wanted.kind != "indicator" or wanted.dimension == "none" or not _ANNOUNCES.match(clean, match.end()):
        return
    if not _OPENS.search(clean[: match.start()]):
        return
    end = CLAUSE.search(clean, match.end())
    for quantity in quantities:
        if quantity.unit is None or (end is not None and quantity.start > end.start()):
            return
        if not wanted.accepts_unit(quantity.unit):
            continue
        before = clean[match.end() : quantity.start]
        if _VALUE_OF_ANNOUNCED.search(before) and not _LIMIT_GAP.search(before) and not BENCHMARK_BEFORE.search(before):
            yield from make(reading, wanted, match, quantity, "", "", "actual", "prose")
        return


def _continues_calculation(clean: str, quantity: Quantity) -> bool:
    return bool(re.match(r"\s*[×÷+*/]\s*[(\d]", clean[quantity.end : quantity.end + 4]))


def _continued(
    reading: Text,
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
        if not wanted.accepts_unit(per_name(wanted, match, quantity).unit or quantity.unit):
            return
        if _SAME_VALUE.match(between) and quantity.unit.text != current.unit.text:
            yield from make(
                reading, wanted, match, quantity, before, gap, nature, "prose", quote_start=current.end + len(between)
            )
        elif other := _NEXT_YEAR.match(between):
            yield from make(
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


def _lists(
    reading: Text, names: list[re.Match[str]], quantities: tuple[Quantity, ...]
) -> Iterator[tuple[Fact, list[int]]]:
    """2022年、2023年、2024年产量分别为 a、b、c and A、B分别为 a、b."""
    clean = reading.clean
    for mark in _RESPECTIVELY.finditer(clean):
        start = clause_start(clean, mark.start())
        end_match = re.search(r"[。；;\n]", clean[mark.end() :])
        end = mark.end() + end_match.start() if end_match else len(clean)
        values = [q for q in quantities if mark.end() <= q.start < end]
        subjects = [m for m in names if start <= m.start() < mark.start()]
        years = years_between(clean, start, mark.start())
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
            for fact in make(reading, wanted, subject, quantity, before, "", "actual", "prose", year, quantity.start):
                yield fact, [q.start for q in values]


def _contiguous(clean: str, values: list[Quantity]) -> list[Quantity]:
    run = values[:1]
    for quantity in values[1:]:
        if not re.fullmatch(r"\s*[、,，和及与]\s*", clean[run[-1].end : quantity.start]):
            break
        run.append(quantity)
    return run
