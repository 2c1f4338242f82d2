"""M802 revised-figure."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Block, Place, shorten
from report_kit.facts.changes import Change, revised_figures
from report_kit.rules.api import Clause, Finding, NotApplicable, Report, rule


@rule(
    "M802", name="revised-figure", title="修订痕迹改动了数据、名称、日期", severity="warning", nature="signal", trigger="A", stages=("final",),
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="核对改动前后的数值与证明材料；定稿请接受或拒绝全部修订后再提交",
    innocent=("审核时更正了笔误，忘记接受修订", "审核意见直接改在稿件上"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：定稿中还留着修订痕迹，而且改动的是数字、单位名称或日期，列出改前和改后。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：只改文字、标点、格式、移动位置和图表编号的不报；草稿不查。

    例：综合能耗“512.60”被修订为“412.60”，修订人和时间都在文件中。
    """
    if report.document.file.format != "docx":
        raise NotApplicable("只有 Word 文件带修订痕迹")
    for change, what in revised_figures(report.document):
        block = report.document.by_id.get(change.block)
        yield Finding(_message(change, what), _places(change, block), subject=change.new or change.old)


def _message(change: Change, what: str) -> str:
    old, new = shorten(change.old.strip()), shorten(change.new.strip())
    who = f"（{change.author or '未署名'}，{change.day[:10] or '时间不详'}）"
    if old and new:
        return f"线索，需核实：修订痕迹把{what}“{old}”改为“{new}”{who}。"
    return f"线索，需核实：修订痕迹{'删去' if old else '加入'}了{what}“{old or new}”{who}。"


def _places(change: Change, block: Block | None) -> tuple[Place, ...]:
    """What stands there now, then what was taken out, which is quoted only."""
    now = _now(block, change) if block is not None else None
    places = [now] if now is not None else []
    if change.old.strip():
        places.append(Place(change.block, shorten(change.old.strip())))
    return tuple(places)


def _now(block: Block, change: Change) -> Place:
    words = change.new.strip()
    if block.type == "table":
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                if words and words in cell and not block.is_repeat(row, column):
                    return block.cell(row, column)
    at = block.text.find(words) if words else -1
    return block.place((at, at + len(words)) if at >= 0 else None)
