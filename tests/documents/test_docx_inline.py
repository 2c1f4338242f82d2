"""Content controls, fields, formulas and odd characters: each as the page shows it."""

from __future__ import annotations

import pytest

from tests.documents.docx_kit import HEADINGS, headings, only_table, p, r, read, root, tbl, texts


def sdt(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(state: str) -> str:
    return f"<w14:checkbox><w14:checked w14:val='{state}'/><w14:checkedState w14:val='2612'/></w14:checkbox>"


def one(content: str) -> str:
    """The single line a paragraph with this content shows."""
    (text,) = texts(read(f"<w:p>{content}</w:p>"))
    return text


def field(code: str, result: str, separate: bool = True) -> str:
    begin, middle, end = (f"<w:r><w:fldChar w:fldCharType='{k}'/></w:r>" for k in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle if separate else ''}{result}{end}"


# -- content controls ----------------------------------------------------------------------------------------------


def test_checkboxes_around_runs_paragraphs_and_cells_show_their_state() -> None:
    paragraph = sdt(box("1"), p("☒ 已建立能源管理体系"))
    cells = "<w:tr>" + sdt(box("1"), f"<w:tc>{p('☒')}</w:tc>") + sdt(box("0"), f"<w:tc>{p('☐')}</w:tc>") + "</w:tr>"
    table = f"<w:tbl><w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='900'/></w:tblGrid>{cells}</w:tbl>"
    symbol = "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
    document = read(paragraph + f"<w:p>{sdt(box('0'), symbol)}{r('否')}</w:p>" + table)
    assert texts(document) == ["☑ 已建立能源管理体系", "□否"]
    assert document.tables[0].rows == [["☑", "□"]]


def test_lists_dates_and_placeholders_show_their_words() -> None:
    choice = sdt("<w:dropDownList><w:listItem w:value='甲'/><w:listItem w:value='乙'/></w:dropDownList>", r("乙"))
    date = sdt("<w:date w:fullDate='2025-04-01T00:00:00Z'/>", r("2025年4月1日"))
    empty = sdt("<w:showingPlcHdr/><w:text/>", r("单击此处输入文字。"))
    assert one(f"{choice}，{date}，{empty}".replace("，", r("，"))) == "乙，2025年4月1日，单击此处输入文字。"


def test_controls_in_controls_and_repeated_rows_are_read() -> None:
    row = "<w:tr>" + f"<w:tc>{p('电')}</w:tc>" + sdt("", sdt("", f"<w:tc>{p('5')}</w:tc>")) + "</w:tr>"
    rows = sdt("<w15:repeatingSection xmlns:w15='x'/>", sdt("<w15:repeatingSectionItem xmlns:w15='x'/>", row) * 2)
    table = f"<w:tbl><w:tblGrid><w:gridCol w:w='9'/><w:gridCol w:w='9'/></w:tblGrid>{rows}</w:tbl>"
    document = read(sdt("", sdt("", p("一、概述", "Heading1")) + sdt("", table)), styles=HEADINGS)
    assert headings(document) == [(1, "一、", "概述")]
    assert only_table(document).rows == [["电", "5"], ["电", "5"]]


def test_custom_xml_around_blocks_rows_and_cells_is_read() -> None:
    row = f"<w:tr><w:customXml w:element='c'><w:tc>{p('甲')}</w:tc></w:customXml></w:tr>"
    table = f"<w:tbl><w:tblGrid/><w:customXml w:element='r'>{row}</w:customXml></w:tbl>"
    document = read(f"<w:customXml w:element='b'>{p('外')}{table}</w:customXml>")
    assert (texts(document), only_table(document).rows) == (["外"], [["甲"]])


# -- fields --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (field(" IF 1 = 1 ", field(" =SUM(ABOVE) ", r("42"))), "42"),
        (field(" HYPERLINK \\l \"_Toc1\" ", r("1.1 目的")), "1.1 目的"),
        (field(" XE \"术语\" ", "", separate=False) + r("正文"), "正文"),
        (f"<w:fldSimple w:instr=' REF a '><w:fldSimple w:instr=' SEQ 表 '>{r('3')}</w:fldSimple></w:fldSimple>", "3"),
        (f"<w:hyperlink w:anchor='a'><w:ins w:id='1' w:author='x'>{r('新')}</w:ins>{field(' PAGEREF a ', r('7'))}</w:hyperlink>", "新7"),
        (field(" eq \\f(1,2) ", "", separate=False), "1/2"),
    ],
)  # fmt: skip
def test_a_field_shows_its_result(content: str, seen: str) -> None:
    assert one(content) == seen


def test_a_result_over_several_paragraphs_is_text() -> None:
    begin, middle, end = (f"<w:r><w:fldChar w:fldCharType='{k}'/></w:r>" for k in ("begin", "separate", "end"))
    code = "<w:r><w:instrText> INCLUDETEXT </w:instrText></w:r>"
    body = f"<w:p>{begin}{code}{middle}{r('第一段')}</w:p>" + p("第二段") + f"<w:p>{r('第三段')}{end}</w:p>"
    assert texts(read(body)) == ["第一段", "第二段", "第三段"]


