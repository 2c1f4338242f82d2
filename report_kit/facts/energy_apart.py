"""Coal equivalents whose amounts and coefficients stand elsewhere: a table of tce by year, amounts in another table,
coefficients in a list or a sentence; 「外购电612.35万度、天然气31.47万m³，折标准煤依次为752.58、418.55吨」.

Only what the report prints once and unmistakably is put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from report_kit.checklist.factors import energies
from report_kit.checklist.vocabulary import vocabulary
from report_kit.document.model import Block, Document
from report_kit.facts.calculations import place_of
from report_kit.facts.model import Basis, EnergyRow, Fact, Operand
from report_kit.facts.naming import find_names, named_by, normal, quantity_named
from report_kit.facts.sums import operand
from report_kit.facts.tables import Column, Grid, Line, read_cell
from report_kit.facts.wording import basis_of, is_coal_equivalent
from report_kit.quantities.number import parse_number
from report_kit.quantities.running import Quantity, find_quantities
from report_kit.quantities.units import Unit, parse_unit

_IN_TURN = re.compile(r"折(?:算)?(?:成)?标(?:准)?煤(?:量)?(?:依次|分别)(?:为|是)?")
_COAL = {"吨": "tce", "t": "tce", "千克": "kgce", "公斤": "kgce", "kg": "kgce"}
"""How a coefficient's upper unit is meant where only mass is printed (吨/万度)."""
_LEADS = re.compile(
    r"(?:\([^()]{0,12}\))?(?:的)?(?:折标(?:准)?煤?)?(?:系数)?[均都]?(?:分别)?(?:按|取|为|是|用|采用)?[:：\s(]*"
)
_Known = dict[str, list[Operand]]


def extract(document: Document, grids: list[Grid], values: list[Fact], rows: list[EnergyRow]) -> list[EnergyRow]:
    """Rows whose three numbers stand apart; those that `rows` has together already are left out."""
    coefficients = _coefficients(document, grids, rows)
    have = {row.tce.place for row in rows if row.tce is not None}
    amounts = _amounts(values, rows)
    found: list[EnergyRow] = []
    for grid in grids:
        for id, year, tce, basis in _equivalents(grid):
            amount = amounts.get((id, year))
            coefficient = _sole(coefficients.get(id, []))
            if amount is None or coefficient is None or tce.place in have or amount.place == tce.place:
                continue
            if _fits_dimension(amount.unit, coefficient.unit):
                found.append(EnergyRow(_energy(id), vocabulary()[id].name, year, amount, coefficient, tce, basis))
    shown = {row.tce.place for row in found if row.tce is not None} | have
    found.extend(r for r in _against_other_years(grids, amounts) if r.tce is not None and r.tce.place not in shown)
    for block in document.paragraphs:
        if _IN_TURN.search(block.text):
            found.extend(_in_turn(block, coefficients))
    return found


def _energy(id: str) -> str:
    return vocabulary()[id].energy or ""


def _amounts(values: list[Fact], rows: list[EnergyRow]) -> dict[tuple[str, int | None], Operand]:
    """The one amount of each energy and year; none where the report prints several that differ (外购电, 总用电)."""
    found: dict[tuple[str, int | None], list[Fact]] = {}
    for fact in values:
        quantity = vocabulary().by_id.get(fact.id)
        if (
            quantity is None
            or quantity.kind != "energy_item"
            or fact.qualifiers.nature != "actual"
            or fact.qualifiers.scope
        ):
            continue
        if (
            fact.number is None
            or fact.unit is None
            or fact.qualifiers.approx
            or fact.number.value <= 0
            or is_coal_equivalent(fact.unit)
        ):
            continue
        found.setdefault((fact.id, fact.year), []).append(fact)
    sole: dict[tuple[str, int | None], Operand] = {}
    for key, facts in found.items():
        sizes = {f.number.value * f.unit.factor for f in facts if f.number and f.unit}
        if len(sizes) == 1 and facts[0].number is not None:
            sole[key] = Operand(facts[0].number, facts[0].unit, facts[0].place, facts[0].label)
    return sole


def _sole(operands: list[Operand]) -> Operand | None:
    """The coefficient of an energy where all its prints say the same."""
    sizes = {o.number.value * o.unit.factor for o in operands if o.unit is not None}
    return operands[0] if len(sizes) == 1 else None


