"""The text of one paragraph as a reader sees it: runs, fields, symbols, revisions, content controls, what it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from report_kit.document.docx import maths
from report_kit.document.docx.formats import circled
from report_kit.document.docx.items import Attachment, Change, ChangeKind, Paragraph
from report_kit.document.docx.names import DGM, MC, VAL, W14, XML_SPACE, A, C, M, R, V, W, flag, integer, is_on, value
from report_kit.document.docx.styles import CharFormat, Style, Styles, char_format
from report_kit.document.docx.symbols import is_symbol_font, symbol, translate

CHECKED, UNCHECKED = "☑", "□"
_P, _R, _T, _TAB, _BR, _CR = W + "p", W + "r", W + "t", W + "tab", W + "br", W + "cr"
_RPR, _PPR = W + "rPr", W + "pPr"
_INS, _DEL, _MOVE_TO, _MOVE_FROM = W + "ins", W + "del", W + "moveTo", W + "moveFrom"
_SDT, _SDT_CONTENT = W + "sdt", W + "sdtContent"
_ALTERNATE, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_THROUGH = frozenset({W + "hyperlink", W + "smartTag", W + "customXml", W + "bdo", W + "dir"})
_CHANGES: dict[str, ChangeKind] = {_INS: "insert", _DEL: "delete", _MOVE_TO: "move", _MOVE_FROM: "moved-away"}
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote", W + "commentReference": "comment"}
_DELETED_TEXT = frozenset({_T, W + "delText"})
_SUPERSCRIPT = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_EXPONENT = re.compile(r"[-−+]?\d{1,2}|n")
_TAKES_EXPONENT = re.compile(r"(?:\d|(?<![A-Za-z])[kcdm]?m|hm)$")
_SPECIAL = re.compile("[\t\r\n\xad\u2011\uf000-\uf0ff]")
_EQ_CIRCLE = re.compile(r"\\o\s*(?:\\a[clr]\s*)?\(\s*([○◯〇□])\s*[,;，；]\s*(.+?)\s*\)")
_MAX_EQUATION = 300
_EQ_FRACTION = re.compile(r"\\f\s*\((.+?)[,;，；](.+)\)")


def _field_kind(code: str) -> str:
    return code.split(None, 1)[0].upper() if code.strip() else ""


def _plain(text: str) -> str:
    """Text with blanks for line ends, no soft hyphens, pictures of the private area as Unicode."""
    text = re.sub(r"[\t\r\n]", " ", text).replace("\xad", "").replace("\u2011", "-")
    return translate(text, "Wingdings") if any("\uf000" <= c <= "\uf0ff" for c in text) else text


def shown_equation(code: str) -> str:
    """What an EQ field shows: 「带圈字符」 (①) and simple fractions; '' for others."""
    code = code[:_MAX_EQUATION]
    if found := _EQ_CIRCLE.search(code):
        inner = found[2]
        return circled(int(inner)) if inner.isdecimal() and 0 < int(inner) <= 50 and found[1] != "□" else inner
    if found := _EQ_FRACTION.search(code):
        return f"{found[1].strip()}/{found[2].strip()}"
    return ""


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    toc: bool = False


class TextReader:
    """Reads the paragraphs of one story (body, header, note) in order; fields may run over several paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._paragraph = Paragraph()
        self._format = CharFormat()
        self._shaded = False
        self._parts: list[str] = []
        self._hidden: list[str] = []
        self._weights: dict[CharFormat, int] = {}
        self._formats: dict[tuple[object, ...], CharFormat] = {}

    def read(self, element: etree._Element, style: Style, shaded: bool) -> Paragraph:
        """The paragraph's text, hidden text, dominant format, attachments and changes. `shaded`: it stands on colour."""
        self._paragraph = paragraph = Paragraph(style=style)
        self._format = self._styles.paragraph_format(style)
        self._shaded = shaded
        self._parts, self._hidden, self._weights = [], [], {}
        paragraph.toc = self._in_toc()
        self._inline(element)
        paragraph.toc = paragraph.toc or self._in_toc()
        paragraph.text = "".join(self._parts)
        paragraph.hidden = "".join(self._hidden)
        form = max(self._weights, key=self._weights.__getitem__) if self._weights else self._format
        paragraph.bold, paragraph.size, paragraph.font = bool(form.bold), form.size, form.font or ""
        return paragraph

    def _in_toc(self) -> bool:
        return bool(self._fields) and any(f.toc for f in self._fields)

    # -- inline elements -------------------------------------------------------------------------------------------

    def _inline(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag == _PPR:
                continue
            elif tag in _THROUGH:
                self._inline(child)
            elif tag in _CHANGES:
                self._change(child, _CHANGES[tag])
            elif tag == _SDT:
                self._control(child)
            elif tag == W + "fldSimple":
                self._simple_field(child)
            elif tag in (M + "oMath", M + "oMathPara"):
                self._emit(maths.linear(child), self._format)
            elif tag == _ALTERNATE:
                choice = chosen(child)
                if choice is not None:
                    self._inline(choice)

    def _control(self, element: etree._Element) -> None:
        glyph = checkbox(element)
        content = element.find(_SDT_CONTENT)
        if glyph:
            self._emit(glyph, self._format)
        elif content is not None:
            self._inline(content)

    def _change(self, element: etree._Element, kind: ChangeKind) -> None:
        if kind in ("insert", "move"):
            before = len(self._parts)
            self._inline(element)
            text = "".join(self._parts[before:])
        else:
            text = deleted_text(element)
        self.record(kind, text, element)

    def record(self, kind: ChangeKind, text: str, element: etree._Element) -> None:
        """Notes a change of the current paragraph; neighbours of one author and time are one change."""
        if not text.strip():
            return
        author, date = element.get(W + "author") or "", element.get(W + "date") or ""
        changes = self._paragraph.changes
        if changes and changes[-1][0] == kind and changes[-1][2:] == (author, date):
            changes[-1] = Change(kind, changes[-1].text + text, author, date)
        else:
            changes.append(Change(kind, text, author, date))

    def _simple_field(self, element: etree._Element) -> None:
        code = element.get(W + "instr") or ""
        if _field_kind(code) == "TOC":
            self._paragraph.toc = True
        before = len(self._parts)
        self._inline(element)
        if len(self._parts) == before and _field_kind(code) == "EQ":
            self._emit(shown_equation(code), self._format)

    # -- runs ------------------------------------------------------------------------------------------------------

    def _run_format(self, properties: etree._Element | None) -> CharFormat:
        if properties is None or not len(properties):
            return self._format
        # Runs of one look are many: their resolved format is kept by the properties as written.
        key = (self._format, *((child.tag, *child.values()) for child in properties))
        form = self._formats.get(key)
        if form is None:
            own, style = char_format(properties)
            base = self._styles.character(style).over(self._format) if style else self._format
            form = self._formats[key] = own.over(base)
        return form

    def _run(self, run: etree._Element) -> None:
        form = self._format
        for child in run:
            tag = child.tag
            if tag == _RPR:
                form = self._run_format(child)
            elif tag == _T:
                self._text(child, form)
            else:
                self._run_child(child, tag, form)

    def _text(self, element: etree._Element, form: CharFormat) -> None:
        text = element.text
        if not text:
            return
        if element.get(XML_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        if form.symbols and is_symbol_font(form.symbols):
            text = translate(text, form.symbols)
        elif _SPECIAL.search(text):
            text = _plain(text)
        if (
            form.script == "superscript"
            and _EXPONENT.fullmatch(text)
            and _TAKES_EXPONENT.search("".join(part[-4:] for part in self._parts[-2:]))
        ):
            text = text.translate(_SUPERSCRIPT)
        self._emit(text, form)

    def _run_child(self, child: etree._Element, tag: str, form: CharFormat) -> None:
        if tag in (_TAB, W + "ptab"):
            self._emit("\t", form)
        elif tag == _BR:
            if child.get(W + "type") in ("page", "column"):
                self._page_break()
            else:
                self._emit("\n", form)
        elif tag == _CR:
            self._emit("\n", form)
        elif tag == W + "noBreakHyphen":
            self._emit("-", form)
        elif tag == W + "sym":
            code = child.get(W + "char") or ""
            if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
                self._emit(symbol(int(code, 16), child.get(W + "font") or ""), form)
        elif tag == W + "fldChar":
            self._field_char(child, form)
        elif tag == W + "instrText":
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].code.append(child.text or "")
        elif tag in _DRAWINGS:
            if not self._in_code():
                self._drawing(child)
        elif tag in _NOTES:
            self._attach(_NOTES[tag], child.get(W + "id") or "")
        elif tag == _ALTERNATE:
            choice = chosen(child)
            for each in choice if choice is not None else ():
                if isinstance(each.tag, str):
                    self._text(each, form) if each.tag == _T else self._run_child(each, each.tag, form)
        elif tag == W + "ruby":
            self._ruby(child, form)

    def _ruby(self, element: etree._Element, form: CharFormat) -> None:
        """The words, then their reading in brackets."""
        base, reading = element.find(W + "rubyBase"), element.find(W + "rt")
        if base is not None:
            self._inline(base)
        if reading is not None and (words := "".join(t.text or "" for t in reading.iter(_T))):
            self._emit(f"（{words}）", form)

    def _page_break(self) -> None:
        if "".join(self._parts).strip():
            self._paragraph.page_after = True
        else:
            self._paragraph.new_page = True

    def _emit(self, text: str, form: CharFormat) -> None:
        if not text or self._in_code():
            return
        if form.vanish or (form.white and not form.shaded and not self._shaded):
            self._hidden.append(text)
            return
        self._parts.append(text)
        self._weights[form] = self._weights.get(form, 0) + len(text) - text.count(" ")

    # -- fields ----------------------------------------------------------------------------------------------------

    def _in_code(self) -> bool:
        return bool(self._fields) and not all(f.in_result for f in self._fields)

    def _field_char(self, element: etree._Element, form: CharFormat) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._emit(_form_field(element), form)
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif kind == "separate":
            current = self._fields[-1]
            current.in_result = True
            current.toc = _field_kind("".join(current.code)) == "TOC"
            self._paragraph.toc = self._paragraph.toc or current.toc
        elif kind == "end":
            ended = self._fields.pop()
            code = "".join(ended.code)
            if not ended.in_result and _field_kind(code) == "EQ":
                self._emit(shown_equation(code), form)

    # -- drawings --------------------------------------------------------------------------------------------------

    def _attach(self, kind: str, value: str, element: etree._Element | None = None) -> None:
        self._paragraph.attachments.append(Attachment(kind, value, element))  # type: ignore[arg-type]

    def _drawing(self, element: etree._Element) -> None:
        for part in drawing_parts(element):
            tag = part.tag
            if tag == W + "txbxContent":
                self._attach("textbox", "", part)
            elif tag == A + "blip":
                if part.get(R + "embed"):
                    self._attach("image", part.get(R + "embed") or "")
                elif part.get(R + "link"):
                    self._attach("linked-image", part.get(R + "link") or "")
            elif tag == V + "imagedata":
                self._attach("image", part.get(R + "id") or "")
            elif tag == C + "chart":
                self._attach("chart", part.get(R + "id") or "")
            elif tag == DGM + "relIds":
                self._attach("diagram", part.get(R + "dm") or "")
            elif tag == V + "textpath":
                self._attach("words", part.get("string") or "")


_DRAWN = frozenset({W + "txbxContent", A + "blip", V + "imagedata", C + "chart", DGM + "relIds", V + "textpath"})


def drawing_parts(element: etree._Element) -> Iterator[etree._Element]:
    """What a drawing holds for a reader, in order; fallbacks left out, text boxes not entered."""
    waiting = list(reversed(element))
    while waiting:
        current = waiting.pop()
        if current.tag in _DRAWN:
            yield current
        if current.tag == _ALTERNATE:
            choice = chosen(current)
            waiting.extend(reversed(choice) if choice is not None else ())
        elif current.tag != W + "txbxContent":
            waiting.extend(reversed(current))


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The branch of a `mc:AlternateContent` that a current Word shows: the first choice, else the fallback."""
    choice = alternate.find(_CHOICE)
    return choice if choice is not None else alternate.find(_FALLBACK)


def checkbox(control: etree._Element) -> str:
    """☑ or □ for a checkbox content control, '' for any other control."""
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return ""
    checked = box.find(W14 + "checked")
    state = checked.get(W14 + "val") if checked is not None else "0"
    return CHECKED if (state or "1").lower() in ("1", "true", "on") else UNCHECKED


def _form_field(begin: etree._Element) -> str:
    """What an old form field shows without a result: a checkbox or the chosen entry of a list."""
    data = begin.find(W + "ffData")
    if data is None:
        return ""
    box = data.find(W + "checkBox")
    if box is not None:
        checked = flag(box, W + "checked")
        return CHECKED if (flag(box, W + "default") if checked is None else checked) else UNCHECKED
    choices = data.find(W + "ddList")
    if choices is None:
        return ""
    entries = [e.get(VAL) or "" for e in choices.iterchildren(W + "listEntry")]
    index = integer(value(choices, W + "result"))
    return entries[index] if 0 <= index < len(entries) else ""


def deleted_text(element: etree._Element) -> str:
    """The words of a deleted or moved-away piece."""
    parts: list[str] = []
    for each in element.iter(W + "delText", _T, _TAB, _BR, _CR, M + "t"):
        parts.append(
            each.text or "" if each.tag in _DELETED_TEXT or each.tag == M + "t" else "\t" if each.tag == _TAB else "\n"
        )
    return "".join(parts)


def toggles(properties: etree._Element | None, tag: str) -> bool:
    """Whether a revision or toggle mark stands among properties."""
    found = properties.find(tag) if properties is not None else None
    return found is not None and is_on(found)
