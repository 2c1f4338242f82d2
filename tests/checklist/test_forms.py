"""Report formats: fields and chapters are found under the titles real reports give them."""

import pytest

from report_kit.checklist.forms import FORMATS, Variant, report_format, variants, vetoes


def variant(mode: str, format: str = "format-2024") -> Variant:
    found = report_format(format).variant("factory", mode)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("评价目的", "purpose"),
        ("评价依据", "criteria"),
        ("组织边界", "scope"),
        ("企业概况", "subject"),
        ("评价工作程序", "process"),
        ("现场核查", "step-onsite"),
        ("核查报告编写", "step-reporting"),
        ("内部复核", "step-technical-review"),
        ("否决项自查", "vetoes"),
        ("一般要求符合性评价", "basic"),
        ("结论与建议", "conclusion"),
        ("下一步工作计划", "suggestions"),
        ("佐证材料清单", "references"),
        ("评价机构基本条件符合性", "qualification"),
        ("能源低碳化水平", "area-low_carbon"),
        ("能源资源投入", "area-inputs"),
    ],
)
def test_a_chapter_is_known_by_other_titles(title: str, id: str) -> None:
    assert id in [c.id for c in variant("third-party").chapters_called(title)]


def test_one_heading_may_stand_for_two_chapters() -> None:
    found = [c.id for c in variant("third-party").chapters_called("核查报告编写及内部技术复核")]
    assert {"step-reporting", "step-technical-review"} <= set(found)


def test_an_unrelated_heading_stands_for_no_chapter() -> None:
    assert variant("third-party").chapters_called("主要设备") == ()


def test_chapters_of_areas_depend_on_the_edition() -> None:
    new = {c.id for c in variant("third-party").in_edition("gbt36132-2025")}
    old = {c.id for c in variant("third-party").in_edition("gbt36132-2018+cement")}
    assert "area-land_use" in new and "area-land_use" not in old
    assert "area-infrastructure" in old and "area-infrastructure" not in new


def test_the_same_label_belongs_to_the_part_of_the_form_it_stands_in() -> None:
    fields = variant("third-party").field
    assert fields["contact"].is_called("联系人") and fields["contact"].group == "subject"
    assert fields["agency_contact"].is_called("联系人") and fields["agency_contact"].group == "agency"
    assert fields["highlight"].max_chars == 100


def test_self_evaluations_have_no_agency_and_are_only_referred_to_the_third_party_format() -> None:
    for found in variants("factory", "self"):
        assert not found.binding
        assert not [f for f in found.fields if f.group == "agency"]
        assert "qualification" not in found.chapter
    assert variant("third-party").binding


def test_a_field_seen_in_one_format_only_is_required_only_there() -> None:
    assert not variant("third-party").field["registered_capital"].required
    assert variant("self", "format-2017").field["registered_capital"].required


@pytest.mark.parametrize("format", FORMATS)
def test_every_row_of_a_format_can_be_found_in_a_report(format: str) -> None:
    for found in report_format(format).variants:
        for row in (*found.fields, *found.chapters, *found.attachments, *found.cover):
            assert row.strength(row.name) > 0, (found.id, row.id)


def test_the_promise_is_told_by_key_words_not_by_sentences() -> None:
    for mode in ("self", "third-party"):
        promise = variant(mode).promise
        assert promise is not None
        assert all(len(word) <= 6 for group in promise.recognised_by for word in group)


def test_there_are_six_vetoes() -> None:
    assert [v.number for v in vetoes()] == [1, 2, 3, 4, 5, 6]
