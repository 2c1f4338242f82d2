"""Factors, standards, industries, places, jurisdictions."""

from datetime import date
from decimal import Decimal

import pytest

from report_kit.checklist.classifications import divisions, industries
from report_kit.checklist.factors import energies, fuels, grid
from report_kit.checklist.jurisdictions import jurisdiction, jurisdiction_for
from report_kit.checklist.standards import standards
from report_kit.checklist.vocabulary import vocabulary
from report_kit.errors import InputError


def test_coal_equivalents_agree_with_the_calorific_values() -> None:
    for row in energies().rows:
        if row.net_calorific:
            ends = (row.coefficients[0].low, row.coefficients[0].high)
            for calorific, coefficient in zip(row.net_calorific, ends, strict=True):
                assert abs(calorific / Decimal("29307.6") - coefficient) < Decimal("0.0002"), row.id


@pytest.mark.parametrize(
    ("energy", "value", "status"),
    [
        ("electricity", "0.1229", "standard"),
        ("electricity", "0.123", "standard"),
        ("electricity", "0.305", "accepted"),
        ("electricity", "0.404", "obsolete"),
        ("natural_gas", "1.2143", "standard"),
        ("natural_gas", "1.33", "standard"),
        ("steam", "0.0943", "accepted"),
        ("heat", "0.0341", "standard"),
        ("water", "0.0857", "obsolete"),
        ("diesel", "1.4571", "standard"),
        ("diesel", "1.5571", None),
    ],
)
def test_coefficients_in_use_are_told_from_wrong_and_from_obsolete_ones(
    energy: str, value: str, status: str | None
) -> None:
    found = [c.status for c in energies().by_id[energy].coefficients if c.covers(Decimal(value))]
    assert found == ([status] if status else [])


def test_grid_factors_are_there_for_three_years_all_regions_and_thirty_provinces() -> None:
    for release in grid().releases:
        assert len(release.regions) == 7 and len(release.provinces) == 30
    assert [r.year for r in grid().published_before(date(2025, 5, 20))] == [2022, 2021]
    guangdong = {r.year: r.provinces["广东"] for r in grid().releases}
    assert guangdong == {2021: Decimal("0.4715"), 2022: Decimal("0.4403"), 2023: Decimal("0.4419")}
    assert grid().region_of("广东") == "南方"


def test_one_factor_may_belong_to_two_places() -> None:
    found = {(f.region, f.year) for f in grid().meanings(Decimal("0.4044"))}
    assert found == {("广西", 2022), ("湖北", 2023)}


def test_footprint_factors_are_marked_as_not_for_purchased_power() -> None:
    assert {o.value for o in grid().others if o.use == "footprint"} == {Decimal("0.6205"), Decimal("0.5777")}


def test_both_default_sets_of_fuel_factors_are_accepted() -> None:
    low, high = fuels().by_energy["diesel"].accepted
    assert low < Decimal("3.096") < Decimal("3.145") < high


def test_every_energy_item_has_a_coefficient() -> None:
    for quantity in vocabulary().quantities:
        if quantity.kind == "energy_item":
            assert quantity.energy in energies().by_id, quantity.id


def test_a_standard_is_found_in_any_spelling() -> None:
    register = standards()
    for spelling in ("GB/T 2589-2020", "GB/T2589—2020", "gb/t 2589－2020"):
        found = register.find(spelling)
        assert found is not None and found.name == "综合能耗计算通则"
    assert register.find("OHSAS18001") is not None
    assert register.find("工信部节〔2024〕13号") is not None


def test_the_replacement_in_force_on_a_day_is_known() -> None:
    current = standards().current("GB/T 28001-2011", date(2025, 1, 1))
    assert current is not None and current.number == "GB/T 45001-2020"
    before = standards().current("GB/T 36132-2018", date(2025, 6, 1))
    assert before is not None and before.number == "GB/T 36132-2018"
    by_number = standards().current("GB 20052", date(2022, 1, 1))
    assert by_number is not None and by_number.number == "GB 20052-2020"


def test_a_replaced_standard_ends_before_or_when_its_successor_begins() -> None:
    for row in standards().rows:
        if row.replaced_by:
            successor = standards().find(row.replaced_by)
            assert successor is not None and row.in_force_until is not None
            assert row.in_force_until < successor.in_force_from, row.number


def test_industry_codes_are_known_with_and_without_letter() -> None:
    table = industries()
    assert table.name_of("C3982") == table.name_of("3982") == "电子电路制造"
    assert table.is_manufacturing("3024") and not table.is_manufacturing("6510")
    assert table.section_of("9999") is None
    assert table.is_complete_for("3999") and table.name_of("3999") is None
    assert [k.name for k in table.key_industries_of("3982")] == ["印制电路板"]
    assert len(table.key_industries) == 53


def test_places_are_known_by_code_and_by_name() -> None:
    table = divisions()
    assert table.city_of("441625") == "河源市" and table.counties["441625"] == "东源县"
    province = table.province_of("441625")
    assert province is not None and province.short == "广东"
    assert table.place_names["河源"] == "4416"
    assert len(table.provinces) == 34
    assert "441624" in table.codes_under("4416")


def test_the_draft_of_a_city_may_not_be_cited_and_hands_over_to_the_province() -> None:
    city = jurisdiction("heyuan")
    assert not city.may_be_cited and city.parent == "guangdong"
    assert jurisdiction("guangdong").may_be_cited
    assert [a.trigger for a in city.on("trigger")] == ["A", "B", "C"]
    assert len(city.on("veto")) == 6
    assert {a.article for a in city.articles if a.number_inferred} == {"第八条", "第九条", "第十条"}


def test_a_place_has_the_narrowest_rules_shipped() -> None:
    assert jurisdiction_for("441625").id == "heyuan"
    assert jurisdiction_for("440305").id == "guangdong"
    assert jurisdiction_for("3201").id == "national"
    with pytest.raises(InputError, match="heyuan"):
        jurisdiction("atlantis")