def test_a_code_over_several_paragraphs_is_not_shown() -> None:
    begin, middle, end = (f"<w:r><w:fldChar w:fldCharType='{k}'/></w:r>" for k in ("begin", "separate", "end"))
    code = "<w:r><w:instrText> IF </w:instrText></w:r>"
    body = f"<w:p>{begin}{code}</w:p>" + p("条件") + f"<w:p>{middle}{r('结果')}{end}{r('后')}</w:p>"
    assert texts(read(body)) == ["结果后"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>"
    assert texts(read(f"<w:p>{r('甲')}{begin}</w:p>" + p("乙") + p("丙"))) == ["甲", "乙", "丙"]


def test_a_contents_field_that_never_ends_swallows_no_headings() -> None:
    begin, middle = (f"<w:r><w:fldChar w:fldCharType='{k}'/></w:r>" for k in ("begin", "separate"))
    line = r("一、概述") + "<w:r><w:tab/></w:r>" + r("1")
    contents = f"<w:p>{begin}<w:r><w:instrText> TOC </w:instrText></w:r>{middle}{line}</w:p><w:p>{line}</w:p>"
    document = read(contents + p("一、概述", "Heading1") + p("正文。"), styles=HEADINGS)
    assert headings(document) == [(1, "一、", "概述")]
    assert [b.style for b in document.blocks][:2] == ["TOC", "TOC"]


# -- formulas ------------------------------------------------------------------------------------------------------


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "seen"),
    [
        (f"<m:sSubSup><m:e>{m('x')}</m:e><m:sub>{m('i')}</m:sub><m:sup>{m('2')}</m:sup></m:sSubSup>", "xi^2"),
        (f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{m('a+b')}</m:e></m:rad>", "√(a+b)"),
        (f"<m:rad><m:deg>{m('3')}</m:deg><m:e>{m('a')}</m:e></m:rad>", "3√a"),
        (f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{m('i=1')}</m:sub><m:sup>{m('n')}</m:sup><m:e>{m('Ei')}</m:e></m:nary>", "∑_(i=1)^n Ei"),
        (f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub/><m:sup/><m:e>{m('Ei')}</m:e></m:nary>", "∑Ei"),
        (f"<m:d><m:e>{m('a')}</m:e><m:e>{m('b')}</m:e></m:d>", "(a,b)"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{m('a')}</m:e></m:d>", "[a]"),
        (f"<m:d><m:dPr><m:sepChr m:val='|'/></m:dPr><m:e>{m('a')}</m:e><m:e>{m('b')}</m:e></m:d>", "(a|b)"),
        (f"<m:m><m:mr><m:e>{m('1')}</m:e><m:e>{m('2')}</m:e></m:mr><m:mr><m:e>{m('3')}</m:e><m:e>{m('4')}</m:e></m:mr></m:m>", "[1,2;3,4]"),
        (f"<m:eqArr><m:e>{m('a=1')}</m:e><m:e>{m('b=2')}</m:e></m:eqArr>", "a=1\nb=2"),
        (f"<m:acc><m:accPr><m:chr m:val='̅'/></m:accPr><m:e>{m('x')}</m:e></m:acc>", "x̅"),
        (f"<m:bar><m:e>{m('x')}</m:e></m:bar>", "x̅"),
        (f"<m:func><m:fName>{m('ln')}</m:fName><m:e>{m('x')}</m:e></m:func>", "ln x"),
        (f"<m:limLow><m:e>{m('max')}</m:e><m:lim>{m('i')}</m:lim></m:limLow>", "max_i"),
        (f"<m:sPre><m:sub>{m('1')}</m:sub><m:sup>{m('2')}</m:sup><m:e>{m('X')}</m:e></m:sPre>", "12X"),
        (f"<m:f><m:fPr><m:type m:val='noBar'/></m:fPr><m:num>{m('n')}</m:num><m:den>{m('k')}</m:den></m:f>", "(n k)"),
        (f"<m:f><m:num>{m('E_总')}</m:num><m:den><m:f><m:num>{m('a')}</m:num><m:den>{m('b')}</m:den></m:f></m:den></m:f>", "E_总/(a/b)"),
        (f"<m:phant><m:phantPr><m:show m:val='0'/></m:phantPr><m:e>{m('x')}</m:e></m:phant>{m('y')}", "y"),
    ],
)  # fmt: skip
def test_a_formula_in_one_line(formula: str, seen: str) -> None:
    assert one(f"<m:oMath>{formula}</m:oMath>") == seen


def test_formulas_between_paragraphs_are_lines() -> None:
    body = p("计算：") + f"<m:oMathPara><m:oMath>{m('E=5')}</m:oMath><m:oMath>{m('Q=6')}</m:oMath></m:oMathPara>"
    assert texts(read(body)) == ["计算：", "E=5\nQ=6"]


def test_words_in_a_formula_are_words() -> None:
    word = "<m:r><m:rPr><m:nor/></m:rPr><w:rPr><w:rFonts w:ascii='宋体'/></w:rPr><m:t>综合能耗</m:t></m:r>"
    assert one(f"<m:oMath>{word}{m('=488.1')}</m:oMath>") == "综合能耗=488.1"


# -- characters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ("<w:r><w:sym w:font='Wingdings' w:char='00FE'/></w:r>", "☑"),
        ("<w:r><w:sym w:font='Wingdings 2' w:char='F052'/></w:r>", "☑"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>", "□"),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", "≥"),
        ("<w:r><w:sym w:font='宋体' w:char='2103'/></w:r>", "℃"),
        (r("\uf0fe"), "☑"),
        (r("能\u200b耗\u2060量"), "能\u200b耗\u2060量"),
        (r("𠮷野家"), "𠮷野家"),
        (r("a &lt; b &amp; c"), "a < b & c"),
        ("<w:r><w:t>甲</w:t><w:ptab w:relativeTo='margin' w:alignment='right' w:leader='dot'/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:rPr><w:eastAsianLayout w:id='1' w:combine='1'/></w:rPr><w:t>吨标准煤</w:t></w:r>", "吨标准煤"),
        (r("小写", "<w:caps/>") + r("abc", "<w:caps/>"), "小写abc"),
        (f"<w:dir w:val='ltr'>{r('左')}</w:dir><w:bdo w:val='ltr'>{r('右')}</w:bdo>", "左右"),
        ("<w:proofErr w:type='spellStart'/>" + r("拼写") + "<w:proofErr w:type='spellEnd'/><w:permStart w:id='1'/>", "拼写"),
        ("<w:r><w:lastRenderedPageBreak/><w:t>页首</w:t></w:r>", "页首"),
        ("<w:r><w:t xml:space='preserve'>  前后　</w:t></w:r>", "  前后　"),
        ("<w:r><w:t>换\n行</w:t></w:r>", "换 行"),
    ],
)  # fmt: skip
def test_a_character_is_seen(content: str, seen: str) -> None:
    assert one(content) == seen


# -- notes, headers ------------------------------------------------------------------------------------------------


def test_separators_of_notes_are_no_text_and_a_note_twice_cited_stands_once() -> None:
    part = root(
        "w:endnotes",
        "<w:endnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:endnote>"
        f"<w:endnote w:id='1'>{p('<w:r><w:endnoteRef/></w:r>' + r(' 见附件。'))}{p('第二段。')}</w:endnote>",
    )
    cite = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    document = read(
        f"<w:p>{r('甲')}{cite}</w:p><w:p>{r('乙')}{cite}</w:p>",
        parts={"endnotes.xml": part},
        relations={"rE": ("endnotes", "endnotes.xml")},
    )
    assert [(b.text, b.where) for b in document.blocks] == [
        ("甲", None), ("见附件。", "footnote"), ("第二段。", "footnote"), ("乙", None),
    ]  # fmt: skip


def test_notes_and_comments_on_cells_stand_after_the_table() -> None:
    part = root("w:comments", f'<w:comment w:id="2" w:author="审核人">{p("请核实")}</w:comment>')
    cell = f"<w:tc><w:p>{r('488.1')}<w:r><w:commentReference w:id='2'/></w:r></w:p></w:tc>"
    document = read(tbl([["电", cell]]), parts={"comments.xml": part}, relations={"rC": ("comments", "comments.xml")})
    assert [(b.type, b.where) for b in document.blocks] == [("table", None), ("paragraph", "comment")]
    assert document.tables[0].rows == [["电", "488.1"]]


def test_first_and_even_headers_show_when_the_settings_say_so() -> None:
    parts = {f"h{kind}.xml": root("w:hdr", p(f"{kind}页眉")) for kind in ("default", "first", "even")}
    relations = {f"r{kind}": ("header", f"h{kind}.xml") for kind in ("default", "first", "even")}
    references = "".join(f'<w:headerReference w:type="{k}" r:id="r{k}"/>' for k in ("default", "first", "even"))
    settings = {"settings.xml": root("w:settings", "<w:evenAndOddHeaders/>")}
    shown = read(
        p("正文") + f"<w:sectPr>{references}<w:titlePg/></w:sectPr>",
        parts=parts | settings,
        relations=relations | {"rSet": ("settings", "settings.xml")},
    )
    assert [b.text for b in shown.blocks if b.where == "header"] == ["default页眉", "first页眉", "even页眉"]
    plain = read(p("正文") + f"<w:sectPr>{references}</w:sectPr>", parts=parts, relations=relations)
    assert [b.text for b in plain.blocks if b.where == "header"] == ["default页眉"]


def test_a_table_and_a_text_box_in_a_header_belong_to_the_header() -> None:
    shape = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('内部资料')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    part = root("w:hdr", f"<w:p>{r('页眉')}{shape}</w:p>" + tbl([["编号", "HY-01"]]) + p(""))
    document = read(
        p("正文") + '<w:sectPr><w:headerReference w:type="default" r:id="rH"/></w:sectPr>',
        parts={"header1.xml": part},
        relations={"rH": ("header", "header1.xml")},
    )
    assert [(b.text or b.rows, b.where) for b in document.blocks] == [
        ("正文", None), ("页眉", "header"), ("内部资料", "header"), ([["编号", "HY-01"]], "header"),
    ]  # fmt: skip
