"""One edition of the requirements: basic requirements, areas, indicators, items, formulas, the rule of scoring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from report_kit.checklist.formulas import Formula
from report_kit.checklist.loading import find, load_file, shipped
from report_kit.checklist.model import Confidence, Data, File, Id, Kind, Mode, Number, Row, Text
from report_kit.checklist.recognition import Groups
from report_kit.errors import InputError

IndicatorKind = Literal["正向定量", "逆向定量", "正向定性", "逆向定性"]


class BasicRequirement(Row):
    """A requirement that is judged 符合/不符合 and scores nothing. `label` is its letter or number in the standard."""

    label: str
    recognised_by: Groups
    evidence: tuple[Text, ...] = ()


class Area(Row):
    """A first-level area with its weight in percent (0 where the edition weighs no areas); `score` is the vocabulary id
    of its score."""

    weight: Number = Decimal(0)
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
    where these values come from (the values themselves come from the report or an industry's own standard).
    `leading_value` and `benchmark_value` (in the first of `units`) stand only where the requirements print them, with
    `values_confidence`. `choice` is the group of which only some must be answered; `evidence` what proves the value."""

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
    leading_value: Number | None = None
    benchmark_value: Number | None = None
    values_confidence: Confidence = "official"
    choice: Id | None = None
    evidence: tuple[Text, ...] = ()
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


class Choice(Row):
    """A group of indicators of which `at_least` must be answered (四选二)."""

    at_least: int


class Eligibility(Row):
    """What the applicant must be before anything is evaluated. `quantity` with `above` is a figure the report must show;
    `recognised_by` the words by which it shows the rest."""

    recognised_by: Groups = ()
    quantity: Id | None = None
    above: Number | None = None


class Scoring(Data):
    """How points are given. `linear`: each indicator between 基准值 and 引领值; `weighted`: area score (of 100) ×
    weight; `index`: the mean of value ÷ leading value over `divisor` indicators × 100 (inverse ones upside down), for
    each of `years` years; `sum`: the points added. `full` is the sum of the full marks, `symbol` the index's name,
    `quantity` its vocabulary id."""

    rule: Literal["linear", "weighted", "index", "sum"]
    full: Number
    symbol: str = ""
    quantity: Id | None = None
    divisor: int | None = None
    years: int = 1
    source: Text
    confidence: Confidence = "official"
    note: str = ""


class Edition(File):
    """One edition, `checklists/editions/<id>.yaml`. `modes`: the ways of evaluating it is for, empty for all."""

    kind: Kind
    modes: tuple[Mode, ...] = ()
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
    choices: tuple[Choice, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    platform_functions: tuple[PlatformFunction, ...] = ()
    formulas: tuple[Formula, ...] = ()
    formulas_from: Id | None = None
    """Another edition whose formulas hold here too."""
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
        groups = {c.id for c in self.choices}
        for indicator in self.indicators:
            if indicator.choice is not None and indicator.choice not in groups:
                raise ValueError(f"{indicator.id} 属于不存在的可选组 {indicator.choice}")
        return self

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """Every row by its id (formulas apart)."""
        rows: tuple[Row, ...] = (
            *self.basic_requirements, *self.areas, *self.indicators, *self.items, *self.choices, *self.eligibility,
            *self.platform_functions,
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


class Override(Data):
    """What a profile changes of one indicator; fields left out stay as the edition has them. `drop` takes the indicator
    out. `example`: the values only show how to write them and must be replaced by the industry's own."""

    id: Id
    drop: bool = False
    weight: Number | None = None
    units: tuple[Text, ...] | None = None
    names: tuple[Text, ...] | None = None
    required: bool | None = None
    leading: str | None = None
    benchmark: str | None = None
    leading_value: Number | None = None
    benchmark_value: Number | None = None
    source: Text
    clause: str = ""
    confidence: Confidence = "background"
    example: bool = False
    note: str = ""

    @property
    def changes(self) -> dict[str, Any]:
        """The indicator's fields that change."""
        own = ("weight", "units", "names", "required", "leading", "benchmark", "leading_value", "benchmark_value")
        found = {name: getattr(self, name) for name in own if getattr(self, name) is not None}
        if {"leading_value", "benchmark_value", "weight"} & set(found):
            found["values_confidence"] = self.confidence
        if self.note:
            found["note"] = self.note
        return found


class Profile(File):
    """One industry's profile of an edition: `id` is `<edition>+<profile>`; `overrides` change indicators, `indicators`
    add some, `area_weights` set the weights of areas (percent). `industries` are codes of GB/T 4754 it is made for."""

    base: Id
    industries: tuple[Text, ...] = ()
    source: Text
    standard: str = ""
    overrides: tuple[Override, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    area_weights: dict[Id, Number] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _named_after_its_base(self) -> Profile:
        if not self.id.startswith(f"{self.base}+"):
            raise ValueError(f"编号应为“{self.base}+行业”，现为“{self.id}”")
        return self

    def over(self, edition: Edition) -> Edition:
        """The edition with this profile applied. Raises ValueError (Chinese) for rows the edition has not."""
        known = {i.id for i in edition.indicators}
        for override in self.overrides:
            if override.id not in known:
                raise ValueError(f"{self.base} 没有指标 {override.id}")
        changed = {o.id: o for o in self.overrides}
        indicators = [
            i.model_copy(update=changed[i.id].changes) if i.id in changed else i
            for i in edition.indicators
            if not (i.id in changed and changed[i.id].drop)
        ]
        areas = [
            a.model_copy(update={"weight": self.area_weights[a.id]}) if a.id in self.area_weights else a
            for a in edition.areas
        ]
        return edition.model_copy(
            update={
                "id": self.id, "title": self.title, "areas": tuple(areas),
                "indicators": (*indicators, *self.indicators), "note": self.note or edition.note,
            }
        )  # fmt: skip


def edition(id: str) -> Edition:
    """The edition of that id, with its profile where one stands after `+`. Raises InputError for an unknown id."""
    base, plus, _ = id.partition("+")
    path = find("editions", base)
    if path is None:
        raise InputError(f"没有评价标准版本“{base}”", "用 report-kit checklists 查看全部")
    found = load_file(path, Edition)
    if found.formulas_from is not None and not found.formulas:
        found = found.model_copy(update={"formulas": edition(found.formulas_from).formulas})
    if not plus or (own := find("editions", id)) is None:
        return found
    try:
        return load_file(own, Profile).over(found)
    except ValueError as error:
        raise InputError(f"{own.name}：{error}", "用 report-kit checklists --validate 校验") from error


def find_edition(id: str) -> Edition | None:
    """The edition of that id, or None when there is none."""
    return edition(id) if find("editions", id.partition("+")[0]) is not None else None


def common_formulas() -> tuple[Formula, ...]:
    """Formulas that hold in every edition (per value added, productivity …)."""
    return shipped("formulas.yaml", CommonFormulas).formulas
