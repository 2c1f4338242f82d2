"""present: what the report's format asks for is there. `what`: cover, chapters, promise, attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report_kit.rules.api import Finding, Report
from report_kit.rules.structure.parts import attachments, chapters, cover, promise

_PARTS: dict[str, Callable[[Report], Iterator[Finding]]] = {
    "cover": cover.missing,
    "chapters": chapters.missing,
    "promise": promise.missing,
    "attachments": attachments.missing,
}


def run(report: Report, *, what: str) -> Iterator[Finding]:
    """One finding for each required part that is missing."""
    yield from _PARTS[what](report)
