"""P709 dynamic-form-late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from report_kit.checklist.forms import DYNAMIC_FORM
from report_kit.checklist.jurisdictions import Article, Jurisdiction, jurisdiction
from report_kit.rules.api import Clause, Finding, NotApplicable, NotFound, Report, rule


@rule(
    "P709", name="dynamic-form-late", title="动态管理表晚于填报时限", severity="warning", modes=("platform",),
    clause=Clause("绿色工厂梯度培育及管理暂行办法", "动态管理"), remedy="尽快填报，并向主管部门说明原因",
    innocent=("表上的日期是修改后重新打印的日期", "主管部门另行通知了时限"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：年度动态管理表的日期晚于本地区的填报时限。

    依据：国家、广东每年 4 月 15 日前，河源征求意见稿 3 月 15 日前（见各地区文件的 dynamic-table 条款）；征求意见稿只作提示。

    易误判：只看填报单位的时限，不看县区审核、上报的时限；没有日期的不判。

    例：2026 年 4 月 28 日填报的动态管理表。
    """
    if report.identity.format != DYNAMIC_FORM:
        raise NotApplicable("不是年度动态管理表")
    dated, place = report.identity.dated, report.identity.dated_place
    if dated is None or place is None:
        raise NotFound("没有读到填报日期")
    late = [(area, article, day) for area, article, day in _deadlines(report, dated.year) if dated > day]
    if not late:
        return
    binding = [one for one in late if one[0].may_be_cited]
    area, article, day = (binding or late)[0]
    yield Finding(
        f"填报日期{dated.isoformat()}晚于{day.month}月{day.day}日的时限", (place,), subject="deadline",
        expected=f"≤{day.isoformat()}", severity=None if binding else "info",
        clause=Clause(area.document, article.article, article.confidence),
    )  # fmt: skip


def _deadlines(report: Report, year: int) -> Iterator[tuple[Jurisdiction, Article, date]]:
    """The unit's own deadline in its jurisdiction and each wider one, the narrowest first."""
    id: str | None = report.identity.jurisdiction
    while id is not None:
        area = jurisdiction(id)
        for article in area.on("dynamic-table"):
            if article.deadline and "填" in article.name:
                month, day = map(int, article.deadline.split("-"))
                yield area, article, date(year, month, day)
        id = area.parent
