"""What the facts of a report are: plain data that extraction fills and rules ask.

Every fact keeps the place it was read from. Nothing here judges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from report_kit.document.model import Document, Place
from report_kit.quantities.number import Printed
from report_kit.quantities.units import Unit

if TYPE_CHECKING:
    from report_kit.facts.records import (
        Address,
        EmissionFactor,
        EvidenceEntry,
        EvidenceReference,
        PointName,
        Project,
        Stoppage,
        TestReport,
        TestResult,
        Visit,
    )
    from report_kit.facts.tables import Grid

Kind = Literal["factory", "park", "supply-chain"]
Mode = Literal["self", "third-party", "platform"]
Basis = Literal["当量", "等价"]
Nature = Literal["actual", "target", "limit", "benchmark", "leading"]
Role = Literal[
    "subject", "agency", "laboratory", "certifier", "supplier", "customer", "parent", "authority", "park", "other"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What makes two values of one indicator comparable: basis, scope (e.g. a product, a quarter), nature."""

    basis: Basis | None = None
    scope: str = ""
    nature: Nature = "actual"
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed value of one quantity. `id` is an id of `checklists/quantities.yaml`.

    `number` is in the printed `unit` (multipliers 万/亿 belong to the unit); None when the print says there is no value.
    `source` tells where it stands: form, table, prose, calculation."""

    id: str
    label: str
    number: Printed | None
    unit: Unit | None
    year: int | None
    place: Place
    qualifiers: Qualifiers = Qualifiers()
    confidence: float = 1.0
    source: Literal["form", "table", "prose", "calculation"] = "table"
    path: tuple[str, ...] = ()
    """Headings above the place."""

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "label": self.label,
            "value": self.number.text if self.number else "",
            "unit": self.unit.text if self.unit else "",
            "year": self.year,
            "qualifiers": {
                "basis": self.qualifiers.basis,
                "scope": self.qualifiers.scope,
                "nature": self.qualifiers.nature,
                "approx": self.qualifiers.approx,
            },
            "place": self.place.to_json(),
            "confidence": round(min(self.confidence, self.place.confidence), 3),
        }


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the basic-information form: `id` of the format's field, label and answer as printed.

    `place` is the answer's cell, or the label's where the answer's cell is missing."""

    id: str
    label: str
    text: str
    place: Place
    group: str = ""

    @property
    def answered(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Name:
    """A named organisation at one place, with the role it holds there."""

    text: str
    role: Role
    place: Place
    canonical: str = ""
    """Full name this one stands for (a declared short name stands for its full name)."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that identifies: `kind` is credit_code, permit, certificate, industry_code, cma, phone …"""

    kind: str
    text: str
    place: Place
    owner: str = ""
    """Role or name of what it identifies, where the text says so (subject, agency …)."""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and what it dates: `role` is report, cover, contract, document_review, onsite, review, approval, query,
    founding, production_start, sampling, testing, issue, valid_from, valid_until, commitment, event, plan …

    `day` is None when the printed date does not exist; `end` closes a printed period."""

    role: str
    day: date | None
    place: Place
    end: date | None = None
    text: str = ""
    subject: str = ""
    """What it belongs to (a certificate's number, a test report's number, a person)."""
    precision: Literal["day", "month", "year"] = "day"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate or permit with its validity."""

    kind: str
    number: str
    holder: str
    valid_from: date | None
    valid_until: date | None
    place: Place
    until_place: Place | None = None
    number_place: Place | None = None
    scope: str = ""
    """What it covers, as printed."""
    body: str = ""
    """Who issued it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One requirement judged: `clause` is the id of the veto or basic requirement (empty when not recognised)."""

    clause: str
    text: str
    verdict: Literal["meets", "fails", "none"]
    place: Place
    queried: date | None = None
    dated: bool = False
    evidence: str = ""
    item: Place | None = None
    """Cell that names the requirement, where `place` is the cell of its verdict."""

    @property
    def places(self) -> tuple[Place, ...]:
        """The requirement's own words first, then its verdict."""
        return (self.place,) if self.item in (None, self.place) else (self.item, self.place)


@dataclass(frozen=True, slots=True)
class Operand:
    """A printed number taking part in a calculation."""

    number: Printed
    unit: Unit | None
    place: Place
    label: str = ""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A calculation the report itself prints: `expression` over names a, b, c … whose operands are given in order.

    `512.60×4.04＝629.99` is expression `a * b`, operands 512.60 and 4.04, result 629.99."""

    expression: str
    operands: tuple[Operand, ...]
    result: Operand
    percent: bool = False
    """Whether the result is printed in percent of the expression's value."""


@dataclass(frozen=True, slots=True)
class EnergyRow:
    """One row of an energy table: physical amount × printed coefficient = coal equivalent."""

    energy: str
    """Id of `factors/energy.yaml`, empty when not recognised."""
    label: str
    year: int | None
    amount: Operand | None
    coefficient: Operand | None
    tce: Operand | None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class SumGroup:
    """A printed total and its printed addends (其中 rows, averages, double rows already taken out)."""

    total: Operand
    addends: tuple[Operand, ...]
    label: str
    axis: Literal["rows", "columns"]
    complete: bool = True
    """False when an addend has no readable value: then nothing may be concluded."""


@dataclass(frozen=True, slots=True)
class ShareGroup:
    """Shares of one whole that should make 100 %."""

    shares: tuple[Operand, ...]
    label: str
    place: Place
    total: Operand | None = None
    odd: Operand | None = None
    """The one share that is not its row's amount over the total amount, where all the others are."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A stated change between two printed values; `kind` tells growth (up is positive) from decline (down is positive)."""

    stated: Operand
    current: Operand
    previous: Operand
    kind: Literal["growth", "decline"]
    label: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row of a score table, whatever of it is printed."""

    label: str
    place: Place
    indicator: str = ""
    """Fact id of the indicator, or id of the area, empty when not recognised."""
    weight: Operand | None = None
    maximum: Operand | None = None
    raw: Operand | None = None
    weighted: Operand | None = None
    value: Operand | None = None
    leading: Operand | None = None
    benchmark: Operand | None = None
    evidence: str = ""
    is_total: bool = False
    level: int = 0
    period: str | None = None
    """Printed year of the row where the table has a column of years (empty when that cell is blank)."""
    area: str = ""
    """Id of the first-level area the row stands under, empty when not told."""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    block: str
    rows: tuple[ScoreRow, ...]
    kind: Literal["areas", "items", "indicators", "told"]
    """areas: first-level areas × weight; items: items of one area; indicators: a table of indicators with their values,
    with or without points; told: the areas' points in a sentence."""
    has_evidence: bool = False
    """Whether the table has a column of evidence."""
    area: str = ""
    """Id of the one area the table is of, as its caption or heading says; empty for a table of several."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A standard or document cited by number, with the title printed beside it."""

    number: str
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the format found in the document: id of the format's chapter and the heading block."""

    id: str
    block: str
    title: str
    order: int


@dataclass
class Identity:
    """What report this is. `edition_reason` says in Chinese how the edition was chosen."""

    kind: Kind = "factory"
    mode: Mode = "self"
    format: str = "format-2024"
    edition: str = "gbt36132-2025"
    edition_reason: str = ""
    enterprise: str = ""
    credit_code: str = ""
    agency: str = ""
    level: str = ""
    dated: date | None = None
    dated_place: Place | None = None
    period_place: Place | None = None
    """Where the evaluation period is stated, None when it was inferred."""
    stated_periods: list[tuple[tuple[int, ...], Place]] = field(default_factory=list)
    """Every statement of the evaluation period with its years."""
    period: tuple[int, ...] = ()
    """Calendar years of the evaluation period, ascending."""
    jurisdiction: str = "national"
    confidence: float = 1.0

    @property
    def year(self) -> int | None:
        """The evaluated year: the last of the period."""
        return self.period[-1] if self.period else None


@dataclass
class Facts:
    """All that was understood of one document."""

    document: Document
    identity: Identity = field(default_factory=Identity)
    form: list[FormField] = field(default_factory=list)
    form_found: bool = False
    chapters: list[Chapter] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    vetoes: list[Judgement] = field(default_factory=list)
    basics: list[Judgement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    values: list[Fact] = field(default_factory=list)
    energy: list[EnergyRow] = field(default_factory=list)
    sums: list[SumGroup] = field(default_factory=list)
    shares: list[ShareGroup] = field(default_factory=list)
    growths: list[Growth] = field(default_factory=list)
    calculations: list[Calculation] = field(default_factory=list)
    scores: list[ScoreTable] = field(default_factory=list)
    conclusions: list[Judgement] = field(default_factory=list)
    """Overall verdicts (form's 基本要求, conclusion chapter): clause is basic, total or veto."""
    grids: list[Grid] = field(default_factory=list, repr=False)
    """The tables understood, in reading order."""
    factors: list[EmissionFactor] = field(default_factory=list)
    test_reports: list[TestReport] = field(default_factory=list)
    test_results: list[TestResult] = field(default_factory=list)
    evidence: list[EvidenceEntry] = field(default_factory=list)
    references: list[EvidenceReference] = field(default_factory=list)
    """Indices of evidence that the text and the tables refer to."""
    projects: list[Project] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    stoppages: list[Stoppage] = field(default_factory=list)
    points: list[PointName] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)  # kinds of facts whose extraction failed, and how

    def __getstate__(self) -> dict[str, Any]:
        """What goes to another process: the facts without the tables' inner form."""
        return {**self.__dict__, "grids": []}

    def of(self, id: str, *, year: int | None = None, nature: Nature = "actual") -> list[Fact]:
        """Values of one quantity, of one year where given."""
        return [
            f
            for f in self.values
            if f.id == id and f.qualifiers.nature == nature and (year is None or f.year in (None, year))
        ]

    def organisations(self, *roles: Role) -> dict[str, Name]:
        """First naming of each organisation of the roles (without: of any but `other`), by full name."""
        wanted = roles or tuple({n.role for n in self.names} - {"other"})
        return {n.canonical or n.text: n for n in reversed(self.names) if n.role in wanted}

    def field_of(self, id: str) -> FormField | None:
        """The form's field of that id."""
        return next((f for f in self.form if f.id == id), None)
