"""Formulas of the standards: expressions over vocabulary ids, run by simpleeval, their units checked by pint.

Values go in and come out in the units the formula declares. With intervals the result is the interval of all values
the inputs allow (every formula here rises or falls steadily in each input, so the corners are enough).
"""

from __future__ import annotations

import ast
import operator
import threading
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import Field, model_validator

from report_kit.checklist.model import Id, Number, Row
from report_kit.quantities.interval import Interval

if TYPE_CHECKING:
    from simpleeval import SimpleEval

Value = TypeVar("Value", bound="Decimal | Interval")

_BINARY: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max}
_LONGEST = 300


class Formula(Row):
    """One formula: `result = expression`, both in printed units.

    `inputs` maps each name of the expression (a vocabulary id) to the unit its value must be in; `defaults` gives the
    value of inputs that a report may leave out; `unit` is the result's unit. `section` and `number` are the
    standard's."""

    result: Id
    expression: str
    inputs: dict[Id, str]
    defaults: dict[Id, Number] = Field(default_factory=dict)
    unit: str
    section: str = ""
    number: str = ""

    @model_validator(mode="after")
    def _names_agree(self) -> Formula:
        used = names_in(self.expression)
        if unknown := used - set(self.inputs):
            raise ValueError(f"式中的 {'、'.join(sorted(unknown))} 没有在 inputs 中说明")
        if unused := set(self.inputs) - used:
            raise ValueError(f"inputs 中的 {'、'.join(sorted(unused))} 没有在式中用到")
        if foreign := set(self.defaults) - used:
            raise ValueError(f"defaults 中的 {'、'.join(sorted(foreign))} 没有在式中用到")
        return self

    @cached_property
    def required(self) -> frozenset[str]:
        """Inputs that must be given."""
        return frozenset(self.inputs) - frozenset(self.defaults)

    def missing(self, values: Mapping[str, Any]) -> frozenset[str]:
        """Required inputs that `values` lacks."""
        return self.required - frozenset(values)

    def evaluate(self, values: Mapping[str, Value]) -> Value:
        """The result for inputs in the declared units: Decimals give a Decimal; Intervals (all or some) an Interval.

        Raises KeyError naming a missing input and ZeroDivisionError when a denominator may be zero. Quantities are
        never negative, so the part of an interval below zero is left out."""
        if missing := self.missing(values):
            raise KeyError(f"缺少 {'、'.join(sorted(missing))}")
        given: dict[str, Any] = {**self.defaults, **{k: v for k, v in values.items() if k in self.inputs}}
        if not any(isinstance(v, Interval) for v in given.values()):
            return cast(Value, evaluate(self.expression, given))
        ends = [_ends(v) for v in given.values()]
        corners = [evaluate(self.expression, dict(zip(given, c, strict=True))) for c in product(*ends)]
        return cast(Value, Interval(min(corners), max(corners)))

    def check_units(self) -> None:
        """Raises ValueError (Chinese) when the inputs' units do not combine to the result's unit."""
        from report_kit.quantities.units import parse_unit

        units = {name: parse_unit(text) for name, text in self.inputs.items() if text}
        if bad := [name for name, unit in units.items() if unit is None]:
            raise ValueError(f"公式 {self.id}：不认识 {bad[0]} 的单位“{self.inputs[bad[0]]}”")
        target = parse_unit(self.unit) if self.unit else None
        if self.unit and target is None:
            raise ValueError(f"公式 {self.id}：不认识结果的单位“{self.unit}”")
        actual, ones = self._with_units()
        dimension = str(getattr(actual, "dimensionality", "dimensionless")) or "dimensionless"
        if dimension != (target.dimension if target else "dimensionless"):
            raise ValueError(f"公式 {self.id}：各量的单位合成为 {dimension}，与结果单位“{self.unit}”不符")
        if target is None or target.is_ratio:
            return
        scale = Decimal(str(actual.to_base_units().magnitude)) / target.factor
        if abs(scale / ones - 1) > Decimal("1e-9"):
            raise ValueError(f"公式 {self.id}：按所写单位计算差 {scale / ones:.6g} 倍")

    def _with_units(self) -> tuple[Any, Decimal]:
        """The expression over one unit of each input, as a pint quantity, and over plain ones."""
        from report_kit.quantities.units import parse_unit, registry

        quantities: dict[str, Any] = {}
        for name, text in self.inputs.items():
            unit = parse_unit(text) if text else None
            base = registry().Quantity(Decimal(1), _base_units(unit.dimension if unit else "dimensionless"))
            quantities[name] = base * (unit.factor if unit else Decimal(1))
        ones = dict.fromkeys(self.inputs, Decimal(1))
        return evaluate(self.expression, quantities), cast(Decimal, evaluate(self.expression, ones))


