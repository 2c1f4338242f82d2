"""Numbers as Word writes them in lists: 1, 01, i, A, 一, 壹, 甲, ①, （1）…"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman(n: int) -> str:
    """Lower-case Roman numeral."""
    if not 0 < n < 4000:
        return str(n)
    text = ""
    for size, sign in _ROMAN:
        text += sign * (n // size)
        n %= size
    return text


def letters(n: int) -> str:
    """a … z, aa, bb, … as Word repeats them."""
    return chr(97 + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n < 26 * 20 else str(n)


def counting(n: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Chinese counting numeral below 10,000: 十, 十一, 二十, 一百零五."""
    if not 0 < n < 10000:
        return digits[0] if n == 0 else str(n)
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text[1:] if text.startswith("一十") else text


def _positional(n: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(n)) if n >= 0 else str(n)


def _series(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


def _enclosed(start: int, last: int) -> Callable[[int], str]:
    return lambda n: chr(start + n - 1) if 0 < n <= last else str(n)


def circled(n: int) -> str:
    """① … ㊿."""
    if 0 < n <= 20:
        return chr(0x2460 + n - 1)
    if n <= 35:
        return chr(0x3251 + n - 21) if n > 0 else str(n)
    return chr(0x32B1 + n - 36) if n <= 50 else str(n)


def _full_width(n: int) -> str:
    return "".join(chr(0xFF10 + int(d)) if d.isdigit() else d for d in str(n))


def _ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerLetter": letters,
    "ordinal": _ordinal,
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "japaneseCounting": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "chineseLegalSimplified": lambda n: counting(n, _FORMAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: counting(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "japaneseLegal": lambda n: counting(n, "零壱弐参四伍六七八九", "拾百阡"),
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "ideographTraditional": _series(_STEMS),
    "ideographZodiac": _series(_BRANCHES),
    "ideographEnclosedCircle": _enclosed(0x3280, 10),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "none": lambda n: "",
}


def format_number(n: int, form: str, pattern: str = "") -> str:
    """`n` in the number format `form` (ST_NumberFormat); `pattern` is the sample of a custom format, e.g. `001, 002, …`."""
    if form == "custom":
        return str(n).zfill(len(pattern.partition(",")[0].strip()))
    return _FORMATS.get(form, str)(n)
