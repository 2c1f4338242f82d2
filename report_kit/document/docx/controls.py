"""Content controls and alternatives: which branch a reader sees, what a checkbox control shows."""

from __future__ import annotations

import re

from lxml import etree

from report_kit.document.docx.fields import CHECKED, UNCHECKED
from report_kit.document.docx.names import MC, W14, W

SDT, SDT_CONTENT = W + "sdt", W + "sdtContent"
ALTERNATE, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_TEXT = W + "t"
_GLYPH = (_TEXT, W + "sym")
_BOX = re.compile("[□☐☑☒■✓√✔✗✘\uf052\uf0a3\uf0a8\uf0fe\uf0fd\uf0fc]")


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
    checked = box.find(W14 + "checked")
    state = checked.get(W14 + "val") if checked is not None else "0"
    _show(content, CHECKED if (state or "1").lower() in ("1", "true", "on") else UNCHECKED)
    return content


def _show(content: etree._Element, glyph: str) -> None:
    """Puts the glyph in the place of the first box that stands in the content."""
    for each in content.iter(*_GLYPH):
        if each.tag != _TEXT:
            each.tag, each.text = _TEXT, glyph
            return
        text = each.text or ""
        if found := _BOX.search(text):
            each.text = text[: found.start()] + glyph + text[found.end() :]
            return
    only = next(content.iter(_TEXT), None)
    if only is not None and len(only.text or "") == 1:  # a box of the author's own choice
        only.text = glyph
