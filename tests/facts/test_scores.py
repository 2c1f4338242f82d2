"""Score tables in the layouts of real reports."""

from __future__ import annotations

from tests.facts.small import facts_of

_AREAS = [
    ["一级指标（权重）", "评价要求", "满分", "自评分"],
    ["基础设施（20%）", "建筑", "60", "50"],
    ["基础设施（20%）", "照明", "40", "40"],
    ["基础设施（20%）", "小计（原始分／加权分）", "100", "90／18.00"],
    ["管理体系（15%）", "体系", "70", "60"],
    ["管理体系（15%）", "认证", "30", "20"],
    ["管理体系（15%）", "小计（原始分／加权分）", "100", "80／12.00"],
    ["自评总分（加权）", "自评总分（加权）", "100", "30.00"],
]


def test_one_cell_may_hold_the_raw_and_the_weighted_points() -> None:
    rows = facts_of(_AREAS).scores[0].rows
    assert [(r.raw and r.raw.number.text, r.weighted and r.weighted.number.text) for r in rows if r.is_total] == [
        ("90", "18.00"),
        ("80", "12.00"),
        (None, "30.00"),
    ]


def test_rows_know_their_area_and_a_table_of_items_is_no_summary() -> None:
    table = facts_of(_AREAS).scores[0]
    assert table.kind == "items"
    assert [r.area for r in table.rows] == ["infrastructure"] * 3 + ["management"] * 3 + [""]


def test_a_cell_may_hold_name_and_value() -> None:
    facts = facts_of(
        [
            ["二级指标", "评价要求", "满分", "得分"],
            ["用地集约化", "容积率：1.382", "8", "8"],
            ["用地集约化", "建筑密度：49.51%", "7", "7"],
        ]
    )
    assert {(f.id, f.number and f.number.text) for f in facts.values} == {
        ("plot_ratio", "1.382"),
        ("building_density", "49.51"),
    }
