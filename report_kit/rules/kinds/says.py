"""says: the text says something, or must not. `words`: groups, one group being enough; `forbidden` turns it round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_kit.checklist.recognition import strength
from report_kit.facts import pieces
from report_kit.rules.api import Finding, Report


def run(
    report: Report, *, words: Sequence[Sequence[str]], forbidden: bool = False, message: str = ""
) -> Iterator[Finding]:
    """One finding when nothing says it; with `forbidden` one for the first place that does."""
    groups = tuple(tuple(group) for group in words)
    said = next((p for p in pieces.of_document(report.document) if strength(groups, p.text)), None)
    shown = "、".join("＋".join(group) for group in groups[:4])
    if said is not None and forbidden:
        yield Finding(message or f"不应出现：{shown}", (said.place(),), subject="says")
    elif said is None and not forbidden:
        yield Finding(message or f"没有说到：{shown}", (), subject="says")
