"""Indicators recomputed from the report's own facts by the edition's formulas.

A value is judged only where every input is found for the same year and scope; it passes when any combination of the
candidates gives it, and is a mismatch only when each input's candidates agree among themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from report_kit.checklist.formulas import Formula
from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Fact
from report_kit.quantities.interval import Interval
from report_kit.quantities.units import parse_unit
from report_kit.rules.api import Finding, Report
from report_kit.rules.recomputing import combine, counts_water_by_mass, is_percent, slip, value_words

_MOST_COMBINATIONS = 64
# Which materials are the main ones is the author's choice: the total of a table need not be the numerator.
_OWN_CHOICE = frozenset({"material_per_product", "material_per_output_value"})


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A value that its formula does not give; `slip` is the factor of a unit slip."""

    finding: Finding
    slip: Decimal | None


@dataclass(frozen=True, slots=True)
class _Input:
    fact: Fact
    interval: Interval


def formulas_of(report: Report) -> tuple[Formula, ...]:
    """The formulas of the report's edition and those common to all."""
    from report_kit.checklist.edition import common_formulas

    own: tuple[Formula, ...] = report.edition.formulas if report.edition is not None else ()
    return (*own, *common_formulas())


def mismatches(report: Report) -> list[Mismatch]:
    """Every indicator value that no combination of the report's own figures gives."""
    return report.shared(_mismatches)


def _mismatches(report: Report) -> list[Mismatch]:
    by_id: dict[str, list[Fact]] = {}
    for fact in report.facts.values:
        if fact.qualifiers.nature == "actual" and fact.number is not None:
            by_id.setdefault(fact.id, []).append(fact)
    found: list[Mismatch] = []
    said: set[tuple[str, str, int | None]] = set()
    for formula in formulas_of(report):
        if formula.result in _OWN_CHOICE:
            continue
        for fact in by_id.get(formula.result, ()):
            key = (fact.id, fact.number.text if fact.number else "", fact.year)
            if key in said:
                continue
            mismatch = _judge(formula, fact, by_id)
            if mismatch is not None and (mismatch.slip is not None or not _another_fits(formula, fact, by_id)):
                said.add(key)
                others = [
                    f.place
                    for f in by_id[formula.result]
                    if f is not fact and f.number and fact.number and f.number.value == fact.number.value
                ]
                mismatch.finding.places = (mismatch.finding.places[0], *others[:1], *mismatch.finding.places[1:])
                found.append(mismatch)
    return found


def _another_fits(formula: Formula, fact: Fact, by_id: dict[str, list[Fact]]) -> bool:
    """Whether the same value stands right elsewhere: then the two places conflict, and that is what is said (C401)."""
    return any(
        other.year == fact.year
        and other.qualifiers.scope == fact.qualifiers.scope
        and other.qualifiers.basis in (None, fact.qualifiers.basis)
        and other.number is not None
        and not other.qualifiers.approx
        and fact.number is not None
        and other.number.text != fact.number.text
        and other.unit is not None
        and _judge(formula, other, by_id) is None
        for other in by_id[formula.result]
    )


def _judge(formula: Formula, fact: Fact, by_id: dict[str, list[Fact]]) -> Mismatch | None:
    stated = _base(formula, fact)
    if stated is None or fact.year is None:
        return None
    candidates: dict[str, list[_Input]] = {}
    for name in formula.inputs:
        options = _candidates(name, fact, by_id)
        if not options and name in formula.required:
            return None
        if options:
            candidates[name] = options
    judged = False
    for combination in islice(product(*candidates.values()), _MOST_COMBINATIONS):
        inputs = dict(zip(candidates, combination, strict=True))
        if not _dimensions_fit(formula, fact, inputs):
            continue
        result = _result(formula, inputs)
        if result is None or _same(formula, result, stated):
            return None
        judged = True
    if not judged or not all(_agree(options) for options in candidates.values()):
        return None
    inputs = {name: options[0] for name, options in candidates.items()}
    result = _result(formula, inputs)
    return None if result is None else _mismatch(formula, fact, inputs, result, stated)


def _same(formula: Formula, result: Interval, stated: Interval) -> bool:
    if result.overlaps(stated):
        return True
    percent = formula.unit == "%"
    return percent and Interval(result.low / 100, result.high / 100).overlaps(stated) and stated.high <= 1


