"""Where a finding stands, in words, and its surroundings: the row of a table, the sentence around a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_kit.checking.model import Check
from report_kit.document.model import Block, Place
from report_kit.feedback.wording import flat, one_line

_PART = {
    "textbox": "文本框",
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "comment": "批注",
    "annex": "附件",
}
_SENTENCE_END = re.compile(r"[。！？；!?\n]")
_HAS_LETTER = re.compile(r"[^\W\d_]")

SENTENCE = 90
"""Characters shown on either side of a quote at most."""
CELL = 60
SMALL_TABLE = 12
MANY_COLUMNS = 9
WHOLE_TABLE = 80


@dataclass(slots=True)
class Cell:
    text: str
    marked: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Cells shown of one row; `number` counts from 1 as a reader does. No cells: rows were left out here."""

    number: int
    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class TableContext:
    """The rows of a table that hold marked cells, under the table's head; `whole` is the table where rows are left out."""

    words: str
    caption: str
    unit_note: str
    rows: tuple[Row, ...]
    whole: tuple[Row, ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class ProseContext:
    """A quote in its sentence."""

    words: str
    before: str
    quote: str
    after: str
    kind: str = "prose"


Context = TableContext | ProseContext


class Places:
    """Words and surroundings of the places of one check."""

    def __init__(self, check: Check) -> None:
        self._document = check.document
        self._forms = {field.place.block for field in check.facts.form}
        self._table_number = {table.id: n for n, table in enumerate(check.document.tables, 1)}

    def words(self, place: Place, *, names: bool = False) -> str:
        """`第 9 页 · 表13 能源消耗 · 第 3 行第 5 列`; with `names` the row's and the column's names are added."""
        cell = self._cell(place, names=names)
        return " · ".join(part for part in (self._where(place), cell) if part)

    def _cell(self, place: Place, *, names: bool = False) -> str:
        if place.row is None or place.column is None:
            return ""
        block = self._document.by_id.get(place.block)
        name = self._cell_name(block, place.row, place.column) if names and block else ""
        return f"第 {place.row + 1} 行第 {place.column + 1} 列" + (f"（{name}）" if name else "")

    def _where(self, place: Place) -> str:
        """Page, table or heading of a place."""
        block = self._document.by_id.get(place.block)
        page = place.page or (block.page if block else None)
        parts = [f"第 {page} 页"] if page else []
        if block is None:
            return " · ".join(parts)
        if block.where:
            parts.append(_PART.get(block.where, ""))
        if block.type == "table":
            parts.append(self._table(block))
        else:
            section = self._document.section_of.get(block.id)
            if section and section.heading and section.heading.id != block.id:
                parts.append(one_line(section.heading.heading, 24))
        return " · ".join(part for part in parts if part)

    def contexts(self, places: tuple[Place, ...]) -> list[Context]:
        """Surroundings of the places of a finding; cells of one table are marked together in one small table."""
        contexts: list[Context] = []
        done: set[str] = set()
        for place in places:
            block = self._document.by_id.get(place.block)
            if block is None or block.type != "table" or place.row is None:
                contexts.append(self._prose(place, block))
            elif block.id not in done:
                done.add(block.id)
                contexts.append(self._table_context(block, [p for p in places if p.block == block.id]))
        return contexts

    def _cells(self, places: list[Place]) -> str:
        """Words of several cells of one table: its pages and name once."""
        by_page: dict[str, list[str]] = {}
        for place in places:
            by_page.setdefault(self._where(place), []).append(self._cell(place))
        return "；".join(
            f"{where} · {'、'.join(dict.fromkeys(cell for cell in cells if cell))}" for where, cells in by_page.items()
        )

    def _table(self, block: Block) -> str:
        if block.caption:
            return one_line(block.caption, 24)
        number = self._table_number.get(block.id)
        return f"第 {number} 个表" if number else "表"

    def _head(self, block: Block) -> int:
        """Rows of the table's head. A form has none: its labels stand beside the answers."""
        return 0 if block.id in self._forms else min(block.header_rows, len(block.rows))

    def _cell_name(self, block: Block, row: int, column: int) -> str:
        """Name of a cell's row and column: `电力／折标系数`."""
        if row >= len(block.rows):
            return ""
        left = [one_line(text, 16) for text in block.rows[row][:column] if _HAS_LETTER.search(text)]
        head = self._head(block)
        above = block.rows[head - 1][column : column + 1] if 0 < head <= row else []
        return "／".join(dict.fromkeys(name for name in [*left[:1], *(one_line(t, 16) for t in above)] if name))

    def _table_context(self, block: Block, places: list[Place]) -> TableContext:
        marked = {(p.row or 0, p.column or 0) for p in places}
        head = self._head(block)
        count = len(block.rows)
        wanted = set(range(count)) if count <= SMALL_TABLE else {*range(head), *(row for row, _ in marked)}
        columns = _columns(max((len(row) for row in block.rows), default=0), {column for _, column in marked})
        rows: list[Row] = []
        previous = -1
        for index in sorted(i for i in wanted if 0 <= i < count):
            if index > previous + 1:
                rows.append(Row(0, ()))
            rows.append(self._row(block, index, columns, marked, head))
            previous = index
        if previous < count - 1:
            rows.append(Row(0, ()))
        left_out = len(wanted) < count <= WHOLE_TABLE or None in columns
        every: list[int | None] = list(range(max((len(row) for row in block.rows), default=0)))
        whole = tuple(self._row(block, i, every, marked, head) for i in range(min(count, WHOLE_TABLE)))
        return TableContext(
            words=self._cells(places),
            caption=one_line(block.caption),
            unit_note=one_line(block.unit_note),
            rows=tuple(rows),
            whole=whole if left_out else (),
        )

    @staticmethod
    def _row(block: Block, index: int, columns: list[int | None], marked: set[tuple[int, int]], head: int) -> Row:
        """One row's cells, horizontally merged ones as one cell."""
        source = block.rows[index]
        regions = [m for m in block.merged if m[0] <= index <= m[2] and m[3] > m[1]]
        cells: list[Cell] = []
        previous: int | None = None
        for column in columns:
            if column is None:
                cells.append(Cell("⋯"))
                previous = None
                continue
            if column >= len(source):
                break
            is_marked = (index, column) in marked
            if previous is not None and any(m[1] <= previous and column <= m[3] for m in regions):
                cells[-1].span += 1
                if is_marked:
                    cells[-1].marked, cells[-1].text = True, one_line(source[column])
            else:
                cells.append(Cell(one_line(source[column], None if is_marked else CELL), is_marked))
            previous = column
        return Row(index + 1, tuple(cells), header=index < head)

    def _prose(self, place: Place, block: Block | None) -> ProseContext:
        words = self.words(place)
        if block is None or block.type == "table":
            return ProseContext(words, "", one_line(place.quote), "")
        text = block.heading if block.type == "heading" else block.text or block.caption
        span = locate(text, place.quote)
        if span is None:
            return ProseContext(words, "", one_line(place.quote), "")
        start, end = sentence(text, span)
        before = ("…" if start > 0 and not _SENTENCE_END.match(text, start - 1) else "") + text[start : span[0]]
        after = text[span[1] : end] + ("…" if end < len(text) and not _SENTENCE_END.match(text, end - 1) else "")
        return ProseContext(words, flat(before).lstrip(), flat(text[slice(*span)]), flat(after).rstrip())


def _columns(count: int, marked: set[int]) -> list[int | None]:
    """Columns to show: all of a narrow table; of a wide one the first two and those near the marked; None for a gap."""
    if count <= MANY_COLUMNS:
        return list(range(count))
    near = {0, 1} | {c for m in marked for c in range(m - 2, m + 3) if 0 <= c < count}
    columns: list[int | None] = []
    for column in sorted(near):
        if columns and columns[-1] is not None and column > columns[-1] + 1:
            columns.append(None)
        columns.append(column)
    if max(near) < count - 1:
        columns.append(None)
    return columns


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Span of a quote in a text, white space not counted; None when it is not there."""
    letters = [n for n, character in enumerate(text) if not character.isspace()]
    bare = "".join(text[n] for n in letters)
    wanted = "".join(quote.split())
    found = bare.find(wanted) if wanted else -1
    return (letters[found], letters[found + len(wanted) - 1] + 1) if found >= 0 else None


def sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Span of the sentences that hold `span`, at most 90 characters more on either side."""
    start, end = span
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    left = max((e for e in ends if e <= start), default=0)
    right = min((e for e in ends if e >= end), default=len(text))
    return max(left, start - SENTENCE), min(right, end + SENTENCE)
