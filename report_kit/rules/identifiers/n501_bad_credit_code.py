"""N501 bad-credit-code."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.facts import credit_code
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "N501", name="bad-credit-code", title="信用代码校验不通过", severity="warning",
    clause=Clause("GB 32100-2015", "校验码"), remedy="对照营业执照，并到国家企业信用信息公示系统核对",
    innocent=("少数真实代码本身不满足校验", "识别时 O 与 0、I 与 1 混淆"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：统一社会信用代码位数不对、含不用的字母（I、O、S、V、Z）、校验码算出来不符。

    依据：GB 32100-2015。

    易误判：少数真实代码本身不满足校验，所以只提示核对；同一代码只报一次。

    例：91441625MA54W8T6X5，末位应为 4。
    """
    codes = [i for i in report.facts.identifiers if i.kind == "credit_code"]
    if not codes:
        raise NotFound("没有读到统一社会信用代码")
    seen: set[str] = set()
    for code in codes:
        wrong = credit_code.fault(code.text)
        if not wrong or code.text in seen:
            continue
        seen.add(code.text)
        yield Finding(f"统一社会信用代码{code.text}{wrong}，请到公示系统核对", (code.place,), subject=code.owner)
