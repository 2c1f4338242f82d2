"""Annotations of a page: notes, highlights, stamps, text typed onto the page, links to outside; form fields' places."""

from __future__ import annotations

from typing import Any

from report_kit.document.pdf.actions import read_action
from report_kit.document.pdf.content import Geometry
from report_kit.document.pdf.dates import iso_date
from report_kit.document.pdf.forms import read_widget
from report_kit.document.pdf.objects import entry, items, name, number, page_geometry, rectangle, words
from report_kit.document.traces import Annotation, Traces

MAX_A_PAGE = 2000
_HIDDEN = 2 | 32
"""Flags: hidden, and not shown on the screen."""

_KINDS = {
    "Text": "note",
    "FreeText": "text",
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "underline",
    "StrikeOut": "strikeout",
    "Stamp": "stamp",
    "Caret": "insertion",
    "Ink": "ink",
    "Line": "drawing",
    "Square": "drawing",
    "Circle": "drawing",
    "Polygon": "drawing",
    "PolyLine": "drawing",
    "FileAttachment": "attachment",
    "Redact": "redaction",
    "Link": "link",
}
_UNSEEN = {"Popup", "PrinterMark", "TrapNet"}


def read_annotations(page: Any, n: int, traces: Traces) -> None:
    """Everything annotated on page `n`, into `traces`. Links within the file are no annotations."""
    array = entry(page, "/Annots")
    if array is None:
        return
    geometry = page_geometry(page)
    for item in items(array, MAX_A_PAGE):
        kind = name(entry(item, "/Subtype"))
        if kind == "Widget":
            field = read_widget(item, n, geometry)
            if field is not None:
                traces.fields.append(field)
        elif kind == "Link":
            _link(item, n, geometry, traces)
        elif kind not in _UNSEEN:
            _annotation(item, kind, n, geometry, traces)
        if kind != "Link":
            for key, trigger in (("/A", "click"), ("/AA", "event")):
                traces.actions += read_action(entry(item, key), trigger, n)


def _link(item: Any, n: int, geometry: Geometry, traces: Traces) -> None:
    if entry(item, "/Dest") is not None:
        return
    found = read_action(entry(item, "/A"), "click", n)
    traces.actions += found
    box = rectangle(item, geometry)
    if found and box is not None:
        traces.annotations.append(Annotation("link", n, box, found[0].target))


def _annotation(item: Any, kind: str, n: int, geometry: Geometry, traces: Traces) -> None:
    box = rectangle(item, geometry)
    if box is None:
        return
    flags = number(entry(item, "/F"))
    text = words(entry(item, "/Contents"))
    if kind == "Stamp" and not text:
        text = name(entry(item, "/Name"))
    typed = kind == "FreeText" and name(entry(item, "/IT")) == "FreeTextTypewriter" and not flags & _HIDDEN
    date = iso_date(words(entry(item, "/M")) or words(entry(item, "/CreationDate")))
    author = words(entry(item, "/T"))
    traces.annotations.append(Annotation(_KINDS.get(kind, kind.lower()), n, box, text, author, date, typed))
