"""Balances that tables print: opening stock + bought = used + sold + closing stock, load = concentration × flow,
generated = used + disposed + stored, taken in = consumed + discharged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from report_kit.document.model import Place
from report_kit.facts.model import Operand
from report_kit.facts.sums import operand
from report_kit.facts.tables import Column, Grid, Line
from report_kit.quantities.interval import Interval
from report_kit.quantities.units import Unit, parse_unit


@dataclass(frozen=True, slots=True)
class Balance:
    """Two sides that should be equal, as intervals in one unit, with the cells they were made of."""

    kind: Literal["stock", "load", "waste", "water"]
    label: str
    left: Interval
    right: Interval
    words: str
    """The balance in words, as the report prints its numbers."""
    places: tuple[Place, ...]


_OPENING = re.compile(r"(?:年|期)初(?:库存|存量|结存)|上年(?:末)?(?:库存|结存)")
_CLOSING = re.compile(r"(?:年|期)末(?:库存|存量|结存)")
_BOUGHT = re.compile(r"购进|购入|采购量|收入量|进厂")
_USED = re.compile(r"消费量?(?!.*(?:非工业|运输|其中))|消耗量|耗用|使用量|领用")
_SOLD = re.compile(r"外销|外供|销售量|调出|拨出|损耗|盘亏")
_PART = re.compile(r"其中|#|用于|原材料|运输|非工业|工业生产|金额|单价|费用|折标|系数|占比|率")

_CONCENTRATION = re.compile(r"浓度")
_FLOW = re.compile(r"风量|烟气(?:流)?量|标干流量|废气(?:流)?量|流量|废水量|排水量|水量")
_LOAD = re.compile(r"速率|排放量|排放负荷")
_HOURS = re.compile(r"小时|时间|h\b|工时")
_LIMITS = re.compile(r"限值|标准|许可|限|要求")

_GENERATED = re.compile(r"产生量|产废量")
_UTILISED = re.compile(r"综合利用量|利用量|回用量|自行利用|外售量")
_DISPOSED = re.compile(r"处置量|填埋|焚烧|委托处置|转移量")
_STORED = re.compile(r"(?:年末|期末|本年|当年|新增)?(?:贮存|暂存|库存)量|年末贮存")
_FROM_STORAGE = re.compile(r"往年|上年|年初|期初|历年")

_INTAKE = re.compile(r"^(?:总)?(?:取水量|新(?:鲜)?水量?|取新水量|新鲜水(?:用)?量)$")
_CONSUMED = re.compile(r"^(?:总)?(?:耗水量|消耗水量|损耗(?:水)?量|蒸发(?:损失)?量)$")
_DRAINED = re.compile(r"^(?:总)?(?:排水量|排放(?:水)?量|外排(?:水)?量|废水排放量)$")
_WATER_BALANCE = re.compile(r"水(?:量)?平衡|水平衡测试|用水平衡")
_TAKEN_IN = re.compile(r"^(?:总|年|全年|合计)?(?:取水|新(?:鲜)?水|取新水|自来水|用新水)(?:取水|用|消耗|供)?(?:总)?量?$")
_LOST = re.compile(r"耗水|损耗|损失|蒸发|耗散|散失|产品带走|带走|消耗|绿化")
_LEFT = re.compile(r"排水|外排|废水排放|排放水?量|纳管|排入|排出")
_WITHIN = re.compile(r"重复|循环|回用|串联|复用|用水总量|总用水量|利用率|差额|漏失率|合计")


def extract(grids: list[Grid]) -> list[Balance]:
    """Every balance whose sides are all printed in one row (or one column) of a table."""
    found: list[Balance] = []
    for grid in grids:
        if grid.header_rows == 0:
            continue
        found.extend(_stocks(grid))
        found.extend(_loads(grid))
        found.extend(_wastes(grid))
        found.extend(_waters(grid))
    return found


def _columns(grid: Grid, pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> list[Column]:
    return [
        c
        for c in grid.columns
        if c.numeric and pattern.search(c.label or c.header) and not (but and but.search(c.header))
    ]


def _one(columns: list[Column]) -> Column | None:
    return columns[0] if len(columns) == 1 else None


def _cell(grid: Grid, line: Line, column: Column | None) -> Operand | None:
    return operand(grid, line, column) if column is not None else None


def _total(parts: list[Operand]) -> Interval:
    total = Interval.exact(0)
    for part in parts:
        total = total + part.number.interval
    return total


def _stocks(grid: Grid) -> Iterator[Balance]:
    opening, closing = _one(_columns(grid, _OPENING, _PART)), _one(_columns(grid, _CLOSING, _PART))
    bought, used = _one(_columns(grid, _BOUGHT, _PART)), _columns(grid, _USED, _PART)
    if opening is None or closing is None or bought is None or not used:
        return
    sold = _columns(grid, _SOLD, _PART)
    for line in grid.lines:
        start, end, inflow, outflow = (_cell(grid, line, c) for c in (opening, closing, bought, used[0]))
        if inflow is None or outflow is None:
            continue
        blank = [grid.cells[line.index][c.index].blank for c in (opening, closing)]
        if (start is None and not blank[0]) or (end is None and not blank[1]) or (start is None and end is None):
            continue
        out = [o for o in (_cell(grid, line, c) for c in sold) if o is not None]
        left, right = [p for p in (start, inflow) if p], [p for p in (outflow, *out, end) if p]
        yield Balance(
            "stock", line.label, _total(left), _total(right),
            f"期初{_text(start)}＋购进{_text(inflow)}，消费{_text(outflow)}{''.join('＋' + _text(o) for o in out)}＋期末{_text(end)}",
            (outflow.place, inflow.place, *(p.place for p in (start, end) if p)),
        )  # fmt: skip


def _text(operand: Operand | None) -> str:
    return operand.number.text if operand else "0"


def _loads(grid: Grid) -> Iterator[Balance]:
    """排放速率 = 浓度 × 风量, 排放量 = 浓度 × 水量, where the three have units that tell the factor."""
    concentrations, flows = _columns(grid, _CONCENTRATION, _LIMITS), _columns(grid, _FLOW, _LIMITS)
    loads = [c for c in _columns(grid, _LOAD, _LIMITS) if not _CONCENTRATION.search(c.header)]
    if len(concentrations) != 1 or len(flows) != 1 or len(loads) != 1 or concentrations[0] is flows[0]:
        return
    hours = _one(
        [c for c in _columns(grid, _HOURS) if c.unit is not None and "h" in c.unit.text and "/" not in c.unit.text]
    )
    for line in grid.lines:
        concentration, flow, load = (_cell(grid, line, c[0]) for c in (concentrations, flows, loads))
        if concentration is None or flow is None or load is None:
            continue
        factor = _factor(concentration.unit, flow.unit, load.unit)
        worked = _cell(grid, line, hours)
        product = concentration.number.interval * flow.number.interval
        if (
            factor is None
            and worked is not None
            and load.unit
            and flow.unit
            and "/" in flow.unit.text
            and "/" not in load.unit.text
        ):
            factor = _factor(concentration.unit, parse_unit(flow.unit.text.rpartition("/")[0]), load.unit)
            product = product * worked.number.interval
        if factor is None:
            continue
        yield Balance(
            "load", "".join(line.labels) or line.label, Interval(product.low * factor, product.high * factor), load.number.interval,
            f"浓度{concentration.number.text}×流量{flow.number.text}，{loads[0].label or '排放量'}{load.number.text}",
            (load.place, concentration.place, flow.place),
        )  # fmt: skip


def _factor(concentration: Unit | None, flow: Unit | None, load: Unit | None) -> Decimal | None:
    """From concentration × flow as printed to the load's unit; None where the dimensions do not meet."""
    if concentration is None or flow is None or load is None or "/" not in concentration.text:
        return None
    top, _, bottom = concentration.text.partition("/")
    mass, volume = parse_unit(top), parse_unit(bottom.replace("N", ""))
    flow_top, _, flow_time = flow.text.replace("N", "").partition("/")
    load_top, _, load_time = load.text.partition("/")
    flown, loaded = parse_unit(flow_top), parse_unit(load_top)
    if mass is None or volume is None or flown is None or loaded is None:
        return None
    times = {flow_time.strip(), load_time.strip()}
    if len(times) > 1 and not times <= {"a", "年", ""}:
        return None
    cubic = flown.to(volume)
    if cubic is None and flown.dimension == mass.dimension and volume.text.strip() in ("L", "升"):
        cubic = flown.factor  # water: a kilogram is a litre
    ratio = mass.to(loaded)
    return cubic * ratio if cubic and ratio else None


