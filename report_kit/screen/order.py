"""Which report to read first, and why: no points, no percentages of guilt, three reasons in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from report_kit.checking.model import Check, Found

_FIRST = ("P708", "X709")
"""Not eligible, or on a veto list."""
_REASONS = 3
_REASON_LENGTH = 90
_LITTLE_COVERAGE = 0.5


@dataclass(frozen=True)
class Standing:
    """A report's place in the order: `reasons` are at most three, the strongest first."""

    check: Check
    blocked: bool
    contradictions: int
    """Families with a contradiction that is shown at two places."""
    rarity: float
    reasons: tuple[str, ...]

    @property
    def key(self) -> tuple[bool, int, float, int]:
        return (not self.blocked, -self.contradictions, -self.rarity, -self.check.count("error"))


def standing(check: Check) -> Standing:
    """What speaks for reading a report early."""
    live = [f for f in check.findings if not f.suppressed and not f.because_of and f.status == "stable"]
    blocking = [f for f in live if f.rule in _FIRST]
    by_family: dict[str, list[Found]] = {}
    for found in live:
        if len(found.places) >= 2 and (found.nature == "signal" or found.also_trigger == "A" or found.trigger == "A"):
            by_family.setdefault(found.family, []).append(found)
    rarest: dict[str, float] = {}
    for found in live:
        if found.base_rate:
            rarest[found.family] = max(
                rarest.get(found.family, 0.0), -math.log10(max(found.base_rate["upper95"], 1e-6))
            )
    ranked = sorted(live, key=_strength)
    chosen: list[Found] = []
    for found in (*blocking, *ranked):
        if len(chosen) < _REASONS and found not in chosen and not any(c.rule == found.rule for c in chosen):
            chosen.append(found)
    reasons = [_reason(f) for f in chosen]
    if check.unreadable:
        reasons.insert(0, f"读不了：{check.unreadable}")
    covered = check.coverage
    if covered.indicators_required and covered.with_value < _LITTLE_COVERAGE * covered.indicators_required:
        reasons.append(f"依据不足：{covered.indicators_required} 项指标只读到 {covered.with_value} 项的值，请人工查看")
    return Standing(
        check, bool(check.unreadable or blocking), len(by_family), sum(rarest.values()), tuple(reasons[:_REASONS])
    )


def _strength(found: Found) -> tuple[int, int, float]:
    shown = len(found.places) >= 2
    trigger_a = found.nature == "signal" or "A" in (found.trigger, found.also_trigger)
    rate = found.base_rate["upper95"] if found.base_rate else 1.0
    severity = {"error": 0, "warning": 1, "info": 2}[found.severity]
    return (0 if shown and trigger_a else 1 if trigger_a else 2, severity, rate)


def _reason(found: Found) -> str:
    text = found.message if len(found.message) <= _REASON_LENGTH else found.message[: _REASON_LENGTH - 1] + "…"
    return f"{found.title}：{text}"


def in_order(checks: list[Check]) -> list[Standing]:
    """The reports, those to read first at the top; equal ones keep the order they came in."""
    return sorted((standing(c) for c in checks), key=lambda s: s.key)
