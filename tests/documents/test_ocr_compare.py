"""The text layer behind a picture is compared with what the picture shows."""

from __future__ import annotations

from report_kit.document.model import LayerDifference
from report_kit.document.ocr.compare import differences
from report_kit.document.ocr.seen import ScannedPage, Word
from report_kit.document.pdf.content import PageContent, Segment, Style


def compared(layer: str, seen: str, confidence: float = 0.99) -> list[LayerDifference]:
    box = (72.0, 100.0, 372.0, 112.0)
    content = PageContent(1, 595, 842, segments=[Segment(*box, 110, layer, Style(12, False, "song"), hidden=True)])
    word = Word(box, seen, tuple(confidence for _ in seen), 12, 1.0)
    return differences(content, ScannedPage(595, 842, words=[word]), 1)


def test_another_figure_is_told_whole_with_both_readings() -> None:
    [found] = compared("2025年综合能耗3650.2吨标准煤", "2025年综合能耗3850.2吨标准煤")
    assert (found.layer, found.seen, found.figures) == ("3650.2", "3850.2", True)
    assert found.page == 1
    assert 72 <= found.bbox[0] < found.bbox[2] <= 372


def test_the_same_text_has_no_differences() -> None:
    assert compared("综合能耗 3650.2 吨", "综合能耗3650.2吨") == []


def test_widths_and_look_alikes_are_no_differences() -> None:
    assert compared("产值（万元）：48260", "产值(万元):4826O") == []
    assert compared("2024—2025年", "2024一2025年") == []


def test_what_is_read_unsurely_proves_nothing() -> None:
    assert compared("综合能耗3650.2吨标准煤", "综合能耗3850.2吨标准煤", confidence=0.6) == []


def test_other_words_are_told_without_figures() -> None:
    [found] = compared("评价结论为符合要求", "评价结论为不符合要求")
    assert (found.seen, found.figures) == ("不", False)


def test_another_line_altogether_is_not_compared() -> None:
    assert compared("广东某某电子有限公司", "二〇二六年三月") == []
