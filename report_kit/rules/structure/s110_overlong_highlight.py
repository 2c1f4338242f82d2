"""S110 overlong-highlight."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.facts.pieces import tight
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.structure.parts.format import clause, variant

_STATED = re.compile(r"(\d{2,4})\s*字(?:以内|内|以下)?")


@rule(
    "S110", name="overlong-highlight", title="超过字数上限", severity="warning",
    clause=Clause("评价报告格式", "基本信息表"), remedy="精简文字",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：基本信息表中有字数上限的栏目（主要亮点 100 字，或栏目名称里写明的字数）写超了。

    依据：评价报告格式的基本信息表。

    易误判：按去掉空白后的字符数算，标点、数字、字母各算一个字；PDF 里的换行不算。

    例：“主要亮点（100字以内）”写了 138 字。
    """
    form = variant(report)
    limits = {f.id: f.max_chars for f in form.fields if f.max_chars}
    judged = False
    for field in report.facts.form:
        stated = _STATED.search(field.label)
        limit = int(stated[1]) if stated else limits.get(field.id)
        if not limit:
            continue
        judged = True
        count = len(tight(field.text))
        if count > limit:
            basis = form.field.get(field.id)
            yield Finding(
                f"“{field.label}”写了{count}字，上限{limit}字", (field.place,), f"精简到{limit}字以内", field.id,
                expected=str(limit), clause=clause(form, basis) if basis else None,
            )  # fmt: skip
    if not judged:
        raise NotFound("没有找到有字数上限的栏目")
