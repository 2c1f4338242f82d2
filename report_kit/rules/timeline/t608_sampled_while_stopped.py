"""T608 sampled-while-stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.facts.model import Dated
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
    said: set[tuple[Place, str]] = set()
    for one in sampled:
        if _NEEDS_NO_PRODUCTION.search(_around(report, one)) or (one.place, one.text) in said:
            continue
        for stop in stoppages:
            first, last = one.day, one.end or one.day
            assert first and last
            if one.precision == "month" and (stop.last - stop.first).days < 27:
                continue
            if stop.first <= first and last <= stop.last and one.place != stop.place:
                said.add((one.place, one.text))
                why = "产量为零" if stop.kind == "no-output" else "停产"
                yield Finding(
                    f"采样（监测）日期{one.text}在{stop.first.isoformat()}至{stop.last.isoformat()}{why}期间。", (one.place, stop.place),
                    subject="sampled-while-stopped", year=first.year,
                )  # fmt: skip
                break


def _around(report: Report, one: Dated) -> str:
    block = report.document.by_id.get(one.place.block)
    if block is None or one.place.row is None:
        text = block.text if block else one.place.quote
        at = text.find(one.text)
        return text[max(0, at - 40) : at + 60]
    return "".join(block.rows[one.place.row])
