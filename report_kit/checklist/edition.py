"""One edition of the requirements: basic requirements, areas, indicators, items, formulas, the rule of scoring."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from report_kit.checklist.formulas import Formula
from report_kit.checklist.loading import checklists_folder, shipped
from report_kit.checklist.model import Data, File, Id, Kind, Number, Row, Text
from report_kit.checklist.recognition import Groups

IndicatorKind = Literal["正向定量", "逆向定量", "正向定性", "逆向定性"]


class BasicRequirement(Row):
    """A requirement that is judged 符合/不符合 and scores nothing. `label` is its letter or number in the standard."""

    label: str
    recognised_by: Groups
    evidence: tuple[Text, ...] = ()


class Area(Row):
    """A first-level area with its weight in percent; `score` is the vocabulary id of its score."""

    weight: Number
    names: tuple[Text, ...]
    score: Id
    weight_confidence: Literal["official", "second-hand", "background"] = "official"


class Threshold(Row):
    """A value an indicator is held against: `must` binds, `may` earns points. `value` is in `unit`; None when it comes
    from another document (the note says which)."""

    level: Literal["must", "may"]
    value: Number | None = None
    unit: str = ""
    relation: Literal[">=", "<=", ">", "<"] = ">="


class Indicator(Row):
    """An indicator of the evaluation table.

    `names` are the ways its row is titled; any of `satisfied_by` (vocabulary ids) fills it; `weight` is in points of
    100, `weight_is_example` when the standard gives it only as an example; `leading` and `benchmark` say in words
    where these values come from (the values themselves come from the report or an industry's own standard)."""

    number: int
    area: Id
    kind: IndicatorKind
    names: tuple[Text, ...]
    units: tuple[Text, ...] = ()
    satisfied_by: tuple[Id, ...]
    required: bool = True
    weight: Number | None = None
    weight_is_example: bool = False
    leading: str = ""
    benchmark: str = ""
    thresholds: tuple[Threshold, ...] = ()
    group: str = ""

    @property
    def is_quantitative(self) -> bool:
        return self.kind.endswith("定量")

    @property
    def is_reverse(self) -> bool:
        """Whether a smaller value is better."""
        return self.kind.startswith("逆向")


class Item(Row):
    """A second-level item judged by its documents: `must` (必选: all or nothing) or `may` (可选: by degree)."""

    area: Id
    group: Text
    level: Literal["must", "may"]
    recognised_by: Groups


class PlatformFunction(Row):
    """One function of the energy and carbon management platform."""

    names: tuple[Text, ...] = ()


class Scoring(Data):
    """How points are given. `linear`: each indicator between 基准值 and 引领值; `weighted`: area score (of 100) ×
    weight. `full` is the sum of the full marks."""

    rule: Literal["linear", "weighted"]
    full: Number
    source: Text
    note: str = ""


class Edition(File):
    """One edition, `checklists/editions/<id>.yaml`."""

    kind: Kind
    standard: Text
    cited_as: tuple[Text, ...]
    """Spellings by which a report cites it, besides the number."""
    in_force_from: date
    in_force_until: date | None = None
    replaced_by: Id | None = None
    source: Text
    basic_requirements: tuple[BasicRequirement, ...]
    areas: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    items: tuple[Item, ...] = ()
    platform_functions: tuple[PlatformFunction, ...] = ()
    formulas: tuple[Formula, ...] = ()
    scoring: Scoring

    @model_validator(mode="after")
    def _refers_to_itself_only(self) -> Edition:
        rows: tuple[Row, ...] = (*self.basic_requirements, *self.areas, *self.indicators, *self.items)
        ids = [r.id for r in rows]
        if doubled := next((i for i in ids if ids.count(i) > 1), None):
            raise ValueError(f"编号 {doubled} 重复")
        areas = {a.id for a in self.areas}
        owners = [(r.id, r.area) for r in self.indicators] + [(r.id, r.area) for r in self.items]
        for id, area in owners:
            if area not in areas:
                raise ValueError(f"{id} 属于不存在的方面 {area}")
        return self

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """Every row by its id (formulas apart)."""
        rows: tuple[Row, ...] = (
            *self.basic_requirements, *self.areas, *self.indicators, *self.items, *self.platform_functions,
        )  # fmt: skip
        return {r.id: r for r in rows}

    @property
    def required_indicators(self) -> tuple[Indicator, ...]:
        return tuple(i for i in self.indicators if i.required)

    def formulas_for(self, result: str) -> tuple[Formula, ...]:
        """Formulas whose result is that vocabulary id."""
        return tuple(f for f in self.formulas if f.result == result)

    def indicator_of(self, quantity: str) -> Indicator | None:
        """The indicator that a vocabulary id fills, or None."""
        return next((i for i in self.indicators if quantity in i.satisfied_by), None)


class CommonFormulas(File):
    """`checklists/formulas.yaml`: formulas of quantities that belong to no edition."""

    formulas: tuple[Formula, ...]


def edition(id: str) -> Edition:
    """The edition of that id (a profile after `+` is left out). Raises InputError for an unknown id."""
    return shipped(f"editions/{id.partition('+')[0]}.yaml", Edition)


def find_edition(id: str) -> Edition | None:
    """The edition of that id, or None when its rows are not shipped."""
    base = id.partition("+")[0]
    known = base.replace("-", "").replace("_", "").isalnum()
    return edition(base) if known and (checklists_folder() / "editions" / f"{base}.yaml").is_file() else None


def common_formulas() -> tuple[Formula, ...]:
    """Formulas that hold in every edition (per value added, productivity …)."""
    return shipped("formulas.yaml", CommonFormulas).formulas
