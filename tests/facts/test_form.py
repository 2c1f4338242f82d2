"""The basic-information form in the layouts that occur."""

from __future__ import annotations

import pytest

from report_kit.facts import form
from report_kit.facts.checkboxes import choices, ticked
from tests.facts.layout import document

PAIRS = [
    ["工 厂 名 称", "河源市松岭电子有限公司"],
    ["所属行业", "3982 电子电路制造"],
    ["统一社会信用代码", "91441602MA4UTEX1R0"],
    ["法定代表人：", "林一鸣"],
    ["联系电话", ""],
]


def _answers(*parts: str | list[list[str]]) -> dict[str, str]:
    fields, found = form.extract(document(*parts))
    assert found
    return {f.id: f.text for f in fields}


def test_two_columns() -> None:
    answers = _answers("# 基本信息", PAIRS)
    assert answers["factory_name"] == "河源市松岭电子有限公司"
    assert answers["contact_phone"] == ""


def test_four_columns_with_a_blank_answer() -> None:
    answers = _answers(
        [
            ["企业名称", "松岭电子", "信用代码", "91441602MA4UTEX1R0"],
            ["法人代表", "", "联系人", "陈小雨"],
            ["邮箱", "a@b.c", "电话", "1"],
        ]
    )
    assert (answers["factory_name"], answers["legal_person"], answers["contact"]) == ("松岭电子", "", "陈小雨")


def test_lines_instead_of_a_table() -> None:
    answers = _answers("# 基本信息", *(f"{label.rstrip('：')}：{text}" for label, text in PAIRS))
    assert answers["legal_person"] == "林一鸣"


def test_label_and_answer_in_one_cell() -> None:
    answers = _answers(
        [["工厂名称：松岭电子", "所属行业：3982"], ["联系人：陈小雨", "联系电话：0762-1"], ["电子邮箱：", ""]]
    )
    assert (answers["contact"], answers["email"]) == ("陈小雨", "")


def test_the_same_label_in_two_parts_means_two_fields() -> None:
    answers = _answers(
        [["一、工厂基本信息", "一、工厂基本信息"], *PAIRS, ["联系人", "陈小雨"]],
        [
            ["二、第三方机构信息", "二、第三方机构信息"],
            ["机构名称", "青栎公司"],
            ["法定代表人", "赵明远"],
            ["联系人", "孙立"],
            ["联系电话", "020"],
        ],
    )
    assert (answers["contact"], answers["agency_contact"], answers["agency_legal_person"]) == (
        "陈小雨",
        "孙立",
        "赵明远",
    )


def test_a_data_table_is_no_form() -> None:
    assert form.extract(document("# 1 概况", [["产品", "产量"], ["电路板", "120"]]))[1] is False


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("□国有 □集体 ☑民营", ["民营"]),
        ("内资（国有□ 集体□ 民营√） 中外合资□", ["民营"]),
        ("符合√   不符合□", ["符合"]),
        ("■符合 □不符合", ["符合"]),
        ("□符合 □不符合", []),
        ("●是 ○否", ["是"]),
    ],
)
def test_boxes_before_or_after_their_words(text: str, chosen: list[str]) -> None:
    assert ticked(text) == chosen
    assert len(choices(text)) >= 2


def test_several_fields_in_one_line() -> None:
    answers = _answers(
        "# 基本信息",
        "工厂名称： 河源市松岭电子有限公司",
        "通讯地址： 河源市源城区科技路1号 　邮编： 517000",
        "法定代表人： 骆行之 　注册资本： 2000万元",
        "联系人： 邬小满 手机： 13500000123",
        "传真： 无 　电子邮箱：          ",
    )
    assert answers["registered_capital"] == "2000万元"
    assert answers["contact"] == "邬小满"
    assert answers["email"] == ""
