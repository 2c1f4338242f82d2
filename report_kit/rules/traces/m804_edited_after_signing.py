"""M804 edited-after-signing."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.facts.signing import edits_after
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "M804", name="edited-after-signing", title="落款之后改动内容", severity="info", nature="signal", trigger="A", status="preview",
    stages=("final",), clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="请说明落款之后改了什么；内容有改动的，应重新签署并更新日期",
    innocent=("落款日期写的是计划日期，定稿稍晚", "签署后只改了格式、目录、错别字", "打开文件后另存，软件更新了修改时间", "电脑时间不准"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：Word 文件的最后修改时间、修订时间，或 PDF 里改动页面文字的那次保存，晚于报告落款日期一天以上。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：打印、盖章、扫描、合并、导出 PDF 本来就在落款之后，不算；新建和修改在同一天的（导出、复制）不算。

    例：落款 2025 年 4 月 28 日，文件最后修改于 5 月 16 日。
    """
    signed = report.identity.dated
    if signed is None:
        raise NotFound("没有读到报告落款日期")
    edits = edits_after(report.document, signed)
    if not edits:
        return
    last = edits[-1]
    own = report.identity.dated_place
    same = [d.place for d in report.facts.dates if d.day == signed and d.role in ("report", "cover", "commitment")]
    dated = tuple(dict.fromkeys([*([own] if own is not None else []), *same]))[:3]
    told = Place("", f"{last.what}：{last.told}"[:60])
    more = f"，共 {len(edits)} 处" if len(edits) > 1 else ""
    yield Finding(
        f"线索，需核实：报告落款日期为{signed.isoformat()}，{last.what}却是{last.day.isoformat()}{more}，晚 {(last.day - signed).days} 天。",
        (*dated, told), subject="edited-after-signing",
    )  # fmt: skip
