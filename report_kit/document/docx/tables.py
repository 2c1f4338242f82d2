"""One Word table as a full matrix: spans, vertical merges, ragged rows, nested tables, deleted rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from report_kit.document.docx.items import Change, Item, Paragraph, Table
from report_kit.document.docx.names import MC, VAL, W, integer, value
from report_kit.document.docx.styles import Styles, has_lines, is_dark
from report_kit.document.docx.text import chosen, deleted_text, toggles

_SPAN, _DOWN, _BESIDE, _SHD, _BORDERS = W + "gridSpan", W + "vMerge", W + "hMerge", W + "shd", W + "tcBorders"
_TR, _TC, _TR_PR, _TC_PR = W + "tr", W + "tc", W + "trPr", W + "tcPr"
_WRAPPERS = {W + "sdt": W + "sdtContent", W + "customXml": "", W + "ins": "", W + "moveTo": ""}
# Columns narrower than 1 mm (in twentieths of a point) come from dragging borders; no reader sees them.
_SLIVER = 57
_MAX_COLUMNS = 400
_MAX_CELLS = 1_000_000
_BIG_ROWS, _BIG_COLUMNS = 3, 2

CellReader = Callable[[etree._Element, bool], list[Item]]


@dataclass(slots=True)
class _Cell:
    row: int
    start: int
    end: int
    last_row: int
    text: str = ""


class _RowMarks(NamedTuple):
    header: bool
    deleted: etree._Element | None
    hidden: bool
    before: int


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells in order, those in content controls included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == MC + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from _children(choice, tag)
        elif child.tag in _WRAPPERS:
            inner = child.find(_WRAPPERS[child.tag]) if _WRAPPERS[child.tag] else child
            if inner is not None:
                yield from _children(inner, tag)


def _marks(row: etree._Element) -> _RowMarks:
    properties = row.find(_TR_PR)
    if properties is None:
        return _RowMarks(False, None, False, 0)
    deleted = properties.find(W + "del")
    return _RowMarks(
        toggles(properties, W + "tblHeader"),
        deleted,
        toggles(properties, W + "hidden"),
        min(max(integer(value(properties, W + "gridBefore")), 0), _MAX_COLUMNS),
    )


def is_big(table: Table) -> bool:
    """A nested table that stands as a block of its own; smaller ones are text of the outer cell."""
    return len(table.rows) >= _BIG_ROWS and table.columns >= _BIG_COLUMNS


def flat_text(table: Table) -> str:
    """A small nested table as lines: rows one a line, cells apart by tabs, merged cells once."""
    repeats = {(r, c) for r0, c0, r1, c1 in table.merged for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
    repeats -= {(r0, c0) for r0, c0, _, _ in table.merged}
    lines = ("\t".join(t for c, t in enumerate(row) if t and (r, c) not in repeats) for r, row in enumerate(table.rows))
    return "\n".join(line for line in lines if line)


def build_table(element: etree._Element, styles: Styles, read_cell: CellReader) -> Table:
    """The table of a `w:tbl`; `read_cell(cell, shaded)` gives the blocks of a cell."""
    table = Table()
    properties = element.find(W + "tblPr")
    table.style = value(properties, W + "tblStyle") or ""
    borders = properties.find(W + "tblBorders") if properties is not None else None
    table.bordered = has_lines(borders) or (borders is None and styles.has_lines(table.style))
    coloured_style = table.style not in ("", "TableGrid", "TableNormal")
    cells: list[_Cell] = []
    open_merges: dict[int, _Cell] = {}
    row_number, header_run = 0, True
    headers = 0
    for row in _children(element, _TR):
        marks = _marks(row)
        if marks.deleted is not None:
            deleted = marks.deleted
            words = " ".join(deleted_text(c) for c in _children(row, _TC)).strip()
            table.changes.append(
                Change("delete", words, deleted.get(W + "author") or "", deleted.get(W + "date") or "")
            )
            continue
        if marks.hidden:
            continue
        header_run = header_run and marks.header
        headers += header_run
        _read_row(table, row, row_number, marks.before, cells, open_merges, read_cell, coloured_style)
        row_number += 1
        if len(cells) > _MAX_CELLS:
            break
    grid = [max(integer(c.get(W + "w")), 0) for c in element.iterfind(f"{W}tblGrid/{W}gridCol")]
    _fill(table, cells, row_number, grid)
    table.header_rows = headers or _heading_depth(table)
    return table


def _read_row(
    table: Table,
    row: etree._Element,
    number: int,
    column: int,
    cells: list[_Cell],
    open_merges: dict[int, _Cell],
    read_cell: CellReader,
    coloured: bool,
) -> None:
    continued: dict[int, _Cell] = {}
    last: _Cell | None = None
    for element in _children(row, _TC):
        span, vertical, beside, shaded = 1, None, None, coloured
        for mark in element[0] if len(element) and element[0].tag == _TC_PR else ():
            tag = mark.tag
            if tag == _SPAN:
                span = min(max(integer(mark.get(VAL), 1), 1), _MAX_COLUMNS)
            elif tag == _DOWN:
                vertical = mark.get(VAL) or "continue"
            elif tag == _BESIDE:
                beside = mark.get(VAL) or "continue"
            elif tag == _SHD:
                shaded = coloured or bool(is_dark(mark))
            elif tag == _BORDERS:
                table.bordered = table.bordered or has_lines(mark)
        if column + span > _MAX_COLUMNS:
            break
        above = open_merges.get(column)
        if beside == "continue" and last is not None:
            last.end = column + span
        elif vertical == "continue" and above is not None:
            above.last_row = number
            continued[column] = above
            last = above
        else:
            cell = _Cell(number, column, column + span, number, _cell_text(table, read_cell(element, shaded)))
            cells.append(cell)
            last = cell
            if vertical is not None:
                continued[column] = cell
        column += span
    open_merges.clear()
    open_merges.update(continued)


def _cell_text(table: Table, items: list[Item]) -> str:
    lines: list[str] = []
    for item in items:
        if isinstance(item, Paragraph):
            table.paragraphs.append(item)
            if line := item.seen.strip("\n"):
                lines.append(line)
        elif isinstance(item, Table):
            if is_big(item):
                table.nested.append(item)
                continue
            lines.append(flat_text(item))
            table.paragraphs.extend(item.paragraphs)
            table.nested.extend(item.nested)
            table.changes.extend(item.changes)
    return "\n".join(line for line in lines if line.strip()).strip(" \n\t")


def _clusters(cells: list[_Cell], grid: list[int]) -> dict[int, int]:
    """Grid lines that cells use → column numbers; lines less than 1 mm apart are one where no cell needs the gap."""
    lines = sorted({c.start for c in cells} | {c.end for c in cells})
    measured = len(grid) >= lines[-1] and all(grid)
    position = list(accumulate(grid, initial=0)) if measured else []
    needed = {(c.start, c.end) for c in cells}
    numbers: dict[int, int] = {}
    number, together = -1, list[int]()
    for line in lines:
        near = bool(together) and measured and position[line] - position[together[0]] < _SLIVER
        if not near or any((start, line) in needed for start in together):
            number, together = number + 1, []
        together.append(line)
        numbers[line] = number
    return numbers


def _fill(table: Table, cells: list[_Cell], rows: int, grid: list[int]) -> None:
    if not cells:
        return
    lines = _clusters(cells, grid)
    columns = max(lines.values())
    if rows * columns > _MAX_CELLS:
        rows = _MAX_CELLS // columns
    matrix = [[""] * columns for _ in range(rows)]
    for cell in cells:
        first, last = lines[cell.start], lines[cell.end] - 1
        if cell.row >= rows:
            continue
        bottom = min(cell.last_row, rows - 1)
        if first == last and bottom == cell.row:
            matrix[cell.row][first] = cell.text
            continue
        table.merged.append((cell.row, first, bottom, last))
        for r in range(cell.row, bottom + 1):
            matrix[r][first : last + 1] = [cell.text] * (last + 1 - first)
    # A grid may begin right of its first line where every row leaves space before.
    table.rows = [row[min(lines.values()) :] for row in matrix]
    bounds = sorted({line: n for line, n in lines.items()}.items())
    edges = {n: line for line, n in reversed(bounds)}
    if grid and len(grid) >= bounds[-1][0]:
        table.widths = [sum(grid[edges[n] : edges[n + 1]]) for n in range(columns)]


def _heading_depth(table: Table) -> int:
    """Header rows where none is marked: a first row with cells merged sideways reaches down as its tallest cell."""
    top = [m for m in table.merged if m[0] == 0]
    sideways = any(m[3] > m[1] and m[2] == 0 for m in top)
    depth = max((m[2] for m in top), default=0) + 1
    return depth if sideways and 1 < depth <= 3 < len(table.rows) + 1 else 1
