"""I205: indicator rows whose evidence column is blank."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "I205",
    name="indicator-without-evidence",
    title="未列证明材料索引",
    severity="warning",
    clause=Clause("评价报告格式", "评价指标表“证明材料索引”栏"),
    remedy="在该行填写证明材料的编号，并在附件清单中列出。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：评价表有“证明材料”一栏，某一评分行或指标行却空着。

    依据：报告格式要求参考文件与评价指标表“证明材料索引”一栏对应。

    易误判：合计行、得 0 分或不适用的行可以空；整栏都空的表只提示一次。

    例：指标表第 7 行得 8 分，证明材料索引为空。
    """
    tables = [t for t in report.facts.scores if any(r.evidence for r in t.rows)]
    if not tables:
        raise NotFound("没有找到带证明材料栏的评价表")
    for table in tables:
        blank = [r for r in table.rows if not r.is_total and r.evidence.strip() in ("", "/", "—", "-", "无")]
        for row in blank:
            points = row.raw or row.weighted
            if points is None or not points.number.value:
                continue
            yield Finding(
                f"“{row.label}”得{points.number.text}分，没有列出证明材料。",
                (row.place,),
                subject=f"evidence:{row.indicator or row.label}",
            )
