"""P701 missing-process-step."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checklist.recognition import bare, strength
from report_kit.checklist.words import words
from report_kit.document.model import Place
from report_kit.facts import pieces
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

STEPS = (
    ("step-organisation", "评价组织安排"),
    ("step-document-review", "文件评审"),
    ("step-onsite", "现场评价"),
    ("step-reporting", "评价报告编写"),
    ("step-technical-review", "内部技术复核"),
)
_FEWEST_IN_SELF = 3
"""Steps a self-evaluation tells of when it follows the third-party process; one that does not is free to."""


@rule(
    "P701", name="missing-process-step", title="缺五个步骤之一", severity="warning", self_at_most="info",
    modes=("self", "third-party"), clause=Clause("评价报告格式（2024）", "评价过程和方法"),
    remedy="在评价过程中写明该步骤的时间、人员和结果",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：评价组织安排、文件评审、现场评价、评价报告编写、内部技术复核五个步骤，有一个全文没有说到。

    依据：评价报告格式“评价过程和方法”要求逐一描述五个步骤；自评价只作参考。

    易误判：说法不同（资料审核、现场核查、现场自查、报告编制）、合成一节、写在日程表里都算；自评价没有照这一流程写的不判，也不要求单写报告编写。

    例：第三方报告的评价过程写了文件评审、现场评价和报告编写，没有内部技术复核。
    """
    told = {id: _told(report, id) for id, _ in STEPS}
    missing = [name for id, name in STEPS if not told[id]]
    if len(missing) == len(STEPS):
        raise NotFound("没有找到评价过程的描述")
    if report.identity.mode == "self" and len(STEPS) - len(missing) < _FEWEST_IN_SELF:
        raise NotFound("自评价没有按第三方的步骤描述过程")
    for id, name in STEPS:
        if not told[id] and not (report.identity.mode == "self" and id == "step-reporting"):
            yield Finding(
                f"评价过程没有说到“{name}”", _near(report), f"补写“{name}”的时间、人员和结果", subject=id,
            )  # fmt: skip


def _told(report: Report, id: str) -> bool:
    wording = words().chapters[id]
    titles = tuple(bare(t) for t in wording.titles)
    for piece in pieces.of_document(report.document):
        named = strength(wording.recognised_by, piece.text) or any(t in bare(piece.text) for t in titles)
        if named and (piece.block.type == "heading" or not _only_plans(piece.text)):
            return True
    return False


def _only_plans(text: str) -> bool:
    """A sentence that only names the process (按《…工作要求》开展文件评审、现场评价…) tells of four steps at once."""
    named = sum(1 for id, _ in STEPS if strength(words().chapters[id].recognised_by, text))
    return named >= len(STEPS) - 1 and len(text) < 120


def _near(report: Report) -> tuple[Place, ...]:
    wanted = {"process", *(id for id, _ in STEPS)}
    found = [c for c in report.facts.chapters if c.id in wanted]
    return tuple(report.document.by_id[c.block].place() for c in found[:1])
