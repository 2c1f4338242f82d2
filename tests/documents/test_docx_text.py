"""All text a reader sees, none twice, nothing that is not seen."""

from __future__ import annotations

import hashlib

import pytest

from report_kit.document.model import Block
from tests.documents.docx_kit import image, p, r, read, root, style, tbl, texts

MARK = 'w:id="1" w:author="张三" w:date="2025-04-01T08:00:00Z"'


def sdt(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def one(content: str) -> str:
    """The single line a paragraph with this content shows."""
    (text,) = texts(read(f"<w:p>{content}</w:p>"))
    return text


def aside(body: str, where: str, **options: object) -> list[str]:
    return [b.text for b in read(body, **options).blocks if b.where == where]


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (r("甲") + "<w:r><w:tab/></w:r>" + r("乙"), "甲\t乙"),
        (r("甲") + "<w:r><w:br/></w:r>" + r("乙"), "甲\n乙"),
        (r("GB") + "<w:r><w:noBreakHyphen/></w:r>" + r("12348"), "GB-12348"),
        (r("能") + "<w:r><w:softHyphen/></w:r>" + r("耗\u00ad量"), "能耗量"),
        (r("共\u00a05\u3000项"), "共\u00a05\u3000项"),
        ("<w:r><w:t> 前后空白不保留 </w:t></w:r>", "前后空白不保留"),
        (f"<w:hyperlink r:id='x'>{r('链接文字')}</w:hyperlink>", "链接文字"),
        (f"<w:smartTag w:element='x'><w:smartTag w:element='y'>{r('标记')}</w:smartTag></w:smartTag>", "标记"),
        (f"<w:customXml w:element='x'>{r('数据')}</w:customXml>", "数据"),
        (f"<w:fldSimple w:instr=' PAGE '>{r('7')}</w:fldSimple>", "7"),
        (sdt("<w:text/>", r("控件")), "控件"),
        (r("单位：") + sdt("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>", r("☒")) + r("是"), "单位：☑是"),
        (sdt("<w14:checkbox><w14:checked w14:val='0'/></w14:checkbox>", r("☐")) + r("否"), "□否"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>" + r("符合"), "☑符合"),
        ("<w:r><w:sym w:font='Wingdings 2' w:char='F0A3'/></w:r>" + r("不符合"), "□不符合"),
        (r("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>') + r("国有"), "☑国有"),
        (r("10") + r("4", '<w:vertAlign w:val="superscript"/>') + r(" m") + r("3", '<w:vertAlign w:val="superscript"/>'), "10⁴ m³"),
        (r("tCO") + r("2", '<w:vertAlign w:val="subscript"/>'), "tCO2"),
        (r("引文") + r("[1]", '<w:vertAlign w:val="superscript"/>'), "引文[1]"),
        ("<w:r><w:ruby><w:rt>" + r("hé") + "</w:rt><w:rubyBase>" + r("河") + "</w:rubyBase></w:ruby></w:r>", "河（hé）"),
    ],
)  # fmt: skip
def test_a_run_shows(content: str, seen: str) -> None:
    assert one(content) == seen


def complex_field(code: str, result: str) -> str:
    begin, separate, end = (f"<w:r><w:fldChar w:fldCharType='{k}'/></w:r>" for k in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{result}{end}"


def test_a_field_shows_its_result_and_no_code() -> None:
    inner = complex_field(" SEQ 表 ", r("3"))
    assert one(r("见表") + complex_field(" REF 表3 ", inner) + r("。")) == "见表3。"


def test_a_field_nested_in_a_code_is_not_shown() -> None:
    begin, end = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    nested = complex_field(" MERGEFIELD 名称 ", r("内部"))
    assert one(f"{r('甲')}{begin}<w:r><w:instrText> XE </w:instrText></w:r>{nested}{end}{r('乙')}") == "甲乙"


def test_a_circled_character_field_shows_the_circled_number() -> None:
    begin, end = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    assert one(f"{begin}<w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>{end}{r('水')}") == "③水"


def test_an_old_form_checkbox_shows_its_state() -> None:
    def box(state: str) -> str:
        data = f"<w:ffData><w:checkBox><w:default w:val='0'/>{state}</w:checkBox></w:ffData>"
        return (
            f"<w:r><w:fldChar w:fldCharType='begin'>{data}</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText>"
            "</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )

    assert one(box("<w:checked/>") + r("符合 ") + box("") + r("不符合")) == "☑符合 □不符合"


def test_math_is_one_line_of_text() -> None:
    fraction = "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>Q</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    index = "<m:sSub><m:e><m:r><m:t>E</m:t></m:r></m:e><m:sub><m:r><m:t>ui</m:t></m:r></m:sub></m:sSub>"
    assert (
        one(f"{r('式：')}<m:oMath>{index}<m:r><m:t>=</m:t></m:r>{fraction}<m:r><m:t>+</m:t></m:r>{power}</m:oMath>")
        == "式：Eui=(a+b)/Q+x^2"
    )


# -- revisions -----------------------------------------------------------------------------------------------------


def test_revisions_are_accepted_and_kept_apart() -> None:
    content = (
        r("得分")
        + f"<w:ins {MARK}>{r('86')}</w:ins><w:del {MARK}><w:r><w:delText>58</w:delText></w:r></w:del>"
        + r("分")
    )
    document = read(f"<w:p>{content}</w:p>")
    assert texts(document) == ["得分86分"]
    assert [(x.kind, x.text, x.author, x.date, x.block) for x in document.revisions] == [
        ("insert", "86", "张三", "2025-04-01T08:00:00Z", "b1"),
        ("delete", "58", "张三", "2025-04-01T08:00:00Z", "b1"),
    ]


def test_moved_text_stands_once_where_it_went() -> None:
    away = f"<w:p>{r('前')}<w:moveFrom {MARK}>{r('搬走的话')}</w:moveFrom></w:p>"
    document = read(away + f"<w:p><w:moveTo {MARK}>{r('搬走的话')}</w:moveTo>{r('后')}</w:p>")
    assert texts(document) == ["前", "搬走的话后"]
    assert [(x.kind, x.text, x.block) for x in document.revisions] == [("move", "搬走的话", "b2")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del {MARK}/></w:rPr></w:pPr>{r('上半句，')}</w:p>"
    assert texts(read(first + p("下半句。"))) == ["上半句，下半句。"]


def test_a_deleted_row_is_no_row() -> None:
    gone = f"<w:tr><w:trPr><w:del {MARK}/></w:trPr><w:tc><w:p><w:del {MARK}><w:r><w:delText>旧</w:delText></w:r></w:del></w:p></w:tc></w:tr>"
    document = read(tbl([["新"]]).replace("</w:tbl>", gone + "</w:tbl>"))
    assert document.tables[0].rows == [["新"]]
    assert [x.kind for x in document.revisions] == ["delete"]


# -- what stands beside the text -----------------------------------------------------------------------------------


def text_box(words: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{p(words)}</w:txbxContent></wps:txbx></wps:wsp>"
    choice = f"<mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{p(words)}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"


def test_a_text_box_is_read_once() -> None:
    document = read(f"<w:p>{r('正文')}{text_box('框内文字')}</w:p>")
    assert [(b.text, b.where) for b in document.blocks] == [("正文", None), ("框内文字", "textbox")]


def test_an_old_vml_text_box_is_read() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('旧框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert [(b.text, b.where) for b in read(f"<w:p>{box}</w:p>").blocks] == [("旧框", "textbox")]


def notes(kind: str, words: str) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    part = root(f"w:{kind}s", f'<w:{kind} w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" " + words))}</w:{kind}>')
    return {f"{kind}s.xml": part}, {"rNote": (f"{kind}s", f"{kind}s.xml")}


@pytest.mark.parametrize(("kind", "where"), [("footnote", "footnote"), ("endnote", "footnote"), ("comment", "comment")])
def test_notes_stand_after_the_block_that_refers_to_them(kind: str, where: str) -> None:
    parts, relations = notes(kind, "数据来自统计报表")
    reference = f'<w:p>{r("产值")}<w:r><w:{kind}Reference w:id="2"/></w:r></w:p>'
    blocks = read(reference + p("下一段"), parts=parts, relations=relations).blocks
    assert [(b.text, b.where) for b in blocks] == [("产值", None), ("数据来自统计报表", where), ("下一段", None)]


def test_headers_and_footers_stand_once_and_only_those_that_show() -> None:
    parts = {
        "header1.xml": root("w:hdr", p("某公司自评价报告")),
        "header2.xml": root("w:hdr", p("某公司自评价报告") + p("第二节页眉")),
        "header3.xml": root("w:hdr", p("偶数页不显示")),
        "footer1.xml": root("w:ftr", p(r("第 ") + f"<w:fldSimple w:instr='PAGE'>{r('1')}</w:fldSimple>" + r(" 页"))),
    }
    relations = {f"h{n}": ("header", f"header{n}.xml") for n in (1, 2, 3)} | {"f1": ("footer", "footer1.xml")}

    def section(header: str) -> str:
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:headerReference w:type="even" r:id="h3"/>'
            '<w:footerReference w:type="default" r:id="f1"/></w:sectPr>'
        )

    document = read(p("甲", properties=section("h1")) + p("乙") + section("h2"), parts=parts, relations=relations)
    assert [(b.text, b.where) for b in document.blocks] == [
        ("甲", None), ("乙", None), ("某公司自评价报告", "header"), ("第 1 页", "footer"), ("第二节页眉", "header"),
    ]  # fmt: skip


def test_hidden_and_white_text_is_kept_apart() -> None:
    content = r("看得见") + r("隐藏的话", "<w:vanish/>") + r("白字", '<w:color w:val="FFFFFF"/>')
    document = read(f"<w:p>{content}</w:p>")
    assert texts(document) == ["看得见"]
    assert [(b.text, b.hidden) for b in document.blocks] == [("看得见", False), ("隐藏的话白字", True)]


def test_white_text_on_a_dark_cell_is_visible() -> None:
    dark = f"<w:tc><w:tcPr><w:shd w:val='clear' w:fill='1F4E79'/></w:tcPr>{p('表头', run='<w:color w:val=' + chr(34) + 'FFFFFF' + chr(34) + '/>')}</w:tc>"
    assert read(tbl([[dark, "值"]])).tables[0].rows == [["表头", "值"]]


def test_content_controls_around_blocks_rows_and_cells_are_read() -> None:
    row = (
        "<w:tr>" + sdt("", "<w:tc><w:p>" + r("甲") + "</w:p></w:tc>") + "<w:tc><w:p>" + r("乙") + "</w:p></w:tc></w:tr>"
    )
    table = f"<w:tbl><w:tblGrid><w:gridCol w:w='100'/><w:gridCol w:w='100'/></w:tblGrid>{sdt('', row)}</w:tbl>"
    document = read(sdt("", p("控件里的段落") + table))
    assert texts(document) == ["控件里的段落"]
    assert document.tables[0].rows == [["甲", "乙"]]


def test_an_alternative_chunk_is_named_and_not_followed() -> None:
    document = read(
        '<w:altChunk r:id="c1"/>' + p("正文"),
        relations={"c1": ("aFChunk", "chunk.html")},
        parts={"chunk.html": "<p>外来</p>"},
    )
    assert texts(document) == ["正文"]
    assert "altChunk" in document.notes[0]
    assert "word/chunk.html" in document.notes[0]


def test_images_have_a_hash_and_the_caption_below() -> None:
    body = f"<w:p>{image()}</w:p>" + p("图1 生产工艺流程") + p("正文")
    document = read(body, relations={"rImg": ("image", "media/a.png")}, parts={"media/a.png": b"picture"})
    (picture,) = [b for b in document.blocks if b.type == "image"]
    assert picture.sha256 == hashlib.sha256(b"picture").hexdigest()
    assert picture.caption == "图1 生产工艺流程"


def test_a_linked_image_is_not_opened() -> None:
    run = image().replace("r:embed", "r:link")
    document = read(
        f"<w:p>{run}</w:p>", relations={"rImg": ("image", "http://example.com/a.png")}, external=frozenset({"rImg"})
    )
    assert [b.sha256 for b in document.blocks] == [""]
    assert "外部图片" in document.notes[0]


def test_a_chart_gives_title_series_and_values() -> None:
    def points(*values: str) -> str:
        return "".join(f'<c:pt idx="{i}"><c:v>{v}</c:v></c:pt>' for i, v in enumerate(values))

    series = (
        f"<c:ser><c:tx><c:strRef><c:strCache>{points('用电量')}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{points('2023', '2024')}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache>{points('488.1', '512.6')}</c:numCache></c:numRef></c:val></c:ser>"
    )
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>近两年用电</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    part = root("c:chartSpace", f"<c:chart>{title}<c:plotArea><c:barChart>{series}</c:barChart></c:plotArea></c:chart>")
    run = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rC"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    document = read(
        f"<w:p>{run}</w:p>", relations={"rC": ("chart", "charts/chart1.xml")}, parts={"charts/chart1.xml": part}
    )
    (chart,) = document.blocks
    assert (chart.where, chart.caption) == ("chart", "近两年用电")
    assert chart.rows == [["", "用电量"], ["2023", "488.1"], ["2024", "512.6"]]
    assert document.tables == []


def test_properties_tell_who_and_with_what() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>李四</dc:creator>'
        "<cp:lastModifiedBy>王五</cp:lastModifiedBy><dcterms:created>2025-01-02T03:04:05Z</dcterms:created></cp:coreProperties>"
    )
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Company>某咨询公司</Company><Application>WPS Office</Application></Properties>"
    )
    properties = read(p("正文"), parts={"docProps/core.xml": core, "docProps/app.xml": app}).properties
    assert properties == {
        "author": "李四", "last_modified_by": "王五", "created": "2025-01-02T03:04:05Z",
        "company": "某咨询公司", "application": "WPS Office",
    }  # fmt: skip


def test_dominant_format_is_that_of_most_characters() -> None:
    styles = style("Normal", "Normal", "<w:rPr><w:sz w:val='24'/></w:rPr>", default=True)
    body = f"<w:p>{r('短', '<w:sz w:val=' + chr(34) + '36' + chr(34) + '/>')}{r('长一些的粗体文字', '<w:b/>')}</w:p>"
    block: Block = read(body, styles=styles).blocks[0]
    assert (block.bold, block.font_size, block.style) == (True, 12.0, "Normal")
