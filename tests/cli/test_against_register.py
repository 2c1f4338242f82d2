"""`check --register` compares with what was filed, and files nothing itself."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.cli.test_bad_input import run
from tests.rules.markdown import cases, write_docx

PAGE = Path(__file__).resolve().parents[1] / "rules" / "R902-copied-text.md"


def test_a_report_is_compared_with_the_register_and_not_filed(tmp_path: Path) -> None:
    copied = next(case for case in cases(PAGE) if not case.good)
    write_docx(copied.earlier[0], tmp_path / "甲.docx")
    write_docx(copied.text, tmp_path / "乙.docx")
    register = tmp_path / "库.db"
    assert run("register", "add", "--register", register, tmp_path / "甲.docx").returncode == 0
    options = ("--register", register, "--audience", "staff", "--format", "json", "--as-of", "2026-04-20")
    found = json.loads(run("check", tmp_path / "乙.docx", *options).stdout)
    assert "R902" in {f["rule"] for f in found["findings"]}
    author = json.loads(run("check", tmp_path / "乙.docx", *options[:2], "--format", "json").stdout)
    assert "R902" not in {f["rule"] for f in author["findings"]}
    digest = hashlib.sha256((tmp_path / "乙.docx").read_bytes()).hexdigest()
    assert digest not in run("register", "list", "--register", register, "--format", "json").stdout


def test_a_register_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    write_docx("# 绿色工厂自评价报告", tmp_path / "甲.docx")
    done = run("check", tmp_path / "甲.docx", "--register", tmp_path / "没有.db")
    assert done.returncode == 2
    assert "找不到报告库" in done.stderr
    assert not (tmp_path / "没有.db").exists()
