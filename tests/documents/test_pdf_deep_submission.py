"""A merged submission: where each page's text comes from, where the report ends and the annexes begin, its pictures."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest
from PIL import Image, ImageDraw

from report_kit.document.hashing import hash_pictures
from report_kit.document.traces import Extent
from tests.documents.pdf_made import FONT, PROSE, drawn, paragraphs, read

from reportlab.lib.pagesizes import A3, A4  # isort: skip
from reportlab.lib.utils import ImageReader  # isort: skip
from reportlab.pdfgen.canvas import Canvas  # isort: skip

CHAPTERS = ["一、概述", "二、评价过程", "三、指标评价", "四、问题与建议", "五、评价结论"]


def _photo(seed: int, width: int = 400, height: int = 300) -> Image.Image:
    """A picture of some blocks, the same for the same seed."""
    picture, rng = Image.new("RGB", (width, height), "white"), random.Random(seed)
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = rng.uniform(0, 0.8) * width, rng.uniform(0, 0.8) * height
        colour = tuple(rng.randrange(256) for _ in range(3))
        draw.rectangle((x, y, x + 0.2 * width, y + 0.2 * height), fill=colour)
    return picture


def _reader(picture: Image.Image, form: str = "PNG", quality: int = 90) -> ImageReader:
    target = io.BytesIO()
    picture.save(target, form, quality=quality)
    target.seek(0)
    return ImageReader(target)


def _text(canvas: Canvas, top: float, words: str, size: float = 12) -> None:
    canvas.setFont(FONT, size)
    for n, start in enumerate(range(0, len(words), 36)):
        canvas.drawString(72, top - 20 * n, words[start : start + 36])


def report(pages: int = 5) -> bytes:
    """A report of some pages with a running header and page numbers."""

    def page(n: int) -> object:
        def draw(canvas: Canvas) -> None:
            _text(canvas, 800, "某某公司绿色工厂评价报告", 9)
            _text(canvas, 740, CHAPTERS[n % len(CHAPTERS)], 16)
            _text(canvas, 700, PROSE * 3)
            canvas.drawString(290, 40, str(n + 1))

        return draw

    return drawn(*[page(n) for n in range(pages)])  # type: ignore[misc]


def scans(count: int, size: tuple[float, float] = A4, label: str = "") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size)
    for n in range(count):
        canvas.drawImage(_reader(_photo(n)), 0, 0, *size)
        if label:
            canvas.setFont(FONT, 10)
            canvas.drawString(500, 820, label)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def words(*lines: str, size: tuple[float, float] = A4, number: int | None = None) -> bytes:
    """One page of lines in another hand."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size)
    for n, line in enumerate(lines):
        canvas.setFont(FONT, 14)
        canvas.drawString(90, size[1] - 100 - 26 * n, line)
    if number is not None:
        canvas.drawString(size[0] / 2, 30, str(number))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def merged(*parts: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as pdf:
                whole.pages.extend(pdf.pages)
        whole.save(target)
    return target.getvalue()


TEST_REPORT = ["检测报告", "一、检测项目", *[PROSE[i : i + 30] for i in range(0, 90, 30)], *[PROSE[:30]] * 4]


@pytest.mark.parametrize(
    ("annexes", "pages", "reason"),
    [
        ([scans(6)], 6, "scan"),
        ([words("附件1 营业执照"), scans(2), words("附件2 检测报告"), words(*TEST_REPORT)], 5, "divider"),
        ([words("证明材料"), scans(1)], 2, "divider"),
        ([words(*TEST_REPORT, size=A3), scans(1)], 2, "paper"),
        ([words(*TEST_REPORT, number=1), words(*TEST_REPORT, number=2)], 2, "numbering"),
    ],
    ids=["scans", "dividers", "evidence divider", "other paper", "numbers begin anew"],
)
def test_the_report_ends_where_the_annexes_begin(annexes: list[bytes], pages: int, reason: str) -> None:
    document = read(merged(report(), *annexes))
    assert document.extent == Extent(1, 5, tuple(range(6, 6 + pages)), reason)
    assert [p.part for p in document.pages] == ["report"] * 5 + ["annex"] * pages
    own = [b.heading for b in document.headings if not b.heading.startswith("附件")]
    assert own == CHAPTERS
    assert document.to_json()["extent"]["last"] == 5


def test_annexes_are_kept_apart_and_their_names_stay() -> None:
    document = read(merged(report(), words("附件1 检测报告"), words(*TEST_REPORT)))
    assert any("一、检测项目" in b.text for b in document.annexes)
    assert not any("检测项目" in text for text in document.text())


@pytest.mark.parametrize("tail", [[], [scans(1)], [scans(2)]], ids=["nothing", "one scan", "two scans"])
def test_a_report_alone_or_with_its_page_of_seals_has_no_annexes(tail: list[bytes]) -> None:
    document = read(merged(report(), *tail))
    assert document.extent is None
    assert all(p.part == "report" for p in document.pages)


def test_a_scanned_page_in_the_middle_belongs_to_the_report() -> None:
    document = read(merged(report(3), scans(1), report(3)))
    assert document.extent is None
    assert [p.source for p in document.pages] == ["text"] * 3 + ["ocr"] + ["text"] * 3


def test_every_page_tells_its_source_and_why_it_needs_recognition() -> None:
    document = read(merged(report(2), scans(1), scans(1, label="附件3")))
    assert [(p.source, p.needs_ocr, p.unread) for p in document.pages] == [
        ("text", "", False), ("text", "", False), ("ocr", "picture", True), ("mixed", "sparse", False),
    ]  # fmt: skip
    assert document.pages[3].to_json()["needs_ocr"] == "sparse"


def test_a_figure_on_a_page_of_text_needs_no_recognition() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 780, PROSE * 2)
        canvas.drawImage(_reader(_photo(1)), 72, 300, 400, 300)

    assert [(p.source, p.needs_ocr) for p in read(drawn(page)).pages] == [("text", "")]


