"""Intensities named by their parts: per output value or product, and what a report counts."""

from __future__ import annotations

import pytest

from tests.facts.small import facts_of, told


@pytest.mark.parametrize(
    ("label", "id"),
    [
        ("万元产值钢材锌合金消耗（吨）", "material_per_output_value"),
        ("万元产值化学需氧量排放量（千克）", "pollutant_discharge_per_output_value"),
        ("单位产品非甲烷总烃产生量", "pollutant_per_product"),
        ("万元产值综合能耗（吨标煤）", "energy_per_output_value"),
        ("万元产值取水量（立方米）", "water_per_output_value"),
    ],
)
def test_a_report_names_its_own_material_or_pollutant(label: str, id: str) -> None:
    facts = facts_of([["指标", "2025年"], [label, "0.0668"]])
    assert [f.id for f in facts.values] == [id]


def test_the_denominator_may_stand_in_the_name() -> None:
    facts = facts_of([["指标", "2025年"], ["万元产值综合能耗（吨标煤）", "0.0668"]])
    assert told(facts, "energy_per_output_value") == [("0.0668", "吨标煤/万元", 2025)]


def test_energy_and_water_are_no_materials() -> None:
    facts = facts_of([["指标", "2025年"], ["万元产值蒸汽消耗量", "0.1"], ["单位产品用水量", "1.2"]])
    assert not [f for f in facts.values if f.id.startswith("material")]
