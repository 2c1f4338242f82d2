"""Statements of the evaluation period: 「评价周期为2025年1月1日至2025年12月31日」, in sentences and in cells beside their label."""

from __future__ import annotations

import re

from report_kit.document.model import Document, Place
from report_kit.facts import pieces

_WORDS = re.compile(
    r"(?:评价|评估|自评价|自评)(?:的)?(?:数据)?(?:覆盖)?(?:周期|时段|期间|年度|时间范围|年份|期(?!内|间|限|末|初)|基准年)|"
    r"数据(?:统计)?(?:年度|周期|时段|期间|期(?!内|间|限|末|初)|所属期)|(?:统计|核算)(?:数据)?(?:周期|时段|期间|时间范围|期(?!内|间|限|末|初))"
)
_RANGE = re.compile(
    r"((?:19|20)\d{2})\s*[年.\-/]\s*(?:(\d{1,2})\s*[月.\-/]?\s*)?(?:\d{1,2}\s*日?\s*)?(?:[-—–~～至到]{1,2})\s*((?:19|20)\d{2})\s*[年.\-/]\s*(?:(\d{1,2}))?"
)
_ONE = re.compile(
    r"^[^\d，。；;、]{0,10}((?:19|20)\d{2})\s*(?:年度|年(?!\s*\d{1,2}\s*月)|年\s*1\s*月(?:\s*1\s*日)?\s*[-—–~～至到]+\s*(?:\1年)?\s*12\s*月)"
)
_OTHERS = re.compile(
    r"[上前]一?个?$|上一?(?:评价|年)|上次|往年|历史|对比|比较|首次|下一|下次|未来|复评|监督|认证|清洁生产|审核"
)


def statements(document: Document) -> list[tuple[tuple[int, ...], Place]]:
    """(years, place) of every statement, in reading order."""
    found: list[tuple[tuple[int, ...], Place]] = []
    for piece in pieces.of_document(document):
        if len(piece.text) > 3000 or not _WORDS.search(piece.text):
            continue
        for match in _WORDS.finditer(piece.text):
            before = piece.text[max(0, match.start() - 10) : match.start()]
            after = re.split(r"[。；;]", piece.text[match.end() : match.end() + 50])[0]
            place = piece.place((match.start(), min(len(piece.text), match.end() + 24)))
            if piece.row is not None and piece.column is not None and len(piece.text) < 20:
                following = piece.block.rows[piece.row][piece.column + 1 : piece.column + 2]
                after += "：" + "".join(following)
                if following:
                    place = piece.block.cell(piece.row, piece.column + 1)
            years = _years(after)
            if years and not _OTHERS.search(before):
                found.append((years, place))
    return found


def _years(words: str) -> tuple[int, ...]:
    if span := _RANGE.search(words[:44]):
        first, last = int(span[1]), int(span[3])
        whole = (span[2] in (None, "1", "01")) and (span[4] in (None, "12"))
        return tuple(range(first, last + 1)) if whole and 0 <= last - first <= 5 else ()
    one = _ONE.match(words)
    return (int(one[1]),) if one else ()
