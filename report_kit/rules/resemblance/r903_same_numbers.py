"""R903: the same rows of figures at two enterprises."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.alike import pair_places, resembling, told
from report_kit.rules.api import Finding, Report, rule

LEAST_PAIRS = 4
LEAST_FIGURES = 5
"""Different figures that must recur, so that one row shared by chance or by reference is no lead."""


@rule(
    "R903", name="same-numbers", title="不同企业同一组数据", severity="warning", nature="signal", trigger="A",
    needs_history=True, remedy="核对两家企业这些数据的原始凭证（统计报表、计量台账）",
    innocent=("同一集团合并口径的数据", "同一园区公用设施的数据", "引用同一份行业或标准数据"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：表格中成行的数字（不论行、年份顺序和单位的万、亿）与另一单位的报告相同；年份、折标系数、排放因子、限值和整数不算。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：集团合并数据、公用设施数据、共同引用的行业数据。

    例：能源消费表与另一家企业近三年的数逐个相同。
    """
    for alike in resembling(report):
        pairs, filed = alike.other.figures, alike.other.filed
        figures = list(dict.fromkeys(f for pair in pairs for f in pair.figures))
        if len(pairs) < LEAST_PAIRS or len(figures) < LEAST_FIGURES:
            continue
        yield Finding(
            f"线索，需核实：本报告表格中有 {len(figures)} 个数与{told(filed)}成行相同：{'、'.join(figures[:6])}"
            f"{' 等' if len(figures) > 6 else ''}。",
            places=pair_places(pairs),
            subject=filed.sha256[:16],
        )
