"""Runs every rule on a report and puts the findings in order."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from report_kit.checking import rates
from report_kit.checking.causes import fold
from report_kit.checking.coverage import coverage
from report_kit.checking.legibility import legible
from report_kit.checking.model import Check, Found, OutcomeName, RuleOutcome
from report_kit.document.model import Document, Place
from report_kit.errors import InputError
from report_kit.evidence import Evidence
from report_kit.facts.model import Kind, Mode
from report_kit.rules import load_all
from report_kit.rules.api import Finding, Outcome, Report, Rule, Severity, milder
from report_kit.rules.history import History

if TYPE_CHECKING:
    from report_kit.checklist.edition import Edition

# Signals that authors see too, as hygiene; all other signals are for staff (no polishing school for forgers).
_HYGIENE = frozenset({"R901", "M802", "M803"})


@dataclass(frozen=True)
class Selection:
    """Which rules run: `select` and `ignore` are codes or families (`A3`, `S`)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, code: str) -> bool:
        if self.select and not code.startswith(self.select):
            return False
        return not (self.ignore and code.startswith(self.ignore))


def run(
    report: Report,
    *,
    selection: Selection | None = None,
    progress: Callable[[str], None] | None = None,
) -> Check:
    """Every rule on one report: findings in document order, and how each rule ended."""
    selection = selection or Selection()
    check = Check(report.document, report.facts, report.as_of, report.stage, report.audience)
    check.outcomes += [RuleOutcome("facts", "crashed", why, "读取数据") for why in report.facts.failures]
    _judge(check, report, [r for r in load_all().values() if selection.wants(r.code)], progress)
    check.coverage = coverage(report.facts)
    return check


def compare(check: Check, history: History, *, selection: Selection | None = None) -> Check:
    """The same check with the rules that compare with the register run too: their findings and outcomes are added.

    A check that was already compared is compared anew."""
    selection = selection or Selection()
    across = {r.code: r for r in load_all().values() if (r.needs_history or r.compares) and selection.wants(r.code)}
    report = Report(
        check.document, check.facts, check.as_of, check.stage, check.audience,
        edition=_checklist(check.facts.identity.edition), history=history,
    )  # fmt: skip
    check.findings = [f for f in check.findings if f.rule not in across]
    check.outcomes = [o for o in check.outcomes if o.rule not in across]
    _judge(check, report, list(across.values()), None)
    return check


def _judge(check: Check, report: Report, rules: list[Rule], progress: Callable[[str], None] | None) -> None:
    """Runs `rules` and adds their outcomes and findings; echoes are folded, findings stand in document order."""
    ordinals: Counter[str] = Counter()
    rests_on: dict[str, tuple[Place, ...]] = {}
    for rule in rules:
        if progress:
            progress(rule.code)
        outcome, findings = _apply(rule, report)
        check.outcomes.append(outcome)
        for finding in findings:
            found = _found(rule, finding, report, ordinals)
            rests_on[found.fingerprint] = finding.rests_on
            check.findings.append(found)
    fold(check.findings, rests_on)
    order = {block.id: n for n, block in enumerate(report.document.blocks)}
    check.findings.sort(key=lambda f: (_position(f, order), f.rule))


def _apply(rule: Rule, report: Report) -> tuple[RuleOutcome, list[Finding]]:
    def ended(outcome: OutcomeName, why: str = "") -> RuleOutcome:
        return RuleOutcome(rule.code, outcome, why, rule.title)

    reason = _not_for(rule, report)
    if reason:
        return ended("not-applicable", reason), []
    try:
        findings = list(rule.check(report))
    except Outcome as outcome:
        return ended(outcome.name, outcome.why), []
    except Exception as error:  # a rule's fault must not hide the other rules' findings
        where = traceback.extract_tb(error.__traceback__)[-1]
        return ended("crashed", f"{type(error).__name__}: {error}（{where.name}:{where.lineno}）"), []
    if not findings:
        return ended("passed"), []
    sure, why = legible(findings, report.document)
    if not sure:
        return ended("unreadable", why), []
    return ended("failed" if rule.nature == "requirement" else "signalled", why), sure


def _not_for(rule: Rule, report: Report) -> str:
    """Why the rule does not apply to this report or this reader; empty when it does."""
    if report.identity.kind not in rule.kinds:
        return "不适用于这类评价对象"
    if report.identity.mode not in rule.modes:
        return "不适用于这种评价方式"
    if report.stage not in rule.stages:
        return "草稿阶段不检查"
    if report.audience == "author" and rule.nature == "signal" and rule.code not in _HYGIENE:
        return "线索类规则只供管理部门使用"
    if rule.needs_history and report.history is None:
        return "未指定报告库，没有比对"
    return ""


def _severity(rule: Rule, finding: Finding, report: Report) -> Severity:
    severity = milder(rule.severity, finding.severity or rule.severity)
    clause = finding.clause or rule.clause
    if clause.confidence != "official" or rule.nature == "signal":
        severity = milder(severity, "warning")
    if report.identity.mode == "self":
        severity = milder(severity, rule.self_at_most)
    return severity


def _found(rule: Rule, finding: Finding, report: Report, ordinals: Counter[str]) -> Found:
    section = None
    if finding.places:
        section = report.document.section_of.get(finding.places[0].block)
    path = section.path if section else ()
    key = "|".join([rule.code, finding.subject, str(finding.year or ""), *path])
    ordinals[key] += 1
    digest = hashlib.sha256(f"{key}|{ordinals[key]}".encode()).hexdigest()
    return Found(
        rule=rule.code,
        name=rule.name,
        title=rule.title,
        nature=rule.nature,
        trigger=rule.trigger,
        also_trigger=rule.also if report.audience == "staff" else None,
        severity=_severity(rule, finding, report),
        status=rates.status(rule),
        message=finding.message,
        remedy=finding.remedy or rule.remedy,
        innocent=finding.innocent or rule.innocent,
        clause=finding.clause or rule.clause,
        places=finding.places,
        expected=finding.expected,
        fingerprint=f"sha256:{digest}",
        chapter=path[-1] if path else "",
        path=path,
        base_rate=rates.base_rate(rule),
    )


def _position(found: Found, order: dict[str, int]) -> tuple[int, int, int]:
    if not found.places:
        return (-1, 0, 0)
    place = found.places[0]
    return (order.get(place.block, -1), place.row or 0, place.column or 0)


def check_document(
    document: Document,
    *,
    edition: str | None = None,
    kind: Kind | None = None,
    mode: Mode | None = None,
    as_of: date | None = None,
    stage: Literal["draft", "final"] = "final",
    audience: Literal["author", "staff"] = "author",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    progress: Callable[[str], None] | None = None,
    history: History | None = None,
    evidence: Evidence | None = None,
) -> Check:
    """Facts, then every rule. `edition`, `kind` and `mode` overrule what the report itself shows; `as_of` is the day the
    check is made for (default: today); `history` is the register to compare with, `evidence` what the folder of evidence says."""
    from report_kit.facts.extract import extract

    facts = extract(document, edition=edition, kind=kind, mode=mode)
    checklist = _checklist(facts.identity.edition)
    report = Report(document, facts, as_of or date.today(), stage, audience, edition=checklist, history=history)
    if evidence is not None:
        report.evidence = evidence
        document.notes.extend(evidence.notes)
    return run(report, selection=Selection(tuple(select), tuple(ignore)), progress=progress)


def _checklist(id: str) -> Edition | None:
    """The edition's checklist; None for editions that are known by name only."""
    from report_kit.checklist.edition import edition

    try:
        return edition(id)
    except InputError:
        return None
