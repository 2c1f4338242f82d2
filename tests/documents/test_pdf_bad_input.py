"""Bad and hostile files: a message in Chinese that says what to do, never a traceback."""

from __future__ import annotations

import contextlib
import io

import pytest

from report_kit.document.pdf import read_pdf
from report_kit.errors import InputError
from tests.documents.pdf_made import PROSE, drawn, read, story, text

pikepdf = pytest.importorskip("pikepdf")


def locked(password: str) -> bytes:
    with pikepdf.open(io.BytesIO(story(text(PROSE)))) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return target.getvalue()


def test_a_password_is_asked_for() -> None:
    with pytest.raises(InputError, match="--password"):
        read_pdf(locked("secret"), "报告.pdf")


def test_a_wrong_password_is_called_wrong() -> None:
    with pytest.raises(InputError, match="密码不对"):
        read_pdf(locked("secret"), "报告.pdf", password="guess")


def test_the_right_password_opens() -> None:
    assert PROSE in "".join(read_pdf(locked("secret"), "报告.pdf", password="secret").text())


def test_a_file_locked_only_against_editing_opens() -> None:
    assert PROSE in "".join(read_pdf(locked(""), "报告.pdf").text())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no pdf", b"<html></html>"])
def test_another_format_is_named(data: bytes) -> None:
    with pytest.raises(InputError, match="不是 PDF"):
        read_pdf(data, "报告.pdf")


@pytest.mark.parametrize("keep", [20, 200, 600])
def test_a_file_cut_short_is_damaged_or_read(keep: int) -> None:
    try:
        read_pdf(story(text(PROSE))[:keep], "报告.pdf")
    except InputError as error:
        assert "重新导出" in str(error)


def raw(*objects: str) -> bytes:
    """A PDF of numbered objects, without a cross-reference table (readers rebuild it)."""
    body = "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n%%EOF".encode("latin-1")


PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
HOSTILE = {
    "page tree in a circle": raw("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "a million pages announced": raw("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1000000>>", PAGE),
    "no pages": raw("<</Type/Catalog>>"),
    "a form that draws itself": raw(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE,
        "<</Length 5>>stream\n/X Do\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream",
    ),
    "outline in a circle": raw(
        "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE,
        "<</Length 5>>stream\n/X Do\nendstream", "null", "<</First 7 0 R/Last 7 0 R/Count 1>>",
        "<</Title(A)/Parent 6 0 R/Next 7 0 R/First 7 0 R>>",
    ),
    "numbers out of range": raw(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[-1e30 99999999999 1e38 nan]/Contents 4 0 R>>",
        "<</Length 60>>stream\n1e38 0 m 1e38 -1e38 l S 0 0 1e30 2 re f 5 5 99999999999 1 re S  \nendstream",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_structure_neither_crashes_nor_hangs(name: str) -> None:
    with contextlib.suppress(InputError):
        read_pdf(HOSTILE[name], "报告.pdf")


def test_a_page_of_a_hundred_thousand_lines_is_bounded() -> None:
    def page(canvas: object) -> None:
        path = canvas.beginPath()  # type: ignore[attr-defined]
        for n in range(100_000):
            path.moveTo(n % 500, n // 500)
            path.lineTo(n % 500 + 1, n // 500)
        canvas.drawPath(path)  # type: ignore[attr-defined]
        canvas.drawString(72, 700, PROSE[:20])  # type: ignore[attr-defined]

    document = read(drawn(page))
    assert PROSE[:20] in "".join(document.text())
    assert any("内容过多" in note for note in document.notes)
