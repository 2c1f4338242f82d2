"""Organisations by the grammar of their names, and their roles."""

from __future__ import annotations

import pytest

from benchmarks.names import measure
from report_kit.facts import form, names, organisations
from report_kit.facts.model import Facts
from tests.facts.layout import document


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("委托广东蓝岳检测有限公司检测", ["广东蓝岳检测有限公司"]),
        ("蒸汽由东源县蝴蝶岭热力有限公司供应", ["东源县蝴蝶岭热力有限公司"]),
        ("与和平县霁川智能厨电有限公司签订合同", ["和平县霁川智能厨电有限公司"]),
        ("公司为中山霁川电器集团有限公司全资子公司", ["中山霁川电器集团有限公司"]),
        ("由欧迪克（广东）精密制造股份有限公司出具", ["欧迪克（广东）精密制造股份有限公司"]),
        ("由中石油昆仑燃气有限公司清远分公司供应", ["中石油昆仑燃气有限公司清远分公司"]),
        ("取得广州赛宝认证中心服务有限公司颁发的证书", ["广州赛宝认证中心服务有限公司"]),
        ("采用华为技术有限公司的设备", ["华为技术有限公司"]),
        ("与祥和盛达电子有限公司及三和电子有限公司合作", ["祥和盛达电子有限公司", "三和电子有限公司"]),
        (
            "国家税务总局河源市税务局、河源市生态环境局东源分局",
            ["国家税务总局河源市税务局", "河源市生态环境局东源分局"],
        ),
        ("由江苏省昆山市巴城镇晟达电子有限公司配送", ["江苏省昆山市巴城镇晟达电子有限公司"]),
        ("由紫金县骁腾产业转移工业园管理委员会管理", ["紫金县骁腾产业转移工业园管理委员会"]),
        ("废渣送河源市城东污水处理厂处理", ["河源市城东污水处理厂"]),
        ("粉煤灰来自某电厂，本公司、该有限公司不计", []),
        ("供应商应为有限公司，公司设有检测中心、污水处理站，厂区东侧为空地，各分公司执行", []),
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


def test_headers_captions_labels_and_clauses_tell_roles() -> None:
    report = document(
        [["企业名称", "河源市松岭电子有限公司"], ["联系人", "陈"], ["电话", "1"], ["邮箱", "a"]],
        "# 1 概况",
        [["序号", "供应商名称", "物料"], ["1", "惠州晟达电机有限公司", "电机"], ["2", "明珠五金厂", "支架"]],
        [["设备名称", "生产厂家"], ["空压机", "上海飒岚压缩机有限公司"]],
        [["许可证", "核发部门"], ["排污许可证", "河源市生态环境局"]],
        "主要客户有中山骏邦电器有限公司和珠海启新电器有限公司。蒸汽由东源县岭热热力有限公司供应。",
        "监测单位：明察实验有限公司。公司系深圳市泓泰集团有限公司的全资子公司。",
    )
    found = {n.text: n.role for n in names.extract(report, form.extract(report)[0])}
    assert found == {
        "河源市松岭电子有限公司": "subject",
        "惠州晟达电机有限公司": "supplier",
        "明珠五金厂": "supplier",
        "上海飒岚压缩机有限公司": "supplier",
        "河源市生态环境局": "authority",
        "中山骏邦电器有限公司": "customer",
        "珠海启新电器有限公司": "customer",
        "东源县岭热热力有限公司": "supplier",
        "明察实验有限公司": "laboratory",
        "深圳市泓泰集团有限公司": "parent",
    }


def test_facts_give_organisations_by_role_once() -> None:
    report = document(
        [["企业名称", "河源市松岭电子有限公司"], ["联系人", "陈"], ["电话", "1"], ["邮箱", "a"]],
        "# 1 概况",
        "包装向惠州晟达包装有限公司采购。惠州晟达包装有限公司为主要供应商。",
        "公司与河源市岚秀文化有限公司相邻。",
    )
    facts = Facts(report)
    facts.names = names.extract(report, form.extract(report)[0])
    assert list(facts.organisations("supplier")) == ["惠州晟达包装有限公司"]
    assert set(facts.organisations()) == {"河源市松岭电子有限公司", "惠州晟达包装有限公司"}


def test_invented_names_are_found_with_their_roles() -> None:
    score = measure(seed=7, half="fresh", reports=12)
    for group, precision, recall in (("subject", 0.99, 0.99), ("agency", 0.99, 0.99), ("others", 0.92, 0.85)):
        right, missed, extra = score.right[group], score.missed[group], score.extra[group]
        assert right / (right + extra) >= precision, score.wrong
        assert right / (right + missed) >= recall, score.wrong
    as_read = [(role, n) for want, counts in score.roles.items() for role, n in counts.items() if role == want]
    assert sum(n for _, n in as_read) / sum(score.right.values()) >= 0.95
