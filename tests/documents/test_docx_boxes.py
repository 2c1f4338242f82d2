"""What stands beside the flow or cannot be seen: text boxes, shapes, hidden and white text, charts, foreign parts."""

from __future__ import annotations

import io
import zipfile

import pytest

from report_kit.document.model import Document
from tests.documents.docx_kit import (
    HEADINGS,
    NORMAL,
    headings,
    image,
    p,
    r,
    read,
    relationships,
    root,
    style,
    tbl,
    tc,
    texts,
)

WHITE = '<w:color w:val="FFFFFF"/>'
BODY = p("这是一段用来说明情况的正文，它的长度足以让阅读器知道正文的字号和字体，没有其他含义。")


def fill(colour: str) -> str:
    """The properties of a shape filled so; '' for no fill."""
    inner = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if colour else "<a:noFill/>"
    return f"<wps:spPr>{inner}<a:ln><a:noFill/></a:ln></wps:spPr>"


def shape(content: str, properties: str = "") -> str:
    return f"<wps:wsp>{properties}<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"


def drawn(graphic: str, fallback: str = "") -> str:
    """A run with an anchored drawing, as Word 2010 and later write it, and its VML fallback."""
    choice = (
        f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{graphic}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{fallback}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{choice}</mc:Choice>{old}</mc:AlternateContent></w:r>"


def vml(content: str, attributes: str = "") -> str:
    return f"<w:r><w:pict><v:shape {attributes}><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def hidden(document: Document) -> list[str]:
    return [b.text for b in document.blocks if b.hidden]


# -- text boxes ----------------------------------------------------------------------------------------------------


def test_a_group_of_shapes_is_read_once_in_order() -> None:
    group = f"<a:group>{shape(p('原料'))}{shape(p('破碎'))}{shape(p('成品'))}</a:group>"
    body = f"<w:p>{r('工艺：')}{drawn(group, p('原料') + p('破碎') + p('成品'))}</w:p>"
    assert [(b.text, b.where) for b in read(body).blocks] == [
        ("工艺：", None), ("原料", "textbox"), ("破碎", "textbox"), ("成品", "textbox"),
    ]  # fmt: skip


def test_a_box_in_a_box_and_a_table_in_a_box() -> None:
    inner = f"<w:p>{r('外')}{drawn(shape(p('内')), p('内'))}</w:p>" + tbl([["电", "5"], ["水", "6"]])
    document = read(f"<w:p>{drawn(shape(inner), inner)}</w:p>")
    assert [(b.type, b.text or b.rows, b.where) for b in document.blocks] == [
        ("paragraph", "外", "textbox"), ("paragraph", "内", "textbox"), ("table", [["电", "5"], ["水", "6"]], "textbox"),
    ]  # fmt: skip


def test_a_box_in_a_cell_stands_after_the_table() -> None:
    body = tbl([["项目", tc(f"<w:p>{r('见框')}{drawn(shape(p('框内说明')))}</w:p>")]])
    assert [(b.type, b.text or b.rows) for b in read(body).blocks] == [
        ("table", [["项目", "见框"]]),
        ("paragraph", "框内说明"),
    ]


def test_headings_in_boxes_are_headings_and_steps_of_a_figure_are_not() -> None:
    big = '<w:b/><w:sz w:val="32"/>'
    body = (
        f"<w:p>{drawn(shape(p('一、概述', run=big)))}</w:p>" + BODY
        + f"<w:p>{drawn(shape(p('评价过程', 'Heading1')))}</w:p>" + BODY
        + f"<w:p>{drawn(shape(p('1.1 破碎', run='<w:b/>')) )}{drawn(shape(p('原料仓', run='<w:b/>')))}</w:p>"
    )  # fmt: skip
    document = read(body, styles=HEADINGS)
    assert headings(document) == [(1, "一、", "概述"), (1, "", "评价过程")]
    assert [b.text for b in document.blocks if b.where == "textbox" and b.type == "paragraph"] == ["1.1 破碎", "原料仓"]


def test_word_art_and_shape_words_are_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="绿色工厂自评价报告"/></v:shape></w:pict></w:r>'
    canvas = "<a:txSp><a:txBody><a:p><a:r><a:t>厂区</a:t></a:r></a:p></a:txBody></a:txSp>"
    document = read(f"<w:p>{art}</w:p><w:p>{drawn(canvas)}</w:p>")
    assert [b.text for b in document.blocks] == ["绿色工厂自评价报告", "厂区"]


# -- hidden and white ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("colour", "flagged"),
    [("FFFFFF", True), ("1F4E79", False), ("", True)],
    ids=["white", "dark", "none"],
)
def test_white_words_in_a_box_are_hidden_unless_it_is_filled(colour: str, flagged: bool) -> None:
    document = read(f"<w:p>{drawn(shape(p('框内白字', run=WHITE), fill(colour)))}</w:p>" + BODY)
    assert (hidden(document) == ["框内白字"]) is flagged
    assert any(b.text == "框内白字" for b in document.blocks)


