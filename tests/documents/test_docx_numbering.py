"""Automatic numbers as a reader sees them."""

from __future__ import annotations

import pytest

from report_kit.document.docx.formats import format_number
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


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一"}),
        ("chineseCountingThousand", {10: "十", 105: "一百零五", 110: "一百一十", 1001: "一千零一"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("ideographZodiac", {1: "子"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalFullWidth", {12: "１２"}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {1: ""}),
        ("someUnknownFormat", {7: "7"}),
    ],
)
def test_number_formats(form: str, numbers: dict[int, str]) -> None:
    assert {n: format_number(n, form) for n in numbers} == numbers


def items(*places: tuple[int, int]) -> str:
    """Numbered paragraphs 甲, 乙, … from (num id, level)."""
    return "".join(p("甲乙丙丁戊己庚辛"[i], properties=num(n, lvl)) for i, (n, lvl) in enumerate(places))


def test_ordinary_list_paragraphs_carry_their_number() -> None:
    numbering = numbered_list(level(0, "（%1）", "chineseCounting") + level(1, "%2.") + level(2, "%3)", "lowerLetter"))
    document = read(items((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)), numbering=numbering)
    assert texts(document) == ["（一）甲", "1. 乙", "2. 丙", "a) 丁", "（二）戊", "1. 己"]


def test_levels_combine_and_restart() -> None:
    numbering = numbered_list(level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3"))
    document = read(items((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 2)), numbering=numbering)
    assert texts(document) == ["1 甲", "1.1 乙", "1.1.1 丙", "1.1.2 丁", "1.2 戊", "2 己", "2.1.1 庚"]


def test_legal_style_shows_chinese_chapters_as_digits() -> None:
    numbering = numbered_list(level(0, "第%1章", "chineseCountingThousand") + level(1, "%1.%2", extra="<w:isLgl/>"))
    assert texts(read(items((1, 0), (1, 1), (1, 0), (1, 1)), numbering=numbering)) == [
        "第一章甲",
        "1.1 乙",
        "第二章丙",
        "2.1 丁",
    ]


def test_without_legal_style_the_format_is_kept() -> None:
    numbering = numbered_list(level(0, "第%1章", "chineseCounting") + level(1, "%1.%2"))
    assert texts(read(items((1, 0), (1, 1)), numbering=numbering)) == ["第一章甲", "一.1 乙"]


def test_lists_that_share_an_abstract_list_go_on_counting() -> None:
    numbering = numbered_list(level(0, "%1.")) + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    assert texts(read(items((1, 0), (1, 0), (2, 0)), numbering=numbering)) == ["1. 甲", "2. 乙", "3. 丙"]


def test_a_start_override_restarts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = numbered_list(level(0, "%1.")) + f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{override}</w:num>'
    assert texts(read(items((1, 0), (1, 0), (2, 0), (2, 0)), numbering=numbering)) == [
        "1. 甲",
        "2. 乙",
        "1. 丙",
        "2. 丁",
    ]


def test_a_level_override_changes_the_format() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperLetter", start=3)}</w:lvlOverride>'
    numbering = numbered_list(level(0, "%1."), overrides=override)
    assert texts(read(items((1, 0), (1, 0)), numbering=numbering)) == ["C) 甲", "D) 乙"]


def test_a_level_that_never_restarts_goes_on() -> None:
    numbering = numbered_list(level(0, "%1、") + level(1, "表%2", extra='<w:lvlRestart w:val="0"/>'))
    assert texts(read(items((1, 0), (1, 1), (1, 0), (1, 1)), numbering=numbering)) == [
        "1、甲",
        "表1 乙",
        "2、丙",
        "表2 丁",
    ]


def test_numbering_zero_takes_the_number_of_the_style_away() -> None:
    styles = NORMAL + style("List", "列表", f"<w:pPr>{num(1, 0)}</w:pPr>", "Normal")
    body = p("有号", "List") + p("无号", "List", num(0, 0)) + p("又有号", "List")
    assert texts(read(body, styles=styles, numbering=numbered_list(level(0, "%1、")))) == [
        "1、有号",
        "无号",
        "2、又有号",
    ]


def test_a_numbering_style_link_is_followed() -> None:
    styles = NORMAL + style(
        "Scheme", "章节编号", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering"
    )
    linked = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Scheme"/></w:abstractNum>'
    numbering = linked + numbered_list(level(0, "第%1章")) + '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    assert texts(read(items((2, 0), (2, 0)), styles=styles, numbering=numbering)) == ["第1章甲", "第2章乙"]


def test_headings_numbered_through_their_styles() -> None:
    numbering = numbered_list(
        level(0, "%1", extra='<w:pStyle w:val="Heading1"/>') + level(1, "%1.%2", extra='<w:pStyle w:val="Heading2"/>')
    )
    numbered = HEADINGS.replace("<w:outlineLvl", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl')
    body = (
        p("概述", "Heading1")
        + p("目的", "Heading2")
        + p("范围", "Heading2")
        + p("过程", "Heading1")
        + p("安排", "Heading2")
    )
    assert headings(read(body, styles=numbered, numbering=numbering)) == [
        (1, "1", "概述"), (2, "1.1", "目的"), (2, "1.2", "范围"), (1, "2", "过程"), (2, "2.1", "安排"),
    ]  # fmt: skip


def test_headings_numbered_paragraph_by_paragraph() -> None:
    numbering = numbered_list(level(0, "%1、", "chineseCounting") + level(1, "（%2）", "chineseCounting"))
    body = p("概述", "Heading1", num(1, 0)) + p("目的", "Heading2", num(1, 1)) + p("过程", "Heading1", num(1, 0))
    assert headings(read(body, styles=HEADINGS, numbering=numbering)) == [
        (1, "一、", "概述"), (2, "（一）", "目的"), (1, "二、", "过程"),
    ]  # fmt: skip


def test_bullets_are_no_text_but_boxes_are() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    numbering = numbered_list(
        level(0, "\uf06c", "bullet").replace("</w:lvl>", fonts + "</w:lvl>")
        + level(1, "\uf0a8", "bullet").replace("</w:lvl>", fonts + "</w:lvl>")
    )
    assert texts(read(items((1, 0), (1, 1)), numbering=numbering)) == ["甲", "□乙"]


def test_serial_numbers_in_cells_are_automatic_numbers() -> None:
    cell = f"<w:tc>{p('', properties=num(1, 0))}</w:tc>"
    rows = [["序号", "名称"], [cell, "空压机"], [cell, "水泵"]]
    table = read(tbl(rows), numbering=numbered_list(level(0, "%1"))).tables[0]
    assert table.rows == [["序号", "名称"], ["1", "空压机"], ["2", "水泵"]]


def test_deleted_text_does_not_count() -> None:
    mark = 'w:id="1" w:author="张三" w:date="2025-04-01T08:00:00Z"'
    gone = f"<w:p><w:pPr>{num(1, 0)}<w:rPr><w:del {mark}/></w:rPr></w:pPr><w:del {mark}><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    body = p("甲", properties=num(1, 0)) + gone + p("乙", properties=num(1, 0))
    assert texts(read(body, numbering=numbered_list(level(0, "%1、")))) == ["1、甲", "2、乙"]


def test_a_custom_format_pads_with_zeros() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert texts(read(items((1, 0)), numbering=numbered_list(custom))) == ["001 甲"]


def test_a_broken_list_gives_no_number() -> None:
    assert texts(
        read(p(r("甲"), properties=num(9, 0)) + p("乙", properties=num(1, 12)), numbering=numbered_list(level(0, "%1")))
    ) == ["甲", "乙"]
