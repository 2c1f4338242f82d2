"""Rules written as data, by us or by users in a folder of their own: their form, so that a wrong line is named.

A file is a list of rows. `run.kind` says how the rule judges; every kind has its own few parameters."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, RootModel, model_validator

from report_kit.checklist.model import Confidence, Data, Id, Number, Text
from report_kit.checklist.recognition import Groups

Severity = Literal["error", "warning", "info"]


class Present(Data):
    """What the report's format asks for is there."""

    kind: Literal["present"]
    what: Literal["cover", "chapters", "promise", "attachments"]


class Answered(Data):
    """Every field of the basic-information form is filled in."""

    kind: Literal["answered"]
    what: Literal["form"] = "form"


class JudgedEach(Data):
    """Every row of a list is judged."""

    kind: Literal["judged-each"]
    what: Literal["vetoes", "basics"]


class Says(Data):
    """The text says (or must not say) something: one group of words whose words all stand in one paragraph or cell."""

    kind: Literal["says"]
    words: Groups
    forbidden: bool = False
    message: str = ""


class UnitIs(Data):
    """A quantity is printed in units of one dimension."""

    kind: Literal["unit-is"]
    quantity: Id
    unit: Text


class InRange(Data):
    """A quantity lies between two bounds, in `unit`."""

    kind: Literal["in-range"]
    quantity: Id
    unit: str = ""
    low: Number | None = None
    high: Number | None = None

    @model_validator(mode="after")
    def _bounded(self) -> InRange:
        if self.low is None and self.high is None:
            raise ValueError("in-range 至少要写 low（下限）或 high（上限）")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"下限 {self.low} 大于上限 {self.high}")
        return self


class Recompute(Data):
    """A quantity against its formula in the edition."""

    kind: Literal["recompute"]
    quantity: Id


class SumsTo(Data):
    """Totals whose label holds `label` against their addends."""

    kind: Literal["sums-to"]
    label: str = ""


class SameEverywhere(Data):
    """A quantity has one value for one year."""

    kind: Literal["same-everywhere"]
    quantity: Id


class WithinDates(Data):
    """Days lie where they must."""

    kind: Literal["within-dates"]
    what: Literal["certificates", "events"]


class CitesCurrent(Data):
    """Standards cited are in force."""

    kind: Literal["cites-current"]
    what: Literal["standards"] = "standards"


Run = Annotated[
    Present
    | Answered
    | JudgedEach
    | Says
    | UnitIs
    | InRange
    | Recompute
    | SumsTo
    | SameEverywhere
    | WithinDates
    | CitesCurrent,
    Field(discriminator="kind"),
]


class Basis(Data):
    """What a rule rests on."""

    source: Text
    ref: str = ""
    confidence: Confidence = "official"


class Docs(Data):
    """The four headings of a rule's documentation."""

    flags: Text
    clause: str = ""
    misreads: str = ""
    example: str = ""


class RuleRow(Data):
    """One rule as data. Codes of users' own rules begin with U."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")]
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Text
    severity: Severity
    nature: Literal["requirement", "signal"] = "requirement"
    trigger: Literal["A", "B", "C"] = "B"
    also: Literal["A", "B", "C"] | None = None
    status: Literal["stable", "preview"] = "stable"
    remedy: str = ""
    innocent: tuple[Text, ...] = ()
    kinds: tuple[Literal["factory", "park", "supply-chain"], ...] = ("factory", "park", "supply-chain")
    modes: tuple[Literal["self", "third-party", "platform"], ...] = ("self", "third-party", "platform")
    stages: tuple[Literal["draft", "final"], ...] = ("draft", "final")
    self_at_most: Severity = "error"
    basis: Basis | None = None
    docs: Docs
    run: Run

    @property
    def parameters(self) -> dict[str, Any]:
        """Parameters of the kind, those left out apart."""
        return {k: v for k, v in self.run.model_dump(exclude={"kind"}).items() if v is not None}


class RuleRows(RootModel[tuple[RuleRow, ...]]):
    """A file of rules."""


def is_rule_file(data: Any) -> bool:
    """Whether plain data of a file is a list of rules."""
    return isinstance(data, list) and any(isinstance(r, dict) and ("run" in r or "code" in r) for r in data)
