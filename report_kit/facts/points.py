"""Codes of outlets, meters and machines with the names that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Block, Document
from report_kit.facts import listing, pieces
from report_kit.facts.records import PointName

_CODE = r"(?:DA|DW|TA|TW|FQ|WS|YS|MF|N|P)[-–—]?\d{2,4}"
_WHOLE = re.compile(rf"^\s*({_CODE}|[A-Z]{{1,4}}[-–—]?\d{{2,6}}(?:[-–—]\d{{1,4}})?)\s*(?:[#号])?\s*$")
_OUTLET = re.compile(r"(?<![A-Za-z0-9])(D[AW]\d{3})(?![0-9A-Za-z])")
_CODE_HEADER = re.compile(
    r"(?:排放口|排污口|点位|设备|计量器具|仪表|表计|监测点|排气筒)(?:编号|代码|代号|位号)|^(?:点位|排放口|设备|仪表)?(?:编号|位号|代码)$|出厂编号"
)
_NAME_HEADER = re.compile(r"名称|排放口$|点位$|类型|安装位置|对应(?:设备|工序)|污染源|废气$|来源")
_TOPIC = re.compile(r"排放口|排污口|排气筒|点位|监测|设备|计量|仪表|废[气水]")


def extract(document: Document) -> list[PointName]:
    """(code, name) of every list of outlets, points and machines, and of sentences: 「喷漆废气排放口（DA002）」."""
    found: list[PointName] = []
    for block in document.body:
        if block.type == "table":
            found.extend(_of_table(block))
        elif block.type == "paragraph" and _OUTLET.search(block.text):
            found.extend(_told(pieces.Piece(block, block.text)))
        elif block.type == "image" and block.caption and _OUTLET.search(block.caption):
            found.extend(_told(pieces.Piece(block, block.caption)))
    return found


def _of_table(table: Block) -> Iterator[PointName]:
    heads = listing.headers(table)
    codes = [n for n, h in enumerate(heads) if _CODE_HEADER.search(h)]
    names = [n for n, h in enumerate(heads) if _NAME_HEADER.search(h) and n not in codes]
    topical = _TOPIC.search(table.caption + "".join(heads))
    for row in listing.rows(table):
        if codes and names and topical:
            code = _WHOLE.match(row.text(codes[0]))
            nearest = min(names, key=lambda n: abs(n - codes[0]))
            if code and row.text(nearest):
                yield PointName(_normal(code[1]), row.text(nearest), row.place(nearest))
                continue
        for column, text in enumerate(table.rows[row.index]):
            if _OUTLET.search(text) and len(text) > 6:
                yield from _told(pieces.Piece(table, text, row.index, column))


def _normal(code: str) -> str:
    return re.sub(r"[-–—\s]", "", code)


def _told(piece: pieces.Piece) -> Iterator[PointName]:
    """The name right before a code in brackets, or right behind the code: 「DA002喷漆废气排放口」."""
    text = piece.text
    for match in _OUTLET.finditer(text):
        before = re.search(
            r"([\u4e00-\u9fffA-Za-z0-9]{2,16}?(?:排放口|排气筒|排污口|总排口|废气|废水))\s*[（(]\s*(?:编号|排放口编号)?[:：]?\s*$",
            text[: match.start()],
        )
        behind = re.match(
            r"\s*[（(:：]?\s*([\u4e00-\u9fff]{2,14}?(?:排放口|排气筒|排污口|总排口))", text[match.end() :]
        )
        if before:
            name = re.split(r"[由经为至于是及和与]", before[1])[-1]
            yield PointName(match[1], name, piece.place((before.start(1), match.end())))
        elif behind:
            yield PointName(match[1], behind[1], piece.place((match.start(), match.end() + behind.end())))
