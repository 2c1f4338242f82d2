"""Every file of checklist data: its id, title, status, and the rows to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from report_kit.checklist.agency import AgencyRequirements
from report_kit.checklist.classifications import Divisions, Industries
from report_kit.checklist.edition import (
    Area,
    Choice,
    CommonFormulas,
    Edition,
    Eligibility,
    Indicator,
    Item,
    Profile,
    Threshold,
    edition,
)
from report_kit.checklist.factors import Coefficient, EnergyTable, FuelTable, GridTable
from report_kit.checklist.forms import Format, Vetoes
from report_kit.checklist.formulas import Formula
from report_kit.checklist.jurisdictions import Jurisdiction
from report_kit.checklist.loading import checklists_folder, load_file, own_paths, read_yaml, user_folder
from report_kit.checklist.model import Row
from report_kit.checklist.standards import Standard, Standards
from report_kit.checklist.traces import TraceWords
from report_kit.checklist.vocabulary import Quantity, Vocabulary
from report_kit.checklist.words import Words
from report_kit.errors import InputError

# Which key at the top of a file tells its model. The first that fits wins.
_MODELS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("quantities", Vocabulary),
    ("base", Profile),
    ("basic_requirements", Edition),
    ("indicators", Edition),
    ("variants", Format),
    ("articles", Jurisdiction),
    ("window_years", Vetoes),
    ("record_years", AgencyRequirements),
    ("releases", GridTable),
    ("classes", Industries),
    ("provinces", Divisions),
    ("chapters", Words),
    ("formulas", CommonFormulas),
    ("neutral_authors", TraceWords),
)
# Files whose rows alone tell them apart.
_BY_ROW: tuple[tuple[str, type[BaseModel]], ...] = (
    ("coefficients", EnergyTable),
    ("sets", FuelTable),
    ("in_force_from", Standards),
)
_FOLDERS = ("editions", "formats", "jurisdictions", "factors", "")


@dataclass(frozen=True)
class Entry:
    """One file: the `id` commands call it by, what it holds, where it is."""

    id: str
    title: str
    status: str
    path: Path
    name: str
    """Path under the checklists folder."""
    model: type[BaseModel]


def model_of(data: Any) -> type[BaseModel] | None:
    """The model that plain data of a file belongs to, or None when it is no checklist file."""
    if not isinstance(data, dict):
        return None
    for key, model in _MODELS:
        if key in data:
            return model
    rows = data.get("rows")
    first = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}
    return next((model for key, model in _BY_ROW if key in first), None)


def catalogue() -> tuple[Entry, ...]:
    """Every file, shipped and the user's own, editions first in the order of folders; an own file replaces the shipped
    one of its id."""
    return _catalogue(user_folder())


@cache
def _catalogue(own_root: Path | None) -> tuple[Entry, ...]:
    root = checklists_folder()
    entries = {
        e.id: e for folder in _FOLDERS for p in sorted((root / folder).glob("*.yaml")) for e in _entries(p, root)
    }
    for path in own_paths(own_root) if own_root else ():
        for item in _entries(path, own_root):
            entries[item.id] = item
    return tuple(entries.values())


def _entries(path: Path, root: Path | None) -> Iterator[Entry]:
    data = read_yaml(path)
    model = model_of(data)
    if model is None:
        return
    name = path.relative_to(root).as_posix() if root else path.name
    status = str(data.get("status", "in-force"))
    yield Entry(str(data.get("id", path.stem)), str(data.get("title", "")), status, path, name, model)


def entry(id: str) -> Entry:
    """The entry of that id. Raises InputError for an unknown one."""
    found = next((e for e in catalogue() if e.id == id), None)
    if found is None:
        raise InputError(f"没有清单“{id}”", f"可用：{'、'.join(e.id for e in catalogue())}")
    return found


def loaded(item: Entry) -> BaseModel:
    """The file of an entry as its model; a profile as the edition it makes."""
    return edition(item.id) if item.model is Profile else load_file(item.path, item.model)


def rows_of(model: BaseModel) -> Iterator[tuple[str, Row | Quantity]]:
    """Every row of a file with the name of the list it stands in, depth first."""
    for field in type(model).model_fields:
        value = getattr(model, field)
        if not isinstance(value, tuple):
            continue
        for item in value:
            if isinstance(item, (Row, Quantity)):
                yield field, item
            if isinstance(item, BaseModel):
                yield from rows_of(item)


def describe(row: Row | Quantity) -> str:
    """What a row says besides its name, in a few words."""
    if isinstance(row, Formula):
        number = f"式 {row.number}：" if row.number else ""
        return f"{number}{row.expression}（{row.unit or '无量纲'}）"
    if isinstance(row, Area):
        doubt = "" if row.weight_confidence == "official" else "，权重待核实"
        return f"权重 {row.weight}%{doubt}"
    if isinstance(row, Indicator):
        parts = [row.kind, "或".join(row.units)]
        if row.weight is not None:
            parts.append(f"{row.weight} 分" + ("（示例）" if row.weight_is_example else ""))
        if row.leading_value is not None:
            doubt = "" if row.values_confidence == "official" else "（待核实）"
            parts.append(f"引领值 {row.leading_value}{doubt}")
        if row.choice is not None:
            parts.append("可选")
        return "，".join(p for p in parts if p)
    if isinstance(row, Choice):
        return f"至少选 {row.at_least} 项"
    if isinstance(row, Eligibility):
        return f"大于 {row.above}" if row.above is not None else "申报主体条件"
    if isinstance(row, Item):
        return "必选" if row.level == "must" else "可选"
    if isinstance(row, Threshold):
        return "必选值" if row.level == "must" else "可选值"
    if isinstance(row, Coefficient):
        span = f"{row.low}" if row.low == row.high else f"{row.low}～{row.high}"
        return f"{span} {row.unit}" + ("（旧版值）" if row.status == "obsolete" else "")
    if isinstance(row, Standard):
        until = f" 至 {row.in_force_until}" if row.in_force_until else " 起"
        return f"{row.number}，{row.in_force_from}{until}" + (f"，代替者 {row.replaced_by}" if row.replaced_by else "")
    if isinstance(row, Quantity):
        return row.unit
    return ""


def fact_ids(model: BaseModel) -> tuple[str, ...]:
    """The ids to write in data and labels: of an edition the vocabulary ids of its indicators and of the inputs of its
    formulas; of any other file the ids of its rows."""
    if not isinstance(model, (Edition, CommonFormulas)):
        return tuple(dict.fromkeys(row.id for _, row in rows_of(model)))
    ids = [q for i in model.indicators for q in i.satisfied_by] if isinstance(model, Edition) else []
    formulas: tuple[Formula, ...] = model.formulas
    ids += [name for f in formulas for name in (f.result, *f.inputs)]
    return tuple(dict.fromkeys(ids))
