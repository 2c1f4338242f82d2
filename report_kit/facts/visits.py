"""Who worked where and when within a day: rows of schedules and of sampling records, and sentences with a name and a city."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Block, Document
from report_kit.facts import date_grammar, listing
from report_kit.facts.records import Visit
from report_kit.quantities.number import half_width

_DAY = re.compile(r"日期|时间|采样时间")
_HOURS_HEADER = re.compile(r"时段|时间|起止|钟点")
_PERSON_HEADER = re.compile(r"人员|采样人|检测人|监测人|评价人|参加|负责人|姓名|评审员|执行人|成员")
_NOT_OURS = re.compile(r"陪同|受评|企业人员|接待|配合")
_WHERE_HEADER = re.compile(r"地点|区域|部门|点位|场所|现场|企业|单位|位置|内容|车间|对象")
_HOURS = re.compile(
    r"(?<!\d)([01]?\d|2[0-4])\s*[:：时点]\s*([0-5]\d)?\s*分?\s*(?:[-—–~～至到]+)\s*([01]?\d|2[0-4])\s*[:：时点]\s*([0-5]\d)?"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_NO_NAME = re.compile(
    r"全体|全员|人员|组|部|科|经理|主任|工程师|成员|企业|公司|工厂|负责|代表|专家|其他|陪同|主管|厂长|总监|上午|下午|会议"
)


def extract(document: Document, year: int | None) -> list[Visit]:
    """Every row of a table that names a day, hours or half a day, and people."""
    return [visit for table in document.tables for visit in _of_table(table, year)]


def _of_table(table: Block, year: int | None) -> Iterator[Visit]:
    heads = listing.headers(table)
    people = [n for n, h in enumerate(heads) if _PERSON_HEADER.search(h) and not _NOT_OURS.search(h)]
    days = [n for n, h in enumerate(heads) if _DAY.search(h)]
    if not people or not days:
        return
    hours = [n for n, h in enumerate(heads) if _HOURS_HEADER.search(h)]
    wheres = [n for n, h in enumerate(heads) if _WHERE_HEADER.search(h) and n not in people]
    around = re.findall(r"((?:19|20)\d\d)年", table.caption)
    year = int(around[-1]) if around else year
    for row in listing.rows(table):
        found = [
            d
            for n in days
            for d in date_grammar.find(row.text(n), year)
            if d.day and not d.end and d.precision == "day"
        ]
        if not found or found[0].day is None:
            continue
        if found[0].year_given:
            year = found[0].day.year
        told = next((n for n in dict.fromkeys((*hours, *days)) if _span(row.text(n)) is not None), None)
        span = _span(row.text(told))
        where = "／".join(row.text(n) for n in wheres if row.text(n))
        for column in people:
            for person in _people(row.text(column)):
                start, end = span or (None, None)
                at = row.place(told) if told is not None else None
                yield Visit(person, found[0].day, start, end, where, row.place(column), at)


def _span(text: str) -> tuple[int, int] | None:
    match = _HOURS.search(half_width(text))
    if match is None:
        return None
    start, end = int(match[1]) * 60 + int(match[2] or 0), int(match[3]) * 60 + int(match[4] or 0)
    return (start, end) if start < end else None


def _people(text: str) -> Iterator[str]:
    """The evaluators' names of a cell; those behind a semicolon are the hosts'."""
    ours = re.split(r"[；;]", text)[0]
    for part in re.split(r"[、,，/\s和及\n]+", re.sub(r"[（(][^（）()]*[)）]", "", ours)):
        if _NAME.fullmatch(part) and not _NO_NAME.search(part):
            yield part
