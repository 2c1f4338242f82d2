"""What drawings hold for a reader: text boxes, pictures, charts, words; none twice, fallbacks left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from report_kit.document.docx.controls import ALTERNATE, chosen
from report_kit.document.docx.items import Attachment
from report_kit.document.docx.names import CX, DGM, WP, WPS, A, C, R, V, W

DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_BOX, _BLIP, _OLD_IMAGE, _WORD_ART = W + "txbxContent", A + "blip", V + "imagedata", V + "textpath"
_CHART, _CHART_EX, _DIAGRAM, _SHAPE_TEXT = C + "chart", CX + "chart", DGM + "relIds", A + "txBody"
_DRAWN = frozenset({_BOX, _BLIP, _OLD_IMAGE, _WORD_ART, _CHART, _CHART_EX, _DIAGRAM, _SHAPE_TEXT})
_ENTERED_ELSEWHERE = frozenset({_BOX, _SHAPE_TEXT})
_FILLS = (A + "solidFill", A + "gradFill", A + "pattFill", A + "blipFill")
_OLD_SHAPES = frozenset(V + name for name in ("shape", "rect", "roundrect", "oval", "polyline"))
_ANCHOR = WP + "anchor"
_PAPER = frozenset({"FFFFFF", "WHITE", "BG1", "LT1", "WINDOW"})


def _parts(element: etree._Element) -> Iterator[etree._Element]:
    waiting = list(reversed(element))
    while waiting:
        current = waiting.pop()
        if current.tag in _DRAWN:
            yield current
        if current.tag == ALTERNATE:
            choice = chosen(current)
            waiting.extend(reversed(choice) if choice is not None else ())
        elif current.tag not in _ENTERED_ELSEWHERE:
            waiting.extend(reversed(current))


def attachments(drawing: etree._Element) -> Iterator[Attachment]:
    """What a drawing holds, in order; text boxes are handed on whole."""
    for part in _parts(drawing):
        tag = part.tag
        if tag == _BOX:
            yield Attachment("textbox", "", part)
        elif tag == _BLIP:
            if part.get(R + "embed"):
                yield Attachment("image", part.get(R + "embed") or "")
            elif part.get(R + "link"):
                yield Attachment("linked-image", part.get(R + "link") or "")
        elif tag == _OLD_IMAGE:
            yield Attachment("image", part.get(R + "id") or part.get(R + "pict") or "")
        elif tag in (_CHART, _CHART_EX):
            yield Attachment("chart", part.get(R + "id") or "")
        elif tag == _DIAGRAM:
            yield Attachment("diagram", part.get(R + "dm") or "")
        elif tag == _WORD_ART:
            yield Attachment("words", part.get("string") or "")
        elif tag == _SHAPE_TEXT:
            for paragraph in part.iter(A + "p"):
                yield Attachment("words", "".join(t.text or "" for t in paragraph.iter(A + "t")))


def _colour_of(fill: etree._Element) -> str:
    colour = next(iter(fill), None)
    return (colour.get("val") or "").upper() if colour is not None and not len(colour) else ""


def _new_shape_fill(shape: etree._Element) -> bool | None:
    properties = shape.find(WPS + "spPr")
    for child in properties if properties is not None else ():
        if child.tag in _FILLS:
            return child.tag != _FILLS[0] or _colour_of(child) not in _PAPER
        if child.tag == A + "noFill":
            return None
    reference = shape.find(f"{WPS}style/{A}fillRef")
    if reference is None or reference.get("idx") in (None, "0"):
        return None
    return _colour_of(reference) not in _PAPER


def _old_shape_fill(shape: etree._Element) -> bool | None:
    if (shape.get("filled") or "t").lower() in ("f", "false"):
        return None
    fill = shape.find(V + "fill")
    if fill is not None and (fill.get("on") or "t").lower() in ("f", "false"):
        return None
    if fill is not None and (fill.get("type") or "solid") != "solid":
        return True
    return (shape.get("fillcolor") or "white").split()[0].lstrip("#").upper() not in _PAPER | {"FFF"}


def ground(box: etree._Element) -> bool | None:
    """The ground a text box's words stand on: True for a colour, False for white, None where the shape has no fill and
    shows what lies behind it."""
    for shape in box.iterancestors():
        if shape.tag == WPS + "wsp":
            return _new_shape_fill(shape)
        if shape.tag in _OLD_SHAPES:
            return _old_shape_fill(shape)
        if shape.tag == W + "p":
            break
    return None


def draws_colour(root: etree._Element) -> bool:
    """Whether a picture or a coloured shape floats over or behind the text of a part."""
    for anchor in root.iter(_ANCHOR):
        if next(anchor.iter(_BLIP), None) is not None or any(_new_shape_fill(s) for s in anchor.iter(WPS + "wsp")):
            return True
    old = root.iter(*_OLD_SHAPES)
    return any(s.find(_OLD_IMAGE) is not None or _old_shape_fill(s) for s in old)
