"""P704 team-below-qualification."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.agency import agency_requirements
from report_kit.document.model import Place
from report_kit.facts.team import Count, Person
from report_kit.rules.agency_section import qualification_text
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.people import team_of

_YEAR = re.compile(r"(?<![\d〔（(])((?:19|20)\d{2})\s*(?:年|[-—–~～至])")
_RECORD = re.compile(r"业绩|项目|评审|论证|科研|课题|制[订修]定|标准|承担|完成|参与|主导|评价")


@rule(
    "P704", name="team-below-qualification", title="机构人员、职称、业绩不足", severity="warning", trigger="C",
    modes=("third-party",), clause=Clause("绿色制造第三方评价工作要求", "机构基本条件"),
    remedy="核对专职人员、职称和业绩；达到条件的补充证明，达不到的更换机构",
    innocent=("只列了部分人员", "人数笔误"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：报告写出的第三方机构从事绿色评价的中级职称以上专职人员不足 10 人，相关专业高级职称不足 50%，或列出的业绩都在五年以前。

    依据：绿色制造第三方评价工作要求的机构基本条件（早期各批次通知沿用，2024 版是否改数没有见到）。

    易误判：评价组只有几个人是正常的，只看机构的专职人员；写“中级 8 人、高级 4 人”的按两者之和；人员表只列部分人员时以文字的总数为准。

    例：“中级职称以上专职人员8人，其中高级职称3人”。
    """
    needs = agency_requirements()
    team = team_of(report)
    counts: dict[str, Count] = {c.what: c for c in reversed(team.counts)}
    listed = [p for p in team.people if p.listed]
    total = _total(counts, listed)
    if total is None and "senior-share" not in counts and not qualification_text(report):
        raise NotFound("没有读到机构人员数量和职称")
    if total is not None and total[0] < needs.staff:
        yield Finding(
            f"机构的中级职称以上专职人员为{total[0]:g}人，要求不少于{needs.staff}人", (total[1],), subject="staff",
            expected=f"≥{needs.staff}人",
        )  # fmt: skip
    share = _share(counts, listed, total)
    if share is not None and share[0] < needs.senior_share:
        yield Finding(
            f"高级职称占{share[0]:.1f}%，要求不少于{needs.senior_share}%", (share[1],), subject="senior",
            expected=f"≥{needs.senior_share}%",
        )  # fmt: skip
    yield from _stale(report, needs.record_years)


def _total(counts: dict[str, Count], listed: list[Person]) -> tuple[float, Place] | None:
    """People with at least the intermediate title: as told, else intermediate and senior together, else as listed."""
    if "all" in counts:
        return counts["all"].value, counts["all"].place
    if "intermediate" in counts and "senior" in counts:
        return counts["intermediate"].value + counts["senior"].value, counts["intermediate"].place
    ranked = [p for p in listed if p.rank in ("senior", "intermediate")]
    if len(ranked) >= 3 and len({p.place.block for p in listed}) == 1:
        return len({p.name for p in ranked}), listed[0].place
    return None


def _share(
    counts: dict[str, Count], listed: list[Person], total: tuple[float, Place] | None
) -> tuple[float, Place] | None:
    if "senior" in counts and total and total[0]:
        if counts["senior"].value > total[0]:
            return None  # the two numbers are not of one whole
        return counts["senior"].value / total[0] * 100, counts["senior"].place
    if "senior-share" in counts:
        return counts["senior-share"].value, counts["senior-share"].place
    if total and listed and total[1] == listed[0].place:
        return sum(p.rank == "senior" for p in listed) / total[0] * 100, total[1]
    return None


def _stale(report: Report, years: int) -> Iterator[Finding]:
    """Achievements that all lie further back than the years that count."""
    dated = report.identity.dated
    if dated is None:
        return
    found: list[tuple[int, Place]] = []
    for words, place in qualification_text(report):
        if _RECORD.search(words) and not re.search(r"成立|注册|有效期|租赁|执照", words):
            found += [(int(y), place) for y in _YEAR.findall(words)]
    if len(found) >= 2 and max(y for y, _ in found) < dated.year - years:
        newest = max(found, key=lambda f: f[0])
        yield Finding(
            f"列出的业绩最近一项是{newest[0]}年，不在近{years}年内", (newest[1],), subject="record",
            expected=f"近{years}年",
        )  # fmt: skip
