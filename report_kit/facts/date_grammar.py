"""How dates are printed in Chinese reports: finds them in one piece of text, the impossible ones too.

2025年4月28日 · 2025.4.28 · 2025-04-28 · 2025/4/28 · 二〇二五年四月二十八日 · 2025年4月 · 3月11日 (year from the context)
and periods of them: 2025年3月11日至12日, 2023-10-16至2026-10-15, 2023.10.16~2026.10.15.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month"]

_CJK = "〇○零一二三四五六七八九"
_CJK_DIGIT = {c: d for d, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0}
_CN = r"[一二三四五六七八九十廿卅]{1,3}"
_YEAR = r"(?:19|20)\d{2}"
_DAY_END = r"\s*[日号]"

_DATE = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*份)?(?:\s*(?P<d>\d{{1,2}}){_DAY_END})?"
    rf"|(?P<cy>[一二][〇○零ＯO九][{_CJK}ＯO]{{2}})\s*年\s*(?P<cm>{_CN})\s*月(?:\s*(?P<cd>{_CN}){_DAY_END})?"
    rf"|(?<![\d.A-Za-z/\-〔第])(?P<ny>{_YEAR})(?P<sep>[-./．])\s?(?P<nm>\d{{1,2}})(?P=sep)\s?(?P<nd>\d{{1,2}})(?![\d%％])(?!\.\d)"
    rf"|(?<![年\d.])(?P<om>\d{{1,2}})\s*月\s*(?P<od>\d{{1,2}}){_DAY_END}"
)
_MONTH = re.compile(rf"(?<![\d.])(?P<y>{_YEAR})\s?[-./．]\s?(?P<m>1[0-2]|0?[1-9])(?![\d.])")
# The second date of 2023-10-16-2026-10-15 follows a dash, which elsewhere forbids a date.
_PLAIN = re.compile(rf"(?P<ny>{_YEAR})(?P<sep>[-./．])\s?(?P<nm>\d{{1,2}})(?P=sep)\s?(?P<nd>\d{{1,2}})(?!\d)")
_TO = re.compile(r"\s*(?:起)?\s*(?:至|到|[-—–~～－―‐─]{1,2})\s*")
_AND_DAY = re.compile(rf"\s*[、和及]\s*(?P<d>\d{{1,2}}){_DAY_END}")
_TAIL_MONTH_DAY = re.compile(rf"(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}}){_DAY_END}")
_TAIL_DAY = re.compile(rf"(?P<d>\d{{1,2}}){_DAY_END}")
_TAIL_MONTH = re.compile(r"(?P<m>\d{1,2})\s*月(?![\d\s]*[日号])")
_DATED_BEFORE = re.compile(r"(?:日期|时间|有效期)\s*[：:为至]?\s*$")
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed. `day` is None when no such day exists; `year_given` whether the print shows the year."""

    start: int
    stop: int
    text: str
    day: date | None
    end: date | None = None
    precision: Precision = "day"
    year_given: bool = True


def cjk_number(text: str) -> int:
    """一 … 三十一, 廿八 → number."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_CJK_DIGIT[c]) for c in text))
    return (_CJK_DIGIT[tens] if tens else 1) * 10 + (_CJK_DIGIT[ones] if ones else 0)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def never_exists(month: int, day: int) -> bool:
    """Whether the day stands in no year's calendar."""
    return not 1 <= month <= 12 or not 1 <= day <= _LAST_DAY[month - 1]


