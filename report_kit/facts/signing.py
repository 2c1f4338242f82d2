"""What was done to a file after the day under its signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from report_kit.document.model import Document

BEIJING = timezone(timedelta(hours=8))
GRACE = 1
"""Days after the signed date that still belong to signing."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit on `day`: what tells it (Chinese) and the words in the file."""

    day: date
    what: str
    told: str


def local_day(text: str) -> date | None:
    """The day in China of a moment as files tell it."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (moment.astimezone(BEIJING) if moment.tzinfo else moment).date()


def edits_after(document: Document, signed: date) -> list[Edit]:
    """Edits of the content later than the day after `signed`: of a Word file its last saving and tracked changes, of a
    PDF the savings that changed text of its pages. Making the PDF, stamping, scanning and merging are no edits."""
    edits = _of_word(document) if document.file.format == "docx" else _of_pdf(document)
    return sorted((e for e in edits if e.day > signed + timedelta(days=GRACE)), key=lambda e: e.day)


def _of_word(document: Document) -> list[Edit]:
    if document.file.converted_from:  # LibreOffice has just saved it
        return []
    found = []
    modified = document.properties.get("modified", "")
    created = local_day(document.properties.get("created", ""))
    day = local_day(modified)
    if day is not None and day != created:  # made and saved on one day: an export or a copy, not an edit
        found.append(Edit(day, "最后修改时间", modified))
    for revision in document.revisions:
        day = local_day(revision.date)
        if day is not None:
            found.append(Edit(day, f"修订“{revision.text[:20]}”", revision.date))
    return found


def _of_pdf(document: Document) -> list[Edit]:
    found = []
    for version in document.traces.versions:
        day = local_day(version.date)
        texts = [c for c in version.changes if c.kind == "changed" and c.removed and c.added]
        if day is not None and texts:
            found.append(Edit(day, f"第 {version.n} 次保存改动第 {texts[0].page} 页文字", version.date))
    return found