def test_white_words_in_a_box_without_fill_over_a_picture_are_seen() -> None:
    picture = drawn('<pic:pic><pic:blipFill><a:blip r:embed="rImg"/></pic:blipFill></pic:pic>')
    cover = f"<w:p>{picture}</w:p><w:p>{drawn(shape(p('自评价报告', run=WHITE), fill('')))}</w:p>"
    document = read(cover + BODY, relations={"rImg": ("image", "a.png")}, parts={"a.png": b"1"})
    assert hidden(document) == []


@pytest.mark.parametrize(
    ("attributes", "flagged"),
    [('fillcolor="#1f4e79"', False), ("", True), ('filled="f"', True), ('fillcolor="white [3201]"', True)],
)
def test_white_words_in_an_old_box(attributes: str, flagged: bool) -> None:
    document = read(f"<w:p>{vml(p('白字', run=WHITE), attributes)}</w:p>" + BODY)
    assert bool(hidden(document)) is flagged


def test_a_style_hides_and_a_run_shows_again() -> None:
    styles = NORMAL + style("Secret", "隐藏", "<w:rPr><w:vanish/></w:rPr>", "Normal") + style("Sub", "子", "", "Secret")
    shown = r("又显示", '<w:vanish w:val="0"/>')
    document = read(p("藏起来", "Sub") + p(r("藏") + shown, "Secret"), styles=styles)
    assert (texts(document), hidden(document)) == (["又显示"], ["藏起来", "藏"])


