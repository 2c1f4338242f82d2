"""T602 impossible-sequence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from report_kit.document.model import Place
from report_kit.facts.date_grammar import month_end
from report_kit.facts.model import Dated
from report_kit.rules.api import Clause, Finding, NotFound, Report, Severity, rule

_NAMES = {
    "contract": "签订合同", "document_review": "文件评审", "onsite": "现场评价", "review": "内部复核",
    "drafting": "编写报告", "approval": "批准", "report": "报告日期", "query": "查询",
    "sampling": "采样", "testing": "检测", "issue": "签发", "founding": "成立", "production_start": "投产",
}  # fmt: skip
# (earlier, later): all of the earlier begin before all of the later end.
_PROCESS = (
    ("document_review", "onsite"), ("onsite", "review"), ("document_review", "review"), ("onsite", "approval"),
    ("review", "approval"), ("onsite", "report"), ("review", "report"), ("document_review", "report"),
    ("approval", "report"), ("query", "report"), ("contract", "report"), ("founding", "production_start"),
)  # fmt: skip
_LATE_CONTRACT = (("contract", "document_review"), ("contract", "onsite"))
_Pair = tuple[Dated, Dated]
_LABORATORY = (("sampling", "testing"), ("sampling", "issue"), ("testing", "issue"))


@rule(
    "T602", name="impossible-sequence", title="时间倒挂", severity="warning", also="A",
    clause=Clause("评价报告格式", "评价过程"), remedy="核对两处日期，改正写错的一处",
    innocent=("日期笔误", "补签合同", "重组企业沿用原主体的资料"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：先后颠倒的日期：现场评价晚于复核或报告日期，批准晚于报告日期，查询晚于报告日期，采样晚于检测或签发，投产早于成立。

    依据：评价过程依次为文件评审、现场评价、报告编写、内部技术复核；采样、检测、签发依次进行。

    易误判：合同晚于现场只作提示；只写到月的按整月比较；供应商审核、认证审核等其他事项的日期不算本次评价。

    例：内部复核 2025 年 4 月 14 日，现场评价 2025 年 5 月 20 日。
    """
    dates = [d for d in report.facts.dates if d.day]
    if len(dates) < 2:
        raise NotFound("日期不足两个，无从比较")
    by_role: dict[str, list[Dated]] = defaultdict(list)
    for one in dates:
        by_role[one.role].append(one)
    identity = report.identity
    stated = next((d for d in dates if d.place == identity.dated_place and ends(d) == identity.dated), None)
    by_role["report"] = [replace(stated, role="report")] if stated else []
    wrong = [pair for earlier, later in _PROCESS if (pair := _reversed(by_role[earlier], by_role[later]))]
    if not any(pair[1].role == "review" for pair in wrong) and (pair := _began_early(by_role)):
        wrong.append(pair)
    late = [pair for earlier, later in _LATE_CONTRACT if (pair := _reversed(by_role[earlier], by_role[later]))]
    yield from _told(wrong)
    told = {_key(one) for pair in wrong for one in pair}
    yield from _told([pair for pair in late if not told & {_key(pair[0]), _key(pair[1])}], "info")
    yield from _laboratory(dates)


def begins(one: Dated) -> date:
    """The first day a printed date can mean."""
    assert one.day
    return one.day


def ends(one: Dated) -> date:
    """The last day a printed date can mean."""
    assert one.day
    if one.end:
        return one.end
    return month_end(one.day) if one.precision == "month" else one.day


def _reversed(earlier: list[Dated], later: list[Dated]) -> _Pair | None:
    """The pair that is out of order: a step's last day after all days of the later step, or the later step's first day
    before all days of the earlier one. Papers handed in after the visit are no fault."""
    if not earlier or not later:
        return None
    late, closing = max(earlier, key=begins), max(later, key=ends)
    opening, early = min(earlier, key=begins), min(later, key=ends)
    if begins(late) > ends(closing) and earlier[0].role != "document_review":
        return late, closing
    if begins(opening) > ends(early):
        return opening, early
    return (opening, closing) if begins(opening) > ends(closing) else None


def _began_early(by_role: dict[str, list[Dated]]) -> _Pair | None:
    """A review told from a day to a day that begins before the visit does, though it ends behind it."""
    visits, reviews = by_role["onsite"], [d for d in by_role["review"] if d.end]
    if not visits or not reviews:
        return None
    first, early = min(visits, key=begins), min(reviews, key=begins)
    return (first, early) if begins(early) < begins(first) else None


def _told(pairs: list[_Pair], severity: Severity | None = None) -> Iterator[Finding]:
    """One finding for each date that is wrong: the date that stands in most of the reversed pairs explains them all."""
    left = pairs
    while left:
        counts = Counter(_key(one) for pair in left for one in pair)
        culprit = max(counts, key=lambda key: counts[key])
        first, last = next(pair for pair in left if culprit in (_key(pair[0]), _key(pair[1])))
        if _key(first) == culprit:
            message, places = (
                f"{_name(first)}（{first.text}）晚于{_name(last)}（{last.text}）",
                (first.place, last.place),
            )
        else:
            message, places = (
                f"{_name(last)}（{last.text}）早于{_name(first)}（{first.text}）",
                (last.place, first.place),
            )
        yield Finding(message, places, subject=f"{first.role}-{last.role}", severity=severity)
        left = [pair for pair in left if culprit not in (_key(pair[0]), _key(pair[1]))]


def _key(one: Dated) -> tuple[Place, str]:
    return one.place, one.text


def _name(one: Dated) -> str:
    return _NAMES.get(one.role, "报告日期")


def _laboratory(dates: list[Dated]) -> Iterator[Finding]:
    """Sampling, testing and issue of one report: dates in one row or one paragraph."""
    groups: dict[tuple[str, int | None], list[Dated]] = defaultdict(list)
    for one in dates:
        if one.role in ("sampling", "testing", "issue"):
            groups[one.place.block, one.place.row].append(one)
    for group in groups.values():
        of = {role: [d for d in group if d.role == role] for role in ("sampling", "testing", "issue")}
        several = {len(same) for same in of.values() if same}
        if len(several) > 1:
            continue
        pairs = [
            pair
            for earlier, later in _LABORATORY
            for first, last in zip(
                of[earlier], of[later], strict=False
            )  # the first sampling belongs to the first report
            if (pair := _reversed([first], [last]))
        ]
        yield from _told(pairs)
