"""Tracked changes: the page shows them accepted; what was changed is kept with author and date."""

from __future__ import annotations

import pytest

from tests.documents.docx_kit import level, num, numbered_list, p, r, read, root, tbl, tc, texts

MARK = 'w:id="1" w:author="张三" w:date="2025-04-01T08:00:00Z"'
OTHER = 'w:id="2" w:author="李四" w:date="2025-04-02T08:00:00Z"'


def deleted(text: str, mark: str = MARK) -> str:
    return f"<w:del {mark}><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>"


def inserted(content: str, mark: str = MARK) -> str:
    return f"<w:ins {mark}>{content}</w:ins>"


def changes(body: str, **options: object) -> list[tuple[str, str, str]]:
    return [(c.kind, c.text, c.author) for c in read(body, **options).revisions]


def rows(row: str) -> str:
    return tbl([["名称", "数量"]]).replace("</w:tbl>", row + "</w:tbl>")


def test_what_one_inserts_and_another_deletes_is_gone() -> None:
    body = f"<w:p>{r('共')}{inserted(deleted('三', OTHER))}{r('项')}</w:p>"
    assert texts(read(body)) == ["共项"]
    assert changes(body) == [("delete", "三", "李四")]


def test_neighbouring_pieces_of_one_change_are_one_change() -> None:
    body = f"<w:p>{inserted(r('产值'))}{inserted(r('86万元'))}{inserted(r('。'), OTHER)}</w:p>"
    assert changes(body) == [("insert", "产值86万元", "张三"), ("insert", "。", "李四")]


def test_changes_of_format_are_no_changes_of_text() -> None:
    body = (
        f"<w:p><w:pPr><w:jc w:val='center'/><w:pPrChange {MARK}><w:pPr><w:jc w:val='left'/></w:pPr></w:pPrChange></w:pPr>"
        f"<w:r><w:rPr><w:b/><w:rPrChange {MARK}><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>看得见</w:t></w:r></w:p>"
    )
    document = read(body)
    assert (texts(document), document.revisions) == (["看得见"], [])
    assert document.blocks[0].hidden is False


def test_an_inserted_paragraph_is_one_change() -> None:
    body = p("前") + f"<w:p><w:pPr><w:rPr><w:ins {MARK}/></w:rPr></w:pPr>{inserted(r('新的一段'))}</w:p>"
    assert changes(body) == [("insert", "新的一段", "张三")]


def test_a_split_paragraph_is_told_by_its_mark() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:ins {MARK}/></w:rPr></w:pPr>{r('上段')}</w:p>" + p("下段")
    assert (texts(read(body)), changes(body)) == (["上段", "下段"], [("insert", "¶", "张三")])


def test_a_joined_paragraph_is_told_by_its_mark() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del {MARK}/></w:rPr></w:pPr>{r('上半句，')}</w:p>" + p("下半句。")
    assert (texts(read(body)), changes(body)) == (["上半句，下半句。"], [("delete", "¶", "张三")])


def test_a_deleted_mark_before_a_table_joins_nothing() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del {MARK}/></w:rPr></w:pPr>{r('表前')}</w:p>" + tbl([["甲", "乙"]]) + p("表后")
    document = read(body)
    assert [b.text or b.rows for b in document.blocks] == ["表前", [["甲", "乙"]], "表后"]


def test_paragraphs_join_inside_a_cell_too() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del {MARK}/></w:rPr></w:pPr>{r('一千')}</w:p>"
    assert read(tbl([[tc(first + p("二百")), "x"]])).tables[0].rows == [["一千二百", "x"]]


def test_a_deleted_row_is_a_change_and_no_row() -> None:
    row = f"<w:tr><w:trPr><w:del {MARK}/></w:trPr>" + "".join(
        f"<w:tc><w:p>{deleted(t)}</w:p></w:tc>" for t in ("电", "488.1")
    )
    document = read(rows(row + "</w:tr>"))
    assert document.tables[0].rows == [["名称", "数量"]]
    assert [(c.kind, c.text, c.author) for c in document.revisions] == [("delete", "电 488.1", "张三")]


