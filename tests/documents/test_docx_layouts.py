"""Tables that only lay out a page, forms, and the odd shapes of tables; headings and contents in them."""

from __future__ import annotations

import pytest

from tests.documents.docx_kit import (
    HEADINGS,
    NORMAL,
    down,
    headings,
    level,
    num,
    numbered_list,
    only_table,
    p,
    r,
    read,
    span,
    style,
    tbl,
    tc,
    texts,
)

BODY = p("这是一段用来说明情况的正文，它的长度足以让阅读器知道正文的字号和字体，没有其他含义。")
BIG = '<w:b/><w:sz w:val="32"/>'
BOLD = "<w:b/>"
DATA = tbl([["能源", "数量"], ["电", "5"]])


def frame(content: str) -> str:
    return tbl([[tc(content)]])


# -- frames of one cell --------------------------------------------------------------------------------------------


def test_a_frame_around_a_chapter_gives_way_to_it() -> None:
    inner = p("一、概述", run=BIG) + BODY + p("（一）评价目的", run=BOLD) + BODY + p("表1 能源") + DATA + p("")
    document = read(frame(inner) + frame(p("二、评价过程", run=BIG) + BODY))
    assert headings(document) == [(1, "一、", "概述"), (2, "（一）", "评价目的"), (1, "二、", "评价过程")]
    assert [(t.caption, t.rows) for t in document.tables] == [("表1 能源", [["能源", "数量"], ["电", "5"]])]


def test_a_banner_behind_a_heading_is_no_table() -> None:
    banner = tbl([[tc(p("第一章 概述", "Heading1"), "<w:shd w:val='clear' w:fill='1F4E79'/>")]])
    document = read(banner + BODY + frame(p("基本信息", run=BIG)) + BODY, styles=HEADINGS)
    assert headings(document) == [(1, "第一章", "概述"), (1, "", "基本信息")]
    assert document.tables == []


def test_a_row_deleted_from_a_frame_is_still_told() -> None:
    mark = 'w:id="1" w:author="张三" w:date="2025-04-01T08:00:00Z"'
    gone = f"<w:tr><w:trPr><w:del {mark}/></w:trPr><w:tc><w:p><w:del {mark}><w:r><w:delText>旧</w:delText></w:r></w:del></w:p></w:tc></w:tr>"
    document = read(frame(p("一、概述", run=BIG) + BODY).replace("</w:tbl>", gone + "</w:tbl>"))
    assert headings(document) == [(1, "一、", "概述")]
    assert [(c.kind, c.text) for c in document.revisions] == [("delete", "旧")]


def test_a_frame_around_plain_words_stays_a_table() -> None:
    document = read(BODY + frame(p("本报告中的数据均来自统计台账。") + p("核对人：张三")) + BODY)
    assert only_table(document).rows == [["本报告中的数据均来自统计台账。\n核对人：张三"]]


def test_a_frame_around_the_contents_is_a_contents_table() -> None:
    lines = "".join(p(r(t) + "<w:r><w:tab/></w:r>" + r(n)) for t, n in (("一、概述", "1"), ("二、评价过程", "3")))
    document = read(
        frame(p("目录", run=BIG) + lines) + p("一、概述", run=BIG) + BODY + p("二、评价过程", run=BIG) + BODY
    )
    assert headings(document) == [(1, "一、", "概述"), (1, "二、", "评价过程")]


def test_automatic_numbers_go_on_through_frames() -> None:
    numbering = numbered_list(level(0, "%1、", "chineseCounting"))
    body = "".join(frame(p(t, "Heading1", num())) + BODY for t in ("概述", "评价过程")) + p("结论", "Heading1", num())
    assert headings(read(body, styles=HEADINGS, numbering=numbering)) == [
        (1, "一、", "概述"), (1, "二、", "评价过程"), (1, "三、", "结论"),
    ]  # fmt: skip


