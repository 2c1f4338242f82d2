"""Text whose codes mean nothing: fonts without a map to Unicode, or with a damaged one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

LOST = "\ufffd"
"""Stands for a piece of text that cannot be read."""

_SYMBOLS = ("symbol", "wingding", "webding", "dingbat", "mtextra", "mt extra", "cambriamath", "icon", "awesome")
_FEWEST_CJK = 12
_FEWEST = 2


def lost_looks(text: str, number: Any, families: list[str]) -> set[int]:
    """Numbers of the looks whose characters mean nothing.

    `text` is the page's, `number` the look of each character. Half of a look's characters without a meaning (private
    use, replacement, control, unassigned), or Chinese made of rare characters: no report is written like that."""
    kinds = _kinds()
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    kind = kinds[np.minimum(codes, len(kinds) - 1)]
    size = len(families)
    empty = np.bincount(number[kind == _EMPTY], minlength=size)
    strange = np.bincount(number[kind == _STRANGE], minlength=size)
    if not empty.any() and not strange.any():
        return set()
    inked = np.bincount(number[kind != _SPACE], minlength=size)
    common = np.bincount(number[kind == _COMMON], minlength=size)
    rare = np.bincount(number[kind == _RARE], minlength=size) + strange
    lost = (empty >= _FEWEST) & (empty >= 0.5 * inked)
    lost |= (rare + common >= _FEWEST_CJK) & (rare > common)
    lost |= (strange >= _FEWEST_CJK) & (strange > 0.5 * inked)
    return {i for i in np.flatnonzero(lost).tolist() if not _is_symbols(families[i])}


def _is_symbols(family: str) -> bool:
    lowered = family.lower()
    return any(word in lowered for word in _SYMBOLS)


_PLAIN, _SPACE, _EMPTY, _COMMON, _RARE, _STRANGE = range(6)


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
        if _is_common(chr(code)):
            kinds[code] = _COMMON
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


def _is_common(character: str) -> bool:
    """Whether a character is of the first level of GB 2312 or of Big5: all but the rare of everyday writing."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        pass
    try:
        return 0xA4 <= character.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False
