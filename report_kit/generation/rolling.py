"""Last year's workbook → content for this year's: years move on by one, what must be judged anew is left blank."""

from __future__ import annotations

from typing import Any

from report_kit.generation.reading import Raw
from report_kit.generation.sample import content
from report_kit.generation.spec import Sheet, Spec

# Judged, dated or chosen afresh every year; facts on the enterprise, its kinds of energy, papers and land stay.
_ANEW = frozenset({"vetoes", "basics", "evaluation", "noise", "problems", "scores", "design"})
_LATEST_ONLY = {"pollutants": ("concentration",)}


def rolled(raw: Raw, description: Spec) -> tuple[tuple[int, ...], dict[str, Any]]:
    """The next three years and what can be taken over: two years of figures, the rest of the facts as they were."""
    years = tuple(y + 1 for y in raw.years)
    old = content(raw)
    result: dict[str, Any] = {}
    for sheet in description.sheets:
        if sheet.id in _ANEW or sheet.id not in old:
            continue
        result[sheet.id] = _table(sheet, old[sheet.id]) if sheet.shape == "table" else _items(sheet, old[sheet.id])
    return years, result


def _shift(values: list[Any]) -> list[Any]:
    return [*values[1:], None]


def _table(sheet: Sheet, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    yearly = {c.id for c in sheet.columns if c.kind == "years"}
    known = {c.id for c in sheet.columns}
    blank = _LATEST_ONLY.get(sheet.id, ())
    return [
        {k: _shift(v) if k in yearly else v for k, v in row.items() if k in known and k not in blank} for row in rows
    ]


def _items(sheet: Sheet, rows: dict[str, Any]) -> dict[str, Any]:
    known = {i.id for i in sheet.rows}
    if sheet.shape == "form":
        return {k: v for k, v in rows.items() if k in known}
    return {k: {**v, "values": _shift(v.get("values", []))} for k, v in rows.items() if k in known}
