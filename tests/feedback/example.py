"""A small report and a check of it, written by hand: what feedback is given to show."""

from __future__ import annotations

from datetime import date
from typing import Any

from report_kit.checking.model import Check, Coverage, Found, RuleOutcome
from report_kit.document.model import Block, Document, FileInfo, Page, Place
from report_kit.facts.model import Fact, Facts, FormField, Identity, Qualifiers
from report_kit.quantities.number import parse_number
from report_kit.quantities.units import parse_unit
from report_kit.rules.api import Clause

FORM = [
    ["一、工厂基本信息", "一、工厂基本信息"],
    ["工厂名称", "河源市槿岩新型建材有限公司"],
    ["统一社会信用代码", "91441625MA54W8T6X4"],
    ["法定代表人", ""],
]
ENERGY = [
    ["能源种类", "计量单位", "实物量", "折标准煤系数", "折标准煤量/tce"],
    ["电力", "万kWh", "512.60", "4.04 tce/万kWh", "629.99"],
    ["热力（蒸汽）", "GJ", "86,820", "0.03412 tce/GJ", "2962.30"],
    ["柴油", "t", "68.40", "1.4571 tce/t", "99.67"],
    ["合计", "", "", "", "3691.96"],
]
MATERIALS = [
    ["物料", "2024年用量（t）", "是否绿色物料", "备注"],
    ["粉煤灰", "124,300", "是", ""],
    ["脱硫石膏", "8,420", "是", ""],
    ["石灰", "41,650", "否", ""],
    ["水泥", "32,180", "否", ""],
    ["铝粉膏", "216", "否", ""],
    ["脱模油", "94", "否", ""],
    ["钢筋", "1,310", "否", ""],
    ["尾矿砂以外的天然砂", "8,140", "否", ""],
    ["合计", "214,600", "—", ""],
]
SCORES = [
    ["一级指标", "权重（%）", "原始得分", "加权得分"],
    ["基础设施", "20", "86", "17.20"],
    ["管理体系", "15", "93", "13.95"],
    ["能源与资源投入", "15", "85", "12.75"],
    ["产品", "10", "81", "9.10"],
    ["环境排放", "10", "88", "8.80"],
    ["绩效", "30", "86", "25.80"],
    ["合计", "100", "—", "86.60"],
]
SITE = (
    "评价组于2025年3月11日至12日赴梅州市五华县现场评估。首次会议后，评价组沿工艺流程查看了原料库、球磨车间、切割线、"
    "蒸压釜区、除尘设施、循环水池、危废间和配电房，查阅能源统计原始记录。"
)


def document(*, pages: bool = True) -> Document:
    """The report, with pages as a PDF has them or without as a DOCX."""

    def block(id: str, type: Any, page: int, **fields: Any) -> Block:
        return Block(id, type, page=page if pages else None, **fields)

    blocks = [
        block("b1", "paragraph", 1, text="绿色工厂第三方评价报告"),
        block("b2", "paragraph", 1, text="二〇二五年四月二十八日"),
        block("b3", "table", 2, rows=FORM, merged=[(0, 0, 0, 1)]),
        block("b4", "heading", 4, level=1, number="1", text="概述"),
        block("b5", "heading", 4, level=2, number="1.3", text="评价准则"),
        block("b6", "paragraph", 4, text="（3）GB/T 2589-2008 综合能耗计算通则"),
        block("b7", "heading", 6, level=1, number="2", text="评价过程和方法"),
        block("b8", "heading", 6, level=2, number="2.3", text="现场评估"),
        block("b9", "paragraph", 6, text=SITE),
        block("b10", "heading", 11, level=1, number="3", text="评价内容"),
        block("b11", "heading", 11, level=2, number="3.4", text="绩效指标计算"),
        block("b12", "table", 11, rows=ENERGY, caption="表13 2024年能源消费情况", unit_note="单位：见表"),
        block(
            "b13", "paragraph", 11, text="单位产品综合能耗＝3691.96 tce/38.62 万m³＝95.60 tce/万m³，折合9.56 kgce/m³。"
        ),
        block("b14", "table", 12, rows=MATERIALS, caption="表15 主要物料使用情况"),
        block("b15", "table", 13, rows=SCORES, caption="表17 综合得分汇总"),
        block("b16", "heading", 15, level=1, number="4", text="评价结论"),
        block(
            "b17", "paragraph", 15, text="综合得分86.60分，主要指标为：单位产品综合能耗95.60 tce/万m³。综上，建议推荐。"
        ),
    ]
    file = FileInfo("槿岩建材评价报告.pdf" if pages else "槿岩建材评价报告.docx", "5f" * 32, "pdf" if pages else "docx")
    shown = [Page(n) for n in range(1, 18)] if pages else []
    return Document(file, blocks, pages=shown, notes=["第 16 页是图片，没有文字，未核对"] if pages else [])


def found(rule: str, title: str, message: str, *places: Place, **fields: Any) -> Found:
    """A finding with the usual fields filled in; a requirement that is an error unless told otherwise."""
    defaults: dict[str, Any] = {
        "name": rule.lower(), "nature": "requirement", "trigger": "B", "also_trigger": None, "severity": "error",
        "status": "stable", "remedy": "", "innocent": (), "clause": Clause(), "expected": None,
        "fingerprint": f"sha256:{rule}-{title}-{message}",
    }  # fmt: skip
    return Found(rule=rule, title=title, message=message, places=places, **(defaults | fields))


