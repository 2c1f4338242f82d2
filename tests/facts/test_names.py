"""Organisations by the grammar of their names, and their roles."""

from __future__ import annotations

import pytest

from report_kit.facts import form, names, organisations
from tests.facts.layout import document


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("委托广东蓝岳检测有限公司检测", ["广东蓝岳检测有限公司"]),
        ("蒸汽由东源县蝴蝶岭热力有限公司供应", ["东源县蝴蝶岭热力有限公司"]),
        ("与和平县霁川智能厨电有限公司签订合同", ["和平县霁川智能厨电有限公司"]),
        ("公司为中山霁川电器集团有限公司全资子公司", ["中山霁川电器集团有限公司"]),
        ("由欧迪克（广东）精密制造股份有限公司出具", ["欧迪克（广东）精密制造股份有限公司"]),
        ("粉煤灰来自某电厂，本公司、该有限公司不计", []),
    ],
)
def test_a_name_begins_at_its_place_or_after_the_verb(text: str, found: list[str]) -> None:
    assert [o.text for o in organisations.find(text)] == found


def test_short_and_former_names_belong_to_the_subject() -> None:
    report = document(
        [["企业名称", "河源市松岭电子有限公司"], ["联系人", "陈"], ["电话", "1"], ["邮箱", "a"]],
        "# 1 概况",
        "河源市松岭电子有限公司（以下简称“松岭电子”），原名河源市松岭电路有限公司，2019年更名。",
        "松岭电子产品销往广东。",
        "废气委托广东蓝岳检测有限公司检测。",
    )
    found = {(n.text, n.role) for n in names.extract(report, form.extract(report)[0])}
    assert ("松岭电子", "subject") in found
    assert ("河源市松岭电路有限公司", "subject") in found
    assert ("广东蓝岳检测有限公司", "laboratory") in found
