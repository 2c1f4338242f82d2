"""What several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from report_kit.errors import InputError
from report_kit.sandbox import Limits

if TYPE_CHECKING:
    from report_kit.document.safely import Scanning

Command = Callable[..., Any]
Told = Callable[[int, int], None]


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


def _use_checklists(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        from report_kit.checklist.loading import use_folder

        use_folder(value)


def rule_codes(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Rule codes or their beginnings (`A3`, `S`), separated by commas."""
    from report_kit.rules import load_all

    codes = tuple(c.strip().upper() for c in value.replace("，", ",").split(",") if c.strip())
    for code in codes:
        if not any(known.startswith(code) for known in load_all()):
            raise InputError(f"没有规则 {code}", "用 report-kit rules 查看全部规则")
    return codes


def own_checklists(command: Command) -> Command:
    """`--checklists`: the user's own folder of editions, profiles, jurisdictions and rules."""
    return click.option(
        "--checklists", metavar="文件夹", type=click.Path(path_type=Path), callback=_use_checklists, is_eager=True,
        expose_value=False, help="存放自己清单、行业配置、地区、规则的文件夹（也可用环境变量 REPORT_KIT_CHECKLISTS）",
    )(command)  # fmt: skip


def ocr_options(command: Command) -> Command:
    """`--ocr` and how it is done, the same for every command that reads reports."""
    for option in (
        click.option(
            "--ocr-cache", metavar="文件夹", default=None,
            help="识别结果存放的文件夹；off 为不存（默认：本用户的缓存文件夹，只有本用户可读）",
        ),
        click.option(
            "--ocr-jobs", metavar="个", type=click.IntRange(1, 16), default=2, show_default=True,
            help="同时识别的进程数，每个占用一个处理器核",
        ),
        click.option(
            "--ocr", type=click.Choice(["none", "body", "all"]), default="body", show_default=True,
            help="识别扫描页：none 不识别，body 只识别正文部分，all 连同附件",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def scanning(mode: Literal["none", "body", "all"], jobs: int, cache: str | None, told: Told | None) -> Scanning:
    """The settings that those options stand for."""
    from report_kit.document.ocr.scans import Settings
    from report_kit.document.safely import Scanning

    keep = cache not in ("off", "none", "关")
    settings = Settings(jobs=jobs, keep=keep, folder=Path(cache) if cache and keep else None)
    return Scanning(mode, settings, told)


def say(error: InputError) -> None:
    """Prints an input error on stderr: what is wrong, then what to do."""
    click.echo(f"错误：{_harmless(error.message)}", err=True)
    if error.hint:
        click.echo(f"处理办法：{_harmless(error.hint)}", err=True)


def _harmless(text: str) -> str:
    """Text that may hold names from a file, without characters that steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)
