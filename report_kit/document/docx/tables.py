"""One Word table as a full matrix: spans, vertical merges, ragged rows, nested tables, tracked rows and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from report_kit.document.docx.controls import ALTERNATE, SDT, chosen, control_content
from report_kit.document.docx.items import Item, Paragraph, Table
from report_kit.document.docx.names import VAL, W, flag, integer, value
from report_kit.document.docx.revisions import deleted_text, record
from report_kit.document.docx.styles import Styles, has_lines, is_dark

_SPAN, _DOWN, _BESIDE, _SHD, _BORDERS = W + "gridSpan", W + "vMerge", W + "hMerge", W + "shd", W + "tcBorders"
_INSERTED, _DELETED, _TRACKED_MERGE = W + "cellIns", W + "cellDel", W + "cellMerge"
_CELL_MARKS = frozenset({_SPAN, _DOWN, _BESIDE, _SHD, _BORDERS, _INSERTED, _DELETED, _TRACKED_MERGE})
_TR, _TC, _TR_PR, _TC_PR = W + "tr", W + "tc", W + "trPr", W + "tcPr"
_THROUGH = frozenset({W + "customXml", W + "ins", W + "moveTo"})
# Columns narrower than 1 mm (in twentieths of a point) come from dragging borders; no reader sees them.
_SLIVER = 57
_MAX_COLUMNS = 400
_MAX_CELLS = 1_000_000
_BIG_ROWS, _BIG_COLUMNS = 3, 2

CellReader = Callable[[Sequence[etree._Element], bool], list[Item]]


@dataclass(slots=True)
class _Cell:
    row: int
    start: int
    end: int
    last_row: int
    text: str = ""


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells in order, those in content controls included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == SDT or child.tag == ALTERNATE:
            inner = control_content(child) if child.tag == SDT else chosen(child)
            if inner is not None:
                yield from _children(inner, tag)
        elif child.tag in _THROUGH:
            yield from _children(child, tag)


def _marks(children: Sequence[etree._Element]) -> list[etree._Element]:
    """The properties of a cell that matter; `w:tcPr` always comes first."""
    if not children or children[0].tag != _TC_PR:
        return []
    return [mark for mark in children[0] if mark.tag in _CELL_MARKS]


def is_big(table: Table) -> bool:
    """A nested table that stands as a block of its own; smaller ones are text of the outer cell."""
    return len(table.rows) >= _BIG_ROWS and table.columns >= _BIG_COLUMNS


def flat_text(table: Table) -> str:
    """A small nested table as lines: rows one a line, cells apart by tabs, merged cells once."""
    repeats = {(r, c) for r0, c0, r1, c1 in table.merged for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
    repeats -= {(r0, c0) for r0, c0, _, _ in table.merged}
    lines = ("\t".join(t for c, t in enumerate(row) if t and (r, c) not in repeats) for r, row in enumerate(table.rows))
    return "\n".join(line for line in lines if line)


def build_table(element: etree._Element, styles: Styles, read_cell: CellReader, shaded: bool = False) -> Table:
    """The table of a `w:tbl`; `read_cell(cell, shaded)` gives the blocks of a cell. `shaded`: it stands on colour."""
    table = Table()
    properties = element.find(W + "tblPr")
    table.style = value(properties, W + "tblStyle") or ""
    borders = properties.find(W + "tblBorders") if properties is not None else None
    table.bordered = has_lines(borders) or (borders is None and styles.has_lines(table.style))
    shading = properties.find(_SHD) if properties is not None else None
    builder = _Builder(table, read_cell, shaded or bool(is_dark(shading)) or styles.is_coloured(table.style))
    for row in _children(element, _TR):
        builder.add_row(row)
        if len(builder.cells) > _MAX_CELLS:
            break
    grid = [max(integer(c.get(W + "w")), 0) for c in element.iterfind(f"{W}tblGrid/{W}gridCol")]
    _fill(table, builder.cells, builder.rows, grid)
    table.header_rows = builder.headers or _heading_depth(table)
    return table


class _Builder:
    """Takes the rows of one table in order; `cells` are what they leave."""

    def __init__(self, table: Table, read_cell: CellReader, shaded: bool) -> None:
        self._table = table
        self._read_cell = read_cell
        self._shaded = shaded
        self._open: dict[int, _Cell] = {}
        self.cells: list[_Cell] = []
        self.rows = 0
        self.headers = 0
        """Marked header rows at the top."""

    def add_row(self, row: etree._Element) -> None:
        """One `w:tr`; a deleted row is only a change, a hidden row only hidden text."""
        first = next(iter(row), None)
        properties = first if first is not None and first.tag == _TR_PR else row.find(_TR_PR)
        before, hidden = 0, False
        for mark in properties if properties is not None else ():
            tag = mark.tag
            if tag == W + "del":
                words = " ".join(deleted_text(c) for c in _children(row, _TC)).strip()
                record(self._table.changes, "delete", words, mark)
                return
            if tag == W + "ins":
                words = " ".join(deleted_text(c) for c in _children(row, _TC)).strip()
                record(self._table.changes, "insert", words, mark)
            elif tag == W + "tblHeader":
                self.headers += self.headers == self.rows and bool(flag(properties, tag))
            elif tag == W + "hidden":
                hidden = bool(flag(properties, tag))
            elif tag == W + "gridBefore":
                before = min(max(integer(mark.get(VAL)), 0), _MAX_COLUMNS)
        count = len(self.cells)
        self._add_cells(row, before)
        if hidden and not any(cell.text for cell in self.cells[count:]):
            del self.cells[count:]
            return
        self.rows += 1

    def _add_cells(self, row: etree._Element, column: int) -> None:
        continued: dict[int, _Cell] = {}
        last: _Cell | None = None
        cells, read_cell, text_of = self.cells, self._read_cell, self._text_of
        row_number, shaded_table = self.rows, self._shaded
        for element in _children(row, _TC):
            children = list(element)  # once: each walk over children makes them anew
            marks = _marks(children)
            if not marks and column < _MAX_COLUMNS:  # most cells
                last = _Cell(row_number, column, column + 1, row_number, text_of(read_cell(children, shaded_table)))
                cells.append(last)
                column += 1
                continue
            span, vertical, beside, shaded, inserted, gone = 1, None, None, shaded_table, None, False
            for mark in marks:
                tag = mark.tag
                if tag == _SPAN:
                    span = min(max(integer(mark.get(VAL), 1), 1), _MAX_COLUMNS)
                elif tag == _DOWN:
                    vertical = mark.get(VAL) or "continue"
                elif tag == _BESIDE:
                    beside = mark.get(VAL) or "continue"
                elif tag == _SHD:
                    shaded = shaded or bool(is_dark(mark))
                elif tag == _BORDERS:
                    self._table.bordered = self._table.bordered or has_lines(mark)
                elif tag == _TRACKED_MERGE:
                    vertical = "continue" if (mark.get(W + "vMerge") or "").startswith("cont") else "restart"
                elif tag == _INSERTED:
                    inserted = mark
                else:
                    record(self._table.changes, "delete", deleted_text(element), mark)
                    gone = True
            if gone:
                continue
            if column + span > _MAX_COLUMNS:
                break
            above = self._open.get(column)
            if beside == "continue" and last is not None:
                last.end = column + span
            elif vertical == "continue" and above is not None:
                above.last_row = self.rows
                continued[column] = last = above
            else:
                text = self._text_of(self._read_cell(children, shaded))
                last = _Cell(self.rows, column, column + span, self.rows, text)
                self.cells.append(last)
                if inserted is not None:
                    record(self._table.changes, "insert", text, inserted)
                if vertical is not None:
                    continued[column] = last
            column += span
        self._open = continued

    def _text_of(self, items: list[Item]) -> str:
        table = self._table
        table.only_cell = [] if self.cells else items
        if len(items) == 1 and isinstance(items[0], Paragraph):
            table.paragraphs.append(items[0])
            return items[0].seen.strip(" \n\t")
        lines: list[str] = []
        for item in items:
            if isinstance(item, Paragraph):
                table.paragraphs.append(item)
                lines.append(item.seen.strip("\n"))
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
