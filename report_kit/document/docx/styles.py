"""Styles with everything they inherit: outline level, numbering, character format. Made once a document, asked by id."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from report_kit.document.docx.names import VAL, W, flag, integer, is_on, value
from report_kit.document.docx.symbols import is_symbol_font

_RPR, _PPR = W + "rPr", W + "pPr"
_B, _SZ, _VANISH, _COLOR, _FONTS = W + "b", W + "sz", W + "vanish", W + "color", W + "rFonts"
_RSTYLE, _VERT, _SHD, _HIGHLIGHT = W + "rStyle", W + "vertAlign", W + "shd", W + "highlight"
FORMAT_TAGS = frozenset({_B, _SZ, _VANISH, _COLOR, _FONTS, _RSTYLE, _VERT, _SHD, _HIGHLIGHT})
"""What `char_format` reads of a run's properties."""
BODY_LEVEL = 9
_NEAR_WHITE = re.compile(r"(?:[F][0-9A-F]){3}|WHITE")
_UNREADABLE_SIZE = 2.0  # points

_HEADING_NAME = re.compile(r"(?:heading|标题|überschrift|titre|título|見出し)\s*([1-9])(?:\s*(?:char|字符))?$", re.I)
_CJK_HEADING_NAME = re.compile(
    r"(?:标题\s*([一二三四五六])|([一二三四五六])级标题|标题([一二三四五六])级?)(?!.*(?:表|图))"
)
_TOC_NAME = re.compile(r"(?:toc|目录|table of figures|图表目录|contents)(?:\s*(?:\d+|heading|标题))?$", re.I)


class CharFormat(NamedTuple):
    """What matters of a run's format. None: not set here. Size in points; `script` is superscript or subscript."""

    bold: bool | None = None
    size: float | None = None
    vanish: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    font: str | None = None
    symbols: str | None = None
    script: str | None = None

    def over(self, base: CharFormat) -> CharFormat:
        """This format laid over `base`."""
        return CharFormat._make(b if own is None else own for own, b in zip(self, base, strict=True))


_UNSET = CharFormat()


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A resolved format, one object for all runs that have it. `vanish`: hidden, or too small to be read; `white`: on no
    ground of its own; `symbols`: the symbol font it is set in, '' for none."""

    form: CharFormat
    vanish: bool
    white: bool
    symbols: str
    superscript: bool
    plain: bool
    """None of these: the characters stand as they are."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, inheritance resolved. `outline` 0–8 is a heading, 9 body text, None not said."""

    id: str = ""
    name: str = ""
    outline: int | None = None
    num_id: str | None = None
    ilvl: int = 0
    centred: bool | None = None
    shaded: bool | None = None
    page_break: bool = False
    format: CharFormat = _UNSET
    is_toc: bool = False

    @property
    def is_caption(self) -> bool:
        return self.name.lower() in ("caption", "题注", "图题", "表题", "图表标题", "图名", "表名")


def is_dark_fill(fill: str | None, theme: str | None) -> bool:
    """Whether a ground filled so is another than that of the paper."""
    coloured = theme is not None and not theme.startswith(("background1", "light1", "none"))
    return coloured or (fill or "auto").upper() not in ("AUTO", "FFFFFF", "WHITE")


def is_dark(shading: etree._Element | None) -> bool | None:
    """Whether a `w:shd` colours the ground; None when there is none."""
    if shading is None:
        return None
    solid = (shading.get(VAL) or "clear").lower() == "solid"
    return solid or is_dark_fill(shading.get(W + "fill"), shading.get(W + "themeFill"))


def has_lines(borders: etree._Element | None) -> bool:
    """Whether a `w:tblBorders` or `w:tcBorders` draws any line."""
    return borders is not None and any((edge.get(VAL) or "none") not in ("none", "nil") for edge in borders)


def char_format(properties: etree._Element) -> tuple[CharFormat, str]:
    """The format a `w:rPr` sets itself, and the id of its character style ('' for none)."""
    bold = size = vanish = white = shaded = font = symbols = script = None
    style = ""
    for child in properties:
        tag = child.tag
        if tag == _B:
            bold = is_on(child)
        elif tag == _SZ:
            size = integer(child.get(VAL)) / 2 or None
        elif tag == _FONTS:
            font = child.get(W + "eastAsia") or child.get(W + "eastAsiaTheme")
            symbols = child.get(W + "ascii") or child.get(W + "hAnsi")
        elif tag == _VANISH:
            vanish = is_on(child)
        elif tag == _COLOR:
            theme = child.get(W + "themeColor")
            shade = child.get(W + "themeShade") is not None or child.get(W + "themeTint") is not None
            white = (
                (theme in ("background1", "light1") and not shade)
                if theme
                else bool(_NEAR_WHITE.fullmatch((child.get(VAL) or "").upper()))
            )
        elif tag == _RSTYLE:
            style = child.get(VAL) or ""
        elif tag == _VERT:
            script = child.get(VAL)
        elif tag == _SHD:
            shaded = is_dark(child)
        elif tag == _HIGHLIGHT:
            shaded = (child.get(VAL) or "none").lower() not in ("none", "white")
    return CharFormat(bold, size, vanish, white, shaded, font, symbols, script), style


