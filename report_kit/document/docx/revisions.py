"""Tracked changes: what was inserted, deleted, moved, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from report_kit.document.docx.items import Change, ChangeKind
from report_kit.document.docx.names import M, W

CHANGES: dict[str, ChangeKind] = {
    W + "ins": "insert",
    W + "del": "delete",
    W + "moveTo": "move",
    W + "moveFrom": "moved-away",
}
PARAGRAPH_MARK = "¶"
_WORDS = frozenset({W + "t", W + "delText", M + "t"})
_TAB = W + "tab"
_READ = (*_WORDS, _TAB, W + "br", W + "cr")
_PROPERTIES = frozenset({W + "pPr", W + "tabs"})


def deleted_text(element: etree._Element) -> str:
    """The words of a deleted or moved-away piece."""
    parts: list[str] = []
    for each in element.iter(*_READ):
        if each.tag in _WORDS:
            parts.append(each.text or "")
        elif each.getparent().tag not in _PROPERTIES:  # type: ignore[union-attr]
            parts.append("\t" if each.tag == _TAB else "\n")
    return "".join(parts)


def record(changes: list[Change], kind: ChangeKind, text: str, mark: etree._Element) -> None:
    """Adds a change; neighbours of one kind, author and time are one change."""
    if not text.strip():
        return
    author, date = mark.get(W + "author") or "", mark.get(W + "date") or ""
    if changes and changes[-1][0] == kind and changes[-1][2:] == (author, date):
        changes[-1] = Change(kind, changes[-1].text + text, author, date)
    else:
        changes.append(Change(kind, text, author, date))


def record_mark(changes: list[Change], properties: etree._Element) -> bool:
    """Adds what was tracked of a paragraph's end (`¶`), unless words of the paragraph tell of the same change. True where
    the end is gone, so that the paragraph goes on in the next one."""
    gone = False
    for child in properties:
        kind = CHANGES.get(child.tag)
        if kind is None:
            continue
        gone = gone or kind in ("delete", "moved-away")
        change = Change(kind, PARAGRAPH_MARK, child.get(W + "author") or "", child.get(W + "date") or "")
        if not any(c.kind == kind and c[2:] == change[2:] for c in changes):
            changes.append(change)
    return gone


def moves_kept_apart(changes: Sequence[Change]) -> list[Change]:
    """Changes with each move once: a moved-away piece only where no moved-in piece has the same words."""
    arrived = {c.text for c in changes if c.kind == "move"}
    return [c for c in changes if c.kind != "moved-away" or c.text not in arrived]
