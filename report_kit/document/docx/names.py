"""Names of the XML vocabulary of DOCX, ready for comparing tags."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PKG_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Word's "Strict Open XML" has other namespace names for the same vocabulary.
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/main": A[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/chart": C[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/diagram": DGM[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1],
    "http://purl.oclc.org/ooxml/spreadsheetml/main": S[1:-1],
}

VAL = W + "val"
_OFF = frozenset({"0", "false", "off", "none"})


def value(parent: etree._Element | None, tag: str) -> str | None:
    """`w:val` of the child `tag`, None when there is no child or no value."""
    child = parent.find(tag) if parent is not None else None
    return child.get(VAL) if child is not None else None


def is_on(element: etree._Element) -> bool:
    """A toggle such as `<w:b/>`, `<w:b w:val="0"/>`."""
    return (element.get(VAL) or "1").lower() not in _OFF


def flag(parent: etree._Element | None, tag: str) -> bool | None:
    """The toggle `tag` below `parent`; None when it is not set."""
    child = parent.find(tag) if parent is not None else None
    return None if child is None else is_on(child)


def integer(text: str | None, default: int = 0) -> int:
    """A whole number as attributes hold it; `default` for anything else. Fractions are cut, size is bounded."""
    try:
        return max(-(10**7), min(int(float(text)), 10**7)) if text else default
    except (ValueError, OverflowError):
        return default