def test_an_inserted_row_is_a_change_and_a_row() -> None:
    row = f"<w:tr><w:trPr><w:ins {MARK}/></w:trPr><w:tc>{p('电')}</w:tc><w:tc>{p('512.6')}</w:tc></w:tr>"
    document = read(rows(row))
    assert document.tables[0].rows == [["名称", "数量"], ["电", "512.6"]]
    assert [(c.kind, c.text) for c in document.revisions] == [("insert", "电 512.6")]


def test_deleted_cells_are_gone_and_the_row_closes_up() -> None:
    gone = tc(f"<w:p>{deleted('旧值')}</w:p>", f"<w:cellDel {MARK}/>")
    document = read(tbl([["名称", gone, "2024"], ["电", gone, "5"]]))
    assert document.tables[0].rows == [["名称", "2024"], ["电", "5"]]
    assert [(c.kind, c.text) for c in document.revisions] == [("delete", "旧值旧值")]


def test_inserted_cells_are_there_and_kept_as_a_change() -> None:
    new = tc("新值", f"<w:cellIns {MARK}/>")
    document = read(tbl([["名称", new]]))
    assert document.tables[0].rows == [["名称", "新值"]]
    assert [(c.kind, c.text, c.author) for c in document.revisions] == [("insert", "新值", "张三")]


def test_a_tracked_merge_is_a_merge() -> None:
    top = tc("能源", f'<w:cellMerge {MARK} w:vMerge="rest"/>')
    below = tc("", f'<w:cellMerge {MARK} w:vMerge="cont"/>')
    table = read(tbl([[top, "电"], [below, "水"]])).tables[0]
    assert (table.rows, table.merged) == ([["能源", "电"], ["能源", "水"]], [(0, 0, 1, 0)])


def test_a_moved_paragraph_is_one_move() -> None:
    source = (
        f"<w:p><w:pPr><w:rPr><w:moveFrom {MARK}/></w:rPr></w:pPr><w:moveFromRangeStart w:id='5' w:name='m' {OTHER[9:]}/>"
        f"<w:moveFrom {MARK}>{r('搬走的一段')}</w:moveFrom><w:moveFromRangeEnd w:id='5'/></w:p>"
    )
    target = f"<w:p><w:pPr><w:rPr><w:moveTo {MARK}/></w:rPr></w:pPr><w:moveTo {MARK}>{r('搬走的一段')}</w:moveTo></w:p>"
    body = source + p("中间") + target
    assert (texts(read(body)), changes(body)) == (["中间", "搬走的一段"], [("move", "搬走的一段", "张三")])


def test_deleted_numbers_are_not_counted_and_deleted_fields_not_shown() -> None:
    code = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:delInstrText> REF a </w:delInstrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    body = p("甲", properties=num()) + f"<w:p><w:del {MARK}>{code}</w:del>{r('见上')}</w:p>" + p("乙", properties=num())
    assert texts(read(body, numbering=numbered_list(level(0, "%1、")))) == ["1、甲", "见上", "2、乙"]


def test_a_change_inside_a_formula_is_kept() -> None:
    gone = f"<w:del {MARK}><m:r><m:t>5</m:t></m:r></w:del>"
    new = f"<w:ins {MARK}><m:r><m:t>8</m:t></m:r></w:ins>"
    body = f"<w:p><m:oMath><m:r><m:t>E=</m:t></m:r>{gone}{new}</m:oMath></w:p>"
    assert texts(read(body)) == ["E=8"]
    assert changes(body) == [("delete", "5", "张三"), ("insert", "8", "张三")]


@pytest.mark.parametrize("kind", ["footnote", "header"])
def test_changes_in_notes_and_headers_are_kept(kind: str) -> None:
    changed = f"<w:p>{r('数据')}{inserted(r('已核'))}</w:p>"
    if kind == "footnote":
        part = {"footnotes.xml": root("w:footnotes", f'<w:footnote w:id="2">{changed}</w:footnote>')}
        body = f'<w:p>{r("产值")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        links = {"rF": ("footnotes", "footnotes.xml")}
    else:
        part = {"header1.xml": root("w:hdr", changed)}
        body = p("正文") + '<w:sectPr><w:headerReference w:type="default" r:id="rF"/></w:sectPr>'
        links = {"rF": ("header", "header1.xml")}
    document = read(body, parts=part, relations=links)
    (change,) = document.revisions
    assert (change.kind, change.text, document.by_id[change.block].where) == ("insert", "已核", kind)
