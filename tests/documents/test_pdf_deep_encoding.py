"""Codes that mean nothing are said, never read; ways of drawing text that a reader does not notice make no difference."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from pikepdf import Name

from report_kit.document.pdf.encoding import LOST
from report_kit.document.reading import Source, read_source
from report_kit.errors import InputError
from tests.documents.pdf_made import PROSE, drawn, paragraphs, read

from reportlab.pdfbase import pdfmetrics  # isort: skip
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # isort: skip
from reportlab.pdfbase.ttfonts import TTFont  # isort: skip
from reportlab.pdfgen.canvas import Canvas  # isort: skip

VERA = "Vera.ttf"

LINES = [PROSE[start : start + 30] for start in range(0, 90, 30)]


def _prose(canvas: Canvas) -> None:
    for n, line in enumerate(LINES):
        canvas.drawString(72, 760 - 20 * n, line)


def _map(offset: int) -> bytes:
    """A map to Unicode in which every Chinese character is another one."""
    pairs = []
    for code in sorted(set(map(ord, PROSE + "企业名称"))):
        pairs.append(
            f"<{code:04X}> <{(code * 7919 + offset) % 0x51A0 + 0x4E00 if offset else 0xE000 + code % 0x1000:04X}>"
        )
    head = "/CIDInit /ProcSet findresource begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange"
    body = "".join(
        f"\n{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar"
        for part in (pairs[i : i + 100] for i in range(0, len(pairs), 100))
    )
    return f"{head}{body}\nendcmap end".encode()


def with_map(data: bytes, to_unicode: bytes, family: str = "") -> bytes:
    """The file with a map to Unicode put on its Chinese fonts, or those of one family."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in (f for f in pdf.objects if isinstance(f, pikepdf.Dictionary)):
            if font.get("/Subtype") == Name.Type0 and family in str(font.BaseFont):
                font.ToUnicode = pdf.make_stream(to_unicode)
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize("offset", [0, 17], ids=["private use", "other characters"])
def test_a_page_of_meaningless_codes_is_said_and_not_read(offset: int) -> None:
    document = read(with_map(drawn(_prose), _map(offset)))
    assert "".join(document.text()) == ""
    assert document.notes[0].startswith("第 1 页文字编码损坏，无法读取")
    page = document.pages[0]
    assert (page.unread, page.needs_ocr) == (True, "damaged")


def test_a_whole_file_of_meaningless_codes_is_refused_by_what_it_is() -> None:
    with pytest.raises(InputError, match="文字编码损坏"):
        read_source(Source("报告.pdf", with_map(drawn(_prose), _map(0))))


def test_a_font_without_any_map_is_not_guessed_at() -> None:
    pdfmetrics.registerFont(TTFont("Vera", VERA))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, 700, "éèàùâêîôûçëïüñõãåø")

    with pikepdf.open(io.BytesIO(drawn(page))) as pdf:
        assert read(drawn(page)).pages[0].needs_ocr == ""
        for font in (f for f in pdf.objects if isinstance(f, pikepdf.Dictionary)):
            if "/ToUnicode" in font:
                del font["/ToUnicode"]
        target = io.BytesIO()
        pdf.save(target)
    document = read(target.getvalue())
    assert "".join(document.text()) == ""
    assert document.pages[0].needs_ocr == "damaged"


def test_one_line_in_a_bad_font_leaves_the_rest_of_the_page() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("MSung-Light"))

    def page(canvas: Canvas) -> None:
        _prose(canvas)
        canvas.setFont("MSung-Light", 12)
        canvas.drawString(72, 400, "企业名称")

    document = read(with_map(drawn(page), _map(0), "MSung"))
    text = "".join(document.text())
    assert text == "".join(LINES) + LOST
    assert any("部分文字编码损坏" in note for note in document.notes)
    assert document.pages[0].confidence > 0.7


@pytest.mark.parametrize(
    "words",
    ["氰化物、苯并芘、二噁英、铬、镉、铊、汞、砷、锑、钒、氟、氨、醛", "GB/T 36132-2018 Rev.2", "□ ☑ ① ② ㎡ ℃ ≥ ±"],
)
def test_rare_characters_letters_and_signs_are_no_damage(words: str) -> None:
    document = read(drawn(lambda canvas: canvas.drawString(72, 700, words)))
    assert document.pages[0].needs_ocr == ""
    assert not any("编码" in note for note in document.notes)


def test_traditional_characters_are_no_damage() -> None:
    words = "臺灣綠色製造評價報告書與節能減碳執行績效說明"
    assert paragraphs(read(drawn(lambda canvas: canvas.drawString(72, 700, words)))) == [words]


@pytest.mark.parametrize("pitch", [12.4, 16, 20])
def test_letters_set_one_by_one_are_words(pitch: float) -> None:
    def page(canvas: Canvas) -> None:
        for n, letter in enumerate("企业名称河源某公司"):
            canvas.drawString(72 + pitch * n, 700, letter)

    assert paragraphs(read(drawn(page))) == ["企业名称河源某公司"]


@pytest.mark.parametrize("times", [2, 3])
def test_glyphs_drawn_again_aside_are_read_once(times: int) -> None:
    def each(canvas: Canvas) -> None:
        for n, letter in enumerate("综合能耗评价"):
            for time in range(times):
                canvas.drawString(72 + 12 * n + 0.3 * time, 700, letter)

    def whole(canvas: Canvas) -> None:
        for time in range(times):
            canvas.drawString(72 + 0.3 * time, 700, "综合能耗1122评价")

    assert paragraphs(read(drawn(each, whole))) == ["综合能耗评价", "综合能耗1122评价"]


def test_doubled_letters_and_digits_stay_double() -> None:
    words = "office 1122 effluent 00 谢谢"
    assert paragraphs(read(drawn(lambda canvas: canvas.drawString(72, 700, words))))[0].replace(" ", "") == (
        words.replace(" ", "")
    )


def test_radicals_and_compatibility_forms_are_ordinary_characters() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "企业")

    to_unicode = b"""/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
    2 beginbfchar <4F01> <2F00> <4E1A> <2F47> endbfchar endcmap end"""
    assert paragraphs(read(with_map(drawn(page), to_unicode))) == ["一日"]


def test_text_set_downwards_is_one_piece() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "横排的一行")
        for n, letter in enumerate("竖排文字评价报告"):
            canvas.drawString(400, 600 - 12.5 * n, letter)

    assert paragraphs(read(drawn(page))) == ["横排的一行", "竖排文字评价报告"]


def test_a_vertical_font_is_read_downwards() -> None:
    with pikepdf.open(io.BytesIO(drawn(lambda canvas: canvas.drawString(300, 700, "某某公司评价报告")))) as pdf:
        for font in (f for f in pdf.objects if isinstance(f, pikepdf.Dictionary)):
            if font.get("/Subtype") == Name.Type0:
                font.Encoding = Name("/UniGB-UCS2-V")
        target = io.BytesIO()
        pdf.save(target)
    assert paragraphs(read(target.getvalue())) == ["某某公司评价报告"]


@pytest.mark.skipif(which("gs") is None, reason="needs ghostscript")
def test_ghostscript_losing_the_characters_is_said(tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(drawn(_prose))
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={target}", str(source)]
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    text = "".join(read(target.read_bytes()).text()).replace("\n", "")
    assert text in ("", "".join(LINES))
