"""Recomputing what a report states: intervals of printed operands, units, and how far off a figure is.

A printed operand stands for ±1 unit of its last digit. Small whole numbers without a unit, powers of ten, 100 % and
counts (家, 项, 分) are exact.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import product
from typing import Any

from report_kit.checklist.formulas import evaluate
from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Calculation, Fact, Operand
from report_kit.quantities.interval import Interval
from report_kit.quantities.number import Printed
from report_kit.quantities.units import Unit, parse_unit, registry
from report_kit.rules.api import Report

_COUNTED = frozenset({"[organisations]", "[points]", "[person]"})
_MOST_VARIABLES = 7
_NAME = re.compile(r"[A-Za-z_]\w*")
_AREA_SLIPS = (Decimal("666.6667"), Decimal("15"), Decimal("66666.67"), Decimal("0.15"), Decimal("0.066667"), Decimal("6.66667"))  # fmt: skip


def is_percent(unit: Unit | None) -> bool:
    """Whether a unit is the percent sign."""
    return unit is not None and unit.text.strip() in ("%", "％")


def printed_like(value: Decimal, like: Printed) -> str:
    """A value printed with as many decimals as `like` shows."""
    with localcontext() as context:
        context.prec = 40
        return f"{value:.{like.decimals}f}"


def interval_of(operand: Operand) -> Interval:
    """All values an operand can stand for; exact where the print is exact by nature."""
    number = operand.number
    if _is_exact(operand):
        return Interval.exact(number.value)
    return number.interval


def _is_exact(operand: Operand) -> bool:
    number = operand.number
    if number.rough or number.decimals:
        return False
    if is_percent(operand.unit):
        return number.value == 100
    if operand.unit is not None:
        return operand.unit.dimension in _COUNTED and operand.unit.factor == 1 and number.quantum == 1
    return abs(number.value) < 1000 or number.is_power_of_ten


def combine(expression: str, values: dict[str, Interval]) -> Interval | None:
    """The interval of an expression (every name steadily rising or falling), None where a divisor may be zero."""
    if len(values) > _MOST_VARIABLES:
        values = {k: v if v.low != v.high else Interval.exact(v.low) for k, v in values.items()}
        try:
            return _as_interval(evaluate(expression, values))
        except ZeroDivisionError:
            return None
    named = Counter(_NAME.findall(expression))
    if max(named.values(), default=1) == 1 and not {"min", "max"} & named.keys():  # then interval arithmetic is exact
        try:
            return _as_interval(evaluate(expression, values))
        except ZeroDivisionError:
            return None
    names = list(values)
    ends = [(v.low,) if v.low == v.high else (v.low, v.high) for v in values.values()]
    try:
        corners = [evaluate(expression, dict(zip(names, c, strict=True))) for c in product(*ends)]
    except (ZeroDivisionError, ArithmeticError):
        return None
    return Interval(min(corners), max(corners))


def _as_interval(value: Any) -> Interval:
    return value if isinstance(value, Interval) else Interval.exact(value)


def middle(expression: str, values: dict[str, Decimal]) -> Decimal | None:
    """The expression of the printed values themselves."""
    try:
        return Decimal(evaluate(expression, values))
    except (ZeroDivisionError, ArithmeticError):
        return None


def slip(ratio: Interval) -> Decimal | None:
    """The factor of a unit slip (10^n, 15, 666.67 …) that the ratio stated/recomputed can be, or None.

    A ratio near one is no slip."""
    for exponent in range(1, 13):
        for factor in (Decimal(10) ** exponent, Decimal(10) ** -exponent):
            if _holds(ratio, factor):
                return factor
    for base in _AREA_SLIPS:
        for factor in (base, 1 / base):
            if _holds(ratio, factor):
                return factor
    return None


def _holds(ratio: Interval, factor: Decimal) -> bool:
    """Within the interval, which must be narrow enough to tell a slip from a coarse print."""
    near = Interval.exact(factor).widen(Decimal("0.004"))
    return ratio.overlaps(near) and ratio.high < ratio.low * 3


def factor_words(factor: Decimal) -> str:
    """A slip in words: 10000倍, 1/1000."""
    if factor >= 1:
        return f"{factor.normalize():f}倍"
    return f"{(1 / factor).quantize(Decimal('0.01')).normalize():f}分之一"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a printed result stands to what its operands give. `slip` is set for a unit slip; `expected` is printed like
    the result."""

    fits: bool
    expected: str = ""
    slip: Decimal | None = None
    shown: str = ""


