"""P708 not-eligible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.classifications import divisions, industries
from report_kit.checklist.edition import Edition, Eligibility
from report_kit.checklist.recognition import strength
from report_kit.document.model import Place
from report_kit.facts import pieces
from report_kit.facts.pieces import tight
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_SOURCE = "绿色工厂梯度培育及管理暂行办法（培育对象）"
_ROSTER = {"省级": "市级", "国家层面": "省级"}
"""The roster a unit should in principle stand on before it applies for the next."""


@rule(
    "P708", name="not-eligible", title="不符合申报主体条件", severity="warning",
    clause=Clause(_SOURCE, "培育对象条件", "second-hand"),
    remedy="对照申报主体条件核对；符合的补充说明和证明",
    innocent=("地址写法不完整", "园区口径与行政区统计口径不同", "名单层级写在附件里"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：注册地址与生产地址不在同一地级市；绿色工厂的行业不是制造业；园区工业增加值占比不超过 50%；没有提到园区（供应商）绿色工厂培育计划、法定边界、统一管理机构；申报上一级却没有提到已在下一级名单。

    依据：13 号文和地方细则的培育对象条件（二手转述）；申报省级“原则上”应为市级单位。

    易误判：园区占比按报告写出的工业增加值占地区生产总值；名单层级只是原则，只作提示；地址没有写到市的不判。

    例：园区报告写“工业增加值占地区生产总值比重为 46.2%”。
    """
    if report.edition is None:
        raise NotFound("没有这类报告的申报主体条件")
    kind = report.identity.kind
    if kind != "park":
        yield from _places(report)
    if kind == "factory":
        yield from _manufacturing(report)
    yield from _conditions(report, report.edition)
    yield from _roster(report)


def _places(report: Report) -> Iterator[Finding]:
    """Registered and production address in different prefectures."""
    registered = _address(report, r"注册地址|注册地|住所")
    producing = _address(report, r"(?:实际)?生产(?:经营)?(?:地址|场所)|厂址|工厂地址")
    if registered is None or producing is None:
        return
    ours, theirs = _city(registered[0]), _city(producing[0])
    if ours and theirs and ours != theirs:
        yield Finding(
            f"注册地在{divisions().cities[ours]}，实际生产场所在{divisions().cities[theirs]}，培育对象要求两者都在本行政区域内",
            (registered[1], producing[1]), subject="place",
        )  # fmt: skip


def _address(report: Report, label: str) -> tuple[str, Place] | None:
    wanted = re.compile(rf"^(?:{label})(?:[（(].*[)）])?$")
    for table in report.document.tables:
        for r, row in enumerate(table.rows):
            for c, text in enumerate(row[:-1]):
                if wanted.match(tight(text)) and len(tight(row[c + 1])) > 4:
                    return row[c + 1], table.cell(r, c + 1)
    return None


def _city(text: str) -> str:
    """Code of the prefecture that an address names."""
    plain = tight(text)
    return next((code for code, name in divisions().cities.items() if name in plain), "")


def _manufacturing(report: Report) -> Iterator[Finding]:
    table = industries()
    for one in report.facts.identifiers:
        if one.kind == "industry_code" and one.owner == "subject" and table.section_of(one.text):
            if not table.is_manufacturing(one.text):
                yield Finding(
                    f"行业代码{one.text}不属于制造业（13～43），绿色工厂培育对象应为实际生产的制造型企业", (one.place,),
                    subject="manufacturing",
                )  # fmt: skip
            return


def _conditions(report: Report, edition: Edition) -> Iterator[Finding]:
    """The edition's own conditions: a figure to be held against its bound, or words that must be somewhere."""
    text = ""
    for row in edition.eligibility:
        basis = Clause(row.source, row.clause, row.confidence)
        if row.quantity and row.above is not None:
            yield from _figure(report, row, basis)
            continue
        text = text or "\n".join(p.text for p in pieces.of_document(report.document))
        if row.recognised_by and not any(strength(row.recognised_by, line) for line in text.split("\n")):
            yield Finding(
                f"没有提到申报主体条件“{row.name}”", (), f"补充“{row.name}”的说明和证明", subject=row.id,
                severity="info", clause=basis,
            )  # fmt: skip


def _figure(report: Report, row: Eligibility, basis: Clause) -> Iterator[Finding]:
    """The latest year's figure, the whole of its rounding interval, not above the bound."""
    facts = [f for f in report.facts.of(row.quantity or "") if f.number is not None and not f.qualifiers.scope]
    year = report.identity.year
    facts = [f for f in facts if f.year in (None, year)] or facts
    for fact in facts:
        if fact.number is not None and row.above is not None and fact.number.interval.high <= row.above:
            yield Finding(
                f"“{fact.label}”为{fact.number.text}%，不超过{row.above}%，不符合“{row.name}”", (fact.place,),
                subject=row.id, year=fact.year, expected=f">{row.above}%", clause=basis,
            )  # fmt: skip
            return


def _roster(report: Report) -> Iterator[Finding]:
    needed = _ROSTER.get(report.identity.level)
    if needed is None:
        return
    what = {"factory": "绿色工厂", "park": "绿色.{0,4}园区", "supply-chain": "绿色供应链"}[report.identity.kind]
    listed = re.compile(
        rf"(?:{needed}|{'[^。；]{0,6}市' if needed == '市级' else '[^。；]{0,6}省'})[^。；，]{{0,10}}(?:{what}|绿色制造)"
    )
    refused = re.compile(rf"(?:未|尚未|没有)[^。；，]{{0,8}}(?:列入|获评|纳入)[^。；，]{{0,6}}{needed}")
    text = "\n".join(p.text for p in pieces.of_document(report.document))
    denied = refused.search(text)
    if denied or not listed.search(text):
        yield Finding(
            f"申报{report.identity.level}，报告没有写明已是{needed}单位（原则上应先列入{needed}名单）", (),
            subject="roster", severity="warning" if denied else "info",
        )  # fmt: skip
