"""M801 foreign-author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.traces import trace_words
from report_kit.document.model import Place
from report_kit.facts import organisations
from report_kit.facts.organisations import COMPANY_FORMS
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_NAMED = {
    "author": "作者", "last_modified_by": "最后修改者", "company": "单位", "manager": "经理", "title": "标题",
    "subject": "主题", "keywords": "关键词", "description": "备注", "category": "类别",
}  # fmt: skip
_FORMS = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|集团|公司|研究院|研究所|设计院|事务所|协会|中心|厂)$"
)
_CORE = 2
"""So many characters of a name in common tell one body: 砺源咨询, 深圳市砺源节能环保咨询有限公司."""


@rule(
    "M801", name="foreign-author", title="文档属性指向其他单位", severity="info", nature="signal", trigger="A", status="preview",
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="说明报告由谁编写；沿用其他单位的文件作模板时，请核对其内容没有残留",
    innocent=("委托咨询单位代为编写", "电脑或办公软件登记在别的单位名下", "沿用集团、机构的模板文件"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：文件属性中的作者、单位、标题等写着一家单位的名称，而这家单位在报告中没有任何角色。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：软件默认的名字（Administrator、微软用户、WPS 等，见 checklists/traces.yaml）、人名、账户名不报；报告中出现过的单位及其简称不报。

    例：报告写的是甲厂，文件属性“单位”是乙公司。
    """
    told = {k: v for k, v in report.document.properties.items() if k in _NAMED and v.strip()}
    if not told:
        raise NotFound("文件没有可看的属性")
    known = _known(report)
    if not report.identity.enterprise and not known:
        raise NotFound("没有读到受评价单位名称，无从比较")
    seen: set[str] = set()
    words = trace_words()
    for key, value in told.items():
        for name in _bodies(key, value):
            if name in seen or words.is_neutral(name) or words.is_neutral(value) or _is_known(name, known):
                continue
            seen.add(name)
            subject = next((n.place for n in report.facts.names if n.role == "subject"), None)
            places = (Place("", f"{_NAMED[key]}：{value}"[:60]), *((subject,) if subject else ()))
            yield Finding(
                f"线索，需核实：文件属性“{_NAMED[key]}”写着“{name}”，报告中没有这家单位。", places, subject=name
            )


def _bodies(key: str, value: str) -> list[str]:
    """Names of companies and the like in a property; its company is one as it stands."""
    found = [o.text for o in organisations.find(value)]
    if not found and key == "company" and re.search(r"[\u4e00-\u9fff]{4}", value):
        found = [value.strip()]
    return [name for name in found if name.endswith(COMPANY_FORMS) or key == "company"]


def _known(report: Report) -> set[str]:
    names = {n.text for n in report.facts.names} | {n.canonical for n in report.facts.names if n.canonical}
    return {n for n in names | {report.identity.enterprise, report.identity.agency} if n}


def _is_known(name: str, known: set[str]) -> bool:
    return any(name in other or other in name or _core(name) == _core(other) for other in known)


def _core(name: str) -> str:
    """A name without its form and its place."""
    bare = _FORMS.sub("", name)
    cut = re.sub(r"^.{2,3}?(?:省|市|县|区)", "", bare)
    return cut if len(cut) >= _CORE else bare
