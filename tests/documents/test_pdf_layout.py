"""Traits of pages, one by one: what a reader sees is what is read."""

from __future__ import annotations

import io

import pytest

from tests.documents.pdf_made import (
    ENERGY,
    FONT,
    GRID,
    PROSE,
    centred,
    drawn,
    paragraphs,
    read,
    story,
    table,
    text,
    title,
)

from reportlab.lib import colors  # isort: skip
from reportlab.lib.pagesizes import A4  # isort: skip
from reportlab.pdfgen.canvas import Canvas  # isort: skip
from reportlab.platypus import PageBreak, Spacer  # isort: skip

WIDTH, HEIGHT = A4
BLACK = colors.black


def test_wrapped_lines_are_one_paragraph() -> None:
    document = read(story(title("一、概述"), text(PROSE), text(PROSE * 2)))
    assert paragraphs(document) == [PROSE, PROSE * 2]


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    document = read(story(Spacer(1, 560), text(PROSE * 4), text(PROSE)))
    assert paragraphs(document) == [PROSE * 4, PROSE]
    assert len(document.pages) == 2


@pytest.mark.parametrize(
    ("titles", "levels"),
    [
        (["一、概述", "（一）企业情况", "1.主要产品", "二、结论"], [1, 2, 3, 1]),
        (["第一章 概述", "第一节 企业情况", "第二章 结论"], [1, 2, 1]),
        (["第一章 概述", "1.1 企业情况", "1.1.1 产品", "第二章 结论"], [1, 2, 3, 1]),
        (["1 概述", "1.1 企业情况", "1.1.1 产品", "2 结论"], [1, 2, 3, 1]),
    ],
)
@pytest.mark.parametrize("size", [12, 16])
def test_headings_of_every_scheme_even_in_the_size_of_the_text(titles: list[str], levels: list[int], size: int) -> None:
    if size == 12 and "1.主要产品" in titles:
        pytest.skip("a numbered line set like the text is a list item")
    document = read(story(*[part for t in titles for part in (title(t, size), text(PROSE))]))
    assert [(b.level, b.heading.replace(" ", "")) for b in document.headings] == [
        (level, t.replace(" ", "")) for level, t in zip(levels, titles, strict=True)
    ]


def test_list_items_and_contents_lines_are_no_headings() -> None:
    contents = [text(f"{t}{'.' * 40}{n}") for n, t in enumerate(["一、概述", "二、评价", "三、结论"], 2)]
    items = [text(f"（{n}）更换一级能效空压机{n}台；") for n in range(1, 4)]
    document = read(
        story(
            title("目录"),
            *contents,
            PageBreak(),
            title("一、概述"),
            text(PROSE),
            *items,
            title("二、评价"),
            text(PROSE),
        )
    )
    assert [b.heading for b in document.headings] == ["一、概述", "二、评价"]


def test_merged_cells_repeat_their_text() -> None:
    rows = [
        ["类别", "排放浓度", "", "限值"],
        ["", "最大", "平均", ""],
        ["废气", "14.6", "12.1", "20"],
        ["", "8", "5", "50"],
    ]
    spans = [("SPAN", a, b) for a, b in [((1, 0), (2, 0)), ((0, 0), (0, 1)), ((3, 0), (3, 1)), ((0, 2), (0, 3))]]
    block = read(story(text(PROSE), table(rows, [*GRID, *spans]))).tables[0]
    assert block.rows[0] == ["类别", "排放浓度", "排放浓度", "限值"]
    assert block.rows[3] == ["废气", "8", "5", "50"]
    assert block.merged == [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3), (2, 0, 3, 0)]
    assert block.header_rows == 2


@pytest.mark.parametrize(
    "style",
    [
        GRID,
        [("INNERGRID", (0, 0), (-1, -1), 0.5, BLACK), ("LINEABOVE", (0, 0), (-1, 0), 1, BLACK), ("LINEBELOW", (0, -1), (-1, -1), 1, BLACK)],
        [("GRID", (0, 0), (-1, -1), 2.25, BLACK)],
        [("GRID", (0, 0), (-1, -1), 0.5, BLACK, "round", (1, 2))],
        [("GRID", (0, 0), (-1, -1), 0.5, BLACK, None, None, None, 2, 1.5)],
        [("LINEABOVE", (0, 0), (-1, 0), 1.5, BLACK), ("LINEBELOW", (0, 0), (-1, 0), 0.5, BLACK), ("LINEBELOW", (0, -1), (-1, -1), 1.5, BLACK)],
        [],
    ],
    ids=["grid", "open sides", "thick", "dotted", "double", "three-line", "no line"],
)  # fmt: skip
def test_borders_of_every_style(style: list[tuple[object, ...]]) -> None:
    document = read(story(text(PROSE), centred("表1 能源消费"), table(ENERGY, style), text(PROSE)))
    assert [t.rows for t in document.tables] == [ENERGY]
    assert document.tables[0].caption == "表1 能源消费"
    assert paragraphs(document) == [PROSE, "表1 能源消费", PROSE]