def _fits_dimension(amount: Unit | None, coefficient: Unit | None) -> bool:
    if amount is None or coefficient is None or "/" not in coefficient.text:
        return False
    below = parse_unit(coefficient.text.partition("/")[2])
    return below is not None and below.dimension == amount.dimension


def _coefficients(document: Document, grids: list[Grid], rows: list[EnergyRow]) -> _Known:
    found: _Known = {}
    for grid in grids:
        for column in grid.columns:
            if column.role == "coefficient" and re.search(r"折|标(?:准)?煤", column.header + grid.block.caption):
                for line in grid.lines:
                    _take(found, line.label, _whole(grid, line, column))
    for block in document.paragraphs:
        if re.search(r"标(?:准)?煤|tce|kgce|折标", block.text) and re.search(r"系数|折算|折标|按", block.text):
            for name, quantity in _named(block):
                _take(found, name, Operand(quantity.number, quantity.unit, place_of(block, block.text, quantity)))
    return found


def _whole(grid: Grid, line: Line, column: Column) -> Operand | None:
    own = operand(grid, line, column)
    if own is not None:
        unit = grid.cells[line.index][column.index].unit or column.unit or line.unit
        return Operand(own.number, unit, own.place, own.label)
    cell = read_cell(grid.cells[line.index][column.index].text)
    return Operand(cell.number, cell.unit, grid.place(line.index, column.index)) if cell.number is not None else None


def _take(found: _Known, label: str, coefficient: Operand | None) -> None:
    named = named_by(label)
    unit = coefficient.unit if coefficient is not None else None
    if (
        coefficient is None
        or unit is None
        or named is None
        or named.quantity.kind != "energy_item"
        or "/" not in unit.text
    ):
        return
    top, _, below = unit.text.partition("/")
    top = _COAL.get(top.strip(), top)
    coal, whole = parse_unit(top), parse_unit(f"{top}/{below}")
    if coal is not None and is_coal_equivalent(coal) and whole is not None:
        found.setdefault(named.quantity.id, []).append(
            Operand(coefficient.number, whole, coefficient.place, coefficient.label)
        )


def _named(block: Block) -> Iterator[tuple[str, Quantity]]:
    """(energy, coefficient) of a sentence: 「系数：电1.229吨/万度，天然气13.3吨/万立方米」, 「外购电和光伏自用电均按1.229 tce/万kWh」."""
    clean = normal(block.text)
    names = [(m.start(), m.end(), m[0]) for m in find_names(clean)]
    names += [(m.start(), m.end(), "电力") for m in re.finditer(r"(?<=[:：，,、和])电(?=\d)", clean)]
    for quantity in find_quantities(block.text):
        before = [n for n in names if n[1] <= quantity.start]
        if not before or quantity.unit is None or "/" not in quantity.unit.text:
            continue
        last = max(before)
        if not _LEADS.fullmatch(clean[last[1] : quantity.start]):
            continue
        yield last[2], quantity
        listed = sorted(n for n in before if n[0] < last[0])
        if (
            listed
            and re.fullmatch(r"[和及、与]", clean[listed[-1][1] : last[0]])
            and re.match(r"[均都]", clean[last[1] :])
        ):
            yield listed[-1][2], quantity


def _equivalents(grid: Grid) -> Iterator[tuple[str, int | None, Operand, Basis | None]]:
    """(energy item, year, tce) of cells in coal equivalent whose row or column names an energy."""
    for line, column, cell in grid.numbers():
        unit = grid.unit_of(line, column)
        if (
            unit is None
            or not is_coal_equivalent(unit)
            or column.role not in ("value", "tce")
            or line.total
            or column.total
        ):
            continue
        of_line, of_column = named_by(line.label), named_by(column.label)
        named = next(
            (n for n in (of_line, of_column) if n is not None and n.quantity.kind == "energy_item" and not n.scope),
            None,
        )
        if named is None or cell.number is None or line.period or column.period:
            continue
        year = line.year or column.year or grid.year
        yield (
            named.quantity.id, year, Operand(cell.number, unit, grid.place(line.index, column.index), line.label),
            basis_of("".join((*line.labels, column.header, grid.block.caption))),
        )  # fmt: skip


