"""Headings of the document held against the chapters of the report's format."""

from __future__ import annotations

import re

from report_kit.checklist.forms import DYNAMIC_FORM, Variant, dynamic_form, report_format, variants
from report_kit.document.model import Document
from report_kit.facts.model import Chapter, Identity

_SEVERAL = re.compile(r"[及与和、/]|以及")


def variant_of(identity: Identity) -> Variant | None:
    """The format's variant that the report follows."""
    if identity.format == DYNAMIC_FORM:
        return dynamic_form(identity.kind)
    own = report_format(identity.format).variant(identity.kind, identity.mode)
    return own or next(iter(variants(identity.kind, identity.mode)), None)


def extract(document: Document, identity: Identity) -> list[Chapter]:
    """Chapters found, in reading order: for each heading the chapter it stands for, and further ones it covers as well
    (核查报告编写及内部技术复核). `order` is the heading's position."""
    variant = variant_of(identity)
    if variant is None:
        return []
    wanted = {c.id for c in variant.in_edition(identity.edition)}
    found: list[Chapter] = []
    for n, heading in enumerate(document.headings):
        called = [c for c in variant.chapters_called(heading.text) if c.id in wanted]
        exact = [c for c in called if c.is_called(heading.text)]
        chosen = called if _SEVERAL.search(heading.text) or not exact else exact
        found += [Chapter(c.id, heading.id, heading.text, n) for c in chosen]
    return found
