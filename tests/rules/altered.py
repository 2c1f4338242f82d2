"""What was done to a report after it was written: the lines of a case's ```docx and ```pdf blocks, `what: this | that`."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import pikepdf
import pypdfium2
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Change = tuple[str, list[str]]


def changes(block: str) -> list[Change]:
    """The lines of a block."""
    found = []
    for line in block.strip().splitlines():
        what, _, rest = line.partition(":")
        found.append((what.strip(), [part.strip() for part in rest.split("|")] if rest.strip() else []))
    return found


def alter_docx(path: Path, block: str) -> None:
    for what, parts in changes(block):
        if what in _ON_THE_PACKAGE:
            _ON_THE_PACKAGE[what](path, *parts)
            continue
        document = docx.Document(str(path))
        _ON_THE_DOCUMENT[what](document, *parts)
        document.save(str(path))


def alter_pdf(path: Path, block: str) -> None:
    for what, parts in changes(block):
        _ON_THE_PDF[what](path, *parts)


# -- Word ----------------------------------------------------------------------------------------------------------


def _paragraphs(document: Document) -> list[Paragraph]:
    found = list(document.paragraphs)
    for table in document.tables:
        found += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return found


def _cut(document: Document, context: str, part: str) -> Run:
    """The run that holds only `part` of the text `context`; the runs of its paragraph are cut for it."""
    for paragraph in _paragraphs(document):
        at = paragraph.text.find(context)
        if at < 0:
            continue
        start = at + context.index(part)
        text = paragraph.text
        first = paragraph.runs[0]
        pieces = [text[:start], part, text[start + len(part) :]]
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        first.text = pieces[0]
        runs = [first]
        for piece in pieces[1:]:
            element = copy.deepcopy(first._r)
            runs[-1]._r.addnext(element)
            runs.append(Run(element, paragraph))
            runs[-1].text = piece
        return runs[1]
    raise ValueError(f"案例中没有“{context}”")


def set_otherwise(document: Document, context: str, part: str, *looks: str) -> None:
    """`排印: 86.60 | 6.6 | 字体 Arial | 字号 12 | 颜色 0000ff | 加粗 | 上标`"""
    run = _cut(document, context, part)
    for look in looks:
        name, _, value = look.partition(" ")
        if name == "字体":
            run.font.name = value
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), value)
        elif name == "字号":
            run.font.size = Pt(float(value))
        elif name == "颜色":
            run.font.color.rgb = RGBColor.from_string(value)
        elif name == "加粗":
            run.font.bold = True
        elif name == "上标":
            run.font.superscript = True
        elif name == "隐藏":
            run.font.hidden = True
        else:
            raise ValueError(look)


def revise(document: Document, context: str, new: str, author: str, day: str, old: str = "") -> None:
    """`修订: 512.60吨 | 412.60 | 王工 | 2026-03-20 | 512.60`: `old` of `context` was replaced by `new`, tracked."""
    run = _cut(document, context, old or context)
    removed, added = copy.deepcopy(run._r), copy.deepcopy(run._r)
    for text in removed.iter(qn("w:t")):
        text.tag = qn("w:delText")
    next(added.iter(qn("w:t"))).text = new
    for number, (tag, element) in enumerate((("w:del", removed), ("w:ins", added)), 1):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(900 + number))
        mark.set(qn("w:author"), author)
        mark.set(qn("w:date"), f"{day}T10:00:00Z")
        mark.append(element)
        run._r.addprevious(mark)
    run._r.getparent().remove(run._r)


def hide(document: Document, words: str, how: str = "隐藏") -> None:
    """`加隐藏文字: 实际产量 9800 吨 | 白色`: one more paragraph that nobody sees."""
    run = document.add_paragraph().add_run(words)
    if how == "白色":
        run.font.color.rgb = RGBColor(255, 255, 255)
    else:
        run.font.hidden = True


def properties(document: Document, *pairs: str) -> None:
    """`属性: author 某某公司 | modified 2026-05-01T10:00:00`"""
    for pair in pairs:
        name, _, value = pair.partition(" ")
        moment = name in ("created", "modified", "last_printed")
        setattr(document.core_properties, name, datetime.fromisoformat(value) if moment else value)


def add_seals(document: Document, *words: str) -> None:
    """`贴印章: 文字 | 文字`: the same picture of a seal after each paragraph that holds the words."""
    picture = _seal()
    for each in words:
        paragraph = next(p for p in _paragraphs(document) if each in p.text)
        paragraph.add_run().add_picture(io.BytesIO(picture), width=Pt(110))


def _seal() -> bytes:
    image = Image.new("RGBA", (240, 240), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((8, 8, 232, 232), outline=(214, 30, 30, 255), width=9)
    draw.regular_polygon((120, 120, 40), 5, fill=(214, 30, 30, 255))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def add_photograph(document: Document, caption: str, *tags: str) -> None:
    """`加照片: 图1 现场照片 | 软件 Adobe Photoshop 25.0 | 拍摄 2025:03:12 10:20:00`"""
    image = Image.effect_noise((320, 240), 60).convert("RGB")
    exif = Image.Exif()
    for tag in tags:
        name, _, value = tag.partition(" ")
        if name == "软件":
            exif[0x0131] = value
        elif name == "拍摄":
            exif.get_ifd(0x8769)[0x9003] = value
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif)
    document.add_paragraph().add_run().add_picture(io.BytesIO(target.getvalue()), width=Pt(200))
    document.add_paragraph(caption)


def company(path: Path, name: str) -> None:
    """`单位属性: 某某公司`: the company in the application's properties."""
    _rewrite(
        path,
        lambda entry, data: (
            re.sub(rb"<Company>[^<]*</Company>|<Company/>", f"<Company>{name}</Company>".encode(), data)
            if entry == "docProps/app.xml"
            else data
        ),
    )


