"""A check as one self-contained page for a clerk: no external resource, readable offline, printable on A4."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from report_kit.checking.model import Check
from report_kit.feedback import arrange, wording
from report_kit.feedback.places import Places
from report_kit.resources import folder
from report_kit.version import __version__


def render(check: Check, title: str | None = None) -> str:
    """The page of one check. `title` stands in the window's title; default: the file's name."""
    arranged = arrange.items(check)
    return (
        _environment()
        .get_template("check.html.jinja")
        .render(
            title=title or f"{check.document.file.name} 核对结果",
            check=check,
            identity=check.facts.identity,
            items=arranged,
            chapters=arrange.chapters(check, arranged),
            tally=arrange.tally(arranged),
            first=arrange.read_first(arranged),
            families=_families(arranged),
            unjudged=arrange.unjudged(check),
            aside=[o for o in check.outcomes if o.outcome == "not-applicable"],
            judged=sum(1 for o in check.outcomes if o.outcome in ("passed", "failed", "signalled")),
            suppressed=[f for f in check.findings if f.suppressed],
            places=Places(check),
            version=__version__,
        )
    )


def _families(arranged: list[arrange.Item]) -> dict[str, int]:
    """How many items each family of rules has, families in the catalogue's order."""
    codes = [item.found.family for item in arranged]
    known = [family for family in wording.FAMILY if family in codes]
    return {family: codes.count(family) for family in [*known, *sorted(set(codes) - set(known))]}


@cache
def _environment() -> Environment:
    templates = folder("templates") / "feedback"
    script = (templates / "check.js").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.globals.update(
        words=wording,
        style=Markup((templates / "check.css").read_text(encoding="utf-8")),
        script=Markup(script),
        # Browsers that know hashes run this script and no other; older ones fall back to 'unsafe-inline'.
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    return environment


def _finalize(value: Any) -> Any:
    """Text of a report goes out without control and direction characters; autoescape does the rest."""
    return wording.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
