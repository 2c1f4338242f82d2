"""`report-kit read`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("-o", "--out", metavar="JSON", type=click.Path(path_type=Path), help="写到文件（默认：屏幕）")
@click.option(
    "--ocr", type=click.Choice(["none", "body", "all"]), default="none", show_default=True, help="对扫描页做文字识别"
)
@click.option("--password", metavar="密码", help="打开受保护文件的密码")
def read(file: Path, out: Path | None, ocr: str, password: str | None) -> None:
    """读取报告（DOCX 或 PDF），输出标题、段落、表格及其位置（JSON）。"""
    from report_kit.cli.options import refuse_ocr
    from report_kit.document import read as read_document
    from report_kit.output import write_text

    refuse_ocr(ocr)
    text = json.dumps(read_document(file, password=password).to_json(), ensure_ascii=False, indent=1)
    if out is None:
        click.echo(text)
        return
    write_text(out, text + "\n")
    click.echo(f"已写入 {out}")
