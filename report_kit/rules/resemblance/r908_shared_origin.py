"""R908: files of different enterprises that grew from one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from report_kit.rules.alike import history_of, told
from report_kit.rules.api import Finding, NotFound, Report, rule

_TRACES = {"rsid_root": "首次编辑标识", "document_id": "PDF 文档标识", "original_document_id": "PDF 原始文档标识"}
LEARNED = 3
"""Enterprises whose files have a trace from which it is a template's."""


@rule(
    "R908", name="shared-origin", title="不同单位文档同源", severity="info", nature="signal", trigger="A", status="preview",
    needs_history=True, remedy="了解两份报告是否由同一份底稿修改而来、由谁编写",
    innocent=("同一机构或同一顾问的模板", "官方或机构下发的模板", "同一集团统一编写"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：文件里记下的首次编辑标识（rsidRoot）、PDF 文档标识与报告库中另一单位的文件相同，而三家以上单位共有的（模板）不算。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条；文档痕迹只作参考。

    易误判：官方模板、机构模板发出去的文件标识都相同；因此只作预览。

    例：两家企业的自评价报告由同一个 Word 文件另存修改而成。
    """
    own = report.document.properties | report.document.traces.xmp
    own = {name: own[name] for name in _TRACES if own.get(name, "").strip("0")}
    if not own:
        raise NotFound("文件里没有可比对的标识")
    others = [(f, p) for f, p in history_of(report).origins(report.identity)]
    holders = Counter(name for name, value in own.items() for _, p in others if p.get(name) == value)
    for filed, properties in others:
        same = [name for name, value in own.items() if properties.get(name) == value and holders[name] < LEARNED]
        if same and not (filed.agency and filed.agency == report.identity.agency):
            told_ = "、".join(f"{_TRACES[name]} {own[name][:20]}" for name in same)
            yield Finding(f"线索，需核实：本文件与{told(filed)}的{told_}相同。", subject=filed.sha256[:16])
