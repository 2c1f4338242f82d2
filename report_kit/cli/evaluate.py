"""`report-kit evaluate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

from report_kit.cli.options import rule_codes


@click.command()
@click.argument("corpus", metavar="语料文件夹", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--split", type=click.Choice(["develop", "judge"]), help="只测这一部分")
@click.option("--select", callback=rule_codes, metavar="代码", default="", help="只测这些规则，如 A,S103")
@click.option("--ocr", is_flag=True, help="连同扫描件（scan.pdf）一起测：要识别文字，慢；识别结果存入缓存")
@click.option("--details", is_flag=True, help="逐条列出漏检、误报和未读出的内容")
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True, help="输出格式"
)
@click.option("-o", "--out", metavar="输出", type=click.Path(path_type=Path), help="把结果写到文件")
@click.option("--jobs", type=click.IntRange(min=1), default=2, show_default=True, help="并行的进程数")
def evaluate(
    corpus: Path,
    split: str | None,
    select: tuple[str, ...],
    ocr: bool,
    details: bool,
    form: Literal["human", "json"],
    out: Path | None,
    jobs: int,
) -> None:
    """检查语料中的每份报告，对照答案统计检出率（附 95 % 区间）、误报和读取完整度。"""
    from report_kit.accuracy import evaluate as scoreboard
    from report_kit.accuracy import tables, truth
    from report_kit.cli.progress import progress
    from report_kit.output import write_text

    truths = list(truth.find(corpus, split))
    with progress(len(scoreboard.work(truths, scans=ocr)), "评测") as step:
        results = scoreboard.evaluate(truths, jobs=jobs, select=select, scans=ocr, progress=step)
    lines = list(tables.details(results)) if details else []
    if form == "json":
        answer = tables.to_json(results)
        text = json.dumps({**answer, "details": lines} if details else answer, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "\n".join([tables.markdown(results), *lines])
    click.echo(text, nl=False)
    if out is not None:
        write_text(out, text)
