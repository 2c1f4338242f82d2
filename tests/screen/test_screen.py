"""Screening a folder: every report is checked and filed, compared with the others, put in order with reasons."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from report_kit.register import Register
from report_kit.register.lists import import_list
from tests.rules.markdown import cases, write_docx

RULES = Path(__file__).resolve().parents[1] / "rules"


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of which one is copied, one of its own, one file that is no report, one of Word's temporary files."""
    folder = tmp_path_factory.mktemp("收件")
    page = cases(RULES / "R902-copied-text.md")
    copied = next(case for case in page if not case.good)
    own = next(case for case in page if case.good)
    write_docx(copied.earlier[0], folder / "甲-霁川.docx")
    write_docx(copied.text, folder / "乙-岚溪.docx")
    (folder / "区县").mkdir()
    write_docx(own.text, folder / "区县" / "丙-素履.docx")
    (folder / "丁-损坏.docx").write_bytes(b"PK\x03\x04 this is no report")
    (folder / "~$甲-霁川.docx").write_bytes(b"lock")
    (folder / "说明.txt").write_text("不是报告", encoding="utf-8")
    return folder


def _screen(folder: Path, register: Path, *more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "report_kit", "screen", str(folder), "--register", str(register),
         "--jobs", "2", "--as-of", "2026-04-20", *more],
        capture_output=True, text=True, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def _checks(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_report_is_one_line_of_json_the_unreadable_first(intake: Path, tmp_path: Path) -> None:
    checks = _checks(_screen(intake, tmp_path / "库.db", "--format", "json"))
    assert {c["file"]["name"] for c in checks} == {"甲-霁川.docx", "乙-岚溪.docx", "丙-素履.docx", "丁-损坏.docx"}
    assert (checks[0]["file"]["name"], checks[0]["status"]) == ("丁-损坏.docx", "unreadable")
    assert all(c["audience"] == "staff" for c in checks)


def test_both_sides_of_a_copy_are_shown_and_nobody_else(intake: Path, tmp_path: Path) -> None:
    checks = _checks(_screen(intake, tmp_path / "库.db", "--format", "json"))
    copied = {c["file"]["name"] for c in checks if any(f["rule"] == "R902" for f in c["findings"])}
    assert copied == {"甲-霁川.docx", "乙-岚溪.docx"}


def test_the_same_input_gives_the_same_output(intake: Path, tmp_path: Path) -> None:
    first = _screen(intake, tmp_path / "一.db", "--format", "json")
    assert first == _screen(intake, tmp_path / "二.db", "--format", "json")


def test_screening_again_files_nothing_twice_and_says_the_same(intake: Path, tmp_path: Path) -> None:
    first = _screen(intake, tmp_path / "库.db", "--format", "json")
    again = _screen(intake, tmp_path / "库.db", "--format", "json")
    assert first == again
    with Register(tmp_path / "库.db") as register:
        assert len(register.reports()) == 4


def test_a_unit_on_a_veto_list_stands_before_the_others_with_the_reason(intake: Path, tmp_path: Path) -> None:
    names = tmp_path / "失信名单.csv"
    names.write_text(
        "企业名称,统一社会信用代码,立案时间\n和平县素履家具有限公司,91441624MA53GD9N1B,2025-11-03\n", encoding="utf-8"
    )
    with Register(tmp_path / "库.db") as register:
        import_list(register, names, "失信", date(2026, 4, 1))
    checks = _checks(_screen(intake, tmp_path / "库.db", "--format", "json"))
    assert [c["file"]["name"] for c in checks[:2]] == ["丁-损坏.docx", "丙-素履.docx"]
    (listed,) = [f for f in checks[1]["findings"] if f["rule"] == "X709"]
    assert "失信名单" in listed["message"]


def test_a_person_reads_the_order_the_reasons_and_that_nothing_is_proven(intake: Path, tmp_path: Path) -> None:
    _screen(intake, tmp_path / "库.db", "--out", str(tmp_path / "结果"))
    text = (tmp_path / "结果" / "筛查结果.txt").read_text(encoding="utf-8")
    assert "先看的理由" in text
    assert "正文与他报告雷同" in text
    assert "以上均为线索，须人工核实" in text
    assert "造假" not in text


def test_a_folder_without_reports_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "report_kit", "screen", str(tmp_path), "--register", str(tmp_path / "库.db")],
        capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "里没有报告" in done.stderr


def test_findings_across_reports_are_kept_in_the_register(intake: Path, tmp_path: Path) -> None:
    _screen(intake, tmp_path / "库.db")
    done = subprocess.run(
        [sys.executable, "-m", "report_kit", "register", "list", "--register", str(tmp_path / "库.db"), "--format", "json"],
        capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    rows = {row["文件名"]: row for row in json.loads(done.stdout)}
    assert rows["乙-岚溪.docx"]["单位"] == "龙川县岚溪金属制品有限公司"
    shown = subprocess.run(
        [sys.executable, "-m", "report_kit", "register", "show", str(rows["乙-岚溪.docx"]["编号"]),
         "--register", str(tmp_path / "库.db")],
        capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert any(f["rule"] == "R902" for f in json.loads(shown.stdout)["check"]["findings"])
