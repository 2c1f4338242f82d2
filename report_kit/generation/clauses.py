"""What the generator takes from the checklist of an edition: fixed rows of the workbook, indicators, formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from report_kit.checklist.edition import Indicator, edition
from report_kit.checklist.forms import vetoes
from report_kit.checklist.formulas import Formula
from report_kit.checklist.vocabulary import vocabulary
from report_kit.generation.data import Data, Record

# Indicators whose value is 开展/采用 or a count of things listed in a sheet of its own: no formula.
QUALITATIVE = {"advanced_equipment": "采用", "green_design": "开展", "product_footprint": "开展"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """An indicator with the quantity (vocabulary id) by which this report evaluates it, and its row of the workbook."""

    indicator: Indicator
    quantity: str
    record: Record

    @property
    def applicable(self) -> bool:
        return self.record.text("applicable") != "不适用"


def presets(name: str, edition_id: str) -> list[dict[str, Any]]:
    """The fixed rows of a sheet, by the name its specification gives them."""
    rows = edition(edition_id)
    if name == "vetoes":
        return [{"id": v.id, "label": v.name} for v in vetoes()]
    if name == "basic_requirements":
        return [{"id": r.id, "label": r.name} for r in rows.basic_requirements]
    if name == "platform_functions":
        return [{"id": r.id, "label": r.name} for r in rows.platform_functions]
    if name == "performance_indicators":
        return [
            {"id": i.id, "label": i.name, "values": {"better": "不高于" if i.is_reverse else "不低于"}}
            for i in rows.indicators
        ]
    return [_indicator(i, edition_id) for i in rows.indicators]


def _indicator(indicator: Indicator, edition_id: str) -> dict[str, Any]:
    variants = _variants(indicator, edition_id)
    values: dict[str, Any] = {"weight": indicator.weight, "applicable": "适用"}
    if indicator.id in QUALITATIVE:
        values |= {"variant": indicator.name, "leading": QUALITATIVE[indicator.id], "benchmark": "—"}
    elif len(variants) == 1:
        values["variant"] = next(iter(variants))
    return {
        "id": indicator.id,
        "label": indicator.name,
        "values": values,
        "choices": {"variant": tuple(variants)} if len(variants) > 1 else {},
    }


def _variants(indicator: Indicator, edition_id: str) -> dict[str, str]:
    """Names of the quantities that fill the indicator and can be computed (or counted) → their ids."""
    rows = edition(edition_id)
    if indicator.id in QUALITATIVE:
        return {indicator.name: indicator.id}
    return {
        vocabulary()[q].name: q for q in indicator.satisfied_by if rows.formulas_for(q) or q == "platform_functions"
    }


def chosen(data: Data) -> list[Chosen]:
    """The edition's indicators in order, each with the variant the workbook chose ('' while none is chosen)."""
    rows = edition(data.edition)
    sheet = "benchmarks" if data.edition == "gbt36132-2025" else "performance"
    records = {r.text("name"): r for r in data.rows(sheet)}
    result = []
    for indicator in rows.indicators:
        record = records.get(indicator.name, Record())
        variants = _variants(indicator, data.edition)
        wanted = record.text("variant")
        quantity = (
            variants.get(wanted, "")
            if wanted
            else (next(iter(variants.values()), "") if sheet == "performance" else "")
        )
        result.append(Chosen(indicator, quantity, record))
    return result


def clause_of(formula: Formula) -> str:
    """Where the formula stands: standard, clause, number."""
    number = f" 式{formula.number}" if formula.number else ""
    return f"{formula.source} {formula.clause}{number}"
