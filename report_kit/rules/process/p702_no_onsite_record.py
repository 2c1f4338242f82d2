"""P702 no-onsite-record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Block
from report_kit.facts import date_grammar
from report_kit.facts.pieces import tight
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.people import team_of

_ONSITE = re.compile(
    r"现场(?:评价|评估|核查|审核|调查|勘[察查]|自查|检查|评审|走访|核实|踏勘)|(?:赴|到|进驻|前往)[^。；]{0,12}现场"
)
_PEOPLE = re.compile(
    r"评价组|评价小组|核查组|评审组|工作组|小组|组员|成员|专家|评价人员|人员|[\u4e00-\u9fff]{2,3}等?\d人|部门"
)
_RECORD = re.compile(
    r"记录|签到|首次会|末次会|首末次会|会议|照片|拍照|影像|访谈|座谈|交流|询问|查看|察看|查阅|查验|抽样|抽查|核对|核实|检查|巡查|走访|观察|踏勘|参观|核查了|盘点|清点"
)
_FEWEST = 12
"""Characters that make a description; a shorter text only names the step."""


@rule(
    "P702", name="no-onsite-record", title="现场评价无日期、人员或记录", severity="warning", self_at_most="info",
    modes=("self", "third-party"), clause=Clause("评价报告格式（2024）", "评价过程和方法"),
    remedy="写明现场评价的日期、参加人员、看了什么、核对了什么记录",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：报告说做了现场评价，却没有日期、没有人员，或没有任何记录（会议、访谈、查看的部位、核对的原始记录）。

    依据：评价报告格式“现场评价情况”；评价要求中收集证据的方式（查看、座谈、实地调查、抽样）。

    易误判：日期写在日程表、人员写在评价组名单、记录写在附件里都算；完全没有现场评价的归 P701；自评价只作参考。

    例：“评价组对企业进行了现场评价。”此外没有日期和内容。
    """
    blocks = _onsite(report)
    if not blocks:
        raise NotFound("没有找到现场评价的描述")
    text = "\n".join(_words(b) for b in blocks)
    dated = any(d.role == "onsite" for d in report.facts.dates) or any(date_grammar.find(text))
    lacks = [] if dated else ["日期"]
    if not _PEOPLE.search(text) and not team_of(report).people:
        lacks.append("人员")
    if report.identity.mode == "third-party" and not _RECORD.search(text):
        lacks.append("记录（会议、访谈、查看或核对的内容）")
    if lacks:
        yield Finding(
            f"现场评价没有写明{'、'.join(lacks)}", (blocks[0].place() if blocks[0].type != "table" else blocks[0].cell(0, 0),),
            subject="onsite",
        )  # fmt: skip


def _onsite(report: Report) -> list[Block]:
    """Blocks under the heading of that step, else every paragraph and row's table that speaks of it."""
    headed: list[Block] = []
    for section in report.document.sections:
        if (
            section.heading is not None
            and _ONSITE.search(section.title)
            and not re.search(r"照片|附|单$", section.title)
        ):
            headed += [section.heading, *section.blocks]
    told = [
        b for b in report.document.body
        if b.type in ("paragraph", "table") and _ONSITE.search(_words(b)) and len(tight(_words(b))) >= _FEWEST
    ]  # fmt: skip
    return headed + [b for b in told if b not in headed] if headed or told else []


def _words(block: Block) -> str:
    return "\n".join("：".join(row) for row in block.rows) if block.type == "table" else block.text
