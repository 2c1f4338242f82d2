"""When production stood still: as sentences tell it, and months of a table without output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from report_kit.document.model import Block, Document
from report_kit.facts import date_grammar
from report_kit.facts.naming import named_by
from report_kit.facts.records import Stoppage
from report_kit.facts.tables import Grid

_STOOD = re.compile(r"停产|停工|停机检修|全厂检修|停炉检修|停线检修|停业整顿|放假|停窑|全厂停|停止生产")
_NOT = re.compile(
    r"(?:未|无|没有|不|从未|避免|减少)[^，。；]{0,6}停产|连续停产12个月|停产12个月|停产整[改顿]名单|错峰停产要求|不存在|是否停产|停产、半停产企业|包括注销|未正常经营"
)
_PART = re.compile(r"部分|个别|单台|其中一[条台]|1#|2#|\d号|[一二三四五]号|[A-Z]线|某条|旧线|老线|锅炉|窑炉检修|备用")
_PLAN = re.compile(r"计划|拟|预计|将于|将在")
_MONTH_SPAN = re.compile(r"((?:19|20)\d\d)年\s*(\d{1,2})\s*(?:月)?\s*(?:[-—–~～至到、和]\s*(\d{1,2})\s*)?月(?!\s*\d)")
_BARE_MONTHS = re.compile(r"(?<![\d年])(\d{1,2})\s*(?:月)?\s*[-—–~～至到、和]?\s*(\d{1,2})?\s*月份?(?!\s*\d)")
_MONTH = re.compile(r"^(?:(?:19|20)\d\d\s*[年.-/]\s*)?(1[0-2]|0?[1-9])\s*月份?$")
_NO_OUTPUT = re.compile(
    r"^(?:0(?:\.0+)?|停产|停工|检修|全月停产|—|-|/|(?:0(?:\.0+)?)?\s*[（(]?\s*(?:全月|整月|本月|全厂|因)?[^，。（）()\d]{0,6}(?:停产|停工|检修|放假)[^，。（）()\d]{0,6}[)）]?)$"
)
_SENTENCE = "。；;\n"
_REACH = 200


def extract(document: Document, grids: list[Grid], year: int | None) -> list[Stoppage]:
    """Every told stoppage with its days, and every month without output of a table that has them all."""
    found: list[Stoppage] = []
    for block in document.body:
        if block.type == "paragraph" and _STOOD.search(block.text):
            found.extend(_told(block, year))
    for grid in grids:
        found.extend(_of_grid(grid, year))
        for r, row in enumerate(grid.block.rows):
            for c, text in enumerate(row):
                if len(text) > 8 and (r, c) not in grid.repeats and _STOOD.search(text):
                    found.extend(_in_text(grid.block, text, year, (r, c)))
    return found


def _told(block: Block, year: int | None) -> Iterator[Stoppage]:
    yield from _in_text(block, block.text, year, None)


def _in_text(block: Block, text: str, year: int | None, cell: tuple[int, int] | None) -> Iterator[Stoppage]:
    for match in _STOOD.finditer(text):
        low, high = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        start = max(low, *(text.rfind(mark, low, match.start()) + 1 for mark in _SENTENCE))
        stop = min((e for mark in _SENTENCE if (e := text.find(mark, match.end(), high)) >= 0), default=high)
        sentence = text[start:stop]
        if _NOT.search(sentence) or _PART.search(sentence) or _PLAN.search(sentence):
            continue
        clause = _clause(text, start, match.start(), match.end(), stop)
        span = _days(clause, year)
        if span is not None:
            place = block.cell(*cell) if cell else block.place((start, stop))
            yield Stoppage(*span, place)


def _clause(text: str, start: int, at: int, end: int, stop: int) -> str:
    """The words from the last days told before 停产 to the end of its clause."""
    comma = max(text.rfind("，", start, at), text.rfind(",", start, at)) + 1
    first = start if comma <= start or not re.search(r"\d", text[comma:at]) else comma
    after = re.search(r"[，,]", text[end:stop])
    return text[first : end + after.start() if after else stop]


def _days(clause: str, year: int | None) -> tuple[date, date] | None:
    own = re.findall(r"((?:19|20)\d\d)年", clause)
    year = int(own[0]) if own else year
    found = [f for f in date_grammar.find(clause, year) if f.day]
    periods = [f for f in found if f.end]
    if periods:
        first, last = periods[0].day, periods[0].end
        return (first, last) if first and last and (last - first).days <= 366 else None
    if found and found[0].precision == "day" and found[0].day:
        length = re.search(r"(?:停产|停工|停机|放假|检修)[^，。；\d]{0,6}(\d{1,3})\s*(?:天|日)", clause)
        if length:
            return found[0].day, found[0].day + timedelta(int(length[1]) - 1)
        return (found[0].day, found[0].day) if re.search(r"当[天日]|全天", clause) else None
    if re.search(r"\d\s*(?:余|多)?(?:天|日(?!至|起)|小时|个班)", clause):
        return None  # some days of a month, not told which
    months = _MONTH_SPAN.search(clause)
    if months:
        first_month, last_month = int(months[2]), int(months[3] or months[2])
        return _month_span(int(months[1]), first_month, last_month)
    bare = _BARE_MONTHS.search(clause)
    if bare and year is not None:
        return _month_span(year, int(bare[1]), int(bare[2] or bare[1]))
    return None


def _month_span(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date_grammar.month_end(date(year, last, 1))


def _of_grid(grid: Grid, year: int | None) -> Iterator[Stoppage]:
    """Months in rows with a column of output, or months in columns with a row of output."""
    if grid.header_rows == 0:
        return
    by_row = [
        (int(m[1]), line) for line in grid.lines if (m := _MONTH.match((line.labels or (line.label,))[0].strip()))
    ]
    if len(by_row) >= 10:
        for column in grid.columns:
            if _is_output(column.label):
                for month, line in by_row:
                    yield from _empty(
                        grid, line.index, column.index, line.year or column.year or grid.year or year, month
                    )
    by_column = [(int(m[1]), c) for c in grid.columns if (m := _MONTH.match(c.header.strip()))]
    if len(by_column) >= 10:
        for line in grid.lines:
            if _is_output(line.label):
                for month, column in by_column:
                    yield from _empty(grid, line.index, column.index, line.year or grid.year or year, month)


def _is_output(label: str) -> bool:
    named = named_by(label)
    return "产量" in label and "单位" not in label and (named is None or named.quantity.id == "product_output")


def _empty(grid: Grid, row: int, column: int, year: int | None, month: int) -> Iterator[Stoppage]:
    text = grid.cells[row][column].text.strip()
    if year is None or not _NO_OUTPUT.match(text):
        return
    span = _month_span(year, month, month)
    if span is not None:
        yield Stoppage(*span, grid.place(row, column), "no-output")
