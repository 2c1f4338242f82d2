"""M808 provenance-broken."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.facts.filed import broken_charts, broken_figures
from report_kit.rules.api import Clause, Finding, NotApplicable, Report, rule


@rule(
    "M808", name="provenance-broken", title="内嵌数据与显示值不符", severity="warning", nature="signal", trigger="A",
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="核对数据填报工作簿和原始记录；图表请“编辑数据”刷新，报告数据请在工作簿中修改后重新生成",
    innocent=("图表的工作表更新后没有刷新图", "图从别的文件复制来，背后仍是原来的工作表", "生成报告后在 Word 中更正了数值"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：图表显示的数与图表内嵌工作表中的数不同；由本工具生成的报告，显示的指标值与生成时写入文件的计算结果不同。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：没有内嵌数据（另存、转换时去掉）不算；舍入位数不同不算；工作表范围与图不同的不比。

    例：柱状图 2025 年显示 412.6，双击打开的工作表中是 512.6。
    """
    charts = [b for b in report.document.blocks if b.where == "chart" and b.source_rows]
    if not charts and not report.document.traces.filed:
        raise NotApplicable("文件中没有内嵌数据")
    for point in broken_charts(report.document):
        name = "、".join(part for part in (point.series, point.category) if part)
        yield Finding(
            f"线索，需核实：图表“{name}”显示“{point.shown}”，内嵌工作表中是“{point.filed}”。",
            (point.place, Place(point.place.block, point.filed, point.place.row, point.place.column)),
            subject=f"{point.series}:{point.category}", expected=point.filed,
        )  # fmt: skip
    for fact, figure in broken_figures(report.facts):
        yield Finding(
            f"线索，需核实：{fact.label}显示“{fact.place.quote}”，生成报告时写入文件的计算结果是“{figure.value}{figure.unit}”。",
            (fact.place, Place(fact.place.block, figure.value)),
            subject=fact.id, year=fact.year, expected=figure.value,
        )  # fmt: skip
