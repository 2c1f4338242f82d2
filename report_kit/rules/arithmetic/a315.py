"""A315: one project counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from report_kit.facts.records import Project
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_NEAR = 88
_PHASE = re.compile(
    r"[一二三四五1-9Ⅰ-Ⅴ]\s*期|[一二三四五]阶段|第[一二三四五]批|[#＃]\s*\d|\d\s*[#＃号]|[A-Z]\d?区|[A-Z]线|[一二三四五]车间"
)


@rule(
    "A315", name="project-double-counted", title="同一项目重复计入", severity="warning", nature="signal", trigger="A",
    clause=Clause("评价报告数据核实", "改造项目数与投资额"), remedy="核对项目合同、验收资料，跨年度项目只计一次或分年列投资",
    innocent=("跨年度实施、分年投资", "同名的几期工程", "同一项目既节能又节水，各算各的效果"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：项目清单里同一个项目（名称相同或几乎相同，投资额或效果也相同）列了两次。

    依据：年均项目数、投资额、节能量按不重复的项目累计。

    易误判：一期、二期，1号、2号等分期分台的项目不算；名称相同而投资额、效果都不同的不报；只在正文再次提到不算重复计入。

    例：“空压机余热回收改造”在 2023 年、2024 年各列一次，投资都是 86.5 万元。
    """
    projects = report.facts.projects
    if len(projects) < 2:
        raise NotFound("没有找到项目清单")
    for n, first in enumerate(projects):
        for other in projects[n + 1 :]:
            if _twice(first, other):
                year = (
                    f"（{first.year}年、{other.year}年）"
                    if first.year != other.year and first.year and other.year
                    else ""
                )
                yield Finding(
                    f"“{other.name}”与“{first.name}”疑为同一项目，重复列入{year}。",
                    (other.place, first.place),
                    subject=first.name,
                )
                break


def _twice(a: Project, b: Project) -> bool:
    if _PHASE.findall(a.name) != _PHASE.findall(b.name):
        return False
    same = _bare(a.name) == _bare(b.name)
    if not same and fuzz.ratio(_bare(a.name), _bare(b.name)) < _NEAR:
        return False
    money, effect = _equal(a.investment, b.investment), _equal(a.effect, b.effect)
    if a.list != b.list:
        return same and money is True and effect is not False and a.year != b.year and None not in (a.year, b.year)
    if same:
        return money is not False or effect is True
    return money is True and effect is not False


def _bare(name: str) -> str:
    return re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]|项目$|工程$", "", name)


def _equal(a: str, b: str) -> bool | None:
    """Whether two cells print the same number; None where one prints none."""
    first, second = re.search(r"\d[\d,.]*", a), re.search(r"\d[\d,.]*", b)
    if first is None or second is None:
        return None
    return first[0].replace(",", "") == second[0].replace(",", "")