def test_captions_below_and_unit_notes() -> None:
    document = read(story(
        text(PROSE), centred("单位：万元"), table(ENERGY, GRID), centred("表1 能源消费"), text(PROSE),
        table(ENERGY, GRID), centred("表2 能源消费"), text(PROSE),
    ))  # fmt: skip
    assert [t.caption for t in document.tables] == ["表1 能源消费", "表2 能源消费"]
    assert [t.unit_note for t in document.tables] == ["单位：万元", ""]


@pytest.mark.parametrize("repeat", [0, 1])
def test_a_table_over_pages_is_stitched(repeat: int) -> None:
    rows = [["序号", "名称", "数值"], *([str(n), f"设备{n}", f"{n * 1.37:.2f}"] for n in range(1, 100))]
    document = read(story(centred("表1 台账"), table(rows, GRID, long=True, repeatRows=repeat), text(PROSE)))
    assert [t.rows for t in document.tables] == [rows]
    assert document.tables[0].pages == [1, 2, 3]
    assert document.tables[0].cell_boxes[99, 0][0] == 3


def test_a_continued_caption_joins_the_parts() -> None:
    widths = [80] * 4
    rest = [ENERGY[0], ["汽油", "t", "3.2", "1.4714"]]
    document = read(
        story(
            text(PROSE),
            centred("表1 能源消费"),
            table(ENERGY, GRID, colWidths=widths),
            PageBreak(),
            centred("续表1"),
            table(rest, GRID, colWidths=widths),
            text(PROSE),
        )
    )
    assert [t.rows for t in document.tables] == [[*ENERGY, rest[1]]]


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    widths, rows = [60, 300], [["序号", "说明"], *([str(n), f"第{n}项"] for n in range(1, 5))]
    document = read(
        story(
            Spacer(1, 550),
            table([*rows, ["5", "能源计量器具已全部检定，"]], GRID, colWidths=widths),
            PageBreak(),
            table([["", "检定证书在有效期内。"], ["6", "第6项"]], GRID, colWidths=widths),
        )
    )
    assert document.tables[0].rows == [*rows, ["5", "能源计量器具已全部检定，检定证书在有效期内。"], ["6", "第6项"]]


def test_the_empty_rest_of_a_row_on_the_other_page_is_no_row() -> None:
    widths, rows = [60, 300], [["序号", "说明"], *([str(n), f"第{n}项"] for n in range(1, 5))]
    tail = [["5", "第5项"], ["6", "第6项"]]
    document = read(
        story(
            Spacer(1, 550),
            table([*rows, ["", ""]], GRID, colWidths=widths),
            PageBreak(),
            table(tail, GRID, colWidths=widths),
        )
    )
    assert document.tables[0].rows == [*rows, *tail]


def test_tables_of_one_shape_on_two_pages_stay_apart_when_text_stands_between() -> None:
    document = read(
        story(
            Spacer(1, 500), table(ENERGY, GRID), centred("表1 甲"), PageBreak(), table(ENERGY, GRID), centred("表2 乙")
        )
    )
    assert [t.caption for t in document.tables] == ["表1 甲", "表2 乙"]


def test_tables_side_by_side_are_two() -> None:
    def page(canvas: Canvas) -> None:
        for left in (60, 320):
            part = table(ENERGY, GRID)
            part.wrapOn(canvas, 200, 300)
            part.drawOn(canvas, left, 500)

    assert [t.rows for t in read(drawn(page)).tables] == [ENERGY, ENERGY]


def test_a_number_cut_in_a_narrow_cell_is_joined_and_words_keep_their_space() -> None:
    rows = [["编号", "浓度", "标准"], ["91441625MA\n54W8T6X4", "14.6 mg/m\n3", "Green\nFactory"]]
    assert read(story(text(PROSE), table(rows, GRID))).tables[0].rows[1] == [
        "91441625MA54W8T6X4",
        "14.6 mg/m3",
        "Green Factory",
    ]


@pytest.mark.parametrize("quarter", [1, 3])
def test_turned_pages_read_upright_and_keep_their_places(quarter: int) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    source = story(text(PROSE), table(ENERGY, GRID))
    with pikepdf.open(io.BytesIO(source)) as pdf:
        pdf.pages[0].Rotate = 90 * quarter
        target = io.BytesIO()
        pdf.save(target)
    document = read(target.getvalue())
    assert document.tables[0].rows == ENERGY
    assert paragraphs(document) == [PROSE]
    page = document.pages[0]
    assert (round(page.width), round(page.height)) == (round(HEIGHT), round(WIDTH))
    x0, top, x1, bottom = document.tables[0].bbox or (0, 0, 0, 0)
    assert x1 - x0 < bottom - top  # the table lies on its side