def add_chart(path: Path, title: str, *points: str) -> None:
    """`加图表: 各年产量 | 2023年 100 | 2024年 120=125`: shown 120, 125 in the workbook behind the chart."""
    import openpyxl

    names, shown, filed = [], [], []
    for point in points:
        name, _, value = point.rpartition(" ")
        names.append(name)
        shown.append(value.partition("=")[0])
        filed.append(value.rpartition("=")[2])
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["", title])
    for name, value in zip(names, filed, strict=True):
        book.active.append([name, float(value)])
    workbook = io.BytesIO()
    book.save(workbook)
    document = docx.Document(str(path))
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    sheet = Part(
        PackURI("/word/embeddings/Microsoft_Excel_Sheet1.xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook.getvalue(), package,
    )  # fmt: skip
    last = len(names) + 1
    points_of = lambda values: "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values))  # noqa: E731
    xml = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:strRef><c:f>Sheet!$B$1</c:f><c:strCache>{points_of([title])}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:f>Sheet!$A$2:$A${last}</c:f><c:strCache>{points_of(names)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet!$B$2:$B${last}</c:f><c:numCache>{points_of(shown)}</c:numCache></c:numRef></c:val>"
        '</c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
        '</c:plotArea></c:chart><c:externalData r:id="rId1"/></c:chartSpace>'
    )
    chart = Part(
        PackURI("/word/charts/chart1.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        xml.encode(), package,
    )  # fmt: skip
    chart.relate_to(sheet, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package")
    relation = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    run = document.add_paragraph().add_run()
    run._r.append(
        etree.fromstring(
            '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><wp:inline><wp:extent cx="3000000" cy="2000000"/>'
            '<wp:docPr id="71" name="chart"/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
    )
    document.save(str(path))


def _rewrite(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = [(info, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in entries:
            archive.writestr(info, change(info.filename, data))


_ON_THE_DOCUMENT: dict[str, Callable[..., None]] = {
    "排印": set_otherwise,
    "修订": revise,
    "加隐藏文字": hide,
    "属性": properties,
    "贴印章": add_seals,
    "加照片": add_photograph,
}
_ON_THE_PACKAGE: dict[str, Callable[..., None]] = {"单位属性": company, "加图表": add_chart}


# -- PDF -----------------------------------------------------------------------------------------------------------


def _find(path: Path, words: str) -> tuple[int, tuple[float, float, float, float]]:
    """Page index and box (user space) of the first place of `words`."""
    document = pypdfium2.PdfDocument(path)
    try:
        for index in range(len(document)):
            text = document[index].get_textpage()
            hit = text.search(words, match_case=True).get_next()
            if hit:
                boxes = [text.get_charbox(i) for i in range(hit[0], hit[0] + hit[1])]
                return index, (
                    min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes),
                )  # fmt: skip
    finally:
        document.close()
    raise ValueError(f"PDF 中没有“{words}”")


def _painted(box: tuple[float, float, float, float], words: str) -> bytes:
    """A white area over a box and other words on it, as a content stream."""
    x0, y0, x1, y1 = box
    size = max(y1 - y0, 6) * 1.35
    return (
        f"q 1 1 1 rg {x0 - 1.5:.2f} {y0 - 1.5:.2f} {x1 - x0 + 3:.2f} {y1 - y0 + 3:.2f} re f Q "
        f"BT /FixedF {size:.1f} Tf 0 g {x0:.2f} {y0:.2f} Td ({words}) Tj ET"
    ).encode()


def _append(page: pikepdf.Page, pdf: pikepdf.Pdf, content: bytes) -> None:
    fonts = page.obj.get("/Resources", pikepdf.Dictionary())
    if "/Font" not in fonts:
        fonts["/Font"] = pikepdf.Dictionary()
    fonts["/Font"]["/FixedF"] = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q " + content)


def paint_over(path: Path, old: str, new: str) -> None:
    """`涂改: 512.60 | 412.60`: a white area and other figures over it, the file written anew."""
    index, box = _find(path, old)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        _append(pdf.pages[index], pdf, _painted(box, new))
        pdf.save(path)


def save_on(path: Path, old: str, new: str) -> None:
    """`增量改动: 512.60 | 412.60`: the same, saved behind the old version of the file."""
    import pypdf
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

    index, box = _find(path, old)
    writer = pypdf.PdfWriter(io.BytesIO(path.read_bytes()), incremental=True)
    page = writer.pages[index]
    stream = DecodedStreamObject()
    stream.set_data(b"Q " + _painted(box, new))
    opening = DecodedStreamObject()
    opening.set_data(b"q ")
    contents = page.raw_get("/Contents")
    old_ones = list(contents.get_object()) if isinstance(contents.get_object(), ArrayObject) else [contents]
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(opening), *old_ones, writer._add_object(stream)])
    resources = page["/Resources"].get_object()
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    fonts[NameObject("/FixedF")] = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    copied = DictionaryObject(resources)
    copied[NameObject("/Font")] = DictionaryObject(fonts)
    page[NameObject("/Resources")] = copied
    with path.open("wb") as target:
        writer.write(target)


def comment_on(path: Path, words: str, remark: str) -> None:
    """`增量批注: 512.60 | 请核对`: a note beside the words, saved behind the old version of the file."""
    import pypdf
    from pypdf.annotations import Text

    index, box = _find(path, words)
    writer = pypdf.PdfWriter(io.BytesIO(path.read_bytes()), incremental=True)
    writer.add_annotation(index, Text(rect=box, text=remark))
    with path.open("wb") as target:
        writer.write(target)


def scan(path: Path, *changed: str) -> None:
    """`扫描: 512.60 | 412.60`: pictures of the pages with their text invisible behind them, where given the first words
    replaced by the second."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target)
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            _scanned_page(canvas, page, changed)
    finally:
        document.close()
    canvas.save()
    path.write_bytes(target.getvalue())


def _scanned_page(canvas: Canvas, page: pypdfium2.PdfPage, changed: tuple[str, ...]) -> None:
    width, height = page.get_size()
    canvas.setPageSize((width, height))
    picture = page.render(scale=200 / 72).to_pil().convert("L")
    canvas.drawImage(ImageReader(picture), 0, 0, width, height)
    text = page.get_textpage()
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        if changed:
            words = words.replace(*changed)
        line = canvas.beginText(left, bottom)
        line.setTextRenderMode(3)
        line.setFont("STSong-Light", 10)
        natural = pdfmetrics.stringWidth(words, "STSong-Light", 10)
        line.setHorizScale(100 * (right - left) / max(natural, 1))
        line.textOut(words)
        canvas.drawText(line)
    canvas.showPage()


_ON_THE_PDF: dict[str, Callable[..., None]] = {
    "涂改": paint_over,
    "增量改动": save_on,
    "增量批注": comment_on,
    "扫描": scan,
}
