"""S108 placeholder-left."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.facts import placeholders
from report_kit.rules.api import Clause, Finding, Report, rule

_SAYS = {
    "blank": "占位符“{}”没有换成实际内容",
    "date": "日期“{}”没有填写",
    "instruction": "模板的填写说明“{}”没有删除或没有填写",
    "code": "模板代码或公式错误“{}”残留",
    "generated": "文字生成工具的痕迹“{}”残留",
}
_REMEDY = {
    "blank": "换成实际内容，不涉及的写“不涉及”",
    "date": "填写完整日期",
    "instruction": "按要求写入内容，并删除说明文字",
    "code": "重新生成或改成实际内容",
    "generated": "删除标记和对话语句，核对这一段内容是否属实",
}
_MOST = 40


@rule(
    "S108", name="placeholder-left", title="占位符、填写说明、生成残留", severity="error", stages=("final",),
    clause=Clause("评价报告格式", "如实填写"), remedy="换成实际内容",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：没有换掉的占位符（××、XX公司、____、20 年 月 日）、模板的填写说明、模板代码、文字生成工具的残留（「作为AI」、**、##）。

    依据：报告应如实、完整填写。

    易误判：乘号（18×10）、型号中的 X、遮住的电话和证号（138****1234、粤(2020)××市）、签字栏的横线、“填写说明”一页不报。

    例：“XX公司成立于20XX年”。
    """
    seen: set[tuple[str, str, int | None, int | None]] = set()
    for left in placeholders.extract(report.document):
        key = (left.place.block, left.kind, left.place.row, left.place.column)
        if key in seen or len(seen) >= _MOST:
            continue
        seen.add(key)
        yield Finding(_SAYS[left.kind].format(left.text[:30]), (left.place,), _REMEDY[left.kind], left.kind)
