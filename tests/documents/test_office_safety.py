"""Older formats come in through LibreOffice: the same document, told where it came from; no links, no waiting, no rest."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest

from report_kit.document import office, reading
from report_kit.document.model import Document
from report_kit.errors import InputError

needs_office = pytest.mark.skipif(office.find() is None, reason="没有安装 LibreOffice")
TEXT, LAST = "本企业综合能耗 120 tce。", "以上数据经核对。"


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same small report as .doc, .rtf, .odt, and the .doc under WPS's name."""
    folder = tmp_path_factory.mktemp("旧格式")
    document = docx.Document()
    document.add_heading("概述", 1)
    document.add_paragraph(TEXT)
    table = document.add_table(2, 2, style="Table Grid")
    for n, words in enumerate(("项目", "数值", "电力", "512.60")):
        table.cell(n // 2, n % 2).text = words
    document.add_paragraph(LAST)
    document.save(str(folder / "报告.docx"))
    program = office.find()
    assert program
    for form in ("doc", "rtf", "odt"):
        subprocess.run(
            [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form,
             "--outdir", str(folder), str(folder / "报告.docx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    shutil.copyfile(folder / "报告.doc", folder / "报告.wps")
    return {path.suffix[1:]: path for path in folder.glob("报告.*")}


def outline(document: Document) -> tuple[list[str], list[str], list[list[list[str]]]]:
    return [b.text for b in document.headings], [b.text for b in document.paragraphs], [b.rows for b in document.tables]


@needs_office
@pytest.mark.parametrize(("suffix", "told"), [("doc", "doc"), ("wps", "doc"), ("rtf", "rtf"), ("odt", "odt")])
def test_an_older_format_says_the_same_and_tells_where_it_came_from(
    older: dict[str, Path], suffix: str, told: str
) -> None:
    document = reading.read(older[suffix])
    assert outline(document) == (["概述"], [TEXT, LAST], [[["项目", "数值"], ["电力", "512.60"]]])
    file = document.to_json()["file"]
    assert (file["name"], file["format"], file["converted_from"]) == (f"报告.{suffix}", "docx", told)
    assert len(file["sha256"]) == 64 and file["sha256"] != reading.read(older["docx"]).file.sha256


def test_a_docx_has_no_word_of_conversion(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(str(tmp_path / "报告.docx"))
    assert "converted_from" not in reading.read(tmp_path / "报告.docx").to_json()["file"]


@needs_office
def test_what_an_older_file_links_to_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP-SECRET", encoding="utf-8")
    rtf = (
        r'{\rtf1\ansi before \par {\field{\*\fldinst INCLUDETEXT "FILE"}{\fldrslt kept}}'
        r'{\field{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:9/x.png" \\d}{\fldrslt }} after\par}'
    )
    (tmp_path / "报告.rtf").write_text(rtf.replace("FILE", secret.as_uri()), encoding="ascii")
    document = reading.read(tmp_path / "报告.rtf")
    assert "TOP-SECRET" not in str(document.to_json())
    assert "before" in "".join(document.text())


@needs_office
def test_a_linked_section_of_an_odt_is_not_fetched(older: dict[str, Path], tmp_path: Path) -> None:
    secret = tmp_path / "秘密.odt"
    shutil.copyfile(older["odt"], secret)
    section = (
        f'<text:section text:name="s"><text:section-source xlink:href="{secret.as_uri()}"/></text:section>'
        "<text:p>AFTER</text:p></office:text>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(older["odt"]) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "content.xml":
                head, _, _ = data.decode().partition("<office:body>")
                data = f"{head}<office:body><office:text>{section}</office:body></office:document-content>".encode()
            target.writestr(entry, data)
    (tmp_path / "报告.odt").write_bytes(buffer.getvalue())
    assert [t for t in reading.read(tmp_path / "报告.odt").text() if t] == ["AFTER"]


def stand_in(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in LibreOffice's place."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find", lambda: str(program))


def refused(seconds: float = 20) -> str:
    with pytest.raises(InputError) as caught:
        office.to_docx(b"{\\rtf1}", "rtf", "报告.rtf", seconds)
    assert "「报告.rtf」" in caught.value.message and "RTF" in caught.value.message
    assert "另存为" in caught.value.hint
    return caught.value.message


@pytest.mark.skipif(os.name == "nt", reason="替身程序是 shell 脚本")
class TestWhenLibreOfficeFails:
    def test_a_hang_is_ended_with_everything_it_started(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        stand_in(tmp_path, f"sh -c 'sleep 3; touch {tmp_path}/alive' & sleep 60", monkeypatch)
        assert "超过 1 秒" in refused(1)
        subprocess.run(["sleep", "3"], check=True)
        assert not (tmp_path / "alive").exists()

    def test_no_result_is_said(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        stand_in(tmp_path, "exit 1", monkeypatch)
        assert "无法由 LibreOffice 转换" in refused()

    def test_a_result_that_would_fill_the_disk_is_cut_off(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(office, "_MAX_RESULT", 2**20)
        written = tmp_path / "written"
        stand_in(tmp_path, f"head -c 9999999 /dev/zero > {written}", monkeypatch)
        assert "无法由 LibreOffice 转换" in refused()
        assert written.stat().st_size <= 2**20

    def test_nothing_is_left_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
        (tmp_path / "temporary").mkdir()
        stand_in(tmp_path, "touch rest; mkdir out; touch $TMPDIR/more", monkeypatch)
        refused()
        assert list((tmp_path / "temporary").iterdir()) == []


def test_without_libreoffice_the_way_through_word_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find", lambda: None)
    assert "本机没有安装" in refused()


def test_a_locked_doc_asks_for_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a .doc with a password no library here writes one: the library's answer stands in for the file's."""
    from report_kit.document import unlocking

    class Locked:
        def __init__(self, stream: object) -> None: ...

        def is_encrypted(self) -> bool:
            return True

    import msoffcrypto

    monkeypatch.setattr(msoffcrypto, "OfficeFile", Locked)
    with pytest.raises(InputError, match="设有打开密码"):
        unlocking.unlock(b"", "报告.doc", None)


def test_a_bomb_named_odt_never_reaches_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "to_docx", lambda *_: pytest.fail("LibreOffice was started"))
    with zipfile.ZipFile(tmp_path / "报告.odt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b" " * (50 * 2**20))
    with pytest.raises(InputError, match="压缩比异常"):
        reading.read(tmp_path / "报告.odt")
