"""Recognition as users meet it: the command, the cache, time limits, interruption, what is said about pages not read."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("rapidocr")

from PIL import Image

from report_kit.document import pictures, scanning
from report_kit.document.model import LayerDifference
from report_kit.document.ocr import scans
from report_kit.document.ocr.cache import Cache, page_key
from report_kit.document.ocr.scans import Settings, recognise
from report_kit.document.ocr.seen import ScannedPage, Sight, Word
from report_kit.document.pdf import read_pdf
from report_kit.errors import InputError
from tests.documents import pdf_made
from tests.documents.pdf_made import drawn
from tests.documents.scan_kit import Sheet, as_pdf


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    code = "from report_kit.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=200,
    )


def small(words: str) -> Image.Image:
    """A quarter of a sheet with one line: quickly recognised."""
    page = Sheet(300, 200)
    page.text(30, 60, words)
    return page.scanned(slant=0)


def sight(words: str = "综合能耗") -> Sight:
    word = Word((10.0, 20.0, 58.0, 32.0), words, tuple(0.9 for _ in words), 12.0, 1.0, 4, True)
    page = ScannedPage(300, 200, 1, 0.5, [word], [(10.0, 0.0, 90.0)], [(5.0, 0.0, 50.0)], [(1.0, 2.0, 90.0, 91.0)])
    return Sight(page, [LayerDifference(1, "36", "38", (1.0, 2.0, 3.0, 4.0), True, 0.95)])


def test_the_command_reads_a_scan_and_a_second_time_from_the_cache(tmp_path: Path) -> None:
    (tmp_path / "扫描.pdf").write_bytes(as_pdf(small("综合能耗3650.2吨标准煤")))
    first = run("read", tmp_path / "扫描.pdf", "--ocr-cache", tmp_path / "存", "-o", tmp_path / "一.json")
    assert first.returncode == 0, first.stderr
    assert "正在识别 1 页扫描页" in first.stderr
    document = json.loads((tmp_path / "一.json").read_text("utf-8"))
    assert document["pages"][0]["source"] == "ocr"
    assert document["pages"][0]["confidence"] > 0.9
    assert "3650.2" in document["blocks"][0]["text"]
    second = run("read", tmp_path / "扫描.pdf", "--ocr-cache", tmp_path / "存", "-o", tmp_path / "二.json")
    assert "正在识别" not in second.stderr
    assert (tmp_path / "一.json").read_text("utf-8") == (tmp_path / "二.json").read_text("utf-8")


def test_without_recognition_a_scan_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "扫描.pdf").write_bytes(as_pdf(small("综合能耗")))
    result = run("read", tmp_path / "扫描.pdf", "--ocr", "none")
    assert result.returncode == 2
    assert "扫描件" in result.stderr and "--ocr body" in result.stderr


def test_where_the_extra_is_missing_the_way_to_install_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "installed", lambda: False)
    wanted = scanning.Wanted(pages=(2, 3))
    with pytest.raises(InputError, match=r"pip install 'report-kit\[ocr\]'"):
        scanning.look(b"", "扫描.pdf", wanted, some_text=False)
    found = scanning.look(b"", "合并.pdf", wanted, some_text=True)
    assert set(found.failed) == {2, 3}
    assert "report-kit[ocr]" in found.failed[2]


def test_a_page_over_its_time_is_listed_and_the_run_goes_on() -> None:
    told: list[tuple[int, int]] = []
    found = recognise(
        as_pdf(small("一")), "慢.pdf", [1], settings=Settings(jobs=1, seconds=0.05, keep=False),
        told=lambda done, pages: told.append((done, pages)),
    )  # fmt: skip
    assert found.sights == {}
    assert "超过 0.05 秒" in found.failed[1]
    assert told[-1] == (1, 1)


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[int]] = []

    def share_out(pages: list[int], work: object, file: object, settings: object, done: object) -> None:
        asked.append(list(pages))
        for n in pages:
            done(n, sight(f"第{n}页"), "")  # type: ignore[operator]
            if len(asked) == 1 and n == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(scans, "_share_out", share_out)
    settings = Settings(folder=tmp_path)
    with pytest.raises(KeyboardInterrupt):
        recognise(b"%PDF", "长.pdf", range(1, 6), settings=settings)
    found = recognise(b"%PDF", "长.pdf", range(1, 6), settings=settings)
    assert asked == [[1, 2, 3, 4, 5], [3, 4, 5]]
    assert sorted(found.sights) == [1, 2, 3, 4, 5]


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a" * 64, sight())
    assert cache.get("a" * 64) == sight()
    assert cache.get("b" * 64) is None


@pytest.mark.skipif(os.name != "posix", reason="access bits")
def test_only_the_user_can_read_what_is_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "neu")
    cache.put("a" * 64, sight())
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    [entry] = cache.folder.iterdir()
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600


def test_damaged_and_foreign_entries_are_read_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a" * 64, sight())
    entry = cache.folder / f"{'a' * 64}.json"
    whole = json.loads(entry.read_text("utf-8"))
    whole["page"]["words"][0]["confidences"].pop()
    for text in ("", "{", "[]", '{"page": 1}', json.dumps(whole)):
        entry.write_text(text, "utf-8")
        assert cache.get("a" * 64) is None


def test_the_cache_keeps_within_its_size_and_drops_the_oldest(tmp_path: Path) -> None:
    cache = Cache(tmp_path, largest=1)
    for number, key in enumerate("abc"):
        cache.put(key * 64, sight())
        os.utime(cache.folder / f"{key * 64}.json", (number, number))
    cache.largest = (cache.folder / f"{'c' * 64}.json").stat().st_size
    cache.tidy()
    assert [cache.get(k * 64) is not None for k in "abc"] == [False, False, True]


def test_another_engine_or_page_has_another_key() -> None:
    assert len({page_key("00", 1), page_key("00", 2), page_key("01", 1)}) == 3


def test_annexes_behind_the_text_are_left_unless_asked_for() -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    def page(canvas: Canvas) -> None:
        picture = ImageReader(Image.new("RGB", (40, 30), "green"))
        canvas.drawImage(picture, 0, 0, 595, 842)
        canvas.showPage()
        canvas.setFont(pdf_made.FONT, 12)
        for line in range(10):
            canvas.drawString(72, 700 - 20 * line, pdf_made.PROSE[:30])
        for _ in range(3):
            canvas.showPage()
            canvas.drawImage(picture, 0, 0, 595, 842)

    document = read_pdf(drawn(page), "合并.pdf")
    assert scanning.wanted(document, "none").pages == ()
    body = scanning.wanted(document, "body")
    assert (body.pages, body.left) == ((1,), (3, 4, 5))
    assert scanning.wanted(document, "all").pages == (1, 3, 4, 5)
    assert scanning.unread_body_pages(document) == [1]


def test_page_numbers_are_written_as_runs() -> None:
    assert scanning.numbers([1, 2, 3, 7]) == "第 1—3、7 页"


def test_every_page_of_a_tiff_is_a_page() -> None:
    target = io.BytesIO()
    pages = [Image.new("L", (1200, 1700), 255) for _ in range(2)]
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    document = read_pdf(pictures.image_as_pdf(target.getvalue(), "扫描.tif"), "扫描.tif")
    assert [(p.source, p.unread) for p in document.pages] == [("ocr", True), ("ocr", True)]


def test_a_damaged_picture_is_told() -> None:
    with pytest.raises(InputError, match="图片「扫描"):
        pictures.image_as_pdf(b"\x89PNG\r\n\x1a\n" + b"0" * 100, "扫描.png")


def test_a_picture_bomb_is_refused() -> None:
    target = io.BytesIO()
    Image.new("1", (12000, 12000)).save(target, "PNG")
    with pytest.raises(InputError, match="过大"):
        pictures.image_as_pdf(target.getvalue(), "大.png")


def test_a_word_file_of_scanned_pages_is_taken_as_scans(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    picture = tmp_path / "页.png"
    Image.new("L", (1240, 1754), 255).save(picture)
    document.add_picture(str(picture))
    document.save(str(tmp_path / "扫描.docx"))
    data = (tmp_path / "扫描.docx").read_bytes()
    bound = pictures.docx_as_pdf(data, "扫描.docx")
    assert bound is not None
    assert len(read_pdf(bound, "扫描.docx").pages) == 1
    assert zipfile.is_zipfile(tmp_path / "扫描.docx")


def test_a_word_file_with_small_pictures_is_not() -> None:
    import docx

    document = docx.Document()
    logo = io.BytesIO()
    Image.new("L", (200, 80), 255).save(logo, "PNG")
    logo.seek(0)
    document.add_picture(logo)
    target = io.BytesIO()
    document.save(target)
    assert pictures.docx_as_pdf(target.getvalue(), "报告.docx") is None


def test_a_text_layer_that_says_something_else_than_the_picture_is_found() -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from report_kit.document.ocr import work
    from report_kit.document.ocr.scans import Recognised

    def page(canvas: Canvas) -> None:
        sheet = Sheet()
        sheet.text(72, 100, "2025年综合能耗为3850.2吨标准煤", 12)
        canvas.drawImage(ImageReader(sheet.scanned(slant=0)), 0, 0, 595, 842)
        words = canvas.beginText(72, 842 - 104)
        words.setFont(pdf_made.FONT, 12)
        words.setTextRenderMode(3)
        words.textLine("2025年综合能耗为3650.2吨标准煤")
        canvas.drawText(words)

    data = drawn(page)
    work.take(data, "扫描.pdf", None)
    seen = work.look_at(1)
    assert seen is not None
    document = scanning.read_recognised(data, "扫描.pdf", Recognised({1: seen}))
    [found] = document.layer_differences
    assert (found.layer, found.seen, found.figures, found.page) == ("3650.2", "3850.2", True, 1)
    assert "3850.2" in document.paragraphs[0].text  # what is seen counts
