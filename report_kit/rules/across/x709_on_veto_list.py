"""X709: the subject stands in an imported list."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.rules.alike import history_of
from report_kit.rules.api import Finding, NotApplicable, Report, rule


@rule(
    "X709", name="on-veto-list", title="在经营异常、失信、处罚、节能监察、移出名单中", severity="error",
    needs_history=True, remedy="请到发布名单的部门核对是否已移出，并按否决条件处理",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：评价对象在导入报告库的名单（经营异常、失信、处罚、节能监察、移出名单）中。先按统一社会信用代码，名单没有代码的按全称。

    依据：绿色制造名单申报的否决条件。

    易误判：名单导入后已移出；没有代码而同名的另一家企业（此时只作警告）。

    例：企业在失信名单中，报告却写“未列入”。
    """
    history = history_of(report)
    kinds = history.list_kinds()
    if not kinds:
        raise NotApplicable("报告库中还没有导入名单（report-kit register import-list）")
    for entry in history.listings(report.identity):
        by_name = not (entry.credit_code and report.identity.credit_code)
        listed = f"，列入日期 {entry.listed_on}" if entry.listed_on else ""
        reason = f"，原因：{entry.reason[:40]}" if entry.reason else ""
        yield Finding(
            f"{entry.name}在{entry.kind}名单中（{entry.source}，截至 {entry.as_of}{listed}{reason}）"
            f"{'；只能按名称相符，请核对是否同一企业' if by_name else ''}。",
            places=_subject_places(report),
            subject=entry.kind,
            severity="warning" if by_name else None,
        )


def _subject_places(report: Report) -> tuple[Place, ...]:
    named = (n.place for n in report.facts.names if n.role == "subject")
    first = next(named, None)
    return (first,) if first else ()
