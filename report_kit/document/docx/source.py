"""A package with what all its stories share: styles, lists, notes, hashes of media, remarks for the user."""

from __future__ import annotations

import hashlib
from functools import cached_property

from lxml import etree

from report_kit.document.docx.drawings import draws_colour
from report_kit.document.docx.names import R, W, flag
from report_kit.document.docx.numbering import Numbering
from report_kit.document.docx.package import Package
from report_kit.document.docx.styles import Styles, is_dark_fill
from report_kit.document.model import Part

_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_REFERENCES: dict[str, Part] = {W + "headerReference": "header", W + "footerReference": "footer"}


class Source:
    """What the stories of one document share. `root` is the main part."""

    def __init__(self, package: Package, root: etree._Element) -> None:
        main = package.main
        self.package = package
        self.root = root
        self.styles = Styles(package.xml(package.related(main, "styles") or "word/styles.xml"))
        self.numbering = Numbering(package.xml(package.related(main, "numbering") or "word/numbering.xml"), self.styles)
        self.settings = package.xml(package.related(main, "settings") or "word/settings.xml")
        self.remarks: list[str] = []
        self.depth = 0
        self.shown_notes: set[tuple[str, str]] = set()
        self._notes: dict[str, tuple[str, dict[str, etree._Element]]] = {}
        self._hashes: dict[str, str] = {}

    def note(self, kind: str, note_id: str) -> tuple[str, etree._Element | None]:
        """Part and content of a footnote, endnote or comment."""
        if kind not in self._notes:
            part = self.package.related(self.package.main, _NOTE_PARTS[kind])
            root = self.package.xml(part)
            found = {e.get(W + "id") or "": e for e in root.iterchildren(W + kind)} if root is not None else {}
            self._notes[kind] = part, found
        part, notes = self._notes[kind]
        return part, notes.get(note_id)

    def sha256(self, part: str) -> str:
        """Hash of a media part, '' when it is missing."""
        if part not in self._hashes:
            data = self.package.read(part)
            self._hashes[part] = hashlib.sha256(data).hexdigest() if data is not None else ""
        return self._hashes[part]

    def remark(self, text: str) -> None:
        if text not in self.remarks:
            self.remarks.append(text)

    @cached_property
    def coloured_page(self) -> bool:
        """Whether the pages have a coloured background that is shown."""
        background = self.root.find(W + "background")
        return (
            background is not None
            and bool(flag(self.settings, W + "displayBackgroundShape"))
            and is_dark_fill(background.get(W + "color"), background.get(W + "themeColor"))
        )

    @cached_property
    def coloured_behind(self) -> bool:
        """Whether a picture or coloured shape floats somewhere, so that it may lie behind a text box without a fill."""
        relations = self.package.relations(self.package.main).values()
        headers = (self.package.xml(r.target) for r in relations if r.kind in ("header", "footer") and not r.external)
        return self.coloured_page or any(draws_colour(root) for root in (self.root, *headers) if root is not None)


def header_parts(source: Source, sections: list[etree._Element]) -> list[tuple[Part, str]]:
    """The header and footer parts that pages show, each once, in the order of the sections."""
    relations = source.package.relations(source.package.main)
    even = flag(source.settings, W + "evenAndOddHeaders")
    found: list[tuple[Part, str]] = []
    for section in sections:
        first = flag(section, W + "titlePg")
        for reference in section:
            where = _REFERENCES.get(reference.tag)
            if where is None:
                continue
            kind = reference.get(W + "type") or "default"
            relation = relations.get(reference.get(R + "id") or "")
            shown = kind == "default" or (kind == "first" and first) or (kind == "even" and even)
            if relation is None or relation.external or not shown:
                continue
            if (where, relation.target) not in found:
                found.append((where, relation.target))
    return found


def template_remark(package: Package) -> str:
    """What to say of a template fetched from elsewhere; '' when there is none."""
    settings = package.related(package.main, "settings") or "word/settings.xml"
    for relation in package.relations(settings).values():
        if relation.kind == "attachedTemplate" and relation.external and "://" in relation.target:
            return f"文档引用了外部模板（{relation.target[:80]}），未打开"
    return ""
