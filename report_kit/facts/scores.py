"""Score tables: weights, maxima, points, and for the new standard value, leading value and benchmark of each indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from report_kit.document.model import Document
from report_kit.facts.areas import area_names, areas_by_name
from report_kit.facts.calculations import place_of
from report_kit.facts.model import Operand, ScoreRow, ScoreTable
from report_kit.facts.naming import named_by
from report_kit.facts.sums import is_score_table, operand
from report_kit.facts.tables import Column, Grid, Line, read_cell
from report_kit.facts.wording import is_total
from report_kit.quantities.running import find_quantities

_YEAR_COLUMN = re.compile(r"^(?:统计|数据|评价|核算)?(?:年度|年份|期间|周期)$|统计期|数据期")
_VALUE = re.compile(r"指标值|实际值|本年度|评价值|现状值|完成值|企业值|自评值|核查值|^数值$")


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"(?P<area>{area_names().pattern})(?:方面|指标)?(?:得分|得|评分)?[为是:：]?\s*$")


_TOTAL = re.compile(
    r"^(?:自评价?|评价|最终|加权|综合|总体|指标|第三方|绿色工厂)*(?:总得?分|得分合计|总评分|综合得分|加权得分)(?:合计)?(?:[(（].*[)）])?$"
)
_PAIR = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*[/／]\s*(\d+(?:\.\d+)?)\s*分?$")


def extract(document: Document, grids: list[Grid]) -> list[ScoreTable]:
    """Every table that gives points, and every sentence that tells the points of the areas."""
    tables = [_table(document, grid) for grid in grids if is_score_table(grid) or _is_indicator_table(grid)]
    return [*tables, *_in_prose(document)]


def _in_prose(document: Document) -> Iterator[ScoreTable]:
    """「能源低碳化18.69分，资源高效化18.56分，…」: the points of at least three areas in one paragraph."""
    for block in document.paragraphs:
        if len(set(area_names().findall(block.text))) < 3:
            continue
        rows = []
        for quantity in find_quantities(block.text):
            name = _told().search(block.text, max(0, quantity.start - 16), quantity.start)
            if name is None or not block.text[quantity.start : quantity.end + 1].rstrip("，,；;。、 ").endswith("分"):
                continue
            place = place_of(block, block.text, quantity, start=name.start())
            points = Operand(quantity.number, None, place, name["area"])
            area = areas_by_name()[name["area"]]
            rows.append(ScoreRow(name["area"], place, area, raw=points, area=area))
        if len({row.area for row in rows}) >= 3:
            yield ScoreTable(block.id, tuple(rows), "told")


def _is_indicator_table(grid: Grid) -> bool:
    """A table of indicators with their values and evidence, without points."""
    if not any(c.role == "evidence" for c in grid.columns) or grid.is_form:
        return False
    named = [named for line in grid.lines for label in line.labels if (named := named_by(label))]
    return sum(n.quantity.kind == "indicator" for n in named) >= 3


def _table(document: Document, grid: Grid) -> ScoreTable:
    rows = tuple(_rows(grid))
    evidence = any(c.role == "evidence" for c in grid.columns)
    of_areas = [row.indicator for row in rows if row.indicator in areas_by_name().values()]
    areas = len(of_areas) if len(set(of_areas)) == len(of_areas) else 0
    kind: Literal["areas", "items", "indicators"]
    if areas >= 2 and areas >= len(rows) - 2:
        kind = "areas"
    elif any(r.leading or r.benchmark for r in rows) or not is_score_table(grid):
        kind = "indicators"
    else:
        kind = "items"
    return ScoreTable(grid.block.id, rows, kind, evidence, _own_area(document, grid))


def _own_area(document: Document, grid: Grid) -> str:
    """The one area that the caption, else the heading above, says the table is of."""
    section = document.section_of.get(grid.block.id)
    for title in (grid.block.caption, section.title if section else ""):
        named = {areas_by_name()[name] for name in area_names().findall(title)}
        if named:
            return named.pop() if len(named) == 1 else ""
    return ""


def _first(grid: Grid, *roles: str) -> Column | None:
    return next((c for c in grid.columns if c.role in roles and (c.numeric or roles[0] == "evidence")), None)


def _value_column(grid: Grid) -> Column | None:
    columns = [c for c in grid.columns if c.role == "value" and c.index not in grid.stubs and c.numeric]
    named = [c for c in columns if _VALUE.search(c.label)]
    return next(iter(named or columns), None)


def _rows(grid: Grid) -> Iterator[ScoreRow]:
    weight, maximum = _first(grid, "weight"), _first(grid, "maximum")
    raw, weighted = _first(grid, "raw"), _first(grid, "weighted")
    leading, benchmark, value = _first(grid, "leading"), _first(grid, "benchmark"), _value_column(grid)
    year = next((c for c in grid.columns if _YEAR_COLUMN.search(c.header) and c.index not in grid.stubs[-1:]), None)
    evidence = next((c for c in grid.columns if c.role == "evidence"), None)
    for line in grid.lines:

        def cell(column: Column | None, line: Line = line) -> Operand | None:
            if column is None or (line.index, column.index) in grid.repeats:
                return None
            return operand(grid, line, column)

        row = grid.block.rows[line.index]
        words = _words(grid, line)
        total = line.total or bool(_TOTAL.match(words[0])) or any(is_total(word) for word in words)
        points, weighed = cell(raw), cell(weighted)
        if total and weighted is None and raw is not None and "加权" in "".join((*words, raw.header)):
            points, weighed = _weighed(grid, line, raw, points)
        first = grid.stubs[-1] if grid.stubs else 0
        yield ScoreRow(
            label=line.label, place=grid.place(line.index, first), indicator=_indicator(line),
            weight=cell(weight), maximum=cell(maximum), raw=points, weighted=weighed, value=cell(value),
            leading=cell(leading), benchmark=cell(benchmark), evidence=row[evidence.index].strip() if evidence else "",
            is_total=total, area=_area(line),
            period=row[year.index].strip() if year is not None else None, level=1 if "小计" in "".join(words) else 0,
        )  # fmt: skip


def _words(grid: Grid, line: Line) -> list[str]:
    """The row's labels and its other short words: 小计 may stand in any column before the points."""
    row = grid.cells[line.index]
    return [*line.labels, *(c.text for c in row[:4] if c.number is None and len(c.text) <= 14)] or [""]


def _weighed(grid: Grid, line: Line, raw: Column, points: Operand | None) -> tuple[Operand | None, Operand | None]:
    """(raw, weighted) of a total in a table with one column for both: 93／18.60, or a weighted total alone."""
    if points is not None:
        return None, points
    both = _PAIR.match(grid.cells[line.index][raw.index].text)
    if both is None:
        return None, None
    place = grid.place(line.index, raw.index)
    first, second = (Operand(n, None, place, line.label) for t in both.groups() if (n := read_cell(t).number))
    return first, second


def _plain(label: str) -> str:
    return re.sub(r"[（(].*?[)）]|得分|[\d.%]", "", label).strip()


def _area(line: Line) -> str:
    return next((areas_by_name()[plain] for label in line.labels if (plain := _plain(label)) in areas_by_name()), "")


def _indicator(line: Line) -> str:
    for label in reversed(line.labels):
        plain = _plain(label)
        if plain in areas_by_name():
            return areas_by_name()[plain]
        if named := named_by(label):
            return named.quantity.id
    return ""
