"""Lists of projects: name, year, money and effect of every row."""

from __future__ import annotations

import re

from report_kit.document.model import Document
from report_kit.facts import listing
from report_kit.facts.pieces import tight
from report_kit.facts.records import Project

_NAME = re.compile(r"项目名称|改造项目|^项目$|工程名称|技改项目|措施名称|节能措施|方案名称")
_YEAR = re.compile(r"年份|年度|时间|完成|实施|投运")
_MONEY = re.compile(r"投资|费用|金额")
_EFFECT = re.compile(r"节能量|节电|节水|减排|减碳|效益|效果|节约|降碳|节能")
_ABOUT = re.compile(r"项目|改造|工程|措施|方案")
_NO_NAME = re.compile(r"^(?:合计|小计|总计|累计|平均|共计|序号|备注|年均)|^\d+$")
_PLANNED = re.compile(r"计划|拟|下一步|规划|今后|改进")


def extract(document: Document) -> list[Project]:
    """Every row of a list of projects that were carried out."""
    found: list[Project] = []
    for table in document.tables:
        heads = listing.headers(table)
        section = document.section_of.get(table.id)
        title = table.caption + (section.title if section else "")
        if not any(_MONEY.search(h) or _EFFECT.search(h) for h in heads) or not _ABOUT.search(title + "".join(heads)):
            continue
        if _PLANNED.search(title):
            continue
        for row in listing.rows(table):
            at = row.column(_NAME)
            if at is None:
                break
            name = tight(row.text(at))
            if len(name) < 4 or _NO_NAME.search(name):
                continue
            years = re.findall(r"(?:19|20)\d\d", row.of(_YEAR))
            money, effect = row.column(_MONEY), row.column(_EFFECT, _NAME)
            found.append(
                Project(
                    name, int(years[-1]) if years else None, tight(row.text(money)), tight(row.text(effect)), row.place(at), table.id
                )
            )  # fmt: skip
    return found
