"""The vocabulary of facts knows what real reports call things, and in which units."""

from decimal import Decimal

import pytest

from report_kit.checklist.vocabulary import vocabulary
from report_kit.quantities.units import parse_unit


@pytest.mark.parametrize(
    ("printed", "id"),
    [
        ("万元产值综合能耗", "energy_per_output_value"),
        ("综合能源消费总量", "total_energy"),
        ("单位产品新鲜水耗", "water_per_product"),
        ("水的重复利用率", "water_reuse_rate"),
        ("一般固废合规处置率", "solid_waste_disposal_rate"),
        ("工业固废综合利用率", "solid_waste_utilisation_rate"),
        ("净购入电力隐含的排放", "carbon_scope2"),
        ("亩均产值", "output_per_area"),
        ("范畴一", "carbon_scope1"),
    ],
)
def test_names_seen_in_real_reports_are_known(printed: str, id: str) -> None:
    assert vocabulary().by_name[printed].id == id


@pytest.mark.parametrize(
    ("id", "unit", "fits"),
    [
        ("energy_per_output_value", "kgce/万元", True),
        ("energy_per_output_value", "吨标煤/亿元", True),
        ("energy_per_output_value", "kgce/台", False),
        ("energy_per_product", "kgce/台", True),
        ("energy_per_product", "tce/万m³", True),
        ("energy_per_product", "tce/万元", False),
        ("water_intake", "吨", True),
        ("water_intake", "万m³", True),
        ("water_intake", "tce", False),
        ("product_output", "万重量箱", True),
        ("output_per_area", "万元/亩", True),
        ("green_material_rate", "%", True),
    ],
)
def test_a_unit_fits_a_quantity_by_its_dimension(id: str, unit: str, fits: bool) -> None:
    parsed = parse_unit(unit)
    assert parsed is not None
    assert vocabulary()[id].accepts_unit(parsed) is fits


def test_every_canonical_unit_fits_its_own_quantity() -> None:
    for quantity in vocabulary().quantities:
        if quantity.unit:
            unit = parse_unit(quantity.unit)
            assert unit is not None and quantity.accepts_unit(unit), quantity.id


def test_rates_are_bounded_by_a_hundred_percent() -> None:
    for quantity in vocabulary().quantities:
        if quantity.is_rate and quantity.id != "carbon_reduction_rate":  # emissions may also rise
            assert quantity.bounds == (Decimal(0), Decimal(100)), quantity.id


def test_a_printed_intensity_may_mean_the_other_denominator() -> None:
    words = vocabulary()
    assert words["carbon_per_output_value"].otherwise == "carbon_per_product"
    assert words["energy_productivity"].inverse_of == "energy_per_value_added"
