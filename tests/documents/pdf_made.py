"""Small PDFs drawn with ReportLab, for tests that need one trait of a page."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

pytest.importorskip("reportlab")

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Table, TableStyle

from report_kit.document.model import Document
from report_kit.document.pdf import read_pdf

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
PROSE = (
    "本项目依托企业现有生产条件，对照评价通则逐条核查，数据来源于生产统计台账和能源计量器具读数，"
    "经现场抽样核对后采用，其中外购电力由供电部门结算，天然气由燃气公司结算。"
)
ENERGY = [
    ["能源种类", "计量单位", "实物量", "折标系数"],
    ["电力", "万kWh", "512.60", "1.229"],
    ["天然气", "万m³", "84.7", "13.300"],
    ["合计", "—", "—", "—"],
]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
_BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
_CENTRED = ParagraphStyle("centred", fontName=FONT, fontSize=10, leading=16, alignment=1)


def text(words: str) -> Paragraph:
    return Paragraph(words, _BODY)


def centred(words: str) -> Paragraph:
    return Paragraph(words, _CENTRED)


def title(words: str, size: float = 16) -> Paragraph:
    return Paragraph(words, ParagraphStyle("title", fontName=FONT, fontSize=size, leading=1.6 * size))


def table(rows: list[list[str]], style: list[tuple[object, ...]], long: bool = False, **options: object) -> Table:
    kind = LongTable if long else Table
    return kind(rows, style=TableStyle([("FONT", (0, 0), (-1, -1), FONT, 10), *style]), **options)


def story(*flowables: Flowable) -> bytes:
    """A PDF of platypus flowables."""
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build(list(flowables))
    return target.getvalue()


def drawn(*pages: Callable[[Canvas], None]) -> bytes:
    """A PDF whose pages are drawn by hand."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def read(data: bytes) -> Document:
    return read_pdf(data, "报告.pdf")


def paragraphs(document: Document) -> list[str]:
    return [b.text for b in document.body if b.type == "paragraph" and not b.hidden]
