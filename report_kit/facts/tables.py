"""What a table means: header rows, row labels, and for each number its unit, year, part of the year and role.

A `Grid` is made once per table; every extractor of tables works on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from report_kit.document.model import Block, Document, Place
from report_kit.facts.model import Nature
from report_kit.facts.wording import (
    NO_ADDEND,
    heading_year,
    is_coal_equivalent,
    is_total,
    nature_of,
    period_of,
    plain_label,
    split_unit,
    unit_note,
    year_of,
)
from report_kit.quantities.number import NUMBER, Printed, half_width, is_no_value, parse_number
from report_kit.quantities.units import Unit, parse_unit

ColumnRole = Literal[
    "serial", "label", "unit", "evidence", "remark", "weight", "maximum", "raw", "weighted", "leading", "benchmark",
    "limit", "target", "coefficient", "tce", "share", "growth", "kind", "year", "value",
]  # fmt: skip

_ROLE_WORDS: tuple[tuple[ColumnRole, str], ...] = (
    ("serial", r"^(?:序号|编号|项次|No\.?|NO\.?|№|#)$"),
    ("unit", r"^(?:计量)?单位$|^单位名称$|^计量单位"),
    ("evidence", r"证明材料|佐证|证据|支撑材料|材料索引|索引号?$|附件编?号?$|证明文件"),
    ("kind", r"^(?:指标)?类型$|^指标性质$|^(?:指标)?类别$|^性质$|^属性$"),
    ("remark", r"^备\s*注$|数据来源|^来源$|^依据$|计算方法|计算公式|计算过程|说明$|评价情况|符合情况|核查结果|^结论$|^判定|是否符合|是否达标|达标情况|与.*对比|对标结果|优于"),
    ("leading", r"引领值|标杆值|领先值"),
    ("benchmark", r"基准值|行业平均|平均水平|行业均值|同行业|对标值|参考值"),
    ("target", r"目标"),
    ("limit", r"限值|限额|标准值|标准要求|指标要求|要求值|控制指标|准入值|先进值|评价要求|^要求$|^标准$|规定值"),
    ("weighted", r"加权(?:后)?(?:得分|分)|权重得分|折算(?:后)?得分|最终得分|加权值"),
    ("weight", r"权重|权数|加权参数|加权系数"),
    ("maximum", r"满分|最高分|标准分|分值|总分(?!数)|赋分|应得分|配分|基准分"),
    ("raw", r"得分|评分|自评分|打分|原始分|实得|分数"),
    ("growth", r"同比|环比|增长率|增长幅度|增幅|增速|变化率|变动率|降幅|下降率|下降幅度|增减|较上年|比上年"),
    ("share", r"占比|比例|比重|构成|占总"),
    ("tce", r"折(?:算)?标(?:准)?煤(?!系数)|标准煤(?!系数)|标煤量|折标量|能耗量.*tce|当量值?$|等价值?$"),
    ("coefficient", r"系数|因子"),
    ("year", r"^(?:统计|数据|评价|核算)?(?:年份|年度|期间)$|投用年份|年代|购置时间|投产时间"),
)  # fmt: skip
_ROLES = tuple((role, re.compile(pattern)) for role, pattern in _ROLE_WORDS)

_NUMBER_AND_UNIT = re.compile(
    rf"^(?P<compare>[≥≤><]=?|不低于|不高于|不大于|不小于|不超过|低于|高于|大于|小于)?\s*"
    rf"(?P<number>[约近超≈]?\s*[-−+]?\s*{NUMBER}(?!\s*[-~—至/]\s*\d)\s*)(?P<unit>\D.{{0,24}})?$",
    re.DOTALL,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell read once: its number and unit where the cell is one quantity; `bound` marks ≥ 30 % and the like."""

    text: str
    number: Printed | None = None
    unit: Unit | None = None
    bound: bool = False
    blank: bool = False
    """Whether the cell says "no value" (空白, —, 未检出 …)."""


