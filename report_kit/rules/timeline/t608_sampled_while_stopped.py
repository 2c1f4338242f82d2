"""T608 sampled-while-stopped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from report_kit.facts.model import Dated
from report_kit.facts.records import Stoppage
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_NEEDS_NO_PRODUCTION = re.compile(r"土壤|地下水|背景|雨水|生活污水|食堂|环境空气|本底|敏感点")


@rule(
    "T608", name="sampled-while-stopped", title="停产、零产量月份采样", severity="warning", nature="signal", trigger="A",
    clause=Clause("监测工况", "采样时应正常生产", "background"), remedy="核对采样当日的生产记录、用电量，说明当时的工况",
    innocent=("只停部分生产线", "采的是土壤、地下水、噪声背景等", "停产日期或采样日期写错", "零产量月份有入库时间差"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：采样、监测日期落在报告自己写明的停产、放假、检修期间，或月度表中产量为零的月份。

    依据：污染物采样应在正常生产工况下进行。

    易误判：部分产线停产、土壤和地下水采样、计划中的停产不报；只写到月份的采样日期，整月停产才比。

    例：2025年2月停产检修，废气却在2025年2月18日采样。
    """
    stoppages = report.facts.stoppages
    sampled = [d for d in report.facts.dates if d.role in ("sampling", "testing") and d.day]
    if not stoppages:
        raise NotFound("没有写明停产、检修时间，也没有分月产量")
    if not sampled:
        raise NotFound("没有读到采样、监测日期")
    for stop, days in _within(report, sampled, stoppages).items():
        first = days[0]
        assert first.day
        why = "产量为零" if stop.kind == "no-output" else "停产"
        yield Finding(
            f"采样（监测）日期{'、'.join(dict.fromkeys(d.text for d in days[:3]))}在{stop.first.isoformat()}至{stop.last.isoformat()}{why}期间。",
            (first.place, stop.place, *dict.fromkeys(d.place for d in days[1:3])), subject="sampled-while-stopped", year=first.day.year,
        )  # fmt: skip


def _within(report: Report, sampled: list[Dated], stoppages: list[Stoppage]) -> dict[Stoppage, list[Dated]]:
    """The days of sampling, else of testing, that fall into each stoppage."""
    found: dict[Stoppage, list[Dated]] = defaultdict(list)
    for one in sampled:
        if _NEEDS_NO_PRODUCTION.search(_around(report, one)):
            continue
        stop = next((s for s in stoppages if _falls_into(one, s)), None)
        if stop is not None:
            found[stop].append(one)
    return {stop: [d for d in days if d.role == "sampling"] or days for stop, days in found.items()}


def _falls_into(one: Dated, stop: Stoppage) -> bool:
    first, last = one.day, one.end or one.day
    if first is None or last is None or (one.precision == "month" and (stop.last - stop.first).days < 27):
        return False
    return stop.first <= first and last <= stop.last and one.place != stop.place


def _around(report: Report, one: Dated) -> str:
    block = report.document.by_id.get(one.place.block)
    if block is None or one.place.row is None:
        text = block.text if block else one.place.quote
        at = text.find(one.text)
        return text[max(0, at - 40) : at + 60]
    return "".join(block.rows[one.place.row])
