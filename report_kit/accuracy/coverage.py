"""How much of a report's labelled content was read: headings, tables, values, form, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from report_kit.accuracy.matching import squeeze
from report_kit.accuracy.truth import LabelledFact, Truth
from report_kit.checking.model import Check
from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Fact, Qualifiers
from report_kit.quantities.number import parse_number
from report_kit.quantities.units import parse_unit

WHAT = {
    "headings": "标题（级别和文字）",
    "tables": "表格",
    "values": "数值（值、单位、年度、口径）",
    "words": "定性指标",
    "form": "基本信息表",
    "subject": "企业（园区）名称",
    "agency": "机构名称",
    "report": "对象、方式、版本",
}


@dataclass(frozen=True)
class Extraction:
    """Labelled things and those found, counted by the ids of `WHAT`; what is missing in words."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missing: list[tuple[str, str]] = field(default_factory=list)

    def add(self, what: str, found: bool, words: str) -> None:
        self.labelled[what] += 1
        if found:
            self.found[what] += 1
        else:
            self.missing.append((what, words))


def extraction(truth: Truth, check: Check) -> Extraction:
    """What of the label the reading and the facts hold."""
    result = Extraction()
    seen = {(h.level, squeeze(h.heading)) for h in check.document.headings}
    for level, text in truth.headings:
        result.add("headings", (level, squeeze(text)) in seen, f"{level} 级「{text}」")
    if truth.tables:
        read = len(check.document.tables)
        result.labelled["tables"] += truth.tables
        result.found["tables"] += min(truth.tables, read)
        if read != truth.tables:
            result.missing.append(("tables", f"应有 {truth.tables} 个，读出 {read} 个"))
    for fact in truth.facts:
        words = f"{fact.label} {fact.year or ''} {fact.value} {fact.unit} {fact.qualifiers or ''}".strip()
        number = parse_number(fact.value)
        if not fact.unit and fact.year is None:
            result.add("form", _in_form(fact, check), words)
        elif number is None:
            result.add("words", _in_a_row(fact, check), words)
        else:
            result.add("values", any(_same(fact, number.value, value) for value in check.facts.values), words)
    for what, wanted, got in _identity(truth, check):
        result.add(what, squeeze(wanted) == squeeze(got), f"应为「{wanted}」，读成「{got}」")
    return result


def _identity(truth: Truth, check: Check) -> Iterator[tuple[str, str, str]]:
    identity = check.facts.identity
    if truth.enterprise:
        yield "subject", truth.enterprise, identity.enterprise
    if truth.agency:
        yield "agency", truth.agency, identity.agency
    for wanted, got in ((truth.kind, identity.kind), (truth.mode, identity.mode), (truth.edition, identity.edition)):
        if wanted:
            yield "report", wanted, got


def _in_form(fact: LabelledFact, check: Check) -> bool:
    text = squeeze(fact.value)
    return any(text and text in squeeze(field.text) for field in check.facts.form)


def _in_a_row(fact: LabelledFact, check: Check) -> bool:
    """Whether one row of a table holds the label and, in another cell, the words that answer it."""
    label, answer = squeeze(fact.label), squeeze(fact.value)
    for table in check.document.tables:
        for row in table.rows:
            cells = [squeeze(cell) for cell in row]
            if any(label in cell for cell in cells) and any(answer in cell and label not in cell for cell in cells):
                return True
    return False


def _same(labelled: LabelledFact, wanted: Decimal, fact: Fact) -> bool:
    if fact.number is None or (labelled.year is not None and fact.year != labelled.year):
        return False
    return (
        _same_value(labelled.unit, fact, wanted)
        and _same_label(labelled.label, fact)
        and _same_qualifiers(labelled, fact.qualifiers)
    )


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


def _same_qualifiers(labelled: LabelledFact, got: Qualifiers) -> bool:
    """Every qualifier that the label names; a value without a labelled nature is an actual one."""
    wanted = labelled.qualifiers
    return (
        wanted.get("basis") in (None, got.basis)
        and squeeze(str(wanted.get("scope") or "")) in squeeze(got.scope)
        and (wanted.get("nature") or "actual") == got.nature
        and wanted.get("approx") in (None, got.approx)
    )