@lru_cache(maxsize=16384)
def read_cell(text: str) -> Cell:
    """The cell's quantity, when it holds one and nothing else but its unit."""
    if is_no_value(text):
        return Cell(text, blank=True)
    if not any(c.isdigit() for c in text):
        return Cell(text)
    match = _NUMBER_AND_UNIT.match(half_width(text).strip())
    if not match:
        return Cell(text)
    tail = (match["unit"] or "").strip()
    number = parse_number(match["number"])
    unit = None
    if tail:
        if number is not None and (whole := parse_number(match["number"] + tail)) is not None:
            number = whole
        elif (unit := parse_unit(tail)) is None or unit.text in ("年", "月", "日"):
            return Cell(text)
    if number is None:
        return Cell(text)
    digits = re.search(NUMBER, half_width(text))
    printed = text[digits.start() : digits.end()] if digits and len(half_width(text)) == len(text) else number.text
    if number.value < 0 and not printed.startswith("-"):
        printed = f"-{printed}"
    number = Printed(number.value, number.quantum, printed, number.rough)
    return Cell(text, number, unit, bool(match["compare"]))


@dataclass(slots=True)
class Column:
    """A column understood from its header path."""

    index: int
    path: tuple[str, ...] = ()
    label: str = ""
    unit: Unit | None = None
    year: int | None = None
    period: str = ""
    role: ColumnRole = "value"
    nature: Nature = "actual"
    total: bool = False
    numeric: bool = False

    @property
    def header(self) -> str:
        return "".join(self.path)

    @property
    def measures(self) -> bool:
        """Whether the column holds numbers that are no serial numbers."""
        return self.numeric and self.role not in ("serial", "year")


@dataclass(slots=True)
class Line:
    """A body row understood from its stub cells. `group` is the banner or spanning cell it stands under."""

    index: int
    labels: tuple[str, ...] = ()
    label: str = ""
    unit: Unit | None = None
    year: int | None = None
    period: str = ""
    total: bool = False
    group: str = ""


@dataclass
class Grid:
    """A table with its meaning. Cells are addressed by the block's rows and columns."""

    block: Block
    cells: list[list[Cell]]
    columns: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    header_rows: int = 1
    stubs: tuple[int, ...] = ()
    unit: Unit | None = None
    year: int | None = None
    nature: Nature = "actual"
    repeats: frozenset[tuple[int, int]] = frozenset()

    def place(self, row: int, column: int) -> Place:
        return self.block.cell(row, column)

    def unit_of(self, line: Line, column: Column) -> Unit | None:
        """Unit of one number: its cell, then the unit column, the column's header, the row's label, the table's note."""
        cell = self.cells[line.index][column.index]
        if cell.unit is not None:
            return cell.unit
        if column.role in ("share", "growth") and column.unit is None:
            return None
        if column.role == "tce" and column.unit is None:
            return parse_unit("tce")
        return column.unit or line.unit or (self.unit if column.role not in ("coefficient",) else None)

    @property
    def is_form(self) -> bool:
        """Whether the table is made of labels with their answers beside them."""
        return self.header_rows == 0 or not any(c.measures for c in self.columns)

    def numbers(self) -> Iterator[tuple[Line, Column, Cell]]:
        """Every readable number of the body, merged cells once."""
        for line in self.lines:
            row = self.cells[line.index]
            for column in self.columns:
                cell = row[column.index]
                if cell.number is not None and (line.index, column.index) not in self.repeats:
                    yield line, column, cell


def role_of(header: str) -> ColumnRole:
    """What a column holds, by its header."""
    for role, pattern in _ROLES:
        if pattern.search(header):
            return role
    return "value"


def _repeats(block: Block) -> frozenset[tuple[int, int]]:
    return frozenset(
        (r, c)
        for r0, c0, r1, c1 in block.merged
        for r in range(r0, r1 + 1)
        for c in range(c0, c1 + 1)
        if (r, c) != (r0, c0)
    )


