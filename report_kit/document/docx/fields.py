"""Fields: which text is code and which is result, what fields without a result show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from report_kit.document.docx.formats import circled
from report_kit.document.docx.names import VAL, W, flag, integer, value

CHECKED, UNCHECKED = "☑", "□"
FIELD_CHAR, CHAR_TYPE = W + "fldChar", W + "fldCharType"
_EQ_CIRCLE = re.compile(r"\\o\s*(?:\\a[clr]\s*)?\(\s*([○◯〇□])\s*[,;，；]\s*(.+?)\s*\)")
_EQ_FRACTION = re.compile(r"\\f\s*\((.+?)[,;，；](.+)\)")
_MAX_EQUATION = 300


def field_kind(code: str) -> str:
    """The first word of a field's code: `TOC`, `REF`, `EQ`."""
    return code.split(None, 1)[0].upper() if code.strip() else ""


def shown_equation(code: str) -> str:
    """What an EQ field shows: 「带圈字符」 (①) and simple fractions; '' for others."""
    code = code[:_MAX_EQUATION]
    if found := _EQ_CIRCLE.search(code):
        inner = found[2]
        return circled(int(inner)) if inner.isdecimal() and 0 < int(inner) <= 50 and found[1] != "□" else inner
    if found := _EQ_FRACTION.search(code):
        return f"{found[1].strip()}/{found[2].strip()}"
    return ""


def shown_form_field(begin: etree._Element) -> str:
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


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    toc: bool = False


class FieldStack:
    """The fields open at one point of a story. They nest, and may run over several paragraphs.

    `in_code`: what stands here belongs to a field's code and is not shown. `in_toc`: it stands in a contents table."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.in_code = False
        self.in_toc = False

    def begin(self) -> None:
        self._open.append(_Field())
        self.in_code = True

    def add_code(self, text: str) -> None:
        """A piece of the innermost field's code."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code.append(text)

    def separate(self) -> None:
        """The code ends, the result begins."""
        if self._open:
            current = self._open[-1]
            current.in_result = True
            current.toc = field_kind("".join(current.code)) == "TOC"
            self._settle()

    def end(self) -> str:
        """Ends the innermost field; gives what it shows where it has no result."""
        if not self._open:
            return ""
        ended = self._open.pop()
        self._settle()
        code = "".join(ended.code)
        return shown_equation(code) if not ended.in_result and field_kind(code) == "EQ" else ""

    def drop_unfinished(self, paragraph: etree._Element) -> None:
        """Fields whose code never ends in this part do not swallow the text that follows."""
        marks = [e.get(CHAR_TYPE) for e in paragraph.getroottree().iter(FIELD_CHAR)]
        if marks.count("begin") > marks.count("end"):
            self._open = [f for f in self._open if f.in_result]
            self._settle()

    def _settle(self) -> None:
        self.in_code = not all(f.in_result for f in self._open)
        self.in_toc = any(f.toc for f in self._open)