def example(*, pages: bool = True) -> Check:
    """A check with an error and its consequences, warnings, a signal, and rules that could not judge."""
    doc = document(pages=pages)
    by_id = doc.by_id
    coal = Clause("GB/T 2589-2020", "附录A")
    score = Clause("GB/T 36132-2018", "第5章、附录A", "second-hand")
    cause = found(
        "A305", "折标煤不符",
        "电力 512.60 万kWh × 4.04 tce/万kWh ＝ 2070.90 tce，表中印作 629.99 tce；629.99 与系数 1.229 tce/万kWh 相合。",
        by_id["b12"].cell(1, 4), by_id["b12"].cell(1, 3),
        expected="2070.90 tce，或把系数改为 1.229 tce/万kWh", clause=coal,
        remedy="核对电力折标系数：当量值 1.229 tce/万kWh；4.04 是旧的等价系数，与折标准煤量不能并用。",
    )  # fmt: skip
    total = found(
        "A303", "合计不符", "各项之和 216,310，合计印作 214,600，相差 1,710。", by_id["b14"].cell(9, 1),
        expected="216,310", remedy="核对各行用量与合计，改正有误的一处。",
    )  # fmt: skip
    points = found(
        "A308", "得分汇总不符", "产品 81 × 10% ＝ 8.10，加权得分印作 9.10。", by_id["b15"].cell(4, 3),
        expected="8.10", clause=score, remedy="改正加权得分，并重新合计。", severity="warning",
    )  # fmt: skip
    echoes = [
        found(
            "A301", "指标复算不符", "单位产品综合能耗的分子取自有误的合计 3691.96 tce。",
            by_id["b13"].place(), severity="info", because_of=cause.fingerprint,
        ),
        found(
            "C401", "同一指标前后不一", "结论重复了单位产品综合能耗 95.60 tce/万m³。",
            Place("b17", "单位产品综合能耗95.60 tce/万m³", page=15 if pages else None),
            severity="info", because_of=cause.fingerprint,
        ),
    ]  # fmt: skip
    findings = [
        found("S103", "缺规定章节", "没有找到“建议”一章，章号由 4 跳到 6。", clause=Clause("评价报告格式（2017）", "五"),
              remedy="补写“建议”一章。"),
        found("S102", "基本信息表缺项或空白", "“法定代表人”未填。", by_id["b3"].cell(3, 1), remedy="填写；确无的填“无”。"),
        found("S111", "引用已被代替的标准、文件", "GB/T 2589-2008 已由 GB/T 2589-2020 代替。", by_id["b6"].place(),
              severity="warning", expected="GB/T 2589-2020", clause=Clause("GB/T 2589-2020", "前言"), remedy="改引现行版本。"),
        found("R901", "残留其他企业、园区、城市、产品名称", "现场评估写在梅州市五华县，工厂在河源市东源县。",
              Place("b9", "赴梅州市五华县现场评估", page=6 if pages else None), nature="signal", trigger="A",
              severity="warning", remedy="请核对现场评估的地点和记录。",
              innocent=("工厂在该地另有厂区并在评价范围内", "同行程走访了该地的供应商"),
              base_rate={"population": "synthetic", "n": 120, "hits": 2, "upper95": 0.059}),
        cause, total, points, *echoes,
    ]  # fmt: skip
    identity = Identity(
        mode="third-party", edition="gbt36132-2018", edition_reason="报告“1.3 评价准则”引用 GB/T 36132-2018",
        enterprise="河源市槿岩新型建材有限公司", credit_code="91441625MA54W8T6X4",
        agency="深圳市砺源节能环保咨询有限公司", dated=date(2025, 4, 28), period=(2022, 2023, 2024),
    )  # fmt: skip
    values = [
        Fact("electricity", "电力", parse_number("512.60"), parse_unit("万kWh"), 2024, by_id["b12"].cell(1, 2)),
        Fact("energy-total", "综合能源消费量", parse_number("3691.96"), parse_unit("tce"), 2024, by_id["b12"].cell(4, 4),
             Qualifiers(basis="当量")),
        Fact("energy-per-product", "单位产品综合能耗", parse_number("95.60"), parse_unit("tce/万m³"), 2024,
             by_id["b13"].place(), Qualifiers(approx=True), 0.82),
    ]  # fmt: skip
    facts = Facts(
        doc, identity, form=[FormField("legal-person", "法定代表人", "", by_id["b3"].cell(3, 1))], values=values
    )
    outcomes = [
        *(RuleOutcome(f.rule, "signalled" if f.nature == "signal" else "failed", title=f.title) for f in findings),
        RuleOutcome("S101", "passed", title="封面要素缺失"),
        RuleOutcome("A307", "passed", title="同比、下降率不符"),
        RuleOutcome("S110", "not-applicable", "报告格式没有规定字数", "超过字数上限"),
        RuleOutcome("N502", "not-found", "未找到排污许可证编号", "排污许可证编号与信用代码不符"),
        RuleOutcome("T601", "unreadable", "证书表为图片，读不出有效期", "证书、许可在评价期内有失效日"),
        RuleOutcome("A309", "crashed", "ZeroDivisionError（score:41）", "得分与评分规则不符"),
    ]
    return Check(
        doc, facts, as_of=date(2025, 5, 20), stage="final", audience="staff", findings=findings, outcomes=outcomes,
        coverage=Coverage(14, 13, 12, 9),
    )  # fmt: skip
