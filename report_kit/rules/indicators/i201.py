"""I201: required indicators that the report does not evaluate."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.evaluated import evaluated, evaluated_choice


@rule(
    "I201",
    name="missing-indicator",
    title="必选指标未评价",
    severity="error",
    clause=Clause("评价标准", "评价指标"),
    remedy="补充该指标的评价；确不涉及的，写明“不适用”及理由。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：评价标准要求的指标在表格、正文、算式中都没有评价。

    依据：评价标准的指标表；同义名称、可互换的口径（单位产品/单位产值）都算。

    园区的可选组（四选二、二选一、三选一）评价的项数不够也报。

    易误判：写明“不适用”“不涉及”及理由即为已评价；只在目录、证明材料清单中出现名称不算评价。

    例：2025 版 14 项指标中没有“工业用水重复利用率”。
    """
    entries = evaluated(report)
    located = sum(e.located for e in entries)
    if located * 3 < len(entries):
        raise NotFound("没有找到指标评价部分")
    for entry in entries:
        if entry.located or (entry.mentions and not entry.indicator.is_quantitative):
            continue
        indicator = entry.indicator
        alternatives = "、".join(n for n in indicator.names[:3] if n != indicator.name)
        places = tuple(entry.mentions[:1])
        yield Finding(
            f"没有评价指标“{indicator.name}”{'（如' + alternatives + '）' if alternatives else ''}。",
            places,
            subject=indicator.id,
            clause=Clause(indicator.source, indicator.clause, indicator.confidence),
        )
    yield from _choices(report)


def _choices(report: Report) -> Iterator[Finding]:
    """Groups of indicators of which too few are answered."""
    for choice in report.edition.choices:
        group = evaluated_choice(report, choice.id)
        answered = [e for e in group if e.located]
        if len(answered) >= choice.at_least or not group:
            continue
        names = "、".join(e.indicator.name for e in group if not e.located)
        yield Finding(
            f"可选指标“{choice.name}”只评价了{len(answered)}项，另可选：{names}。",
            tuple(e.rows[0] for e in answered if e.rows)[:1],
            subject=choice.id,
            expected=str(choice.at_least),
            severity="warning",
            clause=Clause(choice.source, choice.clause, choice.confidence),
        )
