"""Text nobody sees is kept apart and says why; text that is seen stays, however it is set."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.documents.pdf_made import FONT, PROSE, drawn, paragraphs, read

from reportlab.lib.utils import ImageReader  # isort: skip
from reportlab.pdfgen.canvas import Canvas  # isort: skip

SEEN = "这一行看得见"


def _picture(colour: str = "white", size: tuple[int, int] = (300, 400)) -> ImageReader:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    target.seek(0)
    return ImageReader(target)


def _covered_by_a_rectangle(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "512.60")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(70, 596, 80, 16, fill=1, stroke=0)


def _covered_by_an_image(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "512.60")
    canvas.drawImage(_picture(), 70, 596, 80, 16)


def _covered_within_a_line(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "综合能耗512.60吨")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(120, 596, 31, 16, fill=1, stroke=0)


def _white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 600, "512.60")


def _invisible(canvas: Canvas) -> None:
    words = canvas.beginText(72, 600)
    words.setTextRenderMode(3)
    words.textLine("512.60")
    canvas.drawText(words)


def _tiny(canvas: Canvas) -> None:
    canvas.setFont(FONT, 1)
    canvas.drawString(72, 600, "512.60")


def _outside(canvas: Canvas) -> None:
    canvas.drawString(-200, 600, "512.60")


def _clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(400, 100, 20, 20)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(72, 600, "512.60")


def _same_colour(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0, 0.6)
    canvas.rect(60, 590, 120, 30, fill=1, stroke=0)
    canvas.drawString(72, 600, "512.60")


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (_covered_by_a_rectangle, "covered"),
        (_covered_by_an_image, "covered"),
        (_covered_within_a_line, "covered"),
        (_white, "white"),
        (_invisible, "invisible"),
        (_tiny, "tiny"),
        (_outside, "outside"),
        (_clipped, "clipped"),
        (_same_colour, "same-colour"),
    ],
)
def test_text_nobody_sees_is_flagged_with_its_reason(draw: object, reason: str) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, SEEN)
        draw(canvas)  # type: ignore[operator]

    document = read(drawn(page))
    hidden = [(b.text, b.hidden_because) for b in document.blocks if b.hidden]
    assert hidden == [("512.60", reason)]
    assert "512.60" not in "".join(document.text())
    assert {"text": "512.60", "hidden": True, "hidden_because": reason}.items() <= document.blocks[-1].to_json().items()


def test_a_figure_pasted_over_another_is_read_and_the_one_beneath_is_kept() -> None:
    def page(canvas: Canvas) -> None:
        _covered_by_a_rectangle(canvas)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 600, "412.60")

    document = read(drawn(page))
    assert paragraphs(document) == ["412.60"]
    assert [b.text for b in document.blocks if b.hidden] == ["512.60"]


def test_white_on_a_dark_ground_is_seen() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.3, 0.2)
        canvas.rect(60, 590, 200, 30, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 600, SEEN)

    assert paragraphs(read(drawn(page))) == [SEEN]


def test_white_on_a_dark_picture_is_seen() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(_picture("navy"), 60, 590, 200, 30)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 600, SEEN)

    assert paragraphs(read(drawn(page))) == [SEEN]


def test_a_highlight_that_lets_text_through_hides_nothing() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 600, SEEN)
        canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
        canvas.rect(70, 596, 120, 16, fill=1, stroke=0)

    assert paragraphs(read(drawn(page))) == [SEEN]


def test_a_frame_drawn_after_the_text_hides_nothing() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 600, SEEN)
        canvas.rect(60, 590, 200, 30, fill=0, stroke=1)

    assert not any(b.hidden for b in read(drawn(page)).blocks)


def test_a_watermark_is_seen_but_not_part_of_the_text() -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()
        canvas.drawString(72, 700, SEEN)

    document = read(drawn(page, page))
    assert [(b.text, b.where, b.hidden) for b in document.blocks if b.text == "内部资料"] == [
        ("内部资料", "header", False)
    ]
    assert "内部资料" not in "".join(document.text())


def test_the_text_layer_of_a_scan_is_text_not_hidden_text() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(_picture(), 0, 0, 595, 842)
        words = canvas.beginText(72, 600)
        words.setTextRenderMode(3)
        words.textLine(SEEN)
        canvas.drawText(words)

    def underneath(canvas: Canvas) -> None:
        canvas.drawString(72, 600, SEEN)
        canvas.drawImage(_picture(), 0, 0, 595, 842)

    document = read(drawn(page, underneath))
    assert [b.text for b in document.body if b.type == "paragraph"] == [SEEN, SEEN]
    assert not any(b.hidden for b in document.blocks)
    assert [(p.source, p.needs_ocr) for p in document.pages] == [("ocr", "layer"), ("ocr", "layer")]


def test_how_text_is_set_is_told_run_by_run() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "综合能耗")
        canvas.setFont("Helvetica-Bold", 11)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.drawString(120, 601, "412.60")

    first, second = read(drawn(page)).runs[1]
    assert (first.text, first.face.family, first.face.size, first.face.colour) == ("综合能耗", "STSong", 12, (0, 0, 0))
    assert (second.text, second.face.family, second.face.size) == ("412.60", "Helvetica", 11)
    assert (second.face.bold, second.face.colour) == (True, (255, 0, 0))
    assert round(first.baseline - second.baseline, 1) == 1.0
    table = read(drawn(page)).runs[1]
    assert [run.text for run in table.within((110, 220, 200, 260))] == ["412.60"]


def test_a_long_text_page_is_read_without_drawing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from report_kit.document.pdf import visibility

    def fail(*_: object) -> None:
        raise AssertionError("an honest page was drawn")

    monkeypatch.setattr(visibility, "_picture", fail)
    assert paragraphs(read(drawn(lambda canvas: canvas.drawString(72, 600, PROSE[:30])))) == [PROSE[:30]]
