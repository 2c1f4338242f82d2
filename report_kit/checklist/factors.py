"""Factor tables: coal-equivalent coefficients of energy, CO2 factors of the grid by year and place, of fuels."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from report_kit.checklist.loading import shipped
from report_kit.checklist.model import Confidence, Data, File, Id, Number, Row, Text

Basis = Literal["当量", "等价"]


class Coefficient(Row):
    """One coefficient: `low`..`high` (equal for a fixed value) in `unit`. `basis` for electricity and heat; `status`
    `obsolete` marks values of older editions that are known and only remarked on."""

    low: Number
    high: Number
    unit: Text
    basis: Basis | None = None
    status: Literal["standard", "accepted", "obsolete"] = "standard"

    def covers(self, value: Decimal) -> bool:
        """Whether a printed coefficient in `unit` is this one; the slack is for rounding to the digits printed."""
        exponent = value.as_tuple().exponent
        slack = Decimal(1).scaleb(exponent) / 2 if isinstance(exponent, int) else Decimal(0)
        return self.low - slack <= value <= self.high + slack


class Energy(Row):
    """One kind of energy or energy-consuming medium (耗能工质) of GB/T 2589.

    `units` are the physical units it is counted in; `net_calorific` is in `calorific_unit` (low, high)."""

    names: tuple[Text, ...]
    units: tuple[Text, ...]
    coefficients: tuple[Coefficient, ...]
    net_calorific: tuple[Number, Number] | None = None
    calorific_unit: str = ""
    renewable: bool = False
    medium: bool = False


class EnergyTable(File):
    """`checklists/factors/energy.yaml`."""

    rows: tuple[Energy, ...]

    @cached_property
    def by_id(self) -> dict[str, Energy]:
        return {r.id: r for r in self.rows}

    @cached_property
    def by_name(self) -> dict[str, Energy]:
        return {name: r for r in self.rows for name in (r.name, *r.names)}


class GridFactor(Data):
    """The grid's average CO2 factor of one `region` in one `year`, kgCO2/kWh."""

    region: str
    year: int
    value: Number


class GridRelease(Row):
    """One official announcement of factors: of data `year`, `published` on a day, by its `document`."""

    year: int
    published: date
    document: Text
    national: Number
    national_without_market: Number | None = None
    """全国（不包括市场化交易的非化石能源电量）"""
    fossil: Number | None = None
    regions: dict[str, Number]
    provinces: dict[str, Number]

    @cached_property
    def factors(self) -> dict[str, Decimal]:
        """Every factor of the announcement by place: 全国, 全国（不含市场化）, 化石能源, regions, provinces."""
        named = {
            "全国": self.national,
            "全国（不含市场化）": self.national_without_market,
            "化石能源": self.fossil,
        }
        return {k: v for k, v in named.items() if v is not None} | self.regions | self.provinces


class OtherFactor(Row):
    """A factor in circulation that is no official average of that year; `use` says what it is for."""

    value: Number
    year: int | None = None
    use: Literal["scope2-old", "footprint", "margin"]


class GridTable(File):
    """`checklists/factors/grid.yaml`. `members` maps each region to its provinces."""

    unit: Text
    releases: tuple[GridRelease, ...]
    others: tuple[OtherFactor, ...]
    members: dict[str, tuple[Text, ...]]

    def published_before(self, day: date | None) -> tuple[GridRelease, ...]:
        """Announcements out on `day` (all without a day), the newest first."""
        found = [r for r in self.releases if day is None or r.published <= day]
        return tuple(sorted(found, key=lambda r: r.published, reverse=True))

    def meanings(self, value: Decimal) -> tuple[GridFactor, ...]:
        """Every official factor with that value: (region, year). The same value may stand for several."""
        found: list[GridFactor] = []
        for release in self.releases:
            for region, factor in release.factors.items():
                if factor == value:
                    found.append(GridFactor(region=region, year=release.year, value=factor))
        return tuple(found)

    def region_of(self, province: str) -> str | None:
        """The grid region of a province (名称不带“省”“市”)."""
        return next((region for region, members in self.members.items() if province in members), None)


class FuelSet(Data):
    """CO2 factors of one default set, in the fuel's `unit` of the row."""

    name: Text
    low: Number
    high: Number


class Fuel(Row):
    """CO2 of burning one unit of a fuel: two default sets are in use, both are right. `energy` is its row in
    energy.yaml."""

    energy: Id
    unit: Text
    sets: tuple[FuelSet, ...]
    confidence: Confidence = "second-hand"

    @property
    def accepted(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest value of any default set, widened by 5 %."""
        share = Decimal("0.05")
        return min(s.low for s in self.sets) * (1 - share), max(s.high for s in self.sets) * (1 + share)


class FuelTable(File):
    """`checklists/factors/fuels.yaml`."""

    rows: tuple[Fuel, ...]

    @cached_property
    def by_energy(self) -> dict[str, Fuel]:
        return {r.energy: r for r in self.rows}


def energies() -> EnergyTable:
    """Coal-equivalent coefficients (GB/T 2589)."""
    return shipped("factors/energy.yaml", EnergyTable)


def grid() -> GridTable:
    """CO2 factors of electricity."""
    return shipped("factors/grid.yaml", GridTable)


def fuels() -> FuelTable:
    """CO2 factors of fuels and heat."""
    return shipped("factors/fuels.yaml", FuelTable)
