"""`report-kit evaluate`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("corpus", metavar="语料文件夹", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--split", type=click.Choice(["develop", "judge"]), help="只测这一半")
@click.option("--details", is_flag=True, help="逐条列出漏检、误报和未读出的内容")
@click.option("-o", "--out", metavar="MD", type=click.Path(path_type=Path), help="把表格写到文件")
@click.option("--jobs", type=click.IntRange(min=1), help="并行进程数")
def evaluate(corpus: Path, split: str | None, details: bool, out: Path | None, jobs: int | None) -> None:
    """检查语料中的每份报告，对照答案统计检出率（附 95 % 区间）、误报和读取完整度。"""
    from report_kit.accuracy import evaluate as scoreboard
    from report_kit.accuracy import tables, truth
    from report_kit.cli.progress import progress
    from report_kit.output import write_text

    truths = list(truth.find(corpus, split))
    with progress(len(scoreboard.files_of(truths)), "评测") as step:
        results = scoreboard.evaluate(truths, jobs=jobs, progress=step)
    text = tables.markdown(results)
    click.echo(text)
    if details:
        click.echo(tables.details(results))
    if out is not None:
        write_text(out, text)
