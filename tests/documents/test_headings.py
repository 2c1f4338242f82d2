"""The grammar of single lines, as both readers use it."""

from __future__ import annotations

import pytest

from report_kit.document import headings as line
from report_kit.document.outline import Candidate, resolve_levels


@pytest.mark.parametrize(
    ("text", "number", "title", "level"),
    [
        ("一、概述", "一、", "概述", 1),
        ("十二、结论", "十二、", "结论", 1),
        ("（一）企业概况", "（一）", "企业概况", 2),
        ("(二) 产品", "(二)", "产品", 2),
        ("1  概述", "1", "概述", 1),
        ("1. 概述", "1.", "概述", 1),
        ("1、概述", "1、", "概述", 1),
        ("1．概述", "1．", "概述", 1),
        ("1.1 评价目的", "1.1", "评价目的", 2),
        ("1.1评价目的", "1.1", "评价目的", 2),
        ("１．１　目的", "１．１", "目的", 2),
        ("1.4.1\t工厂简介", "1.4.1", "工厂简介", 3),
        ("3 人员安排", "3", "人员安排", 1),
        ("2.1 项目概况", "2.1", "项目概况", 2),
        ("2.2 年度目标", "2.2", "年度目标", 2),
        ("（1）水", "（1）", "水", 4),
        ("1）水", "1）", "水", 4),
        ("①水", "①", "水", 5),
        ("第一章 概述", "第一章", "概述", 1),
        ("第三节　回顾", "第三节", "回顾", 2),
        ("第二部分 基本情况", "第二部分", "基本情况", 1),
        ("附录A 计算方法", "附录A", "计算方法", 1),
        ("附件1：营业执照", "附件1", "营业执照", 1),
        ("附表2.1 基本要求", "附表2.1", "基本要求", 1),
    ],
)
def test_numbers_are_split_from_titles(text: str, number: str, title: str, level: int) -> None:
    assert line.split_number(text) == (number, title, level)


@pytest.mark.parametrize(
    "text",
    [
        "2.5万元的投资", "3 个月", "2024年目标", "12.5%", "第三方评价机构", "一是平台", "GB/T 36132", "3.14", "2025.4.28",
        "5台设备", "3.3 V 供电", "1.4 亿元产值", "二〇二六年四月", "",
    ],
)  # fmt: skip
def test_figures_and_words_have_no_number(text: str) -> None:
    assert line.split_number(text) == ("", text, None)


def test_a_known_heading_may_stick_to_its_number() -> None:
    assert line.split_number("1概述", heading=True) == ("1", "概述", 1)
    assert line.split_number("1概述") == ("", "1概述", None)


@pytest.mark.parametrize(
    "text",
    [
        "表1 近三年",
        "表1近三年经营",
        "表3-2 能源",
        "表 4.1-2 水",
        "附表1 符合性",
        "表一 能源",
        "表A.1 系数",
        "续表3",
        "表3（续）",
    ],
)
def test_table_captions(text: str) -> None:
    assert line.is_table_caption(text)


@pytest.mark.parametrize(
    "text",
    ["表1所示为", "如表1", "表1为能源消费", "表1、表2给出", "表1中数据", "表1列出了消费量。", "表明如下", "表格说明"],
)
def test_words_about_tables_are_no_captions(text: str) -> None:
    assert not line.is_table_caption(text)


def test_continuations_and_numbers_of_captions() -> None:
    assert [line.is_continuation_caption(t) for t in ("续表", "续表3-2", "表3（续）", "表3-2 能源（续）", "表3 能源", "连续表征")] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
    assert [line.caption_number(t) for t in ("表 3-2 能源", "图1工艺", "续表3", "能源")] == ["表3-2", "图1", "表3", ""]


def test_figure_captions() -> None:
    assert line.is_figure_caption("图1 生产工艺流程")
    assert line.is_figure_caption("图2-1厂区平面图")
    assert not line.is_figure_caption("图1为工艺流程")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("单位：万元", "单位：万元"),
        ("（单位：kWh（千瓦时））", "单位：kWh（千瓦时）"),
        ("金额单位：人民币万元", "金额单位：人民币万元"),
        ("表5 供应商分级（单位：家）", "单位：家"),
        ("单位：河源市某有限公司", ""),
        ("申报单位：某公司", ""),
        ("单位：____", ""),
        ("本单位：见附件，单位：万元，合计如下", ""),
    ],
)
def test_unit_notes(text: str, note: str) -> None:
    assert line.unit_note(text) == note


@pytest.mark.parametrize(("text", "yes"), [("1 概述.......3", True), ("第一章 概述……1", True), ("第一章 概述………1", True), ("1.1 目的\t12", True), ("附录A\tiv", True), ("概述 3", False), ("12.....5", False)])  # fmt: skip
def test_lines_of_contents_tables(text: str, yes: bool) -> None:
    assert line.is_toc_line(text) is yes


@pytest.mark.parametrize(
    ("numbers", "levels"),
    [
        (["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）"], [1, 2, 2, 3, 4, 1, 2]),
        (["第一章", "第一节", "一、", "（一）", "第二章"], [1, 2, 3, 4, 1]),
        (["1", "1.1", "1.1.1", "2", "2.1"], [1, 2, 3, 1, 2]),
        (["第一章", "1.1", "1.1.1", "第二章", "2.1"], [1, 2, 3, 1, 2]),
        (["1", "1.1", "（一）", "1.2", "（一）"], [1, 2, 3, 2, 3]),
        (["", "一、", "附录A"], [1, 1, 1]),
    ],
)
def test_levels_follow_the_schemes(numbers: list[str], levels: list[int]) -> None:
    assert resolve_levels([Candidate(n) for n in numbers]) == levels
