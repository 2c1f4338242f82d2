"""Verdicts and the requirements they belong to, in tables, lists and prose; placeholders that are none."""

from __future__ import annotations

from datetime import date

import pytest

from report_kit.facts import judgements, placeholders, verdicts
from report_kit.facts.model import Identity
from tests.facts.layout import document

VETOES = [
    "未正常经营生产",
    "安全、质量、环境污染等事故",
    "被动态调整出名单",
    "督查发现严重问题",
    "列入节能监察整改名单",
    "失信被执行人",
]


@pytest.mark.parametrize("text", ["符合", "是", "√", "☑符合 □不符合", "满足要求", "达标", "已建立"])
def test_a_requirement_is_met(text: str) -> None:
    assert verdicts.of_requirement(text) == "meets"


@pytest.mark.parametrize("text", ["不符合", "否", "×", "□符合 ☑不符合", "未达标"])
def test_a_requirement_is_not_met(text: str) -> None:
    assert verdicts.of_requirement(text) == "fails"


@pytest.mark.parametrize("text", ["不存在", "无", "否", "未发生", "□是 ☑否", "未列入异常名录", "符合"])
def test_a_condition_does_not_exist(text: str) -> None:
    assert verdicts.of_condition(text) == "meets"


@pytest.mark.parametrize("text", ["存在", "☑是 □否"])
def test_a_condition_exists(text: str) -> None:
    assert verdicts.of_condition(text) == "fails"


def test_six_vetoes_in_a_table_upright_or_on_its_side() -> None:
    upright = [["序号", "否决情形", "查询日期", "评价结果"]]
    upright += [[str(n), v, "2025年3月13日", "不存在"] for n, v in enumerate(VETOES, 1)]
    aside = [
        ["项目", *"123456"],
        ["否决情形", *VETOES],
        ["查询日期", *["2025年3月13日"] * 6],
        ["结论", *["不存在"] * 6],
    ]
    for table in (upright, aside):
        found = judgements.vetoes(document("# 3.1 否决条件", table))
        assert len({j.clause for j in found}) == 6
        assert all(j.verdict == "meets" and j.queried == date(2025, 3, 13) for j in found)


def test_basic_requirements_with_a_blank_verdict() -> None:
    rows = [
        ["条款", "基本要求", "核实情况", "评价"],
        ["1", "依法设立，守法生产", "齐全", "符合"],
        ["2", "职责和权限得到分配", "文件齐全", ""],
    ]
    found = judgements.basics(document("# 3.2 基本要求符合性", rows), Identity(edition="gbt36132-2018"))
    assert [(j.clause, j.verdict) for j in found] == [("basic-1", "meets"), ("basic-5", "none")]


@pytest.mark.parametrize(
    "text",
    [
        "φ2.75×38 m",
        "138****1234",
        "粤(2020)××市不动产权第0000001号",
        "512.60×4.04＝2070.90",
        "型号XX-100",
        "法定代表人签字：____",
    ],
)
def test_what_only_looks_like_a_placeholder_is_left_alone(text: str) -> None:
    assert placeholders.extract(document("# 1 概况", text)) == []


@pytest.mark.parametrize(
    "text", ["XX公司", "××市", "20  年  月  日", "{{ name }}", "待补充", "请在100字以内概括", "**重点**"]
)
def test_a_placeholder_is_found(text: str) -> None:
    assert placeholders.extract(document("# 1 概况", text))


def test_basic_requirements_in_the_same_chapter_are_no_vetoes() -> None:
    made = document(
        "# 二、否决条件与基本要求",
        [
            ["编号", "否决条件", "查询网站", "结果"],
            ["F1", "未正常经营生产（注销、连续停产12个月以上等）", "公示系统（2026-04-08）", "无"],
            ["F2", "安全、质量、环境污染等事故及偷漏税", "信用中国（2026-04-08）", "无"],
        ],
        [["条款", "内容", "是否符合"], ["a", "近三年未发生安全、质量、环保等违法违规行为", "是"]],
    )
    found = [(j.clause, j.verdict) for j in judgements.vetoes(made)]
    assert found == [("veto-operation", "meets"), ("veto-accident", "meets")]
