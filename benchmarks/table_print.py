"""Tables on paper by several producers: ReportLab, Chromium, LibreOffice; and the same files rewritten by gs and qpdf."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
from docx import Document as new_docx
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.shared import Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from benchmarks.table_specs import Spec, starts

FONT = "STSong-Light"
WIDTH = 440.0
"""Points of text width that tables fill."""


def reportlab(specs: list[Spec], folder: Path) -> bytes:
    """Cells are paragraphs that wrap."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("b", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    middle = ParagraphStyle("c", fontName=FONT, fontSize=10.5, leading=17, alignment=1)
    parts: list[Flowable] = []
    for spec in specs:
        parts += [Paragraph(spec.before, body), Spacer(1, 8)]
        caption = [Paragraph(spec.caption, middle)] if spec.caption else []
        parts += [] if spec.caption_below else caption
        if spec.unit_note:
            parts.append(Paragraph(spec.unit_note, ParagraphStyle("u", parent=middle, alignment=2)))
        parts += [_reportlab_table(spec), *(caption if spec.caption_below else []), Spacer(1, 12)]
    parts.append(Paragraph(specs[0].before, body))
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4, leftMargin=77, rightMargin=77).build(parts)
    return target.getvalue()


def _reportlab_table(spec: Spec) -> Flowable:
    alignments = {"left": 0, "center": 1, "right": 2}
    blank: list[list[object]] = [[""] * len(spec.rows[0]) for _ in spec.rows]
    commands: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for r0, c0, r1, c1 in starts(spec):
        alignment = 1 if r0 < spec.header_rows else alignments[spec.aligns[c0]]
        style = ParagraphStyle("x", fontName=FONT, fontSize=spec.size, leading=1.3 * spec.size, wordWrap="CJK")
        style.alignment = alignment
        blank[r0][c0] = Paragraph(html.escape(spec.rows[r0][c0]), style)
        if (r1, c1) != (r0, c0):
            commands.append(("SPAN", (c0, r0), (c1, r1)))
    commands += [("TOPPADDING", (0, 0), (-1, -1), spec.padding), ("BOTTOMPADDING", (0, 0), (-1, -1), spec.padding)]
    commands += _reportlab_lines(spec)
    widths = [w * WIDTH for w in spec.widths]
    repeat = spec.header_rows if spec.repeat_header else 0
    return LongTable(blank, colWidths=widths, style=TableStyle(commands), repeatRows=repeat)


def _reportlab_lines(spec: Spec) -> list[tuple[object, ...]]:
    black, width, head = colors.black, spec.thickness, spec.header_rows - 1
    outer = [("LINEABOVE", (0, 0), (-1, 0), 1.5, black), ("LINEBELOW", (0, -1), (-1, -1), 1.5, black)]
    if spec.kind == "borderless":
        return []
    if spec.kind == "three-line":
        return [*outer, ("LINEBELOW", (0, head), (-1, head), 0.5, black)]
    if spec.kind == "open-sided":
        return [("INNERGRID", (0, 0), (-1, -1), width, black), *outer]
    if spec.kind == "filled":
        return [("BACKGROUND", a, b, colors.Color(*tint)) for a, b, tint in _fills(spec)]
    dash = {"dashed": (3, 2), "dotted": (1, 1.5)}.get(spec.line)
    if spec.line == "double":
        return [("GRID", (0, 0), (-1, -1), 0.5, black, None, None, None, 2, 1.2)]
    return [("GRID", (0, 0), (-1, -1), width, black, None, dash)]


def _fills(spec: Spec) -> list[tuple[tuple[int, int], tuple[int, int], tuple[float, float, float]]]:
    """Cells painted one by one, header darker, rows in turn: (first column, row), (last column, row), colour."""
    fills = []
    for r0, c0, r1, c1 in starts(spec):
        tint = (0.75, 0.85, 0.75) if r0 < spec.header_rows else (0.93, 0.97, 0.93) if r0 % 2 else (0.88, 0.9, 0.95)
        fills.append(((c0, r0), (c1, r1), tint))
    return fills


def chromium(specs: list[Spec], folder: Path) -> bytes:
    """An HTML page printed by Chromium."""
    page = folder / "tables.html"
    page.write_text(_html(specs), encoding="utf-8")
    program = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    target = folder / "tables.pdf"
    subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'chromium'}",
         "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target.read_bytes()


