"""X705: more reports of national level in a year than an agency may take on."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checklist.agency import agency_requirements
from report_kit.rules.alike import history_of
from report_kit.rules.api import Finding, NotApplicable, NotFound, Report, rule

_NATIONAL = "国家"


@rule(
    "X705", name="quota-exceeded", title="国家层面年度项目超过15项", severity="info", nature="signal", trigger="C",
    modes=("third-party",), needs_history=True, remedy="请机构说明当年承担的项目清单，核对是否同一法人",
    innocent=("同名的另一家机构", "报告库中含已撤回或未受理的报告", "市级、省级项目不计入"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：报告库中同一机构同一年出具的、申报国家层面的报告（连同本份）超过上限；修改稿只计一次，一家企业只计一次。

    依据：第三方机构年度项目数量上限，见 checklists/agency.yaml。

    易误判：同名机构；申报层级未写明的不计。

    例：某机构一年出具第16份申报国家层面的报告。
    """
    identity = report.identity
    if not identity.agency or identity.dated is None:
        raise NotFound("没有读到机构名称或报告日期")
    if _NATIONAL not in identity.level:
        raise NotApplicable("本报告未写明申报国家层面")
    limit = agency_requirements().yearly_projects
    filed = history_of(report).by_agency(identity.agency, identity.dated.year)
    others = {f.credit_code or f.enterprise for f in filed if _NATIONAL in f.level} - {
        identity.credit_code, identity.enterprise,
    }  # fmt: skip
    if len(others) + 1 <= limit:
        return
    named = next((n.place for n in report.facts.names if n.role == "agency"), None)
    yield Finding(
        f"线索，需核实：{identity.agency} {identity.dated.year} 年申报国家层面的报告，报告库中连同本份有 {len(others) + 1} 份，上限为 {limit} 份。",
        places=(named,) if named else (),
        subject=f"{identity.agency}:{identity.dated.year}",
    )
