"""Units as Chinese reports print them, on a pint registry.

Coal equivalent is energy (1 kgce = 29 307.6 kJ, GB/T 2589), so tce, GJ and kWh convert into each other at the
equivalent value (当量值). CO2 is mass. Money is a dimension of its own, and so are counted products (台, 件 …), which
stand for each other: a report counts its product in a unit of its own choice. Water may be printed in tonnes: 1 t = 1 m³.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from report_kit.quantities.number import half_width

_DEFINITIONS = """
yuan = [currency] = 元
piece = [product]
score = [points]
person = [people]
household = [organisations]
decibel_a = [sound]
mu = 2000 / 3 * meter ** 2
kgce = 29307.6 * kilojoule
tce = 1000 * kgce
kgoe = 41868 * kilojoule
percent_ = 0.01
permille_ = 0.001
"""

# Printed spelling → pint expression. Longest first in matching; written without spaces, half width.
_SPELLINGS: dict[str, str] = {
    # energy
    "吨标准煤": "tce", "吨标煤": "tce", "tce": "tce", "TCE": "tce", "tec": "tce", "tcl": "tce", "吨煤当量": "tce",
    "千克标准煤": "kgce", "公斤标准煤": "kgce", "千克标煤": "kgce", "公斤标煤": "kgce", "kgce": "kgce", "Kgce": "kgce", "KGCE": "kgce",
    "克标准煤": "0.001 kgce", "gce": "0.001 kgce", "千克标准油": "kgoe", "kgoe": "kgoe", "吨标准油": "1000 kgoe", "toe": "1000 kgoe",
    "千瓦时": "kWh", "千瓦·时": "kWh", "千瓦小时": "kWh", "kWh": "kWh", "kW·h": "kWh", "KWh": "kWh", "kwh": "kWh", "KWH": "kWh", "Kwh": "kWh",
    "kW.h": "kWh", "kW•h": "kWh", "kw·h": "kWh", "度": "kWh", "度电": "kWh", "兆瓦时": "MWh", "MWh": "MWh", "MW·h": "MWh", "Mwh": "MWh", "GWh": "GWh",
    "吉焦": "GJ", "GJ": "GJ", "Gj": "GJ", "百万千焦": "GJ", "MJ": "MJ", "兆焦": "MJ", "kJ": "kJ", "千焦": "kJ", "KJ": "kJ", "TJ": "TJ", "太焦": "TJ",
    "kcal": "kcal", "千卡": "kcal", "大卡": "kcal",
    # mass, CO2
    "吨二氧化碳当量": "tonne", "吨二氧化碳": "tonne", "tCO2eq": "tonne", "tCO2e": "tonne", "tCO2": "tonne", "tco2e": "tonne", "tco2": "tonne", "tC02": "tonne", "吨CO2e": "tonne", "吨CO2": "tonne", "t-CO2": "tonne",
    "kgCO2e": "kg", "kgCO2eq": "kg", "kgCO2": "kg", "kgco2": "kg", "千克二氧化碳当量": "kg", "千克二氧化碳": "kg", "千克CO2": "kg", "克二氧化碳": "gram", "gCO2": "gram", "公斤二氧化碳": "kg",
    "吨": "tonne", "公吨": "tonne", "t": "tonne", "T": "tonne", "千克": "kg", "公斤": "kg", "kg": "kg", "Kg": "kg", "KG": "kg",
    "千吨": "1000 tonne", "kt": "1000 tonne", "克": "gram", "g": "gram", "毫克": "milligram", "mg": "milligram", "微克": "microgram", "μg": "microgram", "ug": "microgram", "tC": "tonne", "kgC": "kg",
    # volume, area, length
    "立方米": "meter**3", "标准立方米": "meter**3", "标立方米": "meter**3", "标立方": "meter**3", "立方": "meter**3", "方": "meter**3", "m3": "meter**3", "Nm3": "meter**3", "M3": "meter**3", "㎥": "meter**3", "m^3": "meter**3", "标方": "meter**3", "Nm^3": "meter**3",
    "升": "liter", "L": "liter", "l": "liter", "毫升": "milliliter", "mL": "milliliter", "ml": "milliliter", "加仑": "gallon",
    "平方米": "meter**2", "平米": "meter**2", "平方": "meter**2", "m2": "meter**2", "M2": "meter**2", "㎡": "meter**2", "m^2": "meter**2", "亩": "mu",
    "公顷": "hectare", "hm2": "hectare", "ha": "hectare", "平方公里": "kilometer**2", "平方千米": "kilometer**2", "km2": "kilometer**2",
    "米": "meter", "m": "meter", "公里": "kilometer", "千米": "kilometer", "km": "kilometer", "毫米": "millimeter", "mm": "millimeter", "厘米": "centimeter", "cm": "centimeter",
    # money
    "元": "yuan", "人民币元": "yuan", "RMB": "yuan", "元人民币": "yuan",
    # ratios
    "%": "percent_", "百分比": "percent_", "‰": "permille_",
    # power, time, people, points
    "kW": "kW", "千瓦": "kW", "MW": "MW", "兆瓦": "MW", "kVA": "kW", "千伏安": "kW", "MVA": "MW", "kWp": "kW", "MWp": "MW", "GW": "GW", "W": "watt", "瓦": "watt",
    "小时": "hour", "h": "hour", "天": "day", "日": "day", "d": "day", "年": "year", "a": "year", "分钟": "minute", "min": "minute", "秒": "second", "s": "second", "个月": "month",
    "人": "person", "名": "person", "人次": "person", "人/次": "person", "分": "score", "家": "household", "dB(A)": "decibel_a", "dB": "decibel_a", "分贝": "decibel_a",
    "℃": "kelvin", "°C": "kelvin", "Pa": "pascal", "kPa": "kilopascal", "MPa": "megapascal", "kV": "kilovolt",
}  # fmt: skip

_PRODUCTS = (
    "产品单位|单位产品|台套|台|套|件|只|个|支|片|块|条|双|把|辆|艘|箱|盒|瓶|包|卷|张|根|副|对|组|批|盏|樽|桶|袋|罐|万重量箱|重量箱|标箱|标准箱|项|次|"
    "PCS|pcs|Pcs|PC|pc|EA|pcs|unit|units|Ah|kvar|芯公里|千只|纱|锭|匹|打|令|株|头|羽|座|吨产品|t产品|m2产品|m3产品|平方米产品|卷米"
)
_PREFIX = {
    "万": 10**4,
    "亿": 10**8,
    "千": 10**3,
    "百万": 10**6,
    "十万": 10**5,
    "千万": 10**7,
    "万亿": 10**12,
    "百": 100,
    **{f"{times}10{caret}{power}": 10**power for times in ("", "×") for caret in ("", "^") for power in (3, 4, 6, 8)},
}
_ANY_PRODUCT = r"(?![年月日天])[\u4e00-\u9fff]{1,4}(?<![量值额数积率耗比时后前内中下上右计])(?![\u4e00-\u9fff\d(])"
"""A word that may name the product a report counts in (20.25 g/色令, 3.2 kg/樘): no name of another quantity."""
_MEASURES = ("[mass]", "[length]", "[currency]")
_PREFIX_PATTERN = re.compile(r"^(万亿|千万|百万|十万|亿|万|千|百|[×xX]?10\^?[3468](?!\d))")
_PRODUCT_PATTERN = re.compile(rf"^(?:{_PRODUCTS})$")
SUBSCRIPTS = str.maketrans("₂₃²³⁴⁶⁸⁻", "2323468-")
_NOISE = re.compile(r"[\s　]+")
_REMARK = re.compile(r"\((?:套|台|件|个|次|只|标煤|当量值?|等价值?)\)$")


@cache
def registry() -> Any:
    """The pint registry with the units of the field. Made once, on first use (pint takes a while to load)."""
    import pint

    units: Any = pint.UnitRegistry(non_int_type=Decimal, cache_folder=":auto:")
    for line in _DEFINITIONS.strip().splitlines():
        units.define(line.replace("2000 / 3 * meter", "666.6666666666666666666666667 * meter"))
    return units


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit understood: `text` as printed, `factor` to the base units of `dimension`.

    `dimension` is a canonical name such as `[currency]`, `[mass] / [currency]`, `dimensionless`.
    `products` marks a unit that counts products in the numerator or denominator."""

    text: str
    factor: Decimal
    dimension: str

    @property
    def is_ratio(self) -> bool:
        return self.dimension == "dimensionless"

    def to(self, other: Unit) -> Decimal | None:
        """Factor that turns a value in this unit into one in `other`; None when the dimensions differ."""
        if self.dimension == other.dimension:
            return self.factor / other.factor
        return None


