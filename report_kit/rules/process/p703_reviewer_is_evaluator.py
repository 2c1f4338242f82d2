"""P703 reviewer-is-evaluator."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.people import team_of


@rule(
    "P703", name="reviewer-is-evaluator", title="复核人即评价人、编写即批准", severity="warning",
    modes=("third-party",), clause=Clause("评价报告格式（2024）", "内部技术复核", "background"),
    remedy="由未参加该项目评价的人员进行技术复核；编写与批准由不同的人承担",
    innocent=("同名的两个人", "笔误，抄错了姓名"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：内部技术复核人同时是评价组成员；或者编写人同时是批准人。

    依据：评价报告格式单列“内部技术复核”，意在由未参加评价的人把关（没有见到条文写明人员不得重合，待核实）。

    易误判：组长兼编写人是通常做法，不报；“审核”一栏由组长签的不报；自评价不查。

    例：评价组由周宁、孙立组成，报告由孙立进行内部技术复核。
    """
    team = team_of(report)
    reviewers, evaluators = team.having("reviewer"), team.having("evaluator", "leader")
    compilers, approvers = team.having("compiler"), team.having("approver")
    if not (reviewers and evaluators) and not (compilers and approvers):
        raise NotFound("没有读到评价人和复核人、编写人和批准人的姓名")
    said: set[str] = set()
    for one in reviewers:
        other = next((e for e in evaluators if e.name == one.name), None)
        if other is not None and one.name not in said:
            said.add(one.name)
            yield Finding(
                f"技术复核人{one.name}也是评价组成员", (one.place, other.place) if one.place != other.place else (one.place,),
                subject=f"reviewer:{one.name}",
            )  # fmt: skip
    for one in approvers:
        other = next((c for c in compilers if c.name == one.name), None)
        if other is not None and one.name not in said:
            said.add(one.name)
            yield Finding(
                f"报告的编写人和批准人都是{one.name}", (one.place, other.place), subject=f"approver:{one.name}",
            )  # fmt: skip
