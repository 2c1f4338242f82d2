"""Characters of symbol fonts as Unicode: the boxes and ticks of forms, bullets, Greek letters."""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "•", 0x9F: "•",
    0xA1: "○", 0xA6: "▪", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x22: "✂",
    **{0x81 + i: chr(0x2460 + i) for i in range(10)}, **{0x8C + i: chr(0x2776 + i) for i in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x56: "⊗", 0x95: "•", 0x96: "●", 0x98: "●", 0xA1: "■", 0xA2: "■",
    0xA3: "□", 0xA4: "□", 0xA5: "□", 0xAE: "◆", **{0x6A + i: chr(0x2460 + i) for i in range(10)}, 0x2A: "□", 0x2B: "■",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "●"}
_SYMBOL = {
    **{ord(a): b for a, b in zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True)},
    **{ord(a): b for a, b in zip("ABGDEZHQIKLMNXOPRSTUFCYW", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", strict=True)},
    0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xAC: "←",
    0xAD: "↑", 0xAF: "↓", 0xD6: "√", 0xD7: "·", 0xE5: "∑", 0xD5: "∏", 0xF2: "∫", 0xA7: "♣", 0xA8: "♦", 0xD1: "∇", 0xB6: "∂", 0xCE: "∈",
}  # fmt: skip
_TABLES = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS, "symbol": _SYMBOL}
# Boxes and ticks as bullets are answers of a form, not ornaments.
BOXES = frozenset("□☐☑☒■✓√✔✗")


def is_symbol_font(font: str) -> bool:
    """Whether the font shows pictures where other fonts show letters."""
    return font.lower() in _TABLES or font.lower().startswith("wingdings")


def symbol(code: int, font: str) -> str:
    """The character a symbol font shows for a code; Symbol's letters and digits stand for themselves."""
    table = _TABLES.get(font.lower(), _WINGDINGS if font.lower().startswith("wingdings") else {})
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    if low in table:
        return table[low]
    if 0xF000 <= code <= 0xF0FF or (table and low > 0x7F):
        return chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else "" if table else chr(code)
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def translate(text: str, font: str) -> str:
    """Text typed in a symbol font as a reader sees it."""
    return "".join(symbol(ord(c), font) or c for c in text)
