"""R906: this enterprise's earlier report again, with its data left as they were."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.alike import history_of, places_of, print_of, told
from report_kit.rules.api import Finding, NotApplicable, Report, rule

LEAST_SHARE = 0.5
LEAST_FIGURED = 6
SAME_FIGURES = 0.7


@rule(
    "R906", name="last-years-report", title="与本企业上年报告雷同且数据未更新", severity="warning", nature="signal",
    trigger="A", needs_history=True, remedy="核对本评价年度的原始数据；确实未变的请逐项说明",
    innocent=("设计、土地、设备等多年不变的内容", "表中列有上年数据作对比"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：与本企业以前年度的报告大部分文字相同，而且带数字的句子里数字也没有更新。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：厂区、设备、制度等多年不变的句子；因此只在带数字的句子大多未变时提示。

    例：去年的报告改了年份和封面日期，产量、能耗、评分都没有变。
    """
    history = history_of(report)
    earlier = [f for f in history.own(report.identity) if f.kind == report.identity.kind]
    if not earlier:
        raise NotApplicable("报告库中没有本企业以前年度的报告")
    mine = print_of(report)
    for filed in earlier:
        likeness = history.likeness_to(filed, mine)
        figured = [p for p in likeness.with_figures if not _dates_only(p.figures)]
        same = [p for p in figured if _without_years(p.figures) == _without_years(p.other_figures)]
        if likeness.share < LEAST_SHARE or len(figured) < LEAST_FIGURED or len(same) < SAME_FIGURES * len(figured):
            continue
        yield Finding(
            f"线索，需核实：本报告与{told(filed)}有 {likeness.share:.0%} 的文字相同，带数字的 {len(figured)} 句中 {len(same)} 句数字未变。",
            places=places_of(same),
            subject=filed.sha256[:16],
        )


def _without_years(figures: tuple[str, ...]) -> list[str]:
    return [f for f in figures if not (len(f) == 4 and f[:2] in ("19", "20"))]


def _dates_only(figures: tuple[str, ...]) -> bool:
    """Whether a sentence's figures are years and days only: those say nothing on data."""
    return all(len(f) <= 2 for f in _without_years(figures))
