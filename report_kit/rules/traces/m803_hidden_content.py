"""M803 hidden-content."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.locating import place_at
from report_kit.document.model import shorten
from report_kit.facts.concealed import Concealed, concealed
from report_kit.rules.api import Clause, Finding, Report, rule

_MOST = 15
"""The rest are counted in the last finding."""


@rule(
    "M803", name="hidden-content", title="隐藏、白色、被遮文字", severity="warning", nature="signal", trigger="A",
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="删去隐藏内容，或恢复显示；重新导出后再提交",
    innocent=("模板中的隐藏填写说明没有删除", "写作时的内部备注", "图片、印章移动后压住了文字", "旧内容没有删净"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：读者看不见而文件里有的文字：设为隐藏、白色或与底色相同、字号极小、在页面外、被图形图片盖住；盖住处另有可见文字的一并列出。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：深色底上的白字、目录和索引标记、扫描件的文字层、重复印的字（阴影）、印章盖住而别处可见的字不报。

    例：表格中的“512.60”被白色方块盖住，上面另写“412.60”。
    """
    found = list(concealed(report.document))
    for number, one in enumerate(found[:_MOST], 1):
        more = f"另有 {len(found) - _MOST} 处同类内容。" if number == _MOST and len(found) > _MOST else ""
        yield _finding(report, one, more)


def _finding(report: Report, one: Concealed, more: str) -> Finding:
    block = one.block
    places = [block.place()]
    message = f"线索，需核实：有读者看不见的文字“{shorten(block.text.strip())}”（{one.why}）"
    if one.instead:
        message += f"，同一位置显示的是“{shorten(one.instead)}”"
        if block.page is not None and block.bbox is not None:
            places.append(place_at(report.document, block.page, block.bbox, one.instead))
    return Finding(f"{message}。{more}", tuple(places), subject=block.text[:40])
