"""Stated changes with the two values they compare: growth rows and columns of tables, 同比 and 较上年 in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from report_kit.document.model import Block, Document
from report_kit.facts.calculations import place_of
from report_kit.facts.model import Fact, Growth, Operand
from report_kit.facts.naming import find_names, names_pattern, normal, quantity_named
from report_kit.facts.sums import operand
from report_kit.facts.tables import Column, Grid, Line
from report_kit.quantities.running import Quantity, find_quantities

Direction = Literal["growth", "decline"]

_GROWTH_LABEL = re.compile(
    r"(?:年)?(?:同比)?(?:增长率|增长幅度|增长|增幅|增速|变化率|变动率|变化幅度|变化|增减率?|同比|环比)$"
)
_DECLINE_LABEL = re.compile(r"(?:同比)?(?:下降率|下降幅度|降幅|降低率|降低幅度|下降|降低|减少率|削减率)$")
_SAME_AS = re.compile(r"^(?:其|的|年|较上年|比上年|同比|较上年同期)+|(?:较上年|比上年|同比|较上年同期|年)+$")
_CHANGE = re.compile(
    r"(?P<word>增长|增加|提高|上升|提升|增幅|下降|降低|减少|降幅|下滑|削减)(?:了|率|幅度|达|为|约|近|：|\s)*$"
)
_DOWN = frozenset({"下降", "降低", "减少", "降幅", "下滑", "削减"})
_FROM_TO = re.compile(r"[由从][^，。；]{0,16}$")
_ARROW = re.compile(
    r"^[^，。；\d]{0,6}(?:提高|增长|增加|上升|提升|下降|降低|减少|降|升)[^，。；\d]{0,3}(?:到|至|为)(?:20\d\d年度?)?[^，。；\d]{0,8}$"
)
_COMPARED = re.compile(
    r"^[，,（(]?\s*(?:比|较|同比|相比|对比|与)\s*(?:20\d\d年度?|上年度?|上一年度?|去年|前一年)(?:同期)?[^，。；\d]{0,8}$"
)
_BEFORE = re.compile(r"(?:上年|去年|20\d\d年度?)(?:同期)?[^，。；\d]{0,8}$")


def extract(document: Document, grids: list[Grid]) -> list[Growth]:
    """Every stated change whose two values are printed beside it."""
    found = [g for grid in grids for g in (*_rows(grid), *_columns(grid))]
    for block in document.body:
        if block.type == "paragraph" and any(mark in block.text for mark in ("%", "％")):
            found.extend(_in_prose(block.text, block))
    return found


def _base(label: str) -> tuple[str, Direction] | None:
    """The label of the row that a growth row speaks of, and the direction."""
    if match := _DECLINE_LABEL.search(label):
        return _SAME_AS.sub("", label[: match.start()]), "decline"
    if match := _GROWTH_LABEL.search(label):
        return _SAME_AS.sub("", label[: match.start()]), "growth"
    return None


def _is_percent(grid: Grid, line: Line, column: Column) -> bool:
    unit = grid.cells[line.index][column.index].unit or line.unit or column.unit
    return unit is None or unit.is_ratio


def _rows(grid: Grid) -> Iterator[Growth]:
    """Rows such as 工业总产值增长率（%） below the row they speak of, years in columns in any order."""
    by_year = {c.year: c for c in grid.columns if c.year is not None and not c.period and c.role == "value"}
    if len(by_year) < 2:
        return
    for n, line in enumerate(grid.lines):
        base = _base(line.label)
        if base is None:
            continue
        name, kind = base
        reference = _reference(grid, n, name)
        if reference is None or reference is line:
            continue
        for year, column in by_year.items():
            previous = by_year.get(year - 1)
            stated = operand(grid, line, column)
            if previous is None or stated is None or not _is_percent(grid, line, column):
                continue
            new, old = operand(grid, reference, column), operand(grid, reference, previous)
            if new is not None and old is not None:
                yield Growth(stated, new, old, kind, reference.label)


def _reference(grid: Grid, n: int, name: str) -> Line | None:
    """The row a growth row speaks of: of that label, else the nearest above that its name is part of; the row above
    for a growth row without a name."""
    if not name:
        return grid.lines[n - 1] if n else None
    exact = next((x for x in grid.lines if x.label == name), None)
    above = (x for x in reversed(grid.lines[:n]) if x.label.endswith(name) or (name.endswith(x.label) and x.label))
    return exact or next(above, None)


def _columns(grid: Grid) -> Iterator[Growth]:
    """A column 同比（%） beside exactly the columns of two neighbouring years."""
    by_year = {
        c.year: c for c in grid.columns if c.year is not None and not c.period and c.role == "value" and c.numeric
    }
    stated_in = [c for c in grid.columns if c.role == "growth" and c.numeric]
    if len(by_year) < 2 or len(stated_in) != 1:
        return
    column = stated_in[0]
    base = _base(column.label)
    year = column.year if column.year in by_year else max(by_year)
    if base is None or "环比" in column.header or year - 1 not in by_year or "百分点" in column.header:
        return
    for line in grid.lines:
        stated = operand(grid, line, column)
        if stated is None or not _is_percent_column(column, stated):
            continue
        new, old = operand(grid, line, by_year[year]), operand(grid, line, by_year[year - 1])
        if new is not None and old is not None and not (new.unit is not None and new.unit.text in ("%", "％")):
            yield Growth(stated, new, old, base[1], line.label)


_YEAR_ON_YEAR = re.compile(r"(?:同比|较上年度?|比上年度?|较去年|较上年同期)[^，。；\d]{0,4}$")


def from_values(document: Document, values: list[Fact]) -> list[Growth]:
    """「单位产品综合能耗 95.60，2023年为 98.94，同比下降 3.38 %」: the change speaks of the quantity told last before it;
    its two values are those of the paragraph, or the only ones of the report."""
    told: dict[str, list[Fact]] = {}
    known: dict[tuple[str, int | None], list[Fact]] = {}
    for fact in values:
        if fact.qualifiers.nature != "actual" or fact.qualifiers.scope or fact.number is None:
            continue
        known.setdefault((fact.id, fact.year), []).append(fact)
        if fact.source in ("prose", "calculation") and fact.place.row is None:
            told.setdefault(fact.place.block, []).append(fact)
    found = [g for block, facts in told.items() for g in _told(document.by_id[block], facts, known)]
    for block in document.paragraphs:
        found.extend(_against(block, known))
    return found


_AGAINST = re.compile(r"^\s*(?:较|比|与)\s*((?:19|20)\d\d)年度?(?:的)?\s*[(（]?\s*$")


def _against(block: Block, known: dict[tuple[str, int | None], list[Fact]]) -> Iterator[Growth]:
    """「单位产品综合能耗较2023年（8.053 tce/万件）下降 3.3 %」: the present value stands elsewhere."""
    text = block.text
    if not re.search(r"(?:较|比|与)\s*(?:19|20)\d\d年", text):
        return
    clean = normal(text)
    quantities = find_quantities(text)
    for name in find_names(clean):
        n = next((i for i, q in enumerate(quantities) if q.start >= name.end()), None)
        if n is None or n + 1 >= len(quantities):
            continue
        old, rate = quantities[n], quantities[n + 1]
        base = _AGAINST.match(clean[name.end() : old.start])
        change = _CHANGE.search(clean[old.end : rate.start])
        if base is None or change is None or rate.unit is None or rate.unit.text not in ("%", "％"):
            continue
        wanted = quantity_named(name[0])
        years = sorted({y for i, y in known if i == wanted.id and y is not None and y > int(base[1])})
        like = Fact(wanted.id, name[0], old.number, old.unit, int(base[1]), place_of(block, text, old))
        current = _one(known.get((wanted.id, years[-1]), []), years[-1], like) if years else None
        if current is not None:
            kind: Direction = "decline" if change["word"] in _DOWN else "growth"
            stated = Operand(rate.number, rate.unit, place_of(block, text, rate, start=old.end + change.start()))
            yield Growth(stated, _as_operand(current), _as_operand(like), kind, name[0])


def _told(block: Block, facts: list[Fact], known: dict[tuple[str, int | None], list[Fact]]) -> Iterator[Growth]:
    text = block.text
    for quantity in find_quantities(text):
        if quantity.unit is None or quantity.unit.text not in ("%", "％"):
            continue
        change = _CHANGE.search(text, max(0, quantity.start - 12), quantity.start)
        if change is None or not _YEAR_ON_YEAR.search(text[max(0, change.start() - 12) : change.start()]):
            continue
        before = [
            (text.rfind(f.place.quote, 0, quantity.start), f) for f in facts if f.place.quote in text[: quantity.start]
        ]
        if not before or "百分点" in text[quantity.end : quantity.end + 4]:
            continue
        at, last = max(before, key=lambda b: b[0])
        between = text[at + len(last.place.quote) : change.start()]
        named = re.findall(r"(20\d\d)年", between)
        own = [f for _, f in before if f.id == last.id]
        year = int(named[-1]) if named else max((f.year for f in own if f.year is not None), default=None)
        if year is None or ("。" in between and not named) or names_pattern().search(normal(between)):
            continue
        current = _one(own, year, last) or _one(known.get((last.id, year), []), year, last)
        previous = _one(own, year - 1, last) or _one(known.get((last.id, year - 1), []), year - 1, last)
        if current is None or previous is None:
            continue
        kind: Direction = "decline" if change["word"] in _DOWN else "growth"
        stated = Operand(quantity.number, quantity.unit, place_of(block, text, quantity, start=change.start()))
        yield Growth(stated, _as_operand(current), _as_operand(previous), kind, last.label)


def _one(facts: list[Fact], year: int, like: Fact) -> Fact | None:
    """The one value of a year, in a unit that converts into that of `like`; None when there are several values."""
    found = [
        f for f in facts if f.year == year and f.unit is not None and like.unit is not None and f.unit.to(like.unit)
    ]
    return (
        found[0] if found and len({f.number.value * f.unit.factor for f in found if f.number and f.unit}) == 1 else None
    )


def _as_operand(fact: Fact) -> Operand:
    assert fact.number is not None
    return Operand(fact.number, fact.unit, fact.place, fact.label)


def _is_percent_column(column: Column, stated: Operand) -> bool:
    if stated.unit is not None:
        return stated.unit.text in ("%", "％")
    return "率" in column.label or "幅" in column.label or "同比" in column.label


def _in_prose(text: str, block: Block) -> Iterator[Growth]:
    """由 A 提高到 B，增长 x%；2024年为A，2023年为B，同比下降 x%: the change after the two values, in one sentence."""
    for start, end in _sentences(text):
        quantities = [q for q in find_quantities(text) if start <= q.start < end]
        for n, quantity in enumerate(quantities):
            if quantity.unit is None or quantity.unit.text not in ("%", "％") or n < 2:
                continue
            before = text[quantities[n - 1].end : quantity.start]
            change = _CHANGE.search(before)
            if change is None or len(before) > 20 or "百分点" in text[quantity.end : quantity.end + 4]:
                continue
            pair = _pair(text, quantities[n - 2], quantities[n - 1], start)
            if pair is None:
                continue
            kind: Direction = "decline" if change["word"] in _DOWN else "growth"
            old, new = pair
            yield Growth(
                Operand(quantity.number, quantity.unit, place_of(block, text, quantity, start=quantities[n - 1].end + before.find(change["word"]))),
                Operand(new.number.loose, new.unit, place_of(block, text, new)),
                Operand(old.number.loose, old.unit, place_of(block, text, old)),
                kind, text[start : quantities[n - 2].start][-20:],
            )  # fmt: skip


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"[。；;\n]", text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _pair(text: str, first: Quantity, second: Quantity, start: int) -> tuple[Quantity, Quantity] | None:
    """(previous, current) of two quantities of one dimension, when the words say which is which."""
    if first.unit is None or second.unit is None or first.unit.dimension != second.unit.dimension:
        return None
    if first.unit.text in ("%", "％"):
        return None
    between = text[first.end : second.start]
    before = text[start : first.start]
    if _FROM_TO.search(before) and _ARROW.match(between):
        return first, second
    if _COMPARED.search(between) and not re.search(r"由|从", before[-6:]):
        return second, first
    years = re.findall(r"(20\d\d)年", before)[-1:] + re.findall(r"(20\d\d)年", between)[-1:]
    if len(years) == 2 and len(between) <= 16 and int(years[0]) - int(years[1]) == 1:
        return second, first
    if len(years) == 2 and len(between) <= 16 and int(years[1]) - int(years[0]) == 1:
        return first, second
    return None
