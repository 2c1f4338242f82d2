"""The data of one enterprise after reading and checking: entries that know where they stand in the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = Decimal | str | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as filled in; `place` is its sheet and cell (or path in a YAML file), `text` the digits as typed."""

    value: Value
    place: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one item by year, in one unit. A year without a value is absent."""

    label: str
    unit: str
    values: dict[int, Entry]
    evidence: tuple[str, ...] = ()
    note: str = ""

    def number(self, year: int) -> Decimal | None:
        entry = self.values.get(year)
        return entry.value if entry and isinstance(entry.value, Decimal) else None


@dataclass(slots=True)
class Record:
    """One row of a table, or a whole form: entries by column or row id; `series` holds the columns with years."""

    entries: dict[str, Entry] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)

    def text(self, key: str) -> str:
        entry = self.entries.get(key)
        return "" if entry is None or not isinstance(entry.value, str) else entry.value

    def number(self, key: str) -> Decimal | None:
        entry = self.entries.get(key)
        return entry.value if entry and isinstance(entry.value, Decimal) else None

    def day(self, key: str) -> date | None:
        entry = self.entries.get(key)
        return entry.value if entry and isinstance(entry.value, date) else None

    def evidence(self, key: str = "evidence") -> tuple[str, ...]:
        entry = self.entries.get(key)
        return entry.value if entry and isinstance(entry.value, tuple) else ()

    def place(self, key: str) -> str:
        entry = self.entries.get(key)
        return entry.place if entry else ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something required that was left blank: its name and where it belongs."""

    label: str
    place: str

    def __str__(self) -> str:
        return f"{self.label}（{self.place}）"


@dataclass(slots=True)
class Data:
    """Everything filled in, by sheet id. `missing` lists required things left blank."""

    file: str
    kind: str
    mode: str
    edition: str
    years: tuple[int, ...]
    forms: dict[str, Record] = field(default_factory=dict)
    yearly: dict[str, dict[str, Series]] = field(default_factory=dict)
    tables: dict[str, list[Record]] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)

    @property
    def year(self) -> int:
        """The year evaluated: the latest of the three."""
        return self.years[-1]

    def form(self, sheet: str) -> Record:
        return self.forms.get(sheet, Record())

    def rows(self, sheet: str) -> list[Record]:
        return self.tables.get(sheet, [])

    def line(self, sheet: str, row: str) -> Series:
        return self.yearly.get(sheet, {}).get(row) or Series(row, "", {})

    def evidence_used(self) -> Iterator[tuple[str, str]]:
        """Every evidence index named outside the list of evidence, with its place."""
        for form in self.forms.values():
            yield from _indices(form)
        for sheet, records in self.tables.items():
            if sheet != "evidence":
                for record in records:
                    yield from _indices(record)
        for rows in self.yearly.values():
            for row in rows.values():
                place = next((e.place for e in row.values.values()), "")
                yield from ((index, place) for index in row.evidence)


def _indices(record: Record) -> Iterator[tuple[str, str]]:
    for entry in record.entries.values():
        if isinstance(entry.value, tuple):
            yield from ((index, entry.place) for index in entry.value)
