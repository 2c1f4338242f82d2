"""Damaged, foreign and hostile files: read without harm, or refused in Chinese with a way out."""

from __future__ import annotations

import io
import random
import zipfile

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from report_kit.document import guard
from report_kit.document.docx import read_docx
from report_kit.errors import InputError
from tests.documents.docx_kit import HEADINGS, NAMESPACES, make, p, read, root, tbl, tc, texts


def refused(data: bytes, password: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_docx(data, "报告.docx", password)
    assert "报告.docx" in str(caught.value)
    assert caught.value.hint
    return str(caught.value)


def archive(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return buffer.getvalue()


def workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (workbook(), "Excel 工作簿"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "OpenDocument"),
        (archive({"OFD.xml": "<a/>"}), "OFD"),
        (archive({"ppt/presentation.xml": "<a/>"}), "PowerPoint"),
        (archive({"报告/第一章.txt": "文字"}), "压缩包"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 text}", "RTF"),
        (b"<!DOCTYPE html><html></html>", "网页"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".doc"),
        (b"", "空文件"),
        (b"just words", "纯文本"),
        (b"\x01\x02\x03", "无法识别"),
    ],
)
def test_other_files_are_refused_by_name(data: bytes, named: str) -> None:
    assert named in refused(data)


def test_a_cut_off_file_is_called_damaged() -> None:
    assert "已损坏" in refused(make(p("正文" * 500))[:-200])


def test_a_damaged_part_is_called_damaged() -> None:
    data = bytearray(make(p("正文")))
    start = data.find(b"word/document.xml") + len(b"word/document.xml")
    data[start : start + 20] = b"\xff" * 20
    assert "已损坏" in refused(bytes(data))


def test_broken_xml_in_the_main_part_is_called_damaged() -> None:
    assert "已损坏" in refused(make("<w:p><w:r></w:p>"))


def test_a_broken_side_part_costs_only_itself() -> None:
    document = read_docx(make(p("正文"), parts={"styles.xml": "<w:styles", "numbering.xml": "no xml"}), "报告.docx")
    assert texts(document) == ["正文"]
    assert any("word/styles.xml" in note for note in document.notes)


def test_missing_parts_are_done_without() -> None:
    bare = archive({"word/document.xml": f"<w:document {NAMESPACES}><w:body>{p('正文')}</w:body></w:document>"})
    assert texts(read_docx(bare, "报告.docx")) == ["正文"]


def test_a_zip_bomb_is_refused() -> None:
    assert "压缩比" in refused(make(p("正文"), parts={"media/a.bmp": b"\0" * (30 * 2**20)}))


def test_a_package_beyond_the_limit_is_refused() -> None:
    data = make(p("正文"))
    with pytest.raises(InputError, match="过大"):
        guard.open_archive(data, "报告.docx", guard.Limits(total=100))


def test_a_lying_size_does_not_unpack_more() -> None:
    data = bytearray(make(p("正文"), parts={"media/a.bin": bytes(random.Random(1).randbytes(100_000))}))
    # The central directory claims ten bytes; reading must end in a message or ten bytes, never in a crash.
    at = data.rfind(b"word/media/a.bin") - 46
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    opened = guard.open_archive(bytes(data), "报告.docx")
    try:
        content = guard.read_entry(opened, opened.getinfo("word/media/a.bin"), "报告.docx")
    except InputError:
        return
    assert len(content) <= 10


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://example.com/x.dtd">',
    ],
)
def test_entities_are_not_resolved(doctype: str) -> None:
    part = f"{doctype}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    refused(make("", parts={"document.xml": part}))


def test_a_relation_out_of_the_package_leads_nowhere() -> None:
    run = '<w:r><w:pict><v:shape><v:imagedata r:id="rX"/></v:shape></w:pict></w:r>'
    document = read(f"<w:p>{run}</w:p>", relations={"rX": ("image", "../../../../etc/passwd")})
    assert [b.sha256 for b in document.blocks] == [""]


@pytest.mark.parametrize("times", [30, 60, 300])
def test_deep_tables_end_in_text_or_a_message(times: int) -> None:
    body = "<w:tbl><w:tr><w:tc>" * times + p("内") + "</w:tc></w:tr></w:tbl>" * times
    try:
        document = read(body)
    except InputError as error:
        assert "损坏" in str(error) or "过深" in str(error)
    else:
        assert document.blocks or document.notes


def test_deep_runs_and_controls_end_in_text_or_a_message() -> None:
    for tag in ("w:smartTag", "w:ins", "w:hyperlink"):
        body = f"<w:p>{f'<{tag}>' * 230}<w:r><w:t>内</w:t></w:r>{f'</{tag}>' * 230}</w:p>"
        assert texts(read(body)) == ["内"]


def test_huge_spans_and_numbers_are_bounded() -> None:
    wide = tc("宽", '<w:gridSpan w:val="999999999"/>')
    table = read(tbl([[wide, "窄"], ["甲", "乙"]])).tables[0]
    assert len(table.rows[0]) < 1000
    huge = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="99999999999999"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    numbered = p("甲", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert len(texts(read(numbered, numbering=huge))[0]) < 50


def test_styles_that_inherit_in_a_circle_are_read() -> None:
    circle = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    )
    assert texts(read(p("概述", "a"), styles=circle)) == ["概述"]


def test_notes_that_refer_to_themselves_are_read_once() -> None:
    part = root(
        "w:footnotes",
        '<w:footnote w:id="2"><w:p><w:r><w:t>注</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>',
    )
    document = read(
        "<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id='2'/></w:r></w:p>",
        parts={"footnotes.xml": part},
        relations={"n": ("footnotes", "footnotes.xml")},
    )
    assert [b.text for b in document.blocks] == ["文", "注"]


def locked(password: str) -> bytes:
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(make(p("密文"), parts={"media/x.bin": random.Random(1).randbytes(20_000)}))).encrypt(
        password, buffer
    )
    return buffer.getvalue()


def test_a_locked_file_opens_with_its_password_only() -> None:
    data = locked("绿色123")
    assert texts(read_docx(data, "报告.docx", "绿色123")) == ["密文"]
    assert "--password" in refused(data)
    assert "--password" in refused(data, "错")


def test_strict_documents_are_read() -> None:
    data = make(p("正文"))
    files = {n: zipfile.ZipFile(io.BytesIO(data)).read(n) for n in zipfile.ZipFile(io.BytesIO(data)).namelist()}
    strict = {
        n: c.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for n, c in files.items()
    }  # fmt: skip
    assert texts(read_docx(archive(dict(strict)), "报告.docx")) == ["正文"]


def test_mutated_files_are_read_or_refused() -> None:
    """Random damage inside the XML and the container never ends in anything but a document or a message."""
    rng = random.Random(20250401)
    whole = make(p("一、概述", "Heading1") + tbl([["甲", "乙"], ["1", "2"]]) + p("正文"), styles=HEADINGS)
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        files = {n: opened.read(n) for n in opened.namelist()}
    for _ in range(150):
        if rng.random() < 0.5:
            broken = bytearray(whole)
            for _ in range(rng.randint(1, 8)):
                broken[rng.randrange(len(broken))] = rng.randrange(256)
            data = bytes(broken)
        else:
            part = rng.choice(list(files))
            content = bytearray(files[part])
            start = rng.randrange(len(content))
            del content[start : start + rng.randint(1, 30)]
            data = archive({**files, part: bytes(content)})
        try:
            read_docx(data, "报告.docx")
        except InputError as error:
            assert error.message
