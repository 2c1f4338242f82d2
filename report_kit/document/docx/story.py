"""The blocks of one story of the document (body, header, footnote, text box), in order, with what they carry resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from report_kit.document.docx import charts, maths
from report_kit.document.docx.controls import ALTERNATE, SDT, chosen, control_content
from report_kit.document.docx.drawings import ground
from report_kit.document.docx.items import Attachment, Item, Paragraph, Picture, Table
from report_kit.document.docx.names import VAL, M, R, W, flag, integer, is_on, value
from report_kit.document.docx.revisions import record_mark
from report_kit.document.docx.source import Source
from report_kit.document.docx.styles import is_dark
from report_kit.document.docx.tables import build_table
from report_kit.document.docx.text import TextReader
from report_kit.document.model import Part

_P, _TBL, _TC_PR, _PPR, _RPR = W + "p", W + "tbl", W + "tcPr", W + "pPr", W + "rPr"
_STYLE, _SHD, _NUM, _OUTLINE = W + "pStyle", W + "shd", W + "numPr", W + "outlineLvl"
_ALIGN, _SECTION, _BREAK, _VANISH = W + "jc", W + "sectPr", W + "pageBreakBefore", W + "vanish"
_ASKED = frozenset({_STYLE, _SHD, _NUM, _OUTLINE, _ALIGN, _SECTION, _BREAK, _RPR})
_THROUGH = frozenset({W + "customXml", W + "ins", W + "moveTo", W + "smartTag"})
_MATH = frozenset({M + "oMath", M + "oMathPara"})
_NOTES = frozenset({"footnote", "endnote", "comment"})
_CONTENTS_GALLERIES = frozenset({"table of contents", "目录"})
_MAX_DEPTH = 40

Properties = dict[str, etree._Element]
_NONE: Properties = {}


def _properties(children: Sequence[etree._Element]) -> Properties:
    """The paragraph's own properties that matter, by tag; `w:pPr` always comes first."""
    if not children or children[0].tag != _PPR:
        return _NONE
    found: Properties = {}
    for child in children[0]:
        tag = child.tag
        if tag in _ASKED:
            found[tag] = child
    return found


