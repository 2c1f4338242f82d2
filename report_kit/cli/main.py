"""`report-kit`: thin commands over the Python API. Each command's module is imported only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from report_kit.cli.options import say
from report_kit.errors import InputError
from report_kit.version import __version__

# name → (module:command, one line of help). The help stands here so that `--help` imports nothing.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("report_kit.cli.demo:demo", "完整演示：填数据、生成报告、检查报告、查看问题页"),
    "init": ("report_kit.cli.generate:init", "生成数据填报工作簿和资料收集清单"),
    "generate": ("report_kit.cli.generate:generate", "由填好的工作簿生成评价报告（DOCX）"),
    "read": ("report_kit.cli.read:read", "读取报告，输出全部文字、表格、标题（JSON）"),
    "check": ("report_kit.cli.check:check", "检查报告，列出问题、位置和改法"),
    "screen": ("report_kit.cli.screen:screen", "筛查一批报告：逐份检查，再互相并与报告库比对"),
    "register": ("report_kit.cli.register:register", "报告库：加入、查看、导出、删除、备份报告，导入名单"),
    "rules": ("report_kit.cli.rules:rules", "查看规则目录，或某一条规则的说明"),
    "checklists": ("report_kit.cli.checklists:checklists", "查看、校验评价要求（清单）"),
    "evaluate": ("report_kit.cli.evaluate:evaluate", "用带答案的语料测检出率和误报率"),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="report-kit", message="%(prog)s %(version)s")
def cli() -> None:
    """绿色制造评价报告：生成、检查、提示疑点。全部在本机运行，不联网。"""


def main() -> None:
    """Entry point: input errors are said in Chinese on stderr and end with code 2, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles default to a code page that cannot print every character of a report.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        cli(prog_name="report-kit")
    except InputError as error:
        say(error)
        sys.exit(2)