def _is_banner(row: list[Cell]) -> bool:
    return len(row) > 1 and len({c.text for c in row}) == 1 and row[0].number is None and not row[0].blank


def _is_year(cell: Cell) -> bool:
    return (
        cell.number is not None
        and cell.unit is None
        and 1990 <= cell.number.value <= 2060
        and cell.number.quantum == 1
        and "," not in cell.text
    )


def _looks_like_header(row: list[Cell]) -> bool:
    return not any(c.number is not None and not _is_year(c) for c in row) and any(not c.blank for c in row)


def _count_header_rows(cells: list[list[Cell]], start: int, merged: list[tuple[int, int, int, int]]) -> int:
    """Rows of the header from `start` on: 0 for label–value tables, more where merged cells tie rows together."""
    if start >= len(cells) or not _looks_like_header(cells[start]):
        return 0
    if len(cells) - start < 2:
        return 0
    end = start + 1
    while end < min(start + 4, len(cells) - 1) and _looks_like_header(cells[end]):
        above = cells[end - 1]
        tied = any(r0 < end <= r1 for r0, _, r1, _ in merged)
        spans = any(r0 == end - 1 and c1 > c0 for r0, c0, _, c1 in merged)
        if not (tied or spans) or _is_banner(above) or _is_banner(cells[end]):
            break
        end += 1
    return end - start


def _serial(values: list[Cell]) -> bool:
    numbers = [c.number.value for c in values if c.number is not None and c.unit is None]
    return len(numbers) >= 2 and numbers == [i + 1 for i in range(len(numbers))]


def _read_columns(grid: Grid, first: int, body: list[int], this_year: int | None) -> None:
    width = len(grid.cells[0])
    for index in range(width):
        path: list[str] = []
        for r in range(first, first + grid.header_rows):
            text = grid.cells[r][index].text.strip()
            if text and (not path or path[-1] != text):
                path.append(text)
        column = Column(index, tuple(path))
        header = column.header
        units = [split_unit(p)[1] for p in path]
        column.unit = next((u for u in reversed(units) if u is not None), None)
        column.label = "".join(plain_label(p) for p in path)
        if path and (own := parse_unit(path[-1])) is not None and own.dimension != "[time]":
            column.unit, column.label = own, "".join(plain_label(p) for p in path[:-1])
        column.year, column.period = year_of(header, this_year), period_of(header)
        column.nature = nature_of(header)
        column.total = any(is_total(plain_label(p)) for p in path)
        column.role = role_of(plain_label(path[-1])) if path else "value"
        if column.role == "value" and len(path) > 1:
            column.role = role_of(column.label)
        if column.role == "value" and not column.label and column.unit is not None and is_coal_equivalent(column.unit):
            column.role = "tce"
        values = [grid.cells[r][index] for r in body if (r, index) not in grid.repeats]
        filled = [c for c in values if not c.blank]
        numeric = sum(c.number is not None for c in filled)
        column.numeric = bool(filled) and numeric * 2 >= len(filled) and numeric > 0
        if index == 0 and _serial(values) and column.role in ("value", "label"):
            column.role = "serial"
        if index == 0 and (column.role == "kind" or (column.role in ("weight", "maximum") and not column.numeric)):
            column.role = "label"  # 类别; 一级指标（权重）
        grid.columns.append(column)
    if width > 1 and grid.header_rows and grid.columns[0].role == "value" and not grid.columns[0].numeric:
        grid.columns[0].role = "label"


def _find_stubs(grid: Grid) -> tuple[int, ...]:
    """The text columns left of the first number: they label the rows."""
    stubs: list[int] = []
    for column in grid.columns:
        if column.role in ("serial", "unit", "kind", "evidence", "remark"):
            continue
        years = column.numeric and _holds_years(grid, column)
        if column.numeric and not years:
            break
        if stubs and (years or column.role == "year" or _computes(grid, column)):
            continue
        if column.role in ("label", "value", "year", "tce", "share"):
            stubs.append(column.index)
    return tuple(stubs)


