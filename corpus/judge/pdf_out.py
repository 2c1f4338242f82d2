"""Paper → PDF without Word: a browser's print, and ReportLab; and the image-only scan of a PDF."""

from __future__ import annotations

import base64
import html
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from corpus.html_writer import browser
from corpus.judge.blocks import Block, Paper, plain, spread
from corpus.pictures import flow_chart, photo

CSS = """@page {size: A4; margin: 24mm 22mm} body {font-family: 'Noto Serif CJK SC','Noto Sans CJK SC'; font-size: 11.5pt; line-height: 1.6}
h1,h2,h3 {font-family: 'Noto Sans CJK SC'; font-weight: bold} h1 {font-size: 16pt; break-before: page} h2 {font-size: 13.5pt} h3 {font-size: 12pt}
p {text-indent: 2em; margin: 2pt 0} p.c {text-align: center; text-indent: 0} p.r {text-align: right; text-indent: 0} p.cap {text-align:center; text-indent:0; font-size:10pt; margin-top:6pt}
table {border-collapse: collapse; width: 100%; font-size: 9.5pt; margin: 2pt 0 8pt} td,th {border: 0.7pt solid #000; padding: 2pt 4pt; text-align: center; line-height:1.35} td.l {text-align: left}
table.t td,table.t th {border: 0} table.t {border-top: 1.4pt solid #000; border-bottom: 1.4pt solid #000} table.t th {border-bottom: 0.7pt solid #000} table.o {border-left: 0; border-right: 0}
table.o td:first-child,table.o th:first-child {border-left: 0} table.o td:last-child,table.o th:last-child {border-right: 0} tr {break-inside: avoid} .b {break-after: page} thead {display: table-header-group} img {display:block; margin:auto; max-width: 150mm}"""


def _cells(rows: list[list[str]], merges: list[tuple[int, int, int, int]], header: int) -> str:
    out, hidden, spans = [], set(), {}
    for r0, c0, r1, c1 in merges:
        spans[r0, c0] = f' rowspan="{r1 - r0 + 1}" colspan="{c1 - c0 + 1}"'
        hidden |= {(r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)} - {(r0, c0)}
    for r, row in enumerate(rows):
        tag = "th" if r < header else "td"
        line = ""
        for c, text in enumerate(row):
            if (r, c) in hidden:
                continue
            words = html.escape(plain(text))
            kind = ' class="l"' if len(words) > 14 else ""
            line += f"<{tag}{spans.get((r, c), '')}{kind}>{words}</{tag}>"
        out.append(f"<tr>{line}</tr>")
    head, body = "".join(out[:header]), "".join(out[header:])
    return f"<thead>{head}</thead><tbody>{body}</tbody>" if header else body


def page(paper: Paper) -> str:
    """The paper as one HTML page."""
    L, numbers, out = paper.layout, iter(paper.numbers()), []
    for b in paper.blocks:
        if b.kind == "heading":
            out.append(f"<h{b.level}>{html.escape(next(numbers) + plain(b.text))}</h{b.level}>")
        elif b.kind == "para":
            kind = {"center": "c", "right": "r", "": ""}[b.align]
            size = f' style="font-size:{b.size}pt"' if b.size else ""
            words = html.escape(plain(b.text))
            out.append(f'<p class="{kind}"{size}>{f"<b>{words}</b>" if b.bold else words}</p>')
        elif b.kind in ("table", "form"):
            out.append(_table(b, L))
        elif b.kind == "picture":
            out.append(
                f'<img src="data:image/png;base64,{base64.b64encode(flow_chart(b.data)).decode()}"><p class="cap">{html.escape(b.caption)}</p>'
            )
        elif b.kind == "photos":
            out += [
                f'<img width="300" src="data:image/png;base64,{base64.b64encode(photo(paper.meta["name"] + n)).decode()}"><p class="cap">{n}</p>'
                for n in b.data
            ]
        elif b.kind == "toc":
            heads = zip([x for x in paper.blocks if x.kind == "heading"], paper.numbers(), strict=True)
            out.append(
                '<p class="c"><b>目　录</b></p>'
                + "".join(f"<p>{html.escape(n + plain(x.text))}</p>" for x, n in heads if x.level < 3)
                + '<div class="b"></div>'
            )
        elif b.kind == "blank":
            out.append("<p>&nbsp;</p>" * b.level)
    return f"<html lang='zh'><meta charset='utf-8'><style>{CSS}</style><body>{''.join(out)}</body></html>"


def _table(b: Block, L: Any) -> str:
    rows, merges, header = [list(r) for r in b.rows], list(b.merges), b.header
    cap = f'<p class="cap">{html.escape(b.caption)}</p>' if b.caption else ""
    if cap and L.captions == "title-row":
        rows.insert(0, [b.caption] * len(rows[0]))
        merges = [(a + 1, c, e + 1, f) for a, c, e, f in merges] + [(0, 0, 0, len(rows[0]) - 1)]
        cap, header = "", header + 1
    unit = f'<p class="r">{html.escape(b.unit)}</p>' if b.unit else ""
    kind = "" if b.kind == "form" else {"three-line": "t", "open": "o", "grid": ""}[L.rules]
    body = f'{unit}<table class="{kind}">{_cells(rows, merges, header)}</table>'
    return body + cap if L.captions == "below" else cap + body


def print_page(paper: Paper, path: Path) -> bool:
    """By the browser; False where there is none."""
    program = browser()
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as tmp:
        source = Path(tmp, "r.html")
        source.write_text(page(paper), encoding="utf-8")
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp}/p",
            "--no-pdf-header-footer",
            f"--print-to-pdf={path}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.exists()


