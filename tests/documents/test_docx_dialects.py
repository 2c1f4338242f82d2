"""The same document as WPS, LibreOffice, Word of several years, Mac and strict Office write it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from report_kit.document.docx import read_docx
from report_kit.document.docx.names import STRICT
from report_kit.document.model import Document
from tests.documents.docx_kit import (
    HEADINGS,
    NORMAL,
    headings,
    level,
    make,
    num,
    numbered_list,
    p,
    r,
    read,
    relationships,
    root,
    style,
    tbl,
    tc,
    texts,
)

CHAPTERS = numbered_list(
    level(0, "第%1章", "chineseCountingThousand") + level(1, "%1.%2", extra="<w:isLgl/>"),
)
BODY = (
    p("概述", "Heading1", num(1, 0)) + p("评价目的", "Heading2", num(1, 1)) + p("为说明情况，编写本报告。")
    + p("表1 能源消费") + tbl([["能源", "数量"], ["电", "488.1"]])
)  # fmt: skip
HEADS = [(1, "第一章", "概述"), (2, "1.1", "评价目的")]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> Document:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return read_docx(buffer.getvalue(), "方言.docx")


def as_usual() -> dict[str, bytes]:
    return parts_of(make(BODY, styles=HEADINGS, numbering=CHAPTERS))


def assert_all_there(document: Document) -> None:
    assert headings(document) == HEADS
    assert texts(document)[2:] == ["为说明情况，编写本报告。", "表1 能源消费"]
    assert [(t.caption, t.rows) for t in document.tables] == [("表1 能源消费", [["能源", "数量"], ["电", "488.1"]])]


def test_strict_office_names() -> None:
    parts = as_usual()
    for name, content in parts.items():
        for strict, transitional in STRICT.items():
            content = content.replace(transitional.encode(), strict.encode())
        parts[name] = content
    assert b"purl.oclc.org" in parts["word/document.xml"]
    assert_all_there(packed(parts))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "gb18030"])
def test_parts_in_other_encodings(encoding: str) -> None:
    parts = as_usual()
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        label = {"utf-16-be": "utf-16be", "utf-8-sig": "utf-8"}.get(encoding, encoding)
        text = f'<?xml version="1.0" encoding="{label}"?>' + parts[name].decode()
        parts[name] = (b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding)
    assert_all_there(packed(parts))


def test_strict_names_in_sixteen_bits() -> None:
    parts = as_usual()
    text = parts["word/document.xml"].decode()
    for strict, transitional in STRICT.items():
        text = text.replace(transitional, strict)
    parts["word/document.xml"] = ('<?xml version="1.0" encoding="utf-16"?>' + text).encode("utf-16")
    assert_all_there(packed(parts))


@pytest.mark.parametrize("missing", ["word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"])
def test_a_part_is_missing(missing: str) -> None:
    parts = as_usual()
    del parts[missing]
    document = packed(parts)
    assert "为说明情况，编写本报告。" in texts(document)
    assert document.tables[0].rows == [["能源", "数量"], ["电", "488.1"]]


def test_parts_under_other_names_and_absolute_targets() -> None:
    parts = as_usual()
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = relationships(
        {"a": ("styles", "/word/styles2.xml"), "b": ("numbering", "../word/numbering.xml")}
    ).encode()
    del parts["word/_rels/document.xml.rels"]
    parts["word/styles2.xml"] = parts.pop("word/styles.xml")
    parts["_rels/.rels"] = relationships({"rId1": ("officeDocument", "/word/document2.xml")}).encode()
    assert_all_there(packed(parts))


def test_names_with_backslashes_and_other_case() -> None:
    parts = {name.replace("word/", "Word\\") if name.startswith("word/") else name: c for name, c in as_usual().items()}
    assert_all_there(packed(parts))


def test_other_prefixes_and_a_default_namespace() -> None:
    parts = as_usual()
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(r"(</?|\s|xmlns:)w(?=[:=])", r"\1ns0", text).encode()
    assert_all_there(packed(parts))


def test_wps_styles_have_numbers_for_names() -> None:
    styles = (
        style("1", "Normal", "<w:rPr><w:sz w:val='21'/></w:rPr>", default=True)
        + style("2", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>", "1")
        + style("3", "heading 2", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr>", "1")
        + style("9", "toc 1", based_on="1") + style("20", "Table Grid", kind="table")
    )  # fmt: skip
    custom = '<s:customData xmlns="http://www.wps.cn/officeDocument/2013/wpsCustomData" xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><customSectProps><customSectPr/></customSectProps></s:customData>'
    body = (
        BODY.replace('"Heading1"', '"2"').replace('"Heading2"', '"3"').replace('"TableGrid"', '"20"')
        + "<w:p><w:pPr><w:pStyle w:val='9'/></w:pPr>" + r("概述") + "<w:r><w:tab/></w:r>" + r("1") + "</w:p>"
    )  # fmt: skip
    document = read(body, styles=styles, numbering=CHAPTERS, parts={"../customXml/item1.xml": custom})
    assert headings(document) == HEADS
    assert [b.style for b in document.blocks if b.text == "概述\t1"] == ["TOC"]


def test_libreoffice_writes_alternatives_and_styles_of_its_own() -> None:
    styles = NORMAL + "".join(
        style(f"Heading{n}", f"Heading {n}", f"<w:pPr><w:outlineLvl w:val='{n - 1}'/></w:pPr>", "Heading") for n in (1, 2)
    ) + style("Heading", "Heading", "<w:pPr><w:keepNext/></w:pPr>", "Normal")  # fmt: skip
    frame = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{p('框')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document = read(BODY + f"<w:p>{frame}</w:p>", styles=styles, numbering=CHAPTERS)
    assert headings(document) == HEADS
    assert [b.text for b in document.blocks if b.where == "textbox"] == ["框"]


def test_word_2007_and_mac_write_revision_ids_and_vml() -> None:
    old = BODY.replace("<w:p>", '<w:p w:rsidR="00A1" w:rsidRDefault="00A1">').replace("<w:tr>", '<w:tr w:rsidR="00A1">')
    smart = (
        "<w:smartTag w:uri='urn:schemas-microsoft-com:office:smarttags' w:element='chsdate'>"
        + r("2007年5月1日")
        + "</w:smartTag>"
    )
    document = read(old + f"<w:p>{smart}</w:p>", styles=HEADINGS, numbering=CHAPTERS)
    assert headings(document) == HEADS
    assert texts(document)[-1] == "2007年5月1日"


def test_later_words_extensions_are_stepped_over() -> None:
    extensions = (
        'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
        'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid"'
    )
    parts = as_usual()
    text = parts["word/document.xml"].decode().replace("<w:document ", f"<w:document {extensions} ")
    text = text.replace("<w:p>", '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777">')
    text = text.replace("<w:body>", "<w:body><w15:collapsed/><w16cid:x><w:y/></w16cid:x>")
    parts["word/document.xml"] = text.encode()
    assert_all_there(packed(parts))


def test_a_shaded_cell_of_mac_pages_keeps_its_white_words() -> None:
    cell = tc(p("表头", run='<w:color w:val="FFFFFF"/>'), "<w:shd w:val='solid' w:color='1F4E79'/>")
    assert read(tbl([[cell, "值"]])).tables[0].rows == [["表头", "值"]]


def test_the_real_documents_are_read(shared: Path) -> None:
    for path in sorted((shared / "wild").glob("*.docx")):
        document = read_docx(path.read_bytes(), path.name)
        assert document.blocks, path.name
        assert not any("已损坏" in note for note in document.notes), path.name


def test_settings_of_a_part_without_prefix_are_read() -> None:
    settings = root("w:settings", "<w:evenAndOddHeaders w:val='false'/>")
    document = read(p("正文"), parts={"settings.xml": settings}, relations={"rS": ("settings", "settings.xml")})
    assert texts(document) == ["正文"]
