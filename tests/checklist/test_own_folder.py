"""A folder of the user's own: a rule, a profile and a city each from one YAML file, and every wrong line named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from report_kit.checklist.validate import validate
from tests.rules.markdown import write_docx

RULE = """\
- code: U001
  name: low-water-reuse
  title: 重复利用率低于本市要求
  severity: warning
  docs: {flags: 重复利用率低于 90%}
  run: {kind: in-range, quantity: water_reuse_rate, unit: '%', low: 90}
- code: U002
  name: no-plan
  title: 没有培育计划
  severity: info
  docs: {flags: 没有说到培育计划}
  run: {kind: says, words: [[培育, 计划]]}
"""
PROFILE = """\
id: gbt36132-2025+paper
title: 通则（2025）＋造纸
status: reference
base: gbt36132-2025
source: 示例
overrides:
  - {id: product_footprint, required: false, source: 示例}
"""
CITY = """\
id: jiangmen
title: 江门市实施细则
status: draft
document: 江门市实施细则
parent: guangdong
region: '4407'
source: 江门市实施细则
articles:
  - {id: jiangmen-1, name: 每年3月20日前填报, topic: dynamic-table, article: 第一条, deadline: 03-20, source: 江门市实施细则}
"""
REPORT = """\
绿色工厂自评价报告

申报单位：江门市绿屏纸业有限公司

2026年4月15日

# 一、概述

评价周期为2025年1月1日至2025年12月31日。企业位于江门市新会区。

| 指标 | 单位 | 2025年 |
|---|---|---|
| 工业用水重复利用率 | % | 82.50 |
| 单位产值取水量 | m³/万元 | 6.12 |
"""


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _CALL, *arguments],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}, timeout=120,
    )  # fmt: skip


_CALL = "from report_kit.cli.main import main; main()"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "mine.yaml").write_text(RULE, encoding="utf-8")
    (folder / "paper.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "jiangmen.yaml").write_text(CITY, encoding="utf-8")
    return folder


def test_its_rules_profile_and_city_take_part_in_a_check(own: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.docx"
    write_docx(REPORT, report)
    done = _run(
        "check", str(report), "--checklists", str(own), "--edition", "gbt36132-2025+paper", "--select", "U",
        "--format", "json", "--fail-on", "never", "--ocr", "none",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert '"edition": "gbt36132-2025+paper"' in done.stdout
    assert "U001" in done.stdout and "82.50" in done.stdout and "U002" in done.stdout


def test_the_folder_may_be_named_by_the_environment_and_its_files_are_listed(own: Path) -> None:
    done = _run("checklists", "--ids", REPORT_KIT_CHECKLISTS=str(own))
    assert {"jiangmen", "gbt36132-2025+paper", "park-586-2016"} <= set(done.stdout.split())


def test_a_code_of_ours_may_not_be_taken(own: Path) -> None:
    (own / "rules" / "mine.yaml").write_text(RULE.replace("U002", "S101"), encoding="utf-8")
    done = _run("rules", "--checklists", str(own))
    assert done.returncode == 2 and "第 7 行" in done.stderr and "U001" in done.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "line", "says"),
    [
        ("kind: in-range", "kind: in-rang", 6, "in-range"),
        ("low: 90", "lowest: 90", 6, "不认识的项"),
        (", low: 90", "", 6, "low"),
        ("quantity: water_reuse_rate", "quantity: water_reuse", 6, "词汇表"),
        ("unit: '%'", "unit: kWh", 6, "单位"),
        ("severity: warning", "severity: serious", 4, "error"),
        ("  title: 没有培育计划\n", "", 7, "缺少必填项"),
        ("words: [[培育, 计划]]", "words: [[]]", 12, "至少要有一项"),
    ],
)
def test_the_wrong_line_of_a_rule_is_named(tmp_path: Path, right: str, wrong: str, line: int, says: str) -> None:
    file = tmp_path / "mine.yaml"
    assert right in RULE
    file.write_text(RULE.replace(right, wrong), encoding="utf-8")
    found = validate(file)
    assert found and f"第 {line} 行" in found[0] and says in "".join(found)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("id: product_footprint", "id: product_footprin", "没有指标"),
        ("base: gbt36132-2025", "base: gbt36132-2031", "编号应为"),
        ("required: false", "required: false, weight: 3", "不等于 100"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    file = tmp_path / "paper.yaml"
    file.write_text(PROFILE.replace(right, wrong), encoding="utf-8")
    assert says in "".join(validate(file))


def test_right_files_pass(own: Path) -> None:
    for file in own.rglob("*.yaml"):
        assert validate(file) == []
