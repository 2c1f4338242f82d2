"""Paper → DOCX as several producers leave it: python-docx, Word (content controls, text boxes, revisions), WPS."""

from __future__ import annotations

import random
import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from corpus.judge.blocks import Block, Paper, plain, spread
from corpus.package import STAMP, _wps
from corpus.pictures import flow_chart, photo

ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
CN = "chineseCountingThousand"
AUTO = {
    "cn": [(CN, "%1、"), (CN, "（%2）"), ("decimal", "%3. ")],
    "decimal": [("decimal", "%1 "), ("decimal", "%1.%2 "), ("decimal", "%1.%2.%3 ")],
    "dotted": [("decimal", "%1. "), ("decimal", "%1.%2. "), ("decimal", "%1.%2.%3. ")],
    "chapter": [(CN, "第%1章 "), (CN, "第%2节 "), (CN, "%3、")],
}
EN = {"styles": "Heading {n}", "outline": "标题{n}级", "wps": "Heading {n}"}


class DocxOut:
    """Writes one paper; the same paper gives the same bytes."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.look = paper, paper.layout
        self.rng = random.Random(paper.meta["name"])
        self.doc = Document()
        self.marks = 0

    def write(self, path: Path) -> None:
        self._page()
        numbers = iter(self.paper.numbers())
        for i, block in enumerate(self.paper.blocks):
            if block.kind == "heading":
                self._heading(block, next(numbers), i)
            else:
                getattr(self, f"_{block.kind}")(block)
        self._save(path)

    # -- page and styles
    def _page(self) -> None:
        look, section = self.look, self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.4)
        self._face(self.doc.styles["Normal"], look.font, 12)
        for n, size in ((1, 16), (2, 14), (3, 12)):
            style = self.doc.styles[f"Heading {n}"]
            self._face(style, "黑体", size)
            style.font.color.rgb = RGBColor(0, 0, 0)
            if look.headings == "outline":
                own = self.doc.styles.add_style(f"标题{n}级", 1)
                own.base_style = self.doc.styles["Normal"]
                self._face(own, "黑体", size)
                own.font.bold = n < 3
                own.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{n - 1}"/>'))
        if look.auto:
            self._numbering()
        if look.header:
            head = section.header.paragraphs[0]
            head.text = (
                self.paper.meta["enterprise"]
                + "　"
                + {"factory": "绿色工厂", "park": "绿色工业园区", "supply-chain": "绿色供应链"}[self.paper.meta["kind"]]
            )
            head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._field(foot, "PAGE", "1")

    @staticmethod
    def _face(style: Any, name: str, size: float) -> None:
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        fonts.set(qn("w:eastAsia"), name)

    def _numbering(self) -> None:
        levels = AUTO[self.look.scheme]
        root = self.doc.part.numbering_part.element
        style = EN.get(self.look.headings, "Heading {n}")
        ids = [self.doc.styles[style.format(n=n)].style_id for n in (1, 2, 3)]
        xml = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:pStyle w:val="{ids[i]}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
            for i, (fmt, text) in enumerate(levels)
        )
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
        )
        first = root.find(qn("w:num"))
        root.append(abstract) if first is None else first.addprevious(abstract)
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for n in (1, 2, 3):
            numpr = self.doc.styles[style.format(n=n)].element.get_or_add_pPr().get_or_add_numPr()
            numpr.get_or_add_ilvl().val, numpr.get_or_add_numId().val = n - 1, 77

    # -- text
    def _field(self, p: Any, code: str, shown: str) -> None:
        for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
            run = p.add_run(shown if kind == "shown" else "")
            if kind == "shown":
                continue
            if kind:
                char = OxmlElement("w:fldChar")
                char.set(qn("w:fldCharType"), kind)
                run._r.append(char)
            else:
                instr = OxmlElement("w:instrText")
                instr.set(qn("xml:space"), "preserve")
                instr.text = f" {text} "
                run._r.append(instr)

    def _runs(self, p: Any, text: str, *, bold: bool = False, size: float = 0) -> None:
        words = plain(text)
        pieces = [words]
        if self.look.producer == "word" and len(words) > 30:
            cut = self.rng.randrange(10, len(words) - 10)
            pieces = [words[:cut], words[cut:]]
        for n, piece in enumerate(pieces):
            run = p.add_run(piece)
            run.bold = bold or None
            if size:
                run.font.size = Pt(size)
            if self.look.producer == "word":
                run._r.set(qn("w:rsidR"), f"00{self.rng.randrange(16**6):06X}")
                if n:
                    run._r.addprevious(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="gramEnd"/>'))

    def _para(self, b: Block) -> None:
        p = self.doc.add_paragraph()
        if b.boxed:
            self._box(p, plain(b.text))
            return
        self._runs(p, b.text, bold=b.bold, size=b.size)
        if self.look.revised and b.slot == "":
            self._revise(p)
        if b.align:
            p.alignment = ALIGN[b.align]
        else:
            p.paragraph_format.first_line_indent = Pt(24)
            p.paragraph_format.line_spacing = 1.5
        p.paragraph_format.space_after = Pt(3)

    def _box(self, p: Any, words: str) -> None:
        """The words in a text box of their own, as covers carry them."""
        v = 'xmlns:v="urn:schemas-microsoft-com:vml"'
        p.add_run()._r.append(
            parse_xml(
                f'<w:pict {nsdecls("w")} {v}><v:shape id="box1" style="width:200pt;height:26pt"><v:textbox><w:txbxContent>'
                f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
            )
        )

    def _revise(self, p: Any) -> None:
        """A tracked change in prose without figures: words put in, others struck out."""
        runs = p._p.findall(qn("w:r"))
        if len(runs) < 2 or any(ch.isdigit() for ch in p.text):
            return
        self.marks += 1
        who = f'w:id="{9000 + self.marks}" w:author="{self.paper.meta["_author"]}" w:date="2025-01-20T10:00:00Z"'
        added = parse_xml(f"<w:ins {nsdecls('w')} {who}/>")
        runs[-1].addprevious(added)
        added.append(runs[-1])
        if self.look.pdf == "chromium":  # LibreOffice would print the struck words too
            gone = f"<w:del {nsdecls('w')} {who}><w:r><w:delText>进一步地</w:delText></w:r></w:del>"
            added.addprevious(parse_xml(gone))

    def _heading(self, b: Block, number: str, i: int) -> None:
        look = self.look
        before = self.paper.blocks[i - 1].kind if i else "break"
        if b.level == 1 and before not in ("break", "toc"):
            self.doc.add_page_break()
        auto = look.auto and b.numbered
        text = plain(b.text) if auto else number + plain(b.text)
        if look.headings == "bold" and not look.auto:
            p = self.doc.add_paragraph()
            self._runs(p, text, bold=True, size={1: 15, 2: 13, 3: 12}[b.level])
            p.paragraph_format.space_before = Pt(8)
            return
        p = self.doc.add_paragraph(style=EN.get(look.headings, "Heading {n}").format(n=b.level))
        if look.auto and not b.numbered:
            numpr = p._p.get_or_add_pPr().get_or_add_numPr()
            numpr.get_or_add_ilvl().val, numpr.get_or_add_numId().val = 0, 0
        self.marks += 1
        p._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{self.marks}" w:name="_Toc77{self.marks:04d}"/>'))
        self._runs(p, text)
        p._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{self.marks}"/>'))

    def _toc(self, b: Block) -> None:
        p = self.doc.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._runs(p, b.text, bold=True, size=16)
        heads = [x for x in self.paper.blocks if x.kind == "heading"]
        page = 3
        for n, (head, number) in enumerate(zip(heads, self.paper.numbers(), strict=True), 1):
            page += head.level == 1
            if head.level > 2:
                continue
            p = self.doc.add_paragraph()
            p.paragraph_format.left_indent = Pt(12 * (head.level - 1))
            p.paragraph_format.tab_stops.add_tab_stop(Cm(15.6), 2, 1)
            p.add_run(f"{number}{plain(head.text)}\t")
            self._field(p, f"PAGEREF _Toc77{n:04d} \\h", str(page))
        self.doc.add_page_break()

    def _blank(self, b: Block) -> None:
        for _ in range(b.level):
            self.doc.add_paragraph()

    def _break(self, _: Block) -> None:
        self.doc.add_page_break()

    # -- tables
    def _caption(self, b: Block) -> None:
        p = self.doc.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._runs(p, b.caption, bold=self.look.captions == "above", size=10.5)

    def _table(self, b: Block) -> None:
        rows, merges = [list(r) for r in b.rows], list(b.merges)
        header = b.header
        if b.caption and self.look.captions == "title-row":
            width = len(rows[0])
            rows.insert(0, [b.caption] * width)
            merges = [(r0 + 1, c0, r1 + 1, c1) for r0, c0, r1, c1 in merges] + [(0, 0, 0, width - 1)]
            header += 1
        elif b.caption and self.look.captions == "above":
            self._caption(b)
        if b.unit:
            p = self.doc.add_paragraph()
            p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._runs(p, b.unit, size=10.5)
        self._grid(rows, merges, header, form=False)
        if b.caption and self.look.captions == "below":
            self._caption(b)
        else:
            self.doc.add_paragraph().paragraph_format.space_after = Pt(0)

    def _form(self, b: Block) -> None:
        self._grid(b.rows, b.merges, 0, form=True)
        self.doc.add_paragraph()

    def _grid(self, rows: list[list[str]], merges: list[tuple[int, int, int, int]], header: int, *, form: bool) -> None:
        table = self.doc.add_table(len(rows), len(rows[0]))
        table.style = "Table Grid"
        table.alignment = 1
        if not form and self.look.rules != "grid":
            self._rules(table, header)
        if form:
            table.autofit = False
            widths = {2: [4.5, 11], 3: [2.6, 4.2, 9], 4: [3.4, 4.6, 3.4, 4.6], 6: [2.5, 2.9, 2.5, 2.9, 2.5, 2.9]}[
                len(rows[0])
            ]
            self._widths(table, widths)
        else:
            longest = spread(rows[max(0, header - 1) :])
            table.autofit = False
            self._widths(table, [15.8 * n / sum(longest) for n in longest])
        cells = [list(row.cells) for row in table.rows]
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if any(r0 <= r <= r1 and c0 <= c <= c1 and (r, c) != (r0, c0) for r0, c0, r1, c1 in merges):
                    continue
                p = cells[r][c].paragraphs[0]
                self._runs(p, text, bold=r < header, size=10.5 if len(rows[0]) < 8 else 9)
                if not form and len(plain(text)) < 14:
                    p.alignment = WD_ALIGN_PARAGRAPH.CENTER
                if form and self.look.producer == "word" and c % 2 == 1 and text:
                    self._control(p, f"{r}-{c}")
        for r0, c0, r1, c1 in merges:
            kept = cells[r0][c0].merge(cells[r1][c1])
            for extra in kept.paragraphs[1:]:
                if not extra.text:
                    extra._p.getparent().remove(extra._p)
        if header and len(rows) > 6:
            for row in list(table.rows)[:header]:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    @staticmethod
    def _widths(table: Any, widths: list[float]) -> None:
        grid = table._tbl.tblGrid.findall(qn("w:gridCol"))
        for column, w in zip(grid, widths, strict=True):
            column.set(qn("w:w"), str(int(w * 567)))
        for row in table.rows:
            for cell, w in zip(row.cells, widths, strict=True):
                cell.width = Cm(w)

    def _rules(self, table: Any, header: int) -> None:
        """Three rules only, or a grid open at its sides."""
        inner = "nil" if self.look.rules == "three-line" else "single"
        heavy = 12 if self.look.rules == "three-line" else 6
        xml = "".join(
            f'<w:{side} w:val="{val}" w:sz="{size}" w:space="0" w:color="000000"/>'
            for side, val, size in (
                ("top", "single", heavy),
                ("left", "nil", 4),
                ("bottom", "single", heavy),
                ("right", "nil", 4),
                ("insideH", inner, 4),
                ("insideV", inner, 4),
            )
        )
        table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{xml}</w:tblBorders>"))
        if self.look.rules == "three-line":
            for tc in table.rows[header - 1]._tr.findall(qn("w:tc")):
                tc.get_or_add_tcPr().append(
                    parse_xml(
                        f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
                    )
                )

    @staticmethod
    def _control(p: Any, title: str) -> None:
        runs = p._p.findall(qn("w:r"))
        sdt = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{title}"/><w:text/></w:sdtPr><w:sdtContent/></w:sdt>'
        )
        runs[0].addprevious(sdt)
        for run in runs:
            sdt.find(qn("w:sdtContent")).append(run)
        for err in p._p.findall(qn("w:proofErr")):
            p._p.remove(err)

    def _picture(self, b: Block) -> None:
        p = self.doc.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        p.add_run().add_picture(BytesIO(flow_chart(b.data)), width=Cm(13.5))
        self._caption(b)

    def _photos(self, b: Block) -> None:
        for name in b.data:
            p = self.doc.add_paragraph()
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            p.add_run().add_picture(BytesIO(photo(f"{self.paper.meta['name']}-{name}")), width=Cm(8))
            p = self.doc.add_paragraph()
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._runs(p, name, size=10.5)

    # -- file
    def _save(self, path: Path) -> None:
        core, meta = self.doc.core_properties, self.paper.meta
        core.author = core.last_modified_by = meta.get("_author", "")
        core.created = core.modified = datetime(*meta["_dated"], 9, 30)
        core.title = core.comments = ""
        buffer = BytesIO()
        self.doc.save(buffer)
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for item in sorted(source.namelist(), key=lambda n: n != "[Content_Types].xml"):
                data = source.read(item)
                if self.look.producer == "wps":
                    data = _wps(item, data)
                if self.look.producer == "word" and item == "docProps/app.xml":
                    data = re.sub(
                        rb"<Application>.*?</Application>", b"<Application>Microsoft Office Word</Application>", data
                    )
                info = zipfile.ZipInfo(item, STAMP)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, data)
