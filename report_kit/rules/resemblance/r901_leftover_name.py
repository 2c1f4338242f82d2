"""R901: another enterprise's or another city's name where the subject's should stand."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.rules import foreign_names, foreign_places
from report_kit.rules.api import Finding, NotFound, Report, rule


@rule(
    "R901", name="leftover-name", title="残留其他企业、园区、城市、产品名称", severity="warning", nature="signal", trigger="A",
    compares=True, remedy="核对该名称与本企业的关系；属于沿用其他报告留下的，请改正并重新核对相关内容",
    innocent=("与本企业有关联、合作关系而文中没有说明", "曾用名或未声明的简称", "企业搬迁前的所在地、另有厂区"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：只能写评价对象的地方（评价结论、承诺、独立性说明、现场评价地点、主管部门批复、当地规划、题名、页眉页脚、对本企业的叙述）
    出现了其他企业的全称或简称、其他市县；正文中全文仅此一处、又没有说明关系的外地企业简称。指定报告库时，还查库中其他企业的名称及只差一字的写法。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条；公布案例中“残留他处地名”一类。

    易误判：供应商、客户、检测认证机构、主管部门、集团及兄弟企业、对标企业、曾用名、已声明的简称、相邻企业、搬迁前地址都不算；表格、证书内容不查；
    与本企业名称只差几个字的写法由 C402 提示。

    例：评价结论写“××陶瓷有限公司符合绿色工厂评价要求”，而评价对象是另一家建材企业；“评价组赴梅州市五华县现场评估”，而工厂在东源县。
    """
    if not report.identity.enterprise:
        raise NotFound("没有读到评价对象的名称")
    found = [*foreign_names.leftovers(report), *foreign_places.leftovers(report)]
    if report.history is not None:
        found += foreign_names.of_register(report, report.history.known_names())
    said: set[str] = set()
    for one in found:
        if any(one.name in name or name in one.name for name in said):
            continue
        said.add(one.name)
        yield Finding(
            f"线索，需核实：“{one.name}”出现在{one.where}，它不是本报告的评价对象（{report.identity.enterprise}），文中也没有说明它与本企业的关系。",
            places=(one.place,),
            subject=one.name,
        )
