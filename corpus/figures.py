"""Decimal helpers, number formats and identifiers with valid check digits, for scripts that write reports."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

D = Decimal
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015
CN_DIGITS = "〇一二三四五六七八九"


def rnd(value: Decimal, places: int, *, cut: bool = False) -> Decimal:
    """`value` with `places` decimals, rounded half up, or truncated when `cut` (as some authors do)."""
    return value.quantize(D(1).scaleb(-places), rounding=ROUND_DOWN if cut else ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """The digits as they stand, no exponent."""
    return f"{value:f}"


def thousands(value: Decimal) -> str:
    """With thousands marks: 21,356.80."""
    return f"{value:,f}"


def full_width(text: str) -> str:
    """Half-width digits to full-width ones."""
    return text.translate({ord("0") + i: ord("０") + i for i in range(10)} | {ord("."): ord("．")})


def cn_number(n: int) -> str:
    """1..99 in Chinese numerals."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else CN_DIGITS[tens] + "十")
    return head + (CN_DIGITS[ones] if ones else "") or "〇"


def cn_date(y: int, m: int, d: int) -> str:
    """二〇二五年四月二十八日."""
    return "".join(CN_DIGITS[int(c)] for c in str(y)) + f"年{cn_number(m)}月{cn_number(d)}日"


def date(ymd: tuple[int, int, int]) -> str:
    """2025年4月28日."""
    return f"{ymd[0]}年{ymd[1]}月{ymd[2]}日"


def organisation_code(eight: str) -> str:
    """Nine characters: `eight` and the check digit of GB 11714."""
    total = sum(
        (ord(c) - 55 if c.isalpha() else int(c)) * w for c, w in zip(eight, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    )
    rest = 11 - total % 11
    return eight + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(region: str, eight: str, head: str = "91") -> str:
    """18 characters of GB 32100-2015 with both check characters."""
    body = head + region + organisation_code(eight)
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]