def test_running_lines_and_page_numbers_are_set_aside() -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(220, HEIGHT - 40, "绿色工厂自评价报告")
            for line in range(20):
                canvas.drawString(72, HEIGHT - 100 - 24 * line, f"第{number}部分第{line}行的内容各不相同")
            canvas.drawString(280, 40, f"第 {number} 页 共 3 页")

        return draw

    document = read(drawn(*[page(n) for n in (1, 2, 3)]))  # type: ignore[arg-type]
    assert [(b.where, b.text) for b in document.blocks if b.where] == [
        ("header", "绿色工厂自评价报告"), ("footer", "第 1 页 共 3 页"),
    ]  # fmt: skip
    assert not any("页 共" in p for p in paragraphs(document))


def test_text_nobody_sees_is_kept_apart() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "看得见的文字")
        canvas.setFillColor(colors.white)
        canvas.drawString(72, 650, "白色的文字")
        canvas.setFillColor(BLACK)
        words = canvas.beginText(72, 600)
        words.setFont(FONT, 12)
        words.setTextRenderMode(3)
        words.textLine("不画出的文字")
        canvas.drawText(words)

    document = read(drawn(page))
    assert paragraphs(document) == ["看得见的文字"]
    assert [b.text for b in document.blocks if b.hidden] == ["白色的文字", "不画出的文字"]


def test_white_text_on_a_dark_ground_is_seen() -> None:
    style = [*GRID, ("BACKGROUND", (0, 0), (-1, 0), colors.darkgreen), ("TEXTCOLOR", (0, 0), (-1, 0), colors.white)]
    assert read(story(text(PROSE), table(ENERGY, style))).tables[0].rows == ENERGY


def test_imitated_bold_is_read_once_and_split_words_are_joined() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(72 + shift, 700, "评价结论")
        canvas.drawString(72, 650, "工 厂 名 称：甲公司")

    assert paragraphs(read(drawn(page))) == ["评价结论", "工厂名称：甲公司"]


def test_a_watermark_across_the_page_is_not_in_the_text() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE[:30])
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料严禁外传")
        canvas.restoreState()

    assert paragraphs(read(drawn(page))) == [PROSE[:30]]


def test_pictures_have_place_hash_and_caption() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("RGB", (40, 30), "green"))

    def page(canvas: Canvas) -> None:
        canvas.drawImage(picture, 72, 500, 200, 150)
        canvas.drawString(120, 480, "图1 生产现场")

    image = next(b for b in read(drawn(page)).blocks if b.type == "image")
    assert image.caption == "图1 生产现场"
    assert len(image.sha256) == 64
    assert image.bbox == pytest.approx((72, HEIGHT - 650, 272, HEIGHT - 500), abs=0.1)


def test_a_page_of_pictures_only_waits_for_recognition() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("RGB", (40, 30), "green"))
    document = read(drawn(lambda canvas: canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)))
    assert [(p.source, p.confidence) for p in document.pages] == [("ocr", 0.0)]
    assert "扫描件" in document.notes[0]


def test_footnotes_are_off_the_flow_and_their_marks_off_the_figures() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 740, PROSE[:34])
        canvas.drawString(72, 718, "综合能耗为512.6")
        canvas.setFont(FONT, 7)
        canvas.drawString(163, 723, "1")
        canvas.setFont(FONT, 12)
        canvas.drawString(168, 718, "tce，同比下降。")
        canvas.line(72, 120, 190, 120)
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 105, "1 按当量值计算，与能源")
        canvas.drawString(72, 92, "统计台账一致。")

    document = read(drawn(page))
    assert [b.text for b in document.blocks if b.where == "footnote"] == ["1 按当量值计算，与能源统计台账一致。"]
    assert not any("按当量值" in p for p in paragraphs(document))
    assert "综合能耗为512.6tce，同比下降。" in "".join(paragraphs(document)).replace(" ", "")


def test_two_columns_are_read_one_after_the_other() -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=A4)
    frames = [Frame(50, 60, 240, 720), Frame(305, 60, 240, 720)]
    document.addPageTemplates([PageTemplate("two", frames)])
    style = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=16, firstLineIndent=21, wordWrap="CJK")
    written = [f"第{n}段，{PROSE}{PROSE}" for n in range(1, 13)]
    document.build([Paragraph(words, style) for words in written])
    read_back = read(target.getvalue())
    assert "".join(paragraphs(read_back)) == "".join(written)
    assert read_back.tables == []


def test_rows_at_a_pages_head_are_no_running_lines() -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            for row in range(4):
                y = HEIGHT - 60 - 18 * row
                canvas.drawString(72, y, f"设备{number}{row}")
                canvas.drawString(250, y, f"{number}.{row}")
                canvas.drawString(400, y, "正常")
            canvas.drawString(72, HEIGHT - 200, f"第{number}页的说明，各不相同。")
            canvas.drawString(280, 40, f"{number}")

        return draw

    document = read(drawn(*[page(n) for n in (1, 2, 3)]))  # type: ignore[arg-type]
    assert [b.text for b in document.blocks if b.where == "header"] == []
    assert all(any(f"设备{n}{r}" in words for words in document.text()) for n in (1, 2, 3) for r in range(4))