def _pictures(canvas: Canvas) -> None:
    _text(canvas, 780, PROSE)
    for n, name in enumerate(["蒸压釜区", "空翻切割机组"]):
        canvas.drawImage(_reader(_photo(n)), 72 + 230 * n, 500, 200, 150)
        canvas.setFont(FONT, 10)
        canvas.drawCentredString(172 + 230 * n, 485, name)
    canvas.drawImage(_reader(_photo(3)), 150, 250, 200, 150)
    canvas.drawCentredString(250, 235, "图1 工艺流程")


def test_pictures_have_place_hash_and_the_words_below_them() -> None:
    document = read(drawn(_pictures))
    pictures = [b for b in document.blocks if b.type == "image"]
    assert [b.caption for b in pictures] == ["蒸压釜区", "空翻切割机组", "图1 工艺流程"]
    assert pictures[0].bbox == (72.0, 191.89, 272.0, 341.89)
    assert len({b.sha256 for b in pictures}) == 3


def test_the_same_picture_rescaled_and_recompressed_has_nearly_the_same_hash() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 780, PROSE)
        canvas.drawImage(_reader(_photo(1)), 72, 500, 200, 150)
        canvas.drawImage(_reader(_photo(1, 800, 600), "JPEG", 60), 300, 500, 200, 150)
        canvas.drawImage(_reader(_photo(2)), 72, 200, 200, 150)

    data = drawn(page)
    document = read(data)
    assert [b.phash for b in document.blocks if b.type == "image"] == ["", "", ""]
    hash_pictures(document, data)
    one, again, other = (int(b.phash, 16) for b in document.blocks if b.type == "image")
    assert (one ^ again).bit_count() <= 4
    assert (one ^ other).bit_count() > 12


def test_pictures_of_a_docx_and_of_its_pdf_have_the_same_hash() -> None:
    docx = pytest.importorskip("docx")
    from report_kit.document.docx import read_docx

    source, target = io.BytesIO(), io.BytesIO()
    _photo(1).save(source, "PNG")
    word = docx.Document()
    word.add_paragraph(PROSE)
    word.add_picture(source)
    word.save(target)
    document = read_docx(target.getvalue(), "报告.docx")
    hash_pictures(document, target.getvalue())
    data = drawn(lambda canvas: canvas.drawImage(_reader(_photo(1)), 72, 400, 200, 150))
    pdf = read(data)
    hash_pictures(pdf, data)
    marks = [b.phash for d in (document, pdf) for b in d.blocks if b.type == "image"]
    assert marks[0] == marks[1] != ""


def test_paragraphs_of_a_plain_report_are_all_read() -> None:
    assert len(paragraphs(read(report(2)))) >= 2
