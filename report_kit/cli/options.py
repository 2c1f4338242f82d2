"""What several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from report_kit.errors import InputError
from report_kit.sandbox import Limits

Command = Callable[..., Any]


def _asked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The password; `-` asks for it on the screen, so that it stands in no history of commands."""
    if value != "-":
        return value
    return str(click.prompt("密码", hide_input=True, err=True))


def reading_options(command: Command) -> Command:
    """`--password` and the limits of reading, the same for every command that reads reports."""
    for option in (
        click.option(
            "--max-memory", metavar="MB", type=click.IntRange(min=256), default=Limits().memory, show_default=True,
            help="读取进程可用的内存",
        ),
        click.option(
            "--max-seconds", metavar="秒", type=click.FloatRange(min=1), default=Limits().seconds, show_default=True,
            help="读取或检查一个文件的时限",
        ),
        click.option(
            "--password", metavar="密码", envvar="REPORT_KIT_PASSWORD", callback=_asked,
            help="打开受保护文件的密码；- 为在屏幕上输入（也可用环境变量 REPORT_KIT_PASSWORD）",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def refuse_ocr(mode: str) -> None:
    """Says so when text recognition is asked for: this version reads DOCX and PDFs with text."""
    if mode != "none":
        raise InputError("本版本尚不能识别扫描页（--ocr）", "请提交 DOCX，或由 Word、WPS 直接导出的 PDF")


def say(error: InputError) -> None:
    """Prints an input error on stderr: what is wrong, then what to do."""
    click.echo(f"错误：{_harmless(error.message)}", err=True)
    if error.hint:
        click.echo(f"处理办法：{_harmless(error.hint)}", err=True)


def _harmless(text: str) -> str:
    """Text that may hold names from a file, without characters that steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)
