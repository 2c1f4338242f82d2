"""The register of standards and documents: what is in force when, what replaced what, what it is called."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from report_kit.checklist.editions import normal_number
from report_kit.checklist.loading import shipped
from report_kit.checklist.model import File, Row, Text


class Standard(Row):
    """One edition of a standard, or one document. `name` is the title; `aliases` other numbers it is cited by.

    `title_checked` is False where the title is only descriptive: then a report's title may not be held against it."""

    kind: Literal["standard", "document"]
    number: Text
    in_force_from: date
    in_force_until: date | None = None
    replaced_by: str | None = None
    aliases: tuple[Text, ...] = ()
    title_checked: bool = True

    def in_force(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)

    @property
    def series(self) -> str:
        """The number without its year."""
        return _series(normal_number(self.number))


def _series(number: str) -> str:
    head, dash, tail = number.rpartition("-")
    return head if dash and tail.isdigit() and len(tail) == 4 else number


class Standards(File):
    """`checklists/standards.yaml`."""

    rows: tuple[Standard, ...]

    @model_validator(mode="after")
    def _replacements_exist(self) -> Standards:
        numbers = {r.number for r in self.rows}
        for row in self.rows:
            if row.replaced_by and row.replaced_by not in numbers:
                raise ValueError(f"{row.number} 的代替者 {row.replaced_by} 不在登记册中")
        return self

    @cached_property
    def by_number(self) -> dict[str, Standard]:
        """Rows by number or alias in `normal_number` spelling."""
        return {normal_number(n): r for r in self.rows for n in (r.number, *r.aliases)}

    @cached_property
    def by_series(self) -> dict[str, tuple[Standard, ...]]:
        """Editions of each number without year, oldest first."""
        found: dict[str, list[Standard]] = {}
        for row in sorted(self.rows, key=lambda r: r.in_force_from):
            found.setdefault(row.series, []).append(row)
        return {series: tuple(rows) for series, rows in found.items()}

    def find(self, number: str) -> Standard | None:
        """The row cited as `number` in any spelling (GB/T36132—2018, 粤工信规字〔2024〕4号), or None."""
        return self.by_number.get(normal_number(number))

    def editions_of(self, number: str) -> tuple[Standard, ...]:
        """Every registered edition of a number cited with or without year."""
        return self.by_series.get(_series(normal_number(number)), ())

    def current(self, number: str, day: date) -> Standard | None:
        """The edition in force on a day of a number cited with or without year, or its last replacement."""
        row = self.find(number)
        if row is None:
            return next((r for r in reversed(self.editions_of(number)) if r.in_force(day)), None)
        while row.replaced_by and not row.in_force(day) and row.in_force_from <= day:
            replacement = self.find(row.replaced_by)
            if replacement is None:
                break
            row = replacement
        return row


def standards() -> Standards:
    """The register, loaded once."""
    return shipped("standards.yaml", Standards)
