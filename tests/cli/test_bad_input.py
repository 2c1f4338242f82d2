"""Bad input: a message in Chinese that names the file and says what to do, exit code 2, nothing half-written."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import msoffcrypto.format.ooxml
import openpyxl
import pikepdf
import pytest
from click.testing import CliRunner
from reportlab.pdfgen import canvas

from report_kit.cli.main import cli


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    code = "from report_kit.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", cwd=cwd,
        timeout=120,
    )  # fmt: skip


def assert_refused(result: subprocess.CompletedProcess[str], *words: str) -> None:
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def word_file(path: Path, text: str = "绿色工厂自评价报告") -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert_refused(run("check", tmp_path / "没有.docx"), "找不到文件", "没有.docx", "核对路径")


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    assert_refused(run("check", tmp_path), "是文件夹")


def test_the_format_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "报告.docx")
    assert_refused(run("check", tmp_path / "报告.docx"), "报告.docx", "Excel", "PDF 或 DOCX")


def test_a_picture_is_told(tmp_path: Path) -> None:
    (tmp_path / "扫描.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    assert_refused(run("check", tmp_path / "扫描.pdf"), "扫描.pdf", "图片")


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "空.docx").write_bytes(b"")
    assert_refused(run("check", tmp_path / "空.docx"), "空文件")


def test_a_damaged_word_file_is_told(tmp_path: Path) -> None:
    whole = word_file(tmp_path / "好.docx").read_bytes()
    (tmp_path / "坏.docx").write_bytes(whole[: len(whole) // 2])
    assert_refused(run("check", tmp_path / "坏.docx"), "坏.docx", "损坏")


def test_a_word_file_with_damaged_xml_is_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(word_file(tmp_path / "好.docx")) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[:200] if name == "word/document.xml" else data)
    (tmp_path / "坏.docx").write_bytes(buffer.getvalue())
    assert_refused(run("check", tmp_path / "坏.docx"), "坏.docx", "损坏")


def test_a_protected_word_file_asks_for_the_password_and_opens_with_it(tmp_path: Path) -> None:
    plain = word_file(tmp_path / "明文.docx")
    with plain.open("rb") as source, (tmp_path / "加密.docx").open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("heyuan", target)
    assert_refused(run("check", tmp_path / "加密.docx"), "加密.docx", "密码", "--password")
    assert_refused(run("check", tmp_path / "加密.docx", "--password", "错"), "密码")
    assert run("read", tmp_path / "加密.docx", "--password", "heyuan").returncode == 0


def test_a_protected_pdf_asks_for_the_password_and_opens_with_it(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "明文.pdf"))
    page.drawString(100, 700, "Green factory report")
    page.save()
    with pikepdf.open(tmp_path / "明文.pdf") as pdf:
        pdf.save(tmp_path / "加密.pdf", encryption=pikepdf.Encryption(owner="a", user="heyuan"))
    assert_refused(run("check", tmp_path / "加密.pdf"), "加密.pdf", "密码", "--password")
    assert_refused(run("check", tmp_path / "加密.pdf", "--password", "wrong"), "密码")
    assert run("read", tmp_path / "加密.pdf", "--password", "heyuan").returncode == 0


def test_a_pdf_without_text_is_told_to_be_a_scan(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "扫描件.pdf"))
    page.rect(100, 100, 200, 200, fill=1)
    page.save()
    assert_refused(run("check", tmp_path / "扫描件.pdf"), "扫描件.pdf", "没有可读取的文字", "DOCX")


def test_a_broken_pdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 300)
    assert_refused(run("check", tmp_path / "坏.pdf"), "坏.pdf")


def test_one_bad_file_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    word_file(tmp_path / "好.docx")
    result = run("check", tmp_path / "好.docx", tmp_path / "没有.docx", "--format", "json")
    assert_refused(result, "没有.docx")
    assert '"name": "好.docx"' in result.stdout


def test_nothing_is_left_behind_when_the_input_is_refused(tmp_path: Path) -> None:
    (tmp_path / "空.docx").write_bytes(b"")
    run("check", tmp_path / "空.docx", "--format", "html", "-o", tmp_path / "结果.html")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["空.docx"]


@pytest.mark.parametrize("option", [["--select", "Q999"], ["--edition", "gbt-0000"]])
def test_an_unknown_rule_or_edition_is_named(tmp_path: Path, option: list[str]) -> None:
    assert_refused(run("check", word_file(tmp_path / "好.docx"), *option), option[1])


def slow_file(path: Path) -> Path:
    """A report that takes longer than a second: a hundred thousand cells."""
    document = docx.Document()
    document.add_paragraph("绿色工厂自评价报告")
    document.save(str(path))
    cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    table = "<w:tbl>" + ("<w:tr>" + cell * 100 + "</w:tr>") * 6000 + "</w:tbl>"
    with zipfile.ZipFile(path) as source:
        files = {name: source.read(name) for name in source.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace(b"<w:sectPr", table.encode() + b"<w:sectPr", 1)
    with zipfile.ZipFile(path, "w") as target:  # stored: no suspicious ratio
        for name, data in files.items():
            target.writestr(name, data)
    return path


def test_a_file_that_takes_too_long_is_told_and_the_next_is_checked(tmp_path: Path) -> None:
    slow, good = slow_file(tmp_path / "慢.docx"), word_file(tmp_path / "好.docx")
    result = run("check", slow, good, "--max-seconds", "1", "--format", "json")
    assert_refused(result, "慢.docx", "超过 1 秒", "--max-seconds")
    assert '"name": "好.docx"' in result.stdout


def test_a_file_that_takes_too_much_memory_is_told(tmp_path: Path) -> None:
    result = run("read", slow_file(tmp_path / "大.docx"), "--max-memory", "256")
    assert_refused(result, "大.docx", "256 MB", "--max-memory")


def test_the_password_may_stand_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = word_file(tmp_path / "明文.docx")
    with plain.open("rb") as source, (tmp_path / "加密.docx").open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("heyuan", target)
    monkeypatch.setenv("REPORT_KIT_PASSWORD", "heyuan")
    assert run("read", tmp_path / "加密.docx").returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 的文件名里没有控制字符")
def test_a_name_that_steers_the_terminal_is_shown_harmlessly(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J空.docx").write_bytes(b"")
    result = run("check", tmp_path / "\x1b[2J空.docx")
    assert_refused(result, "空.docx", "空文件")
    assert "\x1b" not in result.stderr


def test_the_version_is_told_without_loading_readers() -> None:
    code = "import sys\nfrom report_kit.cli.main import cli\ntry: cli(['--version'])\nfinally: print([m for m in ('lxml', 'numpy', 'pypdfium2', 'multiprocessing') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_password_is_asked_for_on_the_screen(tmp_path: Path) -> None:
    plain = word_file(tmp_path / "明文.docx")
    with plain.open("rb") as source, (tmp_path / "加密.docx").open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("heyuan", target)
    result = CliRunner().invoke(cli, ["read", str(tmp_path / "加密.docx"), "--password", "-"], input="heyuan\n")
    assert result.exit_code == 0
    assert "绿色工厂自评价报告" in result.output
    assert "heyuan" not in result.output