def _html(specs: list[Spec]) -> str:
    parts = [
        "<meta charset=utf-8><style>@page{size:A4;margin:25mm 27mm} body{font:12pt 'Noto Serif CJK SC';margin:0}"
        "p{text-indent:2em;line-height:1.7;margin:0 0 8pt} .c{text-indent:0;text-align:center;font-size:10.5pt}"
        "table{border-collapse:collapse;width:100%;table-layout:fixed;margin-bottom:10pt} td{line-height:1.3;overflow-wrap:anywhere}</style>"
    ]
    for spec in specs:
        caption = f"<p class=c>{html.escape(spec.caption)}</p>" if spec.caption else ""
        unit = f"<p class=c style='text-align:right'>{spec.unit_note}</p>" if spec.unit_note else ""
        before, after = ("", caption) if spec.caption_below else (caption, "")
        parts.append(f"<p>{spec.before}</p>{before}{unit}{_html_table(spec)}{after}")
    return "".join(parts) + f"<p>{specs[0].before}</p>"


def _html_table(spec: Spec) -> str:
    columns = "".join(f"<col style='width:{100 * w:.2f}%'>" for w in spec.widths)
    rows: dict[int, list[str]] = {}
    for r0, c0, r1, c1 in starts(spec):
        align = "center" if r0 < spec.header_rows else spec.aligns[c0]
        css = f"text-align:{align};padding:{spec.padding}pt 4pt;font-size:{spec.size}pt;" + _html_lines(
            spec, r0, r1, c0, c1
        )
        if spec.bold_header and r0 < spec.header_rows:
            css += "font-weight:bold;"
        cell = f"<td rowspan={r1 - r0 + 1} colspan={c1 - c0 + 1} style='{css}'>{html.escape(spec.rows[r0][c0])}</td>"
        rows.setdefault(r0, []).append(cell)
    lines = [f"<tr>{''.join(rows.get(n, []))}</tr>" for n in range(len(spec.rows))]
    head, rest = lines[: spec.header_rows], lines[spec.header_rows :]
    if not spec.repeat_header:
        head, rest = [], lines
    return f"<table>{columns}<thead>{''.join(head)}</thead><tbody>{''.join(rest)}</tbody></table>"


def _html_lines(spec: Spec, r0: int, r1: int, c0: int, c1: int) -> str:
    last, right = len(spec.rows) - 1, len(spec.rows[0]) - 1
    border = f"{spec.thickness}pt {spec.line} black"
    if spec.kind == "borderless":
        return ""
    if spec.kind == "filled":
        tint = "#bfd9bf" if r0 < spec.header_rows else "#edf7ed" if r0 % 2 else "#e0e6f2"
        return f"background:{tint};border:1pt solid white;-webkit-print-color-adjust:exact;"
    if spec.kind == "three-line":
        css = "border-top:1.5pt solid black;" if r0 == 0 else ""
        css += "border-bottom:0.75pt solid black;" if r1 == spec.header_rows - 1 else ""
        return css + ("border-bottom:1.5pt solid black;" if r1 == last else "")
    if spec.kind == "open-sided":
        sides = ["top", "bottom", *(["left"] if c0 else []), *(["right"] if c1 < right else [])]
        return "".join(f"border-{side}:{border};" for side in sides)
    return f"border:{border};"


def libreoffice(specs: list[Spec], folder: Path) -> bytes:
    """A DOCX converted by LibreOffice."""
    document = new_docx()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(A4[0]), Pt(A4[1])
    section.left_margin = section.right_margin = Pt(77)
    for spec in specs:
        document.add_paragraph(spec.before).paragraph_format.first_line_indent = Pt(24)
        if spec.caption and not spec.caption_below:
            document.add_paragraph(spec.caption).alignment = WD_ALIGN_PARAGRAPH.CENTER
        if spec.unit_note:
            document.add_paragraph(spec.unit_note).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _word_table(document, spec)
        after = document.add_paragraph(spec.caption if spec.caption_below else "")
        after.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(specs[0].before)
    source = folder / "tables.docx"
    document.save(str(source))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return (folder / "tables.pdf").read_bytes()


