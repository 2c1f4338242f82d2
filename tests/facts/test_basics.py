"""Requirements and conditions judged in rows and paragraphs of several layouts."""

from __future__ import annotations

from report_kit.facts import judgements
from report_kit.facts.model import Identity
from tests.facts.layout import document

VETOES = [
    "未正常经营生产",
    "安全、质量、环境污染等事故",
    "被动态调整出名单",
    "督查发现严重问题",
    "列入节能监察整改名单",
    "失信被执行人",
]


def test_requirements_told_one_a_paragraph_have_the_verdict_that_closes_them() -> None:
    proof = "证书（质量01122Q30112R2M，2024年12月20日至2027年12月19日；环境01122E30076R1M，同期），其余自行运行。"
    read = document(
        "# 2 基本要求",
        "（a）近三年未发生安全、质量、环保等违法违规行为。材料：截图。",
        "（b）明确管理层职责，有绿色低碳规划及年度目标：符合。材料：规划。",
        f"（c）按GB/T 19001、GB/T 24001等建立四个管理体系：符合。{proof}",
    )
    found = judgements.basics(read, Identity(edition="gbt36132-2025"))
    assert [(j.clause, j.verdict) for j in found] == [("basic-a", "none"), ("basic-b", "meets"), ("basic-c", "meets")]


def test_a_title_over_the_table_is_no_row() -> None:
    titled = document(
        "# 3 否决条件",
        [["否决条件核查"] * 4, ["序号", "情形", "查询日期", "是否存在"]]
        + [[str(n + 1), text, "2025-04-10", "否"] for n, text in enumerate(VETOES)],
    )
    assert len(judgements.vetoes(titled)) == 6


def test_a_row_that_a_page_cut_in_two_is_one_requirement() -> None:
    cut = document(
        "# 2 基本要求",
        [
            ["条款 要求", "情况", "判定"],
            ["1 依法设立，建设和生产守法", "齐全", "符合"],
            ["2 近三年无较大及以上安全、环保、", "未发生", "符合"],
            ["质量等事故", "", ""],
            ["3 对相关方环境要求的承诺", "已满足", "符合"],
        ],
    )
    found = judgements.basics(cut, Identity(edition="gbt36132-2018"))
    assert [j.verdict for j in found] == ["meets"] * 3
    assert found[1].text.endswith("质量等事故")


def test_a_row_shows_its_requirement_before_its_verdict() -> None:
    rows = [[text, "不存在", "2025-04-10" if n else ""] for n, text in enumerate(VETOES)]
    table = document("# 3 否决条件", [["否决条件", "结论", "查询时间"], *rows])
    assert [p.quote for p in judgements.vetoes(table)[0].places] == [VETOES[0], "不存在"]
