"""What several commands share."""

from __future__ import annotations

import click

from report_kit.errors import InputError


def refuse_ocr(mode: str) -> None:
    """Says so when text recognition is asked for: this version reads DOCX and PDFs with text."""
    if mode != "none":
        raise InputError("本版本尚不能识别扫描页（--ocr）", "请提交 DOCX，或由 Word、WPS 直接导出的 PDF")


def say(error: InputError) -> None:
    """Prints an input error on stderr: what is wrong, then what to do."""
    click.echo(f"错误：{error.message}", err=True)
    if error.hint:
        click.echo(f"处理办法：{error.hint}", err=True)
