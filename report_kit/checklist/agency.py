"""What a third-party evaluator must be and do (`checklists/agency.yaml`)."""

from __future__ import annotations

from report_kit.checklist.loading import find, load_file, shipped
from report_kit.checklist.model import File, Number, Row, Text
from report_kit.checklist.recognition import Groups


class Condition(Row):
    """One of the basic conditions of a body."""

    recognised_by: Groups


class Step(Row):
    """One of the steps of an evaluation, by the id of the format's chapter."""


class AgencyRequirements(File):
    """`staff`: full-time people with at least the intermediate title; `senior_share` percent of them senior;
    `record_years`: how far back achievements count; `yearly_projects`: limit of national projects a year."""

    staff: int
    senior_share: Number
    record_years: int
    yearly_projects: int
    source: Text
    conditions: tuple[Condition, ...]
    steps: tuple[Step, ...]
    quota: tuple[Row, ...] = ()


def agency_requirements() -> AgencyRequirements:
    """The requirements, a user's own file of the id `agency` first."""
    own = find("", "agency")
    return load_file(own, AgencyRequirements) if own is not None else shipped("agency.yaml", AgencyRequirements)
