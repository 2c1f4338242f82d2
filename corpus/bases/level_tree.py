"""Third-party report with a level-report chapter tree: basics, six aspects as chapters of their own, performance by the five 化, judgment."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2018_SHORT, VETO_SHORT
from corpus.enterprise import Enterprise
from corpus.figures import date, plain, rnd, thousands
from corpus.indicators import indicators_2018, places_for
from corpus.kit import (
    Evidence,
    basis_table,
    boxes,
    certificate_table,
    energy_table,
    evidence_table,
    form,
    growth,
    series_table,
    sum_table,
)
from corpus.scores import weighted_table
from corpus.writing import Look, Numbering, Report

D = Decimal
GROUPS = [
    ("用地集约化", ("far", "density", "land")),
    ("原料无害化", ("green",)),
    ("生产洁净化", ("pollutant", "gas", "waste_water", "material")),
    ("废物资源化", ("solid", "reuse")),
    ("能源低碳化", ("energy", "carbon")),
]


def write(e: Enterprise, name: str, *, split: str, raw: dict[str, str]) -> Report:
    assert e.agency
    y, agency, people = e.year, e.agency, e.people
    scheme: list[Numbering] = [lambda c: f"{c[0]}、", lambda c: f"{c[0]}.{c[1]}、", lambda c: f"{c[0]}.{c[1]}.{c[2]}、"]
    look = Look(
        scheme=scheme,
        captions="below",
        caption_format="表{c}.{n}：{text}",
        font="宋体",
        size=11,
        chapter_page=False,
        header=agency[0],
    )
    rep = Report(
        {
            "name": name,
            "files": ["report.docx", "report.pdf"],
            "base": "",
            "kind": "factory",
            "mode": "third-party",
            "edition": "gbt36132-2018",
            "enterprise": e.name,
            "credit_code": e.credit,
            "agency": agency[0],
            "as_of": f"{e.dated[0]}-{e.dated[1]:02d}-30",
            "split": split,
            "may": ["S113", "S104", "I206"],
            "_dated": e.dated,
            "_author": people[0][0],
        },
        look,
    )
    ev = Evidence("【{n}】")
    inds = indicators_2018(e)
    scores = {k: D(v) for k, v in raw.items()}
    weights = {"基础设施": 20, "管理体系": 15, "能源与资源投入": 15, "产品": 10, "环境排放": 10, "绩效": 30}
    total = plain(sum((rnd(scores[k] * w / 100, 2) for k, w in weights.items()), D(0)))

    rep.blank(4)
    for line, item in (
        (e.name, "subject"),
        ("绿色工厂评价报告", "title"),
        ("（第三方评价）", ""),
        (f"评价机构：{agency[0]}", "agency"),
        (f"{e.dated[0]}年{e.dated[1]}月{e.dated[2]}日", "date"),
    ):
        p = rep.para(line, align="center", size=24 if item == "title" else 16, bold=item in ("title", "subject"))
        if item:
            rep.mark("cover", para=p, text=line, item=item)
        if item in ("", "agency"):
            rep.blank(4)
    rep.page_break()
    rep.heading(1, "工厂及机构基本信息", numbered=False)
    form(
        rep,
        [
            ("工厂名称：", e.name),
            ("工厂地址：", e.address),
            ("所属行业：", f"{e.industry[1]}/{e.industry[0]}"),
            ("主要产品：", e.products),
            ("单位性质：", boxes(["国有", "集体", "民营", "中外合资", "港澳台", "外商独资"], "民营", "■", "□")),
            ("统一社会信用代码：", e.credit),
            ("法定代表人：", e.legal),
            ("联系部门：", e.department),
            ("联系人：", e.contact),
            ("联系电话：", e.phone),
            ("电子邮箱：", e.mail),
        ],
    )
    form(
        rep,
        [
            ("机构名称：", agency[0]),
            ("机构地址：", agency[1]),
            ("机构法定代表人：", agency[2]),
            ("法定代表人电话：", "0752-7801155"),
            ("机构联系人：", people[1][0]),
            ("联系人电话：", "0752-7801160"),
            ("报告编制负责人：", people[0][0]),
            ("负责人电话：", "0752-7801166"),
        ],
        columns=4,
        wide=("机构名称：", "机构地址："),
    )
    form(
        rep,
        [
            ("基本要求：", boxes(["符合", "不符合"], "符合", "■", "□")),
            ("指标得分：", f"{total}分"),
            ("主要亮点：", e.texts["highlight"]),
        ],
    )
    rep.heading(1, "承诺", numbered=False, slot="promise")
    for text in (
        "本机构承诺：评价程序规范完整；受评价方材料真实有效；报告客观公正、证据充分。如弄虚作假或故意隐瞒受评价方问题，愿承担所有责任。",
        f"机构法人代表签字：{agency[2]}　　（单位公章）　　{date(e.dated)}",
    ):
        rep.mark("promise", para=rep.para(text), text=text)
    rep.page_break()

    rep.heading(1, "概述", slot="overview")
    rep.heading(2, "评价目的、范围、准则")
    p = rep.para(
        f"为评定{e.name}（以下称“{e.short}”）的绿色工厂水平，{agency[0]}受托开展本次评价。评价范围为{e.address}的全部生产及辅助、附属系统；评价周期为{y}年1月1日至{y}年12月31日；准则为GB/T 36132-2018、GB/T 2589-2020、GB/T 32150、工信部节〔2024〕13号及适用法规。能耗采用当量值。企业所属行业无绿色工厂评价行业标准。"
    )
    rep.said("name", p, e.name)
    rep.said("period", p, f"{y}年1月1日至{y}年12月31日")
    rep.heading(2, "企业基本情况")
    rep.heading(3, "企业概况")
    p = rep.para(
        f"{e.short}成立于{date(e.founded)}，注册资本{e.capital}，共有员工{e.staff}人。{e.texts['intro']}{e.texts['market']}{e.texts['history']}"
    )
    rep.said("date.founded", p, date(e.founded))
    t = series_table(
        rep,
        "生产经营情况",
        [str(x) for x in e.years],
        [
            ("产值/万元", [thousands(v) for v in e.value]),
            ("产值增幅/%", ["/", growth(e.value[1], e.value[0]), growth(e.value[2], e.value[1])]),
            (f"产量/{e.unit}", [plain(v) for v in e.output]),
            ("取水/m³", [plain(v) for v in e.water]),
        ],
        head="年",
    )
    rep.cell("growth", t, 2, 3, growth(e.value[2], e.value[1]), new=plain(e.value[2]), old=plain(e.value[1]))
    rep.cell("value_total", t, 1, 3, thousands(e.value[2]))
    rep.cell("output", t, 3, 3, plain(e.output[2]))
    rep.fact("产值", thousands(e.value[2]), "万元", y)
    rep.fact("产量", plain(e.output[2]), e.unit, y)
    rep.heading(3, "生产工艺")
    rep.para(e.texts["process"])
    rep.figure(e.lists["steps"], "图1.1：工艺流程")
    rep.heading(3, "主要设备")
    rep.table([["设备名称", "型号", "数量", "投用年份"], *[list(x) for x in e.equipment]], "主要设备")
    rep.heading(1, "评价过程和方法", slot="process")
    d1, d2 = e.two_days(46)
    rep.heading(2, "评价组织安排")
    p = rep.para(
        f"{date(e.day(74))}签订合同后组建评价组：组长{people[0][0]}（{people[0][1]}），组员{'、'.join(x[0] for x in people[1:-1])}；{people[-1][0]}（{people[-1][1]}）负责内部技术复核，不参加评价组。"
    )
    rep.said("date.contract", p, date(e.day(74)))
    rep.heading(2, "文件评审")
    p = rep.para(f"{date(e.day(60))}完成文件评审，提出资料补充要求4项。")
    rep.said("date.document_review", p, date(e.day(60)))
    rep.heading(2, "现场评价")
    p = rep.para(
        f"现场评价时间为{date(d1)}至{date(d2)}，共2天，评价组3人到场，查看生产线、锅炉房、污水站、危废仓和配电房，访谈7人。"
    )
    rep.said("date.onsite", p, date(d1))
    rep.heading(2, "报告编写及内部技术复核")
    p = rep.para(f"{date(e.day(20))}完成初稿，{date(e.day(10))}完成内部技术复核，{date(e.dated)}签发。")
    rep.said("date.review", p, date(e.day(10)))

    rep.heading(1, "否决条件和基本要求", slot="evaluation")
    rep.heading(2, "否决条件评价", slot="veto")
    q = date(e.day(44))
    t = rep.table(
        [
            ["项目", *[str(i) for i in range(1, 7)]],
            ["否决情形", *VETO_SHORT],
            ["查询日期", *[q] * 6],
            ["结论", *["不存在"] * 6],
        ],
        "否决条件评价（近三年）",
        widths=[1.8, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3],
    )
    for c in range(1, 7):
        rep.cell("veto", t, 1, c, VETO_SHORT[c - 1], item=c)
        rep.cell("veto_date", t, 2, c, q)
    rep.para(
        f"以上情形通过国家企业信用信息公示系统、信用中国、信用广东、中国执行信息公开网及主管部门公告查询，截图{ev('查询截图')}。"
    )
    rep.heading(2, "基本要求符合性", slot="basic")
    papers = [
        "营业执照、环评批复、竣工验收",
        "查询截图",
        "客户协议",
        "承诺书",
        "职责文件",
        "机构文件",
        "规划与年度方案",
        "培训考评记录",
    ]
    basis_table(
        rep,
        "基本要求符合性",
        ["基本要求", "要点", "结论", "佐证"],
        [[f"({'abcdefgh'[i]})", b, "符合", ev(papers[i])] for i, b in enumerate(BASIC_2018_SHORT)],
        verdict=2,
    )
    first, last = e.permit_days()
    p = rep.para(f"企业排污登记编号{e.permit_number()}（{date(first)}至{date(last)}）{ev('排污登记回执')}。")
    rep.said("permit", p, e.permit_number())
    rep.said("permit_valid", p, f"{date(first)}至{date(last)}", first=list(first), last=list(last))
    rep.heading(1, "基础设施", slot="area")
    rep.heading(2, "建筑与照明")
    rep.para(f"建筑手续齐全{ev('不动产权证、规划许可证')}，照明以LED为主，照明功率密度符合GB 50034。")
    rep.heading(2, "通用设备与计量")
    rep.para(
        f"空压机、变压器、水泵、电机经能效对标达到2级及以上，计量器具配备率100%{ev('计量台账')}。本章得分{raw['基础设施']}分（满分100分）。"
    )
    rep.heading(1, "管理体系", slot="area")
    certificate_table(
        rep,
        e,
        "体系认证情况",
        ["体系名称", "认证标准", "证书编号", "有效期止"],
        ["name", "standard", "number", "last"],
        iso=True,
    )
    rep.para(f"四个体系均获认证且在有效期内{ev('体系证书')}。企业未发布社会责任报告。本章得分{raw['管理体系']}分。")
    rep.heading(1, "能源与资源投入", slot="area")
    p = rep.para(
        f"{y}年能源消耗总量为{plain(e.tce())}吨标煤{ev('205-1表、发票')}，用水总量{plain(rnd(e.water[2] / 10000, 3))}万m³{ev('205-4表')}。"
    )
    rep.said("energy_total", p, f"{plain(e.tce())}吨标煤")
    energy_table(rep, e, f"{y}年能源消耗", heads=("品种", "单位", "用量", "折标系数", "折标量tce"))
    rep.para(f"企业实施了供方环境绩效评价，凝结水和清洗水回用。本章得分{raw['能源与资源投入']}分。")
    rep.heading(1, "产品", slot="area")
    rep.para(f"产品重金属含量检测合格{ev('产品检测报告')}，可回收利用率高。本章得分{raw['产品']}分。")
    rep.heading(1, "环境排放", slot="area")
    p = rep.para(f"{e.texts['air']}{ev('监测报告')}{e.texts['noise']}")
    rep.mark("air", para=p, text=p)
    rep.para(
        "温室气体："
        + "；".join(f"{n}：{a}×{f}＝{c} tCO2" for n, a, f, c in e.emission_terms())
        + f"。合计{plain(e.co2())} tCO2，电力因子为{y - 2}年广东省值{ev('温室气体核算表')}。本章得分{raw['环境排放']}分。"
    )
    rep.fact("温室气体排放总量", plain(e.co2()), "tCO2", y)
    rep.heading(1, "绩效", slot="performance")
    papers2 = {
        "far": "不动产权证、规划许可证",
        "density": "不动产权证、规划许可证",
        "land": "B204-1表",
        "green": "物料台账",
        "pollutant": "监测报告",
        "gas": "监测报告",
        "waste_water": "205-4表",
        "material": "物料台账",
        "solid": "固废台账",
        "reuse": "205-4表",
        "energy": "205-1表、发票",
        "carbon": "温室气体核算表",
    }
    bench = {"far": "控制指标0.7", "density": "30%", "green": "30%", "solid": "65%"}
    for group, ids in GROUPS:
        rep.heading(2, group)
        if group == "原料无害化":
            sum_table(
                rep,
                f"{y}年物料使用量",
                ["物料", "使用量/t", "绿色物料"],
                [[m[0], m[1], "是" if m[2] else "否"] for m in e.materials],
                [1],
            )
        if group == "废物资源化":
            sum_table(rep, f"{y}年固体废物", ["固废名称", "产生/t", "利用/t"], [list(s) for s in e.solid], [1, 2])
        for ident in ids:
            i = inds[ident]
            unit = "%" if i.unit == "%" else f" {i.unit}" if i.unit else ""
            extra = f"，对照值{bench[ident]}" if ident in bench else ""
            p = rep.para(
                f"{i.name}：{y}年为{i.value}{unit}（{i.shown.replace('×100%', '')}{extra}）{ev(papers2[ident])}"
            )
            rep.said(
                "indicator",
                p,
                i.value,
                ident=ident,
                role="calc",
                num=i.num,
                den=i.den,
                op=i.op,
                unit=i.unit,
                value=i.value,
                whole=True,
                name=i.name,
                evidence=ev(papers2[ident]),
            )
            rep.fact(i.name, i.value, i.unit, y)
    ratio = e.tce(1) / e.output[1]
    old, new = rnd(ratio, places_for(ratio)), D(inds["energy"].value)
    drop = plain(rnd((old - new) / old * 100, 2))
    p = rep.para(
        f"{y - 1}年单位产品综合能耗{plain(old)} {inds['energy'].unit}，{y}年同比降低{drop}%。本章得分{raw['绩效']}分。"
    )
    rep.said("growth", p, f"{drop}%", new=plain(new), old=plain(old), drop=True)
    rep.heading(1, "水平评价与结论", slot="conclusion")
    rep.heading(2, "得分汇总")
    weighted_table(rep, e, scores, "综合得分", ["章节", "权重", "得分", "加权得分"])
    rep.heading(2, "数据核实")
    rep.para("能源、水、产量、产值数据与发票及统计报表核对一致，计算范围和方法符合标准附录A，计量设备检定有效。")
    rep.heading(2, "评价结论")
    en = inds["energy"]
    p = rep.para(
        f"综合评价得分{total}分，基本要求全部符合，无否决情形，单位产品综合能耗{en.value} {en.unit}，建筑密度{inds['density'].value}%，{e.short}符合绿色工厂评价要求。"
    )
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "符合绿色工厂评价要求")
    for i in (en, inds["density"]):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.heading(2, "存在问题")
    rep.para("；".join(e.lists["problems"]) + "。")
    rep.heading(1, "建议", slot="next")
    for n, plan in enumerate(e.lists["plans"], 1):
        rep.para(f"建议{'一二三四五'[n - 1]}：{plan}。")
    rep.heading(1, "参考文件与证明材料", slot="evidence")
    evidence_table(rep, ev, "证明材料索引", ["索引号", "材料"], pairs=True)
    rep.heading(1, "第三方机构资质符合性证明材料", slot="qualification")
    rep.para(
        f"机构为独立法人，统一社会信用代码{e.agency_credit()}，租用固定办公场所，财务制度健全；中级以上专职评价人员11人，其中高级职称6人，占54.5%；近五年完成绿色制造相关评价42项；与{e.short}无利益关系，未参与其自评价。"
    )
    return rep
