"""C406 period-conflict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from report_kit.checklist.vocabulary import vocabulary
from report_kit.document.model import Place
from report_kit.facts.model import Fact
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_LEAST = 5


@rule(
    "C406", name="period-conflict", title="评价年度与数据年度不一", severity="warning",
    clause=Clause("评价报告要求", "评价周期与数据周期"), remedy="核对评价周期和数据年度，统一为同一年度，或说明采用其他年度数据的理由",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：评价周期（评价年度、统计期）在两处写成不同的年度；指标数据没有评价年度的，全是另一年的。

    依据：指标应是评价年度的数据。

    易误判：近三年的数据表、上年对比、报告封面年份、申报年度（2025 年度申报用 2024 年数据）不是评价周期；只有个别数据是往年的不报。

    例：评价周期为 2025 年，指标表各列都是 2024 年。
    """
    stated = report.identity.stated_periods
    if not stated:
        raise NotFound("没有读到评价周期")
    yield from _two_statements(stated)
    yield from _other_data(report)


def _two_statements(stated: list[tuple[tuple[int, ...], Place]]) -> Iterator[Finding]:
    single = [(years, place) for years, place in stated if len(years) == 1]
    counts = Counter(years for years, _ in single)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda y: (counts[y], y))
    first = next(place for years, place in single if years == usual)
    said = set()
    for years, place in single:
        if years != usual and years not in said:
            said.add(years)
            yield Finding(
                f"评价周期此处写{years[0]}年，另一处写{usual[0]}年。", (place, first), subject="period", year=usual[0],
                expected=str(usual[0]),
            )  # fmt: skip


def _other_data(report: Report) -> Iterator[Finding]:
    single = [(years[0], place) for years, place in report.identity.stated_periods if len(years) == 1]
    if len({year for year, _ in single}) != 1:
        return
    stated, place = single[0]
    by_year: dict[int, list[Fact]] = defaultdict(list)
    for fact in report.facts.values:
        quantity = vocabulary().by_id.get(fact.id)
        told = fact.year is not None and fact.confidence == 1 and not fact.qualifiers.scope
        if told and fact.qualifiers.nature == "actual" and quantity is not None and quantity.kind == "indicator":
            assert fact.year is not None
            by_year[fact.year].append(fact)
    if not by_year or stated in by_year:
        return
    most = max(by_year, key=lambda y: (len(by_year[y]), y))
    if len(by_year[most]) < _LEAST:
        return
    first = by_year[most][0]
    yield Finding(
        f"评价周期为{stated}年，指标数据却是{most}年的，没有{stated}年的指标值。", (place, first.place), subject="period",
        year=stated,
    )  # fmt: skip