def _wastes(grid: Grid) -> Iterator[Balance]:
    """Generated = used + disposed + stored, where a table has a column of each way that it tells of."""
    generated = _one(_columns(grid, _GENERATED, _PART))
    utilised, disposed = _columns(grid, _UTILISED, _PART), _columns(grid, _DISPOSED, _PART)
    stored = _columns(grid, _STORED, _PART)
    if generated is None or not utilised or not disposed or any(_FROM_STORAGE.search(c.header) for c in grid.columns):
        return
    for line in grid.lines:
        source = _cell(grid, line, generated)
        cells = [(c, _cell(grid, line, c)) for c in (*utilised, *disposed, *stored)]
        known = [o for _, o in cells if o is not None]
        unread = [c for c, o in cells if o is None and not grid.cells[line.index][c.index].blank]
        if source is None or not known or unread or _FROM_STORAGE.search("".join(grid.block.rows[line.index])):
            continue
        yield Balance(
            "waste", line.label, source.number.interval, _total(known),
            f"产生{source.number.text}，利用、处置、贮存合计{sum((o.number.value for o in known), Decimal(0))}",
            (source.place, *(o.place for o in known)),
        )  # fmt: skip


def _waters(grid: Grid) -> Iterator[Balance]:
    """Taken in = consumed + discharged, in one row, or in one column of a table of the waters."""
    columns = [_one(_columns(grid, p)) for p in (_INTAKE, _CONSUMED, _DRAINED)]
    if all(columns):
        for line in grid.lines:
            yield from _water(line.label, [_cell(grid, line, c) for c in columns])
    if _WATER_BALANCE.search(grid.block.caption):
        yield from _water_parts(grid)
        return
    lines = [[x for x in grid.lines if p.match(x.label)] for p in (_INTAKE, _CONSUMED, _DRAINED)]
    if all(len(found) == 1 for found in lines):
        for column in grid.columns:
            if column.role == "value" and column.numeric and column.index not in grid.stubs:
                yield from _water(column.label, [operand(grid, found[0], column) for found in lines])


