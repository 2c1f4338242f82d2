"""Calculations that the report prints itself: 3691.96 tce/38.62 万m³＝95.60 tce/万m³, 199/214＝92.99%.

A chain A＝B＝C gives one calculation for each expression, its result being the next single number of the chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from report_kit.document.model import Block, Document, Place, shorten
from report_kit.facts.model import Calculation, Operand
from report_kit.facts.naming import named_by, normal
from report_kit.facts.sums import operand
from report_kit.facts.tables import Grid
from report_kit.quantities.number import half_width
from report_kit.quantities.running import Quantity, find_quantities

_REMARK = re.compile(r"\([^()\d=]{1,24}\)")
_WORDS = r"[\u4e00-\u9fff（）]{0,14}"
_UNIT_OF_BRACKET = r"(?:(?<=\))\s*[A-Za-z\d/%万亿吨元千瓦时立方米标煤个台件]{1,10})?"
_OPERATOR = re.compile(rf"^\s*(\)*){_UNIT_OF_BRACKET}\s*([×xX*·÷/+\-−—])\s*(\(*)\s*{_WORDS}\s*(\(*)\s*$")
_COUNTED = r"(?:[\u4e00-\u9fff]{1,3}(?<![率量值度积分数耗比额计]))?"  # 486320色令＝: a product of the report's own
_EQUALS = re.compile(rf"^\s*(?:{_COUNTED}|(\)*){_UNIT_OF_BRACKET})\s*(?:=|≈)\s*(\(*)\s*$")
_OPENING = re.compile(r"(\(+)\s*$")
_SIGNS = {"×": "*", "x": "*", "X": "*", "*": "*", "·": "*", "÷": "/", "/": "/", "+": "+", "-": "-", "−": "-", "—": "-"}
_LONGEST = 12


@dataclass(slots=True)
class Segment:
    """What stands between two equals signs: quantities, and between them (closing brackets, sign, opening brackets)."""

    quantities: list[Quantity]
    signs: list[tuple[str, str, str]] = field(default_factory=list)
    opening: str = ""
    closing: str = ""


def extract(document: Document, grids: list[Grid]) -> list[Calculation]:
    """Every printed calculation of the body's paragraphs and table cells."""
    paragraphs = [b for b in document.body if b.type == "paragraph"]
    found = [c for b in paragraphs for c in (*_in_text(b, b.text, None, None), *_in_brackets(b))]
    for grid in grids:
        found.extend(_in_rows(grid))
        found.extend(_beside(grid))
        for r, row in enumerate(grid.block.rows):
            for c, text in enumerate(row):
                if ("=" in text or "＝" in text) and (r, c) not in grid.repeats:
                    found.extend(_in_cell(grid, r, c, text))
    return found


def _in_cell(grid: Grid, row: int, column: int, text: str) -> Iterator[Calculation]:
    """Calculations of a cell; a result without unit has the row's (单位 column)."""
    line = next((x for x in grid.lines if x.index == row), None)
    for calculation in _in_text(grid.block, text, row, column):
        result = calculation.result
        if result.unit is None and line is not None and line.unit is not None:
            percent = line.unit.text in ("%", "％")
            result = replace(result, unit=line.unit)
            calculation = replace(calculation, result=result, percent=percent)
        yield calculation


def _in_text(block: Block, text: str, row: int | None, column: int | None) -> Iterator[Calculation]:
    if "=" not in text and "＝" not in text and "≈" not in text:
        return
    clean = _REMARK.sub(lambda m: " " * len(m[0]), normal(text))
    for chain in chains(clean, find_quantities(text)):
        for n, segment in enumerate(chain):
            if not segment.signs:
                continue
            result = next((s for s in chain[n + 1 :] if not s.signs), None)
            expression = _expression(segment)
            if result is None or expression is None or len(segment.quantities) > _LONGEST:
                continue
            operands = tuple(_operand(block, text, q, row, column) for q in segment.quantities)
            printed = _operand(block, text, result.quantities[0], row, column, segment.quantities[0].start)
            percent = printed.unit is not None and printed.unit.text in ("%", "％")
            yield Calculation(expression, operands, printed, percent)


_NUMERATOR = re.compile(r"分子")
_DENOMINATOR = re.compile(r"分母")
_RESULT = re.compile(
    r"^(?:\d{4}年?度?)?(?:指标值|指标数值|计算结果|结果|计算值|指标结果|数值|比值|实际值)$|利用率|占比|比例|单位.+[耗量值]$"
)


def _in_rows(grid: Grid) -> Iterator[Calculation]:
    """Tables with a numerator, a denominator and a value column: each row is a calculation."""
    columns = [c for c in grid.columns if c.measures and c.index not in grid.stubs]
    above = [c for c in columns if _NUMERATOR.search(c.header)]
    below = [c for c in columns if _DENOMINATOR.search(c.header)]
    if len(above) == 1 and not below:
        below = [
            c for c in columns if c not in above and (named := named_by(c.label)) and named.quantity.kind == "input"
        ]
    results = [c for c in columns if c not in above and c not in below and _RESULT.search(c.label)]
    if not (len(above) == len(below) == len(results) == 1):
        return
    for line in grid.lines:
        a, b, result = (operand(grid, line, c) for c in (above[0], below[0], results[0]))
        if a is not None and b is not None and result is not None and b.number.value:
            percent = result.unit is not None and result.unit.text in ("%", "％")
            yield Calculation("a / b", (a, b), result, percent)


