"""`report-kit init` and `report-kit generate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

EDITIONS = ("gbt36132-2025", "gbt36132-2018")


@click.command()
@click.argument("kind", metavar="类型", type=click.Choice(["factory", "park", "supply-chain"]))
@click.option(
    "--mode", type=click.Choice(["self", "third-party"]), default="self", show_default=True, help="自评价或第三方评价"
)
@click.option("--edition", type=click.Choice(EDITIONS), default=EDITIONS[0], show_default=True, help="评价标准版次")
@click.option("--year", metavar="年度", type=click.IntRange(2015, 2100), help="评价年度（默认：上一年）")
@click.option(
    "--from", "last_year", metavar="去年.xlsx", type=click.Path(path_type=Path), help="由去年的工作簿结转前两年数据"
)
@click.option("-o", "--out", metavar="数据.xlsx", type=click.Path(path_type=Path), required=True, help="写到")
def init(kind: str, mode: str, edition: str, year: int | None, last_year: Path | None, out: Path) -> None:
    """新建数据填报工作簿，内含填写说明和按部门的资料收集清单。"""
    from report_kit.generation import init as write_workbook

    write_workbook(kind, mode, edition, out, year=year, last_year=last_year)
    click.echo(f"已写入 {out}：请先看「填写说明」，再按「资料收集清单」分发给各部门。")


@click.command()
@click.argument("data", metavar="数据文件", type=click.Path(path_type=Path))
@click.option("-o", "--out", metavar="报告.docx", type=click.Path(path_type=Path), required=True, help="写到")
@click.option("--pdf", is_flag=True, help="同时生成 PDF（需要 LibreOffice）")
@click.option("--draft", is_flag=True, help="缺数据时也生成，缺处标为【待补充】")
def generate(data: Path, out: Path, pdf: bool, draft: bool) -> None:
    """由填好的工作簿（或 YAML、JSON）生成自评价报告。缺必填数据时列出并以 1 结束。"""
    from report_kit.generation import generate as make
    from report_kit.generation.making import MissingData

    try:
        made = make(data, out, draft=draft, pdf=pdf)
    except MissingData as error:
        click.echo(f"{error.message}\n{error.hint}", err=True)
        sys.exit(1)
    for item in made.missing:
        click.echo(f"待补充：{item}", err=True)
    click.echo(
        f"已生成 {made.path}"
        + (f"、{made.pdf}" if made.pdf else "")
        + f"，共 {len(made.provenance['figures'])} 个计算结果"
    )
