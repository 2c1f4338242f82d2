"""Tables of every kind, made at random with known cells; and pages that only look like tables."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from .pdf_made import FONT, GRID, PROSE, centred, drawn, paragraphs, read, story, table, text

from hypothesis import given, settings  # isort: skip
from hypothesis import strategies as st  # isort: skip
from reportlab.lib import colors  # isort: skip
from reportlab.lib.pagesizes import A4  # isort: skip
from reportlab.pdfgen.canvas import Canvas  # isort: skip
from reportlab.platypus import PageBreak, Spacer  # isort: skip

from benchmarks.table_print import reportlab, turned
from benchmarks.table_specs import Kind, make_spec
from benchmarks.tables import cells_right, score
from report_kit.document.pdf import read_pdf

HEIGHT = A4[1]
Row = list[tuple[float, str]]


def page_of(rows: list[Row], size: float = 12, step: float = 22) -> bytes:
    """A page of text pieces set at given x, row below row."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        for number, row in enumerate(rows):
            for x, words in row:
                canvas.drawString(x, HEIGHT - 100 - step * number, words)

    return drawn(draw)


CHAPTERS = ["概述", "评价目的", "评价依据", "企业概况", "评价内容", "结论"]
NO_TABLES: dict[str, list[Row]] = {
    "contents with blanks for leaders": [[(72, str(n)), (110, t), (500, str(3 * n))] for n, t in enumerate(CHAPTERS, 1)],
    "cover form": [[(150, "项目名称"), (230, "绿色工厂评价")], [(150, "企业名称"), (230, "河源某某建材有限公司")],
                   [(150, "编制单位"), (230, "广东某某咨询有限公司")], [(150, "编制日期"), (230, "2025年3月")]],
    "signatures": [[(100, "编制：张三"), (250, "审核：李四"), (400, "批准：王五")], [(100, "日期："), (250, "日期："), (400, "日期：")],
                   [(100, "签字："), (250, "签字："), (400, "签字：")]],
    "signatures without colons": [[(100, "编制"), (250, "审核"), (400, "批准")], [(100, "张三"), (250, "李四"), (400, "王五")],
                                  [(100, "2025.3.1"), (250, "2025.3.2"), (400, "2025.3.3")]],
    "boxes to tick": [[(72, "□ 国有"), (220, "□ 集体"), (370, "☑ 民营")], [(72, "□ 大型"), (220, "☑ 中型"), (370, "□ 小型")],
                      [(72, "□ 是"), (220, "☑ 否"), (370, "□ 不适用")], [(72, "□ 有"), (220, "☑ 无"), (370, "□ 其他")]],
    "symbols explained": [[(100, "E"), (130, "——"), (170, "综合能耗，单位为吨标准煤（tce）；")],
                          [(100, "e"), (130, "——"), (170, "单位产品综合能耗；")], [(100, "P"), (130, "——"), (170, "合格产品产量。")]],
    "numbered list": [[(72, f"{n}."), (100, f"第{n}项要求已经落实")] for n in range(1, 7)],
    "standards cited": [[(72, "GB/T 36132-2018"), (200, "绿色工厂评价通则")], [(72, "GB/T 2589-2020"), (200, "综合能耗计算通则")],
                        [(72, "GB 17167-2006"), (200, "用能单位能源计量器具配备和管理通则")]],
    "text in two columns": [[(60, PROSE[:19]), (310, PROSE[20:39])] for _ in range(25)],
}  # fmt: skip


@pytest.mark.parametrize("rows", NO_TABLES.values(), ids=NO_TABLES)
def test_what_only_looks_like_a_table_is_none(rows: list[Row]) -> None:
    assert read(page_of(rows)).tables == []


def test_prose_below_a_caption_is_no_table() -> None:
    assert read(story(text(PROSE), centred("表1 能源消费"), text(PROSE * 2))).tables == []


@settings(max_examples=12, deadline=None, derandomize=True)
@given(kind=st.sampled_from(["ruled", "open-sided", "merged"]), seed=st.integers(0, 10_000))
def test_what_is_written_in_a_ruled_table_is_read_back(kind: Kind, seed: int) -> None:
    spec = make_spec(kind, 1, random.Random(seed))
    (found,) = read_pdf(reportlab([spec], Path()), "表.pdf").tables
    assert cells_right(spec.rows, found.rows) == len(spec.rows) * len(spec.rows[0])
    assert found.merged == sorted(spec.merged)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), quarter=st.sampled_from([1, 3]))
