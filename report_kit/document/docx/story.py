"""The blocks of one story of the document (body, header, footnote, text box), in order, with what they carry resolved."""

from __future__ import annotations

import hashlib

from lxml import etree

from report_kit.document.docx import charts
from report_kit.document.docx.items import Attachment, Change, Item, Paragraph, Picture, Table
from report_kit.document.docx.names import MC, VAL, R, W, integer, is_on, value
from report_kit.document.docx.numbering import Numbering
from report_kit.document.docx.package import Package
from report_kit.document.docx.styles import Styles, is_dark
from report_kit.document.docx.tables import build_table
from report_kit.document.docx.text import TextReader, chosen, toggles
from report_kit.document.model import Part

_P, _TBL, _SDT, _PPR, _RPR = W + "p", W + "tbl", W + "sdt", W + "pPr", W + "rPr"
_STYLE, _SHD, _NUM, _OUTLINE = W + "pStyle", W + "shd", W + "numPr", W + "outlineLvl"
_ALIGN, _SECTION, _BREAK, _VANISH = W + "jc", W + "sectPr", W + "pageBreakBefore", W + "vanish"
_DEL, _MOVE_FROM = W + "del", W + "moveFrom"
_THROUGH = frozenset({W + "customXml", W + "ins", W + "moveTo", W + "smartTag"})
_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_MAX_DEPTH = 40


Properties = dict[str, etree._Element]


def _properties(paragraph: etree._Element) -> Properties:
    """The paragraph's own properties by tag; `w:pPr` always comes first."""
    if len(paragraph) and paragraph[0].tag == _PPR:
        return {child.tag: child for child in paragraph[0]}
    return {}


class Source:
    """A package with what all its stories share: styles, lists, notes, hashes of media, remarks for the user."""

    def __init__(self, package: Package) -> None:
        main = package.main
        self.package = package
        self.styles = Styles(package.xml(package.related(main, "styles") or "word/styles.xml"))
        self.numbering = Numbering(package.xml(package.related(main, "numbering") or "word/numbering.xml"), self.styles)
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


