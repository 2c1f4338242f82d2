"""The format's variant that a report is held against, and how binding its rows are."""

from __future__ import annotations

from report_kit.checklist.forms import Variant
from report_kit.checklist.model import Row
from report_kit.facts.chapters import variant_of
from report_kit.rules.api import Clause, NotApplicable, Report, Severity


def variant(report: Report) -> Variant:
    """The variant. Raises NotApplicable when there is no format for this kind and mode."""
    found = variant_of(report.identity)
    if found is None:
        raise NotApplicable("没有这类报告的格式可对照")
    return found


def clause(form: Variant, row: Row) -> Clause:
    """What a row of the format rests on."""
    return Clause(row.source, row.clause, row.confidence)


def severity(form: Variant) -> Severity:
    """Error where the format binds, else at most a warning."""
    return "error" if form.binding else "warning"
