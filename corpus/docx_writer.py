"""Blocks → DOCX, in the dialect of several producers (python-docx as it comes, WPS, Word with content controls)."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from corpus.package import finish
from corpus.pictures import flow_chart, photo
from corpus.writing import Block, Report

ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
# numFmt and lvlText of automatic numbers, by the first level's look.
AUTO = {
    "一、": [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")],
    "1 ": [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")],
    "第一章 ": [
        ("chineseCountingThousand", "第%1章"),
        ("chineseCountingThousand", "第%2节"),
        ("chineseCountingThousand", "%3、"),
    ],
}


class DocxWriter:
    """Writes one report; deterministic for a given report (seeded by its name)."""

    def __init__(self, report: Report) -> None:
        self.report, self.look = report, report.look
        self.random = random.Random(report.meta["name"])
        self.doc = Document()
        self.bookmarks = 0

    def write(self, path: Path) -> None:
        self._setup()
        headings = 0
        for i, block in enumerate(self.report.blocks):
            if block.kind == "heading" and block.level == 1:
                headings += 1
            getattr(self, f"_{block.kind}")(block, i)
        finish(self.doc, self.report, path)

    # -- page, styles
    def _setup(self) -> None:
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.6)
        section.top_margin = section.bottom_margin = Cm(2.5)
        normal = self.doc.styles["Normal"]
        self._font(normal, self.look.font, self.look.size)
        for level in (1, 2, 3):
            style = self.doc.styles[f"Heading {level}"]
            self._font(style, self.look.heading_font, {1: 16, 2: 14, 3: 12}[level])
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.font.bold = level < 3
        if self.look.headings == "chinese-styles":
            self._chinese_styles()
        if self.look.headings == "auto":
            self._auto_numbers()
        if self.look.header:
            section.header.paragraphs[0].text = self.look.header
            section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer.add_run("第 ")
        self._field(footer, "PAGE")
        footer.add_run(" 页")

    @staticmethod
    def _font(style: Any, name: str, size: float) -> None:
        style.font.name = "Times New Roman"
        style.font.size = Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for old in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(old), None)
        fonts.set(qn("w:eastAsia"), name)

    def _chinese_styles(self) -> None:
        """Styles of an author's own: 「一级标题」…, known as headings only by their outline level."""
        for level, name in enumerate(("一级标题", "二级标题", "三级标题")):
            style = self.doc.styles.add_style(name, 1)
            style.base_style = self.doc.styles["Normal"]
            self._font(style, self.look.heading_font, (16, 14, 12)[level])
            ppr = style.element.get_or_add_pPr()
            ppr.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))

    def _auto_numbers(self) -> None:
        levels = AUTO[self.look.scheme[0]([1, 1, 1])]
        numbering = self.doc.part.numbering_part.element
        xml = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:pStyle w:val="Heading{i + 1}"/>'
            f'<w:suff w:val="{"nothing" if text[-1] in "、）." else "space"}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
            for i, (fmt, text) in enumerate(levels)
        )
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
        )
        first_num = numbering.find(qn("w:num"))
        if first_num is None:
            numbering.append(abstract)
        else:
            first_num.addprevious(abstract)
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for level in (1, 2, 3):
            ppr = self.doc.styles[f"Heading {level}"].element.get_or_add_pPr()
            numpr = ppr.get_or_add_numPr()
            numpr.get_or_add_ilvl().val = level - 1
            numpr.get_or_add_numId().val = 90

    # -- text
    def _field(self, paragraph: Any, code: str, shown: str = "1") -> None:
        for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
            run = paragraph.add_run()
            if kind == "shown":
                run.text = text
            elif kind:
                char = OxmlElement("w:fldChar")
                char.set(qn("w:fldCharType"), kind)
                run._r.append(char)
            else:
                instr = OxmlElement("w:instrText")
                instr.set(qn("xml:space"), "preserve")
                instr.text = f" {text} "
                run._r.append(instr)

    def _runs(self, paragraph: Any, text: str, *, bold: bool = False, size: float = 0) -> None:
        """Text as the dialect splits it: Word leaves several runs with rsids where people edited."""
        pieces = [text]
        if self.look.dialect == "word" and len(text) > 24:
            cut = self.random.randrange(8, len(text) - 8)
            pieces = [text[:cut], text[cut:]]
        for i, piece in enumerate(pieces):
            run = paragraph.add_run(piece)
            if bold:
                run.bold = True
            if size:
                run.font.size = Pt(size)
            if self.look.dialect == "word":
                run._r.set(qn("w:rsidR"), f"00{self.random.randrange(16**6):06X}")
                if i:
                    run._r.addprevious(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="gramEnd"/>'))

    def _para(self, block: Block, _: int) -> None:
        p = self.doc.add_paragraph()
        self._runs(p, block.text, bold=block.bold, size=block.size)
        if block.align:
            p.alignment = ALIGN[block.align]
        fmt = p.paragraph_format
        fmt.space_after = Pt(3)
        if block.indent and not block.align:
            fmt.first_line_indent = Pt(self.look.size * 2)
            fmt.line_spacing = 1.5

    def _heading(self, block: Block, i: int) -> None:
        style = self.look.headings
        first = i > 0 and self.report.blocks[i - 1].kind in ("break", "toc")
        if block.level == 1 and self.look.chapter_page and not first and i:
            self.doc.add_page_break()
        text = block.text if style == "auto" and block.number else block.number + block.text
        if style == "bold":
            p = self.doc.add_paragraph()
            self._runs(p, text, bold=True, size={1: 15, 2: 13, 3: 12}[block.level])
            return
        name = (
            f"Heading {block.level}"
            if style != "chinese-styles"
            else ("一级标题", "二级标题", "三级标题")[block.level - 1]
        )
        p = self.doc.add_paragraph(style=name)
        if style == "auto" and not block.number:
            numpr = p._p.get_or_add_pPr().get_or_add_numPr()
            numpr.get_or_add_ilvl().val = 0
            numpr.get_or_add_numId().val = 0
        self.bookmarks += 1
        start = parse_xml(
            f'<w:bookmarkStart {nsdecls("w")} w:id="{self.bookmarks}" w:name="_Toc9000{self.bookmarks:03d}"/>'
        )
        p._p.append(start)
        self._runs(p, text)
        p._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{self.bookmarks}"/>'))

    def _blank(self, block: Block, _: int) -> None:
        for _n in range(block.level):
            self.doc.add_paragraph()

    def _break(self, _: Block, __: int) -> None:
        self.doc.add_page_break()

    def _toc(self, block: Block, _: int) -> None:
        title = self.doc.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._runs(title, block.text, bold=True, size=16)
        entries = [b for b in self.report.blocks if b.kind == "heading"]
        page = 3
        for n, entry in enumerate(entries, 1):
            page += entry.level == 1
            if entry.level > 2:
                continue
            p = self.doc.add_paragraph()
            p.paragraph_format.left_indent = Pt(12 * (entry.level - 1))
            p.paragraph_format.tab_stops.add_tab_stop(Cm(15.5), 2, 1)
            p.add_run(f"{entry.number}{entry.text}\t")
            self._field(p, f"PAGEREF _Toc9000{n:03d} \\h", str(page))
        self.doc.add_page_break()

    # -- tables, pictures
    def _table(self, block: Block, _: int) -> None:
        rows, columns = len(block.rows), max(len(r) for r in block.rows)
        table = self.doc.add_table(rows, columns)
        table.style = "Table Grid"
        table.alignment = 1
        hidden = set()
        for r0, c0, r1, c1 in block.merges:
            hidden |= {(r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)} - {(r0, c0)}
        for r, row in enumerate(block.rows):
            for c, text in enumerate(row):
                if (r, c) in hidden:
                    continue
                self._cell(table.cell(r, c), text, block, r, c)
        if block.widths:
            table.autofit = False
            scale = 15.8 / sum(block.widths)
            for c, w in enumerate(block.widths):
                table.columns[c].width = Cm(w * scale)
            for row in table.rows:
                for c, w in enumerate(block.widths):
                    row.cells[c].width = Cm(w * scale)
        for r0, c0, r1, c1 in block.merges:
            first = table.cell(r0, c0).merge(table.cell(r1, c1))
            for extra in first.paragraphs[1:]:
                if not extra.text:
                    extra._p.getparent().remove(extra._p)
        if block.header_rows and rows > 6 and not block.form:
            trpr = table.rows[0]._tr.get_or_add_trPr()
            trpr.append(OxmlElement("w:tblHeader"))
        self.doc.add_paragraph().paragraph_format.space_after = Pt(0)

    def _cell(self, cell: Any, text: str, block: Block, r: int, c: int) -> None:
        p = cell.paragraphs[0]
        header = r < block.header_rows and not block.form
        lines = text.split("\n")
        for i, line in enumerate(lines):
            if i:
                p = cell.add_paragraph()
            self._runs(p, line, bold=header, size=10.5)
            if not block.form and len(line) < 16:
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if block.form and self.look.dialect == "word" and c % 2 == 1 and len(lines) == 1 and text:
            self._control(p, block.rows[r][c - 1])

    def _control(self, p: Any, title: str) -> None:
        """Wraps the runs of a form value into a content control, as Word's form templates do."""
        runs = p._p.findall(qn("w:r"))
        sdt = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{title[:20]}"/><w:text/></w:sdtPr><w:sdtContent/></w:sdt>'
        )
        runs[0].addprevious(sdt)
        for run in runs:
            sdt.find(qn("w:sdtContent")).append(run)
        for err in p._p.findall(qn("w:proofErr")):
            p._p.remove(err)

    def _figure(self, block: Block, _: int) -> None:
        p = self.doc.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        p.add_run().add_picture(BytesIO(flow_chart(block.data)), width=Cm(14))

    def _photos(self, block: Block, _: int) -> None:
        table = self.doc.add_table(2, len(block.rows[1]))
        for c, caption in enumerate(block.rows[1]):
            p = table.cell(0, c).paragraphs[0]
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            p.add_run().add_picture(BytesIO(photo(f"{self.report.meta['name']}-{caption}")), width=Cm(6.5))
            p = table.cell(1, c).paragraphs[0]
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._runs(p, caption, size=10.5)
        self.doc.add_paragraph()
