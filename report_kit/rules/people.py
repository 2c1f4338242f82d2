"""The evaluating side of a report, read once for all rules that ask."""

from __future__ import annotations

from report_kit.facts import team
from report_kit.facts.team import Team
from report_kit.rules.api import Report


def team_of(report: Report) -> Team:
    """People and staff numbers of the report."""
    return report.shared(_team)


def _team(report: Report) -> Team:
    return team.extract(report.document, report.facts.form)
