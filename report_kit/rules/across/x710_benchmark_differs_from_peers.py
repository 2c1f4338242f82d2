"""X710: a leading or benchmark value other than that of the same industry's other reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from report_kit.rules.alike import history_of
from report_kit.rules.api import Finding, NotApplicable, NotFound, Report, rule
from report_kit.rules.history import FiledAmount

LEAST_PEERS = 3
_NATURES = {"leading": "引领值", "benchmark": "基准值"}


@rule(
    "X710", name="benchmark-differs-from-peers", title="引领值、基准值与同行业报告不同", severity="warning", nature="signal",
    trigger="A", needs_history=True, remedy="请写明引领值、基准值的文件名称、编号和表号",
    innocent=("产品细分类别不同，基准不同", "引用的是更新的标准或企业标准", "单位或口径写法不同"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：本报告某项指标的引领值或基准值，与报告库中同一行业（行业代码相同）至少 3 家企业一致采用的值不同。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：细分产品基准不同；标准更新。

    例：同行业四家都写单位产品综合能耗引领值 0.35 tce/t，本报告写 0.53 tce/t。
    """
    mine = [v for v in report.facts.values if v.qualifiers.nature in _NATURES and v.number is not None and v.unit]
    if not mine:
        raise NotFound("没有读到引领值、基准值")
    industry = next((i.text for i in report.facts.identifiers if i.kind == "industry_code"), "")
    if not industry:
        raise NotApplicable("没有读到行业代码，无法与同行业比较")
    for nature, word in _NATURES.items():
        facts = [v for v in mine if v.qualifiers.nature == nature]
        peers = history_of(report).peer_values(sorted({v.id for v in facts}), nature, industry, report.identity)
        for fact in facts:
            assert fact.number is not None and fact.unit is not None
            same: dict[str, FiledAmount] = {
                p.filed.credit_code or p.filed.enterprise: p
                for p in peers
                if p.fact == fact.id and p.unit == fact.unit.text
            }
            values = Counter(p.text for p in same.values())
            value, count = values.most_common(1)[0] if values else ("", 0)
            if count < LEAST_PEERS or count < len(same) or value == fact.number.text:
                continue
            yield Finding(
                f"线索，需核实：“{fact.label}”的{word}本报告写作 {fact.number.text} {fact.unit.text}，"
                f"报告库中同行业（{industry}）{count} 家企业都写作 {value} {fact.unit.text}。",
                places=(fact.place,),
                subject=f"{fact.id}:{nature}",
                expected=f"{value} {fact.unit.text}",
            )
