"""C411 over-limit-called-compliant."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.facts.records import TestResult
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "C411", name="over-limit-called-compliant", title="超限值却称达标", severity="error", also="A",
    clause=Clause("评价报告数据核实", "检测结果与排放限值"),
    remedy="对照检测报告和适用的排放标准核对数值、限值和单位；确实超标的，如实写明并说明整改情况",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：检测值超出旁边印出的限值，报告却写达标、符合、合格、低于限值。

    依据：排放、噪声等检测结果应不超过适用标准的限值。

    易误判：下限类限值（≥、效率）反向比较；pH 等范围值按两端比较；检出限、进口浓度、行业平均不是限值；没有写达标的不报。

    例：颗粒物 24.6 mg/m³，低于 20 mg/m³ 的限值。
    """
    results = report.facts.test_results
    if not results:
        raise NotFound("没有找到带限值的检测结果")
    said: set[tuple[str, int | None, int | None, str]] = set()
    for result in results:
        beyond = _beyond(result)
        key = (result.place.block, result.place.row, result.place.column, result.value.text)
        if not beyond or not result.claim or key in said:
            continue
        said.add(key)
        places: tuple[Place, ...] = (result.place, result.limit)
        if result.claimed is not None and result.claimed not in places:
            places = (*places, result.claimed)
        yield Finding(
            f"“{result.item}”为{result.value.text}{' ' + result.unit if result.unit else ''}，{beyond}，却写作“{result.claim}”。", places,
            subject=f"limit:{result.item}",
        )  # fmt: skip


def _beyond(result: TestResult) -> str:
    value = result.value.value
    if result.high is not None and value > result.high:
        return f"大于限值{result.high}"
    return f"小于限值{result.low}" if result.low is not None and value < result.low else ""
