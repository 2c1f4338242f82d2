"""`report-kit checklists`: what the tool holds reports against, and checking one's own file."""

from __future__ import annotations

from pathlib import Path

import click

from report_kit.cli.options import own_checklists

_STATUS = {"draft": "征求意见稿", "in-force": "现行", "superseded": "已被代替", "reference": "参考"}


@click.command()
@click.argument("id", required=False)
@click.option("--ids", is_flag=True, help="只列编号（每行一个），供填数据和写标注用")
@click.option(
    "--validate",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="校验一个清单文件，指出错在第几行",
)
@own_checklists
def checklists(id: str | None, ids: bool, file: Path | None) -> None:
    """查看评价要求清单：不带参数列出全部，带编号显示各行及出处；--validate 校验自己写的清单。"""
    if file is not None:
        _validate(file)
    elif id is None:
        _list(ids)
    else:
        _show(id, ids)


def _validate(file: Path) -> None:
    from report_kit.checklist.validate import validate
    from report_kit.errors import InputError

    found = validate(file)
    if found:
        raise InputError("；".join(found[:20]), f"共 {len(found)} 处，请改正后再校验")
    click.echo(f"{file.name}：校验通过")


def _list(ids: bool) -> None:
    from report_kit.checklist.catalogue import catalogue

    if ids:
        for item in catalogue():
            click.echo(item.id)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title="清单目录", title_justify="left")
    table.add_column("编号", no_wrap=True)
    table.add_column("名称", overflow="fold")
    table.add_column("状态", no_wrap=True)
    for item in catalogue():
        table.add_row(item.id, item.title, _STATUS.get(item.status, item.status))
    console = Console(highlight=False)
    console.print(table)
    console.print("查看一个清单：report-kit checklists 编号")


def _show(id: str, ids: bool) -> None:
    from report_kit.checklist.catalogue import describe, entry, fact_ids, loaded, rows_of
    from report_kit.checklist.model import CONFIDENCE_LABELS

    item = entry(id)
    model = loaded(item)
    if ids:
        for fact in fact_ids(model):
            click.echo(fact)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(f"{item.title}（{_STATUS[item.status]}）"), title_justify="left")
    for heading in ("编号", "名称", "内容", "出处", "依据"):
        table.add_column(heading, overflow="fold")
    rows = list(rows_of(model))
    for _, row in rows:
        clause = getattr(row, "clause", "") or getattr(row, "article", "")
        source = f"{row.source} {clause}".strip()
        cells = (row.id, row.name, describe(row), source, CONFIDENCE_LABELS[row.confidence])
        table.add_row(*(escape(c) for c in cells))
    console = Console(highlight=False)
    console.print(table)
    if note := getattr(model, "note", ""):
        console.print(escape(f"说明：{note}"))
    if not rows:
        console.print("本清单是代码表，请直接查看文件：" + escape(item.name))
