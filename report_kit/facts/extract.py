"""Document → Facts: every extractor in its order; later ones build on what earlier ones found."""

from __future__ import annotations

from report_kit.document.model import Document
from report_kit.facts import (
    certificates,
    chapters,
    citations,
    dates,
    form,
    identifiers,
    identity,
    judgements,
    names,
    numeric,
)
from report_kit.facts.model import Facts, Kind, Mode


def extract(
    document: Document, *, edition: str | None = None, kind: Kind | None = None, mode: Mode | None = None
) -> Facts:
    """All facts of a document. `edition`, `kind` and `mode` overrule what the report itself shows."""
    facts = Facts(document)
    facts.form, facts.form_found = form.extract(document)
    facts.names = names.extract(document, facts.form)
    facts.dates = dates.extract(document)
    facts.citations = citations.extract(document)
    facts.identity = identity.extract(
        document, facts.form, facts.names, facts.dates, facts.citations, edition=edition, kind=kind, mode=mode
    )
    facts.chapters = chapters.extract(document, facts.identity)
    facts.identifiers = identifiers.extract(document, facts.form)
    facts.certificates = certificates.extract(document, facts.dates)
    facts.vetoes = judgements.vetoes(document)
    facts.basics = judgements.basics(document, facts.identity)
    facts.conclusions = judgements.conclusions(document, facts.form)
    numeric.fill(facts)
    return facts
