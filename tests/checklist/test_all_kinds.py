"""Checklists of parks, supply-chain enterprises, the platform and the agency, and which one a report is held against."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from report_kit.checklist.agency import agency_requirements
from report_kit.checklist.edition import edition
from report_kit.checklist.editions import choose_edition, edition_ids, profile_ids
from report_kit.checklist.forms import dynamic_form, report_format, variants
from report_kit.checklist.jurisdictions import jurisdiction_ids
from report_kit.checklist.validate import references
from report_kit.checklist.vocabulary import vocabulary

PARK, CHAIN, PLATFORM = edition("park-586-2016"), edition("gscm-2016"), edition("miit390-2025")


def test_the_park_has_31_indicators_18_required_and_24_counted_by_the_choice_groups() -> None:
    assert len(PARK.basic_requirements) == 7
    assert len(PARK.indicators) == 31 and len(PARK.required_indicators) == 18
    assert len(PARK.required_indicators) + sum(c.at_least for c in PARK.choices) == PARK.scoring.divisor == 24
    assert {i.choice for i in PARK.indicators if not i.required} == {c.id for c in PARK.choices}
    assert PARK.scoring.symbol == "GI" and PARK.scoring.years == 3
    assert {i.name for i in PARK.indicators if i.is_reverse} == {"单位工业增加值废水排放量", "主要污染物弹性系数"}


def test_leading_values_of_the_park_are_shown_as_to_be_verified() -> None:
    quantitative = [i for i in PARK.indicators if i.is_quantitative]
    assert all(i.leading_value is not None and i.values_confidence == "background" for i in quantitative)
    assert PARK.scoring.confidence == "background"


def test_who_may_apply_as_a_park_is_asked_for() -> None:
    share = next(e for e in PARK.eligibility if e.quantity)
    assert share.quantity == "value_added_share" and share.above == 50
    assert len(PARK.eligibility) == 4


def test_the_supply_chain_has_seven_requirements_and_twenty_indicators_worth_a_hundred_points() -> None:
    assert len(CHAIN.basic_requirements) == 7 and len(CHAIN.indicators) == 20
    assert sum((i.weight or Decimal(0) for i in CHAIN.indicators), Decimal(0)) == 100
    for area in CHAIN.areas:
        assert sum((i.weight or Decimal(0) for i in CHAIN.indicators if i.area == area.id), Decimal(0)) == area.weight
    assert [i.name for i in CHAIN.indicators if i.is_quantitative] == ["低风险供应商占比", "产品回收率", "包装回收率"]


def test_the_platform_table_has_eighteen_rows_each_with_its_evidence_and_shares_the_formulas_of_2025() -> None:
    assert len(PLATFORM.indicators) == 18 and all(i.evidence for i in PLATFORM.indicators)
    assert len(PLATFORM.basic_requirements) == 3 and all(r.evidence for r in PLATFORM.basic_requirements)
    assert all(i.to_verify for i in PLATFORM.indicators)
    assert PLATFORM.formulas == edition("gbt36132-2025").formulas


@pytest.mark.parametrize("id", [*edition_ids(), *profile_ids()])
def test_every_id_an_edition_refers_to_exists(id: str) -> None:
    assert list(references(edition(id))) == []


def test_a_profile_changes_only_what_it_says() -> None:
    base, own = edition("gbt36132-2018"), edition("gbt36132-2018+cement")
    energy = next(i for i in own.indicators if i.id == "energy_per_product")
    assert own.id == "gbt36132-2018+cement"
    assert energy.units == ("kgce/t",) and energy.leading_value == 100 and energy.values_confidence == "background"
    changed = {i.id for i, j in zip(base.indicators, own.indicators, strict=True) if i != j}
    assert changed == {"energy_per_product", "solid_waste_utilisation_rate", "wastewater_reuse_rate"}
    assert {"gbt36132-2025+electronics", "gbt36132-2025+ceramics", "gscm-2016+electronics"} <= set(profile_ids())


@pytest.mark.parametrize(
    ("kind", "mode", "dated", "id"),
    [
        ("park", "third-party", date(2026, 4, 1), "park-586-2016"),
        ("supply-chain", "self", date(2025, 4, 1), "gscm-2016"),
        ("factory", "platform", date(2026, 4, 1), "miit390-2025"),
        ("factory", "self", date(2026, 4, 1), "gbt36132-2025"),
        ("factory", "third-party", date(2025, 4, 1), "gbt36132-2018"),
    ],
)
def test_the_edition_follows_kind_mode_and_day_and_says_why(kind: str, mode: str, dated: date, id: str) -> None:
    chosen, reason = choose_edition(kind, dated, [], None, mode)
    assert chosen == id and reason


def test_every_kind_has_formats_for_self_and_third_party_evaluation() -> None:
    for kind in ("factory", "park", "supply-chain"):
        for mode in ("self", "third-party"):
            assert variants(kind, mode), (kind, mode)
    assert {v.id for v in variants("park", "self")} == {"park-self-2024", "park-self-2018"}
    form = report_format("format-2024").variant("factory", "platform")
    assert form is not None and form.field["process_profile"].max_chars == 200


def test_the_yearly_form_of_each_kind_has_fields_data_and_checks_all_to_be_verified() -> None:
    for kind in ("factory", "park", "supply-chain"):
        form = dynamic_form(kind)
        assert form is not None and form.fields and form.data and form.year_checks
        assert all(row.to_verify for row in (*form.fields, *form.data, *form.year_checks))
        assert all(row.quantity in vocabulary() for row in (*form.data, *form.year_checks))


def test_what_an_agency_must_be_is_data() -> None:
    needs = agency_requirements()
    assert (needs.staff, needs.senior_share, needs.record_years, needs.yearly_projects) == (10, 50, 5, 15)
    assert len(needs.conditions) == 5 and len(needs.steps) == 5


def test_the_narrowest_jurisdiction_comes_first() -> None:
    assert jurisdiction_ids()[0] == "heyuan" and jurisdiction_ids()[-1] == "national"