def _candidates(name: str, fact: Fact, by_id: dict[str, list[Fact]]) -> list[_Input]:
    options = []
    for other in by_id.get(name, ()):
        if other.year != fact.year or other.qualifiers.scope != fact.qualifiers.scope:
            continue
        bases = {other.qualifiers.basis, fact.qualifiers.basis} - {None}
        interval = _input_base(name, other)
        if len(bases) <= 1 and interval is not None:
            options.append(_Input(other, interval))
    return options


def _agree(options: list[_Input]) -> bool:
    return all(a.interval.overlaps(b.interval) for a in options for b in options)


def _input_base(name: str, fact: Fact) -> Interval | None:
    """In base units; water counted in tonnes as volume."""
    quantity = vocabulary()[name]
    if fact.number is None:
        return None
    number = fact.number.loose if fact.source != "table" else fact.number
    if fact.unit is None:
        return number.interval if quantity.dimension in ("ratio", "count") else None
    factor = fact.unit.factor
    if quantity.dimension == "volume" and fact.unit.dimension == "[mass]":
        factor /= 1000
    return Interval(number.interval.low * factor, number.interval.high * factor)


def _base(formula: Formula, fact: Fact) -> Interval | None:
    """The stated value in base units, percent staying percent; None when its unit cannot be told."""
    if fact.number is None:
        return None
    if formula.unit in ("", "%"):
        return fact.number.interval
    if fact.unit is None:
        return None
    factor = fact.unit.factor
    if counts_water_by_mass(fact):
        factor /= 1000
    return Interval(fact.number.interval.low * factor, fact.number.interval.high * factor)


def _dimensions_fit(formula: Formula, fact: Fact, inputs: dict[str, _Input]) -> bool:
    """For A/B formulas the printed unit must be the inputs' units over each other (tce/万m³ needs an output in m³)."""
    if formula.unit in ("", "%") or fact.unit is None or len(inputs) != 2:
        return True
    above, below = (inputs[name].fact.unit for name in formula.inputs if name in inputs)
    if above is None or below is None:
        return False
    combined = parse_unit(f"{above.text}/{below.text}")
    if combined is None:
        return False
    if combined.dimension == fact.unit.dimension:
        return True
    water = vocabulary()[fact.id].dimension.startswith("volume")
    own = combined.dimension.replace("[length] ** 3", "[mass]")
    return water and own == fact.unit.dimension.replace("[length] ** 3", "[mass]")


def _result(formula: Formula, inputs: dict[str, _Input]) -> Interval | None:
    values = {name: item.interval for name, item in inputs.items()}
    values |= {name: Interval.exact(d) for name, d in formula.defaults.items() if name not in values}
    return combine(formula.expression, values)


def _mismatch(formula: Formula, fact: Fact, inputs: dict[str, _Input], result: Interval, stated: Interval) -> Mismatch:
    assert fact.number is not None
    ratio = Interval(stated.low / result.high, stated.high / result.low) if result.low > 0 and stated.low > 0 else None
    factor = slip(ratio) if ratio is not None else None
    scale = fact.unit.factor if fact.unit is not None and formula.unit not in ("", "%") else Decimal(1)
    if (
        formula.unit not in ("", "%")
        and vocabulary()[fact.id].dimension.startswith("volume")
        and fact.unit is not None
        and fact.unit.dimension.startswith("[mass]")
    ):
        scale /= 1000
    expected = f"{result.middle / scale:.{fact.number.decimals}f}"
    operands = "、".join(f"{vocabulary()[n].name}{value_words(i.fact)}" for n, i in inputs.items())
    unit = "%" if is_percent(fact.unit) else f" {fact.unit.text}" if fact.unit else ""
    year = f"{fact.year}年" if fact.year else ""
    tail = "，数量级不符，疑为单位错位" if factor is not None else ""
    finding = Finding(
        f"{year}“{fact.label}”写作{value_words(fact)}；按{formula.source}{formula.clause}公式，由报告中的{operands}复算为{expected}{unit}{tail}。",
        (fact.place, *(i.fact.place for i in list(inputs.values())[:1])),
        subject=fact.id,
        year=fact.year,
        expected=expected,
        rests_on=tuple(i.fact.place for i in inputs.values()),
    )
    if formula.confidence != "official":
        finding.severity = "warning"
    return Mismatch(finding, factor)


def recomputed(report: Report) -> Iterator[str]:
    """Ids of indicators that could be recomputed."""
    ids = {f.id for f in report.facts.values if f.qualifiers.nature == "actual"}
    for formula in formulas_of(report):
        if formula.result in ids and formula.required <= ids:
            yield formula.result
