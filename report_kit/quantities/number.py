"""Numbers as printed: decimals from the string, with the precision that the print shows.

Understands thousands marks (half and full width), full-width digits and signs, 万/亿/百万/千 after the digits,
scientific notation as Excel prints it, and words of approximation (约 近 余 超 …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from report_kit.quantities.interval import Interval

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％（）／：＝＜＞～　×", "0123456789.,-+%()/:=<>~ ×")
MULTIPLIERS = {
    "": 1,
    "千": 1_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "万亿": 10**12,
}

NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?"
_SIGN = r"(?:(?<![\d.A-Za-z%)）\]])[-−－﹣])?"
_PRINTED = re.compile(rf"(?P<sign>{_SIGN})(?P<digits>{NUMBER})")
_WHOLE = re.compile(
    rf"^[约近超≈]?\s*(?P<sign>[-−－﹣+]?)\s*(?P<digits>{NUMBER})\s*(?P<times>万亿|千万|百万|亿|万|千)?\s*$"
)

_POWER_PRINTED = re.compile(r"10+|10(?:\^\s?[-−]?\d{1,2}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_ROUGH_BEFORE = re.compile(r"(?:大约|约为|约|将近|接近|近|超过|超|逾)\s*$")
_ROUGH_AFTER = re.compile(r"^\s*(?:余|多|左右|以上|上下)")

NO_VALUE = frozenset(
    {"", "/", "—", "——", "－", "-", "–", "―", "无", "N/A", "n/a", "NA", "未检出", "ND", "不适用", "\\", "／", "不涉及"}
)


def half_width(text: str) -> str:
    """Full-width digits, signs and brackets as half-width ones; one character for one, so that positions stay."""
    return text.translate(_FULL_WIDTH)


def is_no_value(text: str) -> bool:
    """Whether a cell holds one of the usual marks for "no value" (空白、/、—、未检出…)."""
    return text.strip() in NO_VALUE


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed.

    `value` is the number with its multiplier (万, 亿) applied, `quantum` one unit of its last printed digit (same
    scale), `text` the printed digits, `rough` whether words make it approximate."""

    value: Decimal
    quantum: Decimal
    text: str
    rough: bool = False

    @property
    def interval(self) -> Interval:
        """The values the print can stand for: ±1 unit of the last digit (people round and truncate).

        A rough number (约 近 余 超) is widened by 5 %."""
        spread = Interval(self.value - self.quantum, self.value + self.quantum)
        return spread.widen(Decimal("0.05")) if self.rough else spread

    @property
    def loose(self) -> Printed:
        """The same print where it stands in prose: a whole number ending in zeros (3,800万元) may have been rounded."""
        return self.loosened(2)

    def loosened(self, least: int) -> Printed:
        """The print with the margin of its trailing zeros, when it ends in `least` zeros or more; at most 5 %."""
        digits = half_width(self.text).replace(",", "")
        zeros = len(digits) - len(digits.rstrip("0"))
        if "." in digits or zeros < least or zeros == len(digits):
            return self
        margin = min(self.quantum * 10**zeros, abs(self.value) * Decimal("0.05"))
        return Printed(self.value, max(margin, self.quantum), self.text, self.rough)

    @property
    def decimals(self) -> int:
        """Digits printed after the point."""
        fraction = half_width(self.text).partition(".")[2]
        return len(fraction) - len(fraction.lstrip("0123456789"))

    def scaled(self, factor: Decimal) -> Printed:
        """The same print in another unit."""
        return Printed(self.value * factor, self.quantum * abs(factor), self.text, self.rough)

    @property
    def is_power_of_ten(self) -> bool:
        """Whether the print is 1000, 10^4, 10⁶ …: a factor between units, exact by nature."""
        return bool(_POWER_PRINTED.fullmatch(self.text.replace(",", "")))


def is_rough(before: str, after: str) -> bool:
    """Whether the words around a number make it approximate (约 近 超 …, 余 左右 …)."""
    return bool(_ROUGH_BEFORE.search(before) or _ROUGH_AFTER.match(after))


def make_number(sign: str, digits: str, times: str, rough: bool, text: str) -> Printed | None:
    """A printed number from its parts; None when it is absurdly long or large."""
    plain = digits.replace(",", "").replace("，", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > 60 or value.adjusted() > 60:
        return None
    quantum = Decimal(1).scaleb(exponent)
    factor = MULTIPLIERS[times]
    if sign and sign != "+":
        value = -value
    return Printed(value * factor, quantum * factor, text, rough)


def parse_number(text: str) -> Printed | None:
    """The number when `text` is one number and nothing else (a table cell), else None. 万/亿 may follow."""
    clean = half_width(text).strip().replace(" ", "").replace("\n", "")
    match = _WHOLE.match(clean)
    if not match:
        return None
    rough = clean[0] in "约近超≈"
    return make_number(match["sign"] or "", match["digits"], match["times"] or "", rough, text.strip())


@dataclass(frozen=True, slots=True)
class Found:
    """A number found in running text, with its span of characters (without multiplier word)."""

    number: Printed
    start: int
    end: int


def find_numbers(text: str) -> Iterator[Found]:
    """Every number in running text, left to right. Multipliers 万/亿 stay with the unit (万元, 万kWh), not the number."""
    clean = half_width(text)
    for match in _PRINTED.finditer(clean):
        before, after = clean[max(0, match.start() - 4) : match.start()], clean[match.end() : match.end() + 4]
        rough = is_rough(before, after)
        number = make_number(match["sign"], match["digits"], "", rough, text[match.start() : match.end()])
        if number is not None:
            yield Found(number, match.start(), match.end())
