"""How far a check could see: the edition's indicators that were found, carry a value, and could be recomputed."""

from __future__ import annotations

from report_kit.checking.model import Coverage
from report_kit.checklist.edition import Edition, edition
from report_kit.errors import InputError
from report_kit.facts.model import Facts


def coverage(facts: Facts) -> Coverage:
    """Counts over the required indicators of the report's edition; zeros for editions without a checklist yet."""
    try:
        checklist = edition(facts.identity.edition)
    except InputError:
        return Coverage()
    present = {fact.id for fact in facts.values}
    present |= {row.indicator for table in facts.scores for row in table.rows}
    valued = {fact.id for fact in facts.values if fact.number is not None}
    shown = {(c.result.place.block, c.result.number.text) for c in facts.calculations}
    calculated = {f.id for f in facts.values if f.number and (f.place.block, f.number.text) in shown}
    calculated |= {id for id in valued if _can_recompute(checklist, id, valued)}
    indicators = checklist.required_indicators
    return Coverage(
        indicators_required=len(indicators),
        located=sum(1 for i in indicators if present & {i.id, *i.satisfied_by}),
        with_value=sum(1 for i in indicators if valued & set(i.satisfied_by)),
        recomputed=sum(1 for i in indicators if calculated & set(i.satisfied_by)),
    )


def _can_recompute(checklist: Edition, id: str, valued: set[str]) -> bool:
    return any(set(formula.required) <= valued for formula in checklist.formulas_for(id))
