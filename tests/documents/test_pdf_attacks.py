"""Attacks in a PDF: each ends in the text that a reader sees or in a message, in bounded memory, touching nothing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_kit.document.model import Document
from tests.documents.hostile import Gate, gate

TEXT = "BT /F 12 Tf 72 700 Td (Hello report) Tj ET"
CATALOG, PAGES = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


@pytest.fixture(scope="module")
def reader() -> Iterator[Gate]:
    with gate() as one:
        yield one


def raw(*objects: str | bytes) -> bytes:
    """A PDF of numbered objects, without a cross-reference table (readers rebuild it)."""
    out = b"%PDF-1.7\n"
    for n, each in enumerate(objects, 1):
        out += b"%d 0 obj\n" % n + (each if isinstance(each, bytes) else each.encode("latin-1")) + b"\nendobj\n"
    return out + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def stream(data: str | bytes, entries: str = "") -> bytes:
    content = data if isinstance(data, bytes) else data.encode("latin-1")
    return b"<<%s/Length %d>>stream\n" % (entries.encode(), len(content)) + content + b"\nendstream"


def flate(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, "/Filter[" + "/FlateDecode" * times + "]")


def page(resources: str = "", box: str = "0 0 595 842", entries: str = "") -> str:
    return (
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{entries}"
        f"/Resources<<{resources} /Font<</F 5 0 R/G 6 0 R>>>>>>"
    )


def one(content: str | bytes = TEXT, *more: str | bytes, catalog: str = CATALOG, **options: str) -> bytes:
    """A page whose content is object 4, its font object 5; `more` are objects 6 and on."""
    written = content if isinstance(content, bytes) else stream(content)
    return raw(catalog, PAGES, page(**options), written, FONT, *more)


def picture(width: int, height: int, method: str, data: bytes, entries: str = "") -> bytes:
    head = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    drawn = f"{TEXT} 200 0 0 200 72 72 cm /X Do"
    return one(drawn, stream(data, f"{head}/Filter/{method}{entries}"), resources="/XObject<</X 6 0 R>>")


def shown(result: Document | str) -> str:
    return result if isinstance(result, str) else "".join(b.text for b in result.blocks)


JBIG2 = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", 2**31, 2**31, 0, 0, 0, 0)
JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\xfd\xe8\xfd\xe8\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"
DEEP = 50_000
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>"

READ = {
    "a page of a thousand million points": one(box="0 0 1e9 1e9"),
    "a page without size": one(box="0 0 0 0"),
    "a page inside out": one(box="595 842 0 0"),
    "a picture of a hundred thousand pixels square, Flate": picture(10**5, 10**5, "FlateDecode", zlib.compress(bytes(10**6))),
    "a picture of JPEG 2000 without content": picture(10**5, 10**5, "JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n" + b"x" * 100),
    "a JBIG2 picture of 2**62 pixels": picture(10**5, 10**5, "JBIG2Decode", JBIG2),
    "a JPEG of 65,000 pixels square": picture(65_000, 65_000, "DCTDecode", JPEG),
    "a fax of a million lines": picture(10**6, 10**6, "CCITTFaxDecode", bytes(99), "/DecodeParms<</K -1/Columns 1000000>>"),
    "an inline picture that is not there": one("BI /W 100000 /H 100000 /CS /RGB /BPC 8 ID x EI " + TEXT),
    "arrays in arrays": one(catalog=f"<</Type/Catalog/Pages 2 0 R/X {'[' * 100_000}{']' * 100_000}>>"),
    "dictionaries in dictionaries": one(catalog=f"<</Type/Catalog/Pages 2 0 R/X {'<</A ' * 20_000}1{'>>' * 20_000}>>"),
    "an outline in a circle": one(
        TEXT, "<</First 7 0 R/Last 7 0 R>>", "<</Title(A)/Next 7 0 R/First 6 0 R/Parent 6 0 R>>",
        catalog="<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
    ),
    "an outline of fifty thousand entries": one(
        TEXT, "<</First 7 0 R/Last 7 0 R>>", *(f"<</Title(A{n})/Next {8 + n} 0 R/Parent 6 0 R>>" for n in range(DEEP)),
        catalog="<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
    ),
    "a form field that is its own child": one(
        TEXT, "<</T(a)/Kids[6 0 R 6 0 R]/Parent 6 0 R/FT/Tx/V(x)>>",
        catalog="<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
    ),
    "a font drawn with itself": one(
        TEXT + " BT /G 9 Tf (a) Tj ET",
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]"
        "/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/Resources<</Font<</G 6 0 R>>>>>>",
        stream("BT /G 1 Tf (a) Tj ET"),
    ),
    "a pattern painted with itself": one(
        TEXT + " /Pattern cs /X scn 0 0 500 500 re f",
        stream("/X scn 0 0 1 1 re f", "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.00001/YStep 0.00001"
               "/Resources<</Pattern<</X 6 0 R>>>>"),
        resources="/Pattern<</X 6 0 R>>",
    ),
    "two forms that draw each other": one(
        TEXT + " /X Do", stream("/X Do", FORM.format(7)), stream("/X Do", FORM.format(6)), resources="/XObject<</X 6 0 R>>",
    ),
    "a page tree in a circle beside a page": raw(
        CATALOG, "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>", page(), stream(TEXT), FONT,
    ),
    "ten thousand times the same page": raw(
        CATALOG, f"<</Type/Pages/Kids[{'3 0 R ' * 10_000}]/Count 10000>>", page(), stream(TEXT), FONT
    ),
    "a thousand revisions": one() + b"\n4 0 obj\nnull\nendobj\ntrailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF" * 1000
    + b"\n4 0 obj\n" + stream(TEXT) + b"\nendobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF",
    "a hundred thousand notes": one(TEXT, "<</Type/Annot/Subtype/Text/Contents(x)/Rect[0 0 1 1]>>",
                                    entries=f"/Annots[{'6 0 R ' * 100_000}]"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_is_built_to_overwhelm_is_read(reader: Gate, name: str) -> None:
    assert "Hello report" in shown(reader.survives(READ[name], "报告.pdf"))


REFUSED = {
    "a page tree fifty thousand deep": raw(
        CATALOG, "<</Type/Pages/Kids[5 0 R]/Count 1>>", "null", stream(TEXT),
        *(f"<</Type/Pages/Parent {4 + n} 0 R/Kids[{6 + n} 0 R]/Count 1>>" for n in range(DEEP)),
    ),
    "cross-references in a circle": b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R/Prev 9>>\n"
    b"startxref\n9\n%%EOF",
    "nothing but zeros": b"%PDF-1.7\n" + bytes(10**6),
    "cut off": one()[:200],
    "a predictor wider than memory": one(
        stream(zlib.compress(b"x" * 99), "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 4>>")
    ),
    "object streams that announce a hundred million objects": raw(
        CATALOG, PAGES, page(), stream(zlib.compress(b"1 0 " * 10**6), "/Type/ObjStm/N 100000000/First 8/Filter/FlateDecode")
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_said(reader: Gate, name: str) -> None:
    result = reader.survives(REFUSED[name], "报告.pdf")
    assert isinstance(result, str) or result.notes


BOMBS = {
    "a page of a thousand million spaces": one(flate(b" " * 10**9)),
    "Flate in Flate in Flate": one(flate(b" " * (2 * 10**8), 3)),
    "three million lines": one(flate(b"0 0 m 1 1 l S\n" * 3_000_000)),
    "five million saved states": one(flate(b"q " * 5_000_000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_the_worker_only(reader: Gate, name: str) -> None:
    result = reader.survives(BOMBS[name], "报告.pdf", may=("memory", "time", "crash"))
    assert isinstance(result, Document) or "512 MB" in result or "20 秒" in result
    assert "Hello report" in shown(reader.read(one(), "下一份.pdf"))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("TOP-SECRET", encoding="utf-8")
    return path


def test_actions_and_files_that_a_pdf_names_are_left_alone(reader: Gate, secret: Path) -> None:
    """Scripts, launches, links, forms of XML, embedded files and contents that lie in another file."""
    target = f"({secret})"
    actions = (
        "<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\))>>", f"<</S/Launch/F{target}/Win<</F(cmd.exe)/P(/c calc)>>>>",
        f"<</S/GoToR/F{target}/D[0/Fit]>>", "<</S/URI/URI(http://127.0.0.1:9/x)>>", f"<</S/SubmitForm/F{target}>>",
        f"<</S/ImportData/F{target}>>",
    )  # fmt: skip
    links = "".join(f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A{a}>>" for a in actions)
    catalog = (
        f"<</Type/Catalog/Pages 2 0 R/OpenAction{actions[0]}/AA<</WC{actions[1]}>>"
        f"/Names<</JavaScript<</Names[(a){actions[0]}]>>/EmbeddedFiles<</Names[(a)<</Type/Filespec/F{target}/EF<</F 7 0 R>>>>]>>>>"
        "/AcroForm<</Fields[]/XFA 6 0 R>>>>"
    )  # fmt: skip
    xfa = (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "'
        + secret.as_uri()
        + '">]><xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">&e;</xdp:xdp>'
    )
    outside = stream("", f"/F{target}/FFilter/FlateDecode")
    data = raw(
        catalog, PAGES, page(entries=f"/Annots[{links}]/Metadata 8 0 R").replace("4 0 R", "[4 0 R 9 0 R]"), stream(TEXT), FONT,
        stream(xfa), stream("inner", "/Type/EmbeddedFile"), stream(xfa, "/Type/Metadata/Subtype/XML"), outside,
    )  # fmt: skip
    document = reader.read(data, "报告.pdf")
    assert "Hello report" in shown(document)
    assert "TOP-SECRET" not in str(document.to_json())


def coordinates(value: str) -> bytes:
    return one(
        f"{TEXT} BT /F {value} Tf {value} 0 0 {value} {value} {value} Tm (lost) Tj ET {value} 0 m {value} {value} l S "
        f"{value} {value} {value} {value} re S 0 {value} m 500 {value} l S q 1 0 0 1 {value} {value} cm {TEXT} Q"
    )


@pytest.mark.parametrize("value", ["-2147483648", "1e30", "-99999999999999999999", "0.0000001", "nan", "1e308"])
def test_coordinates_beyond_all_measure_are_read(reader: Gate, value: str) -> None:
    """Found by fuzzing: text and lines so far down that they stood below every first row."""
    assert "Hello report" in shown(reader.survives(coordinates(value), "报告.pdf"))
