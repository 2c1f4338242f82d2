"""Small pieces of text: dates, marks for what is missing, evidence in brackets, values by year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from report_kit.generation.data import Series
from report_kit.generation.figures import decimals_of, show

MISSING_OPEN, MISSING_CLOSE = "【待补充：", "】"
_DIGITS = "〇一二三四五六七八九"


def missing(label: str) -> str:
    """The mark that stands where required data is not there."""
    return f"{MISSING_OPEN}{label}{MISSING_CLOSE}"


def fill(text: str, label: str) -> str:
    return text or missing(label)


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def chinese_date(value: date) -> str:
    """二〇二六年三月三十日."""
    year = "".join(_DIGITS[int(c)] for c in str(value.year))
    return f"{year}年{_small(value.month)}月{_small(value.day)}日"


def _small(number: int) -> str:
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[units] if units else "")


def span(start: date | None, end: date | None) -> str:
    """2026年3月2日至3月4日."""
    if start is None or end is None:
        return missing("起止日期")
    if start == end:
        return day(start)
    same = start.year == end.year
    return f"{day(start)}至{f'{end.month}月{end.day}日' if same else day(end)}"


def evidence(indices: tuple[str, ...]) -> str:
    return "、".join(indices)


def printed(series: Series, years: tuple[int, ...]) -> list[str]:
    """The values of a series with the same decimals, 「—」 for a year without one."""
    numbers = [e.value for e in series.values.values() if isinstance(e.value, Decimal)]
    decimals = max((decimals_of(n) for n in numbers), default=0)
    if not numbers:
        return [missing(f"{y}年{series.label}") for y in years]
    latest = years[-1]
    return [
        show(n, decimals)
        if (n := series.number(y)) is not None
        else missing(f"{y}年{series.label}")
        if y == latest
        else "—"
        for y in years
    ]
