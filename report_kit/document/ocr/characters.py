"""Recognised characters → as they were set: widths of punctuation, letters taken for digits and back."""

from __future__ import annotations

import re

from report_kit.document.pdf.characters import is_cjk

Confidences = tuple[float, ...]

_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？"}
_DIGITS_FOR = {"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "|": "1"}
_NUMBER_LIKE = re.compile(r"(?<![A-Za-z\d])(?=[\dOolI|.,，%]*\d)[\dOolI|]+(?:[.,，][\dOolI|]+)*(?![A-Za-z\d])")
_BROKEN_POINT = re.compile(r"(?<=\d) ?[。·•] ?(?=\d)|(?<=\d)\. (?=\d)|(?<=\d) \.(?=\d)")
_CODE = re.compile(r"(?<![A-Za-z\d])[\dA-Za-z]{18}(?![A-Za-z\d])")
_NOT_IN_CODES = {"O": "0", "o": "0", "I": "1", "l": "1", "Z": "2", "S": "5"}
_STOP = re.compile(r"°(?=$|[\u4e00-\u9fff])")
"""A full stop that was taken for the sign of degrees, which a letter or a figure follows."""
_FIGURES = re.compile(r"[-—]?[\d.,，]{3,}%?")
_DASH = re.compile(r"(?<=[\d年月日时%℃])一(?=\d)")
_LONG_DASH = re.compile(r"一一(?!对应|列|核|说明|落实|记录|对照|比对|检查|排查|整改|登记|介绍)")
UNSURE = 0.5
"""The confidence of a character that was put right by its neighbours."""
CERTAIN = 0.9


def tidy(text: str, confidences: Confidences) -> tuple[str, Confidences]:
    """Text without outer white space, with the same number of confidences; what was put right is unsure."""
    pairs = list(zip(text, confidences, strict=True))
    while pairs and pairs[0][0].isspace():
        pairs.pop(0)
    while pairs and pairs[-1][0].isspace():
        pairs.pop()
    text, kept = _punctuation(pairs)
    if text and not text.strip("一"):  # alone in a cell it is the dash that stands for no value
        text = "—" * len(text)
    return _numbers(_LONG_DASH.sub("——", _DASH.sub("—", _STOP.sub("。", text))), kept)


def doubt_points(text: str, confidences: Confidences, dots: int) -> Confidences:
    """Confidences of a number, unsure where its picture has more dots than the text has points: one may be lost."""
    if not _FIGURES.fullmatch(text) or dots <= sum(c in ".,，" for c in text):
        return confidences
    return tuple(min(c, UNSURE) for c in confidences)


def _punctuation(pairs: list[tuple[str, float]]) -> tuple[str, list[float]]:
    """Half-width punctuation beside ideographs is full-width in Chinese text; the reader of pictures cannot tell."""
    text = [c for c, _ in pairs]
    for index, character in enumerate(text):
        wide = _WIDE.get(character)
        if wide is None:
            continue
        before, after = text[index - 1] if index else "", text[index + 1] if index + 1 < len(text) else ""
        if character == "," and before.isdigit() and after.isdigit():
            continue
        if (before and is_cjk(before)) or (after and is_cjk(after)):
            text[index] = wide
    return "".join(_paired(text)), [c for _, c in pairs]


def _paired(text: list[str]) -> list[str]:
    """Brackets that belong together have one width."""
    open_at: list[int] = []
    for index, character in enumerate(text):
        if character in "(（":
            open_at.append(index)
        elif character in ")）" and open_at:
            start = open_at.pop()
            if text[start] == "（" or character == "）":
                text[start], text[index] = "（", "）"
    return text


def _numbers(text: str, confidences: list[float]) -> tuple[str, Confidences]:
    """Letters within figures read as the digits they look like, points where a point stands."""
    figures = _NUMBER_LIKE.sub(lambda m: _as_digits(m[0], _DIGITS_FOR), text)
    changed = _CODE.sub(lambda m: _as_digits(m[0], _NOT_IN_CODES), figures)
    for index, (old, figure, new) in enumerate(zip(text, figures, changed, strict=True)):
        if old != figure:  # a ring among digits can be nothing but 0, a bar nothing but 1
            confidences[index] = CERTAIN
        if figure != new:  # in a code with letters the ring may be a Q or a D
            confidences[index] = min(confidences[index], UNSURE)
    pieces: list[str] = []
    kept: list[float] = []
    last = 0
    for match in _BROKEN_POINT.finditer(changed):
        pieces.append(changed[last : match.start()] + ".")
        kept += [*confidences[last : match.start()], min(UNSURE, *confidences[match.start() : match.end()])]
        last = match.end()
    return "".join([*pieces, changed[last:]]), tuple([*kept, *confidences[last:]])


def _as_digits(text: str, digits: dict[str, str]) -> str:
    return "".join(digits.get(c, c) for c in text)
