"""Documents to begin from: the shipped ones, and small ones that hold what readers must understand."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from report_kit import resources
from report_kit.generation import generate

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_ALL = f"{_W} {_M} {_MC} {_R}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(text)}</w:tc>"


_BODY = (
    _paragraph("一、概述", '<w:pStyle w:val="H1"/>')
    + _paragraph("编号段落", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + '<w:p><w:ins w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:r><w:t>增</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="甲"><w:r><w:delText>删</w:delText></w:r></w:del>'
    '<w:moveFrom w:id="3"><w:r><w:t>移</w:t></w:r></w:moveFrom><w:moveTo w:id="4"><w:r><w:t>移</w:t></w:r></w:moveTo></w:p>'
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "file:///x" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>域</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    '<w:p><w:fldSimple w:instr="SEQ 表"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:hyperlink r:id="r9"><w:r><w:t>链</w:t></w:r>'
    '</w:hyperlink><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p>'
    '<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>乙</w:t></mc:Fallback>'
    '</mc:AlternateContent><w:footnoteReference w:id="2"/></w:r></w:p>'
    + _paragraph("表1 能源消耗（单位：tce）")
    + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>"
    + _cell("项目", '<w:vMerge w:val="restart"/>') + _cell("数值", '<w:gridSpan w:val="2"/>')
    + "</w:tr><w:tr>" + _cell("", "<w:vMerge/>") + _cell("12.5") + _cell("13") + "</w:tr></w:tbl>"
    + '<w:sectPr><w:headerReference w:type="default" r:id="r4"/></w:sectPr>'
)  # fmt: skip


def small_docx() -> bytes:
    """A page that holds what a DOCX reader must understand."""
    links = {"r1": "styles", "r2": "numbering", "r3": "footnotes", "r4": "header"}
    relations = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{k}" Target="{k}.xml"/>' for i, k in links.items())
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{head}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f"{head}{relations}</Relationships>",
        "word/document.xml": f"<w:document {_ALL}><w:body>{_BODY}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {_ALL}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:basedOn w:val="N"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style></w:styles>',
        "word/numbering.xml": f'<w:numbering {_ALL}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f'<w:footnotes {_ALL}><w:footnote w:id="2">{_paragraph("注")}</w:footnote></w:footnotes>',
        "word/header.xml": f"<w:hdr {_ALL}>{_paragraph('页眉')}</w:hdr>",
    }  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def small_pdf() -> bytes:
    """Two pages that hold what a PDF reader must understand."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    rows = [
        ["能源种类", "计量单位", "数值"],
        ["电力", "万kWh", "512.60"],
        ["天然气", "万m³", "84.7"],
        ["合计", "—", "1"],
    ]
    for page in range(2):
        canvas.setFont("STSong-Light", 16)
        canvas.drawString(72, 760, "一、概述")
        canvas.bookmarkPage(f"p{page}")
        canvas.addOutlineEntry("一、概述", f"p{page}", page)
        canvas.setFont("STSong-Light", 10.5)
        canvas.drawString(72, 720, "本报告依据评价通则编制，数据来自计量台账。")
        style = [("FONT", (0, 0), (-1, -1), "STSong-Light", 10)]
        style += (
            [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
            if page
            else [("LINEABOVE", (0, 0), (-1, 1), 1, colors.black)]
        )  # type: ignore[list-item]
        table = Table(rows, colWidths=100, style=TableStyle(style))
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 72, 500)
        canvas.drawInlineImage(_picture(), 72, 300, 60, 60)
        canvas.linkURL("http://127.0.0.1:9/", (72, 300, 132, 360))
        canvas.acroForm.textfield(name=f"f{page}", x=72, y=200, width=100, height=20, value="1")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _picture() -> object:
    from PIL import Image

    return Image.effect_noise((16, 16), 60).convert("RGB")


def seeds() -> list[tuple[str, bytes]]:
    """(`docx` or `pdf`, bytes) of every document to begin from."""
    samples = resources.folder("templates") / "samples"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "报告.docx"
        generate(samples / "factory-2025.yaml", report, draft=True)
        made = report.read_bytes()
    return [
        ("docx", small_docx()), ("docx", made), ("pdf", small_pdf()), ("pdf", (samples / "demo-faulty.pdf").read_bytes()),
    ]  # fmt: skip
