"""The sample enterprises that come with the package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report_kit import resources
from report_kit.generation import reading, spec, workbook
from report_kit.generation.reading import Raw, Row
from report_kit.generation.spec import Sheet
from report_kit.quantities.number import parse_number

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
        numbers = {c.id for c in sheet.columns if c.kind == "number"}
        return [_cells(r, numbers, years) for r in rows]
    ids = {i.label: i.id for i in sheet.rows}
    numeric = {i.label for i in sheet.rows if i.kind == "number"}
    found = {ids[r.label]: _cells(r, {"value"} if r.label in numeric else set(), years) for r in rows if r.label in ids}
    return {k: v.get("value") if sheet.shape == "form" and not v.get("unit") else v for k, v in found.items()}


def _cells(row: Row, numbers: set[str], years: tuple[int, ...]) -> dict[str, Any]:
    cells: dict[str, Any] = {
        k: _number(c.value) if k in numbers else c.value for k, c in row.cells.items() if not c.blank
    }
    for item in {key for key, _ in row.yearly}:
        cells[item] = [_number(row.yearly[item, y].value) for y in years]
    return cells


def _number(value: Any) -> Any:
    """A number that YAML kept as text (1.50), as a decimal; everything else as it is."""
    printed = parse_number(value) if isinstance(value, str) else None
    return printed.value if printed else value
