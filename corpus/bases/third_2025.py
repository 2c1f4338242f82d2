"""Consultant's third-party report after GB/T 36132-2025: 第1章 / 1.1 by hand, indicator cards, descending years, printed by a browser."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2025, VETO_LONG
from corpus.enterprise import Enterprise
from corpus.figures import date, plain, rnd, thousands
from corpus.indicators import AREAS_2025, indicators_2025, total_score
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
from corpus.scores import indicator_table
from corpus.writing import CHAPTER_DECIMAL, Look, Report

D = Decimal


def write(e: Enterprise, name: str, *, split: str) -> Report:
    assert e.agency
    y, agency, people = e.year, e.agency, e.people
    reviewer = people[-1]
    look = Look(
        scheme=CHAPTER_DECIMAL,
        captions="above",
        caption_format="表{c}-{n}　{text}",
        font="仿宋",
        pdf="chromium",
        header=f"{e.short} · 绿色工厂评价报告",
    )
    rep = Report(
        {
            "name": name,
            "files": ["report.docx", "report.pdf"],
            "base": "",
            "kind": "factory",
            "mode": "third-party",
            "edition": "gbt36132-2025",
            "enterprise": e.name,
            "credit_code": e.credit,
            "agency": agency[0],
            "as_of": f"{e.dated[0]}-{e.dated[1]:02d}-30",
            "split": split,
            "may": ["S113", "I206"],
            "_dated": e.dated,
            "_author": people[0][0],
        },
        look,
    )
    ev = Evidence("J-{n:03d}")
    inds = indicators_2025(e, {"energy": "能源消耗强度", "pollutant": "主要污染物排放强度"})
    total = plain(total_score(inds))

    rep.blank(4)
    for line, item in (
        ("绿色工厂第三方评价报告", "title"),
        ("", ""),
        (f"受评价方：{e.name}", "subject"),
        (f"评价机构：{agency[0]}（盖章）", "agency"),
        (date(e.dated), "date"),
    ):
        if not item:
            rep.blank(8)
            continue
        rep.mark(
            "cover",
            para=rep.para(line, align="center", size=26 if item == "title" else 15, bold=item == "title"),
            text=line,
            item=item,
        )
    rep.page_break()
    rep.heading(1, "绿色工厂评价基本信息表", numbered=False)
    form(
        rep,
        [
            ("工厂名称", e.name),
            ("工厂地址", e.address),
            ("所属行业", f"C{e.industry[0]} {e.industry[1]}"),
            ("主要产品", e.products),
            (
                "单位性质",
                boxes(
                    ["内资（国有）", "内资（集体）", "内资（民营）", "中外合资", "港澳台", "外商独资"],
                    "内资（民营）",
                    "☑",
                    "☐",
                    gap="  ",
                ),
            ),
            ("统一社会信用代码", e.credit),
            ("法定代表人", e.legal),
            ("申报工作联系部门", e.department),
            ("联系人", e.contact),
            ("联系电话", e.phone),
            ("电子邮箱", e.mail),
            ("成立日期", date(e.founded)),
            ("第三方机构名称", agency[0]),
            ("第三方机构地址", agency[1]),
            ("机构法定代表人", agency[2]),
            ("法定代表人电话", "0755-26613301"),
            ("机构联系人", people[1][0]),
            ("联系人电话", "0755-26613307"),
            ("报告编制负责人", people[0][0]),
            ("负责人电话", "0755-26613305"),
            ("基本要求", boxes(["符合", "不符合"], "符合", "☑", "☐", gap="   ")),
            ("指标得分", f"{total}分（满分100分）"),
            ("受评价方主要亮点", e.texts["highlight"]),
        ],
        columns=4,
        sections={0: "工厂基本信息", 12: "第三方机构信息", 20: "评价结果"},
        wide=(
            "工厂名称",
            "工厂地址",
            "主要产品",
            "单位性质",
            "第三方机构名称",
            "第三方机构地址",
            "受评价方主要亮点",
            "所属行业",
            "统一社会信用代码",
        ),
    )
    rep.heading(1, "评价机构承诺", numbered=False, slot="promise")
    for text in (
        "我机构承诺，已按照规范、完整的程序对受评价方进行全面评价，受评价方材料真实有效，报告内容客观公正、证据充分。我机构了解报告的严肃性，若有弄虚作假或故意隐瞒受评价方问题的情形，愿承担所有责任。",
        f"法人代表（签字）：{agency[2]}          机构（公章）",
    ):
        rep.mark("promise", para=rep.para(text), text=text)
    signed = rep.para(date(e.dated), align="right")
    rep.mark("promise", para=signed, text=signed, item="date")

    rep.heading(1, "概述", slot="overview")
    rep.heading(2, "评价目的、范围与准则")
    p = rep.para(
        f"{agency[0]}接受{e.name}（以下简称“{e.short}”）委托开展绿色工厂评价，目的在于依据GB/T 36132-2025独立、客观地判定其绿色制造水平。"
    )
    rep.said("name", p, e.name)
    p = rep.para(
        f"评价范围：{e.address}厂区的生产、辅助生产和附属生产系统。评价期间：{y}年1月1日至{y}年12月31日。涉及近三年的指标采用{e.years[0]}—{y}年数据。能源按当量值计算。"
    )
    rep.said("period", p, f"{y}年1月1日至{y}年12月31日")
    rep.para(
        "评价准则：GB/T 36132-2025《绿色工厂评价通则》、GB/T 2589-2020、GB/T 32150、《绿色工厂梯度培育及管理暂行办法》（工信部节〔2024〕13号）、适用的法律法规及其他要求。汽车零部件行业暂无对应的绿色工厂评价行业标准，采用通则。"
    )
    rep.heading(2, "受评价方基本情况")
    p = rep.para(
        f"{e.short}成立于{date(e.founded)}，注册资本{e.capital}，在册员工{e.staff}人。{e.texts['intro']}{e.texts['market']}"
    )
    rep.said("date.founded", p, date(e.founded))
    order = [2, 1, 0]
    t = series_table(
        rep,
        "近三年主要数据",
        [f"{e.years[i]}年" for i in order],
        [
            ("工业总产值", [thousands(e.value[i]) for i in order]),
            ("比上年增长/%", [growth(e.value[2], e.value[1], 1), growth(e.value[1], e.value[0], 1), "—"]),
            (f"{e.product}产量/{e.unit}", [plain(e.output[i]) for i in order]),
            ("综合能耗/tce", [thousands(e.tce(i)) for i in order]),
        ],
        note="单位：万元，另注明的除外",
    )
    rep.cell("growth", t, 2, 1, growth(e.value[2], e.value[1], 1), new=plain(e.value[2]), old=plain(e.value[1]))
    rep.cell("value_total", t, 1, 1, thousands(e.value[2]))
    rep.cell("output", t, 3, 1, plain(e.output[2]))
    rep.fact("工业总产值", thousands(e.value[2]), "万元", y)
    rep.fact("产量", plain(e.output[2]), e.unit, y)
    rep.para(
        f"{y}年工业总产值首次突破10亿元，达到{plain(rnd(e.value[2] / 10000, 2))}亿元。"
        if e.value[2] > 100000
        else f"{y}年工业总产值{plain(rnd(e.value[2] / 10000, 2))}亿元。"
    )
    rep.para(f"工艺流程：{e.texts['process']}")
    rep.figure(e.lists["steps"], "图1-1　工艺流程")
    rep.table([["名称", "规格", "数量", "投用年份"], *[list(x) for x in e.equipment]], "主要设备")
    rep.heading(2, "绿色发展重点工作")
    rep.para(e.texts["history"])

    rep.heading(1, "评价过程和方法", slot="process")
    rep.heading(2, "评价组织安排")
    p = rep.para(f"评价合同签订日期为{date(e.day(78))}。评价组由{len(people) - 1}人组成，复核人独立于评价组。")
    rep.said("date.contract", p, date(e.day(78)))
    rep.table(
        [
            ["成员", "姓名", "职称", "专业"],
            ["组长", *people[0]],
            *[["组员", *x] for x in people[1:-1]],
            ["技术复核", *reviewer],
        ],
        "评价组成员",
    )
    rep.heading(2, "文件评审、现场评价和报告编写")
    d1, d2 = e.two_days(52)
    steps = [
        ("文件评审", f"{date(e.day(70))}—{date(e.day(66))}", "评审申报材料、体系文件、统计报表"),
        ("现场评价", f"{date(d1)}—{date(d2)}", "首末次会议、巡查、抽样、访谈"),
        ("报告编写", f"{date(e.day(45))}—{date(e.day(25))}", "核算指标、评分、编写"),
        ("内部技术复核", date(e.day(13)), f"{reviewer[0]}复核，提出意见5条"),
        ("批准发布", date(e.dated), "机构负责人批准"),
    ]
    t = rep.table([["阶段", "时间", "内容"], *[list(x) for x in steps]], "评价实施过程")
    rep.cell("date.document_review", t, 1, 1, steps[0][1])
    rep.cell("date.onsite", t, 2, 1, steps[1][1], first=list(d1))
    rep.cell("date.review", t, 4, 1, steps[3][1])
    rep.photos(["首次会议", "压铸车间", "光伏屋面"])
    rep.para("评价方法包括文件查阅、现场观察、人员访谈、数据重新计算和交叉核对，抽样覆盖全部14项指标的原始记录。")

    rep.heading(1, "评价内容", slot="evaluation")
    rep.heading(2, "否决条件", slot="veto")
    q = date(e.day(50))
    rows = [[f"{i + 1}", v, "无", q] for i, v in enumerate(VETO_LONG)]
    t = rep.table(
        [["序号", "情形（近三年）", "有/无", "查询日期"], *rows], "否决条件逐项评价", widths=[1.2, 9, 1.8, 3.4]
    )
    for r in range(1, 7):
        rep.cell("veto", t, r, 1, VETO_LONG[r - 1], item=r)
        rep.cell("veto_date", t, r, 3, q)
    rep.para(
        f"查询渠道为国家企业信用信息公示系统、信用中国、信用广东、中国执行信息公开网及主管部门公告，截图编号{ev('信用信息查询截图')}。"
    )
    rep.heading(2, "基本要求", slot="basic")
    papers = [
        "营业执照、环评批复及验收、无违法违规证明",
        "组织架构、绿色低碳发展规划",
        "体系文件、认证证书、内审和管理评审记录",
    ]
    found = ["近三年无违法违规记录", f"规划期{y}—2030年，目标量化", "四体系有效运行并认证"]
    basis_table(
        rep,
        "基本要求评价",
        ["条款", "要求", "证据", "发现", "结论"],
        [["abc"[i] + ")", b, ev(papers[i]), found[i], "符合"] for i, b in enumerate(BASIC_2025)],
        verdict=4,
    )
    certificate_table(
        rep,
        e,
        "管理体系证书",
        ["体系", "证书号", "依据标准", "有效期"],
        ["name", "number", "standard", "valid"],
        iso=True,
    )
    first, last = e.permit_days()
    p = rep.para(f"排污许可证编号：{e.permit_number()}；有效期限：{date(first)}至{date(last)}（{ev('排污许可证')}）。")
    rep.said("permit", p, e.permit_number())
    rep.said("permit_valid", p, f"{date(first)}至{date(last)}", first=list(first), last=list(last))
    rep.heading(2, "指标评价")
    papers2 = {
        "energy": "205-1表及结算凭证",
        "carbon": "温室气体核算报告",
        "renewable": "光伏结算单",
        "platform": "能碳平台操作手册及截图",
        "material": "物料台账",
        "water": "205-4表及水费单",
        "recycle": "水平衡测试报告",
        "solid": "固废台账及转移记录",
        "advanced": "先进设备清单及合同",
        "invest": "改造项目决算",
        "pollutant": "监测报告",
        "design": "绿色设计报告",
        "footprint": "碳足迹报告",
        "land": "不动产权证及B204-1表",
    }
    for i in inds.values():
        i.evidence = ev(papers2[i.ident])
    for area, ids in AREAS_2025:
        rep.heading(3, area)
        if area == "能源低碳化":
            energy_table(
                rep,
                e,
                f"{y}年能源消费",
                comma=True,
                heads=("能源", "单位", "消费量", "折标系数", "折标量（tce）"),
                own_rows=True,
            )
            sum_table(
                rep,
                f"{y}年二氧化碳排放",
                ["排放源", "活动数据", "因子", "排放量(tCO2)"],
                [list(x) for x in e.emission_terms()],
                [3],
            )
            rep.para(f"外购电力采用{y - 2}年广东省电力平均二氧化碳排放因子{e.grid} tCO2/MWh。")
            rep.fact("二氧化碳排放总量", plain(e.co2()), "tCO2", y)
        if area == "资源高效化":
            sum_table(
                rep,
                f"{y}年一般工业固体废物",
                ["名称", "产生量/t", "综合利用量/t"],
                [list(s) for s in e.solid],
                [1, 2],
                comma=True,
            )
        if area == "生产洁净化":
            sum_table(
                rep,
                f"{e.years[0]}—{y}年改造项目",
                ["项目", "年份", "投资额/万元", "投资占比/%", "成效"],
                [[p[0], str(p[1]), p[2], p[3]] for p in e.projects],
                [2],
                shares=3,
            )
            p = rep.para(e.texts["air"] + e.texts["noise"])
            rep.mark("air", para=p, text=p)
        for ident in ids:
            i = inds[ident]
            if not i.shown:
                rep.para(
                    f"{i.name}：评价结果为{i.value}{'项' if ident == 'platform' else ''}，得{i.score}分（满分{i.weight}分），证据{i.evidence}。"
                )
                continue
            unit = "%" if i.unit == "%" else f" {i.unit}"
            p = rep.para(
                f"{i.name}：{i.shown}＝{i.value}{unit}。对照引领值{i.lead}和基准值{i.base}，得{i.score}分，证据{i.evidence}。"
            )
            rep.said(
                "indicator",
                p,
                f"{i.value}{unit}",
                ident=ident,
                role="calc",
                num=i.num,
                den=i.den,
                op=i.op,
                unit=i.unit,
                value=i.value,
            )
    rep.heading(2, "得分汇总")
    indicator_table(
        rep,
        e,
        list(inds.values()),
        f"评价指标得分（{y}年）",
        ["序号", "指标", "单位", "指标值", "基准值", "引领值", "权重", "得分", "证据编号"],
        ["number", "name", "unit", "value", "base", "lead", "weight", "score", "evidence"],
        total="总分",
    )
    rep.heading(2, "数据核实")
    rep.para(
        "经核对，电、气、水、产量、产值数据与结算凭证和统计报表一致，核算边界与计算方法符合标准附录B；能源计量器具配备率100%。"
    )
    rep.heading(2, "存在问题")
    rep.para("；".join(e.lists["problems"]) + "。")
    rep.heading(1, "评价结论", slot="conclusion")
    en, so, la = inds["energy"], inds["solid"], inds["land"]
    p = rep.para(
        f"评价组认定：{e.name}满足基本要求，无否决情形，14项指标总分{total}分，符合绿色工厂评价要求。关键指标：{en.name}{en.value} {en.unit}、{so.name}{so.value}%、{la.name}{la.value} {la.unit}。"
    )
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "符合绿色工厂评价要求")
    rep.said("name", p, e.name)
    for i in (en, so, la):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.fact("总分", total, "分", y)
    rep.heading(1, "建议", slot="next")
    for n, plan in enumerate(e.lists["plans"], 1):
        rep.para(f"{n}. {plan}。")
    rep.heading(1, "参考文件", slot="evidence")
    evidence_table(rep, ev, "证据清单", ["编号", "文件名称"])
    rep.heading(1, "第三方机构资质符合性证明材料", slot="qualification")
    rep.para(
        f"{agency[0]}（统一社会信用代码{e.agency_credit()}）为境内注册的独立法人，具备固定办公场所和健全的财务管理制度；专职评价人员中级职称以上17人，其中高级职称9人，占52.9%；近五年完成绿色评价项目110余项；未参与受评价方自评价材料编写，与其无利益关系。"
    )
    return rep
