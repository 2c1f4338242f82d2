"""What a template cannot do by itself: caption numbers, table of contents, marks of missing data, fields to update."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from report_kit.generation.words import MISSING_CLOSE, MISSING_OPEN

CONTENTS_MARK = "[[目录]]"
_SHORT_TABLE = 9
_BEFORE_MERGE = {qn(f"w:{name}") for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}
_NUMERALS = "零一二三四五六七八九十"


@dataclass(slots=True)
class Heading:
    """A heading as the contents print it."""

    level: int
    number: str
    text: str
    bookmark: str
    page: int | None = None

    @property
    def line(self) -> str:
        return f"{self.number}{self.text}"


@dataclass(slots=True)
class Outline:
    headings: list[Heading] = field(default_factory=list)


def finish(document: WordDocument) -> Outline:
    """Number captions, bookmark headings, fill the contents, highlight what is missing, ask Word to update fields."""
    _number_captions(document)
    outline = _bookmark_headings(document)
    _contents(document, outline)
    _highlight(document)
    _keep_together(document)
    _order_merges(document)
    _update_on_open(document)
    return outline


def set_pages(document: WordDocument, outline: Outline) -> None:
    """Put known page numbers into the contents."""
    pages = {h.bookmark: h.page for h in outline.headings}
    for hyperlink in document.element.body.iter(qn("w:hyperlink")):
        page = pages.get(hyperlink.get(qn("w:anchor")) or "")
        texts = list(hyperlink.iter(qn("w:t")))
        if page and texts:
            texts[-1].text = str(page)


def _number_captions(document: WordDocument) -> None:
    """The shown result of every SEQ field, in order."""
    count = 0
    for paragraph in document.paragraphs:
        if paragraph.style is None or paragraph.style.name != "Caption":
            continue
        state = ""
        for run in paragraph.runs:
            instruction = run._r.find(qn("w:instrText"))
            kind = run._r.find(qn("w:fldChar"))
            if instruction is not None and "SEQ" in (instruction.text or ""):
                count += 1
                state = "seq"
            elif kind is not None and kind.get(qn("w:fldCharType")) == "end":
                state = ""
            elif state and run.text:
                run.text = str(count)


def numeral(number: int) -> str:
    """一, 二, … 十一, … 九十九."""
    if number <= 10:
        return _NUMERALS[number]
    tens, units = divmod(number, 10)
    return f"{'' if tens == 1 else _NUMERALS[tens]}十{_NUMERALS[units] if units else ''}"


def _bookmark_headings(document: WordDocument) -> Outline:
    """Give every heading a bookmark and work out its automatic number."""
    outline = Outline()
    counts = [0, 0, 0]
    for paragraph in document.paragraphs:
        name = paragraph.style.name if paragraph.style is not None else ""
        if not name.startswith("Heading ") or name[8:] not in "123" or not paragraph.text.strip():
            continue
        level = int(name[8:])
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        number = (f"{numeral(counts[0])}、", f"（{numeral(counts[1])}）", f"{counts[2]}.")[level - 1]
        bookmark = f"_Toc{len(outline.headings) + 900000001}"
        _wrap(paragraph, bookmark, len(outline.headings) + 1)
        outline.headings.append(Heading(level, number, paragraph.text.strip(), bookmark))
    return outline


def _wrap(paragraph: Paragraph, bookmark: str, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), bookmark)
    first = paragraph._p.pPr
    paragraph._p.insert(0 if first is None else 1, start)
    paragraph._p.append(end)


def _contents(document: WordDocument, outline: Outline) -> None:
    """The contents as a TOC field with its entries, so that it is not empty before Word updates it."""
    place = next((p for p in document.paragraphs if p.text.strip() == CONTENTS_MARK), None)
    if place is None:
        return
    listed = [h for h in outline.headings if h.level <= 2]
    before = place._p
    for position, heading in enumerate(listed):
        paragraph = Paragraph(cast(CT_P, OxmlElement("w:p")), place._parent)
        before.addnext(paragraph._p)
        before = paragraph._p
        paragraph.style = document.styles[f"toc {heading.level}"]
        if position == 0:
            _field(paragraph._p, 'TOC \\o "1-2" \\h \\z \\u')
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), heading.bookmark)
        link.set(qn("w:history"), "1")
        _run(link, heading.line)
        _run(link, None).append(OxmlElement("w:tab"))
        _field(link, f"PAGEREF {heading.bookmark} \\h", " ")
        paragraph._p.append(link)
        if position == len(listed) - 1:
            _char(paragraph._p, "end")
    place._p.getparent().remove(place._p)  # type: ignore[union-attr]


def _run(parent: Any, text: str | None) -> Any:
    run = OxmlElement("w:r")
    if text is not None:
        content = OxmlElement("w:t")
        content.text = text
        content.set(qn("xml:space"), "preserve")
        run.append(content)
    parent.append(run)
    return run


def _char(parent: Any, kind: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    _run(parent, None).append(element)


def _field(parent: Any, instruction: str, shown: str | None = None) -> None:
    """A complex field; without `shown` its end is left to the caller."""
    _char(parent, "begin")
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {instruction} "
    _run(parent, None).append(element)
    _char(parent, "separate")
    if shown is not None:
        _run(parent, shown)
        _char(parent, "end")


def _highlight(document: WordDocument) -> None:
    """Yellow behind every 【待补充：…】, in paragraphs and cells alike."""
    for element in list(document.element.body.iter(qn("w:r"))):
        if any(MISSING_OPEN in (t.text or "") for t in element.iter(qn("w:t"))):
            _split(Run(element, document))


def _split(run: Run) -> None:
    """Split a run around its marks and highlight these."""
    text, element = run.text, run._r
    pieces: list[str] = []
    while text:
        start = text.find(MISSING_OPEN)
        end = text.find(MISSING_CLOSE, start)
        if start < 0 or end < 0:
            pieces.append(text)
            break
        pieces += [text[:start], text[start : end + 1]]
        text = text[end + 1 :]
    for piece in (p for p in pieces if p):
        part = copy.deepcopy(element)
        element.addprevious(part)
        new = Run(part, run._parent)
        new.text = piece
        if piece.startswith(MISSING_OPEN):
            new.font.highlight_color = WD_COLOR_INDEX.YELLOW
    element.getparent().remove(element)  # type: ignore[union-attr]


def _keep_together(document: WordDocument) -> None:
    """Short tables are not torn apart by a page break: all rows but the last stay with the next."""
    for table in document.tables:
        rows = table._tbl.tr_lst
        if len(rows) > _SHORT_TABLE:
            continue
        for row in rows[:-1]:
            for paragraph in row.iter(qn("w:p")):
                Paragraph(cast(CT_P, paragraph), table).paragraph_format.keep_with_next = True


def _order_merges(document: WordDocument) -> None:
    """The vertical merges that the template engine adds stand last in the cell's properties; the schema wants them
    before the borders."""
    for merge in list(document.element.body.iter(qn("w:vMerge"))):
        properties = merge.getparent()
        if properties is None:
            continue
        before = [c for c in properties if c.tag in _BEFORE_MERGE]
        properties.remove(merge)
        properties.insert(len(before), merge)


def _update_on_open(document: WordDocument) -> None:
    settings = document.settings.element
    if settings.find(qn("w:updateFields")) is None:
        update = OxmlElement("w:updateFields")
        update.set(qn("w:val"), "true")
        settings.insert_element_before(
            update, "w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr",
            "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats", "w:shapeDefaults",
            "w:decimalSymbol", "w:listSeparator",
        )  # fmt: skip
