"""The command line is thin, quick to start, speaks Chinese, and its exit codes keep the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from report_kit.cli.main import COMMANDS
from tests.cli.test_bad_input import run, word_file


def test_starting_imports_nothing_heavy() -> None:
    code = (
        "import sys, report_kit.cli.main; "
        "print(sorted({'spacy','pint','docx','pydantic','lxml','rich','openpyxl','numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_lists_every_command_and_each_has_help_of_its_own() -> None:
    listing = run("--help").stdout
    for name, (_, text) in COMMANDS.items():
        assert name in listing
        assert text[:10] in listing
        assert run(name, "--help").returncode == 0


def test_a_report_with_errors_ends_with_1_and_never_fails_when_told_so(tmp_path: Path) -> None:
    report = word_file(tmp_path / "报告.docx", "绿色工厂第三方评价报告")
    assert run("check", report).returncode == 1
    assert run("check", report, "--fail-on", "never").returncode == 0


def test_check_writes_the_contracts_json(tmp_path: Path) -> None:
    report = word_file(tmp_path / "报告.docx")
    result = json.loads(run("check", report, "--format", "json", "--as-of", "2026-04-20").stdout)
    assert result["schema"] == "report-kit/check/1"
    assert result["as_of"] == "2026-04-20"
    assert {"tool", "file", "report", "coverage", "facts", "findings", "outcomes", "status"} <= set(result)
    assert {"rule", "outcome", "why"} <= set(result["outcomes"][0])
    assert {"rule", "kind", "trigger", "severity", "status", "message", "remedy", "clause", "places", "expected",
            "because_of", "base_rate", "fingerprint", "baseline", "suppressed"} <= set(result["findings"][0])  # fmt: skip


def test_read_writes_the_contracts_json(tmp_path: Path) -> None:
    report = word_file(tmp_path / "报告.docx", "第一段 <b>&")
    result = json.loads(run("read", report).stdout)
    assert result["schema"] == "report-kit/document/1"
    assert result["blocks"][0]["text"] == "第一段 <b>&"


def test_several_files_give_json_lines(tmp_path: Path) -> None:
    reports = [word_file(tmp_path / f"{n}.docx") for n in "甲乙"]
    lines = run("check", *reports, "--format", "json").stdout.splitlines()
    assert [json.loads(line)["file"]["name"] for line in lines] == ["甲.docx", "乙.docx"]


def test_a_rule_is_explained() -> None:
    page = run("rules", "A303").stdout
    assert "合计不符" in page
    assert "易误判" in page


def test_the_same_report_gives_the_same_result_twice(tmp_path: Path) -> None:
    report = word_file(tmp_path / "报告.docx")
    assert run("check", report, "--format", "json").stdout == run("check", report, "--format", "json").stdout