def evaluate(expression: str, values: Mapping[str, Any]) -> Any:
    """An expression of names, numbers, + - * / ( ) and min/max over `values` (anything that has these operators)."""
    evaluator = _evaluator()
    evaluator.names = values
    return evaluator.eval(expression, previously_parsed=_parsed(expression))


_local = threading.local()


def _evaluator() -> SimpleEval:
    """One evaluator a thread: making it costs more than an expression."""
    if (known := getattr(_local, "evaluator", None)) is not None:
        return cast("SimpleEval", known)
    from simpleeval import SimpleEval

    evaluator = _local.evaluator = SimpleEval(operators={**_BINARY, ast.USub: operator.neg}, functions=_FUNCTIONS)
    evaluator.nodes = {
        ast.Expr: evaluator._eval_expr,
        ast.Expression: lambda node: evaluator._eval(node.body),
        ast.Constant: _constant,
        ast.Name: evaluator._eval_name,
        ast.BinOp: evaluator._eval_binop,
        ast.UnaryOp: evaluator._eval_unaryop,
        ast.Call: evaluator._eval_call,
    }
    return evaluator


@lru_cache(maxsize=512)
def names_in(expression: str) -> frozenset[str]:
    """Names an expression uses. Raises ValueError (Chinese) when it holds anything but names, numbers, + - * / ( ) min max."""
    tree = _parsed(expression)
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Call):
            if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS or node.keywords:
                raise ValueError(f"式“{expression}”中只能用函数 min 和 max")
        elif isinstance(node, ast.Constant):
            _constant(node)
        elif not isinstance(
            node,
            (ast.Expr, ast.BinOp, ast.UnaryOp, ast.USub, ast.Load, *_BINARY),
        ):
            raise ValueError(f"式“{expression}”中只能用名称、数字、+ - * / 和括号")
    return frozenset(names - set(_FUNCTIONS))


@lru_cache(maxsize=512)
def _parsed(expression: str) -> ast.AST:
    if len(expression) > _LONGEST:
        raise ValueError("式子太长")
    try:
        return ast.parse(expression.strip(), mode="exec").body[0]
    except (SyntaxError, IndexError, ValueError, MemoryError, RecursionError) as error:
        raise ValueError(f"式“{expression}”写法有误") from error


def _constant(node: ast.Constant) -> Decimal:
    if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
        raise ValueError("式中只能有数字，不能有文字")
    return Decimal(str(node.value))


def _ends(value: Decimal | Interval) -> tuple[Decimal, ...]:
    if isinstance(value, Interval):
        return (max(value.low, Decimal(0)), max(value.high, Decimal(0)))
    return (value,)


def _base_units(dimension: str) -> Any:
    """Base units of a dimension as `Unit.dimension` names it."""
    from report_kit.quantities.units import registry

    units = registry()
    expression = dimension.replace("[length]", "meter").replace("[mass]", "kilogram").replace("[time]", "second")
    for word, unit in (
        ("[currency]", "yuan"), ("[product]", "piece"), ("[points]", "score"), ("[person]", "person"),
        ("[organisations]", "household"), ("[sound]", "decibel_a"),
    ):  # fmt: skip
        expression = expression.replace(word, unit)
    return units.parse_units("" if expression == "dimensionless" else expression)