def _word_table(document: DocumentType, spec: Spec) -> None:
    table = document.add_table(len(spec.rows), len(spec.rows[0]))
    table.autofit = False
    grid = [list(row.cells) for row in table.rows]
    for row in grid:
        for cell, share in zip(row, spec.widths, strict=True):
            cell.width = Pt(share * WIDTH)
    for r0, c0, r1, c1 in starts(spec):
        cell = grid[r0][c0] if (r0, c0) == (r1, c1) else grid[r0][c0].merge(grid[r1][c1])
        paragraph = cell.paragraphs[0]
        for extra in cell.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        run = paragraph.add_run(spec.rows[r0][c0])
        run.font.size, run.bold = Pt(spec.size), spec.bold_header and r0 < spec.header_rows
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(spec.padding)
        paragraph.paragraph_format.line_spacing = 1.0
        align = "center" if r0 < spec.header_rows else spec.aligns[c0]
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
        for row in range(r0, r1 + 1):
            _word_borders(grid[row][c0]._tc, spec, r0, r1, c0, c1)
    if spec.repeat_header:
        for row in table.rows[: spec.header_rows]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _word_borders(tc: CT_Tc, spec: Spec, r0: int, r1: int, c0: int, c1: int) -> None:
    last, right = len(spec.rows) - 1, len(spec.rows[0]) - 1
    sides: dict[str, tuple[str, int]] = {}
    style = {"solid": "single"}.get(spec.line, spec.line)
    if spec.kind == "three-line":
        sides |= {"top": ("single", 12)} if r0 == 0 else {}
        sides |= {"bottom": ("single", 6)} if r1 == spec.header_rows - 1 else {}
        sides |= {"bottom": ("single", 12)} if r1 == last else {}
    elif spec.kind == "open-sided":
        names = ["top", "bottom", *(["left"] if c0 else []), *(["right"] if c1 < right else [])]
        sides = dict.fromkeys(names, ("single", 4))
    elif spec.kind not in ("borderless", "filled"):
        sides = dict.fromkeys(
            ("top", "left", "bottom", "right"),
            (style, max(2, round(8 * spec.thickness / (3 if style == "double" else 1)))),
        )
    properties = tc.get_or_add_tcPr()
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            line = OxmlElement(f"w:{side}")
            for name, value in (
                ("val", sides[side][0]),
                ("sz", str(sides[side][1])),
                ("space", "0"),
                ("color", "000000"),
            ):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
    for old in properties.findall(qn("w:tcBorders")):
        properties.remove(old)
    properties.append(borders)
    if spec.kind == "filled":
        shade = OxmlElement("w:shd")
        tint = "BFD9BF" if r0 < spec.header_rows else "EDF7ED" if r0 % 2 else "E0E6F2"
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", tint)):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)


Producer = Callable[[list[Spec], Path], bytes]
PRODUCERS: dict[str, Producer] = {"reportlab": reportlab, "chromium": chromium, "libreoffice": libreoffice}


def ghostscript(data: bytes) -> bytes:
    """The file distilled once more by ghostscript."""
    return _rewritten(data, ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile={out}", "{in}"])


def qpdf(data: bytes) -> bytes:
    """The file with object streams, linearised by qpdf."""
    return _rewritten(data, ["qpdf", "--object-streams=generate", "--linearize", "{in}", "{out}"])


def _rewritten(data: bytes, command: list[str]) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "in.pdf", Path(name) / "out.pdf"
        source.write_bytes(data)
        words = [word.replace("{out}", str(target)).replace("{in}", str(source)) for word in command]
        subprocess.run(words, check=True, capture_output=True, timeout=300)
        return target.read_bytes()


def turned(data: bytes, quarter: int = 1) -> bytes:
    """Every page stored on its side and shown upright by /Rotate, as printers store landscape pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            x0, y0, x1, y1 = (float(v) for v in page.MediaBox)
            width, height = x1 - x0, y1 - y0
            matrix = {1: (0, 1, -1, 0, height, 0), 3: (0, -1, 1, 0, 0, width)}[quarter]
            page.contents_add(pdf.make_stream(b"q %g %g %g %g %g %g cm\n" % matrix), prepend=True)
            page.contents_add(pdf.make_stream(b"\nQ"))
            page.MediaBox = [0, 0, height, width]
            if "/CropBox" in page:
                page.CropBox = page.MediaBox
            page.Rotate = 90 * quarter
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()
