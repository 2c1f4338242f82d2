"""Papers and happenings that a report tells of: test reports, factors, projects, evidence lists, visits, stoppages.

Plain data like `report_kit.facts.model`; each record keeps the place it was read from. Nothing here judges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from report_kit.document.model import Place
from report_kit.quantities.number import Printed


@dataclass(frozen=True, slots=True)
class TestReport:
    """One laboratory's report: its number, who made it, for whom, when the sample was taken, tested, reported."""

    number: str
    laboratory: str
    cma: str
    client: str
    sampled: date | None
    tested: date | None
    issued: date | None
    place: Place
    """Where the number stands."""
    dated: Place | None = None
    """Where the day of sampling stands."""


@dataclass(frozen=True, slots=True)
class TestResult:
    """A measured value beside its limit: `low`..`high` is what the limit allows (None: open on that side).

    `claim` are the words that say it keeps the limit, empty where nothing is said; they may deny it (`denies`)."""

    item: str
    value: Printed
    unit: str
    low: Decimal | None
    high: Decimal | None
    place: Place
    limit: Place
    claim: str = ""
    claimed: Place | None = None


@dataclass(frozen=True, slots=True)
class EmissionFactor:
    """A printed CO2 factor: of electricity (kgCO2/kWh) with the year and the area it is said to be of, or of a fuel.

    `accounted` is the year whose emissions it computes; `footprint` whether the words speak of a product's footprint."""

    energy: str
    """`electricity` or an id of `factors/energy.yaml`."""
    value: Decimal
    """In kgCO2/kWh for electricity, in the unit of `factors/fuels.yaml` for fuels."""
    printed: Printed
    place: Place
    year: int | None = None
    area: str = ""
    accounted: int | None = None
    footprint: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """One row of a list of projects: its name, year, money and effect as printed."""

    name: str
    year: int | None
    investment: str
    effect: str
    place: Place
    list: str
    """Block of the list."""


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One line of a list of evidence: its index and what it names."""

    index: str
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class EvidenceReference:
    """An index that the text or a table refers to, with the words that say what it should be (may be empty)."""

    index: str
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Visit:
    """A person's work at one place within one day; hours are minutes from midnight, None where not printed."""

    person: str
    day: date
    start: int | None
    end: int | None
    where: str
    place: Place
    hours: Place | None = None
    """Where the hours are printed."""


@dataclass(frozen=True, slots=True)
class Stoppage:
    """Days on which production stood still, and the words that say so."""

    first: date
    last: date
    place: Place
    kind: Literal["told", "no-output"] = "told"


@dataclass(frozen=True, slots=True)
class PointName:
    """A code of an outlet, meter or machine with the name printed beside it."""

    code: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Address:
    """An address that the report gives for the evaluated site: `use` is site, registered or other."""

    text: str
    use: Literal["site", "registered"]
    place: Place
