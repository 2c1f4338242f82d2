"""Values of one quantity that contradict each other: by a unit slip (A302) or by their figures (C401)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Fact
from report_kit.facts.wording import plain_label
from report_kit.quantities.interval import Interval
from report_kit.rules.api import Finding, Report
from report_kit.rules.recomputing import counts_water_by_mass, factor_words, is_percent, slip, value_words

_PARTIES = re.compile(r"自评(?!价)|初评|复评|核查(?:得)?分|上年|满分|标准分|加分|附加|扣")

Key = tuple[str, int | None, str, str | None]


def names_many(id: str) -> bool:
    """Whether a report rightly names many values of the quantity without saying which (every project has its own)."""
    return vocabulary()[id].agrees == "never"


def is_named_widely(id: str) -> bool:
    """Whether the quantity's names are wide (电力 with or without 光伏): comparable only under the same label."""
    return vocabulary()[id].agrees == "same-label"


def comparable(report: Report) -> dict[Key, list[Fact]]:
    """Facts that must agree: same quantity, year, scope and basis, all actual values with a number."""
    groups: dict[Key, list[Fact]] = defaultdict(list)
    bases: dict[str, set[str]] = defaultdict(set)
    for fact in report.facts.values:
        if fact.qualifiers.basis:
            bases[fact.id].add(fact.qualifiers.basis)
    for fact in report.facts.values:
        quantity = vocabulary().by_id.get(fact.id)
        if quantity is None or _is_part_score(fact) or fact.number is None or fact.qualifiers.nature != "actual":
            continue
        if fact.year is None or fact.qualifiers.scope or fact.qualifiers.approx:
            continue
        basis = basis_of_fact(fact, report.facts.values) if len(bases[fact.id]) > 1 else None
        label = plain_label(fact.label) if is_named_widely(fact.id) else ""
        groups[(fact.id, fact.year, label, basis)].append(fact)
    return groups


def _is_part_score(fact: Fact) -> bool:
    """Points of an area are weighted or not, of one table or another; the total is one, unless two parties gave one each."""
    if vocabulary()[fact.id].kind != "score":
        return False
    return fact.id != "score_total" or bool(_PARTIES.search(fact.label + fact.place.quote)) or fact.unit is None


def basis_of_fact(fact: Fact, values: list[Fact]) -> str | None:
    """The basis a value speaks of; one that names none speaks of the basis whose value it is nearest to."""
    if fact.qualifiers.basis is not None:
        return fact.qualifiers.basis
    own = interval(fact)
    if own is None or own.middle <= 0:
        return None
    near: list[tuple[Decimal, str]] = []
    for other in values:
        if other.id != fact.id or other.year != fact.year or other.qualifiers.basis is None or other.qualifiers.scope:
            continue
        its = interval(other) if other.number is not None else None
        if its is not None and its.middle > 0:
            near.append((abs(own.middle / its.middle - 1), other.qualifiers.basis))
    distance, basis = min(near, default=(Decimal(1), ""))
    return basis if distance < Decimal("0.2") else None


def interval(fact: Fact) -> Interval | None:
    """All values a fact stands for, in base units; percent stays percent, a bare ratio is taken as printed."""
    assert fact.number is not None
    number = fact.number.loose if fact.source != "table" else fact.number
    if fact.unit is None:
        return number.interval if vocabulary()[fact.id].dimension == "ratio" else None
    if is_percent(fact.unit):
        return number.interval
    factor = fact.unit.factor
    if counts_water_by_mass(fact):
        factor /= 1000
    return Interval(number.interval.low * factor, number.interval.high * factor)


def _clusters(facts: list[Fact]) -> list[list[tuple[Fact, Interval]]]:
    """Facts grouped by value: each agrees with the first of its group. Only one dimension of unit is compared."""
    clusters: list[list[tuple[Fact, Interval]]] = []
    dimension = None
    for fact in sorted(facts, key=lambda f: f.number.quantum if f.number else Decimal(0)):
        own = interval(fact)
        if own is None:
            continue
        unit = fact.unit.dimension if fact.unit is not None else ""
        if vocabulary()[fact.id].dimension.startswith("volume"):
            unit = unit.replace("[length] ** 3", "[mass]")
        if dimension is None:
            dimension = unit
        if unit != dimension:
            continue
        home = next((c for c in clusters if own.overlaps(c[0][1])), None)
        if home is None:
            clusters.append([(fact, own)])
        else:
            home.append((fact, own))
    return clusters


def _weight(cluster: list[tuple[Fact, Interval]]) -> tuple[int, int]:
    return len(cluster), sum({"calculation": 3, "table": 2}.get(f.source, 1) for f, _ in cluster)


def ratio_of(a: Interval, b: Interval) -> Interval | None:
    return Interval(a.low / b.high, a.high / b.low) if a.low > 0 and b.low > 0 else None


def _pairs(report: Report) -> Iterator[tuple[Fact, Fact, Decimal | None, list[Fact]]]:
    """(deviating, agreed, slip factor or None, all places of the deviating value)."""
    for (id, *_), facts in comparable(report).items():
        if len(facts) < 2 or names_many(id):
            continue
        clusters = _clusters(facts)
        if len(clusters) < 2:
            continue
        clusters.sort(key=_weight, reverse=True)
        agreed = clusters[0][0]
        for cluster in clusters[1:]:
            deviating = cluster[0]
            ratio = ratio_of(deviating[1], agreed[1])
            factor = slip(ratio) if ratio is not None else None
            yield deviating[0], agreed[0], factor, [f for f, _ in cluster]


def unit_slips(report: Report) -> Iterator[Finding]:
    """Two prints of one value that differ by the factor of a unit."""
    for wrong, right, factor, _ in _pairs(report):
        if factor is None or is_percent(wrong.unit) or wrong.unit is None:
            continue
        yield Finding(
            f"“{wrong.label}”一处写作{value_words(wrong)}，另一处写作{value_words(right)}，换算后相差约{factor_words(factor)}，疑为单位错位。",
            (wrong.place, right.place),
            subject=wrong.id,
            year=wrong.year,
            expected=value_words(right),
        )


def value_conflicts(report: Report) -> Iterator[Finding]:
    """Two prints of one value that differ beyond both precisions."""
    for wrong, right, factor, _ in _pairs(report):
        if factor is not None or _far_apart(wrong, right):
            continue
        year = f"{wrong.year}年" if wrong.year else ""
        yield Finding(
            f"{year}“{wrong.label}”此处写作{value_words(wrong)}，另一处写作{value_words(right)}，同一指标前后不一。",
            (wrong.place, right.place),
            subject=wrong.id,
            year=wrong.year,
            expected=value_words(right),
        )


def _far_apart(a: Fact, b: Fact) -> bool:
    """Inputs several times apart are rather two different things (a part and the whole) than one in conflict."""
    first, second = interval(a), interval(b)
    if first is None or second is None or first.middle <= 0 or second.middle <= 0:
        return True
    ratio = first.middle / second.middle
    input_like = vocabulary()[a.id].kind != "indicator"
    return input_like and not Decimal("0.5") <= ratio <= 2
