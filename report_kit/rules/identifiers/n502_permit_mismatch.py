"""N502 permit-mismatch."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "N502", name="permit-mismatch", title="排污许可证编号与信用代码不符", severity="warning", also="A",
    clause=Clause("HJ 608-2017", "编号规则"), remedy="核对排污许可证正本与营业执照",
    innocent=("集团以总公司名义领证，各厂区编号不同", "更名、重组后尚未换证"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：排污许可证（登记）编号的前 18 位不是本企业的统一社会信用代码。

    依据：排污许可编码规则，编号由信用代码 18 位、顺序码 3 位、标识码 1 位组成。

    易误判：写明是其他公司的许可证不报；集团统一领证的可能不同，所以只提示。

    例：信用代码 91441625MA54W8T6X4，许可证编号 91441624MA9ER8RQXX001Q。
    """
    permits = [i for i in report.facts.identifiers if i.kind == "permit" and i.owner in ("subject", "")]
    code = next((i for i in report.facts.identifiers if i.kind == "credit_code" and i.owner == "subject"), None)
    if not permits or code is None or len(code.text) != 18:
        raise NotFound("没有同时读到排污许可证编号和信用代码")
    known = {i.text.upper() for i in report.facts.identifiers if i.kind == "credit_code" and i.owner == "subject"}
    seen: set[str] = set()
    for permit in permits:
        if permit.text in seen or permit.text[:18].upper() in known:
            continue
        seen.add(permit.text)
        yield Finding(
            f"排污许可证编号{permit.text}的前18位与信用代码{code.text}不同", (permit.place, code.place),
            subject="permit", expected=code.text,
        )  # fmt: skip
