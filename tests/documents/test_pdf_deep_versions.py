"""Every saving of an incrementally saved PDF can be had again, and is told by what it changed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdf
import pytest
from pypdf.annotations import Highlight, Text
from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject, TextStringObject

from report_kit.document.pdf.versions import version_ends
from report_kit.document.traces import PageChange
from tests.documents.pdf_made import drawn, read

from reportlab.pdfgen.canvas import Canvas  # isort: skip


def _first(canvas: Canvas, figure: str = "512.60") -> None:
    canvas.drawString(72, 760, f"综合能耗{figure}吨")
    canvas.drawString(72, 720, "评价结论：一级")


def _second(canvas: Canvas) -> None:
    canvas.drawString(72, 760, "第二页")


def _form(canvas: Canvas) -> None:
    canvas.drawString(72, 760, "审核意见")
    canvas.acroForm.textfield(name="意见", value="", x=140, y=755, width=200, height=18)


BASE = drawn(_first, _second, _form)


def saved_on(data: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    """The file saved once more, incrementally."""
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _contents(figure: str) -> bytes:
    with pikepdf.open(io.BytesIO(drawn(lambda canvas: _first(canvas, figure)))) as pdf:
        return bytes(pdf.pages[0].Contents.read_bytes())


def change_figure(writer: pypdf.PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(_contents("412.60"))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def rewrite_alike(writer: pypdf.PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(_contents("512.60") + b"\n% the same drawn again\n")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def annotate(writer: pypdf.PdfWriter) -> None:
    corners = ArrayObject([FloatObject(v) for v in (72, 772, 150, 772, 72, 758, 150, 758)])
    writer.add_annotation(0, Highlight(rect=(72, 758, 150, 772), quad_points=corners))
    writer.add_annotation(1, Text(rect=(300, 700, 320, 720), text="请核对"))


def fill_in(writer: pypdf.PdfWriter) -> None:
    writer.pages[2]["/Annots"][0].get_object()[NameObject("/V")] = TextStringObject("同意")


def retitle(writer: pypdf.PdfWriter) -> None:
    writer.add_metadata({"/Title": "新题目"})


def add_page(writer: pypdf.PdfWriter) -> None:
    writer.add_blank_page(595, 842)


@pytest.mark.parametrize(
    ("change", "kind"),
    [(annotate, "annotation"), (fill_in, "form"), (retitle, "metadata"), (change_figure, "content")],
)
def test_a_saving_is_told_by_what_it_changed(change: Callable[[pypdf.PdfWriter], None], kind: str) -> None:
    first, second = read(saved_on(BASE, change)).traces.versions
    assert first.kinds == ()
    assert kind in second.kinds
    assert ("content" in second.kinds) == (kind == "content")


def test_the_changed_figure_is_shown_before_and_after() -> None:
    versions = read(saved_on(saved_on(BASE, annotate), change_figure)).traces.versions
    assert [v.changes for v in versions] == [
        (), (), (PageChange(1, "changed", ("综合能耗512.60吨",), ("综合能耗412.60吨",)),),
    ]  # fmt: skip


def test_a_page_drawn_again_alike_is_not_changed() -> None:
    assert [v.changes for v in read(saved_on(BASE, rewrite_alike)).traces.versions] == [(), ()]


def test_an_added_page_is_said() -> None:
    changes = read(saved_on(BASE, add_page)).traces.versions[-1].changes
    assert [(c.page, c.kind) for c in changes] == [(4, "added")]


def test_every_earlier_version_is_the_beginning_of_the_file() -> None:
    once = saved_on(BASE, annotate)
    twice = saved_on(once, change_figure)
    ends = [v.end for v in read(twice).traces.versions]
    assert [twice[:end] for end in ends] == [BASE, once, twice]
    assert "512.60" in "".join(read(twice[: ends[1]]).text())


@pytest.mark.parametrize("options", [{"linearize": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
def test_a_file_written_anew_has_no_earlier_version(options: dict[str, object]) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(BASE)) as pdf:
        pdf.save(target, **options)  # type: ignore[arg-type]
    assert version_ends(target.getvalue()) == [len(target.getvalue())]
    assert read(target.getvalue()).traces.versions == []
    assert len(read(saved_on(target.getvalue(), change_figure)).traces.versions) == 2


def test_versions_stand_in_the_json() -> None:
    data = read(saved_on(BASE, change_figure)).to_json()
    assert data["versions"][1]["kinds"][0] == "content"
    assert data["versions"][1]["changes"][0]["added"] == ("综合能耗412.60吨",)


def test_a_version_that_cannot_be_opened_is_said() -> None:
    broken = b"%PDF-1.4\nnothing\nstartxref\n3\n%%EOF\n" + BASE[9:]
    versions = read(broken).traces.versions
    assert [v.readable for v in versions][:1] == [False]