FITS = Verdict(True)


def judged(report: Report) -> list[tuple[Calculation, Verdict]]:
    """The printed calculations of a report with their verdicts."""
    return report.shared(_judged)


def _judged(report: Report) -> list[tuple[Calculation, Verdict]]:
    return [(calculation, judge(calculation)) for calculation in report.facts.calculations]


def judge(calculation: Calculation) -> Verdict:
    """Whether a printed calculation holds, with and without regard to its units."""
    names, operands = _variables(calculation)
    expression = _rename(calculation.expression, names)
    plain = _plain(calculation, expression, operands)
    if plain is None:
        return FITS
    stated = calculation.result.number.interval
    united = _with_units(calculation, expression, operands)
    if plain.overlaps(stated) or _percent_forms(calculation, plain, stated):
        return _units_fit(calculation, united, operands)
    if united is not None and united.overlaps(stated):
        return FITS
    if united is None and not _all_bare(calculation) and _power_of_ten_apart(plain, stated):
        return FITS  # a unit that is not printed may carry the power of ten
    best = united if united is not None else plain
    return _mismatch(calculation, best, stated, operands, expression)


def _variables(calculation: Calculation) -> tuple[list[str], dict[str, Operand]]:
    """Names of the operands, equal prints sharing one name (they move together)."""
    seen: dict[tuple[str, str], str] = {}
    names: list[str] = []
    operands: dict[str, Operand] = {}
    for n, operand in enumerate(calculation.operands):
        key = (operand.number.text, operand.unit.text if operand.unit else "")
        name = seen.setdefault(key, chr(ord("a") + n))
        names.append(name)
        operands[name] = operand
    return names, operands


def _rename(expression: str, names: list[str]) -> str:
    return re.sub(r"[a-z]", lambda m: names[ord(m[0]) - ord("a")], expression)


def _scale(operand: Operand) -> Decimal:
    return Decimal("0.01") if is_percent(operand.unit) else Decimal(1)


def _scaled(interval: Interval, factor: Decimal) -> Interval:
    return Interval(interval.low * factor, interval.high * factor)


def _plain(calculation: Calculation, expression: str, operands: dict[str, Operand]) -> Interval | None:
    """The interval of the bare numbers, percent taken as hundredths, in the result's own terms."""
    result = combine(expression, {n: _scaled(interval_of(o), _scale(o)) for n, o in operands.items()})
    if result is not None and calculation.percent:
        return _scaled(result, Decimal(100))
    return result


def _percent_forms(calculation: Calculation, plain: Interval, stated: Interval) -> bool:
    """×100＝96.2 %, ÷＝96.2, ×100%＝96.2 and 0.962 all mean one thing where a percent sign is about."""
    ratio_like = calculation.percent or any(is_percent(o.unit) or o.number.value == 100 for o in calculation.operands)
    bare_ratio = calculation.result.unit is None and "/" in calculation.expression
    if not (ratio_like or bare_ratio):
        return False
    return any(_scaled(plain, f).overlaps(stated) for f in (Decimal(100), Decimal("0.01")))


def _with_units(calculation: Calculation, expression: str, operands: dict[str, Operand]) -> Interval | None:
    """The interval in the result's unit, where every operand (but exact constants) has a unit and they combine."""
    result = calculation.result.unit
    if result is None or is_percent(result):
        return None
    for operand in operands.values():
        if operand.unit is None and not _is_exact(operand):
            return None
    dimensions = tuple((n, o.unit.dimension if o.unit else "dimensionless") for n, o in sorted(operands.items()))
    if _dimension(expression, dimensions) != result.dimension:
        return None
    values = {
        n: _scaled(interval_of(o), o.unit.factor if o.unit and not is_percent(o.unit) else _scale(o))
        for n, o in operands.items()
    }
    combined = combine(expression, values)
    return None if combined is None else _scaled(combined, 1 / result.factor)


_BASES = {
    "[length]": "meter", "[mass]": "kilogram", "[time]": "second", "[currency]": "yuan", "[product]": "piece",
    "[points]": "score", "[person]": "person", "[organisations]": "household", "[sound]": "decibel_a",
}  # fmt: skip


