"""Credit codes, permits, industry codes, citations."""

from __future__ import annotations

import pytest

from report_kit.facts import citations, credit_code, form, identifiers
from tests.facts.layout import document


@pytest.mark.parametrize("code", ["91130200699229617X", "911302307808371268", "91441625MA54W8T6X4"])
def test_a_right_code_checks(code: str) -> None:
    assert credit_code.fault(code) == ""


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91350100M000100Y4Z", "不用的字符"),
        ("91441625MA54W8T6X5", "校验码"),
        ("91441625MA54W8T6X", "17位"),
        ("9144162OMA54W8T6X4", "O"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(code: str, fault: str) -> None:
    assert fault in credit_code.fault(code)


def test_a_number_has_its_owner() -> None:
    report = document(
        [
            ["企业名称", "河源市松岭电子有限公司"],
            ["信用代码", "91441625MA54W8T6X4"],
            ["第三方机构名称", "深圳市砺源咨询有限公司"],
            ["行业", "C3982"],
        ],
        "# 7 机构资质",
        "深圳市砺源咨询有限公司（统一社会信用代码91440305MA5D7QK39Q）为独立法人。",
        "# 8 环保",
        "公司排污许可证编号为91441625MA54W8T6X4001Q。",
    )
    found = {(i.kind, i.text, i.owner) for i in identifiers.extract(report, form.extract(report)[0])}
    assert ("credit_code", "91441625MA54W8T6X4", "subject") in found
    assert ("credit_code", "91440305MA5D7QK39Q", "agency") in found
    assert ("permit", "91441625MA54W8T6X4001Q", "") in found
    assert ("industry_code", "3982", "subject") in found


def test_a_citation_has_number_and_title() -> None:
    report = document(
        "《绿色工厂梯度培育及管理暂行办法》（工信部节〔2024〕13号）、GB/T 2589—2020 综合能耗计算通则、GB 12348-2008。"
    )
    assert [(c.number, c.title) for c in citations.extract(report)] == [
        ("GB/T 2589-2020", "综合能耗计算通则"),
        ("GB 12348-2008", ""),
        ("工信部节〔2024〕13号", "绿色工厂梯度培育及管理暂行办法"),
    ]
