"""An invented enterprise: what it made, burnt, drew and threw away in three years, and what follows from it.

All figures close: totals are sums of the printed (rounded) rows, indicators are computed from printed operands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta
from decimal import Decimal

from corpus.figures import credit_code, rnd

D = Decimal
Ymd = tuple[int, int, int]


def series(text: str) -> tuple[Decimal, ...]:
    """'1.2 3.4 5.6' → three Decimals, oldest year first."""
    return tuple(D(t) for t in text.split())


@dataclass
class Energy:
    """One energy carrier: amounts by year, tce per unit, tCO2 per unit (both as printed)."""

    name: str
    unit: str
    amounts: tuple[Decimal, ...]
    coefficient: Decimal
    emission: Decimal
    renewable: bool = False

    def tce(self, y: int) -> Decimal:
        return rnd(self.amounts[y] * self.coefficient, 2)

    def co2(self, y: int) -> Decimal:
        return rnd(self.amounts[y] * self.emission, 2)


COEFFICIENTS = {
    "电力": "1.229",
    "天然气": "13.3",
    "柴油": "1.4571",
    "汽油": "1.4714",
    "热力": "0.03412",
    "液化石油气": "1.7143",
    "光伏": "1.229",
}
UNITS = {"电力": "万kWh", "天然气": "万m³", "柴油": "t", "汽油": "t", "热力": "GJ", "液化石油气": "t", "光伏": "万kWh"}
EMISSIONS = {"天然气": "21.622", "柴油": "3.096", "汽油": "2.925", "热力": "0.11", "液化石油气": "3.101", "光伏": "0"}
SMALL = {"万kWh": ("kWh", D(10000)), "万m³": ("m³", D(10000)), "t": ("kg", D(1000)), "GJ": ("MJ", D(1000))}


@dataclass
class Enterprise:
    """Data and the texts only this enterprise has."""

    key: str
    name: str
    short: str
    region: str
    org8: str
    address: str
    county: str
    industry: tuple[str, str]  # code, name
    products: str
    product: str
    unit: str
    legal: str
    contact: str
    department: str
    phone: str
    mail: str
    founded: Ymd
    capital: str
    staff: int
    years: tuple[int, int, int]
    output: tuple[Decimal, ...]
    value: tuple[Decimal, ...]
    energy: dict[str, str]
    grid: str
    water: tuple[Decimal, ...]
    recycled: Decimal
    waste_water: Decimal
    water_back: Decimal
    solid: list[tuple[str, str, str]]  # name, generated, used
    pollutant: tuple[str, str, str]  # name, generated t, discharged t
    gas: str  # 万m³
    material: tuple[str, str]  # main material, t
    materials: list[tuple[str, str, bool]]
    land: str
    floor: str
    footprint: str
    yard: str
    projects: list[tuple[str, int, str, str]]
    dated: Ymd
    certificate: tuple[str, Ymd, str]  # body, issue day, round
    permit: tuple[str, Ymd]
    texts: dict[str, str]
    lists: dict[str, list[str]]
    equipment: list[tuple[str, str, str, str]]
    agency: tuple[str, str, str, str, str] | None = None  # name, address, legal, org8, region
    people: list[tuple[str, str, str]] = field(default_factory=list)
    bounds: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.credit = credit_code(self.region, self.org8)
        self.carriers = [
            Energy(
                k,
                UNITS[k],
                series(v),
                D(COEFFICIENTS[k]),
                D(self.grid) * 10 if k == "电力" else D(EMISSIONS[k]),
                k == "光伏",
            )
            for k, v in self.energy.items()
        ]
        self.year = self.years[2]

    # -- sums
    def tce(self, y: int = 2) -> Decimal:
        return sum((c.tce(y) for c in self.carriers), D(0))

    def co2(self, y: int = 2) -> Decimal:
        return sum((c.co2(y) for c in self.carriers), D(0))

    def renewable_tce(self, y: int = 2) -> Decimal:
        return sum((c.tce(y) for c in self.carriers if c.renewable), D(0))

    def solid_sums(self) -> tuple[Decimal, Decimal]:
        return sum((D(s[1]) for s in self.solid), D(0)), sum((D(s[2]) for s in self.solid), D(0))

    def material_sums(self) -> tuple[Decimal, Decimal]:
        return sum((D(m[1]) for m in self.materials), D(0)), sum((D(m[1]) for m in self.materials if m[2]), D(0))

    def emission_terms(self, y: int = 2) -> list[tuple[str, str, str, str]]:
        """Carrier, amount, factor and tCO2 as printed; electricity in MWh with the factor as published."""
        out = []
        for c in self.carriers:
            if not c.emission:
                continue
            amount, factor = f"{c.amounts[y]:f} {c.unit}", f"{c.emission:f} tCO2/{c.unit}"
            if c.name == "电力":
                amount, factor = f"{(c.amounts[y] * 10).quantize(D('0.1')):f} MWh", f"{self.grid} tCO2/MWh"
            out.append(("外购电力" if c.name == "电力" else c.name, amount, factor, f"{c.co2(y):f}"))
        return out

    def invested(self) -> Decimal:
        return sum((D(p[2]) for p in self.projects), D(0))

    # -- papers and days
    def permit_number(self) -> str:
        return f"{self.credit}001{self.permit[0]}"

    def permit_days(self) -> tuple[Ymd, Ymd]:
        y, m, d = self.permit[1]
        end = Day(y + 5, m, d) - timedelta(days=1)
        return self.permit[1], (end.year, end.month, end.day)

    def certificates(self) -> list[tuple[str, str, str, Ymd, Ymd]]:
        """Name, number, standard, first day, last day of the four management systems."""
        body, start, cycle = self.certificate
        kinds = [
            ("质量管理体系", "Q", "GB/T 19001-2016"),
            ("环境管理体系", "E", "GB/T 24001-2016"),
            ("职业健康安全管理体系", "S", "GB/T 45001-2020"),
            ("能源管理体系", "En", "GB/T 23331-2020"),
        ]
        out = []
        for i, (name, letter, standard) in enumerate(kinds):
            first = Day(*start) + timedelta(days=21 * (i == 3))
            last = Day(first.year + 3, first.month, first.day) - timedelta(days=1)
            number = f"{body}{str(first.year)[2:]}{letter}{(sum(ord(x) * 31**k for k, x in enumerate(self.org8)) * 7 + i * 113) % 9000 + 1000 + i:04d}{cycle}M"
            out.append(
                (name, number, standard, (first.year, first.month, first.day), (last.year, last.month, last.day))
            )
        return out

    def day(self, before: int) -> Ymd:
        """The working day about `before` days before the report's date."""
        d = Day(*self.dated) - timedelta(days=before)
        while d.weekday() > 4:
            d -= timedelta(days=1)
        return d.year, d.month, d.day

    def two_days(self, before: int) -> tuple[Ymd, Ymd]:
        """A working day about `before` days before the report, and the next calendar day that is a working day."""
        first = Day(*self.day(before))
        if first.weekday() == 4:
            first -= timedelta(days=1)
        second = first + timedelta(days=1)
        return (first.year, first.month, first.day), (second.year, second.month, second.day)

    def agency_credit(self) -> str:
        assert self.agency
        return credit_code(self.agency[4], self.agency[3])
