"""The vocabulary of facts (`checklists/quantities.yaml`): every quantity the tool knows, with its names and unit.

The ids of this file are the fact ids of the whole tool.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from report_kit.checklist.loading import shipped
from report_kit.checklist.model import Confidence, Data, Direction, Id, Number, Text

if TYPE_CHECKING:
    from report_kit.quantities.units import Unit

QuantityKind = Literal["input", "indicator", "score", "energy_item", "text"]
Basis = Literal["当量", "等价"]

_EXAMPLE_UNITS: dict[str, str] = {
    "energy": "tce", "mass": "t", "volume": "m³", "currency": "万元", "area": "m²", "count": "项", "product": "件",
    "points": "分", "people": "人", "organisations": "家", "power": "kW", "time": "h", "length": "m",
}  # fmt: skip
_PRODUCT_LIKE = ("product", "mass", "volume", "area", "length", "energy", "power")
"""What a report may count its product in."""
DIMENSIONS = frozenset({*_EXAMPLE_UNITS, "ratio", "none"})


class Quantity(Data):
    """One quantity: official `name`, every synonym in `names`, what its unit may be, and its limits.

    `dimension` is a word of `DIMENSIONS` or `numerator/denominator` of such words; `unit` the canonical unit.
    `bounds` is the domain (lowest, highest) in that unit, None when open. `excludes` are words that, standing next to
    the name, make it another quantity. `otherwise` is the quantity meant when the printed unit does not fit this one (the
    standard's 强度 is per product or per output value). The value is at most the sum of `part_of`. `energy` is the row of
    `factors/energy.yaml` by which an energy item converts into coal equivalent. `agrees`: two values of one year agree
    always; only under the same label (wide names such as 电力); or never need to (every project, pollutant, product has
    its own)."""

    id: Id
    name: Text
    names: tuple[Text, ...]
    dimension: Text
    unit: str
    accepts: tuple[Text, ...] = ()
    direction: Direction = "none"
    kind: QuantityKind
    bounds: tuple[Number | None, Number | None] = (None, None)
    excludes: tuple[Text, ...] = ()
    part_of: tuple[Id, ...] = ()
    inverse_of: Id | None = None
    otherwise: Id | None = None
    energy: Id | None = None
    agrees: Literal["always", "same-label", "never"] = "always"
    symbol: str = ""
    source: Text
    confidence: Confidence = "official"
    note: str = ""

    @model_validator(mode="after")
    def _known_dimensions(self) -> Quantity:
        for dimension in (self.dimension, *self.accepts):
            unknown = [p for p in dimension.split("/") if p not in DIMENSIONS]
            if unknown:
                raise ValueError(f"不认识的量纲“{unknown[0]}”，可用：{'、'.join(sorted(DIMENSIONS))}")
        return self

    @property
    def is_rate(self) -> bool:
        """Whether the quantity is a percentage."""
        return self.dimension == "ratio" and self.unit == "%"

    @cached_property
    def unit_dimensions(self) -> frozenset[str]:
        """Dimensions (as `Unit.dimension` names them) that a printed unit may have; empty for texts."""
        return frozenset().union(*(_printed_dimensions(d) for d in (self.dimension, *self.accepts)))

    def accepts_unit(self, unit: Unit) -> bool:
        """Whether `unit` can be a unit of this quantity (dimension only, any scale)."""
        return unit.dimension in self.unit_dimensions


def _printed_dimensions(dimension: str) -> frozenset[str]:
    """Dimensions a printed unit of `dimension` may have, the product being counted in any unit."""
    from report_kit.quantities.units import parse_unit

    if dimension == "none":
        return frozenset()
    if dimension == "ratio":
        return frozenset({"dimensionless"})
    alternatives = [
        [_EXAMPLE_UNITS[w] for w in (_PRODUCT_LIKE if p == "product" else (p,))] for p in dimension.split("/")
    ]
    if len(alternatives) == 1:
        printed = alternatives[0]
    else:
        printed = [f"{a}/{b}" for a in alternatives[0] for b in alternatives[1]]
    return frozenset(unit.dimension for text in printed if (unit := parse_unit(text)))


class Natures(Data):
    """Words beside a value that make it no actual value."""

    target: tuple[Text, ...]
    limit: tuple[Text, ...]
    benchmark: tuple[Text, ...]
    leading: tuple[Text, ...]


class Vocabulary(Data):
    """All quantities in the order of the file, and the words by which qualifiers are recognised.

    `bases` maps 当量/等价 to their words; `name_denominators` maps a denominator hidden in a name (万元产值 → 万元)."""

    title: Text
    natures: Natures
    bases: dict[Basis, tuple[Text, ...]]
    name_denominators: dict[str, Text]
    quantities: Annotated[tuple[Quantity, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _consistent(self) -> Vocabulary:
        ids = [q.id for q in self.quantities]
        doubled = next((i for i in ids if ids.count(i) > 1), None)
        if doubled:
            raise ValueError(f"编号 {doubled} 重复")
        owner: dict[str, str] = {}
        for quantity in self.quantities:
            for name in quantity.names:
                if owner.setdefault(name, quantity.id) != quantity.id:
                    raise ValueError(f"名称“{name}”同时属于 {owner[name]} 和 {quantity.id}")
            for other in (*quantity.part_of, quantity.inverse_of, quantity.otherwise):
                if other is not None and other not in ids:
                    raise ValueError(f"{quantity.id} 引用了不存在的编号 {other}")
        return self

    @cached_property
    def by_id(self) -> dict[str, Quantity]:
        return {q.id: q for q in self.quantities}

    @cached_property
    def by_name(self) -> dict[str, Quantity]:
        """Every name and synonym as written in the file."""
        return {name: q for q in self.quantities for name in (q.name, *q.names)}

    def __getitem__(self, id: str) -> Quantity:
        return self.by_id[id]

    def __contains__(self, id: object) -> bool:
        return id in self.by_id


def vocabulary() -> Vocabulary:
    """The vocabulary of facts, loaded once."""
    return shipped("quantities.yaml", Vocabulary)
