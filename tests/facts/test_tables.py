"""Tables as real reports make them: what each number means."""

from __future__ import annotations

from tests.facts.small import facts_of, told


def test_years_in_columns_in_any_order() -> None:
    facts = facts_of([["项目", "2023年", "2025年", "2024年"], ["工业总产值（万元）", "66,208", "78,460", "71,935"]])
    assert told(facts, "output_value") == [("66,208", "万元", 2023), ("78,460", "万元", 2025), ("71,935", "万元", 2024)]


def test_years_in_rows() -> None:
    facts = facts_of(
        [["年份", "产量（万台）", "工业总产值（万元）"], ["2024", "352.7", "71,935"], ["2025", "386.2", "78,460"]]
    )
    assert told(facts, "product_output") == [("352.7", "万台", 2024), ("386.2", "万台", 2025)]
    assert told(facts, "output_value") == [("71,935", "万元", 2024), ("78,460", "万元", 2025)]


def test_unit_in_a_column_a_note_or_the_cell() -> None:
    column = facts_of([["指标", "单位", "2025年"], ["综合能源消费量", "tce", "2623.76"]])
    note = facts_of([["指标", "2024年", "2025年"], ["工业总产值", "71,935", "78,460"]], note="单位：万元")
    cell = facts_of([["指标", "2025年指标值"], ["单位产值综合能耗", "0.0334 tce/万元"]])
    assert told(column, "total_energy") == [("2623.76", "tce", 2025)]
    assert told(note, "output_value")[1] == ("78,460", "万元", 2025)
    assert told(cell, "energy_per_output_value") == [("0.0334", "tce/万元", 2025)]


def test_quarters_are_parts_of_the_year() -> None:
    facts = facts_of(
        [
            ["季度", "产量（t）"],
            ["一季度", "10"],
            ["二季度", "11"],
            ["三季度", "12"],
            ["四季度", "13"],
            ["全年合计", "46"],
        ]
    )
    scopes = [f.qualifiers.scope for f in facts.of("product_output")]
    assert scopes == ["一季度", "二季度", "三季度", "四季度", ""]


def test_leading_and_benchmark_are_no_actual_values() -> None:
    facts = facts_of([["指标", "单位", "引领值", "基准值", "指标值"], ["可再生能源利用率", "%", "20", "5", "17.49"]])
    natures = {f.number.text: f.qualifiers.nature for f in facts.values if f.number}
    assert natures == {"20": "leading", "5": "benchmark", "17.49": "actual"}


def test_forms_have_labels_beside_their_answers() -> None:
    facts = facts_of(
        [["企业名称", "某某有限公司", "注册资本", "6,000万元"], ["自评价得分", "87.67分", "基本要求", "☑符合"]]
    )
    assert told(facts, "registered_capital") == [("6,000", "万元", 2025)]
    assert told(facts, "score_total") == [("87.67", "分", 2025)]


def test_basis_in_the_header() -> None:
    facts = facts_of(
        [["项目", "当量值（tce）", "等价值（tce）"], ["综合能源消费量", "1098.27", "2310.40"]], caption="表1 2025年能耗"
    )
    assert [f.qualifiers.basis for f in facts.of("total_energy")] == ["当量", "等价"]


def test_one_named_product_is_the_output() -> None:
    facts = facts_of([["年度", "2025", "2024"], ["陶瓷制品产量／t", "6047.5", "5683.2"]])
    assert [f.qualifiers.scope for f in facts.of("product_output")] == ["", ""]


def test_energy_rows_keep_amount_coefficient_and_equivalent() -> None:
    facts = facts_of(
        [
            ["能源种类", "计量单位", "实物量", "折标准煤系数", "折标准煤量/tce"],
            ["电力", "万kWh", "512.60", "1.229 tce/万kWh", "629.99"],
            ["合计", "", "", "", "629.99"],
        ],
        caption="表13 2025年能源消费情况",
    )
    row = facts.energy[0]
    assert row.energy == "electricity" and row.year == 2025
    assert row.amount and row.amount.unit and row.amount.unit.text == "万kWh"
    assert row.tce and row.tce.unit and row.tce.unit.text == "tce"
    assert told(facts, "total_energy") == [("629.99", "tce", 2025)]


def test_parts_and_averages_are_no_addends() -> None:
    facts = facts_of(
        [
            ["能源", "折标煤（tce）"],
            ["电力", "60.0"],
            ["其中：光伏", "5.0"],
            ["柴油", "40.0"],
            ["平均", "50.0"],
            ["合计", "100.0"],
        ]
    )
    assert [a.number.text for a in facts.sums[0].addends] == ["60.0", "40.0"]