def _parts(found: re.Match[str]) -> tuple[int | None, int, int | None] | None:
    g = found.groupdict()
    if g.get("y"):
        return int(g["y"]), int(g["m"]), int(g["d"]) if g.get("d") else None
    if g.get("cy"):
        try:
            year = int("".join(str(_CJK_DIGIT.get(c, 9)) for c in g["cy"]))
            return year, cjk_number(g["cm"]), cjk_number(g["cd"]) if g["cd"] else None
        except (KeyError, ValueError):
            return None
    if g.get("ny"):
        month, day = int(g["nm"]), int(g["nd"])
        # 2020.45.3 numbers something else; 2025-02-30 is a date that does not exist.
        return (int(g["ny"]), month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    return None, int(g["om"]), int(g["od"])


def find(text: str, year: int | None = None, *, sure: bool = False) -> list[PrintedDate]:
    """All dates of a text in order. `year` is the context's year for dates printed without one; inside the text the
    last printed year counts. `sure`: whatever is printed like a date is one, 2016-13-11 too. Dates that remain without year are given only when no year has such a day."""
    if not any(c in text for c in "年月-./．"):
        return []
    found: list[PrintedDate] = []
    position = 0
    while match := _DATE.search(text, position):
        parts = _parts(match)
        position = match.end()
        if parts is None:
            if match["ny"] and (sure or _DATED_BEFORE.search(text, 0, match.start())):
                found.append(PrintedDate(match.start(), match.end(), match[0], None))
            continue
        printed_year, month, day = parts
        year = printed_year or year
        if year is None:
            if never_exists(month, day or 1):
                found.append(PrintedDate(match.start(), match.end(), match[0], None, year_given=False))
            continue
        first = _real(year, month, 1 if day is None else day)
        if first is None and printed_year is None and not never_exists(month, day or 1):
            continue
        precision: Precision = "day" if day else "month"
        closing, position = _closing(text, match.end(), year, month, precision)
        if closing is not None and closing.day is None:
            found.append(closing)
        end = closing.end if closing else None
        given = printed_year is not None
        found.append(PrintedDate(match.start(), position, text[match.start() : position], first, end, precision, given))
        if closing and closing.end:
            year = closing.end.year
    return sorted(found, key=lambda f: f.start)


def _closing(text: str, at: int, year: int, month: int, precision: Precision) -> tuple[PrintedDate | None, int]:
    """The end of a period that starts before `at`: a PrintedDate with `end`, or with day None when it does not exist."""
    listed = _AND_DAY.match(text, at) if precision == "day" else None
    if listed:
        return _closed(text, at, listed.end(), year, month, int(listed["d"]))
    link = _TO.match(text, at)
    if not link:
        return None, at
    start = link.end()
    full = _DATE.match(text, start) or _PLAIN.match(text, start)
    parts = _parts(full) if full else None
    if full and parts:
        y, m, d = parts
        return _closed(text, start, full.end(), y or year + (m < month), m, d)
    if precision == "day" and (tail := _TAIL_DAY.match(text, start)):
        return _closed(text, start, tail.end(), year, month, int(tail["d"]))
    if precision == "month" and (tail := _TAIL_MONTH.match(text, start)):
        return _closed(text, start, tail.end(), year, int(tail["m"]), None)
    return None, at


def _closed(text: str, start: int, stop: int, year: int, month: int, day: int | None) -> tuple[PrintedDate, int]:
    last = _real(year, month, day or 1)
    if last is None:
        return PrintedDate(start, stop, text[start:stop].strip("、和及 "), None), stop
    if day is None:
        last = month_end(last)
    return PrintedDate(start, stop, text[start:stop], last, last), stop


def month_end(day: date) -> date:
    """The last day of the month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def find_months(text: str) -> list[PrintedDate]:
    """Months printed 2023.10 or 2023-10, for cells that can hold nothing but dates."""
    found = [
        PrintedDate(m.start(), m.end(), m[0], date(int(m["y"]), int(m["m"]), 1), None, "month")
        for m in _MONTH.finditer(text)
    ]
    if len(found) == 2 and _TO.fullmatch(text[found[0].stop : found[1].start]):
        first, last = found
        assert last.day
        return [PrintedDate(first.start, last.stop, text, first.day, month_end(last.day), "month")]
    return found


def is_date_only(text: str) -> bool:
    """Whether a line holds one date and nothing else."""
    found = _DATE.fullmatch(text.strip())
    return found is not None and _parts(found) is not None and not found["om"]
