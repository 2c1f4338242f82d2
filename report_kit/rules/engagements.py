"""Who took which part in an evaluation, and on which days on site: what reports of one person are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from report_kit.document.model import Place
from report_kit.facts import team
from report_kit.facts.model import Facts
from report_kit.rules.api import Report

_ON_SITE = ("evaluator", "leader")


@dataclass(frozen=True, slots=True)
class Part:
    """A person's part: `role` is leader, evaluator, reviewer, compiler, approver or staff (a list of the agency's own
    people); days on site where the report tells them; `where` names the enterprise and its address."""

    person: str
    role: str
    title: str
    first_day: date | None
    last_day: date | None
    where: str
    place: Place
    day_place: Place | None


def engagements(report: Report) -> list[Part]:
    """The parts of all people, worked out once."""
    return report.shared(_of_report)


def _of_report(report: Report) -> list[Part]:
    return parts(report.facts)


def parts(facts: Facts) -> list[Part]:
    """The parts of all people of the evaluating side, each person once a role."""
    onsite = [d for d in facts.dates if d.role == "onsite" and d.day is not None and d.precision == "day"]
    days = [d.day for d in onsite if d.day] + [d.end for d in onsite if d.end]
    first, last = (min(days), max(days)) if days else (None, None)
    if first and last and (last - first).days > _LONGEST:
        # Days so far apart are several visits; which one a person joined is not told.
        first = last = None
    where = f"{facts.identity.enterprise} {' '.join(f.text for f in facts.form if '地址' in f.label)}".strip()
    found: dict[tuple[str, str], Part] = {}
    for person in team.extract(facts.document, facts.form).people:
        roles = ["staff"] if person.listed else sorted(person.roles)
        for role in roles:
            on_site = role in _ON_SITE
            found.setdefault(
                (person.name, role),
                Part(
                    person.name, role, person.title, first if on_site else None, last if on_site else None, where,
                    person.place, onsite[0].place if onsite else None,
                ),
            )  # fmt: skip
    return list(found.values())


_LONGEST = 10
"""Days an evaluation on site may last."""
