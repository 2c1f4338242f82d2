"""Where a page's text comes from, how far it can be relied on, and what is said about pages that cannot be read."""

from __future__ import annotations

from report_kit.document.model import Document, Page
from report_kit.document.pdf.content import PageContent
from report_kit.document.pdf.encoding import LOST
from report_kit.document.pdf.flow import PageFlow

DAMAGED = 0.15
UNREADABLE = 0.3
"""From this share of meaningless codes on a page's text is not read at all."""
PICTURE = 0.6
SPARSE = 80
"""A picture over this share of the page, beside fewer letters than these, is the page."""


def drop_lost(content: PageContent) -> None:
    """Leave a page unread that has much text whose codes mean nothing: figures without their words say nothing. On
    other pages a sign stands for such text."""
    if content.lost >= UNREADABLE:
        content.segments = []


def page_of(flow: PageFlow) -> Page:
    """Source, confidence and the reason why text recognition would help, of a page that was not recognised."""
    content = flow.content
    width, height = content.displayed_size
    if content.lost >= UNREADABLE:
        return Page(flow.n, "text", 0.0, width, height, needs_ocr="damaged")
    if flow.letters == 0 and content.images:
        return Page(flow.n, "ocr", 0.0, width, height, needs_ocr="picture")
    if content.scanned_text:
        return Page(flow.n, "ocr", 0.6, width, height, needs_ocr="layer")
    if flow.letters < SPARSE and _pictured(content) > PICTURE:
        return Page(flow.n, "mixed", 0.5, width, height, needs_ocr="sparse")
    confidence = 1.0 if content.damaged < 0.02 else round(max(0.1, 1 - 2 * content.damaged), 2)
    return Page(flow.n, "text", confidence, width, height, needs_ocr="damaged" if content.lost else "")


def _pictured(content: PageContent) -> float:
    """The share of the page under pictures (a scan may be cut in strips)."""
    area = sum((i.bbox[2] - i.bbox[0]) * (i.bbox[3] - i.bbox[1]) for i in content.images)
    return area / max(content.width * content.height, 1.0)


def note_pages(document: Document, flows: list[PageFlow]) -> None:
    """Say which pages could not be read, or not for sure."""
    scanned = [f.n for f in flows if f.letters == 0 and f.content.images and f.content.lost < UNREADABLE]
    lost = [f.n for f in flows if f.content.lost >= UNREADABLE]
    if flows and not any(f.letters for f in flows) and not lost:
        document.notes.append("全文没有文字，可能是扫描件，需要文字识别")
    elif scanned:
        document.notes.append(f"{numbers(scanned)}只有图像，没有文字，未作检查")
    if lost:
        document.notes.append(f"{numbers(lost)}文字编码损坏，无法读取，请用 Word 或 WPS 重新导出，或加 --ocr all 识别")
    partly = [f.n for f in flows if 0 < f.content.lost < UNREADABLE]
    if partly:
        document.notes.append(f"{numbers(partly)}有部分文字编码损坏，无法读取（读出处以 {LOST} 代替）")
    damaged = [f.n for f in flows if f.content.damaged > DAMAGED and not f.content.lost]
    if damaged:
        document.notes.append(
            f"{numbers(damaged)}的字体缺少文字对照表，读出的文字可能是乱码，请用 Word 或 WPS 重新导出"
        )
    truncated = [f.n for f in flows if f.content.truncated]
    if truncated:
        document.notes.append(f"{numbers(truncated)}内容过多，只读取了一部分")


def numbers(pages: list[int]) -> str:
    """Page numbers for a message."""
    shown = "、".join(str(p) for p in pages[:10])
    return f"第 {shown} 页" if len(pages) <= 10 else f"第 {shown} 等 {len(pages)} 页"
