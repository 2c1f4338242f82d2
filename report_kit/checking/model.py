"""The result of a check: outcomes, findings, facts, coverage; `to_json` writes the contract's `report-kit/check/1`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from report_kit.document.model import Document, Place
from report_kit.facts.model import Facts
from report_kit.rules.api import Clause, Severity, Trigger
from report_kit.version import __version__

OutcomeName = Literal["passed", "failed", "signalled", "not-applicable", "not-found", "unreadable", "crashed"]


@dataclass(slots=True)
class Found:
    """One finding as it is reported: the rule's head, the message, the places, what it follows from."""

    rule: str
    name: str
    title: str
    nature: Literal["requirement", "signal"]
    trigger: Trigger
    also_trigger: Trigger | None
    severity: Severity
    status: Literal["stable", "preview"]
    message: str
    remedy: str
    innocent: tuple[str, ...]
    clause: Clause
    places: tuple[Place, ...]
    expected: str | None
    fingerprint: str
    chapter: str = ""
    """Heading of the chapter in which the first place stands."""
    path: tuple[str, ...] = ()
    because_of: str | None = None
    """Fingerprint of the finding that explains this one."""
    base_rate: dict[str, Any] | None = None
    baseline: Literal["new", "unchanged", "gone"] | None = None
    suppressed: str | None = None

    @property
    def page(self) -> int | None:
        return self.places[0].page if self.places else None

    @property
    def family(self) -> str:
        return self.rule[0]

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "name": self.name,
            "title": self.title,
            "kind": self.nature,
            "trigger": self.trigger,
            "also_trigger": self.also_trigger,
            "severity": self.severity,
            "status": self.status,
            "message": self.message,
            "remedy": self.remedy,
            "innocent": list(self.innocent),
            "clause": {"source": self.clause.source, "ref": self.clause.ref, "confidence": self.clause.confidence},
            "places": [p.to_json() for p in self.places],
            "chapter": self.chapter,
            "expected": self.expected,
            "because_of": self.because_of,
            "base_rate": self.base_rate,
            "fingerprint": self.fingerprint,
            "baseline": self.baseline,
            "suppressed": self.suppressed,
        }


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How one rule ended on this report, and why when it did not judge."""

    rule: str
    outcome: OutcomeName
    why: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the check could see: indicators the edition requires, found, with a value, recomputed."""

    indicators_required: int = 0
    located: int = 0
    with_value: int = 0
    recomputed: int = 0


@dataclass
class Check:
    """Everything that a check of one report says."""

    document: Document
    facts: Facts
    as_of: date
    stage: Literal["draft", "final"]
    audience: Literal["author", "staff"]
    findings: list[Found] = field(default_factory=list)
    outcomes: list[RuleOutcome] = field(default_factory=list)
    coverage: Coverage = Coverage()
    unreadable: str = ""
    """Why nothing could be read, in Chinese; empty when the report was read."""

    @property
    def status(self) -> Literal["clean", "findings", "unreadable"]:
        if self.unreadable:
            return "unreadable"
        return "findings" if any(not f.suppressed for f in self.findings) else "clean"

    @property
    def crashed(self) -> bool:
        return any(o.outcome == "crashed" for o in self.outcomes)

    def count(self, severity: Severity) -> int:
        return sum(1 for f in self.findings if f.severity == severity and not f.suppressed)

    def to_json(self) -> dict[str, Any]:
        """The contract's `report-kit/check/1`."""
        identity = self.facts.identity
        return {
            "schema": "report-kit/check/1",
            "tool": {
                "version": __version__,
                "rules": len(self.outcomes),
                "editions": {identity.kind: identity.edition},
            },
            "file": self.document.file.to_json(),
            "as_of": self.as_of.isoformat(),
            "stage": self.stage,
            "audience": self.audience,
            "report": {
                "kind": identity.kind,
                "mode": identity.mode,
                "edition": identity.edition,
                "edition_reason": identity.edition_reason,
                "format": identity.format,
                "enterprise": identity.enterprise,
                "credit_code": identity.credit_code,
                "agency": identity.agency,
                "level": identity.level,
                "period": list(identity.period),
                "dated": identity.dated.isoformat() if identity.dated else None,
                "confidence": identity.confidence,
            },
            "status": self.status,
            "unreadable": self.unreadable or None,
            "coverage": {
                "indicators_required": self.coverage.indicators_required,
                "located": self.coverage.located,
                "with_value": self.coverage.with_value,
                "recomputed": self.coverage.recomputed,
            },
            "facts": [f.to_json() for f in self.facts.values],
            "findings": [f.to_json() for f in self.findings],
            "outcomes": [{"rule": o.rule, "title": o.title, "outcome": o.outcome, "why": o.why} for o in self.outcomes],
            "notes": self.document.notes,
        }
