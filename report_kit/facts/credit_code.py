"""The unified social credit code (GB 32100-2015): 18 characters, the last a check character."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(pow(3, n, 31) for n in range(17))


def check_character(code: str) -> str:
    """Check character of the first 17 characters. Raises ValueError for a character outside the alphabet."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(code[:17], _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def fault(code: str) -> str:
    """What is wrong with a code, in Chinese; '' when it checks."""
    code = code.upper()
    if len(code) != LENGTH:
        return f"应为18位，写了{len(code)}位"
    strange = [char for char in code if char not in ALPHABET]
    if strange:
        return f"含有代码中不用的字符{'、'.join(dict.fromkeys(strange))}"
    return "" if check_character(code) == code[-1] else "校验码不符"