def test_parts_of_a_form_are_rows_and_no_headings() -> None:
    rows = [
        [span("一、基本信息", 4)], ["名称", span("某公司", 3)], ["电话", "0762-1", "邮箱", "a@b.cn"],
        [span("二、自评价结论", 4)], [span("符合要求。", 4)],
    ]  # fmt: skip
    document = read(p("附件1 申报表", "Heading1") + tbl(rows), styles=HEADINGS)
    assert [h.text for h in document.headings] == ["申报表"]
    assert only_table(document).rows[3] == ["二、自评价结论"] * 4


# -- forms ---------------------------------------------------------------------------------------------------------


def test_a_form_with_boxes_and_several_values_in_a_cell() -> None:
    tick = "<w:r><w:sym w:font='Wingdings 2' w:char='F052'/></w:r>"
    empty = "<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>"
    nature = f"<w:tc><w:p>{tick}{r('内资（')}{empty}{r('国有 ')}{tick}{r('民营）')}</w:p><w:p>{empty}{r('外商独资')}</w:p></w:tc>"
    contact = tc(p("联系人：张三") + p("电话：0762-1234567") + p("传真：—"))
    assert only_table(read(tbl([["单位性质", nature], ["联系", contact]]))).rows == [
        ["单位性质", "☑内资（□国有 ☑民营）\n□外商独资"],
        ["联系", "联系人：张三\n电话：0762-1234567\n传真：—"],
    ]