def _is_plain_cell(children: Sequence[etree._Element]) -> bool:
    """Whether a cell holds nothing but one paragraph."""
    return children[0].tag == _TC_PR and children[1].tag == _P


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

    def blocks(self, children: Iterable[etree._Element], shaded: bool = False) -> list[Item]:
        """The blocks that `children`, or the children of an element, are; `shaded`: they stand on a coloured ground."""
        items: list[Item] = []
        source = self._source
        if source.depth > _MAX_DEPTH:
            source.remark("文档中表格或文本框嵌套过深，过深的部分未读取")
            return items
        outer, self._carried = self._carried, None
        if outer is None and type(children) is list and len(children) == 2 and _is_plain_cell(children):
            paragraph = self._paragraph(children[1], shaded)  # most cells of tables
            if paragraph is not None:
                return [paragraph]
            self._put_down(items)
            return items
        source.depth += 1
        self._walk(children, shaded, items)
        source.depth -= 1
        if self._carried is not None:
            self._put_down(items)
        self._carried = outer
        return items

    def _walk(self, children: Iterable[etree._Element], shaded: bool, items: list[Item]) -> None:
        for child in children:
            tag = child.tag
            if tag == _P:
                paragraph = self._paragraph(child, shaded)
                if paragraph is not None:
                    items.append(paragraph)
            elif tag == _TC_PR:
                continue
            elif tag == _TBL:
                self._put_down(items)
                items.append(self._table(child, shaded))
            elif tag == SDT:
                self._control(child, shaded, items)
            elif tag in _THROUGH:
                self._walk(child, shaded, items)
            elif tag == ALTERNATE:
                choice = chosen(child)
                if choice is not None:
                    self._walk(choice, shaded, items)
            elif tag == _SECTION:
                self.sections.append(child)
            elif tag == W + "altChunk":
                self._foreign("altChunk", child.get(R + "id") or "")
            elif tag in _MATH:
                items.append(Paragraph(maths.linear(child), where=self._where))

    def _control(self, element: etree._Element, shaded: bool, items: list[Item]) -> None:
        content = control_content(element)
        if content is None:
            return
        gallery = value(element.find(f"{W}sdtPr/{W}docPartObj"), W + "docPartGallery") or ""
        is_toc = gallery.lower() in _CONTENTS_GALLERIES
        self._toc += is_toc
        self._walk(content, shaded, items)
        self._toc -= is_toc

    def _foreign(self, kind: str, key: str) -> None:
        """Another file put into this one: named, never followed."""
        relation = self._source.package.relations(self._part).get(key)
        target = relation.target[:80] if relation and relation.target else "目标缺失"
        self._source.remark(f"文档嵌入了另一份文件（{kind}：{target}），其内容未读取；请在 Word 中打开并另存后再检查")

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element, shaded: bool) -> Paragraph | None:
        """The paragraph; None when its mark is deleted: then its text goes on in the next one."""
        children = list(element)  # once: each walk over children makes them anew
        properties = _properties(children)
        style = self._source.styles.style(properties[_STYLE].get(VAL) if _STYLE in properties else None)
        own = is_dark(properties[_SHD]) if _SHD in properties else style.shaded
        paragraph = self._text.read(element, children, style, shaded or bool(own))
        paragraph.where = self._where
        if self._toc or style.is_toc:
            paragraph.toc = True
        if self._carried is not None:
            self._join_carried(paragraph)
        mark = properties.get(_RPR)
        if mark is not None and record_mark(paragraph.changes, mark):
            self._carried = paragraph
            return None
        if self._new_page or style.page_break or _BREAK in properties:
            breaks = style.page_break if _BREAK not in properties else is_on(properties[_BREAK])
            paragraph.new_page = paragraph.new_page or self._new_page or breaks
            self._new_page = False
        self._describe(paragraph, properties, mark)
        if paragraph.attachments:
            self._resolve_attachments(paragraph)
        return paragraph

    def _join_carried(self, paragraph: Paragraph) -> None:
        carried, self._carried = self._carried, None
        if carried is None:
            return
        if not paragraph.text:
            paragraph.bold, paragraph.size, paragraph.font = carried.bold, carried.size, carried.font
        paragraph.text = carried.text + paragraph.text
        paragraph.hidden = carried.hidden + paragraph.hidden
        paragraph.attachments = carried.attachments + paragraph.attachments
        paragraph.changes = carried.changes + paragraph.changes
        paragraph.new_page = paragraph.new_page or carried.new_page or carried.page_after

    def _put_down(self, items: list[Item]) -> None:
        """A paragraph whose end is deleted, with no paragraph after it to go on in, stands for itself."""
        carried, self._carried = self._carried, None
        if carried is not None and (carried.text or carried.hidden or carried.attachments or carried.changes):
            self._resolve_attachments(carried)
            items.append(carried)

    def _describe(self, paragraph: Paragraph, properties: Properties, mark: etree._Element | None) -> None:
        style = paragraph.style
        num_id, ilvl = style.num_id, style.ilvl
        paragraph.outline, paragraph.centred = style.outline, bool(style.centred)
        if not properties and num_id is None:
            return
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
        if num_id and num_id != "0":
            unseen = paragraph.hidden and not paragraph.text.strip() and flag(mark, _VANISH)
            paragraph.label = "" if unseen else self._source.numbering.label(num_id, ilvl).strip()

    # -- what paragraphs carry -------------------------------------------------------------------------------------

    def _resolve_attachments(self, paragraph: Paragraph) -> None:
        paragraph.boxes = [box for each in paragraph.attachments for box in self._resolve(each)]

    def _resolve(self, attachment: Attachment) -> list[Item]:
        kind, key, element = attachment
        if kind == "textbox" and element is not None:
            below = ground(element)
            inner = Story(self._source, self._part, self._where or "textbox")
            return inner.blocks(element, shaded=self._source.coloured_behind if below is None else below)
        if kind == "words":
            return [Paragraph(key, where=self._where or "textbox")] if key.strip() else []
        if kind in _NOTES:
            return self._note(kind, key)
        if kind == "subdocument":
            self._foreign("子文档", key)
            return []
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
            return [charts.read_chart(root, self._source.package, relation.target)]
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

    def _table(self, element: etree._Element, shaded: bool) -> Table:
        table = build_table(element, self._source.styles, self.blocks, shaded)
        table.where = self._where
        return table
