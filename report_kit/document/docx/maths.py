"""Office Math in one line of text, as one would type it: fractions with /, powers with ^."""

from __future__ import annotations

from lxml import etree

from report_kit.document.docx.names import M, W

_VAL = M + "val"
_TEXT = frozenset({M + "t", W + "t"})
_DEPTH = 60


def _child(element: etree._Element, name: str, depth: int) -> str:
    found = element.find(M + name)
    return _inner(found, depth) if found is not None else ""


def _inner(element: etree._Element, depth: int) -> str:
    return "".join(_linear(child, depth + 1) for child in element)


def _group(text: str) -> str:
    """Brackets around a term of several parts."""
    plain = all(c.isalnum() or c in ".,_%·〃′'（）()" for c in text)
    closed = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text if plain or closed else f"({text})"


def _property(element: etree._Element, properties: str, name: str, default: str) -> str:
    found = element.find(f"{M}{properties}/{M}{name}")
    return default if found is None else found.get(_VAL, "")


def _limits(element: etree._Element, depth: int) -> str:
    """The limits of a sum or integral: `_(i=1)^n `; '' for none."""
    below, above = _child(element, "sub", depth), _child(element, "sup", depth)
    return (
        (f"_{_group(below)}" if below else "")
        + (f"^{_group(above)}" if above else "")
        + (" " if below or above else "")
    )


def _linear(element: etree._Element, depth: int) -> str:
    if depth > _DEPTH or not isinstance(element.tag, str):
        return ""
    if element.tag in _TEXT:
        return element.text or ""
    name = element.tag.rpartition("}")[2]
    match name:
        case "f" if _property(element, "fPr", "type", "bar") == "noBar":
            return f"({_child(element, 'num', depth)} {_child(element, 'den', depth)})"
        case "f":
            return f"{_group(_child(element, 'num', depth))}/{_group(_child(element, 'den', depth))}"
        case "sSup":
            return f"{_child(element, 'e', depth)}^{_group(_child(element, 'sup', depth))}"
        case "sSub":
            return _child(element, "e", depth) + _child(element, "sub", depth)
        case "sSubSup":
            base = _child(element, "e", depth) + _child(element, "sub", depth)
            return f"{base}^{_group(_child(element, 'sup', depth))}"
        case "rad":
            degree = _child(element, "deg", depth)
            return f"{degree}√{_group(_child(element, 'e', depth))}"
        case "nary":
            sign = _property(element, "naryPr", "chr", "∫")
            return sign + _limits(element, depth) + _child(element, "e", depth)
        case "d":
            opening, closing = _property(element, "dPr", "begChr", "("), _property(element, "dPr", "endChr", ")")
            between = _property(element, "dPr", "sepChr", ",")
            return opening + between.join(_inner(e, depth) for e in element.iterchildren(M + "e")) + closing
        case "m":
            rows = (
                ",".join(_inner(e, depth) for e in row.iterchildren(M + "e")) for row in element.iterchildren(M + "mr")
            )
            return f"[{';'.join(rows)}]"
        case "eqArr":
            return "\n".join(_inner(e, depth) for e in element.iterchildren(M + "e"))
        case "acc":
            return _child(element, "e", depth) + _property(element, "accPr", "chr", "\u0302")
        case "bar":
            return _child(element, "e", depth) + (
                "\u0305" if _property(element, "barPr", "pos", "top") != "bot" else "\u0332"
            )
        case "func":
            argument = _child(element, "e", depth)
            return _child(element, "fName", depth) + ("" if argument.startswith("(") else " ") + argument
        case "limLow" | "limUpp":
            return f"{_child(element, 'e', depth)}{'_' if name == 'limLow' else '^'}{_group(_child(element, 'lim', depth))}"
        case "phant" if _property(element, "phantPr", "show", "1") in ("0", "off", "false"):
            return ""
        case "ctrlPr" | "rPr" | "del" | "moveFrom" | "instrText" | "delText":
            return ""
    if name.endswith("Pr"):
        return ""
    return _inner(element, depth)


def linear(element: etree._Element) -> str:
    """The text of a `m:oMath` or `m:oMathPara`, formulas of a paragraph one a line."""
    if element.tag == M + "oMathPara":
        return "\n".join(_inner(e, 0) for e in element.iterchildren(M + "oMath"))
    return _inner(element, 0)
