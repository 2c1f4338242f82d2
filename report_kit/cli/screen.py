"""`report-kit screen`."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from report_kit.cli.options import ocr_options, own_checklists, scanning
from report_kit.cli.progress import progress
from report_kit.sandbox import Limits

if TYPE_CHECKING:
    from report_kit.screen.order import Standing


@click.command()
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option(
    "--register", "database", metavar="报告库", required=True, envvar="REPORT_KIT_REGISTER",
    help="报告库文件（没有则新建）或 PostgreSQL 地址",
)  # fmt: skip
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1, 64), default=min(8, os.cpu_count() or 1), show_default=True,
    help="同时检查几份",
)  # fmt: skip
@click.option("--as-of", "as_of", metavar="日期", type=click.DateTime(["%Y-%m-%d"]), help="以哪一天为准（默认今天）")
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True, help="输出格式"
)  # fmt: skip
@click.option("--out", "-o", metavar="文件夹", type=click.Path(path_type=Path), help="结果写到这个文件夹")
@click.option(
    "--max-seconds",
    metavar="秒",
    type=click.FloatRange(min=1),
    default=Limits().seconds,
    show_default=True,
    help="一个文件的时限",
)
@click.option(
    "--max-memory",
    metavar="MB",
    type=click.IntRange(min=256),
    default=Limits().memory,
    show_default=True,
    help="一个文件可用的内存",
)
@own_checklists
@ocr_options
def screen(
    folder: Path,
    database: str,
    jobs: int,
    as_of: datetime | None,
    form: str,
    out: Path | None,
    max_seconds: float,
    max_memory: int,
    ocr: Literal["none", "body", "all"],
    ocr_jobs: int,
    ocr_cache: str | None,
) -> None:
    """筛查一批报告：逐份检查并存入报告库，再互相并与库中报告比对，排出先看哪一份及理由。

    读不了的文件列在最后，不影响其他报告。全部发现都是线索，须人工核实。
    """
    from report_kit.register import Register
    from report_kit.screen import intake, order

    day = as_of.date() if as_of else date.today()
    with Register(database) as store, progress(2 * len(intake.files(folder)), "筛查") as step:

        def told(name: str) -> None:
            step(name)
            step("")

        taken = intake.screen(
            folder,
            store,
            jobs=jobs,
            limits=Limits(max_seconds, max_memory),
            progress=told,
            as_of=day,
            audience="staff",
            scanning=scanning(ocr, ocr_jobs, ocr_cache, None),
        )
    standings = order.in_order([s.check for s in taken])
    if form == "json":
        _json(standings, out)
    else:
        _human(standings, out)


def _json(standings: list[Standing], out: Path | None) -> None:
    from report_kit.feedback import json_lines
    from report_kit.output import write_text

    text = "".join(json_lines.render(s.check) + "\n" for s in standings)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_text(out / "筛查结果.jsonl", text)


def _human(standings: list[Standing], out: Path | None) -> None:
    from io import StringIO

    from rich.console import Console

    from report_kit.feedback import stack
    from report_kit.output import write_text

    rows = [
        stack.Row(
            name=s.check.document.file.name,
            unit=s.check.facts.identity.enterprise,
            agency=s.check.facts.identity.agency,
            blocked=s.blocked,
            errors=s.check.count("error"),
            warnings=s.check.count("warning"),
            reasons=s.reasons,
        )
        for s in standings
    ]
    buffer = StringIO()
    console = Console(highlight=False) if out is None else Console(file=buffer, width=120, highlight=False)
    stack.render(rows, console)
    if out is not None:
        write_text(out / "筛查结果.txt", buffer.getvalue())
