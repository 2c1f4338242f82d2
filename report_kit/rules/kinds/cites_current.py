"""cites-current: standards and documents cited by number were in force on the report's day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.standards import standards
from report_kit.document.model import Place
from report_kit.rules.api import Clause, Finding, NotFound, Report

_KNOWN_AS_OLD = re.compile(r"代替|替代|废止|作废|修订|旧版|原标准|更新为|过渡")


def run(report: Report, *, what: str = "standards") -> Iterator[Finding]:
    """One finding for each superseded number, at its first place."""
    dated = report.identity.dated
    if dated is None:
        raise NotFound("没有读到报告日期")
    register = standards()
    seen: set[str] = set()
    for citation in report.facts.citations:
        row = register.find(citation.number)
        if row is None or row.number in seen or not row.replaced_by or row.in_force_until is None:
            continue
        if row.in_force_until >= dated or _KNOWN_AS_OLD.search(citation.place.quote):
            continue
        seen.add(row.number)
        current = register.current(row.number, dated)
        new = current.number if current else row.replaced_by
        places: tuple[Place, ...] = (citation.place,)
        yield Finding(
            f"引用的{row.number}已被{new}代替", places, f"改引{new}；行业标准仍要求引用旧版的，请注明", subject=row.number,
            clause=Clause(row.source, row.clause, row.confidence),
        )  # fmt: skip
