"""Table-heavy self-evaluation that follows the national platform's form: nearly everything in tables, prose only where asked."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2025, VETO_LONG
from corpus.enterprise import Enterprise
from corpus.figures import date, plain, rnd
from corpus.indicators import indicators_2025, total_score
from corpus.kit import Evidence, basis_table, boxes, certificate_table, energy_table, evidence_table, form, sum_table
from corpus.scores import indicator_table
from corpus.writing import CHINESE, Look, Report

D = Decimal


def write(e: Enterprise, name: str, *, split: str) -> Report:
    y = e.year
    look = Look(
        scheme=CHINESE,
        captions="above",
        caption_format="表{n}：{text}",
        font="宋体",
        size=10.5,
        dialect="wps",
        chapter_page=False,
    )
    rep = Report(
        {
            "name": name,
            "files": ["report.docx", "report.pdf"],
            "base": "",
            "kind": "factory",
            "mode": "self",
            "edition": "gbt36132-2025",
            "enterprise": e.name,
            "credit_code": e.credit,
            "agency": "",
            "as_of": f"{e.dated[0]}-{e.dated[1]:02d}-30",
            "split": split,
            "may": ["S113", "I206"],
            "_dated": e.dated,
            "_author": e.contact,
        },
        look,
    )
    ev = Evidence("{n:02d}")
    inds = indicators_2025(
        e,
        {
            "energy": "单位产值综合能耗",
            "carbon": "单位产值碳排放量",
            "water": "单位产值取水量",
            "material": "单位产值主要原材料消耗量",
            "pollutant": "单位产值主要污染物排放量",
            "invest": "绿色低碳改造升级项目投资额占比",
            "land": "单位用地面积产值",
            "platform": "能碳管理平台功能符合数量",
            "footprint": "产品碳足迹",
            "design": "绿色设计",
        },
        small=True,
    )
    total = plain(total_score(inds))

    rep.blank(3)
    for line, item in (
        ("绿色工厂自评价报告", "title"),
        (f"企业名称：{e.name}", "subject"),
        (f"填报日期：{date(e.dated)}", "date"),
    ):
        rep.mark(
            "cover",
            para=rep.para(line, align="center", size=22 if item == "title" else 14, bold=item == "title"),
            text=line,
            item=item,
        )
        rep.blank(3)
    rep.page_break()
    rep.heading(1, "企业基本信息表")
    form(
        rep,
        [
            ("工厂名称", e.name),
            ("通讯地址", e.address),
            ("所属行业", e.industry[1]),
            ("统计局四位代码", e.industry[0]),
            ("主要产品", e.products),
            (
                "单位性质",
                boxes(["国有央企", "国有其它", "合资企业", "民营企业", "外资企业"], "民营企业", "√", "□", after=True),
            ),
            ("统一社会信用代码", e.credit),
            ("法定代表人", e.legal),
            ("成立日期", date(e.founded)),
            ("注册资本", e.capital),
            ("申报工作联系部门", e.department),
            ("联系人", e.contact),
            ("联系电话", e.phone),
            ("电子邮箱", e.mail),
            ("基本要求", "符合√  不符合□"),
            ("指标得分", total),
            ("主要亮点", e.texts["highlight"]),
            ("企业工艺情况简介", e.texts["process"]),
            ("企业绿色发展情况简要介绍", e.texts["history"]),
        ],
        columns=4,
        wide=(
            "工厂名称",
            "通讯地址",
            "主要产品",
            "单位性质",
            "统一社会信用代码",
            "主要亮点",
            "企业工艺情况简介",
            "企业绿色发展情况简要介绍",
        ),
    )
    rep.heading(1, "真实性承诺", slot="promise")
    for text in (
        "本企业承诺填报数据和上传证明材料真实、准确、完整，接受主管部门核查，如有虚假愿承担相应责任。",
        f"法定代表人签章：{e.legal}    （公章）    日期：{date(e.dated)}",
    ):
        rep.mark("promise", para=rep.para(text), text=text)
    rep.heading(1, "概述", slot="overview")
    p = rep.para(
        f"{e.name}（简称{e.short}）依据GB/T 36132-2025对{e.address}厂区的全部生产、辅助生产和附属生产系统开展绿色工厂自评价，目的为摸清水平、持续改进和申报绿色工厂，准则还包括GB/T 2589-2020、GB/T 32150和工信部节〔2024〕13号文件。评价年度：{y}年1月1日至{y}年12月31日。能耗采用当量值。"
    )
    rep.said("name", p, e.name)
    rep.said("period", p, f"{y}年1月1日至{y}年12月31日")
    rows = [
        ["企业概况", f"{date(e.founded)}成立，职工{e.staff}人。{e.texts['intro']}"],
        ["上下游", e.texts["market"]],
        ["数据来源", "国家统计局联网直报报表、财务账、计量台账"],
    ]
    t = rep.table([["项目", "内容"], *rows], "受评价方基本情况", widths=[3, 12.8])
    rep.cell("date.founded", t, 1, 1, date(e.founded))
    t = rep.table(
        [
            ["指标", "单位", *[str(x) for x in e.years]],
            ["工业总产值", "万元", *[plain(v) for v in e.value]],
            ["产量", e.unit, *[plain(v) for v in e.output]],
            ["综合能源消费量", "tce", *[plain(e.tce(i)) for i in range(3)]],
            ["取水量", "m³", *[plain(v) for v in e.water]],
            [
                "产值增长率",
                "%",
                "—",
                *[plain(rnd((e.value[i] - e.value[i - 1]) / e.value[i - 1] * 100, 2)) for i in (1, 2)],
            ],
        ],
        "近三年基础数据",
    )
    rate = plain(rnd((e.value[2] - e.value[1]) / e.value[1] * 100, 2))
    rep.cell("growth", t, 5, 4, rate, new=plain(e.value[2]), old=plain(e.value[1]))
    rep.cell("value_total", t, 1, 4, plain(e.value[2]))
    rep.cell("output", t, 2, 4, plain(e.output[2]))
    rep.fact("工业总产值", plain(e.value[2]), "万元", y)
    rep.fact("产量", plain(e.output[2]), e.unit, y)
    rep.figure(e.lists["steps"], "图1：工艺流程")
    rep.heading(1, "自评价过程和方法", slot="process")
    d1, _ = e.two_days(44)
    steps = [
        ["组织安排", date(e.day(70)), "成立自评价工作组，分解14项指标"],
        ["文件评审", date(e.day(58)), "评审报表、台账、合同、检测报告"],
        ["现场自查", date(d1), "车间、站房、环保设施、计量器具"],
        ["报告编写", date(e.day(24)), "核算、评分、编写"],
        ["内部技术复核", date(e.day(12)), "由研发中心复核"],
    ]
    t = rep.table([["步骤", "完成日期", "内容"], *steps], "自评价过程")
    for r, slot in enumerate(("start", "document_review", "onsite", "", "review"), 1):
        if slot:
            rep.cell(f"date.{slot}", t, r, 1, steps[r - 1][1])
    rep.heading(1, "否决条件和基本要求", slot="evaluation")
    rep.heading(2, "否决条件", slot="veto")
    q = date(e.day(43))
    t = rep.table(
        [
            ["序号", "否决条件", "自查结果", "查询日期", "证明材料"],
            *[[str(i + 1), v, "不存在", q, ev("信用查询截图")] for i, v in enumerate(VETO_LONG)],
        ],
        "否决条件自查",
        widths=[1.2, 7, 2, 3.4, 2.2],
    )
    for r, v in enumerate(VETO_LONG, 1):
        rep.cell("veto", t, r, 1, v, item=r)
        rep.cell("veto_date", t, r, 3, q)
    rep.heading(2, "基本要求", slot="basic")
    papers = ["营业执照、环评批复、信用报告", "组织架构及规划文件", "体系手册、内审和管评报告、证书"]
    found = ["无处罚记录、无事故", f"已批准{y}—2028年规划及{y}年目标", "四体系运行有效"]
    basis_table(
        rep,
        "基本要求",
        ["序号", "要求", "说明", "是否符合", "证明材料"],
        [[str(i + 1), b, found[i], "符合", ev(papers[i])] for i, b in enumerate(BASIC_2025)],
        verdict=3,
    )
    certificate_table(
        rep,
        e,
        "管理体系证书",
        ["体系", "证书编号", "发证日期", "到期日期"],
        ["name", "number", "first", "last"],
        iso=True,
    )
    first, last = e.permit_days()
    rows = [
        ["排污许可证编号", e.permit_number()],
        ["有效期", f"{date(first)}至{date(last)}"],
        ["证明材料", ev("排污许可证")],
    ]
    t = rep.table(rows, "排污许可", form=True, header_rows=0)
    rep.cell("permit", t, 0, 1, e.permit_number())
    rep.cell("permit_valid", t, 1, 1, rows[1][1], first=list(first), last=list(last))
    rep.heading(1, "评价指标", slot="performance")
    papers2 = {
        "energy": "205-1表",
        "carbon": "碳核算报告",
        "renewable": "光伏电量结算单",
        "platform": "平台截图",
        "material": "物料进销存",
        "water": "205-4表",
        "recycle": "水平衡报告",
        "solid": "固废台账",
        "advanced": "先进技术设备清单",
        "invest": "项目合同发票",
        "pollutant": "监测报告",
        "design": "绿色设计报告",
        "footprint": "碳足迹报告",
        "land": "不动产权证、B204-1表",
    }
    for i in inds.values():
        i.evidence = ev(papers2[i.ident])
    rep.heading(2, "指标填报表")
    indicator_table(
        rep,
        e,
        list(inds.values()),
        f"评价指标填报（{y}年度）",
        ["一级指标", "二级指标", "类型", "单位", "引领值", "基准值", "本年度指标值", "分值", "得分", "证明材料"],
        ["area", "name", "kind", "unit", "lead", "base", "value", "weight", "score", "evidence"],
        total="合计",
    )
    rep.heading(2, "计算过程表")
    quantitative = [i for i in inds.values() if i.shown]
    rows = [
        [i.name, i.shown.replace("÷", "×1000÷", 1) if i.ident in ("energy", "carbon") else i.shown, i.value, i.unit]
        for i in quantitative
    ]
    t = rep.table([["指标", "计算式", "结果", "单位"], *rows], f"{y}年指标计算过程", widths=[4, 7.4, 2.2, 2.2])
    for r, i in enumerate(quantitative, 1):
        rep.cell(
            "indicator",
            t,
            r,
            2,
            i.value,
            ident=i.ident,
            role="calc",
            num=i.num,
            den=i.den,
            op=i.op,
            unit=i.unit,
            value=i.value,
            name=i.name,
        )
    rep.heading(2, "支撑数据")
    energy_table(rep, e, f"{y}年能源消费", heads=("能源", "单位", "消费量", "折标系数", "折标煤（tce）"), small=True)
    sum_table(
        rep,
        f"{y}年二氧化碳排放（电力因子为{y - 2}年广东省）",
        ["排放源", "活动数据", "因子", "tCO2"],
        [list(x) for x in e.emission_terms()],
        [3],
    )
    rep.fact("二氧化碳排放总量", plain(e.co2()), "tCO2", y)
    sum_table(
        rep,
        f"{y}年一般工业固体废物（t）",
        ["名称", "产生量", "产生占比%", "综合利用量"],
        [list(s) for s in e.solid],
        [1, 2],
        shares=2,
    )
    sum_table(
        rep,
        "近三年改造项目",
        ["项目", "年份", "投资（万元）", "成效"],
        [[p[0], str(p[1]), p[2], p[3]] for p in e.projects],
        [2],
    )
    rep.table([["设备", "规格", "数量", "投用年份"], *[list(x) for x in e.equipment]], "主要设备")
    p = rep.para(f"污染物监测情况：{e.texts['air']}{e.texts['noise']}")
    rep.mark("air", para=p, text=p)
    rep.heading(1, "评价结论", slot="conclusion")
    en, rc = inds["energy"], inds["recycle"]
    p = rep.para(
        f"{e.short}基本要求全部符合，无否决条件，自评价总分{total}分，{en.name}{en.value} {en.unit}，{rc.name}{rc.value}%，达到绿色工厂要求。"
    )
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "达到绿色工厂要求")
    for i in (en, rc):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.fact("自评价总分", total, "分", y)
    rep.heading(1, "存在问题和改进计划", slot="next")
    rep.table(
        [
            ["序号", "问题", "改进计划"],
            *[[str(i + 1), a, b] for i, (a, b) in enumerate(zip(e.lists["problems"], e.lists["plans"], strict=False))],
        ],
        "问题与改进",
        widths=[1.4, 7, 7.4],
    )
    rep.heading(1, "证明材料清单", slot="evidence")
    evidence_table(rep, ev, "证明材料", ["编号", "材料名称"])
    return rep
