"""What a PDF asks a viewer to do. It is listed, never done."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pikepdf

from report_kit.document.pdf.objects import FAULTS, entry, items, name, named, words
from report_kit.document.traces import Action, Attachment

MAX_TARGET = 200
MAX_CHAIN = 20
_OUTSIDE = {
    "JavaScript": "javascript",
    "Launch": "launch",
    "URI": "uri",
    "SubmitForm": "submit-form",
    "ImportData": "import-data",
    "GoToR": "other-file",
    "GoToE": "embedded-file",
    "Rendition": "media",
    "Movie": "media",
    "Sound": "media",
    "RichMediaExecute": "media",
}
_TARGETS = ("/JS", "/URI", "/F", "/Win")


def read_action(action: Any, trigger: str, page: int | None = None) -> list[Action]:
    """The actions of a chain, or of a dictionary of events, that reach beyond the pages."""
    found: list[Action] = []
    todo = [action]
    for _ in range(MAX_CHAIN):
        if not todo:
            break
        item = todo.pop()
        if not isinstance(item, pikepdf.Dictionary):
            continue
        kind = name(entry(item, "/S"))
        if not kind:  # a dictionary of events
            with suppress(*FAULTS):
                todo.extend(item.get(key) for key in list(item.keys())[:MAX_CHAIN])
            continue
        if kind in _OUTSIDE:
            found.append(Action(_OUTSIDE[kind], trigger, _target(item), page))
        following = entry(item, "/Next")
        todo.extend(items(following, MAX_CHAIN) if isinstance(following, pikepdf.Array) else [following])
    return found


def _target(item: Any) -> str:
    for key in _TARGETS:
        value = entry(item, key)
        if value is None:
            continue
        text = words(value) or words(entry(value, "/UF")) or words(entry(value, "/F"))
        if text:
            return text[:MAX_TARGET]
    return ""


def document_actions(root: Any) -> list[Action]:
    """What the file asks for when it is opened, closed, printed, and its named scripts."""
    found = read_action(entry(root, "/OpenAction"), "open")
    found += read_action(entry(root, "/AA"), "event")
    for _, action in named(entry(root, "/Names", "/JavaScript")):
        found += read_action(action, "open")
    return found


def attachments(root: Any, pages: list[tuple[int, Any]]) -> list[Attachment]:
    """Files within the file: of the document, and pinned to a page."""
    found = [_attachment(title, spec, None) for title, spec in named(entry(root, "/Names", "/EmbeddedFiles"))]
    for n, page in pages:
        for item in items(entry(page, "/Annots")):
            if name(entry(item, "/Subtype")) == "FileAttachment":
                found.append(_attachment("", entry(item, "/FS"), n))
    return found


def _attachment(title: str, spec: Any, page: int | None) -> Attachment:
    label = words(entry(spec, "/UF")) or words(entry(spec, "/F")) or title
    stream = entry(spec, "/EF", "/UF") or entry(spec, "/EF", "/F")
    size = entry(stream, "/Params", "/Size")
    try:
        return Attachment(label, int(size) if size is not None else None, page)
    except FAULTS:
        return Attachment(label, None, page)
