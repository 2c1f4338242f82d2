"""`report-kit init` and `report-kit generate`: messages and exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from report_kit.cli.main import cli
from report_kit.errors import InputError

from .conftest import cell_of


def test_init_writes_the_workbook_and_says_where(tmp_path: Path) -> None:
    out = tmp_path / "数据.xlsx"
    result = CliRunner().invoke(cli, ["init", "factory", "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert out.is_file() and "填写说明" in result.output


def test_missing_data_ends_with_1_and_lists_it(changed: Callable[..., Path], workbook: Path, tmp_path: Path) -> None:
    data = changed({cell_of(workbook, "企业基本信息", "联系电话", "填写内容"): None})
    out = tmp_path / "报告.docx"
    result = CliRunner().invoke(cli, ["generate", str(data), "-o", str(out)])
    assert result.exit_code == 1
    assert "待补充：联系电话" in result.output and not out.exists()
    result = CliRunner().invoke(cli, ["generate", str(data), "-o", str(out), "--draft"])
    assert result.exit_code == 0, result.output
    assert out.is_file() and "待补充：联系电话" in result.output


def test_bad_input_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        CliRunner().invoke(
            cli, ["generate", str(tmp_path / "无.xlsx"), "-o", str(tmp_path / "a.docx")], catch_exceptions=False
        )