def _water_parts(grid: Grid) -> Iterator[Balance]:
    """A table called a water balance, a row for each part: one taken in, the others lost or drained; a row that is
    neither makes the balance one that cannot be followed."""
    rows: dict[str, list[Line]] = {"in": [], "lost": [], "left": []}
    for line in grid.lines:
        label = re.sub(r"[（(].*?[)）]|(?:19|20)\d\d年度?|[\s:：]", "", line.label)
        if _TAKEN_IN.match(label):
            rows["in"].append(line)
        elif _WITHIN.search(label) or line.total:
            continue
        elif _LOST.search(label) or _LEFT.search(label):
            rows["lost" if _LOST.search(label) else "left"].append(line)
        else:
            return
    if len(rows["in"]) != 1 or not rows["lost"] or not rows["left"]:
        return
    for column in grid.columns:
        if column.role != "value" or not column.numeric or column.index in grid.stubs:
            continue
        intake = operand(grid, rows["in"][0], column)
        out = [operand(grid, line, column) for line in (*rows["lost"], *rows["left"])]
        parts = [o for o in out if o is not None]
        if intake is None or len(parts) < len(out):
            continue
        yield Balance(
            "water", column.label or "水平衡", intake.number.interval, _total(parts),
            f"取水{intake.number.text}，耗水、排水" + "＋".join(o.number.text for o in parts),
            (*(o.place for o in parts[:2]), intake.place, *(o.place for o in parts[2:])),
        )  # fmt: skip


def _water(label: str, parts: list[Operand | None]) -> Iterator[Balance]:
    intake, consumed, drained = parts
    if intake is None or consumed is None or drained is None:
        return
    yield Balance(
        "water", label, intake.number.interval, _total([consumed, drained]),
        f"取水{intake.number.text}，耗水{consumed.number.text}＋排水{drained.number.text}", (intake.place, consumed.place, drained.place),
    )  # fmt: skip
