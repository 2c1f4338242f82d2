"""P706 missing-qualification-proof."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.agency import agency_requirements
from report_kit.checklist.recognition import strength
from report_kit.facts.pieces import tight
from report_kit.rules.agency_section import qualification_blocks, qualification_sections
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_ITEMISED = 3
"""Conditions that must be told for the chapter to be read as itemised."""


@rule(
    "P706", name="missing-qualification-proof", title="缺资质符合性证明", severity="warning", trigger="C",
    modes=("third-party",), clause=Clause("绿色制造第三方评价工作要求", "机构基本条件（逐项说明并附证明材料）"),
    remedy="对照机构基本条件逐项说明并附证明材料",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：第三方评价报告没有“第三方机构资质符合性证明材料”一章，或该章逐项说明时漏了某一项基本条件。

    依据：机构须在评价报告中对照基本条件（独立法人、场所与财务、人员、业绩、独立性）逐项说明并附证明材料。

    易误判：标题说法不同都认；只附扫描件（图片）、没有文字的不判断内容；没有逐项写的只看有没有这一章。

    例：报告到“六、参考文件”为止，没有机构资质一章。
    """
    if not report.document.headings:
        raise NotFound("没有识别到章节标题")
    blocks = qualification_blocks(report)
    if not blocks and not qualification_sections(report):
        last = report.document.headings[-1]
        yield Finding("没有第三方机构资质符合性证明一章", (last.place(),), subject="qualification")
        return
    text = "\n".join("".join(c for row in b.rows for c in row) if b.rows else b.text for b in blocks)
    pictures = any(b.type == "image" for b in blocks)
    told = [c for c in agency_requirements().conditions if strength(c.recognised_by, text)]
    if pictures or len(told) < _ITEMISED:
        return
    lacking = [c for c in agency_requirements().conditions if c not in told]
    if lacking and len(tight(text)) > 40 and not re.search(r"详见|见附件|另附", text):
        first = blocks[0]
        names = "、".join(c.name for c in lacking)
        yield Finding(
            f"机构资质说明没有说到：{names}", (first.place() if first.type != "table" else first.cell(0, 0),),
            f"补充{names}的说明和证明材料", subject="conditions",
        )  # fmt: skip
