"""What was read badly or not at all is held against nobody: such findings become the outcome `unreadable`."""

from __future__ import annotations

from collections.abc import Iterable

from report_kit.document.model import Document, Place
from report_kit.document.scanning import numbers, unread_body_pages
from report_kit.rules.api import Finding


def legible(findings: Iterable[Finding], document: Document) -> tuple[list[Finding], str]:
    """The findings that rest on nothing unsure, and why the others were left out ('' when none was).

    A finding about something missing has no place: it cannot be made while pages of the report's body are unread."""
    unread = unread_body_pages(document)
    sure: list[Finding] = []
    unsure: list[Place] = []
    hidden = 0
    for finding in findings:
        doubtful = next((p for p in (*finding.places, *finding.rests_on) if not p.is_sure), None)
        if doubtful is not None:
            unsure.append(doubtful)
        elif unread and not finding.places:
            hidden += 1
        else:
            sure.append(finding)
    reasons = []
    if unsure:
        first = unsure[0]
        page = f"第 {first.page} 页" if first.page is not None else ""
        more = f"等 {len(unsure)} 处" if len(unsure) > 1 else ""
        reasons.append(f"{page}「{first.quote}」{more}识别不够清楚，未作判断，请对照原页核实")
    if hidden:
        reasons.append(f"{numbers(unread)}未能读取，可能就在其中，未作判断")
    return sure, "；".join(reasons)