_CALCULATION = re.compile(r"计算|算式|公式|过程|推导")
_SIGN_INSIDE = re.compile(r"\d\D{0,12}[×÷*/]\s*[(（]?\s*\d")


def _in_brackets(block: Block) -> Iterator[Calculation]:
    """「2024年为0.2212 tce/万m²（1655.38 tce÷7485 万m²）」: the result stands before its calculation."""
    text = block.text
    if not _SIGN_INSIDE.search(half_width(text)):
        return
    clean = normal(text)
    quantities = find_quantities(text)
    for chain in chains(clean, quantities, alone=True):
        segment = chain[0]
        first = quantities.index(segment.quantities[0])
        last = segment.quantities[-1]
        if len(chain) > 1 or first == 0 or not clean.startswith(")", last.end + len(segment.closing)):
            continue
        result = quantities[first - 1]
        expression = _expression(segment)
        if expression is None or clean[result.end : segment.quantities[0].start].strip() != "(" + segment.opening[1:]:
            continue
        operands = tuple(_operand(block, text, q, None, None) for q in segment.quantities)
        printed = _operand(block, text, result, None, None)
        percent = printed.unit is not None and printed.unit.text in ("%", "％")
        yield Calculation(expression, operands, printed, percent)


def _beside(grid: Grid) -> Iterator[Calculation]:
    """Tables with a column of calculations without equals signs and the results in the next column."""
    for line in grid.lines:
        for column in grid.columns[:-1]:
            if not (_CALCULATION.search(column.header) or _RESULT.search(grid.columns[column.index + 1].label)):
                continue
            text = grid.cells[line.index][column.index].text
            if grid.cells[line.index][column.index].number is not None or not _SIGN_INSIDE.search(half_width(text)):
                continue
            result = operand(grid, line, grid.columns[column.index + 1])
            found = list(chains(normal(text), find_quantities(text), alone=True))
            if result is None or len(found) != 1 or len(found[0]) != 1 or "=" in normal(text):
                continue
            segment = found[0][0]
            expression = _expression(segment)
            if expression is None or len(segment.quantities) != len(find_quantities(text)):
                continue
            operands = tuple(_operand(grid.block, text, q, line.index, column.index) for q in segment.quantities)
            percent = result.unit is not None and result.unit.text in ("%", "％")
            yield Calculation(expression, operands, result, percent)


def chains(clean: str, quantities: tuple[Quantity, ...], *, alone: bool = False) -> Iterator[list[Segment]]:
    """Runs of quantities joined by operators and equals signs; expressions without a result too when `alone`."""
    chain: list[Segment] = []
    for n, quantity in enumerate(quantities):
        gap = clean[quantities[n - 1].end : quantity.start] if n else ""
        if n and chain and (joined := _EQUALS.match(gap)):
            chain[-1].closing = joined[1] or ""
            chain.append(Segment([quantity], opening=joined[2]))
            continue
        if n and chain and (joined := _OPERATOR.match(gap)):
            chain[-1].signs.append((joined[1], _SIGNS[joined[2]], joined[3] + joined[4]))
            chain[-1].quantities.append(quantity)
            continue
        if n and chain and not gap.strip() and quantity.number.value < 0:
            chain[-1].signs.append(("", "+", ""))
            chain[-1].quantities.append(quantity)
            continue
        if len(chain) > 1 or (alone and chain and chain[0].signs):
            yield chain
        opening = _OPENING.search(clean[max(0, quantity.start - 3) : quantity.start])
        chain = [Segment([quantity], opening=opening[1] if opening else "")]
    if len(chain) > 1 or (alone and chain and chain[0].signs):
        yield chain


def _expression(segment: Segment) -> str | None:
    """The segment as an expression over a, b, c …, None when its brackets do not close."""
    names = [chr(ord("a") + i) for i in range(len(segment.quantities))]
    if len(names) > 26:
        return None
    body = names[0] + "".join(
        f"{closing} {sign} {opening}{name}"
        for (closing, sign, opening), name in zip(segment.signs, names[1:], strict=True)
    )
    body += segment.closing
    lacking = body.count(")") - body.count("(")
    if lacking > 0 and len(segment.opening) >= lacking:
        body = "(" * lacking + body
    elif lacking:
        return None
    return body


def _operand(
    block: Block, text: str, quantity: Quantity, row: int | None, column: int | None, start: int | None = None
) -> Operand:
    number = quantity.number.loosened(3) if row is None else quantity.number
    return Operand(number, quantity.unit, place_of(block, text, quantity, row, column, start))


def place_of(
    block: Block,
    text: str,
    quantity: Quantity,
    row: int | None = None,
    column: int | None = None,
    start: int | None = None,
) -> Place:
    """The place of a quantity in running text: its cell, or the words from `start` to its unit (60 at most)."""
    if row is not None and column is not None:
        return block.cell(row, column)
    first = quantity.start if start is None else start
    if quantity.end - first > 60:
        first = max(first, quantity.end - 60)
    quote = text[first : quantity.end].strip()
    sure = block.confidence_of((first, quantity.end))
    return Place(block.id, shorten(quote), page=block.page, bbox=block.bbox, confidence=sure)