def test_pages_stored_on_their_side_are_read_upright(seed: int, quarter: int) -> None:
    spec = make_spec("rotated", 1, random.Random(seed))
    (found,) = read_pdf(turned(reportlab([spec], Path()), quarter), "表.pdf").tables
    assert cells_right(spec.rows, found.rows) == len(spec.rows) * len(spec.rows[0])


@pytest.mark.parametrize("kind", ["three-line", "borderless", "filled"])
def test_tables_without_vertical_lines_are_read_nearly_always(kind: Kind) -> None:
    right = total = invented = 0
    for seed in range(20):
        spec = make_spec(kind, 1, random.Random(f"{kind} {seed}"))
        good, cells, more = score([spec], read_pdf(reportlab([spec], Path()), "表.pdf").tables)
        right, total, invented = right + good, total + cells, invented + more
    assert right >= 0.95 * total
    assert invented == 0


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_a_long_table_is_one_with_or_without_its_header_repeated(seed: int) -> None:
    spec = make_spec("long", 1, random.Random(seed))
    (found,) = read_pdf(reportlab([spec], Path()), "表.pdf").tables
    assert cells_right(spec.rows, found.rows) == len(spec.rows) * len(spec.rows[0])


FIGURES = [["项目", "2023年", "2024年"], ["电力", "512.60", "498.20"], ["天然气", "84.7", "79.3"], ["柴油", "18.6", "17.2"],
           ["汽油", "3.2", "2.9"]]  # fmt: skip


def test_a_regular_table_without_lines_or_caption_is_found() -> None:
    document = read(story(text(PROSE), Spacer(1, 12), table(FIGURES, []), Spacer(1, 12), text(PROSE)))
    assert [t.rows for t in document.tables] == [FIGURES]
    assert paragraphs(document) == [PROSE, PROSE]


def test_rows_of_a_table_without_lines_go_on_over_the_page() -> None:
    rows = [FIGURES[0], *([f"设备{n}", f"{n * 1.37:.2f}", f"{n * 2.11:.2f}"] for n in range(1, 60))]
    body = table(rows, [], long=True, repeatRows=1)
    document = read(story(text(PROSE), centred("表1 设备台账"), body, text(PROSE)))
    assert [t.rows for t in document.tables] == [rows]
    assert document.tables[0].pages == [1, 2]


def test_a_name_over_two_columns_has_a_row_of_its_own() -> None:
    rows = [["项目", "产量", ""], ["", "2023年", "2024年"], *FIGURES[1:]]
    style = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)), ("ALIGN", (0, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
             ("LINEABOVE", (0, 0), (-1, 0), 1.5, colors.black), ("LINEBELOW", (0, 1), (-1, 1), 0.5, colors.black),
             ("LINEBELOW", (0, -1), (-1, -1), 1.5, colors.black)]  # fmt: skip
    (found,) = read(story(text(PROSE), table(rows, style, colWidths=[90, 90, 90]))).tables
    assert found.rows == [["项目", "产量", "产量"], ["项目", "2023年", "2024年"], *FIGURES[1:]]
    assert found.merged == [(0, 0, 1, 0), (0, 1, 0, 2)]


def test_every_second_row_coloured_is_a_table_whole() -> None:
    tint = colors.Color(0.9, 0.95, 0.9)
    style = [("BACKGROUND", (c, r), (c, r), tint) for r in range(0, len(FIGURES), 2) for c in range(3)]
    (found,) = read(story(text(PROSE), table(FIGURES, style, colWidths=[90] * 3), text(PROSE))).tables
    assert found.rows == FIGURES


def test_a_row_that_begins_a_page_is_a_row_of_its_own_where_the_text_above_had_ended() -> None:
    first = [["项目", "单位", "备注"], *([f"设备{n}", "台", "正常"] for n in range(6))]
    rest = [["冷却塔", "", ""], ["变压器", "台", "正常"]]
    widths = [120, 100, 200]
    document = read(
        story(Spacer(1, 500), table(first, GRID, colWidths=widths), PageBreak(), table(rest, GRID, colWidths=widths))
    )
    assert document.tables[0].rows == [*first, *rest]
