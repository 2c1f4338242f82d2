"""X711: one certificate or test-report number at two enterprises."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules.alike import history_of, told
from report_kit.rules.api import Finding, NotFound, Report, rule


@rule(
    "X711", name="number-reused", title="同一证书、检测报告编号用于两家", severity="warning", nature="signal", trigger="A",
    needs_history=True, remedy="到发证机构或检测机构核对这个编号属于哪一家",
    innocent=("一张证书覆盖集团多个场所", "两家企业引用同一设备厂家的证书", "编号抄写有误"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：本报告中证书、许可证、检测报告的编号，在报告库另一单位的报告中也出现。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：集团多场所证书；设备、产品供应商的证书。

    例：两家无关企业的环境管理体系认证证书编号相同。
    """
    certificates = [c for c in report.facts.certificates if len(c.number) >= 6]
    if not certificates:
        raise NotFound("没有读到证书或检测报告编号")
    uses = history_of(report).numbers([c.number for c in certificates], report.identity)
    by_number = {_bare(u.printed): u for u in uses}
    seen: set[str] = set()
    for certificate in certificates:
        use = by_number.get(_bare(certificate.number))
        if use is None or use.printed in seen:
            continue
        seen.add(use.printed)
        yield Finding(
            f"线索，需核实：编号 {certificate.number} 也见于{told(use.filed)}，对方写作“{use.quote}”。",
            places=(certificate.place,),
            subject=_bare(certificate.number),
        )


def _bare(number: str) -> str:
    return "".join(c for c in number.upper() if c.isalnum())
