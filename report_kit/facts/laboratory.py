"""Laboratories' reports and results: their numbers and days, and measured values beside the limits they are held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from report_kit.document.model import Block, Document, Place
from report_kit.facts import date_grammar, listing, organisations
from report_kit.facts.naming import normal
from report_kit.facts.pieces import tight
from report_kit.facts.records import TestReport, TestResult
from report_kit.facts.tables import Column, Grid
from report_kit.quantities.number import NUMBER, half_width
from report_kit.quantities.running import Quantity, find_quantities

# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────
_NUMBER_HEADER = re.compile(r"(?:报告|检测|监测|检验|记录)(?:报告)?(?:编号|文号|号)|^报告编?号$|报告书编号")
_SAMPLED = re.compile(r"采样|取样|抽样|送样|收样")
_TESTED = re.compile(r"(?:检测|监测|分析|测试|检验)(?:日期|时间|日)")
_ISSUED = re.compile(r"签发|出具|报告日期|报告时间|出报告|发出")
_LABORATORY = re.compile(r"(?:检测|监测|检验|测试|承检)(?:机构|单位|公司|实验室)|实验室")
_CLIENT = re.compile(r"(?:受检|委托|被测|送检|客户)(?:单位|方|企业|名称)|^单位名称$")
_CMA_HEADER = re.compile(r"CMA|资质认定")
_REPORT_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9A-Za-z()（）\[\]〔〕\-—_/]*\d{3})[A-Z0-9][0-9A-Za-z]*(?:[()（）\[\]〔〕\-—_/][0-9A-Za-z]+[)）\]〕]?)*(?:号|第)?"
)
_NUMBER_IN_PROSE = re.compile(
    r"(?:报告|检测|监测|检验)(?:报告)?(?:书)?(?:编号|文号|号)?\s*(?:为|是)?\s*[：:（(]?\s*(?:编号)?[：:]?\s*"
    r"(?P<number>[A-Z][0-9A-Za-z]{0,8}(?:[()（）\[\]〔〕\-—_/]?[0-9A-Za-z]+)*[)）]?(?:[-—][0-9A-Za-z]+)*)"
)


def reports(document: Document) -> list[TestReport]:
    """Every test report that is named by its number, from lists and from sentences."""
    found: list[TestReport] = []
    for block in document.body:
        if block.type == "table":
            found.extend(_of_table(block))
        elif block.type == "paragraph" and "报告" in block.text:
            found.extend(_of_text(block))
    return found


def _of_table(table: Block) -> Iterator[TestReport]:
    for row in listing.rows(table):
        column = row.column(_NUMBER_HEADER)
        if column is None:
            return
        number = tight(row.text(column))
        if not re.search(r"\d{3}", number):
            continue
        days: dict[str, date | None] = {}
        place: Place | None = None
        for role, pattern in (("sampled", _SAMPLED), ("tested", _TESTED), ("issued", _ISSUED)):
            at = row.column(pattern)
            days[role] = listing.day_of(row.text(at)) if at is not None and at != column else None
            if at is not None and days[role] and place is None:
                place = row.place(at)
        yield TestReport(
            number, tight(row.of(_LABORATORY)), row.of(_CMA_HEADER), tight(row.of(_CLIENT)),
            days["sampled"] or days["tested"], days["tested"], days["issued"], row.place(column), place,
        )  # fmt: skip


def _of_text(block: Block) -> Iterator[TestReport]:
    """「2025年3月5日采样，报告编号HJ2503012」: the days of the clauses around the number."""
    text = block.text
    for match in _NUMBER_IN_PROSE.finditer(text):
        number = match["number"]
        if not re.search(r"\d{3}", number):
            continue
        start = max(text.rfind(mark, 0, match.start()) + 1 for mark in "。；;\n")
        stop = min((e for mark in "。；;\n" if (e := text.find(mark, match.end())) >= 0), default=len(text))
        sentence = text[start:stop]
        sampled = issued = None
        for printed in date_grammar.find(sentence):
            beside = sentence[printed.stop : printed.stop + 8]
            if _SAMPLED.search(beside) or _SAMPLED.search(sentence[max(0, printed.start - 8) : printed.start]):
                sampled = sampled or printed.day
            elif re.search(r"出具|签发|出报告|报告", beside):
                issued = issued or printed.day
        named = [o for o in organisations.find(sentence) if re.search(r"检测|监测|检验|测试|技术", o.text)]
        yield TestReport(
            number, tight(named[0].text) if named else "", "", "", sampled, None, issued,
            block.place((match.start("number"), match.end("number"))), block.place((start, stop)),
        )  # fmt: skip


# ── results beside limits ────────────────────────────────────────────────────────────────────────────────────────
_MEASURED_UNIT = re.compile(r"mg/|μg/|ug/|ng|dB|分贝|毫克/|微克/|千克/小时|kg/h|g/h|无量纲|个/L|MPN|林格曼|倍", re.I)
_LIMIT_HEADER = re.compile(r"限值|限额|标准值|排放标准|执行标准|许可(?:浓度|限值|排放)|标准要求|控制值|标准限")
_VERDICT_HEADER = re.compile(r"达标|符合|判定|结论|评价(?:结果|情况)?$|是否|合格|结果判断")
_CLAIM = re.compile(
    r"(?:均|全部|都)?(?:能)?(?:稳定)?(?:达标|合格|符合|满足|优于|低于|未超标|不超标|未超过|不超过|未超|小于|√|是$|达到)"
)
_DENIED = re.compile(
    r"(?:不|未|没有|无法|难以)(?:能)?(?:完全)?(?:达标|合格|符合|满足|低于|达到)|超标(?!率)|超过|超出|高于|大于|否$"
)
_NOT_DENIED = re.compile(
    r"(?:不|未|无|没有|均未|从未)(?:有|出现|发生|发现)?(?:超标|超过|超出|高于|大于)|不存在超标|无超标|超标(?:次数)?(?:为)?0"
)
_RANGE = re.compile(rf"^\s*(?P<low>{NUMBER})\s*(?:[~～—–-]|至|到)\s*(?P<high>{NUMBER})\s*\D{{0,8}}$")
_BOUND = re.compile(
    rf"^\s*(?P<sign>[≤<]=?|[≥>]=?|不大于|不高于|不超过|不低于|不小于|小于|大于)?\s*(?P<value>{NUMBER})\s*\D{{0,12}}$"
)
_AT_LEAST = re.compile(r"[≥>]|不低于|不小于|大于|不少于")
_HIGHER_IS_BETTER = re.compile(r"效率|去除率|率$|照度|溶解氧|余量|厚度")
_NO_RESULT = re.compile(
    r"限|标准|许可|执行|要求|流量|风量|烟气量|排气筒|高度|温度|频次|次数|序号|编号|日期|时间|点位|方法|检出限"
)
_LOAD_ITEM = re.compile(r"速率|排放量|流量|风量")


def results(document: Document, grids: list[Grid]) -> list[TestResult]:
    """Every measured value with its limit, from tables and sentences; `claim` where the report calls it within the limit."""
    found: list[TestResult] = []
    for grid in grids:
        found.extend(_of_grid(document, grid))
    for block in document.body:
        if block.type == "paragraph" and any(c.isdigit() for c in block.text):
            found.extend(_told(block))
    return found


def claims(text: str) -> str:
    """The words that call a result within its limit, empty where none do or others deny it."""
    plain = _NOT_DENIED.sub("达标", text)
    if _DENIED.search(plain):
        return ""
    found = _CLAIM.search(plain)
    return found[0] if found else ""


def _of_grid(document: Document, grid: Grid) -> Iterator[TestResult]:
    limits = [
        c for c in grid.columns if _LIMIT_HEADER.search(c.header) and not re.search(r"检出限|依据|名称", c.header)
    ]
    if not limits or grid.header_rows == 0:
        return
    verdict = next(
        (c for c in grid.columns if _VERDICT_HEADER.search(c.label) and not c.numeric and c not in limits), None
    )
    told, told_place = ("", None) if verdict is not None else _told_of_table(document, grid.block)
    values = [
        c for c in grid.columns
        if c.numeric and c not in limits and c.index not in grid.stubs and not _NO_RESULT.search(c.header)
        and c.role in ("value", "raw", "remark")
    ]  # fmt: skip
    for line in grid.lines:
        claim, claimed = told, told_place
        if verdict is not None:
            text = grid.cells[line.index][verdict.index].text
            claim, claimed = claims(text), grid.place(line.index, verdict.index)
        for column in values:
            cell = grid.cells[line.index][column.index]
            if cell.number is None or cell.bound or (line.index, column.index) in grid.repeats:
                continue
            limit = _limit_of(limits, values, column)
            if limit is None:
                continue
            unit = grid.unit_of(line, column)
            bounds = _bounds(grid.cells[line.index][limit.index].text, limit.header + "".join(line.labels))
            words = (unit.text if unit else "") + limit.header + grid.cells[line.index][limit.index].text
            item = "".join(line.labels) or column.label
            if bounds is None or not _comparable(words, item, grid, bounds):
                continue
            if not _same_kind(column, limit):
                continue
            yield TestResult(
                item + ("" if column.label in item else column.label), cell.number, unit.text if unit else "", bounds[0], bounds[1],
                grid.place(line.index, column.index), grid.place(line.index, limit.index), claim, claimed,
            )  # fmt: skip


def _same_kind(column: Column, limit: Column) -> bool:
    return bool(_LOAD_ITEM.search(column.label)) == bool(_LOAD_ITEM.search(limit.label))


def _limit_of(limits: list[Column], values: list[Column], column: Column) -> Column | None:
    """The limit's column of a value's column: the only one, the next to the right, or the one of the same words."""
    if len(limits) == 1:
        return limits[0]
    return next((c for c in limits if c.index > column.index), None)


def _comparable(words: str, item: str, grid: Grid, bounds: tuple[Decimal | None, Decimal | None]) -> bool:
    """A bare limit is an upper one only where measured things are told of; a printed sign or range says so itself."""
    if re.search(r"[≤≥<>~～]|不[大小高低超]", words) or (bounds[0] is not None and bounds[1] is not None):
        return True
    text = words + item + grid.block.caption + (grid.unit.text if grid.unit else "")
    return bool(_MEASURED_UNIT.search(text)) and not _HIGHER_IS_BETTER.search(item)


def _bounds(text: str, around: str) -> tuple[Decimal | None, Decimal | None] | None:
    clean = half_width(text).replace(",", "").strip()
    if span := _RANGE.match(clean):
        return Decimal(span["low"]), Decimal(span["high"])
    bound = _BOUND.match(clean)
    if bound is None:
        return None
    value = Decimal(bound["value"])
    at_least = _AT_LEAST.search((bound["sign"] or "").replace("不大于", "").replace("不高于", ""))
    lower = bool(at_least) or (not bound["sign"] and bool(re.search(r"≥|不低于|不小于", around)))
    return (value, None) if lower else (None, value)


def _told_of_table(document: Document, table: Block) -> tuple[str, Place | None]:
    """The claim of the paragraphs next to a table: 「监测结果见表8，均达标」."""
    section = document.section_of.get(table.id)
    if section is None:
        return "", None
    at = next((n for n, b in enumerate(section.blocks) if b is table), 0)
    for block in [*section.blocks[max(0, at - 2) : at], *section.blocks[at + 1 : at + 3]]:
        if block.type != "paragraph":
            continue
        for sentence in re.split(r"[。；;\n]", block.text):
            if re.search(r"监测|检测|排放|污染物|结果|指标|噪声|废[水气]", sentence) and (words := claims(sentence)):
                at_text = block.text.find(sentence)
                return words, block.place((at_text, at_text + len(sentence)))
    return "", None


# ── sentences ────────────────────────────────────────────────────────────────────────────────────────────────────
_HELD_AGAINST = re.compile(r"(?:低于|小于|优于|未超过|不超过|未超出|满足|符合|达到|在)[^。；;\d]{0,40}$")
_LIMIT_WORDS = re.compile(r"限值|标准|限额|要求|定额|许可|排放浓度限|控制")
_LIMIT_FIRST = re.compile(r"(?:限值|标准值?|许可浓度|限额)[^。；;，,\d]{0,12}$")
_BESIDE_LIMIT = re.compile(r"^[，,、（(]?\s*(?:[^。；;，,\d]{0,24})(?:限值|标准值?|许可|限额)[^。；;，,\d]{0,10}$")
_MEASURED = re.compile(r"实测|监测|检测|最大|平均")
_STANDARD = re.compile(r"(?:GB|DB|HJ|T/)[A-Z/]*\s?\d+(?:[/.]\d+)*(?:\s?[-—–]\s?\d{4})?(?:[\u4e00-\u9fff]?表\d)?")
_LABELS = ("昼间", "夜间")
_OTHERS = re.compile(r"检出限|行业平均|去年|上年|同比|设计|处理能力|进口|入口|处理前|产生浓度")


def _told(block: Block) -> Iterator[TestResult]:
    text = block.text
    if not _MEASURED_UNIT.search(half_width(text)) and "限" not in text:
        return
    clean = normal(text)
    quantities = find_quantities(text)
    start = 0
    for mark in [*re.finditer(r"[。；;\n]", clean), None]:
        stop = mark.start() if mark else len(clean)
        inside = [q for q in quantities if start <= q.start < stop]
        if len(inside) >= 2:
            yield from _in_sentence(block, text, clean, start, stop, inside)
        start = mark.end() if mark else len(clean)


def _in_sentence(
    block: Block, text: str, clean: str, start: int, stop: int, inside: list[Quantity]
) -> Iterator[TestResult]:
    sentence = clean[start:stop]
    day_night = list(_day_and_night(clean, start, inside)) if all(label in sentence for label in _LABELS) else []
    pairs = day_night or list(_pairs(clean, start, stop, inside))
    claim = claims(sentence)
    for value, limit in pairs:
        before = clean[max(start, value.start - 24) : value.start]
        if _OTHERS.search(before):
            continue
        yield TestResult(
            re.split(r"[，,；;。]", before)[-1].strip(), value.number, value.unit.text if value.unit else "", None, limit.number.value,
            block.place((value.start, value.end)), block.place((limit.start, limit.end)), claim, block.place((value.start, limit.end)),
        )  # fmt: skip


def _pairs(clean: str, start: int, stop: int, inside: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """(value, limit) of one sentence: values before the words that hold them against a limit, limits behind them, in one
    unit: as many of each, or one limit for all."""
    measured = [q for q in inside if q.unit is not None and _MEASURED_UNIT.search(half_width(q.unit.text))]
    taken: set[int] = set()
    for n, second in enumerate(measured):
        first = measured[n - 1] if n else None
        if second.start in taken or first is None or first.start in taken or not _alike(first, second):
            continue
        between = _STANDARD.sub("", clean[first.end : second.start])
        after = clean[second.end : min(stop, second.end + 14)]
        before = clean[max(start, first.start - 20) : first.start]
        if re.search(r"效率|去除率|≥|不低于|检出限", between + before):
            continue
        if _HELD_AGAINST.search(between) and _LIMIT_WORDS.search(between + after):
            values = _run(
                clean, [q for q in reversed(measured[:n]) if q.start not in taken and _alike(q, second)], back=True
            )
            limits = _run(clean, [q for q in measured[n:] if _alike(q, second)], back=False)
            if len(limits) == 1:
                values = values if re.search(r"均|都", between) else values[-1:]
                yield from ((value, second) for value in values)
            elif len(limits) == len(values):
                yield from zip(values, limits, strict=True)
            taken.update(q.start for q in (*values, *limits))
        elif (
            _LIMIT_FIRST.search(before) and re.search(r"实测|检测|监测|结果|浓度|为", between) and "限值" not in between
        ):
            yield second, first
            taken.update((first.start, second.start))
        elif _BESIDE_LIMIT.match(between) and not _LIMIT_FIRST.search(before):
            following = measured[n + 1] if n + 1 < len(measured) else None
            listed = following is not None and re.fullmatch(r"\s*[、和及/]\s*", clean[second.end : following.start])
            if not listed:
                yield first, second
            taken.update((first.start, second.start))


def _alike(first: Quantity, second: Quantity) -> bool:
    return first.unit is not None and second.unit is not None and first.unit.dimension == second.unit.dimension


def _run(clean: str, quantities: list[Quantity], *, back: bool) -> list[Quantity]:
    """The quantities listed side by side: limits right beside each other, values each with its name."""
    run = quantities[:1]
    for quantity in quantities[1:]:
        gap = clean[quantity.end : run[-1].start] if back else clean[run[-1].end : quantity.start]
        listed = r"[^。；;\d]{0,24}" if back else r"\s*[、,，和及与/]\s*[^。；;\d，,、]{0,12}"
        if not re.fullmatch(listed, gap) or _LIMIT_WORDS.search(gap) or _MEASURED.search(gap):
            break
        run.append(quantity)
    return run[::-1] if back else run


def _day_and_night(clean: str, start: int, inside: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """昼间最大57 dB(A)、夜间最大48 dB(A)，满足3类标准（昼间65 dB(A)、夜间55 dB(A)）."""
    levels = [q for q in inside if q.unit is not None and re.search("dB|分贝", q.unit.text)]
    by_label: dict[str, list[Quantity]] = {}
    for quantity in levels:
        before = clean[start : quantity.start]
        label = max(_LABELS, key=lambda one: before.rfind(one))
        if before.rfind(label) >= 0:
            by_label.setdefault(label, []).append(quantity)
    for both in by_label.values():
        if len(both) == 2 and _LIMIT_WORDS.search(clean[both[0].end : both[1].start]):
            yield both[0], both[1]
