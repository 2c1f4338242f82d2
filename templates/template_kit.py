"""Pieces of which the Word templates are made: styles, numbering, headings, captions, tables with Jinja loops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt, RGBColor

SONG, FANG, HEI, KAI, LATIN = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
_ALIGN = {"l": WD_ALIGN_PARAGRAPH.LEFT, "c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}


def new_document() -> WordDocument:
    """An empty A4 document with the styles and the heading numbering of Chinese official reports."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.5)
    section.left_margin = section.right_margin = Cm(2.4)
    section.header_distance, section.footer_distance = Cm(1.5), Cm(1.4)
    _styles(document)
    _numbering(document)
    _drop_leftovers(document)
    core = document.core_properties
    core.author, core.title, core.comments = "", "绿色工厂自评价报告", ""
    return document


def _drop_leftovers(document: WordDocument) -> None:
    """Parts and numbered styles of python-docx's own template that nothing here uses."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/stylesWithEffects", "/customXml")):
            del document.part.rels[key]
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    for style in list(document.styles.element.iterchildren(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) != "TableNormal":
            document.styles.element.remove(style)
            continue
        if style.get(qn("w:styleId")) in ("Heading1", "Heading2", "Heading3"):
            continue
        for number in list(style.iter(qn("w:numPr"))):
            number.getparent().remove(number)


def _fonts(style: Any, east: str, size: float, bold: bool = False) -> None:
    """Set Latin and Chinese fonts outright; theme fonts would win over them and are removed."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key, value in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", east)):
        fonts.set(qn(f"w:{key}"), value)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)


