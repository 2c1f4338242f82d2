"""R907: mistakes that two reports make alike."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.alike import history_of, print_of, told
from report_kit.rules.api import Finding, NotApplicable, Report, rule

LEAST = 2
"""Mistakes shared from which two reports of different writers are told together; one is enough where figures make it."""
LEAST_OF_ONE_WRITER = 3
"""The same for slips of words in two reports of one agency."""


@rule(
    "R907", name="shared-rare-error", title="共享罕见错误", severity="warning", nature="signal", trigger="A",
    needs_history=True, remedy="对照两份报告的这些错处，了解它们由谁编写、有无共同的底稿",
    innocent=("同一机构模板里的错字", "引用同一份有错的资料", "同一集团的汇总表"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：本报告的错处（标准号配错名称、合计或折标煤算错、标点或词重复）与另一单位的报告错得一模一样，而别的报告没有。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：同一机构模板里的错字（三家以上都有的不算，同一机构的从严）；引用同一份有错的资料。

    例：两家企业的能源表同一行算错，错成同一个数。
    """
    mine = print_of(report)
    history = history_of(report)
    if not mine.mistakes:
        raise NotApplicable("没有可比对的错处")
    for filed, shared in history.mistaken(mine, report.identity):
        one_writer = bool(filed.agency) and filed.agency == report.identity.agency
        enough = LEAST_OF_ONE_WRITER if one_writer else LEAST
        if len(shared) < enough and not any(m.is_figure for m in shared):
            continue
        yield Finding(
            f"线索，需核实：本报告有 {len(shared)} 处错得与{told(filed)}一样：{'；'.join(m.what for m in shared[:3])}。",
            places=tuple(m.place for m in shared[:3]),
            subject=filed.sha256[:16],
        )
