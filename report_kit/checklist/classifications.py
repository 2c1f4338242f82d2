"""The industry classification (GB/T 4754-2017) and the administrative divisions (GB/T 2260)."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import model_validator

from report_kit.checklist.loading import shipped
from report_kit.checklist.model import Confidence, Data, File, Row, Text

MANUFACTURING = "C"
_CODE = re.compile(r"^[A-T]?(\d{2,4})$")


class Section(Data):
    """A section (门类) with its first and last division."""

    name: Text
    first: int
    last: int


class KeyIndustry(Row):
    """One of the 53 key industries that have evaluation requirements of their own; `codes` are prefixes."""

    sector: Text
    codes: tuple[Text, ...]


class Industries(File):
    """`checklists/industries.yaml`: sections by letter, divisions (two digits) all, classes (four digits) of
    manufacturing and of electricity, heat, gas, water."""

    source: Text
    confidence: Confidence
    sections: dict[str, Section]
    divisions: dict[str, str]
    classes: dict[str, str]
    key_industries: tuple[KeyIndustry, ...]

    @model_validator(mode="after")
    def _classes_belong_to_divisions(self) -> Industries:
        for code in self.classes:
            if not re.fullmatch(r"\d{4}", code) or code[:2] not in self.divisions:
                raise ValueError(f"小类代码 {code} 不是四位数字，或没有大类 {code[:2]}")
        return self

    def section_of(self, code: str) -> str | None:
        """Letter of the section that a code (`3985`, `C3985`, `39`) belongs to; None when there is no such division."""
        match = _CODE.match(code.strip().upper())
        if not match or match[1][:2] not in self.divisions:
            return None
        division = int(match[1][:2])
        return next((letter for letter, s in self.sections.items() if s.first <= division <= s.last), None)

    def is_manufacturing(self, code: str) -> bool:
        """Whether a code is of manufacturing (13–43)."""
        return self.section_of(code) == MANUFACTURING

    def name_of(self, code: str) -> str | None:
        """Name of a class (four digits) or division (two digits), None when it is not listed."""
        match = _CODE.match(code.strip().upper())
        if not match:
            return None
        return self.divisions.get(match[1]) if len(match[1]) == 2 else self.classes.get(match[1])

    def is_complete_for(self, code: str) -> bool:
        """Whether every class of the code's section is listed, so that a missing code does not exist."""
        return self.section_of(code) in (MANUFACTURING, "D")

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Code by name of class."""
        return {name: code for code, name in self.classes.items()}

    def key_industries_of(self, code: str) -> tuple[KeyIndustry, ...]:
        """Key industries whose prefixes fit the code."""
        match = _CODE.match(code.strip().upper())
        if not match:
            return ()
        return tuple(k for k in self.key_industries if any(match[1].startswith(p) for p in k.codes))


class Province(Data):
    name: Text
    short: Text


class Divisions(File):
    """`checklists/divisions.yaml`: provinces (two digits), prefectures (four digits) of all China, counties (six
    digits) of Guangdong."""

    source: Text
    confidence: Confidence
    provinces: dict[str, Province]
    cities: dict[str, str]
    counties: dict[str, str]

    def province_of(self, code: str) -> Province | None:
        """Province of a division code or of digits 3–8 of a credit code."""
        return self.provinces.get(code[:2])

    def city_of(self, code: str) -> str | None:
        """Prefecture of a code of at least four digits."""
        return self.cities.get(code[:4])

    @cached_property
    def place_names(self) -> dict[str, str]:
        """Every name, with and without its last character (河源市, 河源), by which a place may be named → its code.
        Short forms of one character and doubled ones are left out."""
        names: dict[str, str] = {}
        doubled: set[str] = set()
        rows = [(c, n) for c, p in self.provinces.items() for n in {p.name, p.short}]
        rows += [(c, n) for table in (self.cities, self.counties) for c, n in table.items()]
        rows += [(c, re.sub(r"(?:地区|自治州|盟|市|县|区)$", "", n)) for c, n in rows if c not in self.provinces]
        for code, name in rows:
            if len(name) < 2:
                continue
            if names.setdefault(name, code) != code:
                doubled.add(name)
        return {name: code for name, code in names.items() if name not in doubled}

    def codes_under(self, code: str) -> tuple[str, ...]:
        """Codes of the places in a province or prefecture, itself included."""
        tables = (self.provinces, self.cities, self.counties)
        return tuple(c for table in tables for c in table if c.startswith(code))


def industries() -> Industries:
    """GB/T 4754-2017."""
    return shipped("industries.yaml", Industries)


def divisions() -> Divisions:
    """Administrative divisions."""
    return shipped("divisions.yaml", Divisions)
