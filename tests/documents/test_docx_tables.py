"""Tables as full matrices, with caption and unit, put together where they are one."""

from __future__ import annotations

import io

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from report_kit.document.docx import read_docx
from tests.documents.docx_kit import down, image, only_table, p, read, span, tbl, tc, texts

TEXT = p("上面是一段正文，说明下表的内容。")


def test_cells_merged_sideways_repeat_their_text() -> None:
    table = only_table(read(tbl([[span("一、工厂基本信息", 3)], ["名称", span("某公司", 2)], ["甲", "乙", "丙"]])))
    assert table.rows == [["一、工厂基本信息"] * 3, ["名称", "某公司", "某公司"], ["甲", "乙", "丙"]]
    assert table.merged == [(0, 0, 0, 2), (1, 1, 1, 2)]


def test_cells_merged_downwards_repeat_their_text() -> None:
    rows = [["指标", "值"], [down("能源", True), "1"], [down(""), "2"], [down("水", True), "3"], [down("不显示"), "4"]]
    table = only_table(read(tbl(rows)))
    assert [row[0] for row in table.rows] == ["指标", "能源", "能源", "水", "水"]
    assert table.merged == [(1, 0, 2, 0), (3, 0, 4, 0)]


def test_cells_merged_both_ways() -> None:
    both = '<w:gridSpan w:val="2"/><w:vMerge{}/>'
    rows = [[tc("大", both.format(' w:val="restart"')), "甲"], [tc("", both.format("")), "乙"], ["丙", "丁", "戊"]]
    table = only_table(read(tbl(rows)))
    assert table.rows == [["大", "大", "甲"], ["大", "大", "乙"], ["丙", "丁", "戊"]]
    assert table.merged == [(0, 0, 1, 1)]


