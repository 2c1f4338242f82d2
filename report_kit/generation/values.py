"""One cell → one value of the kind asked for, or the words that say why it does not fit."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from report_kit.generation.data import Value
from report_kit.generation.spec import Item
from report_kit.quantities.number import parse_number
from report_kit.quantities.units import parse_unit

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MAX_TEXT = 2000
_MAX_NUMBER = Decimal(10) ** 15
_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
_INDEX_RANGE = re.compile(r"^([A-Za-z]{1,3}-?)(\d{1,3})\s*[~～至—]\s*(?:[A-Za-z]{1,3}-?)?(\d{1,3})$")
_FORMATS = {"email": (r"[^\s@]+@[^\s@]+\.[^\s@]+", "电子邮箱"), "phone": (r"[0-9+()\- 转（）、/]{7,40}", "电话号码")}


class Unfit(Exception):
    """The value does not fit; the message says what is wrong and what to do, in Chinese."""


def value_of(item: Item, given: Any) -> Value:
    """The value of a filled cell. Raises Unfit."""
    if item.kind in ("number", "years"):
        return _number(item, given)
    if item.kind == "date":
        return _date(item, given)
    if item.kind == "evidence":
        return tuple(_indices(text_of(given)))
    return _words(item, text_of(given))


def _words(item: Item, text: str) -> str:
    if len(text) > (item.max_length or _MAX_TEXT):
        raise Unfit(f"「{item.label}」{len(text)} 字，超过 {item.max_length or _MAX_TEXT} 字；请删减")
    if item.kind == "choice" and text not in item.choices:
        raise Unfit(f"「{item.label}」填的是「{short(text)}」；请从 {'、'.join(item.choices)} 中选择")
    if item.kind == "code":
        text = text.upper() if item.id == "credit_code" else text
        if item.pattern and not re.fullmatch(item.pattern, text):
            raise Unfit(f"「{item.label}」格式不对：「{short(text)}」；{item.help or '如 ' + str(item.example)}")
    if item.kind in _FORMATS:
        pattern, what = _FORMATS[item.kind]
        if not re.fullmatch(pattern, text):
            raise Unfit(f"「{item.label}」不是{what}：「{short(text)}」；请核对")
    if item.kind == "unit" and text and parse_unit(text) is None:
        raise Unfit(f"不认识的单位「{short(text)}」；请用 {'、'.join(item.choices) or item.example} 等写法")
    return text


def _number(item: Item, given: Any) -> Decimal:
    if isinstance(given, bool | date):
        raise Unfit(f"「{item.label}」应填数字，现为「{given}」；请改为数字")
    if isinstance(given, int | float):
        number = Decimal(repr(given))
    else:
        printed = parse_number(str(given))
        if printed is None:
            advice = "请只填数字，不带单位和文字" + ("；确实没有的年份填「—」" if item.kind == "years" else "")
            raise Unfit(f"「{item.label}」应填数字，现为文字「{short(str(given))}」；{advice}")
        number = printed.value
    if not number.is_finite() or abs(number) > _MAX_NUMBER:
        raise Unfit(f"「{item.label}」数值过大或无效；请核对")
    if item.min is not None and number < item.min:
        raise Unfit(f"「{item.label}」为 {number}，不应小于 {item.min}；请核对")
    if item.max is not None and number > item.max:
        raise Unfit(f"「{item.label}」为 {number}，不应大于 {item.max}；请核对")
    if item.digits == 0 and number != number.to_integral_value():
        raise Unfit(f"「{item.label}」应为整数，现为 {number}；请核对")
    return number


def _date(item: Item, given: Any) -> date:
    if isinstance(given, date):
        return given
    match = _DATE.match(text_of(given))
    if not match:
        raise Unfit(f"「{item.label}」应填日期，现为「{short(text_of(given))}」；请写成 2026-03-05")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Unfit(f"「{item.label}」是不存在的日期：「{short(text_of(given))}」；请核对") from None


def text_of(given: Any) -> str:
    """A cell as text, without control characters (Word cannot hold them)."""
    if given is None:
        return ""
    if isinstance(given, list | tuple):
        given = "、".join(str(v) for v in given)
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    return _CONTROL.sub("", str(given).replace("\r\n", "\n").replace("\r", "\n")).strip()


def short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


def _indices(text: str) -> list[str]:
    """Evidence numbers of a cell; a range such as E-01~E-03 is spelt out."""
    result: list[str] = []
    for word in re.split(r"[、,，;；\s]+", text):
        match = _INDEX_RANGE.match(word)
        if match and int(match[2]) < int(match[3]):
            width = len(match[2])
            result += [f"{match[1]}{n:0{width}d}" for n in range(int(match[2]), int(match[3]) + 1)]
        elif word:
            result.append(word)
    return result
