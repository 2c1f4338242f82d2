"""Writes docs/rules.md (every rule's page) and the tables of README.md from the code, so that they cannot drift."""

from __future__ import annotations

import re
from pathlib import Path

from report_kit.checklist.edition import edition
from report_kit.checklist.editions import edition_ids
from report_kit.cli.main import COMMANDS
from report_kit.feedback.wording import KIND, MODE
from report_kit.rules import load_all

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = {
    "S": "结构", "I": "指标", "A": "复算", "C": "一致性", "N": "标识", "T": "时间", "P": "程序与资格",
    "M": "文档痕迹", "R": "雷同", "X": "跨报告与名录", "D": "统计",
}  # fmt: skip
# The catalogue's numbers by family: what is not registered of them is told as not yet built.
CATALOGUE = {
    "S": range(101, 115), "I": range(201, 209), "A": range(301, 316), "C": range(401, 412), "N": range(501, 507),
    "T": range(601, 609), "P": range(701, 709), "M": range(801, 812), "R": range(901, 909), "X": range(705, 713),
    "D": range(1, 5),
}  # fmt: skip
SEVERITY = {"error": "错误", "warning": "提醒", "info": "提示"}


def rules_page() -> str:
    """docs/rules.md: a table of contents, then each rule with what it flags, its basis, what it misreads, an example."""
    rules = load_all()
    parts = ["# 规则目录", "由 `make docs` 从规则的说明生成，请勿手改。`report-kit rules 代码` 显示同样的内容。"]
    parts.append("| 代码 | 名称 | 级别 | 类别 | |\n|---|---|---|---|---|\n" + "\n".join(
        f"| [{r.code}](#{r.code.lower()}) | {r.title} | {SEVERITY[r.severity]} | {'要求' if r.nature == 'requirement' else '线索'} "
        f"| {'试行' if r.status == 'preview' else ''} |"
        for r in rules.values()
    ))  # fmt: skip
    family = ""
    for r in rules.values():
        if r.family != family:
            family = r.family
            parts.append(f"## {family} {FAMILIES[family]}")
        parts.append(f'<a id="{r.code.lower()}"></a>\n### {r.code} {r.title}\n\n`{r.name}`')
        parts.append(r.documentation)
        if r.remedy:
            parts.append(f"改法：{r.remedy}")
        if r.innocent:
            parts.append("常见正当原因：" + "；".join(r.innocent))
    return "\n\n".join(parts) + "\n"


def command_table() -> str:
    """The commands of the program."""
    rows = [f"| `report-kit {name}` | {text} |" for name, (_, text) in COMMANDS.items()]
    return "\n".join(["| 命令 | 作用 |", "|---|---|", *rows])


def editions_table() -> str:
    """What reports are held against: the shipped editions by kind of report."""
    rows = []
    for kind in KIND:
        for one in sorted((e for e in map(edition, edition_ids()) if e.kind == kind), key=lambda e: e.id):
            modes = "、".join(MODE[m] for m in one.modes) if one.modes else "自评价、第三方评价"
            counts = f"{len(one.basic_requirements)} 条基本要求、{len(one.indicators)} 项指标"
            rows.append(f"| {KIND[kind]} | {modes} | `{one.id}` | {one.title} | {counts} |")
    return "\n".join(["| 对象 | 方式 | 版本 | 名称 | 内容 |", "|---|---|---|---|---|", *rows])


def families_table() -> str:
    """How many rules of each family there are."""
    rules = load_all().values()
    rows = []
    for family, name in FAMILIES.items():
        own = [r for r in rules if r.family == family]
        if own:
            asked = sum(r.nature == "requirement" for r in own)
            rows.append(
                f"| {family} {name} | {asked or ''} | {len(own) - asked or ''} | {'、'.join(r.code for r in own)} |"
            )
    return "\n".join(["| 族 | 要求 | 线索 | 规则 |", "|---|---|---|---|", *rows])


def unbuilt() -> str:
    """Codes of the catalogue that have no rule yet."""
    codes = [f"{family}{n:03d}" for family, numbers in CATALOGUE.items() for n in numbers]
    missing = [code for code in codes if code not in load_all()]
    return f"尚未编入的规则：{'、'.join(missing) or '无'}。"


TABLES = {"unbuilt": unbuilt, "commands": command_table, "editions": editions_table, "families": families_table}


def readme(text: str) -> str:
    """README.md, or another page, with the tables between their marks renewed."""
    for mark, table in TABLES.items():
        pattern = rf"(<!-- {mark} -->\n).*?(\n<!-- /{mark} -->)"
        text = re.sub(pattern, lambda m, table=table: m[1] + table() + m[2], text, flags=re.S)  # type: ignore[misc]
    return text


def main() -> None:
    (ROOT / "docs" / "rules.md").write_text(rules_page(), encoding="utf-8")
    for page in (ROOT / "README.md", ROOT / "docs" / "architecture.md"):
        page.write_text(readme(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
