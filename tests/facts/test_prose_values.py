"""Values as running text tells them: after their operands, under headings, by verbs, with powers of ten."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
import pytest

from report_kit.document import read
from report_kit.facts.extract import extract
from report_kit.facts.model import Facts
from report_kit.quantities.running import find_quantities
from report_kit.quantities.units import parse_unit
from report_kit.rules.recomputing import judge


@pytest.fixture
def facts_of(tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(*paragraphs: str) -> Facts:
        document = docx.Document()
        document.add_heading("绿色工厂评价报告", 0)
        document.add_paragraph("评价年度：2024年。")
        for text in paragraphs:
            if text.startswith("# "):
                document.add_heading(text[2:], 1)
            else:
                document.add_paragraph(text)
        path = tmp_path / "report.docx"
        document.save(str(path))
        return extract(read(path))

    return make


def told(facts: Facts, id: str) -> list[tuple[str, str]]:
    return [(f.number.text, f.unit.text if f.unit else "") for f in facts.of(id) if f.number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("168.42×10⁶", "168420000"),
        ("214600×10^4", "2146000000"),
        ("12.5×10⁻³", "0.0125"),
        ("10⁴", "10000"),
        ("1.2E+4", "12000"),
    ],
)
def test_a_power_of_ten_belongs_to_its_number(text: str, value: str) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.number.value == Decimal(value)


@pytest.mark.parametrize("text", ["kgce/色令", "g/樘", "m³/万色令", "万元/樘"])
def test_a_report_counts_its_product_in_a_word_of_its_own(text: str) -> None:
    unit = parse_unit(text)
    assert unit is not None and "[product]" in unit.dimension


@pytest.mark.parametrize("text", ["产量/销量", "t/总产量", "人/班组"])
def test_names_of_quantities_are_no_products(text: str) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    ("text", "id", "value"),
    [
        (
            "4) 单位产品主要污染物产生量：VOCs产生量9.846 t，20.25 g/色令。",
            "pollutant_per_product",
            ("20.25", "g/色令"),
        ),
        ("单位产品废水产生量：排污水产生量4,862 t，折0.206 t/t。", "wastewater_per_product", ("0.206", "t/t")),
        ("容积率＝（41230+3960）/46800＝0.97。", "plot_ratio", ("0.97", "")),
        ("万元产值综合能耗为0.0668吨标煤。", "energy_per_output_value", ("0.0668", "吨标煤/万元")),
        ("取水3.184万立方米，循环水9.65万立方米。", "water_intake", ("3.184", "万立方米")),
        ("温室气体合计3612.6 tCO2：电力2890.3 tCO2。", "carbon_total", ("3612.6", "tCO2")),
    ],
)
def test_a_value_is_found_however_the_sentence_tells_it(facts_of, text, id, value) -> None:  # type: ignore[no-untyped-def]
    assert value in told(facts_of(text), id)


def test_a_calculation_under_the_heading_of_its_indicator_gives_the_value(facts_of) -> None:  # type: ignore[no-untyped-def]
    facts = facts_of("# 单位产品废气产生量", "g＝214600×10⁴/12850000＝167.0 m³/m²")
    assert ("167.0", "m³/m²") in told(facts, "waste_gas_per_product")


def test_a_pollutant_of_the_wastewater_is_no_wastewater(facts_of) -> None:  # type: ignore[no-untyped-def]
    facts = facts_of("2024年污水站进口化学需氧量产生量176.42 t，折合3.65 kg/t。")
    assert told(facts, "wastewater_generated") == []


def test_values_of_a_span_of_years_go_to_each_year(facts_of) -> None:  # type: ignore[no-untyped-def]
    facts = facts_of("2022年至2024年工业总产值分别为51,937.8万元、54,102.3万元和52,874.6万元。")
    assert [(f.year, f.number.text) for f in facts.values if f.id == "output_value" and f.number] == [
        (2022, "51,937.8"),
        (2023, "54,102.3"),
        (2024, "52,874.6"),
    ]


def test_a_waste_of_its_own_name_is_told_with_what_was_used_of_it(facts_of) -> None:  # type: ignore[no-untyped-def]
    facts = facts_of("抛光废渣产生9,316 t、利用9,027 t。")
    (used,) = [f for f in facts.values if f.id == "solid_waste_utilised"]
    assert used.qualifiers.scope == "抛光废渣" and used.number is not None and used.number.text == "9,027"


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("s＝168.42×10⁶/12850000＝13.11 g/m²", True),
        ("963.38 tce/486320色令＝1.981 kgce/色令", True),
        ("168.42×10⁶/12850000＝15.11 g/m²", False),
    ],
)
def test_a_calculation_with_powers_holds_or_not(facts_of, text: str, fits: bool) -> None:  # type: ignore[no-untyped-def]
    (calculation,) = facts_of(text).calculations
    assert judge(calculation).fits is fits
