"""`report-kit register`."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from report_kit.cli.options import reading_options
from report_kit.errors import InputError
from report_kit.sandbox import Limits

if TYPE_CHECKING:
    from report_kit.register import Register

DATABASE = click.option(
    "--register", "database", metavar="报告库", required=True, envvar="REPORT_KIT_REGISTER",
    help="报告库文件（如 报告库.db）或 PostgreSQL 地址；也可用环境变量 REPORT_KIT_REGISTER",
)  # fmt: skip


@click.group()
def register() -> None:
    """报告库：加入、查看、导出、删除报告，导入名单，备份和恢复。

    报告库是一个文件（如 报告库.db），或 PostgreSQL 地址（postgresql://…）。
    """


@register.command()
@DATABASE
@click.argument("files", metavar="文件...", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
def add(database: str, files: tuple[Path, ...], password: str | None, max_seconds: float, max_memory: int) -> None:
    """检查报告并加入报告库，与库中已有报告比对一次。"""
    from report_kit.checking import safely
    from report_kit.checking.engine import compare
    from report_kit.cli.options import say
    from report_kit.register import Register
    from report_kit.register.filing import filing
    from report_kit.register.history import RegisterHistory

    refused = False
    with Register(database) as store, safely.checker(Limits(max_seconds, max_memory)) as worker:
        for file in files:
            try:
                check = safely.check_file(worker, file, password=password, audience="staff", pictures=True)
            except InputError as error:
                say(error)
                refused = True
                continue
            compare(check, RegisterHistory(store, check.document.file.sha256))
            added = store.add(filing(check))
            how = {
                "new": "已加入",
                "known": "库中已有，未重复加入",
                "revision": f"已加入，是第 {added.earlier} 号的修改稿",
            }
            click.echo(f"第 {added.id} 号  {file.name}  {how[added.how]}")
    if refused:
        raise SystemExit(2)


@register.command("list")
@DATABASE
@click.option("--enterprise", metavar="名称或代码", default="", help="只列这个单位（名称可只写一部分）")
@click.option("--agency", metavar="名称", default="", help="只列这家评价机构")
@click.option("--year", metavar="年", type=int, help="只列这个评价年度")
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True, help="输出格式"
)
def list_(database: str, enterprise: str, agency: str, year: int | None, form: str) -> None:
    """列出报告库中的报告。"""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from report_kit.register.export import report_rows

    with _open(database) as store:
        rows = report_rows(store, store.reports(enterprise=enterprise, agency=agency, year=year))
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    columns = ("编号", "单位", "评价年度", "类型", "方式", "评价机构", "错误", "警告", "是某份的修改稿", "文件名")
    table = Table(*columns, title=f"报告库 {len(rows)} 份报告")
    for row in rows:
        table.add_row(*(Text(str(row[c])) for c in columns))
    Console(highlight=False).print(table)


@register.command()
@DATABASE
@click.argument("report", metavar="编号")
@click.option("--unmasked", is_flag=True, help="不遮盖人名、电话（默认遮盖）")
def show(database: str, report: str, unmasked: bool) -> None:
    """一份报告的全部检查结果（JSON）。"""
    from report_kit.register import masking
    from report_kit.register.export import check_of, people, report_rows

    with _open(database) as store:
        filed = store.find(report)
        data: dict[str, Any] = {**report_rows(store, [filed])[0], "check": check_of(store, filed)}
        if not unmasked:
            data = masking.data(data, people(store))
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


@register.command()
@DATABASE
@click.option(
    "-o", "--out", metavar="文件", required=True, type=click.Path(path_type=Path), help=".json、.csv 或 .xlsx"
)
@click.option("--enterprise", metavar="名称或代码", default="", help="只导出这个单位")
@click.option("--agency", metavar="名称", default="", help="只导出这家评价机构")
@click.option("--unmasked", is_flag=True, help="不遮盖人名、电话（默认遮盖）")
def export(database: str, out: Path, enterprise: str, agency: str, unmasked: bool) -> None:
    """导出报告和问题（默认遮盖人名、电话）。"""
    from report_kit.register import export as exporting

    with _open(database) as store:
        reports = store.reports(enterprise=enterprise, agency=agency)
        exporting.export(store, out, reports=reports, unmasked=unmasked)
    click.echo(f"已导出 {len(reports)} 份报告到 {out}")


@register.command()
@DATABASE
@click.argument("enterprise", metavar="信用代码或全称")
@click.option("--yes", is_flag=True, help="不再询问")
def erase(database: str, enterprise: str, yes: bool) -> None:
    """彻底删除一个单位的全部报告和指纹（不可恢复）。"""
    with _open(database) as store:
        if not yes:
            click.confirm(f"将彻底删除“{enterprise}”的全部报告，不可恢复，确定吗", abort=True)
        count = store.erase(enterprise)
    click.echo(f"已删除“{enterprise}”的 {count} 份报告")


@register.command()
@DATABASE
@click.argument("out", metavar="备份文件", type=click.Path(path_type=Path))
def backup(database: str, out: Path) -> None:
    """备份为一个 ZIP 文件（SQLite、PostgreSQL 通用）。"""
    from report_kit.register import backup as saving

    with _open(database) as store:
        count = saving.backup(store, out)
    click.echo(f"已备份 {count} 份报告到 {out}")


@register.command()
@DATABASE
@click.argument("source", metavar="备份文件", type=click.Path(path_type=Path))
def restore(database: str, source: Path) -> None:
    """从备份恢复到一个新的报告库。"""
    from report_kit.register import Register
    from report_kit.register import backup as saving

    with Register(database) as store:
        count = saving.restore(store, source)
    click.echo(f"已恢复 {count} 份报告")


@register.command()
@DATABASE
def verify(database: str) -> None:
    """核对报告库是否完好。"""
    from report_kit.register import backup as saving

    with _open(database) as store:
        problems = saving.verify(store)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise SystemExit(1)
    click.echo("报告库完好")


@register.command("import-list")
@DATABASE
@click.argument("file", metavar="名单文件", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    metavar="种类",
    required=True,
    help="经营异常、失信、处罚、节能监察、移出名单，或 绿色名单（已公布的绿色制造名单）",
)
@click.option("--date", "day", metavar="日期", type=click.DateTime(["%Y-%m-%d"]), help="名单截至哪一天（默认今天）")
def import_list(database: str, file: Path, kind: str, day: datetime | None) -> None:
    """导入名单（CSV 或 Excel）；同名文件再次导入时替换。"""
    from report_kit.register import Register, lists

    with Register(database) as store:
        if kind == "绿色名单":
            count = lists.import_roster(store, file)
        else:
            count = lists.import_list(store, file, kind, day.date() if day else date.today())
    click.echo(f"已导入 {kind} {count} 条")


def _open(database: str) -> Register:
    """An existing register: a mistyped name must not make a new, empty one."""
    from report_kit.register import Register

    if "://" not in database and not Path(database).is_file():
        raise InputError(f"没有报告库 {database}", "请检查文件名；新建报告库用 report-kit register add")
    return Register(database)
