"""S105 hollow-chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Block
from report_kit.facts.pieces import tight
from report_kit.facts.placeholders import only_instructions
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_ANNEX = re.compile(r"^附|附件|附录|附图|附表|证明材料|佐证|目录|资质")
_FEWEST = 4
"""Characters that make a content."""


@rule(
    "S105", name="hollow-chapter", title="章节无实质内容", severity="warning", self_at_most="warning",
    clause=Clause("评价报告格式", "正文章节"), remedy="补写该章节的内容",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：标题下面什么也没有（没有文字、表、图，也没有下级标题），或只剩模板的填写要求。

    依据：评价报告格式的正文章节。

    易误判：附件、证明材料一类的标题后面常是扫描页，不判断；没有编号、也不是格式章节的标题不判断。

    例：“3.6 数据核实与计量”后面直接是“3.7”。
    """
    sections = report.document.sections
    chapters = {c.block for c in report.facts.chapters}
    if len(sections) < 2:
        raise NotFound("没有识别到章节标题")
    for n, section in enumerate(sections):
        heading = section.heading
        if heading is None or (not heading.number and heading.id not in chapters) or _ANNEX.search(heading.text):
            continue
        following = sections[n + 1] if n + 1 < len(sections) else None
        if following and following.level > section.level:
            continue
        if _is_empty(section.blocks):
            yield Finding(f"“{heading.heading}”下面没有内容", (heading.place(),), subject=heading.text)
        elif only_instructions(section.blocks):
            yield Finding(f"“{heading.heading}”下面只有填写要求，没有内容", (heading.place(),), subject=heading.text)


def _is_empty(blocks: list[Block]) -> bool:
    return not any(b.type in ("table", "image") or len(tight(b.text)) >= _FEWEST for b in blocks)
