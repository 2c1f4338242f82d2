"""What of a check goes into the register: plain rows, made before any database is touched."""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from report_kit.checking.model import Check
from report_kit.facts.model import Facts
from report_kit.register import pictures
from report_kit.resemblance import fingerprint
from report_kit.resemblance.fingerprint import Fingerprint
from report_kit.resemblance.pictures import shown
from report_kit.rules.engagements import parts

_LONGEST_QUOTE = 60
_SPACE = re.compile(r"[\s\-－—–_·.．,，()（）【】\[\]“”\"'《》]+")


@dataclass(frozen=True, slots=True)
class Party:
    """An enterprise, park or agency as a report names it."""

    name: str
    credit_code: str = ""
    former: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is known by in the register: its credit code, else its bare name."""
        return self.credit_code or bare(self.name)


@dataclass(frozen=True)
class Filing:
    """One report ready to be filed. `values`, `people`, `numbers`, `findings`, `images` are rows of those tables."""

    sha256: str
    file_name: str
    state: str
    reason: str = ""
    kind: str = ""
    mode: str = ""
    edition: str = ""
    level: str = ""
    industry: str = ""
    dated: date | None = None
    years: tuple[int, ...] = ()
    subject: Party | None = None
    agency: Party | None = None
    tool_version: str = ""
    checklist_version: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    fingerprint: Fingerprint = field(default_factory=Fingerprint)
    check: bytes = b""
    findings: list[dict[str, Any]] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[dict[str, Any]] = field(default_factory=list)
    images: list[dict[str, Any]] = field(default_factory=list)


def bare(text: str) -> str:
    """A name or number without spaces, brackets and hyphens, full-width forms narrowed, in upper case."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).upper()


def filing(check: Check, print_: Fingerprint | None = None) -> Filing:
    """The rows of a checked report. `print_` is its fingerprint, worked out here when not given."""
    facts, identity = check.facts, check.facts.identity
    data = check.to_json()
    former = tuple(n.text for n in facts.names if n.role == "subject" and n.canonical and n.text != n.canonical)
    return Filing(
        sha256=check.document.file.sha256,
        file_name=check.document.file.name,
        state="unreadable" if check.unreadable else "checked",
        reason=check.unreadable,
        kind=identity.kind,
        mode=identity.mode,
        edition=identity.edition,
        level=identity.level,
        industry=next((i.text for i in facts.identifiers if i.kind == "industry_code"), "")[:8],
        dated=identity.dated,
        years=identity.period,
        subject=Party(identity.enterprise, identity.credit_code, former) if identity.enterprise else None,
        agency=Party(identity.agency) if identity.agency else None,
        tool_version=data["tool"]["version"],
        checklist_version=identity.edition,
        properties={k: str(v) for k, v in (check.document.properties | check.document.traces.xmp).items()},
        fingerprint=print_ if print_ is not None else fingerprint.of(facts),
        check=zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 6),
        findings=[
            {
                "rule": f.rule,
                "nature": f.nature,
                "severity": f.severity,
                "status": f.status,
                "trigger": f.trigger,
                "also_trigger": f.also_trigger,
                "fingerprint": f.fingerprint,
                "message": f.message,
            }
            for f in check.findings
        ],
        values=_values(facts),
        people=_people(facts),
        numbers=_numbers(facts),
        images=pictures.rows(shown(check.document)),
    )


def _values(facts: Facts) -> list[dict[str, Any]]:
    return [
        {
            "fact": v.id,
            "label": v.label[:160],
            "year": v.year,
            "text": v.number.text[:64],
            "unit": v.unit.text[:64] if v.unit else "",
            "basis": v.qualifiers.basis or "",
            "scope": v.qualifiers.scope[:64],
            "nature": v.qualifiers.nature,
            "approximate": v.qualifiers.approx,
            "quote": v.place.quote[:_LONGEST_QUOTE],
        }
        for v in facts.values
        if v.number is not None
    ]


def _people(facts: Facts) -> list[dict[str, Any]]:
    return [
        {
            "person": p.person[:32],
            "role": p.role[:16],
            "title": p.title[:32],
            "first_day": p.first_day,
            "last_day": p.last_day,
            "place": p.where[:64],
            "quote": p.place.quote[:_LONGEST_QUOTE],
        }
        for p in parts(facts)
    ]


def _numbers(facts: Facts) -> list[dict[str, Any]]:
    return [
        {
            "kind": c.kind,
            "number": bare(c.number)[:80],
            "printed": c.number[:120],
            "valid_from": c.valid_from,
            "valid_until": c.valid_until,
            "quote": c.place.quote[:_LONGEST_QUOTE],
        }
        for c in facts.certificates
        if c.number
    ]
