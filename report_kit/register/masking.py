"""Personal data are masked in whatever leaves the register: names of people, phone numbers, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[-－—]?)\d{4}(\d{3,4})(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_IDENTITY = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)")


def person(name: str) -> str:
    """A person's name with all but its first character hidden: 张*、欧**。"""
    return name[:1] + "*" * max(1, len(name) - 1) if name else ""


def text(value: str, people: Iterable[str] = ()) -> str:
    """Text without phone, identity and mail numbers and without the names of `people`."""
    for name in sorted(set(people), key=len, reverse=True):
        if len(name) >= 2:
            value = value.replace(name, person(name))
    value = _IDENTITY.sub(r"\1********\2", value)
    value = _MOBILE.sub(r"\1****\2", value)
    value = _LANDLINE.sub(r"\1****\2", value)
    return _MAIL.sub(r"***@\1", value)


def data(node: Any, people: Iterable[str] = ()) -> Any:
    """The same JSON-like data with every text masked."""
    names = tuple(people)
    if isinstance(node, str):
        return text(node, names)
    if isinstance(node, dict):
        return {key: data(value, names) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [data(value, names) for value in node]
    return node
