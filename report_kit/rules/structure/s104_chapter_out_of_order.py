"""S104 chapter-out-of-order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from report_kit.checklist.forms import Chapter, variants
from report_kit.document.model import Block
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.structure.parts.format import clause, variant


@rule(
    "S104", name="chapter-out-of-order", title="章节顺序不符", severity="info", self_at_most="info",
    clause=Clause("评价报告格式", "正文章节"), remedy="按报告格式的顺序编排各章",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：各章的先后与报告格式不同。

    依据：评价报告格式的正文章节。

    易误判：只比较标题与格式一致的章；合并的、放在别的章下面的、格式没有的章不比较。

    例：“建议”写在“评价结论”之前。
    """
    variant(report)
    # The older self-evaluation form has no order of its own for the chapters it does not ask for.
    form = variants(report.identity.kind, report.identity.mode)[0]
    chapters = {c.id: c for c in form.in_edition(report.identity.edition) if c.level == 1}
    found: list[tuple[Chapter, Block]] = []
    for one in report.facts.chapters:
        block = report.document.by_id[one.block]
        chapter = chapters.get(one.id)
        if chapter and block.level == 1 and chapter.strength(one.title) and all(c.id != one.id for c, _ in found):
            found.append((chapter, block))
    if len(found) < 2:
        raise NotFound("没有足够的章标题可比较顺序")
    for (before, first), (after, second) in pairwise(found):
        if after.order < before.order:
            yield Finding(
                f"“{after.name}”应在“{before.name}”之前", (second.place(), first.place()),
                subject=after.id, clause=clause(form, after),
            )  # fmt: skip
