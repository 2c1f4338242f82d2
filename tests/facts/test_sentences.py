"""Values in running text: what is an actual value of which year, and what is none."""

from __future__ import annotations

import pytest

from tests.facts.small import facts_of, told


@pytest.mark.parametrize(
    ("text", "id", "expected"),
    [
        ("2025年单位产值综合能耗为0.0215 tce/万元，低于行业平均。", "energy_per_output_value", [("0.0215", "tce/万元", 2025)]),
        ("万元产值综合能耗为 1.010 吨标煤/万元。", "energy_per_output_value", [("1.010", "吨标煤/万元", 2025)]),
        ("2023年、2024年、2025年产量分别为327.5万台、352.7万台和386.2万台。", "product_output", [("327.5", "万台", 2023), ("352.7", "万台", 2024), ("386.2", "万台", 2025)]),
        ("单位用地面积产值0.3417 万元/m²，即227.8 万元/亩。", "output_per_area", [("0.3417", "万元/m²", 2025), ("227.8", "万元/亩", 2025)]),
        ("可再生能源利用率＝192.09 tce÷1098.27 tce×100%＝17.49%。", "renewable_rate", [("17.49", "%", 2025)]),
        ("废水产生15,840 t，其中回用15,240 t、外排600 t。", "wastewater_generated", [("15,840", "t", 2025)]),
        ("外购电力排放＝10 MWh×0.5 tCO2/MWh＝5 tCO2；合计5.0 tCO2。", "carbon_total", [("5.0", "tCO2", 2025)]),
    ],
)  # fmt: skip
def test_actual_values(text: str, id: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert told(facts_of(text), id) == expected


@pytest.mark.parametrize(
    "text",
    [
        "到2030年单位产值综合能耗降至0.0180 tce/万元。",
        "单位产值综合能耗不高于0.0350 tce/万元。",
        "行业平均单位产值综合能耗为0.0450 tce/万元。",
        "单位产值综合能耗较上年下降3.38%。",
        "力争单位产值综合能耗达到0.0200 tce/万元。",
        "依据《综合能耗计算通则》（GB/T 2589-2020）计算单位产值综合能耗。",
    ],
)
def test_targets_limits_and_changes_are_no_actual_values(text: str) -> None:
    assert told(facts_of(text), "energy_per_output_value") == []


def test_another_year_follows_in_the_next_clause() -> None:
    facts = facts_of("单位产品综合能耗95.60 tce/万m³。2024年为98.94 tce/万m³，同比下降3.38%。")
    assert told(facts, "energy_per_product") == [("95.60", "tce/万m³", 2025), ("98.94", "tce/万m³", 2024)]
    assert [(g.stated.number.text, g.kind) for g in facts.growths] == [("3.38", "decline")]


def test_quotes_are_exact_and_short() -> None:
    text = "经评价组核实，" * 20 + "2025年单位产值综合能耗为0.0215 tce/万元。"
    fact = facts_of(text).of("energy_per_output_value")[0]
    assert fact.place.quote in text and len(fact.place.quote) <= 60 and "0.0215" in fact.place.quote


@pytest.mark.parametrize(
    ("text", "expression", "result"),
    [
        ("199/214＝92.99%", "a / b", "92.99"),
        ("184600 m³÷（27960＋184600）m³×100%＝86.85%", "a / (b + c) * d", "86.85"),
        ("2025年为0.2212 tce/万m²（1655.38 tce÷7485 万m²）", "a / b", "0.2212"),
        ("综合能耗3691.96 tce÷产量38.62万m³＝95.60 tce/万m³", "a / b", "95.60"),
    ],
)
def test_printed_calculations(text: str, expression: str, result: str) -> None:
    calculation = facts_of(text).calculations[0]
    assert (calculation.expression, calculation.result.number.text) == (expression, result)
