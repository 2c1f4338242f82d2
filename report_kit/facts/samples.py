"""Percentages of a small number of things that is printed beside them: 「抽查28件，合格率96.4%」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_kit.document.model import Document, Place
from report_kit.facts import listing, pieces
from report_kit.quantities.number import Printed, half_width, make_number, parse_number

_UNITS = r"(?:人次|人|名|家|台套|台|套|件|份|个|只|批次|批|项|盏|座|条|处|户|项目|样|组|次)"
_COUNT = re.compile(
    rf"(?P<verb>抽查|抽检|抽样|抽取|检查|检测|送检|考核|参加|参训|培训|考试|发放|回收|收回|调查|访谈|评价|审核|检定|校准|共有|共计?|现有|合计|总计|应检|应配备?|配备|验收)"
    rf"(?:了|考试|考核|问卷|调查表|有效问卷|员工|职工|供应商|客户|计量器具|产品|样品|设备|人数)*\s*[^\d，。；,;%]{{0,12}}?(?P<n>\d{{1,4}})\s*{_UNITS}"
)
_SHARE = re.compile(
    r"(?P<what>合格率|通过率|满意率|及格率|检定率|受检率|完好率|优秀率|覆盖率|参与率|配备率|达标率|一次合格率|抽检合格率|周检率|完成率)(?:为|达到?|是|：|:|均为|\s)*(?P<digits>\d{1,3}(?:\.\d{1,3})?)\s*%"
)
_OF_ASKED = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{0,6}(?:比例|占比|比率))(?:为|达到?|是|：|:|\s)*(?P<digits>\d{1,3}(?:\.\d{1,3})?)\s*%"
)
_ASKED = re.compile(r"调查|问卷|访谈|抽查|抽检|抽样|抽取")
_BREAK = re.compile(r"[。；;\n]")
_OTHER_BASE = re.compile(r"产品|出厂|批|全年|年度|月均|平均|综合|加权|各|供应商|客户|设备")
_HEADER_COUNT = re.compile(
    r"^(?:抽查|抽检|检查|考核|参训|培训|应检|检测|样本|参加|送检|发放|回收)(?:人数|数量|数|件数|批次|次数|份数|台数|家数)"
)
_HEADER_SHARE = re.compile(r"(?:合格|通过|满意|及格|检定|受检|完好|达标|优秀|参与|覆盖)率")


@dataclass(frozen=True, slots=True)
class SmallShare:
    """A percentage of `count` things."""

    what: str
    count: int
    share: Printed
    place: Place
    count_place: Place


def extract(document: Document) -> Iterator[SmallShare]:
    """Every percentage whose number of things stands in the same sentence or the same row."""
    for piece in pieces.of_document(document):
        if ("率" in piece.text or "比" in piece.text) and any(c.isdigit() for c in piece.text):
            yield from _told(piece)
    for table in document.tables:
        yield from _of_table(table.id, document)


def _told(piece: pieces.Piece) -> Iterator[SmallShare]:
    clean = half_width(piece.text)
    for match in [*_SHARE.finditer(clean), *_OF_ASKED.finditer(clean)]:
        start = max((m.end() for m in _BREAK.finditer(clean, 0, match.start())), default=0)
        counts = list(_COUNT.finditer(clean, start, match.start()))
        if not counts:
            continue
        last = counts[-1]
        if match.re is _OF_ASKED and not _ASKED.search(last["verb"]):
            continue
        between = clean[last.end() : match.start()]
        if _SHARE.search(between) or len(between) > 30 or len(re.findall(r"\d+(?:\.\d+)?", between)) > 1:
            continue
        own = re.split(r"[，,、（(]", between)[-1]
        if _OTHER_BASE.search(own) and not _OTHER_BASE.search(last[0]):
            continue
        share = make_number("", match["digits"], "", False, match["digits"])
        if share is not None:
            yield SmallShare(
                match["what"], int(last["n"]), share, piece.place((last.start(), match.end())), piece.place((last.start(), match.end()))
            )  # fmt: skip


def _of_table(id: str, document: Document) -> Iterator[SmallShare]:
    table = document.by_id[id]
    for row in listing.rows(table):
        count, share = row.column(_HEADER_COUNT), row.column(_HEADER_SHARE)
        if count is None or share is None:
            return
        number = re.fullmatch(rf"\s*(\d{{1,4}})\s*{_UNITS}?\s*", half_width(row.text(count)))
        printed = parse_number(half_width(row.text(share)).rstrip("% "))
        if number and printed is not None and "合计" not in row.words and "平均" not in row.words:
            yield SmallShare(row.headers[share], int(number[1]), printed, row.place(share), row.place(count))