def _against_other_years(grids: list[Grid], amounts: dict[tuple[str, int | None], Operand]) -> Iterator[EnergyRow]:
    """The one year whose coal equivalent does not follow the coefficient of GB/T 2589 that two other years follow."""
    by_energy: dict[tuple[str, Basis | None], list[tuple[int | None, Operand, Operand]]] = {}
    for grid in grids:
        for id, year, tce, basis in _equivalents(grid):
            amount = amounts.get((id, year))
            if amount is not None and amount.unit is not None and tce.unit is not None and basis != "等价":
                by_energy.setdefault((id, basis), []).append((year, amount, tce))
    for (id, basis), group in by_energy.items():
        energy = energies().by_id.get(_energy(id))
        if energy is None or len(group) < 3:
            continue
        for coefficient in (c for c in energy.coefficients if c.status == "standard" and c.basis != "等价"):
            unit = parse_unit(coefficient.unit)
            if unit is None or (coefficient.high != coefficient.low and not _as_usual(group, coefficient.high, unit)):
                continue
            number = parse_number(f"{coefficient.high.normalize():f}")
            wrong = [g for g in group if not _follows(g, coefficient.high, unit)]
            if number is None or len(wrong) != 1 or len({y for y, *_ in group}) != len(group):
                continue
            year, amount, tce = wrong[0]
            place = next(t.place for _, _, t in group if t is not tce)
            yield EnergyRow(_energy(id), vocabulary()[id].name, year, amount, Operand(number, unit, place), tce, basis)
            break


def _as_usual(group: list[tuple[int | None, Operand, Operand]], value: Decimal, unit: Unit) -> bool:
    """Whether all but one year follow the upper end of a range (天然气 13.3)."""
    return sum(_follows(g, value, unit) for g in group) == len(group) - 1


def _follows(one: tuple[int | None, Operand, Operand], value: Decimal, unit: Unit) -> bool:
    _, amount, tce = one
    if amount.unit is None or tce.unit is None:
        return False
    below = parse_unit(unit.text.partition("/")[2])
    top = parse_unit(unit.text.partition("/")[0])
    factor = amount.unit.to(below) if below is not None else None
    scale = top.to(tce.unit) if top is not None else None
    if factor is None or scale is None:
        return False
    computed = amount.number.interval * (value * factor * scale)
    return computed.widen(Decimal("0.0005")).overlaps(tce.number.interval)


def _in_turn(block: Block, coefficients: _Known) -> Iterator[EnergyRow]:
    """Amounts named one by one, their coal equivalents told 依次 behind them."""
    clean = normal(block.text)
    mark = _IN_TURN.search(clean)
    assert mark is not None
    sentences = [0, *(m.end() for m in re.finditer(r"[。\n]", clean[: mark.start()]))]
    start = sentences[-2] if len(sentences) > 1 else 0  # the amounts may stand in the sentence before
    quantities = find_quantities(block.text)
    named: list[tuple[str, Quantity]] = []
    for name in find_names(clean[: mark.start()]):
        quantity = quantity_named(name[0])
        following = next((q for q in quantities if q.start >= name.end()), None)
        if (
            name.start() >= start
            and quantity.kind == "energy_item"
            and following is not None
            and len(clean[name.end() : following.start]) <= 6
        ):
            named.append((quantity.id, following))
    told = [q for q in quantities if q.start >= mark.end()][: len(named)]
    if not named or len(told) != len(named):
        return
    last = next((q.unit for q in reversed(told) if q.unit is not None), None)
    for (id, amount), tce in zip(named, told, strict=True):
        coefficient = _sole(coefficients.get(id, []))
        if coefficient is None or not _fits_dimension(amount.unit, coefficient.unit):
            continue
        unit = (
            parse_unit("kgce")
            if last is not None and last.text.strip() in ("kg", "千克", "kgce")
            else parse_unit("tce")
        )
        yield EnergyRow(
            _energy(id), vocabulary()[id].name, None, Operand(amount.number.loose, amount.unit, place_of(block, block.text, amount)), coefficient,
            Operand(tce.number, unit, place_of(block, block.text, tce)),
        )  # fmt: skip
