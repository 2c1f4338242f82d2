"""Scores of parks (绿色指数 GI) and supply-chain enterprises (绿色供应链管理指数) by their own rules.

GI is the mean of value ÷ leading value, inverse indicators upside down, × 100. Whether one indicator may count for more
than 1 and how many are counted was not seen in the official text: a figure that fits any reading is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from report_kit.checklist.edition import Edition, Indicator
from report_kit.document.model import Place
from report_kit.facts import pieces
from report_kit.facts.model import Fact, ScoreRow
from report_kit.facts.naming import named_by
from report_kit.facts.tables import Cell, Grid, read_cell
from report_kit.quantities.number import Printed
from report_kit.rules.api import Clause, Finding, Report
from report_kit.rules.recomputing import printed_like

_LEADING = re.compile(r"引领|目标值|标杆")
_RATIO = re.compile(r"比值|单项(?:得分|指数|值)|得分|指数|指标值[/÷]引领值|达标率|实现程度")
_NO_VALUE = re.compile(r"引领|目标|标杆|序号|编号|权重|单位|类型|类别|性质|备注|证明|依据|来源")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?|第\s*([一二三1-3])\s*年")
_YES = re.compile(r"^(?:具备|完善|较完善|是|已编制|编制|有|已建成|建成|符合|已建立|健全|达标|100)")
_GI = re.compile(r"(?:绿色指数|(?<![A-Za-z])GI)[^\d。；\n]{0,16}?(\d{2,3}(?:\.\d+)?)(?![\d%％年])")
_FEWEST_ROWS = 15
_PROPORTIONAL = re.compile(
    r"(?:占比|比例|比率|回收率|百分比)[^。；]{0,8}(?:乘以?|×|\*)[^。；]{0,6}(?:最高分|满分|分值)|(?:最高分|满分)[^。；]{0,4}(?:乘以?|×|\*)[^。；]{0,8}(?:占比|比例|比率|回收率|百分比)"
)


@dataclass
class _Row:
    """One indicator of the table: its leading value and, by column, values and printed ratios."""

    indicator: Indicator
    place: Place
    leading: Printed | None
    values: dict[int, Cell] = field(default_factory=dict)
    ratios: dict[int, Cell] = field(default_factory=dict)


def park_index(report: Report, edition: Edition) -> Iterator[Finding]:
    """Ratios that are not value ÷ leading value, and GIs that no reading of the rule gives."""
    for grid in report.facts.grids:
        table = _park_table(grid, edition)
        if table is None:
            continue
        rows, values, ratios = table
        yield from _ratios(rows, values, ratios, edition)
        yield from _indices(report, grid, rows, values, ratios, edition)


def _basis(edition: Edition) -> Clause:
    return Clause(edition.scoring.source, edition.scoring.symbol, edition.scoring.confidence)


def _park_table(grid: Grid, edition: Edition) -> tuple[list[_Row], list[int], list[int]] | None:
    """Rows of indicators, columns of values, columns of ratios, where a table has leading values."""
    heads = {c.index: c.label or c.header for c in grid.columns}
    leading = next((c for c, text in heads.items() if _LEADING.search(text)), None)
    if leading is None:
        return None
    rows: list[_Row] = []
    ratios = [c for c, text in heads.items() if _RATIO.search(text) and c != leading]
    values = [
        c for c, text in heads.items()
        if c not in (leading, *ratios) and c not in grid.stubs and not _NO_VALUE.search(text)
        and sum(grid.cells[line.index][c].number is not None for line in grid.lines) * 2 > len(grid.lines)
    ]  # fmt: skip
    for line in grid.lines:
        indicator = _indicator(line.labels, edition)
        if indicator is None:
            continue
        cells = grid.cells[line.index]
        rows.append(
            _Row(
                indicator, grid.place(line.index, grid.stubs[-1] if grid.stubs else 0), cells[leading].number,
                {c: cells[c] for c in values}, {c: cells[c] for c in ratios},
            )
        )  # fmt: skip
    return (rows, values, ratios) if len(rows) >= _FEWEST_ROWS and values else None


def _indicator(labels: tuple[str, ...], edition: Edition) -> Indicator | None:
    for label in reversed(labels):
        named = named_by(label)
        if named is not None and (found := edition.indicator_of(named.quantity.id)) is not None:
            return found
        plain = re.sub(r"^[\d.、\s]+", "", label)
        for indicator in edition.indicators:
            if plain in (indicator.name, *indicator.names):
                return indicator
    return None


def _readings(row: _Row, cell: Cell) -> tuple[Decimal, ...]:
    """What value ÷ leading value may be, given the rounding of the value, uncapped and capped; empty when not readable."""
    if not row.indicator.is_quantitative:
        return (Decimal(1),) if _YES.match(cell.text.strip()) else ()
    number, leading = cell.number, row.leading
    if number is None or leading is None or not leading.value:
        return ()
    ends = (number.interval.low, number.value, number.interval.high)
    if row.indicator.is_reverse:
        return tuple(leading.value / v for v in ends if v > 0)
    return tuple(v / leading.value for v in ends)


def _ratios(rows: list[_Row], values: list[int], ratios: list[int], edition: Edition) -> Iterator[Finding]:
    """Printed ratios beside their values, where columns of both stand in pairs."""
    if not ratios or len(ratios) != len(values):
        return
    for row in rows:
        for value, ratio in zip(values, ratios, strict=True):
            printed, options = row.ratios[ratio].number, _readings(row, row.values[value])
            if printed is None or not options or not row.indicator.is_quantitative:
                continue
            spans = [(min(options), max(options)), (min(Decimal(1), *options), min(Decimal(1), max(options)))]
            if any(
                low * scale - printed.quantum <= printed.value <= high * scale + printed.quantum
                for low, high in spans
                for scale in (Decimal(1), Decimal(100))
            ):
                continue
            exact = options[len(options) // 2] * (100 if printed.value > 10 else 1)
            place = Place(
                row.place.block, row=row.place.row, column=ratio, page=row.place.page, quote=row.ratios[ratio].text
            )
            yield Finding(
                f"“{row.indicator.name}”指标值{row.values[value].text}、引领值{row.leading.text if row.leading else ''}，"
                f"比值应为{printed_like(exact, printed)}，印为{printed.text}。",
                (place, row.place), subject=f"ratio:{row.indicator.id}", expected=printed_like(exact, printed),
                clause=_basis(edition),
            )  # fmt: skip


def _indices(
    report: Report, grid: Grid, rows: list[_Row], values: list[int], ratios: list[int], edition: Edition
) -> Iterator[Finding]:
    """GI of each year as printed in the table or told, against the rows of its column."""
    years = {c: _year_of(grid, c) for c in values}
    printed = list(_told(report)) + list(
        _in_rows(grid, values + ratios, years, dict(zip(ratios, values, strict=False)))
    )
    for number, place, year in printed:
        columns = [c for c in values if years[c] == year] or (values if len(values) == 1 or year is None else [])
        if not columns or (year is None and len(values) > 1):
            continue
        possible = [p for c in columns for p in _possible(rows, c, edition)]
        margin = max(number.quantum, number.value * Decimal("0.003"))
        if not possible or any(low - margin <= number.value <= high + margin for low, high in possible):
            continue
        expected = printed_like(_exact(rows, columns[0], edition), number)
        yield Finding(
            f"{f'{year}年' if year else ''}绿色指数印为{number.text}，按指标值与引领值之比计算为{expected}。",
            (place, grid.place(rows[0].place.row or 0, columns[0])), subject="green_index", year=year, expected=expected,
            clause=_basis(edition),
        )  # fmt: skip


def _possible(rows: list[_Row], column: int, edition: Edition) -> list[tuple[Decimal, Decimal]]:
    """(lowest, highest) GI for each reading: capped or not, over the indicators answered or the number the rule names."""
    options = [o for row in rows if (o := _readings(row, row.values[column]))]
    answered = [row for row in rows if row.values[column].text.strip() not in ("", "/", "—", "-", "不适用", "不涉及")]
    if len(options) < len(answered) or len(options) < _FEWEST_ROWS:
        return []
    found = []
    one = Decimal(1)
    counts = {Decimal(len(options)), Decimal(edition.scoring.divisor or len(options))}
    for capped, count in product((False, True), counts):
        low = sum((min(one, *o) if capped else min(o) for o in options), Decimal(0))
        high = sum((min(one, max(o)) if capped else max(o) for o in options), Decimal(0))
        found.append((low / count * 100, high / count * 100))
    return found


def _exact(rows: list[_Row], column: int, edition: Edition) -> Decimal:
    """GI by the printed digits, no indicator capped."""
    options = [o for row in rows if (o := _readings(row, row.values[column]))]
    total = sum((o[len(o) // 2] for o in options), Decimal(0))
    return total / (edition.scoring.divisor or len(options)) * 100


def _year_of(grid: Grid, column: int) -> int | None:
    found = _YEAR.search(grid.columns[column].label) or _YEAR.search(grid.columns[column].header)
    return int(found[1]) if found and found[1] else grid.columns[column].year


def _in_rows(
    grid: Grid, columns: list[int], years: dict[int, int | None], partner: dict[int, int]
) -> Iterator[tuple[Printed, Place, int | None]]:
    """The total row of the table."""
    for r, row in enumerate(grid.block.rows):
        if not any(re.search(r"绿色指数|(?<![A-Za-z])GI", text) for text in row[:3]):
            continue
        for c in columns:
            number = read_cell(row[c]).number if c < len(row) else None
            if number is not None:
                yield number, grid.place(r, c), years.get(partner.get(c, c))


def _told(report: Report) -> Iterator[tuple[Printed, Place, int | None]]:
    """GIs in sentences, each with the year that stands before it."""
    for block in report.document.paragraphs:
        for sentence in re.finditer(r"[^。；;\n]+", block.text):
            words = sentence[0]
            for found in _GI.finditer(words):
                if re.search(r"[Σ＝=/÷×]", found[0]):
                    continue
                number = read_cell(found[1]).number
                years = _YEAR.findall(words[: found.start()])
                span = (sentence.start() + found.start(), sentence.start() + found.end())
                if number is not None and not re.search(r"年[、和及].{0,8}年", words[: found.start()]):
                    yield number, block.place(span), int(years[-1][0]) if years and years[-1][0] else None


def chain_points(report: Report, edition: Edition) -> Iterator[Finding]:
    """Points above what the requirements give an indicator, other full marks, and shares that were not multiplied."""
    for table in report.facts.scores:
        for row in table.rows:
            indicator = edition.indicator_of(row.indicator) if row.indicator and not row.is_total else None
            if indicator is None or indicator.weight is None:
                continue
            points = row.raw or row.weighted
            if row.maximum is not None and row.maximum.number.value != indicator.weight:
                yield Finding(
                    f"“{indicator.name}”的最高分印为{row.maximum.number.text}，评价要求为{indicator.weight}。",
                    (row.maximum.place,), subject=f"full:{indicator.id}", expected=str(indicator.weight),
                    severity="warning", clause=Clause(indicator.source, indicator.clause, indicator.confidence),
                )  # fmt: skip
            elif row.maximum is None and points is not None and points.number.value > indicator.weight:
                yield Finding(
                    f"“{indicator.name}”得分{points.number.text}超过评价要求的最高分{indicator.weight}。", (points.place,),
                    subject=f"over:{indicator.id}", expected=str(indicator.weight),
                    clause=Clause(indicator.source, indicator.clause, indicator.confidence),
                )  # fmt: skip
            elif points is not None and indicator.is_quantitative:
                yield from _proportional(report, row, indicator, edition)


def _proportional(report: Report, row: ScoreRow, indicator: Indicator, edition: Edition) -> Iterator[Finding]:
    """Share × full marks, only where the report says that it scores so."""
    points = row.raw or row.weighted
    facts = [f for id in indicator.satisfied_by for f in report.facts.of(id, year=report.identity.year) if f.number]
    if points is None or indicator.weight is None or not facts or not _says_so(report):
        return
    weight = indicator.weight
    if any(_fits(f, weight, points.number) for f in facts):
        return
    fact = facts[0]
    assert fact.number is not None
    expected = printed_like(fact.number.value / 100 * weight, points.number)
    yield Finding(
        f"“{indicator.name}”为{fact.number.text}%，按占比×最高分{weight}应得{expected}分，写作{points.number.text}分。",
        (points.place, fact.place), subject=f"share:{indicator.id}", expected=expected, severity="warning",
        clause=_basis(edition),
    )  # fmt: skip


def _fits(fact: Fact, weight: Decimal, points: Printed) -> bool:
    if fact.number is None or fact.qualifiers.approx:
        return True
    span = fact.number.interval
    return span.low / 100 * weight - points.quantum <= points.value <= span.high / 100 * weight + points.quantum


def _says_so(report: Report) -> bool:
    return report.shared(_declares_shares)


def _declares_shares(report: Report) -> bool:
    return any(_PROPORTIONAL.search(p.text) for p in pieces.of_document(report.document))
