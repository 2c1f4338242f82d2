"""The sample enterprises that come with the package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report_kit import resources
from report_kit.generation import reading, spec, workbook
from report_kit.generation.reading import Raw, Row
from report_kit.generation.spec import Sheet

SAMPLES = {"gbt36132-2025": "factory-2025.yaml", "gbt36132-2018": "factory-2018.yaml"}


def sample_path(edition: str = "gbt36132-2025") -> Path:
    """The sample's data as YAML."""
    return resources.folder("templates") / "samples" / SAMPLES[edition]


def fill_sample(path: Path, edition: str = "gbt36132-2025") -> Path:
    """Write the workbook of the sample enterprise, filled in, to `path` (.xlsx)."""
    raw = reading.read(sample_path(edition))
    workbook.write(spec.load("factory", "self", edition), raw.years, path, content(raw))
    return path


def content(raw: Raw) -> Mapping[str, Any]:
    """What was read, in the form in which the workbook is filled."""
    return {s.id: _sheet(s, raw.rows.get(s.id, []), raw.years) for s in raw.spec.sheets}


def _sheet(sheet: Sheet, rows: list[Row], years: tuple[int, ...]) -> Any:
    if sheet.shape == "table":
        return [_cells(r, years) for r in rows]
    ids = {i.label: i.id for i in sheet.rows}
    found = {ids[r.label]: _cells(r, years) for r in rows if r.label in ids}
    return {k: v.get("value") if sheet.shape == "form" and not v.get("unit") else v for k, v in found.items()}


def _cells(row: Row, years: tuple[int, ...]) -> dict[str, Any]:
    cells: dict[str, Any] = {k: number(c.value) for k, c in row.cells.items() if not c.blank}
    for item in {key for key, _ in row.yearly}:
        cells[item] = [number(row.yearly[item, y].value) for y in years]
    return cells


def number(value: Any) -> Any:
    """A number that YAML kept as text, as a number again; everything else as it is."""
    if isinstance(value, str):
        try:
            return float(value) if "." in value and value.replace(".", "").isdigit() else value
        except ValueError:
            return value
    return value
