"""A folder of evidence: what is read, what is left alone, what contradicts the report."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from report_kit.checking.engine import check_document
from report_kit.checking.model import Check
from report_kit.document import read
from report_kit.errors import InputError
from report_kit.evidence import read_folder
from tests.evidence import making


def _check(folder: Path, files: Path, text: str = making.REPORT) -> Check:
    return check_document(
        read(making.report(folder, text)), edition="gbt36132-2025", kind="factory", mode="self", as_of=date(2026, 4, 20), audience="staff",
        select=("C405", "C408", "C409"), evidence=read_folder(files),
    )  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "佐证"
    folder.mkdir()
    return folder


def _messages(check: Check, code: str) -> list[str]:
    return [f.message for f in check.findings if f.rule == code]


def _outcome(check: Check, code: str) -> str:
    return next(o.outcome for o in check.outcomes if o.rule == code)


def test_forms_and_ledgers_that_agree_raise_nothing(tmp_path: Path, files: Path) -> None:
    making.statistical_form(files / "A-02 能源表205-1.xlsx")
    making.ledger(files / "A-04 用水台账.xlsx", 90570)
    check = _check(tmp_path, files)
    assert _outcome(check, "C409") == "passed"


def test_a_figure_that_differs_from_the_statistical_form_is_named_with_both_values(tmp_path: Path, files: Path) -> None:
    making.statistical_form(files / "A-02 能源表205-1.xlsx", electricity=981.6)
    found = _messages(_check(tmp_path, files), "C409")
    assert len(found) == 1
    assert "918.6" in found[0] and "981.6" in found[0] and "A-02 能源表205-1.xlsx" in found[0]


def test_a_form_in_another_unit_agrees_after_conversion(tmp_path: Path, files: Path) -> None:
    making.statistical_form(files / "205-1.xlsx")
    making.ledger(files / "用水.xlsx", 90570)
    check = _check(tmp_path, files, making.REPORT.replace("90,570 m³", "9.057万m³"))
    assert _messages(check, "C409") == []


def test_a_total_of_a_ledger_that_differs_is_found(tmp_path: Path, files: Path) -> None:
    making.ledger(files / "用水.xlsx", 95070)
    assert "90,570" in _messages(_check(tmp_path, files), "C409")[0]


def test_a_form_of_a_part_of_the_year_is_not_compared_and_said_so(tmp_path: Path, files: Path) -> None:
    making.statistical_form(files / "205-1.xlsx", electricity=731.2, period="2025年1—9月")
    check = _check(tmp_path, files)
    assert _messages(check, "C409") == []
    assert any("不是全年" in note for note in check.document.notes)


def test_a_certificate_of_another_company_is_found(tmp_path: Path, files: Path) -> None:
    making.certificate(files / "A-03 环境管理体系证书.docx", "惠州市岭南塑胶有限公司")
    found = _messages(_check(tmp_path, files), "C408")
    assert len(found) == 1 and "惠州市岭南塑胶有限公司" in found[0]


def test_a_certificate_of_the_company_itself_is_right(tmp_path: Path, files: Path) -> None:
    making.certificate(files / "A-03 环境管理体系证书.docx", "河源市松岭电子有限公司")
    assert _messages(_check(tmp_path, files), "C408") == []


def test_an_index_of_the_list_without_a_file_is_named(tmp_path: Path, files: Path) -> None:
    for name in ("A-01 营业执照", "A-02 能源表", "A-03 证书"):
        making.certificate(files / f"{name}.docx", "河源市松岭电子有限公司")
    making.ledger(files / "A-04 用水台账.xlsx", 90570)
    found = _messages(_check(tmp_path, files), "C405")
    assert len(found) == 1 and "A-5" in found[0]


def test_links_and_files_outside_are_never_read(tmp_path: Path, files: Path) -> None:
    outside = tmp_path / "outside.xlsx"
    making.statistical_form(outside, electricity=981.6)
    (files / "205-1.xlsx").symlink_to(outside)
    (tmp_path / "elsewhere").mkdir()
    making.statistical_form(tmp_path / "elsewhere" / "a.xlsx", electricity=981.6)
    (files / "folder").symlink_to(tmp_path / "elsewhere")
    evidence = read_folder(files)
    assert evidence.files == ()
    assert all("链接" in note for note in evidence.notes)


def test_a_bomb_and_a_damaged_workbook_are_notes(files: Path) -> None:
    with zipfile.ZipFile(files / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (40 * 2**20))
    (files / "broken.xlsx").write_bytes(b"PK\x03\x04" + b"xl/workbook.xml" * 20)
    (files / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    evidence = read_folder(files)
    assert len(evidence.notes) == 3
    assert all(not f.values for f in evidence.files)


def test_a_missing_folder_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="文件夹"):
        read_folder(tmp_path / "没有")


def test_without_evidence_the_rule_does_not_apply(tmp_path: Path) -> None:
    check = check_document(read(making.report(tmp_path)), as_of=date(2026, 4, 20), audience="staff", select=("C409",))
    assert _outcome(check, "C409") == "not-applicable"


def test_the_command_reads_the_folder_in_its_worker_and_tells_what_it_did_not_read(tmp_path: Path, files: Path) -> None:
    making.statistical_form(files / "A-02 能源表205-1.xlsx", electricity=981.6)
    (files / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    report = making.report(tmp_path)
    run = subprocess.run(
        [str(Path(sys.executable).with_name("report-kit")), "check", str(report), "--evidence", str(files), "--select", "C409", "--format", "json"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    result = json.loads(run.stdout)
    assert run.returncode == 1
    assert [f["rule"] for f in result["findings"]] == ["C409"]
    assert any("scan.png" in note for note in result["notes"])
