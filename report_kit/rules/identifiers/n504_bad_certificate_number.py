"""N504 bad-certificate-number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.facts.certificates import SYSTEM_LETTERS
from report_kit.facts.model import Certificate
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_DOMESTIC = re.compile(
    r"(?P<body>\d{3})(?P<year>\d{2})(?P<system>EnMS|OHSMS|OHS|OH|EN|En|Q|E|S)(?P<serial>[0-9A-Z]*?\d{3,6})(?P<cycle>R\d{1,2})?(?P<size>[SML])?(?:[-/].*)?"
)
_NEARLY = re.compile(r"\d{5}(?:EnMS|OHSMS|OHS|OH|EN|En|Q|E|S)\d")
_LATEST = 1
_EARLIEST = 3


@rule(
    "N504", name="bad-certificate-number", title="证书编号格式、年份异常", severity="info", nature="signal", trigger="A",
    clause=Clause("认证机构证书编号惯例", "机构批准号＋年份＋体系代号＋流水号＋周期", "second-hand"),
    remedy="对照证书原件，并到全国认证认可信息公共服务平台查询",
    innocent=("外资认证机构编号方法不同", "再认证、转换机构时沿用原编号", "抄录时漏字"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：管理体系证书编号中的体系代号（Q 质量、E 环境、S 职业健康安全、En 能源）与证书不符，年份晚于有效期或报告日期、比有效期起始早三年以上，或缺少周期代号。

    依据：国内认证机构编号惯例：机构批准号 3 位、年份 2 位、体系代号、流水号、R 加周期、规模。

    易误判：外资机构编号方法不同，不按此惯例的编号不看；再认证沿用原编号的年份可以早；只作线索。

    例：有效期 2023-10-16 至 2026-10-15 的环境管理体系证书，编号 12223Q20297R1M，代号是质量管理体系的。
    """
    certificates = [c for c in report.facts.certificates if c.number and c.kind in SYSTEM_LETTERS]
    if not certificates:
        raise NotFound("没有读到带编号的管理体系证书")
    said: set[str] = set()
    for one in certificates:
        why = _wrong(one, report)
        if why and one.number not in said:
            said.add(one.number)
            yield Finding(f"{one.kind}证书编号{one.number}{why}。", (one.number_place or one.place,), subject=one.kind)


def _wrong(one: Certificate, report: Report) -> str:
    match = _DOMESTIC.fullmatch(one.number)
    if match is None:
        return "与国内证书编号的格式不符" if _NEARLY.match(one.number) else ""
    system = match["system"]
    if system not in SYSTEM_LETTERS[one.kind]:
        meant = next((kind for kind, letters in SYSTEM_LETTERS.items() if system in letters), "")
        return f"的体系代号{system}是{meant}的"
    year = 2000 + int(match["year"])
    reported = report.identity.dated or report.as_of
    if year > reported.year or (one.valid_until and year > one.valid_until.year):
        return f"的年份是{year}年，晚于{'有效期' if one.valid_until and year > one.valid_until.year else '报告日期'}"
    if one.valid_from and year - one.valid_from.year > _LATEST:
        return f"的年份是{year}年，有效期从{one.valid_from.year}年开始"
    if one.valid_from and one.valid_from.year - year > _EARLIEST:
        return f"的年份是{year}年，有效期从{one.valid_from.year}年开始"
    if one.valid_from and match["cycle"] == "R0" and one.valid_from.year - year > _LATEST:
        return f"是初次认证（R0）的编号，年份是{year}年，有效期从{one.valid_from.year}年开始"
    return ""