def heading_level_of_name(name: str) -> int | None:
    """Outline level (from 0) of a style called `heading 2`, `标题 2`, `二级标题`; None for other names."""
    if found := _HEADING_NAME.match(name):
        return int(found[1]) - 1
    if found := _CJK_HEADING_NAME.search(name):
        return "一二三四五六".index(next(g for g in found.groups() if g))
    return None


class Styles:
    """All styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self._asked: dict[str | None, Style] = {}
        self._looks: dict[CharFormat, Look] = {}
        self._paragraph_looks: dict[str, Look] = {}
        self._default = ""
        base = CharFormat()
        if root is not None:
            for element in root.iterchildren(W + "style"):
                style_id = element.get(W + "styleId") or ""
                self._elements.setdefault(style_id, element)
                if element.get(W + "type") == "paragraph" and (element.get(W + "default") or "0") in (
                    "1",
                    "true",
                    "on",
                ):
                    self._default = style_id
            defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            if defaults is not None:
                base = char_format(defaults)[0]
        self.base = base

    def style(self, style_id: str | None) -> Style:
        """The style by id; the default paragraph style for None or an unknown id."""
        style = self._asked.get(style_id)
        if style is None:
            key = style_id if style_id in self._elements else self._default
            style = self._asked[style_id] = self._resolve(key or "")
        return style

    def styled(self, style_id: str, base: CharFormat) -> CharFormat:
        """A character style laid over a paragraph's format. Bold and hidden are toggles: set in both, they cancel out."""
        if style_id not in self._elements:
            return base
        own = self._resolve(style_id).format
        form = own.over(base)
        if (own.bold and base.bold) or (own.vanish and base.vanish):
            form = form._replace(bold=own.bold != base.bold, vanish=bool(own.vanish) != bool(base.vanish))
        return form

    def has_lines(self, style_id: str) -> bool:
        """Whether a table style, or one it inherits from, draws lines."""
        for _ in range(20):
            element = self._elements.get(style_id)
            if element is None:
                return False
            if has_lines(element.find(f"{W}tblPr/{W}tblBorders")):
                return True
            style_id = value(element, W + "basedOn") or ""
        return False

    def is_coloured(self, style_id: str) -> bool:
        """Whether a table style, or one it inherits from, shades any of its parts."""
        for _ in range(20):
            element = self._elements.get(style_id)
            if element is None:
                return False
            if any(is_dark(shading) for shading in element.iter(_SHD)):
                return True
            style_id = value(element, W + "basedOn") or ""
        return False

    def look(self, form: CharFormat) -> Look:
        """The look of a resolved format."""
        look = self._looks.get(form)
        if look is None:
            vanish = bool(form.vanish) or (form.size is not None and form.size <= _UNREADABLE_SIZE)
            white = bool(form.white and not form.shaded)
            symbols = form.symbols if form.symbols and is_symbol_font(form.symbols) else ""
            superscript = form.script == "superscript"
            plain = not (vanish or white or symbols or superscript)
            look = self._looks[form] = Look(form, vanish, white, symbols, superscript, plain)
        return look

    def paragraph_look(self, style: Style) -> Look:
        """The look of a paragraph style's text, over the document's defaults."""
        look = self._paragraph_looks.get(style.id)
        if look is None:
            look = self._paragraph_looks[style.id] = self.look(style.format.over(self.base))
        return look

    def _resolve(self, style_id: str) -> Style:
        if style_id in self._resolved:
            return self._resolved[style_id]
        chain: list[str] = []
        current = style_id
        while (
            current
            and current not in chain
            and current in self._elements
            and current not in self._resolved
            and len(chain) < 100
        ):
            chain.append(current)
            current = value(self._elements[current], W + "basedOn") or ""
        style = self._resolved.get(current, Style()) if current not in chain else Style()
        for each in reversed(chain):
            style = self._derive(each, style)
            self._resolved[each] = style
        return style

    def _derive(self, style_id: str, base: Style) -> Style:
        element = self._elements[style_id]
        name = value(element, W + "name") or style_id
        paragraph, run = element.find(_PPR), element.find(_RPR)
        outline = value(paragraph, W + "outlineLvl")
        level = integer(outline, BODY_LEVEL) if outline is not None else heading_level_of_name(name)
        if level is None:
            level = base.outline
        numbering = paragraph.find(W + "numPr") if paragraph is not None else None
        align = value(paragraph, W + "jc")
        style = replace(base, id=style_id, name=name, outline=level, is_toc=bool(_TOC_NAME.match(name)))
        if numbering is not None:
            num_id, ilvl = value(numbering, W + "numId"), value(numbering, W + "ilvl")
            style = replace(
                style,
                num_id=base.num_id if num_id is None else num_id,
                ilvl=base.ilvl if ilvl is None else integer(ilvl),
            )
        shading = is_dark(paragraph.find(_SHD)) if paragraph is not None else None
        page_break = flag(paragraph, W + "pageBreakBefore")
        return replace(
            style,
            centred=base.centred if align is None else align == "center",
            shaded=base.shaded if shading is None else shading,
            page_break=base.page_break if page_break is None else page_break,
            format=char_format(run)[0].over(base.format) if run is not None else base.format,
        )
