"""C407 site-conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.facts.records import Address
from report_kit.facts.site import Parts, parts
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_LEVELS = (
    ("city", "市"),
    ("county", "区县"),
    ("town", "镇街"),
    ("road", "道路"),
    ("number", "门牌号"),
    ("plot", "地块"),
)
_SEVERAL_SITES = re.compile(
    r"[两二三四五多](?:个|处)厂区|(?:[东南西北新老]|一|二|[A-D])厂区|分厂|第[一二三]工厂|多场所|[两二三](?:个|处)生产(?:基地|场所)"
)


@rule(
    "C407", name="site-conflict", title="地址、面积、边界前后不一", severity="warning",
    clause=Clause("评价报告要求", "评价范围、工厂地址"), remedy="对照营业执照、不动产权证书，统一工厂地址和评价边界",
    innocent=("注册地址与生产地址不同", "有几个厂区", "道路更名、重新编号"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：基本信息表里的工厂地址与正文所写的工厂位置、评价边界在市、区县、镇街、道路门牌、地块上不同。

    依据：评价对象的地址、边界应明确，前后一致。

    易误判：写得详略不同不算；注册地址与生产地址可以不同；多个厂区的不比；面积前后不一由 C401 按数值核对。

    例：信息表写仙塘镇蝴蝶岭工业园B-07地块，评价范围写B-17地块。
    """
    addresses = [a for a in report.facts.addresses if a.use == "site"]
    if len(addresses) < 2:
        raise NotFound("没有在两处读到工厂地址")
    if any(_SEVERAL_SITES.search(b.text) for b in report.document.paragraphs):
        raise NotFound("报告涉及多个厂区，不比较地址")
    first = addresses[0]
    said: set[str] = set()
    for other in addresses[1:]:
        level = _different(parts(first.text), parts(other.text))
        if level and other.text not in said:
            said.add(other.text)
            yield _finding(first, other, level)


def _finding(first: Address, other: Address, level: str) -> Finding:
    return Finding(
        f"此处写工厂在“{other.text}”，另一处写“{first.text}”，{level}不同。",
        (other.place, first.place),
        subject="address",
    )


def _different(a: Parts, b: Parts) -> str:
    """The first level at which both say something and do not agree; a number counts on the same road only."""
    for field, name in _LEVELS:
        own, other = getattr(a, field), getattr(b, field)
        if not own or not other or own.endswith(other) or other.endswith(own):
            continue
        if field == "road" and not (a.number and b.number):
            return ""  # 「创新路」 and 「创新路与科技路交汇处」: a road told without its number
        return name
    return ""
