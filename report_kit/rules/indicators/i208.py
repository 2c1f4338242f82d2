"""I208: no statement of boundary, or of 当量/等价."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts import pieces
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_BOUNDARY = re.compile(
    r"边界|评价范围|核算范围|统计范围|评价对象|涵盖|覆盖范围|厂区范围|四至|包括[^。；]{0,20}生产系统|法人边界|场所边界"
)
_BASIS = re.compile(r"(?<!碳)(?<!氧化碳)(?:当量|等价)(?!排放)")
_COEFFICIENT = re.compile(r"0\.1229|1\.229|0\.12290")
_ENERGY = frozenset({"total_energy", "energy_per_output_value", "energy_per_product", "energy_per_value_added"})


@rule(
    "I208",
    name="missing-boundary",
    title="未说明边界、当量/等价口径",
    severity="warning",
    kinds=("factory", "park"),
    clause=Clause("GB/T 2589、评价标准", "计算范围与口径"),
    remedy="在评价范围中写明组织边界，在能耗数据处写明电力按当量值还是等价值折算。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：报告有综合能耗，全文没有说明按当量值还是等价值；或者有指标数值，全文没有说明评价（核算）边界。

    依据：GB/T 2589：综合能耗须说明电力折算口径；能耗与碳排放的边界应一致。

    易误判：只写出 0.1229（1.229）这一折标系数而没有文字说明的，只作提示；边界写在评价范围、评价对象里都算；平台申报表不查。

    例：“2025 年综合能耗 2,623.76 tce”，全文没有“当量值”“等价值”。
    """
    if report.identity.mode == "platform":
        raise NotFound("申报表不单列边界")
    values = [
        f for f in report.facts.values
        if f.qualifiers.nature == "actual" and f.number and vocabulary()[f.id].kind in ("indicator", "input")
    ]  # fmt: skip
    if len(values) < 5:
        raise NotFound("没有找到指标数值")
    text = "\n".join(p.text for p in pieces.of_document(report.document))
    text += "\n".join(t.caption + t.unit_note for t in report.document.tables)
    energy = [f for f in values if f.id in _ENERGY]
    electric = any(r.energy == "electricity" for r in report.facts.energy) or "电" in text
    if energy and electric and not _BASIS.search(text):
        shown = _COEFFICIENT.search(text)
        hint = f"只能从折标系数{shown[0]}看出按当量值" if shown else ""
        yield Finding(
            f"综合能耗没有说明按当量值还是等价值折算{f'（{hint}）' if hint else ''}。", (energy[0].place,), subject="basis",
            severity="info" if shown else None,
        )  # fmt: skip
    if not _BOUNDARY.search(text):
        yield Finding(
            "没有说明评价边界（组织、场所、系统范围）。", (values[0].place,), subject="boundary",
            severity="warning" if report.identity.mode == "third-party" else "info",
        )  # fmt: skip
