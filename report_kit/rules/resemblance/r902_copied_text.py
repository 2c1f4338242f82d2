"""R902: text that stands in another enterprise's report."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.alike import places_of, resembling, told
from report_kit.rules.api import Finding, Report, rule


@rule(
    "R902", name="copied-text", title="正文与他报告雷同", severity="warning", nature="signal", trigger="A",
    needs_history=True, remedy="对照两份报告的这些段落，向编制单位了解来源",
    innocent=("同一机构的通用表述（其他报告不足时无法扣除）", "同一集团或同一园区内的共同描述", "引用政策或标准原文"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：正文去掉本软件模板、条款文字和多份报告共有的说法后，与报告库中另一单位的报告有成段相同的句子（数字和名称遮去后比较）。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：同一机构的套话在其报告不足 4 份时扣除不了，此时只在大部分文字相同才提示；集团内企业的共同描述。

    例：工艺、设备、管理各章与另一家企业的报告逐句相同，只换了企业名称。
    """
    for alike in resembling(report):
        if not alike.text or alike.swapped:
            continue
        likeness, filed = alike.other.likeness, alike.other.filed
        first = likeness.passages[0]
        yield Finding(
            f"线索，需核实：本报告有 {len(likeness.passages)} 句（占自有文字 {likeness.share:.0%}）与{told(filed)}相同或只作少量改动，"
            f"例如对方写有“{first.theirs.text[:40]}”。",
            places=places_of(likeness.passages),
            subject=filed.sha256[:16],
        )
