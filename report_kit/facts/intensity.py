"""Names of intensities by their parts: what it is told per (output value, product) and what is counted.

万元产值钢材消耗, 单位产值化学需氧量排放量, 吨产品VOCs产生量: a report names its own material or pollutant, so that no list
holds every name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from report_kit.quantities.units import Unit, parse_unit

_PER = re.compile(
    r"^(?:(?P<value>(?:每?(?P<money>[万亿]元)|单位)(?:工业)?总?(?:产值|增加值|营业收入))|"
    r"(?P<product>单位(?:合格)?产品|每?(?P<count>吨|件|台|万件|万台|平方米|立方米)(?:合格)?产品))"
)
_POLLUTANT = re.compile(
    r"COD|BOD|SS|化学需氧量|需氧量|氨氮|总[磷氮锌铬镍铜铅镉砷汞锰]|六价铬|悬浮物|颗粒物|烟尘|粉尘|SO2|二氧化硫|NO[xX]|氮氧化物|"
    r"VOCs?|TVOC|挥发性有机|有机废气|非甲烷总烃|NMHC|苯|氟化物|氯化氢|硫酸雾|石油类|动植物油|重金属|氨气|硫化氢|甲醛|油烟|污染物",
    re.I,
)
_MADE = re.compile(r"产生(?:量|强度)?$")
_LET_OUT = re.compile(r"排放(?:量|强度)?$")
_USED = re.compile(r"(?:消耗|耗用|使用|用|耗)(?:量|强度)?$")
_NOT_MATERIAL = re.compile(
    r"能|电|水|气|汽|热|煤(?!矸石|灰)|油(?!墨|漆)|碳|标煤|柴|燃料|产品|成本|投资|资金|人工|时间|面积|用地|土地|绿色|包装物"
)


@lru_cache(maxsize=4096)
def intensity_of(label: str) -> tuple[str, str] | None:
    """(quantity id, what is counted) of a label built as 〈per〉〈material or pollutant〉〈verb〉, None for any other."""
    per = _PER.match(label)
    if per is None:
        return None
    subject = label[per.end() :].lstrip("的")
    over = "output_value" if per["value"] else "product"
    if verb := _MADE.search(subject) or _LET_OUT.search(subject):
        counted = subject[: verb.start()]
        if not _POLLUTANT.search(counted):
            return None
        made = verb[0].startswith("产生")
        return f"pollutant{'' if made else '_discharge'}_per_{over}", counted
    if verb := _USED.search(subject):
        counted = subject[: verb.start()]
        if len(counted) >= 2 and not _NOT_MATERIAL.search(counted):
            return f"material_per_{over}", counted
    return None


def told_per(label: str, unit: Unit | None) -> Unit | None:
    """The unit with the denominator that the name holds: 万元产值综合能耗（吨标煤） is told in 吨标煤/万元."""
    per = _PER.match(label)
    if per is None or unit is None or "/" in unit.text or unit.is_ratio:
        return unit
    below = per["money"] or {"平方米": "m²", "立方米": "m³", "吨": "t"}.get(per["count"] or "", per["count"])
    return (parse_unit(f"{unit.text}/{below}") if below else None) or unit
