"""Attacks in a DOCX: each ends in the text that a reader sees or in a message, in bounded memory, touching nothing."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_kit.document.model import Document
from tests.documents.docx_kit import NAMESPACES, make, p, r, relationships, root, texts
from tests.documents.hostile import Gate, gate


@pytest.fixture(scope="module")
def reader() -> Iterator[Gate]:
    with gate() as one:
        yield one


def table(rows: int, columns: int, cell: str = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>") -> str:
    return "<w:tbl>" + ("<w:tr>" + cell * columns + "</w:tr>") * rows + "</w:tbl>"


def nested(opening: str, times: int, inner: str, closing: str) -> str:
    return opening * times + inner + closing * times


NUMBER = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="99999999999999"/><w:numFmt w:val="{}"/>'
    '<w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
NUMBERED = p("甲", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
SPAN = "<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
BOX = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'

# Parsed without harm: read within the limits, or refused with a message for the user.
HARMLESS = {
    "XML a hundred thousand elements deep": make(nested("<w:p>", 100_000, "", "</w:p>")),
    "tables a thousand deep": make(nested("<w:tbl><w:tr><w:tc>", 1000, p("内"), "</w:tc></w:tr></w:tbl>")),
    "text boxes in text boxes": make(nested(BOX, 35, p("内"), "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>")),
    "fractions in fractions": make(f"<w:p><m:oMath>{nested('<m:f><m:num>', 110, '', '</m:num></m:f>')}</m:oMath></w:p>"),
    "fields opened and never closed": make(f"<w:p>{FIELD * 5000}</w:p>"),
    "a hundred thousand cells": make(table(1000, 100)),
    "rows that span a thousand million columns": make(table(5000, 1, SPAN)),
    "cells merged downwards with nothing above": make(table(20_000, 1, "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>")),
    "a row that begins after a thousand million columns": make(
        f"<w:tbl><w:tr><w:trPr><w:gridBefore w:val='999999999'/></w:trPr><w:tc>{p('a')}</w:tc></w:tr></w:tbl>"
    ),
    "three hundred thousand grid columns": make(f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 300_000}</w:tblGrid><w:tr/></w:tbl>"),
    "a number in Roman letters beyond all measure": make(NUMBERED, numbering=NUMBER.format("lowerRoman", "%1" * 1000)),
    "a number of twenty thousand parts": make(NUMBERED * 2000, numbering=NUMBER.format("decimal", "%1" * 20_000)),
    "styles that inherit twenty thousand times": make(
        p("x", "s19999"),
        styles="".join(
            f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>' for n in range(20_000)
        ),
    ),
    "one paragraph of ten million letters": make(p("a" * 10_000_000)),
    "a bomb of XML": make(p("a") + " " * (50 * 2**20)),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_built_to_overwhelm_is_read_or_refused(reader: Gate, name: str) -> None:
    reader.survives(HARMLESS[name])


def test_a_million_cells_are_refused_with_the_memory_they_would_take(reader: Gate) -> None:
    rng = random.Random(1)
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{rng.randrange(10**6)}</w:t></w:r></w:p></w:tc>" for _ in range(100)) + "</w:tr>"
        for _ in range(10_000)
    )  # fmt: skip
    said = reader.survives(make(f"<w:tbl>{rows}</w:tbl>"), may=("memory", "time"))
    assert isinstance(said, str) and "512 MB" in said
    assert isinstance(reader.survives(make(p("下一份"))), Document)


def test_many_entries_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        for n in range(20_001):
            archive.writestr(f"word/media/{n}", "")
    with gate() as one:
        assert "20002 个部件" in str(one.survives(buffer.getvalue()))


def test_a_bomb_in_a_bomb_is_not_opened(reader: Gate) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (60 * 2**20))
    document = reader.read(make(p("正文"), parts={"embeddings/内.zip": inner.getvalue()}))
    assert texts(document) == ["正文"]


def test_entries_that_share_their_bytes_are_read_once_or_refused(reader: Gate) -> None:
    """The central directory names the same bytes a thousand times (an overlapping bomb)."""
    data = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = data.compress(b"<a/>" * 2**18) + data.flush()
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, 0, len(packed), 2**20, 17, 0) + b"word/document.xml"
    entries = b"".join(
        struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, 0, len(packed), 2**20, len(name), 0, 0, 0, 0, 0, 0) + name
        for name in (b"word/document.xml", *(b"word/media/%d" % n for n in range(1000)))
    )  # fmt: skip
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1001, 1001, len(entries), len(local) + len(packed), 0)
    assert isinstance(reader.survives(local + packed + entries + end), str)


@pytest.mark.parametrize(
    "inner",
    [
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE w [<!ENTITY c "' + "x" * 100_000 + '">]>',
        '<!DOCTYPE w [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;<!ENTITY c "">]>',
        '<!DOCTYPE w PUBLIC "-//x" "file:///etc/passwd" [<!ENTITY c SYSTEM "file:///etc/hostname">]>',
    ],
    ids=["billion laughs", "quadratic", "parameter entity", "external"],
)
def test_a_document_with_entities_is_refused(reader: Gate, inner: str) -> None:
    body = f"{inner}<w:document {NAMESPACES}><w:body>{p(r('&amp;') + '&c;' * 50)}</w:body></w:document>"
    assert "损坏" in str(reader.survives(make("", parts={"document.xml": body.replace("&amp;", "&#38;")})))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "秘密.txt"
    path.write_text("绝密内容", encoding="utf-8")
    return path


def field(instruction: str, result: str = "") -> str:
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def test_what_points_outside_is_not_followed(reader: Gate, secret: Path) -> None:
    """Fields, templates, pictures, parts and XML that name another file or an address: the text beside them is read."""
    url, address = secret.as_uri(), "http://127.0.0.1:9/x"
    body = (
        field(f'INCLUDETEXT "{url}"', "域一") + field(f'INCLUDEPICTURE "{address}" \\d', "域二")
        + field('DDEAUTO cmd "/c calc" x', "域三") + field(f'LINK Word.Document.8 "{url}"', "域四")
        + '<w:altChunk r:id="rChunk"/><w:subDoc r:id="rSub"/>'
        + '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rImg"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        + f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}" parse="text"/>'
        + p("正文")
    )  # fmt: skip
    kinds = {"rChunk": "aFChunk", "rSub": "subDocument", "rImg": "image", "rT": "attachedTemplate", "rOle": "oleObject"}
    relations = {key: (kind, url if key != "rImg" else address) for key, kind in kinds.items()}
    document = reader.read(make(body, relations=relations, external=frozenset(kinds)))
    assert [t for t in texts(document) if t] == ["域一", "域二", "域三", "域四", "正文"]
    assert "绝密" not in str(document.to_json())


@pytest.mark.parametrize(
    "target", ["../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\x", "//h/x"]
)
def test_parts_outside_the_package_do_not_exist(reader: Gate, target: str) -> None:
    links = {"rStyles": ("styles", target), "rNotes": ("footnotes", target), "rImg": ("image", target)}
    document = reader.read(make(p("正文"), relations=links))
    assert texts(document) == ["正文"]
    assert "root:" not in str(document.to_json())


def test_names_that_lead_out_of_a_folder_unpack_nothing(reader: Gate, tmp_path: Path) -> None:
    outside = f"../../../../../../{tmp_path}/written"
    document = reader.read(make(p("正文"), parts={outside: "x", "media/../../../y": "x"}))
    assert texts(document) == ["正文"]
    assert list(tmp_path.iterdir()) == []


def test_a_main_part_that_is_its_own_relation_ends(reader: Gate) -> None:
    chart = root("c:chartSpace", '<c:externalData r:id="rId1"/>')
    links = relationships({"rId1": ("package", "../document.xml")})
    data = make(
        p("正文"), parts={"charts/chart1.xml": chart, "charts/_rels/chart1.xml.rels": links},
        relations={"rMe": ("header", "document.xml"), "rC": ("chart", "charts/chart1.xml")},
    )  # fmt: skip
    assert texts(reader.read(data)) == ["正文"]


def test_characters_that_no_text_has_are_refused(reader: Gate) -> None:
    for character in ("&#0;", "&#xFFFE;", "\x01"):
        assert "损坏" in str(reader.survives(make("", parts={"document.xml": f"<a {NAMESPACES}>{character}</a>"})))


def test_the_kind_of_relation_is_no_way_out(reader: Gate) -> None:
    links = {"rId1": ("officeDocument", "http://127.0.0.1:9/document.xml")}
    data = make(p("正文"), parts={"_rels/.rels": relationships(links, frozenset({"rId1"}))})
    assert texts(reader.read(data)) == ["正文"]
