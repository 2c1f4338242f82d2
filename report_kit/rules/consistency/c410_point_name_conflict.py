"""C410 point-name-conflict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from report_kit.facts.records import PointName
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_COMMON = re.compile(
    r"排放口|排污口|排气筒|总排口|废气|废水|有组织|处理后|出口|进口|监测点|一般|主要|设备|系统|装置|[0-9A-Za-z#＃\s（）()、，\-]|一号|二号|号"
)


@rule(
    "C410", name="point-name-conflict", title="点位、设备名称在图、表、附件中不一", severity="warning", nature="signal", trigger="A",
    clause=Clause("评价报告数据核实", "点位、设备名称一致", "background"), remedy="对照排污许可证、设备台账和检测报告，统一编号与名称",
    innocent=("同一排放口收集几道工序的废气", "改造后重新编号", "名称简写"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：同一个排放口、点位、设备编号，在两处写成不相干的名称。

    依据：点位、设备的编号与名称应与排污许可证、台账、检测报告一致。

    易误判：名称详略不同、有共同字词的不算；一个排放口有几道工序的废气是正常的；不同表各自编的序号不比。

    例：DA002 在排放口表是“喷漆废气排放口”，监测结果表写“锅炉废气排放口”。
    """
    points = report.facts.points
    if not points:
        raise NotFound("没有读到带编号的排放口、点位或设备")
    by_code: dict[str, list[PointName]] = defaultdict(list)
    for point in points:
        by_code[point.code].append(point)
    for code, same in by_code.items():
        first = same[0]
        other = next(
            (p for p in same[1:] if p.place.block != first.place.block and not _alike(first.name, p.name)), None
        )
        if other is not None and not any(
            _alike(other.name, p.name) for p in same if p is not other and p.place.block != other.place.block
        ):
            yield Finding(
                f"编号{code}此处是“{other.name}”，另一处是“{first.name}”。", (other.place, first.place), subject=code
            )


def _alike(a: str, b: str) -> bool:
    """Whether two names share a character that tells something; names of common words alone say nothing."""
    first, second = set(_COMMON.sub("", a)), set(_COMMON.sub("", b))
    return not first or not second or bool(first & second)
