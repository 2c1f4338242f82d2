"""Files that are no report are refused by the name of what they are, told by content, with the way to a report."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_kit.document.kinds import KINDS, identify, refuse
from report_kit.document.reading import read_bytes
from report_kit.errors import InputError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        if mimetype:
            out.writestr("mimetype", mimetype)
        for name in names:
            out.writestr(name, "<a/>")
    return buffer.getvalue()


def workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le")


ODF = "application/vnd.oasis.opendocument."
FILES = {
    "OFD": (archive("OFD.xml", "Doc_0/Document.xml"), "OFD 版式文件", "导出"),
    "CEB": (b"Founder CEB 3.0\n" + b"\0" * 50, "CEB", "打印"),
    "CAJ": (b"CAJ\x00" + b"\1" * 50, "CAJ", "打印"),
    "xlsx": (workbook(), "Excel 工作簿", "--evidence"),
    "xls": (ole("Workbook"), "旧版 Excel", "--evidence"),
    "ods": (archive("content.xml", mimetype=ODF + "spreadsheet"), "表格（.ods）", "XLSX"),
    "ppt": (ole("PowerPoint Document"), "旧版 PowerPoint", "PDF"),
    "pptx": (archive("ppt/presentation.xml"), "PowerPoint", "PDF"),
    "odp": (archive("content.xml", mimetype=ODF + "presentation"), "OpenDocument", "PDF"),
    "doc": (ole("WordDocument"), "旧版 Word", "DOCX"),
    "works": (ole("MatOST"), "Works", "DOCX"),
    "odt": (archive("content.xml", mimetype=ODF + "text"), "OpenDocument 文档", "DOCX"),
    "rtf": (b"{\\rtf1\\ansi text}", "RTF", "DOCX"),
    "other OLE": (OLE, "旧版 Office", "DOCX"),
    "zip": (archive("报告/第一章.txt"), "压缩包（ZIP）", "解压"),
    "rar": (b"Rar!\x1a\x07\x01\x00" + b"\0" * 20, "RAR", "解压"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 20, "7z", "解压"),
    "gz": (b"\x1f\x8b\x08" + b"\0" * 20, "gz", "解压"),
    "html": (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "网页", "打印"),
    "xhtml": (b'<?xml version="1.0"?><html xmlns="x"/>', "网页", "打印"),
    "mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "网页存档", "另存为"),
    "xml": (b'<?xml version="1.0"?><w:wordDocument/>', "XML", "DOCX"),
    "uof": (b'<?xml version="1.0"?><uof:UOF xmlns:uof="x"/>', "标文通", "DOCX"),
    "text": ("绿色工厂自评价报告\n一、概述".encode("gb18030"), "纯文本", "PDF 或 DOCX"),
    "utf-16 text": ("绿色工厂".encode("utf-16"), "纯文本", "PDF 或 DOCX"),
    "xps": (archive("FixedDocSeq.fdseq", "[Content_Types].xml"), "XPS", "PDF"),
    "epub": (archive("content.xml", mimetype="application/epub+zip"), "EPUB", "PDF"),
    "pages": (archive("Index/Document.iwa"), "Pages", "导出"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"0" * 20, "图片", "PDF"),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"0" * 20, "图片", "PDF"),
    "tiff": (b"II*\x00" + b"0" * 20, "图片", "PDF"),
    "heic": (b"\0\0\0\x18ftypheic" + b"0" * 20, "图片", "PDF"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 ", "图片", "PDF"),
    "bmp": (b"BM\x10\0\0\0\0\0\0\0" + b"0" * 20, "图片", "PDF"),
    "exe": (b"MZ\x90\x00" + b"\0" * 50, "可执行程序", "请勿打开"),
    "dwg": (b"AC1032" + b"\0" * 50, "CAD", "PDF"),
    "empty": (b"", "空文件", "重新获取"),
    "blank": (b"\0" * 5000, "空文件", "重新获取"),
    "noise": (bytes(range(1, 200)), "无法识别", "DOCX 或 PDF"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_report_is_named_with_the_way_to_one(name: str) -> None:
    data, named, way = FILES[name]
    with pytest.raises(InputError) as caught:
        read_bytes(data, "报告.docx")
    assert "「报告.docx」" in caught.value.message
    assert named in caught.value.message
    assert way in caught.value.hint


def test_every_kind_has_a_name_and_a_way_out() -> None:
    for kind in KINDS:
        error = refuse(kind, "报告")
        assert KINDS[kind].name in error.message and error.hint


def test_a_pdf_behind_other_bytes_is_a_pdf() -> None:
    assert identify(b"\r\n\r\n junk %PDF-1.4") == "pdf"


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"", *(data[:40] for data, _, _ in FILES.values()), b"%PDF-1.4\n", b"PK\x03\x04"]),
    st.binary(max_size=300),
)
def test_any_bytes_are_something_and_read_or_refused(start: bytes, rest: bytes) -> None:
    data = start + rest
    assert identify(data) in KINDS
    try:
        read_bytes(data, "报告.docx")
    except InputError as error:
        assert error.message and error.hint
