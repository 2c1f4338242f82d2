"""I204: indicator values of no stated year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.vocabulary import vocabulary
from report_kit.rules.api import Clause, Finding, NotApplicable, NotFound, Report, rule
from report_kit.rules.evaluated import evaluated, own_paragraphs

_YEAR = re.compile(r"(?:19|20)\d\d\s*年|评价年|本年度|报告期")


@rule(
    "I204",
    name="indicator-without-period",
    title="未说明统计年度",
    severity="warning",
    clause=Clause("绿色工厂评价通则", "评价指标"),
    remedy="在评价范围中写明统计期（如2025年1月1日至12月31日），或在表头、表题中写明年度。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：报告没有说明评价（统计）年度，指标数值旁、表头、标题中也没有年份；指标表的统计年度一栏个别为空。

    依据：指标按完整年度统计，须说明年度。

    易误判：报告某处写明评价周期即可；用地、容积率等与年度无关的量不查。

    例：全文没有年度，“单位产值综合能耗 0.0215 tce/万元”。
    """
    if report.identity.mode == "platform":
        raise NotApplicable("申报表按年度填报，不另写年度")
    blank = [
        r
        for t in report.facts.scores
        if any(r.period for r in t.rows)
        for r in t.rows
        if r.period == "" and r.indicator
    ]
    for row in blank:
        yield Finding(f"“{row.label}”的统计年度一栏为空。", (row.place,), subject=row.indicator)
    if blank:
        return
    told = [] if report.edition is None else own_paragraphs(report, [e for e in evaluated(report) if e.values])
    without = [(e, b) for e, b in told if not _YEAR.search(b.text)]
    if len(told) >= 5 and 0 < len(without) * 5 <= len(told):
        for entry, block in without:
            yield Finding(
                f"“{entry.indicator.name}”没有写明统计年度，其余指标均已写明。",
                (block.place(),),
                subject=entry.indicator.id,
            )
        return
    if report.identity.period:
        raise NotApplicable("报告已说明评价年度")
    facts = [
        f
        for f in report.facts.values
        if f.qualifiers.nature == "actual"
        and f.number
        and vocabulary()[f.id].kind == "indicator"
        and f.id not in ("plot_ratio", "building_density", "building_coefficient")
    ]
    if not facts:
        raise NotFound("没有找到指标数值")
    if any(f.year is not None for f in facts):
        return
    first = facts[0]
    yield Finding(
        f"“{first.label}”等{len({f.id for f in facts})}项指标没有说明统计年度，报告也没有写明评价周期。",
        (first.place,),
        subject="period",
    )
