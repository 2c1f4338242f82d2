"""Dates as printed, the impossible ones, and what they date."""

from __future__ import annotations

from datetime import date

import pytest

from report_kit.facts import dates
from report_kit.facts.date_grammar import find, find_months
from tests.facts.layout import document


@pytest.mark.parametrize(
    ("text", "day", "end"),
    [
        ("2025年4月28日", date(2025, 4, 28), None),
        ("2025 年 4 月 28 日", date(2025, 4, 28), None),
        ("二〇二五年四月二十八日", date(2025, 4, 28), None),
        ("二○二六年十二月", date(2026, 12, 1), None),
        ("2025.4.28", date(2025, 4, 28), None),
        ("（2025-03-13）", date(2025, 3, 13), None),
        ("2025/4/8", date(2025, 4, 8), None),
        ("2025年3月11日至12日", date(2025, 3, 11), date(2025, 3, 12)),
        ("2025年3月11日、12日", date(2025, 3, 11), date(2025, 3, 12)),
        ("2025年2月24日至2月28日", date(2025, 2, 24), date(2025, 2, 28)),
        ("2025年12月30日至1月5日", date(2025, 12, 30), date(2026, 1, 5)),
        ("2023-10-16 至 2026-10-15", date(2023, 10, 16), date(2026, 10, 15)),
        ("2023.10.16~2026.10.15", date(2023, 10, 16), date(2026, 10, 15)),
        ("2024年1月至12月", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_printed_date_is_read(text: str, day: date, end: date | None) -> None:
    (found,) = find(text)
    assert (found.day, found.end) == (day, end)


@pytest.mark.parametrize("text", ["2026年2月30日", "2025年13月1日", "2025-11-31", "2月30日", "2025年4月31日至5月2日"])
def test_a_day_of_no_calendar_has_no_date(text: str) -> None:
    assert find(text)[0].day is None


@pytest.mark.parametrize(
    "text", ["GB/T 36132-2018", "GB 12348-2008", "3.12", "工信部节〔2024〕13号", "0762-8836152", "4.2.1", "20 年 月 日"]
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_a_date_without_year_takes_the_year_before_it() -> None:
    first, second = find("2025年4月11日完成初稿，4月14日至4月18日复核")
    assert first.day == date(2025, 4, 11)
    assert (second.day, second.end, second.year_given) == (date(2025, 4, 14), date(2025, 4, 18), False)


def test_months_are_dates_only_where_nothing_else_can_stand() -> None:
    assert find("2023.10") == []
    (found,) = find_months("2023.10-2026.09")
    assert (found.day, found.end) == (date(2023, 10, 1), date(2026, 9, 30))


def test_the_words_around_tell_what_a_date_dates() -> None:
    report = document(
        "绿色工厂第三方评价报告",
        "二〇二五年四月二十八日",
        "# 1 概述",
        "公司成立于2014年11月5日，2016年5月建成投产。",
        "# 2 评价过程",
        "评价组于2025年2月17日签订评价合同，2025年2月24日完成文件评审，2025年3月11日赴现场评价。",
        "2025年4月14日由王工进行内部技术复核，2025年4月28日批准发布。",
        "# 3 排放",
        "废气于2024年8月20日采样，报告签发日期为2024年8月28日。",
        "排污许可证有效期至2028年9月3日。",
        "# 4 下一步工作",
        "计划于2026年9月30日前建成光伏。",
    )
    assert [d.role for d in dates.extract(report)] == [
        "cover", "founding", "production_start", "contract", "document_review", "onsite", "review", "approval",
        "sampling", "issue", "valid_until", "plan",
    ]  # fmt: skip


def test_a_table_tells_by_its_header_or_by_the_row() -> None:
    report = document(
        "# 2 自评价过程",
        [["步骤", "时间"], ["现场自查", "2026年3月3日—3月5日"], ["内部复核", "2026年4月8日"]],
        [["否决条件", "查询日期"], ["失信被执行人", "2026年3月6日"]],
        [["证书", "起", "止"], ["质量管理体系", "2022年12月20日", "2025年12月19日"]],
        [["供应商", "审核日期"], ["惠州某电机有限公司", "2025年10月3日"]],
    )
    assert [d.role for d in dates.extract(report)] == [
        "onsite",
        "review",
        "query",
        "valid_from",
        "valid_until",
        "event",
    ]


def test_days_joined_by_and_are_of_one_event() -> None:
    told = dates.extract(document("# 二、评价过程", "评价组于2025年7月10日和2025年7月11日到现场实施评估。"))
    assert [d.role for d in told] == ["onsite", "onsite"]


def test_the_year_holds_through_the_sections_of_the_process() -> None:
    told = dates.extract(
        document("# 二、评价过程", "## 1、组织", "2025年1月6日签订合同。", "## 2、复核", "3月14日进行内部技术复核。")
    )
    assert told[-1].day == date(2025, 3, 14)


def test_a_thirteenth_month_is_seen_where_only_a_date_can_stand() -> None:
    table = document([["成立日期", "2016-13-11"], ["合同编号", "2016-13-11"]])
    assert [d.day for d in dates.extract(table)] == [None]


def test_what_has_not_been_issued_yet_approves_nothing() -> None:
    told = "2024年8月完成产品碳足迹核算，已委托核查但尚未出具核查声明。"
    assert [d.role for d in dates.extract(document("# 3.6 产品", told))] == ["event"]