@lru_cache(maxsize=2048)
def _dimension(expression: str, dimensions: tuple[tuple[str, str], ...]) -> str | None:
    """Dimension of an expression over quantities of these dimensions, None when they do not go together."""
    units = registry()
    quantities: dict[str, Any] = {}
    for name, dimension in dimensions:
        text = dimension
        for word, unit in _BASES.items():
            text = text.replace(word, unit)
        quantities[name] = units.Quantity(Decimal(2), "" if text == "dimensionless" else text)
    try:
        value = evaluate(expression, quantities)
    except Exception:  # pint: dimensions that cannot be added; zero differences
        return None
    return str(getattr(value, "dimensionality", "dimensionless")) or "dimensionless"


def _all_bare(calculation: Calculation) -> bool:
    return calculation.result.unit is None and all(o.unit is None for o in calculation.operands)


def _power_of_ten_apart(plain: Interval, stated: Interval) -> bool:
    if plain.low <= 0 or stated.low <= 0:
        return False
    found = slip(Interval(stated.low / plain.high, stated.high / plain.low))
    return found is not None


def _units_fit(calculation: Calculation, united: Interval | None, operands: dict[str, Operand]) -> Verdict:
    """The numbers agree; do the units? 21356.80 万元÷62500 m²＝0.3417 元/m² does not."""
    stated = calculation.result.number.interval
    if united is None or united.overlaps(stated) or united.low <= 0 or stated.low <= 0:
        return FITS
    bare_constant = any(o.unit is None and o.number.value >= 10 for o in operands.values())
    found = slip(Interval(stated.low / united.high, stated.high / united.low))
    if bare_constant or found is None or any(o.unit is None for o in operands.values()):
        return FITS
    value = calculation.result.number.value / found
    return Verdict(False, f"{value.normalize():f}", found)


def _mismatch(
    calculation: Calculation, best: Interval, stated: Interval, operands: dict[str, Operand], expression: str
) -> Verdict:
    values = {n: o.number.value * _scale(o) for n, o in operands.items()}
    exact = middle(expression, values)
    if exact is None:
        return FITS
    if calculation.percent:
        exact *= 100
    if best.middle and exact and not Decimal("0.5") < best.middle / exact < 2:
        exact = best.middle
    if calculation.percent and abs(exact) > 0 and abs(calculation.result.number.value / exact) < Decimal("0.05"):
        exact /= 100
    found = None
    if best.low > 0 and stated.low > 0:
        found = slip(Interval(stated.low / best.high, stated.high / best.low))
    return Verdict(False, printed_like(exact, calculation.result.number), found)


def show(calculation: Calculation) -> str:
    """The calculation as a reader writes it."""
    signs = {"*": "×", "/": "÷", "+": "＋", "-": "－"}
    text = calculation.expression.replace(" ", "")
    out = []
    for character in text:
        if character.isalpha():
            operand = calculation.operands[ord(character) - ord("a")]
            out.append(
                operand.number.text
                + (
                    f" {operand.unit.text}"
                    if operand.unit and not is_percent(operand.unit)
                    else "%"
                    if operand.unit
                    else ""
                )
            )
        else:
            out.append(signs.get(character, character))
    return "".join(out)


def counts_water_by_mass(fact: Fact) -> bool:
    """Whether a volume, or a volume per something, is printed by weight: 废水 … t, 1.98 t/t, 6.43 kg/色令."""
    if fact.unit is None or not vocabulary()[fact.id].dimension.startswith("volume"):
        return False
    above = parse_unit(fact.unit.text.partition("/")[0])
    return above is not None and above.dimension == "[mass]"


def base_interval(fact: Fact) -> Interval | None:
    """All values a fact can stand for, in base units (percent stays percent); None without a number."""
    if fact.number is None:
        return None
    if fact.unit is None or is_percent(fact.unit):
        return fact.number.interval
    return _scaled(fact.number.interval, fact.unit.factor)


def value_words(fact: Fact) -> str:
    """A fact's value as printed, with its unit."""
    if fact.number is None:
        return ""
    unit = fact.unit.text if fact.unit else ""
    return f"{fact.number.text}{unit}" if unit in ("%", "％") else f"{fact.number.text} {unit}".strip()