def typeset(paper: Paper, path: Path) -> None:
    """By ReportLab, with the CID font every Chinese reader brings."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def style(size: float, align: int = 0, indent: float = 0, after: float = 3) -> ParagraphStyle:
        return ParagraphStyle(
            "s",
            fontName="STSong-Light",
            fontSize=size,
            leading=size * 1.55,
            alignment=align,
            firstLineIndent=indent,
            spaceAfter=after,
            wordWrap="CJK",
        )

    story: list[Any] = []
    numbers = iter(paper.numbers())
    for i, b in enumerate(paper.blocks):
        if b.kind == "heading":
            if b.level == 1 and i and paper.blocks[i - 1].kind not in ("break", "toc"):
                story.append(PageBreak())
            story.append(
                Paragraph(html.escape(next(numbers) + plain(b.text)), style({1: 16, 2: 14, 3: 12.5}[b.level], after=6))
            )
        elif b.kind == "para":
            align = {"center": 1, "right": 2, "": 0}[b.align]
            story.append(Paragraph(html.escape(plain(b.text)), style(b.size or 11.5, align, 0 if b.align else 23)))
        elif b.kind in ("table", "form"):
            rows, merges, caption = [list(r) for r in b.rows], list(b.merges), b.caption
            if caption and paper.layout.captions == "title-row":
                rows.insert(0, [caption] * len(rows[0]))
                merges = [(a + 1, c, e + 1, f) for a, c, e, f in merges] + [(0, 0, 0, len(rows[0]) - 1)]
                caption = ""
            if caption and paper.layout.captions == "above":
                story.append(Paragraph(html.escape(caption), style(10, 1, after=2)))
            if b.unit:
                story.append(Paragraph(html.escape(b.unit), style(9.5, 2, after=1)))
            story.append(_sheet(rows, merges, b, paper, style, Table))
            if caption and paper.layout.captions == "below":
                story.append(Paragraph(html.escape(caption), style(10, 1, after=2)))
            story.append(Spacer(1, 8))
        elif b.kind == "picture":
            story += [
                Image(
                    BytesIO(flow_chart(b.data)),
                    width=13 * cm,
                    height=13 * cm * (90 * ((len(b.data) + 3) // 4) + 10) / 880,
                ),
                Paragraph(b.caption, style(10, 1)),
            ]
        elif b.kind == "photos":
            for n in b.data:
                story += [
                    Image(BytesIO(photo(paper.meta["name"] + n)), width=8 * cm, height=5.5 * cm),
                    Paragraph(n, style(10, 1)),
                ]
        elif b.kind == "toc":
            heads = zip([x for x in paper.blocks if x.kind == "heading"], paper.numbers(), strict=True)
            story += [
                Paragraph("目　录", style(16, 1)),
                *(Paragraph(html.escape(n + plain(x.text)), style(11)) for x, n in heads if x.level < 3),
                PageBreak(),
            ]
        elif b.kind == "blank":
            story.append(Spacer(1, 18 * b.level))
        elif b.kind == "break":
            story.append(PageBreak())

    def foot(canvas: Any, doc: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(A4[0] / 2, 30, f"— {doc.page} —")

    SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=2.3 * cm,
        rightMargin=2.3 * cm,
        topMargin=2.2 * cm,
        bottomMargin=2.2 * cm,
        invariant=1,
    ).build(story, onFirstPage=foot, onLaterPages=foot)


def _sheet(
    rows: list[list[str]], merges: list[tuple[int, int, int, int]], b: Block, paper: Paper, style: Any, table: Any
) -> Any:
    columns, size = len(rows[0]), 9.5 if len(rows[0]) < 8 else 8
    longest = spread(b.rows)
    width = 464
    widths = [width * n / sum(longest) for n in longest]
    if b.kind == "form":
        widths = {2: [120, 344], 3: [76, 120, 268], 4: [96, 136, 96, 136], 6: [70, 85, 70, 84, 70, 85]}[columns]
    from reportlab.platypus import Paragraph

    body = [
        [Paragraph(html.escape(plain(t)), style(size, 0 if len(plain(t)) > 12 else 1, after=0)) for t in row]
        for row in rows
    ]
    for r0, c0, r1, c1 in merges:
        for r in range(r0, r1 + 1):
            for c in range(c0, c1 + 1):
                if (r, c) != (r0, c0):
                    body[r][c] = ""
    sheet = table(body, colWidths=widths, repeatRows=min(b.header + (len(rows) - len(b.rows)), 2))
    lines: list[Any] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    rules = "grid" if b.kind == "form" else paper.layout.rules
    if rules == "three-line":
        lines += [
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, "black"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.6, "black"),
            ("LINEBELOW", (0, -1), (-1, -1), 1.2, "black"),
        ]
    else:
        lines.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    lines += [("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in merges]
    sheet.setStyle(lines)
    return sheet


def scan(pdf: Path, out: Path, *, dpi: int = 150, quality: int = 62) -> None:
    """The pages as grey JPEG pictures only, a little crooked."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run(
            ["pdftoppm", "-r", str(dpi), "-gray", str(pdf), f"{tmp}/p"], check=True, capture_output=True, timeout=300
        )
        canvas = Canvas(str(out), invariant=1)
        for n, image in enumerate(sorted(Path(tmp).glob("p*.pgm"))):
            with Image.open(image) as source:
                turned = source.rotate(0.25 if n % 2 else -0.2, fillcolor=255)
                data = BytesIO()
                turned.save(data, "JPEG", quality=quality)
                width, height = source.size[0] * 72 / dpi, source.size[1] * 72 / dpi
            canvas.setPageSize((width, height))
            data.seek(0)
            canvas.drawImage(ImageReader(data), 0, 0, width, height)
            canvas.showPage()
        canvas.save()
