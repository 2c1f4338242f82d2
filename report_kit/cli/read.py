"""`report-kit read`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

from report_kit.cli.options import ocr_options, reading_options, scanning
from report_kit.cli.progress import progress
from report_kit.sandbox import Limits


@click.command()
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("-o", "--out", metavar="JSON", type=click.Path(path_type=Path), help="写到文件（默认：屏幕）")
@ocr_options
@reading_options
def read(
    file: Path,
    out: Path | None,
    ocr: Literal["none", "body", "all"],
    ocr_jobs: int,
    ocr_cache: str | None,
    password: str | None,
    max_seconds: float,
    max_memory: int,
) -> None:
    """读取报告（DOCX、PDF，或经 LibreOffice 读取 .doc、.wps、.rtf、.odt），输出标题、段落、表格及其位置（JSON）。"""
    from report_kit.document import safely
    from report_kit.output import write_text

    with (
        safely.reader(Limits(max_seconds, max_memory), preload=(*safely.READERS, safely.HASHING)) as worker,
        progress(1, "读取") as step,
    ):
        how = scanning(ocr, ocr_jobs, ocr_cache, step.pages)
        document = safely.read(worker, file, password=password, scanning=how, hash_pictures=True)
    text = json.dumps(document.to_json(), ensure_ascii=False, indent=1)
    if out is None:
        click.echo(text)
        return
    write_text(out, text + "\n")
    click.echo(f"已写入 {out}")
