"""Fields: which text is code and which is result, what fields without a result show."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from report_kit.document.docx.formats import circled
from report_kit.document.docx.names import VAL, W, flag, integer, value
from report_kit.document.headings import is_toc_line

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


def _end_beside(paragraph: etree._Element, count: int) -> bool:
    """Whether the `count` fields open at the end of a paragraph end in what follows beside it."""
    for following in paragraph.itersiblings():
        for mark in following.iter(FIELD_CHAR):
            kind = mark.get(CHAR_TYPE)
            count += (kind == "begin") - (kind == "end")
            if not count:
                return True
    return False


class FieldStack:
    """The fields open at one point of a story. They nest, and may run over several paragraphs.

    `in_code`: what stands here belongs to a field's code and is not shown. `in_toc`: it stands in a contents table."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.in_code = False
        self.in_toc = False
        self._codes = self._contents = 0
        self._counted: etree._Element | None = None
        self._unbalanced = False
        self._will_end = False
        """Whether all that is open is known to end further on."""

    def begin(self) -> None:
        self._open.append(_Field())
        self._weigh(self._open[-1], 1)

    def add_code(self, text: str) -> None:
        """A piece of the innermost field's code."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code.append(text)

    def separate(self) -> None:
        """The code ends, the result begins."""
        if self._open:
            current = self._open[-1]
            self._weigh(current, -1)
            current.in_result = True
            current.toc = field_kind("".join(current.code)) == "TOC"
            self._weigh(current, 1)

    def end(self) -> str:
        """Ends the innermost field; gives what it shows where it has no result."""
        if not self._open:
            return ""
        ended = self._open.pop()
        self._will_end = self._will_end and bool(self._open)
        self._weigh(ended, -1)
        code = "".join(ended.code)
        return shown_equation(code) if not ended.in_result and field_kind(code) == "EQ" else ""

    def drop_unfinished(self, paragraph: etree._Element, text: str) -> None:
        """At the end of a paragraph: where fields are not all ended, what is open must not swallow the text that follows.
        A code ends with the paragraph, a contents table with the first line that is none of it."""
        if self._will_end:
            return
        parent = paragraph.getparent()
        if parent is not self._counted:
            self._will_end = _end_beside(paragraph, len(self._open))
            if self._will_end:
                return
            marks = (
                Counter(mark.get(CHAR_TYPE) for mark in parent.iter(FIELD_CHAR)) if parent is not None else Counter()
            )
            self._counted, self._unbalanced = parent, marks["begin"] > marks["end"]
        if self._unbalanced:
            for each in self._open:
                self._weigh(each, -1)
            self._open = [f for f in self._open if f.in_result and (not f.toc or is_toc_line(text))]
            for each in self._open:
                self._weigh(each, 1)

    def _weigh(self, one: _Field, count: int) -> None:
        self._codes += 0 if one.in_result else count
        self._contents += count if one.toc else 0
        self.in_code, self.in_toc = self._codes > 0, self._contents > 0
