"""Rows of a table by what their columns are called: for lists of reports, projects, evidence, certificates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from report_kit.document.model import Block, Place
from report_kit.facts import date_grammar
from report_kit.facts.pieces import repeats, tight


@dataclass(frozen=True, slots=True)
class Row:
    """One body row with the headers above its cells."""

    block: Block
    index: int
    headers: tuple[str, ...]

    def column(self, pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> int | None:
        """The first column whose header matches."""
        for n, header in enumerate(self.headers):
            if pattern.search(header) and not (but and but.search(header)) and n < len(self.block.rows[self.index]):
                return n
        return None

    def text(self, column: int | None) -> str:
        return "" if column is None else self.block.rows[self.index][column].strip()

    def of(self, pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> str:
        """The cell under the first header that matches, empty where there is none."""
        return self.text(self.column(pattern, but))

    def place(self, column: int) -> Place:
        return self.block.cell(self.index, column)

    @property
    def words(self) -> str:
        return "／".join(dict.fromkeys(self.block.rows[self.index]))


def title_rows(table: Block) -> int:
    """Leading rows that are one cell over the whole width: they title the table and name no column."""
    count = 0
    while count < len(table.rows) - 1 and len(table.rows[count]) > 1 and len(set(table.rows[count])) == 1:
        count += 1
    return count


def body_start(table: Block) -> int:
    """The first row below titles and headers."""
    return max(title_rows(table) + 1, table.header_rows)


def headers(table: Block) -> tuple[str, ...]:
    """Header text of each column: the header rows joined, without blanks and without the table's title."""
    width = max((len(row) for row in table.rows), default=0)
    head = table.rows[title_rows(table) : body_start(table)]
    return tuple("".join(dict.fromkeys(tight(row[c]) for row in head if c < len(row))) for c in range(width))


def rows(table: Block) -> Iterator[Row]:
    """The body rows of a table with a header row; rows that repeat one merged cell throughout are left out."""
    if len(table.rows) < 2:
        return
    heads = headers(table)
    hidden = repeats(table)
    for index in range(body_start(table), len(table.rows)):
        row = table.rows[index]
        if len(row) > 1 and len(set(row)) == 1:
            continue
        if all((index, c) in hidden or not row[c].strip() for c in range(len(row))):
            continue
        yield Row(table, index, heads)


def day_of(text: str, year: int | None = None) -> date | None:
    """The first day printed in a cell (the first of a month where only that is printed)."""
    found = date_grammar.find(text, year, sure=True) or date_grammar.find_months(text)
    return found[0].day if found else None
