"""Figures beside what the file itself holds of them: the workbook behind a chart, the values filed by `generate`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from report_kit.document.model import Document, Place
from report_kit.document.traces import FiledFigure
from report_kit.facts.model import Fact, Facts

_CLOSE = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A point of a chart that shows `shown` where its workbook has `filed`."""

    place: Place
    series: str
    category: str
    shown: str
    filed: str


def broken_charts(document: Document) -> Iterator[ChartPoint]:
    """Points of charts that differ from the workbook embedded behind them. Charts whose workbook has other rows or
    columns (a range that grew, another sheet) are not compared."""
    for block in document.blocks:
        rows, source = block.rows, block.source_rows
        if block.where != "chart" or not source or [len(r) for r in rows] != [len(r) for r in source]:
            continue
        if any(_bare(a[0]) != _bare(b[0]) for a, b in zip(rows[1:], source[1:], strict=True)):
            continue
        for n, cells in enumerate(rows[1:], 1):
            for column, shown in enumerate(cells[1:], 1):
                if _differ(shown, source[n][column]):
                    yield ChartPoint(block.cell(n, column), rows[0][column], cells[0], shown, source[n][column])


def _bare(text: str) -> str:
    number = _number(text)
    return str(number.normalize()) if number is not None else "".join(text.split())


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _differ(shown: str, filed: str) -> bool:
    """Whether two numbers differ by more than the digits that the shorter one shows."""
    one, other = _number(shown), _number(filed)
    if one is None or other is None:
        return False
    step = max(Decimal(1).scaleb(_exponent(v)) for v in (one, other))
    rounding = step / 2 if _exponent(one) < 0 or _exponent(other) < 0 else Decimal(0)
    return abs(one - other) > max(rounding, _CLOSE * abs(other))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def broken_figures(facts: Facts) -> Iterator[tuple[Fact, FiledFigure]]:
    """Values of the report that differ from what `generate` filed for the same quantity and year, in the same unit."""
    filed = {(f.id, f.year): f for f in facts.document.traces.filed}
    for fact in facts.values if filed else ():
        figure = filed.get((fact.id, fact.year))
        if figure is None or fact.number is None or fact.qualifiers.nature != "actual":
            continue
        if fact.qualifiers.scope or fact.qualifiers.basis == "等价" or fact.qualifiers.approx:
            continue
        if (fact.unit.text if fact.unit else "") == figure.unit and _differ(fact.number.text, figure.value):
            yield fact, figure
