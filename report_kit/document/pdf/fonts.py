"""Fonts that do not tell which characters their glyphs are."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from report_kit.document.pdf.objects import FAULTS, entry, inherited, items, name, number

MAX_FONTS = 5000
_PREFIX = re.compile(r"[A-Z]{6}\+")
_SYMBOLIC = 4
_KNOWN_SETS = {"GB1", "CNS1", "Japan1", "Korea1", "KR"}
_NUMBERED = re.compile(r"(?:[a-zA-Z]{0,3}\d{1,5}|gid\d+|cid\d+|glyph\d+|index\d+|\.notdef)")
"""Glyph names that say nothing: `g12`, `c03`."""
_STANDARD = {"WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding", "MacExpertEncoding"}


def unmapped_fonts(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Names (without the prefix of a subset) of fonts without a map to Unicode whose codes are glyph numbers.

    What a reader makes of their text is a guess; `encoding` judges whether it makes sense."""
    seen: set[tuple[int, int]] = set()
    found: set[str] = set()
    for page in pdf.pages:
        fonts = entry(inherited(page.obj, "/Resources"), "/Font")
        if not isinstance(fonts, pikepdf.Dictionary):
            continue
        for key in list(fonts.keys())[:MAX_FONTS]:
            try:
                font = fonts[key]
                if font.objgen in seen:
                    continue
                if font.objgen != (0, 0):
                    seen.add(font.objgen)
                if _is_unmapped(font):
                    found.add(_PREFIX.sub("", name(entry(font, "/BaseFont"))))
            except FAULTS:
                continue
        if len(seen) > MAX_FONTS:
            break
    return frozenset(found)


def _is_unmapped(font: Any) -> bool:
    if entry(font, "/ToUnicode") is not None:
        return False
    kind = name(entry(font, "/Subtype"))
    encoding = entry(font, "/Encoding")
    if kind == "Type0":
        child = next(items(entry(font, "/DescendantFonts"), 1), None)
        known = name(entry(child, "/CIDSystemInfo", "/Ordering")) in _KNOWN_SETS
        return name(encoding).startswith("Identity") and not known
    if kind == "Type3":
        return _names_nothing(encoding)
    described = entry(font, "/FontDescriptor")
    embedded = any(entry(described, k) is not None for k in ("/FontFile", "/FontFile2", "/FontFile3"))
    if not embedded or not number(entry(described, "/Flags")) & _SYMBOLIC:
        return False
    if name(encoding) in _STANDARD:
        return False
    return not isinstance(encoding, pikepdf.Dictionary) or _names_nothing(encoding)


def _names_nothing(encoding: Any) -> bool:
    """Whether an encoding's glyph names are numbers."""
    names = [name(n) for n in items(entry(encoding, "/Differences"), 600) if isinstance(n, pikepdf.Name)]
    return not names or sum(bool(_NUMBERED.fullmatch(n)) for n in names) > 0.5 * len(names)
