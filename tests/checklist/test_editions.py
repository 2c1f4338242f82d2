"""Editions: their rows, their formulas, and which one a report is held against."""

from datetime import date
from decimal import Decimal

import pytest

from report_kit.checklist.edition import common_formulas, edition, find_edition
from report_kit.checklist.editions import choose_edition, edition_ids
from report_kit.checklist.forms import vetoes
from report_kit.checklist.formulas import Formula
from report_kit.checklist.recognition import recognise
from report_kit.checklist.scoring import rescaled, score, weighted_score
from report_kit.errors import InputError
from report_kit.quantities.interval import Interval

NEW, OLD = edition("gbt36132-2025"), edition("gbt36132-2018")


def test_the_2025_edition_has_fourteen_indicators_worth_a_hundred_points() -> None:
    assert len(NEW.required_indicators) == 14
    assert sum(i.weight or 0 for i in NEW.indicators) == 100
    assert all(i.weight_is_example for i in NEW.indicators)
    by_area = {a.id: a.weight for a in NEW.areas}
    for id, weight in by_area.items():
        assert sum(i.weight or 0 for i in NEW.indicators if i.area == id) == weight
    assert len(NEW.platform_functions) == 12


def test_the_2025_edition_has_the_28_formulas_of_appendix_b() -> None:
    numbers = [f.number for f in NEW.formulas if f.number]
    assert numbers == [f"B.{n}" for n in range(1, 29)]
    shifted = {f.number: f.section for f in NEW.formulas}
    assert shifted["B.26"] == "B.25" and shifted["B.28"] == "B.27"


def test_the_2018_edition_has_eight_vetoing_requirements_six_areas_and_thirteen_formulas() -> None:
    assert len(OLD.basic_requirements) == 8
    assert [a.weight for a in OLD.areas] == [20, 15, 15, 10, 10, 30]
    assert {f.number for f in OLD.formulas} == {f"A.{n}" for n in range(1, 14)}
    assert {i.level for i in OLD.items} == {"must", "may"}


def test_leading_and_benchmark_values_are_never_built_in() -> None:
    for indicator in NEW.indicators:
        assert not indicator.thresholds


@pytest.mark.parametrize("formula", [*NEW.formulas, *OLD.formulas, *common_formulas()], ids=lambda f: f.id)
def test_the_units_of_a_formula_combine_to_the_unit_of_its_result(formula: Formula) -> None:
    formula.check_units()


def test_a_formula_whose_units_do_not_combine_is_refused() -> None:
    wrong = Formula(
        id="x",
        name="x",
        source="x",
        result="water_per_product",
        expression="water_intake / output_value",
        inputs={"water_intake": "m³", "output_value": "万元"},
        unit="m³/产品单位",
    )
    with pytest.raises(ValueError, match="与结果单位"):
        wrong.check_units()
    by_thousand = wrong.model_copy(update={"inputs": {"water_intake": "m³", "output_value": "元"}, "unit": "m³/万元"})
    with pytest.raises(ValueError, match="差"):
        by_thousand.check_units()


@pytest.mark.parametrize("expression", ["__import__('os')", "a.b", "a ** 9", "'x' * 9", "[a]", "a if a else a", "a("])
def test_an_expression_may_hold_nothing_but_arithmetic(expression: str) -> None:
    with pytest.raises(ValueError):
        Formula(id="x", name="x", source="x", result="a", expression=expression, inputs={"a": "t"}, unit="t")


def test_formulas_calculate_in_decimals() -> None:
    reuse = OLD.formulas_for("wastewater_reuse_rate")[0]
    value = reuse.evaluate({"wastewater_reused": Decimal(15240), "wastewater_discharged": Decimal(600)})
    assert round(value, 2) == Decimal("96.21")


def test_an_input_with_a_default_may_be_missing_and_another_may_not() -> None:
    rate = NEW.formulas_for("solid_waste_utilisation_rate")[0]
    given = {"solid_waste_utilised": Decimal(4780), "solid_waste_generated": Decimal(4862)}
    assert round(rate.evaluate(given), 2) == Decimal("98.31")
    with pytest.raises(KeyError, match="solid_waste_generated"):
        rate.evaluate({"solid_waste_utilised": Decimal(1)})


