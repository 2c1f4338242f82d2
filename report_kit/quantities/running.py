"""Quantities in running text: every number with the unit that follows it, read in one pass.

Dates, standards' numbers, document numbers and codes hold digits too; they are no quantities and are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from report_kit.quantities.number import MULTIPLIERS, NUMBER, Printed, half_width, is_rough, make_number
from report_kit.quantities.units import SUBSCRIPTS, Unit, parse_unit, unit_pattern

_CODES = re.compile(
    r"(?:GB|HJ|DB|ISO|OHSAS|IEC|IECQ|QC|JC|JB|QB|AQ|CJ|SY|HG|YB|NB|TSG|WS|LY|FZ|EN|SA|CNAS|CMA|T/)"
    r"(?:/?[A-Z]{1,6})?\s?[A-Z]?[\d.]+(?:\.\d+)*(?:\s?[-—–:/]\s?\d+)*"
    r"|[〔\[［(（【]\s?(?:19|20)\d\d\s?[〕\]］)）】]\s*(?:第\s*)?\d+\s*号"
    r"|(?<![\d.])(?:19|20)\d\d\s*[-—–~～至到]\s*(?:19|20)?\d\d\s*年(?:度)?"
    r"|(?<![\d.])(?:19|20)\d\d\s*年\s*\d{1,2}\s*(?:月\s*\d{1,2}\s*日?|月(?:份|底|初|末)?)"
    r"|(?<![\d.])(?:19|20)\d\d(?P<mark>[./-])\d{1,2}(?P=mark)\d{1,2}(?![\d%])|(?<![\d.])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\d%])"
    r"|(?<![\d.])(?:19|20)\d\d\s*(?:年度|年)"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*日|[至到、—–-]\s?\d{1,2}\s*日|\d{1,2}\s*月份?(?!均)"
    r"|第\s?\d+\s?(?:号|条|款|章|节|项|页|次|批|期|季度|版|步)|[表图]\s?\d+(?:[-.—–]\d+)*"
    r"|\d{1,2}[:：]\d\d(?:[:：]\d\d)?|\d{3,4}-\d{7,8}|\b1[3-9]\d{9}\b"
    r"|(?<![A-Za-z\d])(?!CO2|N?m[23]\b|M3\b)[A-Z][A-Za-z]*[-_—–]?\d[\dA-Za-z.\-—–_/~]*|\d{6,}[A-Z][\dA-Z]+"
    r"|\d+[-—–]\d+[-—–][\d-]+|[φΦ]\s?\d[\d.]*(?:[×x*]\d[\d.]*)*"
)


_POWER = re.compile(r"(?<![\d.])10(?:\^(\s?[-−]?\d{1,2})|(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?!\d)")
_EXPONENTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in running text with its unit; `start`–`end` span both, `number_end` ends the digits.

    A bare multiplier (1,450万) and a power of ten (12.5×10⁴) are applied to the number; with a unit (万元) the multiplier
    belongs to the unit."""

    number: Printed
    unit: Unit | None
    start: int
    number_end: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    unit = unit_pattern().pattern
    times = "|".join(sorted(filter(None, MULTIPLIERS), key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>(?<![\d.A-Za-z%)\]])[-−]\s?)?(?<![\d.A-Za-z])(?P<digits>{NUMBER})(?![\d])"
        rf"(?:\s?[×xX]\s?0?1E\s?(?P<power>-?\d{{1,2}}))?(?:\s?(?P<unit>{unit})|\s?(?P<times>{times}))?"
    )


def _plain_powers(text: str) -> str:
    """10⁶ and 10^6 as 1E6 and 01E6, positions kept."""
    return _POWER.sub(lambda match: ("01E" if match[1] else "1E") + (match[1] or match[2]).translate(_EXPONENTS), text)


def _codes(text: str) -> str:
    """The text with codes and dates blanked, positions kept."""
    return _CODES.sub(lambda match: "#" * len(match[0]), text)


@lru_cache(maxsize=512)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a running text, left to right."""
    if not any(c.isdigit() for c in text):
        return ()
    clean = _codes(_plain_powers(half_width(text)).translate(SUBSCRIPTS))
    found = []
    for match in _pattern().finditer(clean):
        following = clean[match.end() : match.end() + 4]
        if match["unit"] is None and following[:1].isascii() and following[:1].isalpha():
            continue
        rough = is_rough(clean[max(0, match.start() - 4) : match.start()], following)
        printed = text[match.start("digits") : match.end("digits")]
        number = make_number(match["sign"] or "", match["digits"], match["times"] or "", rough, printed)
        if number is None:
            continue
        if match["power"]:
            printed = text[match.start("digits") : match.end("power")]
            number = replace(number.scaled(Decimal(10) ** int(match["power"])), text=printed, rough=rough)
        unit = parse_unit(text[match.start("unit") : match.end("unit")]) if match["unit"] else None
        found.append(
            Quantity(number, unit, match.start(), match.end("power" if match["power"] else "digits"), match.end())
        )
    return tuple(found)
