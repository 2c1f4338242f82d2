"""Characters as PDF producers write them, brought to what a reader sees."""

from __future__ import annotations

import re
import unicodedata

# CJK Radicals Supplement: fonts map them to the same glyphs as the characters, Unicode gives no decomposition.
_RADICALS = dict(
    zip(
        "⺟⺠⺬⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻑⻫⻭⻯⻲⼾⺁⺝⺩⺾⻊⻐",
        "母民示虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟長斉歯竜龜户厂月王艹足钅",
        strict=True,
    )
)


def _table() -> dict[int, str]:
    table = {ord(k): v for k, v in _RADICALS.items()}
    for block in (range(0x2F00, 0x2FD6), range(0xF900, 0xFAE0), range(0xFB00, 0xFB07)):
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                table.setdefault(code, plain)
    table |= dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2009, 0x202F), " ")
    table |= dict.fromkeys((0x0002, 0xFFFE, 0x00AD), "-")
    table |= dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x000A, 0x000D), "")
    table[0x0009] = " "
    # Bullets of Symbol and Wingdings.
    table |= {0xF06C: "●", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF076: "❖", 0xF06E: "■", 0xF075: "◆", 0xF09F: "•"}
    # Symbol fonts' boxes and ticks, as Word writes them into the private use area.
    table |= {0xF0FE: "☑", 0xF0A8: "□", 0xF06F: "□", 0xF071: "□", 0xF0FC: "√", 0xF0FD: "☒", 0xF0FB: "×"}
    table |= {0xF052: "☑", 0xF0A3: "□", 0xF053: "☒", 0xF050: "√", 0xF02A: "□"}
    return table


_TABLE = _table()

_WINGDINGS = {"þ": "☑", "¨": "□", "o": "□", "q": "□", "ü": "√", "ý": "☒", "û": "×", "l": "●", "n": "■"}
_WINGDINGS2 = {"R": "☑", "£": "□", "S": "☒", "P": "√", "T": "☒", "O": "×", "*": "□"}
SYMBOL_FONTS: dict[str, dict[str, str]] = {
    "Wingdings": _WINGDINGS,
    "Wingdings2": _WINGDINGS2,
    "Wingdings 2": _WINGDINGS2,
}
"""Fonts whose letters are pictures, for files without a map to Unicode."""


def clean(text: str) -> str:
    """Radicals, compatibility forms, no-break spaces, soft hyphens and symbol boxes as ordinary characters."""
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)


def is_damaged(text: str) -> float:
    """The share of characters that have no meaning (private use, replacement): a damaged map to Unicode."""
    dense = text.replace(" ", "")
    if not dense:
        return 0.0
    lost = sum(1 for c in dense if (c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " ") and ord(c) not in _TABLE)
    return lost / len(dense)


def is_cjk(character: str) -> bool:
    """Ideographs, kana and full-width punctuation: written without spaces between."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uff00" <= character <= "\uffef"
        or "\U00020000" <= character <= "\U0003ffff"
    )


_LEADER = re.compile(r"([.．·…‥⋯・_])(?:\s?\1){11,}")


def shorten_leaders(text: str) -> str:
    """Long rows of leader dots and blanks to fill in cut to twelve: their length says nothing."""
    return _LEADER.sub(lambda m: m[1] * 12, text) if len(text) > 24 else text


_CJK = r"[\u4e00-\u9fff]"
_LETTER_SPLIT = re.compile(rf"(?<!{_CJK}){_CJK}(?:[ \u3000]+{_CJK}){{2,}}(?!{_CJK})")
_TWO_SPLIT = re.compile(rf"^({_CJK})[ \u3000]+({_CJK})(?=$|[：:（(])")


def join_split_letters(text: str) -> str:
    """Words set with a space between every two letters (`工 厂 名 称`, `目  录`) written together."""
    if " " not in text and "\u3000" not in text:
        return text
    text = _LETTER_SPLIT.sub(lambda m: re.sub(r"[ \u3000]+", "", m.group()), text)
    return _TWO_SPLIT.sub(r"\1\2", text)
