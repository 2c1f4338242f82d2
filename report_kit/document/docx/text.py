"""The text of one paragraph as a reader sees it: runs, fields, symbols, revisions, content controls, what it carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from report_kit.document.docx import maths
from report_kit.document.docx.controls import ALTERNATE, SDT, chosen, control_content
from report_kit.document.docx.drawings import DRAWINGS, attachments
from report_kit.document.docx.fields import CHAR_TYPE, FieldStack, field_kind, shown_equation, shown_form_field
from report_kit.document.docx.items import Attachment, AttachmentKind, Paragraph
from report_kit.document.docx.names import XML_SPACE, M, R, W
from report_kit.document.docx.revisions import CHANGES, deleted_text, record
from report_kit.document.docx.styles import FORMAT_TAGS, Look, Style, Styles, char_format
from report_kit.document.docx.symbols import symbol, translate

_R, _T, _TAB, _BR, _CR, _RPR, _PPR = W + "r", W + "t", W + "tab", W + "br", W + "cr", W + "rPr", W + "pPr"
_THROUGH = frozenset({W + "hyperlink", W + "smartTag", W + "customXml", W + "bdo", W + "dir"})
_NOTES: dict[str, AttachmentKind] = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "endnote",
    W + "commentReference": "comment",
}
_MATH = frozenset({M + "oMath", M + "oMathPara"})
_SUPERSCRIPT = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_EXPONENT = re.compile(r"[-−+]?\d{1,2}|n")
_TAKES_EXPONENT = re.compile(r"(?:\d|(?<![A-Za-z])[kcdm]?m|hm)$")
_SPECIAL = re.compile("[\t\r\n\xad\u2011\uf000-\uf0ff]|\\A | \\Z")


def _plain(text: str) -> str:
    """Text with blanks for line ends, no soft hyphens, pictures of the private area as Unicode."""
    text = re.sub(r"[\t\r\n]", " ", text).replace("\xad", "").replace("\u2011", "-")
    return translate(text, "Wingdings") if any("\uf000" <= c <= "\uf0ff" for c in text) else text


class TextReader:
    """Reads the paragraphs of one story (body, header, note) in order; fields may run over several paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = FieldStack()
        self._paragraph = Paragraph()
        self._look = styles.paragraph_look(self._paragraph.style)
        self._shaded = False
        self._parts: list[str] = []
        self._looks: list[Look] = []
        self._hidden: list[str] = []
        self._known: dict[tuple[object, ...], Look] = {}

    def read(
        self, element: etree._Element, children: Sequence[etree._Element], style: Style, shaded: bool
    ) -> Paragraph:
        """The paragraph's text, hidden text, dominant format, attachments and changes. `children` are those of `element`;
        `shaded`: it stands on colour."""
        self._paragraph = paragraph = Paragraph(style=style)
        self._look = self._styles.paragraph_look(style)
        self._shaded = shaded
        parts: list[str] = []
        looks: list[Look] = []
        self._parts, self._looks, self._hidden = parts, looks, []
        fields = self._fields
        began_in_toc = fields.in_toc
        self._inline(children)
        paragraph.text = parts[0] if len(parts) == 1 else "".join(parts)
        if fields.in_code or fields.in_toc:
            fields.drop_unfinished(element, paragraph.text)
            paragraph.toc = paragraph.toc or fields.in_toc
        elif began_in_toc:
            paragraph.toc = True
        if self._hidden:
            paragraph.hidden = "".join(self._hidden)
        form = (looks[0] if len(looks) == 1 else self._dominant()).form
        paragraph.bold, paragraph.size, paragraph.font = bool(form.bold), form.size, form.font or ""
        return paragraph

    def _dominant(self) -> Look:
        """The look most characters have."""
        weights: dict[Look, int] = {}
        for look, text in zip(self._looks, self._parts, strict=True):
            weights[look] = weights.get(look, 0) + len(text) - text.count(" ")
        return max(weights, key=weights.__getitem__) if weights else self._look

    # -- inline elements -------------------------------------------------------------------------------------------

    def _inline(self, children: Iterable[etree._Element]) -> None:
        run = self._run
        for child in children:
            tag = child.tag
            if tag == _R:
                run(child)
            elif tag != _PPR and (reader := _INLINE.get(tag)) is not None:
                reader(self, child)

    def _control(self, element: etree._Element) -> None:
        content = control_content(element)
        if content is not None:
            self._inline(content)

    def _alternate(self, element: etree._Element) -> None:
        choice = chosen(element)
        if choice is not None:
            self._inline(choice)

    def _math(self, element: etree._Element) -> None:
        self._emit(maths.linear(element), self._look)
        for change in element.iter(*CHANGES):
            text = deleted_text(change) or maths.linear(change)
            record(self._paragraph.changes, CHANGES[change.tag], text, change)

    def _change(self, element: etree._Element) -> None:
        kind = CHANGES[element.tag]
        if kind in ("insert", "move"):
            before = len(self._parts)
            self._inline(element)
            text = "".join(self._parts[before:])
        else:
            text = deleted_text(element)
        record(self._paragraph.changes, kind, text, element)

    def _simple_field(self, element: etree._Element) -> None:
        code = element.get(W + "instr") or ""
        kind = field_kind(code)
        if kind == "TOC":
            self._paragraph.toc = True
        before = len(self._parts)
        self._inline(element)
        if len(self._parts) == before and kind == "EQ":
            self._emit(shown_equation(code), self._look)

    def _sub_document(self, element: etree._Element) -> None:
        self._attach("subdocument", element.get(R + "id") or "")

    # -- runs ------------------------------------------------------------------------------------------------------

    def _run_look(self, properties: etree._Element) -> Look:
        """The look of a run. Runs of one look are many: it is kept by the properties as written."""
        written: list[object] = [self._look]
        for child in properties:
            tag = child.tag
            if tag in FORMAT_TAGS:
                written.append(tag)
                written.extend(child.values())
        if len(written) == 1:
            return self._look
        key = tuple(written)
        look = self._known.get(key)
        if look is None:
            own, style = char_format(properties)
            base = self._styles.styled(style, self._look.form)
            look = self._known[key] = self._styles.look(own.over(base))
        return look

    def _run(self, run: etree._Element) -> None:
        look = self._look
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text
                if text and look.plain and not _SPECIAL.search(text) and not self._fields.in_code:
                    self._parts.append(text)  # the most common case, cut short
                    self._looks.append(look)
                else:
                    self._text(child, look)
            elif tag == _RPR:
                look = self._run_look(child)
            elif (reader := _IN_RUN.get(tag)) is not None:
                reader(self, child, look)

    def _text(self, element: etree._Element, look: Look) -> None:
        text = element.text
        if not text:
            return
        special = _SPECIAL.search(text)
        if special and element.get(XML_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        if look.symbols:
            text = translate(text, look.symbols)
        elif special:
            text = _plain(text)
        if look.superscript and _EXPONENT.fullmatch(text):
            before = "".join(part[-4:] for part in self._parts[-2:])
            text = text.translate(_SUPERSCRIPT) if _TAKES_EXPONENT.search(before) else text
        self._emit(text, look)

    def _emit(self, text: str, look: Look) -> None:
        if not text or self._fields.in_code:
            return
        if (look.vanish or look.white) and (look.vanish or not self._shaded):
            self._hidden.append(text)
            return
        self._parts.append(text)
        self._looks.append(look)

    def _tab(self, element: etree._Element, look: Look) -> None:
        self._emit("\t", look)

    def _line_end(self, element: etree._Element, look: Look) -> None:
        if element.get(W + "type") not in ("page", "column"):
            self._emit("\n", look)
        elif "".join(self._parts).strip():
            self._paragraph.page_after = True
        else:
            self._paragraph.new_page = True

    def _hyphen(self, element: etree._Element, look: Look) -> None:
        self._emit("-", look)

    def _symbol(self, element: etree._Element, look: Look) -> None:
        code = element.get(W + "char") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
            font = element.get(W + "font") or look.symbols
            self._emit(symbol(int(code, 16), font), look)

    def _field_char(self, element: etree._Element, look: Look) -> None:
        kind = element.get(CHAR_TYPE)
        if kind == "begin":
            self._emit(shown_form_field(element), look)
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
            self._paragraph.toc = self._paragraph.toc or self._fields.in_toc
        elif kind == "end":
            self._emit(self._fields.end(), look)

    def _field_code(self, element: etree._Element, look: Look) -> None:
        self._fields.add_code(element.text or "")

    def _drawing(self, element: etree._Element, look: Look) -> None:
        if not self._fields.in_code and not look.vanish:
            self._paragraph.attachments.extend(attachments(element))

    def _note(self, element: etree._Element, look: Look) -> None:
        self._attach(_NOTES[element.tag], element.get(W + "id") or "")

    def _attach(self, kind: AttachmentKind, value: str) -> None:
        self._paragraph.attachments.append(Attachment(kind, value))

    def _alternate_in_run(self, element: etree._Element, look: Look) -> None:
        choice = chosen(element)
        for child in choice if choice is not None else ():
            if child.tag == _T:
                self._text(child, look)
            elif (reader := _IN_RUN.get(child.tag)) is not None:
                reader(self, child, look)

    def _ruby(self, element: etree._Element, look: Look) -> None:
        """The words, then their reading in brackets."""
        base, reading = element.find(W + "rubyBase"), element.find(W + "rt")
        if base is not None:
            self._inline(base)
        if reading is not None and (words := "".join(t.text or "" for t in reading.iter(_T))):
            self._emit(f"（{words}）", look)


_INLINE: dict[str, Callable[[TextReader, etree._Element], None]] = {
    **dict.fromkeys(_THROUGH, TextReader._inline),
    **dict.fromkeys(CHANGES, TextReader._change),
    **dict.fromkeys(_MATH, TextReader._math),
    SDT: TextReader._control,
    ALTERNATE: TextReader._alternate,
    W + "fldSimple": TextReader._simple_field,
    W + "subDoc": TextReader._sub_document,
}
_IN_RUN: dict[str, Callable[[TextReader, etree._Element, Look], None]] = {
    **dict.fromkeys(DRAWINGS, TextReader._drawing),
    **dict.fromkeys(_NOTES, TextReader._note),
    _TAB: TextReader._tab,
    W + "ptab": TextReader._tab,
    _BR: TextReader._line_end,
    _CR: TextReader._line_end,
    W + "noBreakHyphen": TextReader._hyphen,
    W + "sym": TextReader._symbol,
    W + "fldChar": TextReader._field_char,
    W + "instrText": TextReader._field_code,
    ALTERNATE: TextReader._alternate_in_run,
    W + "ruby": TextReader._ruby,
}
