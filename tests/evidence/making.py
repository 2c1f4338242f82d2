"""Folders of evidence and the reports they belong to, made for tests."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl

from tests.rules.markdown import write_docx

REPORT = """
绿色工厂自评价报告

工厂名称：河源市松岭电子有限公司

2026年4月15日

# 一、概述

评价周期为2025年1月1日至2025年12月31日，能源按当量值折算。

# 二、能源

表1 2025年能源消费

| 能源 | 消费量 | 单位 | 折标系数 | 折标煤（tce） |
|---|---|---|---|---|
| 电力 | 918.6 | 万kWh | 1.229 tce/万kWh | 1128.96 |
| 天然气 | 84.7 | 万m³ | 13.3 tce/万m³ | 1126.51 |
| 柴油 | 21.4 | t | 1.4571 tce/t | 31.18 |
| 合计 |  |  |  | 2286.65 |

2025年工业总产值24,781万元，取水量90,570 m³。

# 三、证明材料

表2 证明材料清单

| 编号 | 材料名称 |
|---|---|
| A-01 | 营业执照 |
| A-02 | 能源购进、消费与库存表（205-1） |
| A-03 | 环境管理体系认证证书 |
| A-04 | 用水台账 |
| A-05 | 检测报告 |
"""


def report(folder: Path, text: str = REPORT) -> Path:
    target = folder / "报告.docx"
    write_docx(text, target)
    return target


def statistical_form(target: Path, *, electricity: object = 918.6, period: str = "2025年1—12月") -> None:
    """The form 205-1 as offices fill it: title lines, two header rows, a row of letters, energies in rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "205-1"
    for row in (
        ["工业企业能源购进、消费及库存"],
        ["", "", "", "", "", "表    号：", "205-1表"],
        ["单位详细名称：河源市松岭电子有限公司", "", period],
        ["能源名称", "计量单位", "代码", "年初库存量", "购进量", "消费量", "", "年末库存量"],
        ["", "", "", "", "", "合计", "其中：非工业生产", ""],
        ["甲", "乙", "丙", "1", "2", "3", "4", "5"],
        ["电力", "万千瓦时", 33, None, electricity, electricity, 0, None],
        ["天然气", "万立方米", 15, None, 84.7, 84.7, 0, None],
        ["柴油", "吨", 21, 1.2, 21.6, 21.4, 0, 1.4],
    ):
        sheet.append(row)
    book.save(target)


def ledger(target: Path, total: float) -> None:
    """A water ledger: months in rows, the year's total below."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "用水台账"
    sheet.append(["2025年用水台账（单位：m³）"])
    sheet.append(["月份", "取水量"])
    for month in range(1, 12):
        sheet.append([f"{month}月", 7500])
    sheet.append(["12月", total - 7500 * 11])
    sheet.append(["合计", total])
    book.save(target)


def certificate(target: Path, holder: str) -> None:
    paper = docx.Document()
    for line in (
        "环境管理体系认证证书", "证书编号：12223E20297R1M", f"兹证明：{holder}", "符合 GB/T 24001-2016",
        "认证范围：多层印制电路板的生产及相关管理活动", "有效期：2023年10月16日至2026年10月15日",
    ):  # fmt: skip
        paper.add_paragraph(line)
    paper.save(str(target))