def test_old_horizontal_merges_are_merges() -> None:
    rows = [[tc("宽", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "丙"], ["1", "2", "3"]]
    table = only_table(read(tbl(rows)))
    assert (table.rows[0], table.merged) == (["宽", "宽", "丙"], [(0, 0, 0, 1)])


def test_rows_with_different_borders_share_one_grid() -> None:
    rows = [[span("甲", 2), "乙"], ["丙", span("丁", 2)]]
    table = only_table(read(tbl(rows, grid=[1000, 1000, 1000])))
    assert table.rows == [["甲", "甲", "乙"], ["丙", "丁", "丁"]]


def test_borders_dragged_by_a_hair_make_no_column() -> None:
    rows = [[span("甲", 2), "乙"], ["丙", span("丁", 2)]]
    table = only_table(read(tbl(rows, grid=[2000, 20, 2000])))
    assert (table.rows, table.merged) == ([["甲", "乙"], ["丙", "丁"]], [])


def test_grid_columns_that_no_row_uses_are_no_columns() -> None:
    assert only_table(read(tbl([[span("甲", 3), span("乙", 2)]], grid=[500] * 5))).rows == [["甲", "乙"]]


def test_space_before_a_row_and_short_rows_are_empty_cells() -> None:
    body = tbl([["甲", "乙", "丙"], ["丁"], ["戊", "己"]])
    shifted = body.replace("<w:tr>" + tc("戊"), '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("戊"))
    assert only_table(read(shifted)).rows == [["甲", "乙", "丙"], ["丁", "", ""], ["", "戊", "己"]]


def test_several_paragraphs_in_a_cell_are_lines() -> None:
    assert only_table(read(tbl([[tc(p("第一行") + p("") + p("第二行"))]]))).rows == [["第一行\n第二行"]]


def test_marked_header_rows_are_counted() -> None:
    body = tbl([["甲", "乙"], ["万元", "%"], ["1", "2"]]).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 2)
    assert only_table(read(body)).header_rows == 2


def test_a_two_storey_header_is_two_rows() -> None:
    rows = [[down("能源", True), span("消费量", 2)], [down(""), "2023", "2024"], ["电", "1", "2"], ["水", "3", "4"]]
    assert only_table(read(tbl(rows))).header_rows == 2


def test_form_boxes_are_kept_as_they_stand() -> None:
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    cell = f"<w:tc><w:p><w:r><w:t>国有□ 民营☑ 合资✓ 外资√ 其他</w:t></w:r>{box}</w:p></w:tc>"
    assert only_table(read(tbl([["单位性质", cell]]))).rows == [["单位性质", "国有□ 民营☑ 合资✓ 外资√ 其他□"]]


def test_a_small_nested_table_is_text_of_its_cell() -> None:
    inner = tbl([["电", "5"], ["水", "6"]])
    table = only_table(read(tbl([["能源", tc(p("明细") + inner + p(""))]])))
    assert table.rows == [["能源", "明细\n电\t5\n水\t6"]]


def test_a_big_nested_table_is_a_block_of_its_own() -> None:
    inner = tbl([["能源", "数量"], ["电", "5"], ["水", "6"]])
    outer, nested = read(tbl([["外", tc(p("见内表") + inner + p(""))]])).tables
    assert (outer.rows, nested.rows) == ([["外", "见内表"]], [["能源", "数量"], ["电", "5"], ["水", "6"]])


# -- captions, units -----------------------------------------------------------------------------------------------

DATA = tbl([["能源", "数量"], ["电", "5"]])


def test_a_caption_above_and_the_unit_between() -> None:
    document = read(TEXT + p("表3-2 能源消耗") + p("单位：万元") + DATA + TEXT)
    table = only_table(document)
    assert (table.caption, table.unit_note) == ("表3-2 能源消耗", "单位：万元")
    assert "表3-2 能源消耗" in texts(document)


def test_a_unit_in_the_caption_or_without_a_caption() -> None:
    first, second = read(p("表5 供应商分级（单位：家）") + DATA + TEXT + p("（单位：吨标准煤）") + DATA).tables
    assert (first.caption, first.unit_note) == ("表5 供应商分级（单位：家）", "单位：家")
    assert (second.caption, second.unit_note) == ("", "单位：吨标准煤")


def test_captions_below_when_the_document_has_them_below() -> None:
    body = TEXT + DATA + p("表1 甲") + DATA + p("表2 乙") + p("") + DATA + p("表3 丙") + TEXT
    assert [t.caption for t in read(body).tables] == ["表1 甲", "表2 乙", "表3 丙"]


def test_captions_above_when_the_document_has_them_above() -> None:
    body = TEXT + p("表1 甲") + DATA + p("表2 乙") + DATA + p("") + p("表3 丙") + DATA + TEXT
    assert [t.caption for t in read(body).tables] == ["表1 甲", "表2 乙", "表3 丙"]


def test_words_that_refer_to_a_table_are_no_caption() -> None:
    assert only_table(read(p("表1所示为能源消费情况") + DATA)).caption == ""


def test_a_caption_numbered_by_a_field() -> None:
    field = '<w:r><w:t>表</w:t></w:r><w:fldSimple w:instr=" SEQ 表 "><w:r><w:t>4</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> 用水</w:t></w:r>'
    assert only_table(read(f"<w:p>{field}</w:p>" + DATA)).caption == "表4 用水"


# -- one logical table over several --------------------------------------------------------------------------------

HEAD = ["序号", "供应商", "等级"]


def test_a_continued_table_is_one_table() -> None:
    body = (
        p("表1 供应商")
        + tbl([HEAD, ["1", "甲", "高"]])
        + p("续表1")
        + tbl([HEAD, ["2", "乙", "中"]])
        + p("表1（续）")
        + tbl([["3", "丙", "低"]])
    )
    document = read(body)
    table = only_table(document)
    assert table.rows == [HEAD, ["1", "甲", "高"], ["2", "乙", "中"], ["3", "丙", "低"]]
    assert table.caption == "表1 供应商"
    assert texts(document) == ["表1 供应商", "续表1", "表1（续）"]


def test_merged_cells_move_with_a_continued_table() -> None:
    second = tbl([HEAD, [down("2", True), "乙", "中"], [down(""), "丙", "低"]])
    table = only_table(read(tbl([HEAD, ["1", "甲", "高"]]) + p("续表") + second))
    assert (table.merged, table.rows[3]) == ([(2, 0, 3, 0)], ["2", "丙", "低"])


def test_tables_that_touch_are_one() -> None:
    assert len(only_table(read(tbl([HEAD, ["1", "甲", "高"]]) + tbl([["2", "乙", "中"]]))).rows) == 3


def test_a_repeated_header_after_a_blank_line_goes_on() -> None:
    assert len(only_table(read(tbl([HEAD, ["1", "甲", "高"]]) + p("") + tbl([HEAD, ["2", "乙", "中"]]))).rows) == 3


def test_tables_with_text_or_another_header_between_are_two() -> None:
    other = tbl([["编号", "材料", "页码"], ["1", "执照", "3"]])
    assert len(read(tbl([HEAD, ["1", "甲", "高"]]) + p("") + other).tables) == 2
    assert len(read(tbl([HEAD, ["1", "甲", "高"]]) + TEXT + tbl([HEAD, ["2", "乙", "中"]])).tables) == 2
    assert (
        len(read(p("表1 甲") + tbl([HEAD, ["1", "甲", "高"]]) + p("表2 乙") + tbl([HEAD, ["2", "乙", "中"]])).tables)
        == 2
    )


# -- picture layouts -----------------------------------------------------------------------------------------------


def test_a_borderless_table_of_pictures_is_no_table() -> None:
    pictures = tbl(
        [[tc(f"<w:p>{image()}</w:p>"), tc(f"<w:p>{image('rB')}</w:p>")], ["蒸压釜区", "切割机组"]], properties=""
    )
    document = read(
        TEXT + pictures,
        relations={"rImg": ("image", "a.png"), "rB": ("image", "b.png")},
        parts={"a.png": b"1", "b.png": b"2"},
    )
    assert document.tables == []
    assert [b.caption for b in document.blocks if b.type == "image"] == ["蒸压釜区", "切割机组"]


def test_a_picture_in_a_table_of_words_leaves_the_table() -> None:
    body = tbl([["现场照片", "说明"], [tc(f"<w:p>{image()}</w:p>"), "除尘设施运行正常，滤袋上年更换，台账齐全"]])
    document = read(body, relations={"rImg": ("image", "a.png")}, parts={"a.png": b"1"})
    assert [b.type for b in document.blocks] == ["table", "image"]


# -- what is written is what is read -------------------------------------------------------------------------------

WORDS = st.text(alphabet="甲乙丙丁能耗水电0123456789.%（）ab ", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=30, deadline=None)
@given(
    blocks=st.lists(
        st.one_of(
            st.tuples(st.just("p"), WORDS),
            st.tuples(st.just("t"), st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=4))),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_what_python_docx_writes_is_read_back(blocks: list[tuple[str, object]]) -> None:
    written = docx.Document()
    words: list[str] = []
    matrices: list[list[list[str]]] = []
    for kind, content in blocks:
        if kind == "p":
            written.add_paragraph(str(content))
            words.append(str(content))
            continue
        assert isinstance(content, list)
        table = written.add_table(len(content), len(content[0]))
        for cells, row in zip(table.rows, content, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
        matrices.append(content)
        written.add_paragraph("以上为表格内容，下面继续说明。")
        words.append("以上为表格内容，下面继续说明。")
    buffer = io.BytesIO()
    written.save(buffer)
    document = read_docx(buffer.getvalue(), "往返.docx")
    assert [b.heading.replace(" ", "") for b in document.body if b.type != "table"] == [
        w.replace(" ", "") for w in words
    ]
    assert [t.rows for t in document.tables] == matrices


@settings(max_examples=40, deadline=None)
@given(data=st.data(), rows=st.integers(2, 5), columns=st.integers(2, 5))
def test_merged_cells_are_those_python_docx_sees(data: st.DataObject, rows: int, columns: int) -> None:
    written = docx.Document()
    table = written.add_table(rows, columns)
    for r in range(rows):
        for c in range(columns):
            table.cell(r, c).text = f"{r}.{c}号"
    top, left = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, columns - 1))
    bottom, right = data.draw(st.integers(top, rows - 1)), data.draw(st.integers(left, columns - 1))
    merged = table.cell(top, left).merge(table.cell(bottom, right))
    merged.text = "合并"
    buffer = io.BytesIO()
    written.save(buffer)
    read_back = read_docx(buffer.getvalue(), "合并.docx").tables[0]
    # Grid lines inside the merged cell that no other row uses are no columns and leave no trace.
    seen = [[cell.text for cell in row.cells] for row in table.rows]
    kept = [c for c in range(columns) if not (left < c <= right and top == 0 and bottom == rows - 1)]
    assert read_back.rows == [[row[c] for c in kept] for row in seen]
    assert bool(read_back.merged) == (bottom > top or right > left)
