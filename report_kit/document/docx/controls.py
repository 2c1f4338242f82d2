"""Content controls and alternatives: which branch a reader sees, what a checkbox control shows."""

from __future__ import annotations

from lxml import etree

from report_kit.document.docx.fields import CHECKED, UNCHECKED
from report_kit.document.docx.names import MC, W14, W

SDT, SDT_CONTENT = W + "sdt", W + "sdtContent"
ALTERNATE, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_GLYPH = (W + "t", W + "sym")


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The branch of a `mc:AlternateContent` that a current Word shows: the first choice, else the fallback."""
    choice = alternate.find(_CHOICE)
    return choice if choice is not None else alternate.find(_FALLBACK)


def control_content(control: etree._Element) -> etree._Element | None:
    """The content of a `w:sdt` around runs, blocks, rows or cells. A checkbox shows ☑ or □, whatever its font draws."""
    content = control.find(SDT_CONTENT)
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    if content is None or box is None:
        return content
    glyph = next(content.iter(*_GLYPH), None)
    if glyph is not None:
        checked = box.find(W14 + "checked")
        state = checked.get(W14 + "val") if checked is not None else "0"
        glyph.tag = W + "t"
        glyph.text = CHECKED if (state or "1").lower() in ("1", "true", "on") else UNCHECKED
    return content
