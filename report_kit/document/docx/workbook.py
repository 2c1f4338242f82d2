"""The workbook embedded behind a chart: the cells its formulas name. Only values are read, nothing is calculated."""

from __future__ import annotations

import re
import zipfile

from lxml import etree

from report_kit.document import guard
from report_kit.document.docx.names import PKG_REL, R, S
from report_kit.document.docx.package import with_usual_names
from report_kit.errors import InputError

_LIMITS = guard.Limits(total=50 * 2**20, part=20 * 2**20, entries=2000)
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,()]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_MAX_CELLS = 5000


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class Workbook:
    """The sheets of one XLSX package."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._sheets: dict[str, dict[tuple[int, int], str]] = {}
        relations = self._part("xl/_rels/workbook.xml.rels")
        targets = {
            e.get("Id"): (e.get("Target") or "").lstrip("/").removeprefix("xl/")
            for e in (relations.iter(PKG_REL + "Relationship") if relations is not None else ())
        }
        book = self._part("xl/workbook.xml")
        sheets = book.iter(S + "sheet") if book is not None else ()
        self._parts = {sheet.get("name") or "": targets.get(sheet.get(R + "id"), "") for sheet in sheets}
        strings = self._part("xl/sharedStrings.xml")
        entries = strings.iterchildren(S + "si") if strings is not None else ()
        self._strings = ["".join(t.text or "" for t in entry.iter(S + "t")) for entry in entries]

    @classmethod
    def open(cls, data: bytes) -> Workbook | None:
        """The workbook in `data`; None when it is damaged, locked or of another kind."""
        try:
            return cls(guard.open_archive(data, "图表数据", _LIMITS))
        except (InputError, etree.XMLSyntaxError, ValueError):
            return None

    def _part(self, name: str) -> etree._Element | None:
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        return guard.parse_xml(with_usual_names(guard.read_entry(self._archive, entry, "图表数据", _LIMITS)))

    def _sheet(self, name: str) -> dict[tuple[int, int], str]:
        if name not in self._sheets:
            try:
                root = self._part(f"xl/{self._parts.get(name)}")
            except (InputError, etree.XMLSyntaxError, ValueError):
                root = None
            cells = root.iter(S + "c") if root is not None else ()
            self._sheets[name] = dict(filter(None, map(self._cell, cells)))
        return self._sheets[name]

    def _cell(self, element: etree._Element) -> tuple[tuple[int, int], str] | None:
        place = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", element.get("r") or "")
        if place is None:
            return None
        kind, text = element.get("t"), element.findtext(S + "v") or ""
        if kind == "s":
            text = self._strings[int(text)] if text.isdecimal() and int(text) < len(self._strings) else ""
        elif kind == "inlineStr":
            text = "".join(t.text or "" for t in element.iter(S + "t"))
        return (int(place[2]), _column(place[1])), text.strip()

    def cells(self, formula: str) -> list[str]:
        """The values of the range a formula names (`Sheet1!$B$2:$B$5`), row by row; [] where it names none."""
        found = _RANGE.fullmatch(formula.strip())
        if found is None:
            return []
        sheet = self._sheet((found[1] or "").replace("''", "'") or found[2])
        if not sheet:
            return []
        top, left = int(found[4]), _column(found[3])
        bottom, right = int(found[6] or top), _column(found[5] or found[3])
        if (bottom - top + 1) * (right - left + 1) > _MAX_CELLS:
            return []
        return [sheet.get((r, c), "") for r in range(top, bottom + 1) for c in range(left, right + 1)]
