"""How much of a report's labelled content was read: headings, tables, facts, form."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from report_kit.accuracy.matching import squeeze
from report_kit.accuracy.truth import LabelledFact, Truth
from report_kit.checking.model import Check
from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Fact
from report_kit.quantities.number import parse_number
from report_kit.quantities.units import parse_unit


@dataclass(frozen=True)
class Extraction:
    """Counts of labelled things and of those found."""

    headings: int
    headings_found: int
    facts: int
    facts_found: int
    tables: int
    tables_found: int
    missing_headings: tuple[str, ...] = ()
    missing_facts: tuple[str, ...] = ()


def extraction(truth: Truth, check: Check) -> Extraction:
    """What of the label the reading and the facts hold."""
    seen = {(h.level, squeeze(h.heading)) for h in check.document.headings}
    missing = [text for level, text in truth.headings if (level, squeeze(text)) not in seen]
    lost = [f"{f.label} {f.year or ''} {f.value} {f.unit}".strip() for f in truth.facts if not _found(f, check)]
    tables = truth.tables or 0
    return Extraction(
        headings=len(truth.headings),
        headings_found=len(truth.headings) - len(missing),
        facts=len(truth.facts),
        facts_found=len(truth.facts) - len(lost),
        tables=tables,
        tables_found=min(tables, len(check.document.tables)),
        missing_headings=tuple(missing),
        missing_facts=tuple(lost),
    )


def _found(labelled: LabelledFact, check: Check) -> bool:
    wanted = parse_number(labelled.value)
    if wanted is None or (not labelled.unit and labelled.year is None):
        text = squeeze(labelled.value)
        return any(text and text in squeeze(field.text) for field in check.facts.form)
    return any(_same(labelled, fact, wanted.value) for fact in check.facts.values)


def _same(labelled: LabelledFact, fact: Fact, value: Decimal) -> bool:
    if fact.number is None or (labelled.year is not None and fact.year != labelled.year):
        return False
    return _same_value(labelled.unit, fact, value) and _same_label(labelled.label, fact)


def _same_value(unit: str, fact: Fact, value: Decimal) -> bool:
    assert fact.number is not None
    wanted = parse_unit(unit) if unit else None
    if wanted is None or fact.unit is None:
        return fact.number.value == value
    factor = fact.unit.to(wanted)
    if factor is None:
        return False
    converted = fact.number.value * factor
    return abs(converted - value) <= abs(value) * Decimal("1e-9")


def _same_label(label: str, fact: Fact) -> bool:
    bare, printed = squeeze(label), squeeze(fact.label)
    if bare in printed or printed in bare:
        return True
    entry = vocabulary().by_id.get(fact.id)
    return entry is not None and any(
        squeeze(name) in bare or bare in squeeze(name) for name in (entry.name, *entry.names)
    )
