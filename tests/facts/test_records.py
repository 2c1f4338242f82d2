"""Test reports, factors, evidence lists, stoppages and projects as reports tell of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from report_kit.facts import balances, emission, evidence_index, laboratory, projects, site, stoppages
from report_kit.facts.tables import read_table
from tests.facts.layout import document


def test_a_list_of_test_reports_tells_number_laboratory_and_days() -> None:
    read = document(
        [
            ["监测内容", "检测机构", "报告编号", "采样日期", "签发日期"],
            ["废气", "广东蓝岳检测有限公司", "HJ2503112", "2025-03-05", "2025-03-14"],
        ]
    )
    (one,) = laboratory.reports(read)
    assert (one.number, one.laboratory) == ("HJ2503112", "广东蓝岳检测有限公司")
    assert (one.sampled, one.issued) == (date(2025, 3, 5), date(2025, 3, 14))


@pytest.mark.parametrize(
    ("text", "year", "area"),
    [
        ("采用广东省2022年电力平均排放因子0.4403 kgCO2/kWh", 2022, "广东"),
        ("电力因子取0.4403 tCO2/MWh（广东省2022年值）", 2022, "广东"),
        ("2025年净购入电力排放5477.60 tCO2（电力因子0.4403 tCO2/MWh，广东省2022年值）", 2022, "广东"),
        ("外购电（广东2022年因子0.4403吨/千千瓦时）2705.97吨", 2022, "广东"),
    ],
)
def test_a_factor_is_told_with_its_year_and_area(text: str, year: int, area: str) -> None:
    (factor,) = emission.extract(document(text))
    assert (factor.value, factor.year, factor.area) == (Decimal("0.4403"), year, area)


@pytest.mark.parametrize(
    ("cell", "indices"),
    [
        ("A-01~A-03", ["A-1", "A-2", "A-3"]),
        ("2-1～2-2、3-1", ["2-1", "2-2", "3-1"]),
        ("附件03、附件 12", ["附件3", "附件12"]),
    ],
)
def test_ranges_of_indices_are_told_in_full(cell: str, indices: list[str]) -> None:
    assert evidence_index.expand(cell) == indices


def test_a_stoppage_of_a_month_is_all_its_days_and_a_denial_is_none() -> None:
    read = document("2025年2月停产检修，3月起恢复生产。公司近三年未停产。计划2026年5月停产改造。")
    assert [(s.first, s.last) for s in stoppages.extract(read, [], 2025)] == [(date(2025, 2, 1), date(2025, 2, 28))]


def test_a_list_of_planned_projects_is_no_list_of_projects() -> None:
    rows = [["项目名称", "投资（万元）", "年份"], ["空压机余热回收改造", "86.5", "2026"]]
    assert projects.extract(document("# 五、下一步计划", rows)) == []
    assert [p.name for p in projects.extract(document("# 二、改造项目", rows))] == ["空压机余热回收改造"]


def test_addresses_are_compared_by_their_parts() -> None:
    parts = site.parts("广东省河源市源城区高埔岗街道科技二路18号")
    assert (parts.city, parts.county, parts.town, parts.road, parts.number) == (
        "河源市", "源城区", "高埔岗街道", "科技二路", "18",
    )  # fmt: skip


def test_stock_bought_and_used_make_a_balance() -> None:
    read = document([["能源", "年初库存", "购进量", "消费量", "年末库存"], ["柴油", "12.4", "68.0", "68.4", "12.0"]])
    (balance,) = balances.extract([read_table(read.tables[0])])
    assert balance.left.overlaps(balance.right)