class Story:
    """Walks one part. `sections` collects the section properties met, for headers and footers."""

    def __init__(self, source: Source, part: str, where: Part | None = None) -> None:
        self._source = source
        self._part = part
        self._where = where
        self._text = TextReader(source.styles)
        self._toc = 0
        self._carried: Paragraph | None = None
        self._new_page = False
        self.sections: list[etree._Element] = []

    def blocks(self, parent: etree._Element, shaded: bool = False) -> list[Item]:
        """The blocks below `parent`."""
        items: list[Item] = []
        if self._source.depth > _MAX_DEPTH:
            self._source.remark("文档中表格或文本框嵌套过深，过深的部分未读取")
            return items
        self._source.depth += 1
        self._walk(parent, shaded, items)
        self._source.depth -= 1
        return items

    def _walk(self, parent: etree._Element, shaded: bool, items: list[Item]) -> None:
        for child in parent:
            tag = child.tag
            if tag == _P:
                paragraph = self._paragraph(child, shaded)
                if paragraph is not None:
                    items.append(paragraph)
            elif tag == _TBL:
                items.append(self._table(child))
            elif tag == _SDT:
                self._control(child, shaded, items)
            elif tag in _THROUGH:
                self._walk(child, shaded, items)
            elif tag == MC + "AlternateContent":
                choice = chosen(child)
                if choice is not None:
                    self._walk(choice, shaded, items)
            elif tag == _SECTION:
                self.sections.append(child)
            elif tag == W + "altChunk":
                self._alternative(child)

    def _control(self, element: etree._Element, shaded: bool, items: list[Item]) -> None:
        content = element.find(W + "sdtContent")
        if content is None:
            return
        gallery = value(element.find(f"{W}sdtPr/{W}docPartObj"), W + "docPartGallery") or ""
        is_toc = gallery.lower() in ("table of contents", "目录")
        self._toc += is_toc
        self._walk(content, shaded, items)
        self._toc -= is_toc

    def _alternative(self, element: etree._Element) -> None:
        relation = self._source.package.relations(self._part).get(element.get(R + "id") or "")
        target = relation.target if relation else ""
        self._source.remark(
            f"文档嵌入了另一份文件（altChunk：{target[:80] or '目标缺失'}），其内容未读取；请在 Word 中打开并另存后再检查"
        )

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element, shaded: bool) -> Paragraph | None:
        """The paragraph; None when its mark is deleted: then its text goes on in the next one."""
        properties = _properties(element)
        named = properties.get(_STYLE)
        style = self._source.styles.style(named.get(VAL) if named is not None else None)
        own = is_dark(properties.get(_SHD))
        paragraph = self._text.read(element, style, shaded or bool(style.shaded if own is None else own))
        paragraph.where = self._where
        paragraph.toc = paragraph.toc or self._toc > 0 or style.is_toc
        mark = properties.get(_RPR)
        mark_gone = mark is not None and (mark.find(_DEL) is not None or mark.find(_MOVE_FROM) is not None)
        self._join_carried(paragraph)
        if mark_gone and self._where is None and self._source.depth == 1:
            self._carried = paragraph
            return None
        break_before = properties.get(_BREAK)
        if self._new_page or (style.page_break if break_before is None else is_on(break_before)):
            paragraph.new_page = True
        self._new_page = False
        self._describe(paragraph, properties, mark)
        if paragraph.attachments:
            paragraph.boxes = [box for each in paragraph.attachments for box in self._resolve(each)]
        return paragraph

    def _join_carried(self, paragraph: Paragraph) -> None:
        carried, self._carried = self._carried, None
        if carried is None:
            return
        paragraph.text = carried.text + paragraph.text
        paragraph.hidden = carried.hidden + paragraph.hidden
        paragraph.attachments = carried.attachments + paragraph.attachments
        paragraph.changes = carried.changes + paragraph.changes
        paragraph.new_page = paragraph.new_page or carried.new_page or carried.page_after

    def _describe(self, paragraph: Paragraph, properties: Properties, mark: etree._Element | None) -> None:
        style = paragraph.style
        num_id, ilvl = style.num_id, style.ilvl
        paragraph.outline, paragraph.centred = style.outline, bool(style.centred)
        if num_id is not None:
            ilvl = self._source.numbering.level_of_style(num_id, style.id, ilvl)
        if (numbering := properties.get(_NUM)) is not None:
            own_id, own_level = value(numbering, W + "numId"), value(numbering, W + "ilvl")
            num_id = own_id if own_id is not None else num_id
            ilvl = integer(own_level) if own_level is not None else ilvl if own_id is None or style.num_id else 0
        if (outline := properties.get(_OUTLINE)) is not None:
            paragraph.outline = integer(outline.get(VAL), 9)
        if (align := properties.get(_ALIGN)) is not None:
            paragraph.centred = align.get(VAL) == "center"
        if (section := properties.get(_SECTION)) is not None:
            self.sections.append(section)
            if value(section, W + "type") != "continuous":
                self._new_page = True
        unseen = paragraph.hidden and not paragraph.text.strip() and toggles(mark, _VANISH)
        if num_id and num_id != "0" and not unseen:
            paragraph.label = self._source.numbering.label(num_id, ilvl).strip()

    # -- what paragraphs carry -------------------------------------------------------------------------------------

    def _resolve(self, attachment: Attachment) -> list[Item]:
        kind, key, element = attachment
        if kind == "textbox" and element is not None:
            inner = Story(self._source, self._part, self._where or "textbox")
            return inner.blocks(element, shaded=True)
        if kind == "words":
            return [Paragraph(key, where=self._where or "textbox")] if key.strip() else []
        if kind in _NOTE_PARTS:
            return self._note(kind, key)
        relation = self._source.package.relations(self._part).get(key)
        if kind == "linked-image" or (relation is not None and relation.external):
            self._source.remark("文档引用了外部图片，出于安全未打开；请将图片嵌入文档")
            return [Picture(where=self._where)]
        if relation is None:
            return []
        if kind == "image":
            return [Picture(self._source.sha256(relation.target), where=self._where)]
        root = self._source.package.xml(relation.target)
        if root is None:
            return []
        if kind == "chart":
            return [charts.chart_table(root)]
        return [Paragraph(text, where=self._where or "textbox") for text in charts.diagram_texts(root)]

    def _note(self, kind: str, note_id: str) -> list[Item]:
        part, element = self._source.note(kind, note_id)
        if element is None or (kind, note_id) in self._source.shown_notes:
            return []
        self._source.shown_notes.add((kind, note_id))
        inner = Story(self._source, part, "comment" if kind == "comment" else "footnote")
        items = inner.blocks(element)
        for item in items:
            if isinstance(item, Paragraph):
                item.text = item.text.lstrip()
        return items

    # -- tables ----------------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> Table:
        table = build_table(element, self._source.styles, self._cell)
        table.where = self._where
        return table

    def _cell(self, element: etree._Element, shaded: bool) -> list[Item]:
        return self.blocks(element, shaded)


def moves_kept_apart(changes: list[Change]) -> list[Change]:
    """Changes with each move once: a moved-away piece only where no moved-in piece has the same words."""
    arrived = {c.text for c in changes if c.kind == "move"}
    return [c for c in changes if c.kind != "moved-away" or c.text not in arrived]


def header_parts(source: Source, sections: list[etree._Element]) -> list[tuple[Part, str]]:
    """The header and footer parts that pages show, each once, in the order of the sections."""
    package = source.package
    relations = package.relations(package.main)
    settings = package.xml(package.related(package.main, "settings") or "word/settings.xml")
    even = toggles(settings, W + "evenAndOddHeaders")
    found: list[tuple[Part, str]] = []
    for section in sections:
        first = toggles(section, W + "titlePg")
        for reference in section:
            if reference.tag not in (W + "headerReference", W + "footerReference"):
                continue
            kind = reference.get(W + "type") or "default"
            relation = relations.get(reference.get(R + "id") or "")
            shown = kind == "default" or (kind == "first" and first) or (kind == "even" and even)
            if relation is None or relation.external or not shown:
                continue
            entry: tuple[Part, str] = (
                "header" if reference.tag == W + "headerReference" else "footer",
                relation.target,
            )
            if entry not in found:
                found.append(entry)
    return found
