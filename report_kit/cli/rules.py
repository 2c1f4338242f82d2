"""`report-kit rules`."""

from __future__ import annotations

import click

from report_kit.cli.options import own_checklists
from report_kit.errors import InputError

_SEVERITY = {"error": "错误", "warning": "提醒", "info": "提示"}
_NATURE = {"requirement": "要求", "signal": "线索"}


@click.command()
@click.argument("code", metavar="[代码]", required=False)
@own_checklists
def rules(code: str | None) -> None:
    """列出全部规则；给出代码（如 A303）则显示该规则查什么、依据、易误判之处和例子。"""
    from rich.console import Console

    from report_kit.checking.rates import base_rate, status
    from report_kit.feedback import wording
    from report_kit.rules import load_all

    console = Console(highlight=False, markup=False)
    known = load_all()
    if code is None:
        from rich.table import Table

        table = Table(title=f"规则目录（{len(known)} 条）", title_justify="left")
        for heading in ("代码", "名称", "类别", "级别", "状态"):
            table.add_column(heading, no_wrap=True)
        for row in known.values():
            table.add_row(row.code, row.title, _NATURE[row.nature], _SEVERITY[row.severity], status(row))
        console.print(table)
        console.print("查看一条规则：report-kit rules 代码")
        return
    entry = known.get(code.upper())
    if entry is None:
        raise InputError(f"没有规则 {code}", "用 report-kit rules 查看全部规则")
    console.print(f"{entry.code} {entry.title}（{entry.name}）")
    console.print(
        f"类别：{_NATURE[entry.nature]}　级别：{_SEVERITY[entry.severity]}　第二十三条情形：{entry.trigger}　状态：{status(entry)}"
    )
    if entry.clause.source:
        doubt = "" if entry.clause.confidence == "official" else "（待核实）"
        console.print(f"条款：{entry.clause.source} {entry.clause.ref}{doubt}")
    console.print()
    console.print(entry.documentation)
    if entry.remedy:
        console.print(f"\n改法：{entry.remedy}")
    if entry.innocent:
        console.print(f"\n常见正当原因：{'；'.join(entry.innocent)}")
    if measured := wording.base_rate(base_rate(entry)):
        console.print(f"\n基准：{measured}")
