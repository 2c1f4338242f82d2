"""Which paragraphs are headings, on which level, with which number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from report_kit.document.docx import read_docx
from tests.documents.docx_kit import (
    HEADINGS,
    NORMAL,
    headings,
    level,
    num,
    numbered_list,
    p,
    r,
    read,
    style,
    tbl,
    texts,
)

BODY = p("这是一段用来说明情况的正文，它的长度足以让阅读器知道正文的字号和字体，没有其他含义。")
BOLD = "<w:b/>"
BIG = '<w:b/><w:sz w:val="32"/>'
PAGE = '<w:r><w:br w:type="page"/></w:r>'
SAMPLES = ["f02-clean", "f02-m1", "f02-m2", "s02-clean", "s02-m1"]


def found(body: str, styles: str = HEADINGS) -> list[tuple[int, str, str]]:
    return headings(read(body, styles=styles))


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_samples_headings_and_tables_are_all_found(shared: Path, sample: str) -> None:
    folder = shared / "samples" / sample
    truth = yaml.safe_load((folder / "truth.yaml").read_text())
    document = read_docx((folder / "report.docx").read_bytes(), "report.docx")

    def bare(text: str) -> str:
        return re.sub(r"\s", "", text)

    assert [(h.level, bare(h.heading)) for h in document.headings] == [(lv, bare(t)) for lv, t in truth["headings"]]
    assert len(document.tables) == truth["tables"]


# -- by style ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "styles",
    [
        style("1", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),  # WPS
        style("Heading1", "heading 1"),  # no outline level written
        style("a", "标题 1"),
        style("a", "标题1"),
        style("a", "一级标题"),
        style("a", "正文大标题", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),
        style("Heading1", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>")
        + style("a", "我的章", based_on="Heading1"),
    ],
)
def test_a_style_makes_a_heading(styles: str) -> None:
    used = re.findall(r'w:styleId="([^"]+)"', styles)[-1]
    assert found(p("概述", used) + BODY, NORMAL + styles) == [(1, "", "概述")]


def test_the_paragraphs_own_outline_level_counts() -> None:
    body = p("概述", properties='<w:outlineLvl w:val="0"/>') + p("目的", properties='<w:outlineLvl w:val="1"/>') + BODY
    assert found(body) == [(1, "", "概述"), (2, "", "目的")]


def test_body_level_takes_a_heading_style_back() -> None:
    assert found(p("不是标题", "Heading1", '<w:outlineLvl w:val="9"/>') + BODY) == []


def test_numbers_typed_into_styled_headings_are_split_off() -> None:
    body = (
        p("1  概述", "Heading1") + p("1.1评价目的", "Heading2") + p("2概况", "Heading1") + p("第三章　结论", "Heading1")
    )
    assert found(body) == [(1, "1", "概述"), (2, "1.1", "评价目的"), (1, "2", "概况"), (1, "第三章", "结论")]


def test_a_sentence_in_heading_style_is_text() -> None:
    sentence = "本企业于2014年成立，主要生产蒸压加气混凝土砌块。" * 4
    assert found(p(sentence, "Heading2") + BODY) == []


def test_captions_in_heading_style_are_captions() -> None:
    document = read(p("表1 能源消费", "Heading3") + tbl([["能源", "数量"], ["电", "5"]]), styles=HEADINGS)
    assert (document.headings, document.tables[0].caption) == ([], "表1 能源消费")


def test_one_style_for_all_levels_is_put_right_by_the_numbers() -> None:
    body = "".join(p(t, "Heading1") for t in ("1 概述", "1.1 目的", "1.1.1 背景", "1.2 范围", "2 过程"))
    assert [level for level, _, _ in found(body)] == [1, 2, 3, 2, 1]


def test_one_slip_of_style_is_put_right() -> None:
    body = p("1 概述", "Heading1") + "".join(
        p(f"1.{n} 节{n}", "Heading3" if n == 3 else "Heading2") for n in range(1, 6)
    )
    assert [level for level, _, _ in found(body)] == [1, 2, 2, 2, 2, 2]


def test_headings_that_begin_on_level_two_are_lifted() -> None:
    assert found(p("第一章 概述", "Heading2") + p("第一节 目的", "Heading3") + BODY) == [
        (1, "第一章", "概述"), (2, "第一节", "目的"),
    ]  # fmt: skip


def test_a_title_on_the_cover_is_no_heading() -> None:
    cover = (
        p("绿色工厂自评价报告", properties='<w:jc w:val="center"/>', run=BIG)
        + p("申报单位：某公司", run=BIG)
        + p("2025年4月", run=BIG)
    )
    assert found(cover + f"<w:p>{PAGE}</w:p>" + p("一、概述", "Heading1") + BODY) == [(1, "一、", "概述")]


# -- by number and look --------------------------------------------------------------------------------------------


def test_bold_numbered_lines_are_headings() -> None:
    body = (
        p("一、概述", run=BIG) + BODY + p("（一）评价目的", run=BOLD) + BODY + p("（二）评价范围", run=BOLD) + BODY
        + p("1.边界", run=BOLD) + BODY + p("二、评价过程", run=BIG) + p("（一）组织安排", run=BOLD) + BODY
    )  # fmt: skip
    assert found(body) == [
        (1, "一、", "概述"), (2, "（一）", "评价目的"), (2, "（二）", "评价范围"), (3, "1.", "边界"),
        (1, "二、", "评价过程"), (2, "（一）", "组织安排"),
    ]  # fmt: skip


def test_plain_decimal_numbers_are_headings() -> None:
    body = (
        p("1 概述") + p("1.1 评价目的") + BODY + p("1.2 评价范围") + BODY + p("2 评价过程") + p("2.1 组织安排") + BODY
    )
    assert [(level, number) for level, number, _ in found(body)] == [
        (1, "1"),
        (2, "1.1"),
        (2, "1.2"),
        (1, "2"),
        (2, "2.1"),
    ]


def test_plain_chapters_are_headings() -> None:
    body = p("第一章 概述") + p("第一节 企业概况") + BODY + p("一、历史沿革") + BODY + p("第二节 产品") + BODY
    assert found(body) == [
        (1, "第一章", "概述"),
        (2, "第一节", "企业概况"),
        (3, "一、", "历史沿革"),
        (2, "第二节", "产品"),
    ]


def test_headings_set_in_another_face_are_headings() -> None:
    song = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
    body = (
        p("一、工厂基本情况", run='<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>')
        + p("（一）企业简介", run='<w:rFonts w:eastAsia="楷体_GB2312"/><w:sz w:val="32"/>')
        + p("公司成立于二〇一四年，主要产品是蒸压加气混凝土砌块，占地六万多平方米。", run=song)
    )
    assert found(body) == [(1, "一、", "工厂基本情况"), (2, "（一）", "企业简介")]


def test_customary_titles_without_number_are_headings_when_they_stand_out() -> None:
    body = p("基本信息", run=BIG) + BODY + p("材料真实性承诺", run=BIG) + BODY + p("一、概述", "Heading1") + BODY
    assert found(body + p("附件清单", run=BIG) + BODY) == [
        (1, "", "基本信息"), (1, "", "材料真实性承诺"), (1, "一、", "概述"), (1, "", "附件清单"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["（1）GB/T 36132-2018 绿色工厂评价通则", "（2）GB/T 2589-2020 综合能耗计算通则", "（3）其他适用的标准"],
        ["1、营业执照", "2、排污许可证", "3、能源审计报告"],
        ["一是信息平台功能不完整", "二是培训频次不足"],
        ["2024年实现产值2.1亿元", "3.5万元用于环保设施", "12 个月连续生产"],
        ["1. 核对统计报表；", "2. 核对能源台账；"],
        ["①水帘柜", "②除尘器"],
    ],
)
def test_lists_and_figures_are_no_headings(lines: list[str]) -> None:
    body = p("1 概述", "Heading1") + BODY + "".join(p(line) for line in lines) + BODY
    assert len(found(body)) == 1


def test_bold_words_of_a_form_are_no_headings() -> None:
    words = ["法定代表人（签字）：", "2025年4月28日", "单位：万元", "计算过程：", "表1 能源消费", "图1 工艺流程"]
    assert len(found(p("1 概述", "Heading1") + BODY + "".join(p(w, run=BIG) for w in words) + BODY)) == 1


# -- contents tables -----------------------------------------------------------------------------------------------

LINES = ["第一章 概述\t1", "1.1 评价目的\t1", "第二章 评价过程\t3"]
CHAPTERS = p("第一章 概述", "Heading1") + p("1.1 评价目的", "Heading2") + BODY + p("第二章 评价过程", "Heading1") + BODY


def contents(body: str, styles: str = HEADINGS) -> None:
    document = read(body + CHAPTERS, styles=styles)
    assert headings(document) == [(1, "第一章", "概述"), (2, "1.1", "评价目的"), (1, "第二章", "评价过程")]
    assert [b.text for b in document.blocks if b.style == "TOC" and "\t" in b.text] == LINES


def tabbed(line: str, style_id: str = "") -> str:
    left, right = line.split("\t")
    return p(r(left) + "<w:r><w:tab/></w:r>" + r(right), style_id)


def test_a_contents_field_is_no_list_of_headings() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    first = tabbed(LINES[0]).replace("<w:p>", f"<w:p>{begin}", 1)
    contents(p("目  录", run=BIG) + first + tabbed(LINES[1]) + tabbed(LINES[2]) + end)


def test_contents_styles_are_no_headings() -> None:
    contents("".join(tabbed(line, "TOC1") for line in LINES), HEADINGS + style("TOC1", "toc 1", based_on="Normal"))


def test_a_contents_gallery_is_no_list_of_headings() -> None:
    head = HEADINGS + style("TOCHeading", "TOC Heading", based_on="Heading1")
    inner = p("目录", "TOCHeading") + "".join(tabbed(line) for line in LINES)
    properties = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>", head)


def test_a_typed_contents_table_is_no_list_of_headings() -> None:
    contents(p("目录", run=BIG) + "".join(tabbed(line) for line in LINES))


def test_a_typed_contents_table_without_pages_is_no_list_of_headings() -> None:
    body = (
        p("目录", run=BIG)
        + p("第一章 概述")
        + p("第二章 评价过程")
        + f"<w:p>{PAGE}</w:p>"
        + p("第一章 概述")
        + BODY
        + p("第二章 评价过程")
        + BODY
    )
    assert found(body) == [(1, "第一章", "概述"), (1, "第二章", "评价过程")]


def test_an_empty_heading_is_none_and_a_break_in_a_heading_is_a_blank() -> None:
    document = read(
        p("", "Heading1") + p(r("第一章") + "<w:r><w:br/></w:r>" + r("概述"), "Heading1") + BODY, styles=HEADINGS
    )
    assert headings(document) == [(1, "第一章", "概述")]
    assert len(texts(document)) == 2


def test_an_ordinary_automatic_list_is_no_heading_but_bold_chapters_are() -> None:
    numbering = numbered_list(level(0, "（%1）", "chineseCounting")) + numbered_list(
        level(0, "%1、", "chineseCounting"), 2, 2
    )
    numbering = "".join(sorted(re.findall(r"<w:abstractNum .*?</w:abstractNum>|<w:num .*?</w:num>", numbering)))
    chapter = p("概述", properties=num(2), run=BIG)
    document = read(
        chapter + BODY + p("营业执照", properties=num(1)) + p("排污许可证", properties=num(1)) + BODY,
        numbering=numbering,
    )
    assert headings(document) == [(1, "一、", "概述")]
    assert "（二）排污许可证" in texts(document)
