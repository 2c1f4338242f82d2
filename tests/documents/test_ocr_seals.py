"""Red seals are found on scans, and what they cover is still read; other red things are no seals."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr")

from report_kit.document.ocr.engine import engine
from report_kit.document.ocr.page import recognise_page
from report_kit.document.ocr.seals import find_seals
from tests.documents.scan_kit import SCALE, Sheet, pixels


def test_a_round_seal_is_found_where_it_is() -> None:
    page = Sheet()
    page.seal(400, 600)
    [(x0, top, x1, bottom)] = find_seals(pixels(page.scanned(grey=False)), SCALE)
    assert ((x0 + x1) / 2, (top + bottom) / 2) == (pytest.approx(400, abs=8), pytest.approx(600, abs=8))
    assert x1 - x0 == pytest.approx(114, abs=8)


def test_a_square_seal_is_found() -> None:
    page = Sheet()
    corners = [round(v * SCALE) for v in (300, 300, 360, 360)]
    page.pen.rectangle(corners, outline=(200, 30, 30), width=8)
    page.text(312, 330, "公章", 18, colour="#c81e1e")
    assert len(find_seals(pixels(page.scanned(grey=False)), SCALE)) == 1


def test_red_headings_photographs_and_marks_are_no_seals() -> None:
    page = Sheet()
    page.text(120, 100, "广东省河源市工业和信息化局文件", 26, bold=True, colour="red")
    page.pen.rectangle([round(v * SCALE) for v in (100, 300, 220, 420)], fill=(190, 40, 30))
    page.rule(72, 130, 520, 130)
    page.pen.line([round(v * SCALE) for v in (300, 500, 400, 600)], fill=(220, 20, 20), width=8)
    assert find_seals(pixels(page.scanned(grey=False)), SCALE) == []


def test_a_date_under_a_seal_is_read() -> None:
    page = Sheet()
    page.text(330, 600, "2026年3月20日", 14)
    page.text(330, 575, "广东某某电子有限公司", 14)
    page.seal(390, 590)
    found = recognise_page(pixels(page.scanned(grey=False, slant=0.5)), SCALE, engine())
    assert len(found.seals) == 1
    words = "".join(w.text for w in found.words).replace(" ", "")
    assert "2026年3月20日" in words
    assert "广东某某电子有限公司" in words
