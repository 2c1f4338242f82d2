"""judged-each: every row of a list is judged, with its verdict. `what`: vetoes or basics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from report_kit.checklist.forms import vetoes
from report_kit.document.model import Place
from report_kit.facts.judgements import basic_rows
from report_kit.facts.model import Judgement
from report_kit.rules.api import Finding, NotApplicable, NotFound, Report

_VETOES_SINCE = date(2024, 1, 19)
"""Day of the rules (工信部节〔2024〕13号) that ask for the six conditions."""


def run(report: Report, *, what: str) -> Iterator[Finding]:
    """One finding for each row that is not judged, and one when the day of the query is missing."""
    yield from _vetoes(report) if what == "vetoes" else _basics(report)


def _vetoes(report: Report) -> Iterator[Finding]:
    judged = report.facts.vetoes
    dated = report.identity.dated
    if not judged:
        if dated and dated < _VETOES_SINCE:
            raise NotApplicable("报告早于否决条件的规定")
        yield Finding(
            "没有找到近三年否决条件的逐项评价", _chapter(report, "content", "basic"), subject="vetoes",
            remedy="对六项否决条件逐项写明核查结果和查询日期",
        )  # fmt: skip
        return
    for row in vetoes():
        own = [j for j in judged if j.clause == row.id]
        if not own:
            yield Finding(
                f"否决条件第{row.number}项未评价：{row.name}", (judged[-1].place,), subject=row.id,
                remedy="补充该项的核查结果和查询日期",
            )  # fmt: skip
        elif all(j.verdict == "none" for j in own):
            yield Finding(
                f"否决条件第{row.number}项没有结论：{row.name}", own[0].places, subject=row.id,
                remedy="写明是否存在该情形",
            )  # fmt: skip
    yield from _dates(judged)


def _dates(judged: list[Judgement]) -> Iterator[Finding]:
    remedy = "写明登录各查询网站的日期"
    if not any(j.dated or j.queried for j in judged):
        yield Finding("否决条件评价没有写明查询日期", (judged[0].place,), remedy, "query-date")
        return
    own = [j for j in judged if j.queried]
    rows = [j for j in judged if j.place.row is not None]
    if len(rows) < len(judged) or len(own) * 2 <= len(judged):
        return
    for judgement in judged:
        if judgement.queried is None:
            yield Finding("否决条件该项没有写明查询日期，其他各项已写", judgement.places, remedy, judgement.clause)


def _basics(report: Report) -> Iterator[Finding]:
    judged, rows = report.facts.basics, basic_rows(report.identity.edition)
    if not judged:
        places = _chapter(report, "basic")
        if not places:
            raise NotFound("没有找到基本要求的评价")
        yield Finding("基本要求没有逐条判定", places, "按评价标准的基本要求逐条写明是否符合及证据", "basics")
        return
    for judgement in judged:
        if judgement.verdict == "none":
            yield Finding(
                f"基本要求未判定：{judgement.text.strip()[:40]}",
                judgement.places,
                "写明符合或不符合",
                judgement.clause,
            )
    recognised = {j.clause for j in judged}
    unknown = sum(1 for j in judged if not j.clause)
    lacking = [r for r in rows if r.id not in recognised]
    if not lacking or len(judged) >= len(rows) or len(lacking) <= unknown or len(lacking) * 2 > len(rows):
        return
    for row in lacking:
        yield Finding(
            f"基本要求{row.label}未评价：{row.name}", (judged[-1].place,), "补充该条的核查情况和结论", row.id,
        )  # fmt: skip


def _chapter(report: Report, *wanted: str) -> tuple[Place, ...]:
    for id in wanted:
        for chapter in report.facts.chapters:
            if chapter.id == id:
                return (report.document.by_id[chapter.block].place(),)
    return ()