def test_intervals_give_every_value_the_print_allows_and_no_more() -> None:
    rate = NEW.formulas_for("water_reuse_rate")[0]
    five = Interval(Decimal(4), Decimal(6))
    assert rate.evaluate({"reused_water": five, "water_intake": five}) == Interval(Decimal(40), Decimal(60))


def test_a_denominator_that_may_be_zero_is_said_so() -> None:
    per_product = NEW.formulas_for("energy_per_product")[0]
    with pytest.raises(ZeroDivisionError):
        per_product.evaluate(
            {"total_energy": Interval.exact(1), "product_output": Interval(Decimal(-1), Decimal(1))},
        )


def test_points_rise_linearly_between_benchmark_and_leading_value() -> None:
    ten = Decimal(10)
    assert score(Decimal(95), Decimal(90), Decimal(50), ten) == 10
    assert score(Decimal(70), Decimal(90), Decimal(50), ten) == 5
    assert score(Decimal(49), Decimal(90), Decimal(50), ten) == 0
    assert score(Decimal("0.3"), Decimal("0.2"), Decimal("0.4"), ten, "lower") == 5
    assert score(Decimal("0.1"), Decimal("0.2"), Decimal("0.4"), ten, "lower") == 10
    assert score(Decimal(50), Decimal(50), Decimal(50), ten) == 10
    with pytest.raises(ValueError, match="写反"):
        score(Decimal(1), Decimal(50), Decimal(90), ten)


def test_area_scores_add_up_by_their_weights() -> None:
    raw = [86, 93, 85, 81, 88, 86]
    total = weighted_score([(Decimal(r), a.weight) for r, a in zip(raw, OLD.areas, strict=True)])
    assert total == Decimal("86.60")
    assert rescaled(Decimal(72), Decimal(90)) == 80


@pytest.mark.parametrize(
    ("dated", "cited", "explicit", "id"),
    [
        (date(2025, 5, 20), [], None, "gbt36132-2018"),
        (date(2026, 3, 1), [], None, "gbt36132-2025"),
        (date(2026, 3, 1), ["GB/T 36132—2018"], None, "gbt36132-2018"),
        (date(2025, 3, 1), ["GB/T36132-2025", "GB/T 2589-2020"], None, "gbt36132-2025"),
        (date(2026, 3, 1), ["GB/T 36132-2018", "GB/T 36132-2025"], None, "gbt36132-2025"),
        (None, [], None, "gbt36132-2025"),
        (date(2026, 3, 1), [], "gbt36132-2018+cement", "gbt36132-2018+cement"),
    ],
)
def test_the_edition_asked_for_wins_then_the_one_cited_then_the_one_in_force(
    dated: date | None, cited: list[str], explicit: str | None, id: str
) -> None:
    chosen, reason = choose_edition("factory", dated, cited, explicit)
    assert chosen == id
    assert reason


def test_an_unknown_edition_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="gbt36132-2018"):
        choose_edition("factory", None, [], "gbt9")
    assert find_edition("gbt9") is None
    assert find_edition("../vetoes") is None
    assert edition_ids()


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("不存在工商注销、连续停产12个月以上情形", "veto-operation"),
        ("近三年无安全事故、无偷漏税行为", "veto-accident"),
        ("未被移出绿色制造名单", "veto-removed"),
        ("在省政府及省直部门督查中未发现严重问题", "veto-inspection"),
        ("未列入工业节能监察整改名单", "veto-energy-supervision"),
        ("非失信被执行人", "veto-dishonest"),
        ("未正常经营生产（注销、连续停产12个月以上、经营异常名录）", "veto-operation"),
    ],
)
def test_each_veto_is_recognised_in_other_words(text: str, id: str) -> None:
    found = recognise(vetoes(), text)
    assert found is not None and found.id == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("近三年未发生安全、质量、环保等违法违规行为", "basic-a"),
        ("管理层职责明确，制定了2024—2028年绿色低碳发展规划", "basic-b"),
        ("四体系均已建立并有效运行", "basic-c"),
    ],
)
def test_basic_requirements_are_recognised_in_other_words(text: str, id: str) -> None:
    found = recognise(NEW.basic_requirements, text)
    assert found is not None and found.id == id