def _style(document: WordDocument, name: str, east: str, size: float, *, bold: bool = False, align: str = "l",
           before: float = 0, after: float = 0, line: float | None = None, base: str | None = "Normal") -> Any:  # fmt: skip
    styles = document.styles
    known = {s.name for s in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if base and name != base:
        style.base_style = styles[base]
    _fonts(style, east, size, bold)
    spacing = style.paragraph_format
    spacing.alignment, spacing.space_before, spacing.space_after = _ALIGN[align], Pt(before), Pt(after)
    if line:
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    else:
        spacing.line_spacing = 1.0
    return style


def _styles(document: WordDocument) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key, value in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", FANG)):
            fonts.set(qn(f"w:{key}"), value)
    for lang in defaults.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")
    _style(document, "Normal", FANG, 12, base=None)
    body = _style(document, "报告正文", FANG, 12, line=24)
    body.paragraph_format.first_line_indent = Pt(24)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.widow_control = True
    for level, (font, size, bold, before) in enumerate(
        ((HEI, 16, False, 18), (KAI, 14, True, 12), (FANG, 12, True, 8)), 1
    ):
        heading = _style(
            document, f"Heading {level}", font, size, bold=bold, before=before, after=6, line=28 if level == 1 else 26
        )
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.keep_together = True
    caption = _style(document, "Caption", HEI, 10.5, align="c", before=6, after=3)
    caption.paragraph_format.keep_with_next = True
    _style(document, "表格文字", FANG, 10.5)
    _style(document, "封面标题", HEI, 30, align="c", after=12)
    _style(document, "封面副题", FANG, 18, align="c")
    _style(document, "封面日期", FANG, 18, align="c")
    front = _style(document, "前置标题", HEI, 18, align="c", before=6, after=12)
    front.paragraph_format.keep_with_next = True
    _style(document, "落款", FANG, 14, align="r", after=14)
    _style(document, "目录占位", FANG, 12)
    for level in (1, 2, 3):
        toc = _style(document, f"toc {level}", HEI if level == 1 else FANG, 12 if level == 1 else 11, line=21)
        toc.paragraph_format.left_indent = Pt(18 * (level - 1))
        toc.paragraph_format.tab_stops.add_tab_stop(Mm(162), *_dotted())
    _style(document, "Header", SONG, 9, align="c")
    _style(document, "Footer", SONG, 9, align="c")


def _dotted() -> tuple[Any, Any]:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    return WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS


def _numbering(document: WordDocument) -> None:
    """一、 /（一）/ 1. as one multi-level list bound to the heading styles."""
    levels = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
    body = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:pStyle w:val="Heading{i + 1}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for i, (fmt, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{body}</w:abstractNum>'
    ))  # fmt: skip
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))
    for level in (1, 2, 3):
        properties = document.styles[f"Heading {level}"].element.get_or_add_pPr()
        for old in properties.findall(qn("w:numPr")):
            properties.remove(old)
        number = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", level - 1), ("w:numId", 1)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), str(value))
            number.append(child)
        properties.insert_element_before(
            number, "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )


class Page:
    """Writes paragraphs and tables, one after another, with Jinja tags in them."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document

    # paragraphs

    def line(self, text: str, style: str) -> Any:
        return self.document.add_paragraph(text, style)

    def text(self, text: str) -> None:
        self.line(text, "报告正文")

    def h1(self, text: str) -> None:
        self.line(text, "Heading 1")

    def h2(self, text: str, new_page: bool = False) -> None:
        self.line(text, "Heading 2").paragraph_format.page_break_before = new_page or None

    def h3(self, text: str) -> None:
        self.line(text, "Heading 3")

    def blank(self, count: int) -> None:
        for _ in range(count):
            self.line("", "Normal")

    def page_break(self) -> None:
        self.document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)

    def caption(self, text: str) -> None:
        """表N text, N a SEQ field whose shown number is set when the report is finished."""
        paragraph = self.line("表", "Caption")
        add_field(paragraph, "SEQ 表 \\* ARABIC", "1")
        paragraph.add_run(f"　{text}")

    def contents(self) -> None:
        self.line("目录", "前置标题")
        self.line("[[目录]]", "目录占位")

    # flow

    def loop(self, head: str, body: Callable[[], None]) -> None:
        self.line(f"{{%p for {head} %}}", "Normal")
        body()
        self.line("{%p endfor %}", "Normal")

    def when(self, condition: str, body: Callable[[], None]) -> None:
        self.line(f"{{%p if {condition} %}}", "Normal")
        body()
        self.line("{%p endif %}", "Normal")

    def new_section(self, landscape: bool = False) -> None:
        """The body: pages numbered from 1, enterprise and title in the header; the front matter has neither. A
        landscape section goes on with the numbers."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
            for old in section._sectPr.findall(qn("w:pgNumType")):
                section._sectPr.remove(old)
            return
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        number = OxmlElement("w:pgNumType")
        number.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(number, "w:cols", "w:docGrid")
        header = section.header.paragraphs[0]
        header.style = self.document.styles["Header"]
        header.add_run("{{ e.name }}　绿色工厂自评价报告（{{ year }}年度）")
        _rule(header)
        footer = section.footer.paragraphs[0]
        footer.style = self.document.styles["Footer"]
        footer.add_run("第 ")
        add_field(footer, "PAGE", "1")
        footer.add_run(" 页")

    # tables

    def table(self, headers: Sequence[str], widths: Sequence[float], loop: str | Sequence[str] | None, cells: Sequence[Any],
              *, align: str = "", size: float = 10.5, after: Sequence[str] | None = None, last: Sequence[str] | None = None, width: float = 162) -> None:  # fmt: skip
        """A ruled table with a repeated header. `loop`: the rows' Jinja loop (two: an outer and an inner one, `after`
        follows each outer turn); None: `cells` are rows. `last`: a closing row in bold. Widths in mm."""
        loops = [loop] if isinstance(loop, str) else list(loop or [])
        rows = [list(cells)] if loops else [list(r) for r in cells]
        table = self.document.add_table(0, len(headers))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        _borders(table)
        scale = width / sum(widths)
        sizes = [Mm(w * scale) for w in widths]
        self._row(table, headers, sizes, "c" * len(headers), size, header=True)
        for head in loops:
            self._tag(table, sizes, f"{{%tr for {head} %}}")
        for row in rows:
            self._row(table, row, sizes, align, size)
        for position, _ in enumerate(loops):
            self._tag(table, sizes, "{%tr endfor %}")
            if after and position == 0:
                self._row(table, after, sizes, align, size, bold=True, merge=True)
        if last:
            self._row(table, last, sizes, align, size, bold=True, merge=last[1] == "" and last[0] != "")
        for column, width in zip(table.columns, sizes, strict=True):
            column.width = width
        spacer = self.line("", "Normal")
        spacer.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        spacer.paragraph_format.line_spacing = Pt(8)

    def _tag(self, table: Any, sizes: Sequence[Any], tag: str) -> None:
        row = table.add_row()
        for cell, width in zip(row.cells, sizes, strict=True):
            cell.width = width
        row.cells[0].paragraphs[0].add_run(tag)

    def _row(self, table: Any, cells: Sequence[str], sizes: Sequence[Any], align: str, size: float, *, header: bool = False,
             bold: bool = False, merge: bool = False) -> None:  # fmt: skip
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if header:
            properties.append(OxmlElement("w:tblHeader"))
        for index, (cell, text, width) in enumerate(zip(row.cells, cells, sizes, strict=True)):
            cell.width = width
            _cell(cell, text, "c" if header or index >= len(align) else align[index], size, bold or header)
            if header:
                _shade(cell, "E7EFE9")
        if merge:
            filled = next((i for i, c in enumerate(cells[1:], 1) if c), len(cells))
            if filled > 1:
                merged = row.cells[0].merge(row.cells[filled - 1])
                for extra in merged.paragraphs[1:]:
                    extra._p.getparent().remove(extra._p)
                merged.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def form_table(self, parts: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """The basic-information form: a heading row for each part, then label and answer."""
        table = self.document.add_table(0, 2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        _borders(table)
        sizes = [Mm(48), Mm(114)]
        for heading, rows in parts:
            row = table.add_row()
            merged = row.cells[0].merge(row.cells[1])
            _cell(merged, heading, "l", 11, True)
            _shade(merged, "E7EFE9")
            for label, answer in rows:
                row = table.add_row()
                row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
                for cell, text, width in zip(row.cells, (label, answer), sizes, strict=True):
                    cell.width = width
                    _cell(cell, text, "l", 11, False)
        for row in table.rows:
            row.height = Mm(9.2)
        for column, width in zip(table.columns, sizes, strict=True):
            column.width = width
        self.line("", "Normal")

    def cover_table(self, rows: Sequence[tuple[str, str]]) -> None:
        """Label and answer of the cover, answers underlined by the cell's border."""
        table = self.document.add_table(0, 2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for label, answer in rows:
            row = table.add_row()
            row.height = Mm(12)
            for cell, text, width, align in zip(row.cells, (f"{label}：", answer), (Mm(38), Mm(96)), "rl", strict=True):
                cell.width = width
                _cell(cell, text, align, 15, False)
            _bottom_line(row.cells[1])
        for column, width in zip(table.columns, (Mm(38), Mm(96)), strict=True):
            column.width = width


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A complex field with its shown text."""
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("shown", shown), ("end", None)):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
            run._r.append(element)
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def _cell(cell: Any, text: str, align: str, size: float, bold: bool) -> None:
    cell.vertical_alignment = 1
    paragraph = cell.paragraphs[0]
    paragraph.style = cell.part.document.styles["表格文字"]
    paragraph.alignment = _ALIGN[align]
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if bold:
        run.font.bold = True


def _shade(cell: Any, color: str) -> None:
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{color}"/>')
    cell._tc.get_or_add_tcPr().insert_element_before(
        shade, "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"
    )


def _borders(table: Any) -> None:
    sides = "".join(
        f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="404040"/>'
        for s in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = table._tbl.tblPr
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    )
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def _bottom_line(cell: Any) -> None:
    line = parse_xml(
        f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="0" w:color="404040"/></w:tcBorders>'
    )
    cell._tc.get_or_add_tcPr().insert_element_before(
        line, "w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"
    )


def _rule(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr>'
    )
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