def test_hidden_in_paragraph_and_character_style_cancel_out() -> None:
    styles = (
        NORMAL
        + style("Secret", "隐藏", "<w:rPr><w:vanish/><w:b/></w:rPr>", "Normal")
        + style("Char", "隐藏字符", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    )
    document = read(p(r("看得见", '<w:rStyle w:val="Char"/>'), "Secret"), styles=styles)
    assert (texts(document), document.blocks[0].bold) == (["看得见"], True)


@pytest.mark.parametrize(
    "look",
    [
        '<w:color w:val="FEFEFE"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFF"/>',
        '<w:sz w:val="2"/>',
        '<w:rStyle w:val="White"/>',
    ],
)
def test_text_nobody_can_see_is_kept_and_flagged(look: str) -> None:
    styles = NORMAL + style("White", "白", f"<w:rPr>{WHITE}</w:rPr>", kind="character")
    document = read(p(r("得分") + r("98分", look)), styles=styles)
    assert (texts(document), hidden(document)) == (["得分"], ["98分"])


@pytest.mark.parametrize(
    "body",
    [
        p("表头", run=WHITE, properties="<w:shd w:val='clear' w:fill='1F4E79'/>"),
        p("底色", run=WHITE + "<w:shd w:val='clear' w:fill='1F4E79'/>"),
        p("突出", run=WHITE + "<w:highlight w:val='darkBlue'/>"),
        p("灰字", run='<w:color w:val="808080"/>'),
        p("网页", run="<w:webHidden/>"),
        tbl([[tc(p("表头", run=WHITE), "<w:shd w:val='clear' w:fill='2E75B6'/>")]]),
        tbl([[tc(p("表头", run=WHITE))]], properties="<w:shd w:val='clear' w:fill='2E75B6'/>"),
        tbl([[tc(p("表头", run=WHITE))]], properties='<w:tblStyle w:val="Blue"/>'),
    ],
)
def test_white_on_colour_and_common_looks_are_seen(body: str) -> None:
    blue = "<w:tblStylePr w:type='firstRow'><w:tcPr><w:shd w:val='clear' w:fill='4472C4'/></w:tcPr></w:tblStylePr>"
    document = read(body + BODY, styles=NORMAL + style("Blue", "清单表 3", blue, kind="table"))
    assert hidden(document) == []


def test_white_words_in_a_plain_table_are_flagged() -> None:
    document = read(tbl([["得分", tc(p("98", run=WHITE))]]), styles=NORMAL + style("TableGrid", "网格型", kind="table"))
    assert (document.tables[0].rows, hidden(document)) == ([["得分", ""]], ["98"])


def test_words_own_hidden_marks_are_no_text() -> None:
    code = (
        '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:vanish/></w:rPr>'
        '<w:instrText> TC "概述" \\l 1 </w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    )
    mark = "<w:bookmarkStart w:id='1' w:name='_Toc1'/><w:bookmarkEnd w:id='1'/>"
    document = read(f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{code}{mark}{r('概述')}</w:p>")
    assert [(b.text, b.hidden) for b in document.blocks] == [("概述", False)]


def test_a_hidden_row_is_no_row_but_its_words_are_kept() -> None:
    row = f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('藏', run='<w:vanish/>')}</w:tc><w:tc>{p('9', run='<w:vanish/>')}</w:tc></w:tr>"
    document = read(tbl([["项目", "值"], ["电", "5"]]).replace("</w:tbl>", row + "</w:tbl>"))
    assert document.tables[0].rows == [["项目", "值"], ["电", "5"]]
    assert hidden(document) == ["藏", "9"]


# -- charts --------------------------------------------------------------------------------------------------------

CHART = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rC"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'


def workbook(rows: list[list[str]]) -> bytes:
    """A small XLSX whose texts are shared strings and whose figures are values."""
    shared: list[str] = []

    def cell(place: str, text: str) -> str:
        if text.replace(".", "").isdigit():
            return f'<c r="{place}"><v>{text}</v></c>'
        shared.append(text)
        return f'<c r="{place}" t="s"><v>{len(shared) - 1}</v></c>'

    lines = "".join(
        f'<row r="{r}">' + "".join(cell(f"{'ABCD'[c]}{r}", text) for c, text in enumerate(row) if text) + "</row>"
        for r, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", relationships({"rId1": ("worksheet", "worksheets/sheet1.xml")}))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'
        )
        strings = "".join(f"<si><t>{s}</t></si>" for s in shared)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{strings}</sst>')
    return buffer.getvalue()


def series(name: str, categories: list[str], values: list[str], column: str = "B") -> str:
    def points(texts: list[str]) -> str:
        return "".join(f'<c:pt idx="{i}"><c:v>{t}</c:v></c:pt>' for i, t in enumerate(texts))

    last = len(values) + 1
    return (
        f"<c:ser><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>{points([name])}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{points(categories)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>{points(values)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def chart(inner: str, embedded: bytes | None) -> Document:
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>近两年用电</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    link = '<c:externalData r:id="rId1"/>' if embedded is not None else ""
    part = root(
        "c:chartSpace", f"<c:chart>{title}<c:plotArea><c:barChart>{inner}</c:barChart></c:plotArea></c:chart>{link}"
    )
    parts: dict[str, str | bytes] = {"charts/chart1.xml": part}
    if embedded is not None:
        parts["charts/_rels/chart1.xml.rels"] = relationships({"rId1": ("package", "../embeddings/book.xlsx")})
        parts["embeddings/book.xlsx"] = embedded
    return read(f"<w:p>{CHART}</w:p>", relations={"rC": ("chart", "charts/chart1.xml")}, parts=parts)


SHOWN = [["", "电", "水"], ["2023", "488.1", "6"], ["2024", "512.6", "7"]]
TWO = series("电", ["2023", "2024"], ["488.1", "512.6"]) + series("水", ["2023", "2024"], ["6", "7"], "C")


def test_a_chart_shows_its_cached_values_and_the_workbook_behind_has_its_own() -> None:
    behind = [["", "电", "水"], ["2023", "488.1", "6"], ["2024", "498.2", "7"]]
    (block,) = chart(TWO, workbook(behind)).blocks
    assert (block.where, block.caption, block.rows, block.source_rows) == ("chart", "近两年用电", SHOWN, behind)


@pytest.mark.parametrize("embedded", [None, b"", b"PK\x03\x04 broken", b"no workbook"])
def test_a_chart_without_a_sound_workbook_shows_what_it_shows(embedded: bytes | None) -> None:
    (block,) = chart(TWO, embedded).blocks
    assert (block.rows, block.source_rows) == (SHOWN, [])


def test_categories_of_two_levels_are_joined() -> None:
    levels = (
        '<c:lvl><c:pt idx="0"><c:v>上半年</c:v></c:pt><c:pt idx="1"><c:v>下半年</c:v></c:pt></c:lvl>'
        '<c:lvl><c:pt idx="0"><c:v>2024</c:v></c:pt></c:lvl>'
    )
    inner = series("电", ["?", "?"], ["5", "6"])
    start, end = inner.index("<c:cat>"), inner.index("</c:cat>")
    two = (
        inner[:start]
        + f"<c:cat><c:multiLvlStrRef><c:multiLvlStrCache>{levels}</c:multiLvlStrCache></c:multiLvlStrRef>"
        + inner[end:]
    )
    assert chart(two, None).blocks[0].rows == [["", "电"], ["2024 上半年", "5"], ["下半年", "6"]]


def test_a_chart_of_the_new_kind_is_read_from_its_choice() -> None:
    space = "http://schemas.microsoft.com/office/drawing/2014/chartex"
    part = (
        f'<cx:chartSpace xmlns:cx="{space}"><cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:lvl><cx:pt idx="0">废水</cx:pt>'
        '<cx:pt idx="1">废气</cx:pt></cx:lvl></cx:strDim><cx:numDim type="val"><cx:lvl><cx:pt idx="0">3</cx:pt><cx:pt idx="1">4</cx:pt>'
        "</cx:lvl></cx:numDim></cx:data></cx:chartData><cx:chart><cx:plotArea><cx:plotAreaRegion><cx:series><cx:tx><cx:txData>"
        '<cx:v>排放量</cx:v></cx:txData></cx:tx><cx:dataId val="0"/></cx:series></cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>'
    )
    run = drawn(f'<cx:chart xmlns:cx="{space}" r:id="rC"/>', p("此图表在您的 Excel 版本中不可用"))
    document = read(
        f"<w:p>{run}</w:p>", relations={"rC": ("chartEx", "charts/chartEx1.xml")}, parts={"charts/chartEx1.xml": part}
    )
    assert [b.rows for b in document.blocks] == [[["", "排放量"], ["废水", "3"], ["废气", "4"]]]


def test_smart_art_is_text() -> None:
    part = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt type="doc"/><dgm:pt><dgm:t><a:p><a:r>'
        "<a:t>总经理</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>能源管理员</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "</dgm:ptLst></dgm:dataModel>"
    )
    graphic = '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rD"/>'
    document = read(f"<w:p>{drawn(graphic)}</w:p>", relations={"rD": ("diagramData", "d.xml")}, parts={"d.xml": part})
    assert [b.text for b in document.blocks] == ["总经理", "能源管理员"]


# -- foreign parts -------------------------------------------------------------------------------------------------


def test_foreign_parts_are_named_and_not_followed() -> None:
    body = f"<w:p>{r('正文')}<w:subDoc r:id='rS'/></w:p><w:p>{image('rI')}</w:p>" + '<w:altChunk r:id="rA"/>'
    document = read(
        body,
        relations={
            "rS": ("subDocument", "附件.docx"), "rI": ("image", "http://example.com/a.png"), "rA": ("aFChunk", "chunk.mht"),
        },
        parts={"chunk.mht": "外来"},
        external=frozenset({"rS", "rI"}),
    )  # fmt: skip
    assert texts(document) == ["正文"]
    assert [any(word in note for note in document.notes) for word in ("子文档", "外部图片", "altChunk")] == [True] * 3


def test_a_remote_template_is_named_and_not_fetched() -> None:
    template = relationships({"rT": ("attachedTemplate", "http://example.com/t.dotm")}, frozenset({"rT"}))
    document = read(
        p("正文"),
        relations={"rSet": ("settings", "settings.xml")},
        parts={
            "settings.xml": root("w:settings", '<w:attachedTemplate r:id="rT"/>'),
            "word/_rels/settings.xml.rels": template,
        },
    )
    assert document.notes == ["文档引用了外部模板（http://example.com/t.dotm），未打开"]