def _clean(text: str) -> str:
    """One spelling for one unit: no blanks, half width, no subscripts, no brackets around it, 台（套） as 台."""
    clean = _NOISE.sub("", half_width(text)).translate(SUBSCRIPTS)
    clean = _REMARK.sub("", clean).replace("·a", "/a")
    if not clean.startswith("每"):
        clean = clean.replace("每", "/")
    clean = clean.strip("[]【】,。;；:：、")
    return clean[1:-1] if clean.startswith("(") and clean.endswith(")") else clean


def _simple(text: str) -> str | None:
    """pint expression of a unit without slash, or None."""
    if not text:
        return None
    if text in _SPELLINGS:
        return _SPELLINGS[text]
    if _PRODUCT_PATTERN.match(text):
        return "piece"
    prefix = _PREFIX_PATTERN.match(text)
    if prefix and (rest := _simple(text[prefix.end() :])):
        return f"{_PREFIX[prefix[0].replace('x', '×').replace('X', '×')]} * {rest}"
    return None


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit printed as `text` (吨标煤/万元, kWh/m², ％, 万m³ …), or None when it is none.

    `A/B/C` means A per B per C; a product name as denominator (kgce/台) counts as product unit."""
    clean = _clean(text)
    if not clean or len(clean) > 30:
        return None
    parts = [p[1:-1] if p.startswith("(") and p.endswith(")") else p for p in re.split(r"[/÷]", clean)]
    if len(parts) > 3:
        return None
    expressions = [_simple(p) for p in parts]
    if expressions[0] is None:
        return None
    if len(parts) == 2 and expressions[1] is None and re.fullmatch(_ANY_PRODUCT, parts[1]) and _measures(parts[0]):
        prefix = _PREFIX_PATTERN.match(parts[1])
        expressions[1] = f"{_PREFIX[prefix[0]]} * piece" if prefix else "piece"
    if len(parts) > 1 and any(e is None for e in expressions):
        return None
    body = " / ".join(f"({e})" for e in expressions)
    quantity = registry()(body)
    base = quantity.to_base_units() if hasattr(quantity, "to_base_units") else None
    if base is None:
        return Unit(text.strip(), Decimal(quantity), "dimensionless")
    dimension = str(base.dimensionality)
    return Unit(text.strip(), Decimal(str(base.magnitude)), dimension)


def _measures(text: str) -> bool:
    """Whether a unit measures something (mass, energy, volume, money): what can be told per product."""
    unit = parse_unit(text)
    return unit is not None and unit.dimension.startswith(_MEASURES)


def _unit_alternatives() -> str:
    words = sorted([*_SPELLINGS, *_PRODUCTS.split("|")], key=len, reverse=True)
    return "|".join(re.escape(w) for w in words)


@cache
def unit_pattern() -> re.Pattern[str]:
    """Matches a printed unit at the start of a text (after a number), longest first, with 万/亿 prefix and `/` parts."""
    word = rf"(?:(?:万亿|千万|百万|十万|亿|万|千|百)?(?:{_unit_alternatives()})(?![A-Za-z]))"
    flexible = rf"{word}(?:(?:\s?[/÷]\s?{word}){{1,2}}|/{_ANY_PRODUCT})?"
    return re.compile(flexible)


def unit_at(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit that stands at `start` of running text (spaces allowed before it) and where it ends."""
    position = start
    while position < len(text) and text[position] in "  　\t\n":
        position += 1
    clean = half_width(text).translate(SUBSCRIPTS)
    match = unit_pattern().match(clean, position)
    if not match:
        return None
    unit = parse_unit(text[match.start() : match.end()])
    return (unit, match.end()) if unit else None
