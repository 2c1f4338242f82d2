"""Standards and documents that the report cites by number, with the title printed beside them."""

from __future__ import annotations

import re

from report_kit.document.model import Document
from report_kit.facts import pieces
from report_kit.facts.model import Citation
from report_kit.facts.pieces import tight

_STANDARD = re.compile(
    r"(?<![A-Za-z0-9])"
    r"(?:GB(?:\s?[/／]\s?[TZ])?|GBZ(?:/T)?|GBJ|HJ(?:/T)?|DB\s?\d{2,4}(?:\s?/\s?T)?|T\s?/\s?[A-Z]{2,8}|ISO(?:/IEC|/TS|/TR)?|IEC|OHSAS|AQ(?:/T)?|TSG"
    r"|(?:JB|QB|YS|JC|SJ|HG|YB|FZ|NY|DL|SH|SL|JGJ|CJ|CJJ|RB|XF|WS|MT|LY|BB|CECS)(?:/T)?)"
    r"\s?(?:[A-Z]{1,2}\s?)?\d{1,5}(?:\.\d{1,2})?(?:\s?[-—–－]\s?(?:19|20)\d{2})?(?:\s?[:：]\s?(?:19|20)\d{2})?(?![\d.])"
)
_DOCUMENT = re.compile(
    r"[\u3400-\u9fff]{2,12}\s?[〔\[（(【]\s?20\d{2}\s?[〕\]）)】]\s?第?\s?\d{1,5}\s?号|公告\s?20\d{2}\s?年第\s?\d+\s?号"
)
_BEFORE = re.compile(r"《([^《》]{2,40})》\s*[（(,，:：]?\s*$")
_AFTER = re.compile(
    r"^\s*[）)]?\s*(?:《([^《》]{2,40})》|[ \u3000]*([\u3400-\u9fff][\u3400-\u9fffA-Za-z0-9 （）()]{3,38}))"
)
_NOT_TITLE = re.compile(
    r"^(?:的|等|和|及|与|或|中|规定|要求|对|为|标准|进行|建立|执行|计算|核算|认证|体系|限值|第|表|附录|中的|标准|系列|有关|相关)"
)
_WRAP = re.compile(r"\s*[-—–－]\s*")


def extract(document: Document) -> list[Citation]:
    """Every citation of the body in reading order."""
    found: list[Citation] = []
    for piece in pieces.of_document(document):
        text = piece.text
        if not any(mark in text for mark in "0123456789"):
            continue
        for pattern in (_STANDARD, _DOCUMENT):
            for match in pattern.finditer(text):
                place = piece.place(match.span())
                found.append(Citation(_number(match[0]), _title(piece, match.start(), match.end()), place))
    return found


def _number(text: str) -> str:
    """`GB/T 2589—2020` in one spelling: `GB/T 2589-2020`."""
    number = _WRAP.sub("-", tight(text).replace("／", "/"))
    return re.sub(r"^(DB\d{2}(?:/T)?|[A-Z]+(?:/[A-Z]+)?)(?=\d)", r"\1 ", number) if number[:1].isascii() else number


def _title(piece: pieces.Piece, start: int, stop: int) -> str:
    before = _BEFORE.search(piece.text[:start])
    if before:
        return tight(before[1])
    after = _AFTER.match(piece.text[stop:])
    if after:
        title = tight(after[1] or after[2])
        return "" if _NOT_TITLE.match(title) else title
    if piece.row is not None and piece.column is not None and tight(piece.text) == tight(piece.text[start:stop]):
        row = piece.block.rows[piece.row]
        beside = [c for c in row[piece.column + 1 : piece.column + 2] if re.search(r"[\u3400-\u9fff]{3}", c)]
        return tight(beside[0]) if beside else ""
    return ""