def test_ticks_set_in_a_symbol_font_and_lists_of_boxes() -> None:
    ticked = r("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') + r("是 ")
    open_box = r("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') + r("否")
    cell = f"<w:tc><w:p>{ticked}{open_box}</w:p></w:tc>"
    assert only_table(read(tbl([["是否达标", cell]]))).rows == [["是否达标", "☑是 □否"]]


# -- shapes of tables ----------------------------------------------------------------------------------------------


def test_rows_that_end_early_and_begin_late() -> None:
    late = "<w:tr><w:trPr><w:gridBefore w:val='2'/><w:gridAfter w:val='0'/></w:trPr>" + tc("丁") + "</w:tr>"
    early = "<w:tr><w:trPr><w:gridAfter w:val='2'/></w:trPr>" + tc("戊") + "</w:tr>"
    body = tbl([["甲", "乙", "丙"]]).replace("</w:tbl>", late + early + "</w:tbl>")
    assert only_table(read(body)).rows == [["甲", "乙", "丙"], ["", "", "丁"], ["戊", "", ""]]


def test_a_table_without_grid_or_properties() -> None:
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{p(t)}</w:tc>' for t in row)}</w:tr>" for row in ("甲乙", "丙丁"))
    assert only_table(read(f"<w:tbl>{rows}</w:tbl>")).rows == [["甲", "乙"], ["丙", "丁"]]


def test_merges_of_three_kinds_in_one_table() -> None:
    rows = [
        [down("类别", True), span("年度", 2), tc("备注", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")],
        [down(""), "2023", "2024", "甲", "乙"],
        [down("能源", True), "1", "2", "3", "4"],
        [down(""), span("合计", 2), "5", "6"],
    ]
    table = only_table(read(tbl(rows, grid=[1000] * 5)))
    assert table.rows == [
        ["类别", "年度", "年度", "备注", "备注"], ["类别", "2023", "2024", "甲", "乙"],
        ["能源", "1", "2", "3", "4"], ["能源", "合计", "合计", "5", "6"],
    ]  # fmt: skip
    assert sorted(table.merged) == [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (2, 0, 3, 0), (3, 1, 3, 2)]
    assert table.header_rows == 2


def test_a_first_header_row_that_is_not_the_top_row_is_no_header() -> None:
    body = tbl([["甲", "乙"], ["1", "2"], ["3", "4"]])
    marked = body.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 3).replace(
        "<w:tblHeader/>", "<w:tblHeader w:val='0'/>", 1
    )
    assert only_table(read(marked)).header_rows == 1


def test_nested_tables_of_three_floors() -> None:
    deepest = tbl([["三", "层"], ["深", "1"], ["深", "2"]])
    middle = tbl([["二层", tc(p("见内") + deepest + p(""))], ["尾", "x"], ["尾2", "y"]])
    outer = tbl([["外", tc(middle + p("末尾"))]])
    assert [t.rows for t in read(outer).tables] == [
        [["外", "末尾"]], [["二层", "见内"], ["尾", "x"], ["尾2", "y"]], [["三", "层"], ["深", "1"], ["深", "2"]],
    ]  # fmt: skip


# -- captions and continued tables ---------------------------------------------------------------------------------


def test_a_caption_counted_by_the_list_is_a_caption() -> None:
    styles = NORMAL + style("Cap", "caption", f"<w:pPr>{num(1, 0)}</w:pPr>", "Normal")
    document = read(
        p("能源消费", "Cap") + DATA + BODY + p("用水", "Cap") + DATA,
        styles=styles,
        numbering=numbered_list(level(0, "表%1")),
    )
    assert [t.caption for t in document.tables] == ["表1 能源消费", "表2 用水"]


def test_a_unit_below_the_caption_right_of_it_or_in_the_first_row() -> None:
    between = p("表1 能源") + p("单位：tce", properties="<w:jc w:val='right'/>") + DATA
    beside = p("表2 产值\t\t单位：万元") + DATA
    inside = p("表3 用水") + tbl([[span("单位：m³", 2)], ["指标", "数量"], ["新水量", "5"]])
    notes = [t.unit_note for t in read(between + BODY + beside + BODY + inside).tables]
    assert notes == ["单位：tce", "单位：万元", "单位：m³"]


def test_a_table_in_three_pieces_under_all_names_is_one() -> None:
    head = ["序号", "设备"]
    body = (
        p("表2-1 主要设备") + tbl([head, ["1", "甲"]]) + p("续表2-1") + tbl([head, ["2", "乙"]])
        + p("表2-1 主要设备（续）") + p("单位：台") + tbl([head, ["3", "丙"]]) + p("续上表") + tbl([["4", "丁"]])
    )  # fmt: skip
    table = only_table(read(body))
    assert (table.caption, table.rows) == ("表2-1 主要设备", [head, ["1", "甲"], ["2", "乙"], ["3", "丙"], ["4", "丁"]])


@pytest.mark.parametrize("between", ["<w:p><w:r><w:br w:type='page'/></w:r></w:p>", p("") + p("")])
def test_a_header_repeated_after_a_page_break_goes_on(between: str) -> None:
    first, second = tbl([["序号", "设备"], ["1", "甲"]]), tbl([["序号", "设备"], ["2", "乙"]])
    assert len(only_table(read(first + between + second)).rows) == 3


# -- numbers -------------------------------------------------------------------------------------------------------


def test_a_number_typed_beside_an_automatic_one_is_part_of_the_title() -> None:
    numbering = numbered_list(level(0, "%1"))
    document = read(p("1.1 概述", "Heading1", num()) + BODY, styles=HEADINGS, numbering=numbering)
    assert headings(document) == [(1, "1", "1.1 概述")]


def test_numbers_inherited_along_a_chain_of_styles() -> None:
    numbering = numbered_list(
        level(0, "第%1部分", "ideographTraditional", '<w:pStyle w:val="H1"/>')
        + level(1, "%2.", "upperRoman", '<w:pStyle w:val="H2"/>')
        + level(2, "%3", "decimalEnclosedCircle", '<w:pStyle w:val="H3"/>')
    )
    styles = NORMAL + "".join(
        style(f"H{n}", f"自定义{n}", f"<w:pPr><w:numPr><w:ilvl w:val='{n - 1}'/><w:numId w:val='1'/></w:numPr><w:outlineLvl w:val='{n - 1}'/></w:pPr>", "Normal")
        + style(f"K{n}", f"再派生{n}", based_on=f"H{n}")
        for n in (1, 2, 3)
    )  # fmt: skip
    body = p("甲", "K1") + p("乙", "K2") + p("丙", "K3") + p("丁", "H3") + p("戊", "H2") + p("己", "K1") + p("庚", "H2")
    assert headings(read(body, styles=styles, numbering=numbering)) == [
        (1, "第甲部分", "甲"), (2, "I.", "乙"), (3, "①", "丙"), (3, "②", "丁"), (2, "II.", "戊"), (1, "第乙部分", "己"), (2, "I.", "庚"),
    ]  # fmt: skip


def test_a_level_restarts_only_after_the_level_it_names() -> None:
    numbering = numbered_list(
        level(0, "%1") + level(1, "%1.%2") + level(2, "（%3）", extra='<w:lvlRestart w:val="1"/>')
    )
    places = [
        (0, "1 甲"),
        (1, "1.1 甲"),
        (2, "（1）甲"),
        (1, "1.2 甲"),
        (2, "（2）甲"),
        (0, "2 甲"),
        (1, "2.1 甲"),
        (2, "（1）甲"),
    ]
    body = "".join(p("甲", properties=num(1, ilvl)) for ilvl, _ in places)
    assert texts(read(body, numbering=numbering)) == [seen for _, seen in places]


def test_overrides_of_start_and_of_level_in_several_lists() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    whole = f'<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/>{level(1, "（%2）", "chineseCounting", start=3)}</w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>{override}</w:num>'
        for n, override in ((2, start), (3, whole))
    )
    numbering = numbered_list(level(0, "%1、") + level(1, "%1.%2")) + nums
    body = "".join(
        p("甲", properties=num(n, ilvl)) for n, ilvl in ((1, 0), (1, 1), (2, 0), (2, 0), (2, 1), (3, 1), (3, 1), (3, 0))
    )
    assert texts(read(body, numbering=numbering)) == [
        "1、甲", "1.1 甲", "5、甲", "6、甲", "6.1 甲", "（三）甲", "（四）甲", "7、甲",
    ]  # fmt: skip


# -- contents ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leader", ["……", "……………………", "............", "·······", "\t"])
@pytest.mark.parametrize("page", ["1", "- 1 -", "12"])
def test_typed_contents_with_leaders_are_recognised(leader: str, page: str) -> None:
    lines = ["一、概述", "（一）评价目的", "二、评价过程"]
    contents = p("目　录", run=BIG) + "".join(
        p(r(t) + (r(leader) if leader != "\t" else "<w:r><w:tab/></w:r>") + r(page)) for t in lines
    )
    body = p("一、概述", run=BIG) + p("（一）评价目的", run=BOLD) + BODY + p("二、评价过程", run=BIG) + BODY
    document = read(contents + body)
    assert headings(document) == [(1, "一、", "概述"), (2, "（一）", "评价目的"), (1, "二、", "评价过程")]
    assert len([b for b in document.blocks if b.style == "TOC"]) == 4


def test_a_contents_table_of_tables_is_recognised() -> None:
    styles = HEADINGS + style("Fig", "table of figures", based_on="Normal")
    line = "<w:p><w:pPr><w:pStyle w:val='Fig'/></w:pPr>" + r("表1 能源消费") + "<w:r><w:tab/></w:r>" + r("3") + "</w:p>"
    document = read(p("表目录") + line + p("一、概述", "Heading1") + BODY + p("表1 能源消费") + DATA, styles=styles)
    assert headings(document) == [(1, "一、", "概述")]
    assert [t.caption for t in document.tables] == ["表1 能源消费"]


def test_contents_laid_out_in_a_table_are_no_headings() -> None:
    contents = tbl([["一、概述", "1"], ["二、评价过程", "3"]], properties="")
    document = read(p("目录", run=BIG) + contents + p("一、概述", run=BIG) + BODY + p("二、评价过程", run=BIG) + BODY)
    assert headings(document) == [(1, "一、", "概述"), (1, "二、", "评价过程")]
