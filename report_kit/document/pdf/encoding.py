"""Text whose codes mean nothing: fonts without a map to Unicode, or with a damaged one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy as np

LOST = "\ufffd"
"""Stands for a piece of text that cannot be read."""

_SYMBOLS = ("symbol", "wingding", "webding", "dingbat", "mtextra", "mt extra", "cambriamath", "icon", "awesome")
_FEWEST_CJK = 12
_READABLE = 0.6
"""Of the Chinese characters of a font at least so many are everyday ones; in reports it is nearly all."""
_LATIN = re.compile(r"[A-Za-z0-9.,%()/:+\- ]")


def lost_looks(text: str, number: Any, fonts: list[tuple[int, str]], unmapped: frozenset[str]) -> set[int]:
    """Numbers of the looks whose characters mean nothing.

    `text` is the page's, `number` the look of each character, `fonts` each look's font and its name; `unmapped` are
    names of fonts without a map to Unicode. Characters are counted font by font: half of them without a meaning (private use,
    replacement, control), or Chinese of rare characters, or of a font without a map no sense at all."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    kind = _kinds()[np.minimum(codes, 0xFFFF)]
    names = sorted(set(fonts))
    font = np.array([names.index(f) for f in fonts])[number]
    count = np.zeros((len(names), _CLASSES), dtype=np.int64)
    np.add.at(count, (font, kind), 1)
    lost = set()
    for index, row in enumerate(count.tolist()):
        if _is_lost(row, names[index][1] in unmapped, text, font == index) and not _is_symbols(names[index][1]):
            lost.add(names[index])
    return {look for look, title in enumerate(fonts) if title in lost} if lost else set()


def _is_lost(row: list[int], unmapped: bool, text: str, own: Any) -> bool:
    inked = sum(row) - row[_SPACE]
    simplified, traditional = row[_COMMON] + row[_SIMPLIFIED], row[_COMMON] + row[_TRADITIONAL]
    chinese = row[_COMMON] + row[_SIMPLIFIED] + row[_TRADITIONAL] + row[_RARE]
    readable = max(simplified, traditional)
    if row[_EMPTY] and row[_EMPTY] >= 0.5 * inked:
        return True
    if chinese + row[_STRANGE] >= _FEWEST_CJK and readable < _READABLE * (chinese + row[_STRANGE]):
        return True
    if not unmapped or not inked:
        return False
    if chinese >= 3:
        return readable < _READABLE * chinese
    letters = [text[i] for i in np.flatnonzero(own).tolist()]
    return sum(bool(_LATIN.match(c)) for c in letters) < 0.85 * len(letters)


def _is_symbols(family: str) -> bool:
    lowered = family.lower()
    return any(word in lowered for word in _SYMBOLS)


_PLAIN, _SPACE, _EMPTY, _STRANGE, _RARE, _SIMPLIFIED, _TRADITIONAL, _COMMON = range(8)
_CLASSES = 8


@lru_cache(maxsize=1)
def _kinds() -> Any:
    """What a code point is in a Chinese report, for the basic plane."""
    kinds = np.full(0x10000, _STRANGE, dtype=np.uint8)
    for first, last in _USUAL:
        kinds[first : last + 1] = _PLAIN
    kinds[0xE000:0xF000] = _EMPTY
    kinds[0:0x20] = _EMPTY
    kinds[0x7F:0xA0] = _EMPTY
    kinds[[0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000]] = _SPACE
    kinds[[0x02, 0xFFFE]] = _PLAIN  # pdfium's hyphens
    kinds[0xFFFD] = _EMPTY
    kinds[0x3400:0xA000] = _RARE
    for code in range(0x4E00, 0xA000):
        usual = (_is_first_level(chr(code), "gb2312", 0xB0, 0xD7), _is_first_level(chr(code), "big5", 0xA4, 0xC6))
        kinds[code] = {(True, True): _COMMON, (True, False): _SIMPLIFIED, (False, True): _TRADITIONAL}.get(usual, _RARE)
    return kinds


_USUAL = (
    (0x20, 0x7E),
    (0xA0, 0x24F),  # Latin
    (0x2B0, 0x36F),
    (0x370, 0x52F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),
    (0x2000, 0x2BFF),  # punctuation, scripts, letters, numbers, arrows, mathematics, boxes, signs
    (0x2E80, 0x33FF),  # radicals, punctuation, kana, bopomofo, enclosed, units
    (0xF000, 0xF8FF),  # symbol fonts
    (0xF900, 0xFB06),
    (0xFE10, 0xFE6F),
    (0xFF00, 0xFFEF),
)


def _is_first_level(character: str, encoding: str, first: int, last: int) -> bool:
    """Whether a character is of the first level of GB 2312 or of Big5: all but the rare of everyday writing."""
    try:
        return first <= character.encode(encoding)[0] <= last
    except UnicodeEncodeError:
        return False
