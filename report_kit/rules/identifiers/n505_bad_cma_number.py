"""N505 bad-cma-number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.facts.gazetteer import province_named
from report_kit.facts.model import Identifier
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_AUTHORITIES = {
    "00": "国家认监委", "01": "北京", "02": "天津", "03": "河北", "04": "山西", "05": "内蒙古", "06": "辽宁", "07": "吉林", "08": "黑龙江",
    "09": "上海", "10": "江苏", "11": "浙江", "12": "安徽", "13": "福建", "14": "江西", "15": "山东", "16": "河南", "17": "湖北", "18": "湖南",
    "19": "广东", "20": "广西", "21": "海南", "22": "重庆", "23": "四川", "24": "贵州", "25": "云南", "26": "西藏", "27": "陕西", "28": "甘肃",
    "29": "青海", "30": "宁夏", "31": "新疆",
}  # fmt: skip
_VALID_YEARS = 6
_LENGTH = 12


@rule(
    "N505", name="bad-cma-number", title="CMA 编号地区、年份异常", severity="info", nature="signal", trigger="A",
    clause=Clause("检验检测机构资质认定证书编号规则", "年份、发证机关 2 位、领域 2 位、主管 2 位、流水 4 位", "second-hand"),
    remedy="对照检测报告上的 CMA 标志，并到全国检验检测机构信息公示平台查询",
    innocent=("跨省设立的分支机构", "国家认监委发证", "证书到期换证，报告抄了旧编号", "抄录时错字"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：CMA 资质认定编号不是 12 位；发证机关代码不存在，或与检测机构所在省不同；年份晚于报告日期，或早于六年有效期。

    依据：资质认定证书编号：先是发证年份（两位或四位），接着两位是发证机关（19 广东、00 国家认监委）；有效期六年。

    易误判：国家认监委（00）发证的机构可在任何省；没有写出机构所在省的不比地区；只作线索。

    例：广东的检测公司，CMA 编号 211012050753，发证机关代码 10 是江苏。
    """
    numbers = [i for i in report.facts.identifiers if i.kind == "cma"]
    if not numbers:
        raise NotFound("没有读到 CMA 编号")
    said: set[str] = set()
    for one in numbers:
        why = _wrong(one, report)
        if why and one.text not in said:
            said.add(one.text)
            yield Finding(f"CMA编号{one.text}{why}。", (one.place,), subject=f"cma:{one.owner}")


def _wrong(one: Identifier, report: Report) -> str:
    if not re.fullmatch(r"\d+", one.text):
        return ""
    if len(one.text) != _LENGTH:
        return f"有{len(one.text)}位，应为{_LENGTH}位"
    faults = [_fault(year, authority, one, report) for year, authority in _readings(one.text)]
    return "" if "" in faults else faults[0]


def _readings(number: str) -> list[tuple[int, str]]:
    """(year, authority) of a number: the year has two digits, in many certificates four."""
    readings = [(2000 + int(number[:2]), number[2:4])]
    if number.startswith("20"):
        readings.insert(0, (int(number[:4]), number[4:6]))
    return readings


def _fault(year: int, authority: str, one: Identifier, report: Report) -> str:
    if authority not in _AUTHORITIES:
        return f"的发证机关代码{authority}不存在"
    reported = report.identity.dated or report.as_of
    if year > reported.year:
        return f"的年份是{year}年，晚于报告日期"
    first = (report.identity.period or (reported.year,))[0]
    if year + _VALID_YEARS < first:
        return f"的年份是{year}年，六年有效期在数据年度（{first}年）之前已满"
    home = province_named(one.owner) if one.owner not in ("subject", "agency") else ""
    if home and authority != "00" and _AUTHORITIES[authority] != home:
        return f"的发证机关代码{authority}是{_AUTHORITIES[authority]}，{one.owner}在{home}"
    return ""