_SUM = re.compile(r"\d[^\d,，。；]{0,14}[×÷*/+＋＝=][^\d,，。；]{0,6}\d")


def _computes(grid: Grid, column: Column) -> bool:
    """Whether a text column shows calculations (计算过程) instead of naming things."""
    values = [grid.cells[r][column.index].text for r in range(grid.header_rows, len(grid.cells))]
    return sum(bool(_SUM.search(v)) for v in values) * 2 > len(values)


def _holds_years(grid: Grid, column: Column) -> bool:
    values = [grid.cells[r][column.index] for r in range(grid.header_rows, len(grid.cells))]
    filled = [c for c in values if not c.blank and not is_total(c.text) and not NO_ADDEND.search(c.text)]
    return bool(filled) and all(_is_year(c) for c in filled)


def _read_lines(grid: Grid, body: list[int], this_year: int | None) -> None:
    unit_column = next((c.index for c in grid.columns if c.role == "unit"), None)
    year_column = next((c.index for c in grid.columns if c.role == "year" or _holds_years(grid, c)), None)
    group = ""
    for r in body:
        row = grid.cells[r]
        if _is_banner(row):
            group = row[0].text.strip()
            continue
        labels: list[str] = []
        for index in grid.stubs:
            text = row[index].text.strip()
            if text and (not labels or labels[-1] != text):
                labels.append(text)
        line = Line(r, tuple(labels), group=group)
        own = labels[-1] if labels else ""
        line.label, line.unit = plain_label(own), split_unit(own)[1]
        if unit_column is not None:
            line.unit = parse_unit(row[unit_column].text) or line.unit
        line.year = year_of(" ".join(labels), this_year)
        if line.year is None and year_column is not None:
            line.year = year_of(row[year_column].text, this_year)
        line.period = period_of(own)
        line.total = any(is_total(text) for text in (*labels, row[0].text))
        if line.total and labels and not is_total(own):
            line.label = plain_label(next(text for text in (row[0].text, *labels) if is_total(text)))
        if not labels:
            line.label = plain_label(row[0].text)
        grid.lines.append(line)


def read_table(block: Block, this_year: int | None = None) -> Grid:
    """The meaning of a table; `this_year` is the evaluated year, for headers such as 本年度."""
    width = max((len(row) for row in block.rows), default=0)
    empty = Cell("", blank=True)
    cells = [[read_cell(text) for text in row] + [empty] * (width - len(row)) for row in block.rows]
    grid = Grid(block, cells, repeats=_repeats(block))
    if not cells or width < 2:
        grid.header_rows = 0
        return grid
    first = 0
    title = f"{block.caption} {block.unit_note}"
    while first < len(cells) - 1 and _is_banner(cells[first]):
        title += " " + cells[first][0].text
        first += 1
    grid.header_rows = _count_header_rows(cells, first, block.merged)
    grid.unit = unit_note(title) or split_unit(block.caption)[1] or unit_note(cells[first][0].text)
    grid.year, grid.nature = year_of(title, this_year), nature_of(block.caption)
    body = list(range(first + grid.header_rows, len(cells)))
    _read_columns(grid, first, body, this_year)
    grid.stubs = _find_stubs(grid)
    _read_lines(grid, body, this_year)
    return grid


_LEADS_IN = re.compile(r"如下|下表|见表|详见|表\s?\d")


def told_year(document: Document, block: Block) -> int | None:
    """The year of a table whose own words name none: that of the sentence leading into it, or of the nearest heading."""
    section = document.section_of.get(block.id)
    if section is None:
        return None
    position = next((n for n, b in enumerate(section.blocks) if b is block), 0)
    before = section.blocks[position - 1] if position else None
    if before is not None and before.type == "paragraph" and _LEADS_IN.search(before.text):
        last = re.split(r"[。；;]", before.text.rstrip("。：: "))[-1]
        if year := year_of(last):
            return year
    return heading_year(section.path)
