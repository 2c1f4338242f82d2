"""`report-kit check`."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from report_kit.cli.against import against
from report_kit.cli.options import ocr_options, own_checklists, reading_options, rule_codes, say, scanning
from report_kit.cli.progress import progress
from report_kit.errors import InputError
from report_kit.sandbox import Limits

if TYPE_CHECKING:
    from report_kit.checking.model import Check
    from report_kit.evidence import Evidence
    from report_kit.sandbox import Worker

_LEVELS = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


@click.command()
@click.argument("files", metavar="文件...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--edition", metavar="版本", help="指定评价标准版本，如 gbt36132-2025（默认按报告日期和引用判断）")
@click.option(
    "--as-of", "as_of", metavar="日期", type=click.DateTime(["%Y-%m-%d"]), help="以哪一天为准检查（默认今天）"
)
@click.option("--stage", type=click.Choice(["draft", "final"]), default="final", show_default=True, help="草稿或定稿")
@click.option(
    "--audience",
    type=click.Choice(["author", "staff"]),
    default="author",
    show_default=True,
    help="给编写人或给管理部门",
)
@click.option("--select", callback=rule_codes, metavar="代码", default="", help="只运行这些规则，如 A,S103")
@click.option("--ignore", callback=rule_codes, metavar="代码", default="", help="不运行这些规则")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="出现何种问题时退出码为 1",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json", "html"]),
    default="human",
    show_default=True,
    help="输出格式",
)
@click.option("-o", "--out", metavar="输出", type=click.Path(path_type=Path), help="写到文件；多个文件时为文件夹")
@click.option(
    "--evidence",
    "evidence_folder",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="佐证材料文件夹：统计报表、台账（XLSX），证书、检测报告（PDF、DOCX），与报告核对",
)
@click.option(
    "--register", "database", metavar="报告库", envvar="REPORT_KIT_REGISTER",
    help="与报告库（文件或 PostgreSQL 地址）中的报告、名单比对；只读，不加入",
)  # fmt: skip
@own_checklists
@ocr_options
@reading_options
def check(
    files: tuple[Path, ...],
    evidence_folder: Path | None,
    database: str | None,
    edition: str | None,
    as_of: datetime | None,
    stage: Literal["draft", "final"],
    audience: Literal["author", "staff"],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    form: Literal["human", "json", "html"],
    out: Path | None,
    ocr: Literal["none", "body", "all"],
    ocr_jobs: int,
    ocr_cache: str | None,
    password: str | None,
    max_seconds: float,
    max_memory: int,
) -> None:
    """检查评价报告（DOCX、PDF；.doc、.wps、.rtf、.odt 经 LibreOffice 转换）：必备章节和字段、指标、复算、一致性、标识、时间。

    退出码：0 无错误，1 有错误，2 文件或用法有误，3 有规则运行失败。
    """
    from report_kit.checking import safely
    from report_kit.checklist.editions import edition_ids, profile_ids

    if edition is not None and edition not in (*edition_ids(), *profile_ids()):
        raise InputError(f"没有评价标准版本 {edition}", f"可用：{'、'.join((*edition_ids(), *profile_ids()))}")
    day = as_of.date() if as_of else date.today()
    checks: list[Check] = []
    refused: list[InputError] = []
    with (
        safely.checker(Limits(max_seconds, max_memory), evidence=evidence_folder is not None) as worker,
        progress(len(files)) as step,
        against(database, select, ignore) as compared,
    ):
        how = scanning(ocr, ocr_jobs, ocr_cache, step.pages)
        evidence = _evidence(worker, evidence_folder)
        for file in files:
            try:
                one = safely.check_file(
                    worker, file, password=password, progress=step, scanning=how, first=_say_first, edition=edition, as_of=day, stage=stage, pictures=audience == "staff",
                    audience=audience, select=select, ignore=ignore, evidence=evidence,
                )  # fmt: skip
                checks.append(compared(one))
            except InputError as error:
                refused.append(error)
            step("")
    _write(checks, files, form, out)
    for problem in refused:
        say(problem)
    sys.exit(_exit_code(checks, bool(refused), fail_on))


def _evidence(worker: Worker, folder: Path | None) -> Evidence | None:
    """What the files of the folder say, each read in the worker; a file that ends the worker is a note."""
    if folder is None:
        return None
    from report_kit.evidence import read_folder
    from report_kit.evidence.reading import read_file

    return read_folder(folder, reader=lambda name, data, year: worker.run_on(name, read_file, (name, data, year)))


def _say_first(check: Check, pages: int) -> None:
    """What the text pages gave, while the scanned pages are being recognised."""
    found = sum(1 for f in check.findings if not f.suppressed)
    click.echo(
        f"{check.document.file.name}：文字页已检查，发现 {found} 处问题；另有 {pages} 页扫描页正在识别，完成后给出全部结果",
        err=True,
    )


def _exit_code(checks: list[Check], refused: bool, fail_on: str) -> int:
    if refused:
        return 2
    if any(c.crashed for c in checks):
        return 3
    levels = _LEVELS[fail_on]
    bad = any(f.severity in levels and f.status == "stable" for c in checks for f in c.findings if not f.suppressed)
    return 1 if bad else 0


def _write(checks: list[Check], files: tuple[Path, ...], form: str, out: Path | None) -> None:
    if not checks:
        return
    if form == "human":
        _human(checks, out)
    elif form == "json":
        _json(checks, out, several=len(files) > 1)
    else:
        _html(checks, out, several=len(files) > 1)


def _human(checks: list[Check], out: Path | None) -> None:
    from io import StringIO

    from rich.console import Console

    from report_kit.feedback import human
    from report_kit.output import write_text

    buffer = StringIO()
    console = Console(highlight=False) if out is None else Console(file=buffer, width=100, highlight=False)
    for one in checks:
        human.render(one, console)
    if len(checks) > 1:
        human.several(checks, console)
    if out is not None:
        write_text(_in_folder(out, "检查结果.txt"), buffer.getvalue())


def _json(checks: list[Check], out: Path | None, *, several: bool) -> None:
    from report_kit.feedback import json_lines
    from report_kit.output import write_text

    if several:
        text = "".join(json_lines.render(c) + "\n" for c in checks)
    else:
        text = json_lines.render(checks[0], pretty=True) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        write_text(_in_folder(out, "检查结果.jsonl") if several else out, text)


def _html(checks: list[Check], out: Path | None, *, several: bool) -> None:
    from report_kit.feedback import html
    from report_kit.output import write_text

    if several and out is None:
        raise InputError("多个文件的网页结果需要一个输出文件夹", "请加 -o 文件夹")
    names: set[str] = set()
    for one in checks:
        page = html.render(one)
        if out is None:
            click.echo(page)
            continue
        target = out
        if several:
            target = out / _unused(f"{one.document.file.name}.html", names)
        write_text(target, page)
        click.echo(f"已写入 {target}")


def _in_folder(out: Path, name: str) -> Path:
    return out / name if out.is_dir() else out


def _unused(name: str, taken: set[str]) -> str:
    """`name`, numbered where two files of different folders are called the same."""
    candidate, n = name, 2
    while candidate in taken:
        candidate, n = f"{n}-{name}", n + 1
    taken.add(candidate)
    return candidate
