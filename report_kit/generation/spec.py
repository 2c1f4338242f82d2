"""What the data workbook asks for: sheets, rows and columns, from `templates/<kind>/workbook.yaml`.

The same description drives the Excel workbook, the reading of filled data and its checks."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from report_kit import resources
from report_kit.errors import InputError
from report_kit.generation import clauses

Shape = Literal["form", "years", "table"]
Kind = Literal["text", "long", "number", "date", "choice", "unit", "evidence", "code", "phone", "email", "years"]


class Item(BaseModel):
    """One thing asked: a row of a form or years sheet, or a column of a table.

    `required_if` names another column and the value of it that makes this one required. `unit_from` names the column
    that holds the unit; `units` are the alternatives a user may pick; `free_unit` allows any product unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    kind: Kind = "number"
    unit: str = ""
    units: tuple[str, ...] = ()
    unit_from: str = ""
    free_unit: bool = False
    required: bool = False
    required_if: dict[str, str] = Field(default_factory=dict)
    choices: tuple[str, ...] = ()
    pattern: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    digits: int | None = None
    max_length: int | None = None
    unique: bool = False
    help: str = ""
    example: Any = None
    editions: tuple[str, ...] = ()


class Preset(BaseModel):
    """A fixed row of a table: its label (first column), values filled in beforehand and choices of its own."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: str
    values: dict[str, Any] = Field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Sheet(BaseModel):
    """One sheet. `rows` are the items of a form or years sheet, `columns` those of a table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    shape: Shape
    department: str
    documents: str
    help: str
    rows: tuple[Item, ...] = ()
    rows_from: str = ""
    columns: tuple[Item, ...] = ()
    presets: tuple[Preset, ...] = ()
    min_rows: int = 0
    editions: tuple[str, ...] = ()

    def item(self, item_id: str) -> Item:
        return next(i for i in (*self.rows, *self.columns) if i.id == item_id)


class Spec(BaseModel):
    """All sheets of one kind and edition."""

    model_config = ConfigDict(frozen=True)

    kind: str
    mode: str
    edition: str
    sheets: tuple[Sheet, ...]

    def sheet(self, sheet_id: str) -> Sheet:
        return next(s for s in self.sheets if s.id == sheet_id)

    def by_name(self, name: str) -> Sheet | None:
        return next((s for s in self.sheets if s.name == name), None)


KINDS = {"factory": "绿色工厂"}
MODES = {"self": "自评价"}
EDITIONS = {"gbt36132-2025": "GB/T 36132-2025", "gbt36132-2018": "GB/T 36132-2018"}


@cache
def load(kind: str, mode: str, edition: str) -> Spec:
    """The description for a kind, mode and edition.

    Raises InputError for one that cannot be generated yet."""
    for value, known, what in ((kind, KINDS, "报告类型"), (mode, MODES, "评价方式"), (edition, EDITIONS, "评价标准")):
        if value not in known:
            raise InputError(f"{what}「{value}」暂不支持", f"可用：{'、'.join(known)}")
    path = resources.folder("templates") / kind / "workbook.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    sheets = [_sheet(Sheet.model_validate(s), edition) for s in raw["sheets"] if _applies(s.get("editions"), edition)]
    return Spec(kind=kind, mode=mode, edition=edition, sheets=tuple(sheets))


def _applies(editions: object, edition: str) -> bool:
    return not editions or edition in editions  # type: ignore[operator]


def _sheet(sheet: Sheet, edition: str) -> Sheet:
    """The sheet with only the rows and columns of the edition, and with its preset rows."""
    presets = clauses.presets(sheet.rows_from, edition) if sheet.rows_from else []
    return sheet.model_copy(
        update={
            "rows": tuple(r for r in sheet.rows if _applies(r.editions, edition)),
            "columns": tuple(c for c in sheet.columns if _applies(c.editions, edition)),
            "presets": tuple(Preset.model_validate(p) for p in presets),
        }
    )


@cache
def years_columns() -> tuple[Item, ...]:
    """The columns every years sheet has beside its item: unit, three values, evidence, note."""
    return (
        Item(id="unit", label="单位", kind="unit"),
        Item(id="values", label="", kind="years", required=True),
        Item(id="evidence", label="证据编号", kind="evidence", required=True),
        Item(id="note", label="数据来源", kind="text"),
    )
