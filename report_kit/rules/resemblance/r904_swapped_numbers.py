"""R904: another enterprise's text with other figures."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.alike import places_of, resembling, told
from report_kit.rules.api import Finding, Report, rule


@rule(
    "R904", name="swapped-numbers", title="同文换数", severity="warning", nature="signal", trigger="A",
    needs_history=True, remedy="核对这些数字的原始凭证，向编制单位了解两份报告的关系",
    innocent=("同一机构固定句式填入各企业数据", "同一集团企业按统一格式编写"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：成段文字与另一单位的报告相同，而其中的数字大多不同。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：机构的固定句式（多份报告共有的已扣除）。

    例：节能措施、效益各句与另一家企业逐字相同，节能量、投资额换了数。
    """
    for alike in resembling(report):
        if not alike.swapped:
            continue
        likeness, filed = alike.other.likeness, alike.other.filed
        sample = likeness.swapped[0]
        yield Finding(
            f"线索，需核实：本报告有 {len(likeness.passages)} 句与{told(filed)}文字相同，其中带数字的 {len(likeness.with_figures)} 句里"
            f"有 {len(likeness.swapped)} 句只是数字不同，例如本报告为 {'、'.join(sample.figures[:3])}，"
            f"对方为 {'、'.join(sample.other_figures[:3])}。",
            places=places_of(likeness.swapped),
            subject=filed.sha256[:16],
        )
