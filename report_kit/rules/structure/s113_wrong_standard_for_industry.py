"""S113 wrong-standard-for-industry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from report_kit.checklist.classifications import industries
from report_kit.document.model import Place
from report_kit.facts import pieces
from report_kit.rules.api import Clause, Finding, NotApplicable, NotFound, Report, rule

_SINCE = date(2024, 1, 19)
"""Day of the rules that send listed industries to their own standards."""
_OWN_STANDARD = re.compile(r"绿色工厂评价(?:要求|导则|技术规范)|行业绿色工厂|绿色工厂评价要求")
_OWN = re.compile(
    r"行业(?:的)?(?:绿色工厂)?(?:评价)?(?:标准|要求|导则)|(?:标准|要求)清单|绿色工厂评价(?:要求|导则)|专用(?:评价)?(?:标准|要求)"
)
_STILL = re.compile(
    r"(?:仍|仍然|依然|暂|继续|沿用|还是|本次)[^，。；]{0,6}(?:按照?|依据|采用|执行|使用|沿用|以|参照)[^，。；]{0,8}(?:通则|GB/T\s*36132|通用(?:要求|标准))"
)
_NO_OWN = re.compile(
    r"(?:未|没有|尚无|暂无|无|不在|不属于)[^，。；]{0,12}(?:列|发布|纳入|制定|出台|行业|标准|清单|要求|范围)"
)
_CHAIN = (("电子电器", ("385", "391", "392", "396", "397", "398")), ("汽车", ("36",)), ("机械", ("34", "35")))
_CHAIN_STANDARD = re.compile(r"(?:电子电器|汽车|机械)[^。；]{0,12}绿色供应链")


@rule(
    "S113", name="wrong-standard-for-industry", title="有行业标准却用通则", severity="info",
    kinds=("factory", "supply-chain"),
    clause=Clause("绿色工厂梯度培育及管理暂行办法", "第十四条"), remedy="核对国家发布的行业评价要求清单，在清单内的按行业评价要求评价",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：企业的行业代码在 53 个重点行业之列（供应链企业：电子电器、汽车、机械），报告却按通则评价。

    依据：13 号文第十四条：清单内行业用行业标准，清单外用通则；53 个行业见工信厅节函〔2025〕390号（二手）。

    易误判：同一代码下只有部分产品属于重点行业，所以只作提示；已引用行业评价要求的、2024 年以前的报告不查。

    例：行业代码 3011 水泥制造，报告按 GB/T 36132 评价。
    """
    dated = report.identity.dated
    if dated is not None and dated < _SINCE:
        raise NotApplicable("报告早于按行业标准评价的规定")
    if "+" in report.identity.edition:
        raise NotApplicable("已按行业配置评价")
    admitted = _admits(report)
    if admitted is not None:
        yield admitted
        return
    code = next((i for i in report.facts.identifiers if i.kind == "industry_code" and i.owner == "subject"), None)
    if code is None:
        raise NotFound("没有读到行业代码")
    if report.identity.kind == "supply-chain":
        sector = next((name for name, codes in _CHAIN if code.text.upper().lstrip("C").startswith(codes)), "")
        if sector and not _says(report, _CHAIN_STANDARD):
            yield _finding(code.text, f"{sector}行业的绿色供应链管理企业评价指标体系", code.place)
        return
    listed = industries().key_industries_of(code.text)
    if listed and not _says(report, _OWN_STANDARD):
        yield _finding(code.text, f"“{'、'.join(k.name for k in listed)}”的行业评价要求", code.place)


def _admits(report: Report) -> Finding | None:
    """The report itself says that its industry has requirements of its own, and that it uses the general ones."""
    for piece in pieces.of_document(report.document):
        for sentence in re.finditer(r"[^。；;\n]+", piece.text):
            still = _STILL.search(sentence[0])
            if still is None or not _OWN.search(sentence[0][: still.start()]) or _NO_OWN.search(sentence[0]):
                continue
            start = sentence.start() + still.start()
            place = piece.place((start, min(sentence.end(), start + 60)))
            return Finding("报告写明本行业有行业评价要求，却按通则评价", (place,), subject="industry")
    return None


def _finding(code: str, standard: str, place: Place) -> Finding:
    return Finding(f"行业代码{code}可能应按{standard}评价，报告按通用要求评价", (place,), subject="industry")


def _says(report: Report, words: re.Pattern[str]) -> bool:
    return any(words.search(p.text) for p in pieces.of_document(report.document))
