"""Self-evaluation adapted from the format of 2024: automatic decimal numbers, single-column blocks of form rows, quarters, resaved by LibreOffice."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2018_SHORT, VETO_LONG
from corpus.enterprise import Enterprise
from corpus.figures import date, plain, rnd, thousands
from corpus.indicators import indicators_2018, places_for
from corpus.kit import Evidence, basis_table, boxes, certificate_table, energy_table, evidence_table, form, sum_table
from corpus.scores import indicator_table, weighted_table
from corpus.writing import DECIMAL, Look, Report

D = Decimal
NAMES = {"energy": "单位产品综合能耗", "carbon": "单位产品碳排放量", "waste_water": "单位产品废水产生量"}


def quarters(total: Decimal, weights: tuple[str, ...]) -> list[Decimal]:
    """Four parts with as many decimals as `total`, adding up to it."""
    places = -int(total.as_tuple().exponent)
    parts = [rnd(total * D(w), places) for w in weights[:3]]
    return [*parts, total - sum(parts, D(0))]


def write(
    e: Enterprise, name: str, *, split: str, raw: dict[str, str], dialect: str, veto_prose: bool, tick: tuple[str, str]
) -> Report:
    y = e.year
    look = Look(
        scheme=DECIMAL,
        headings="auto",
        captions="above",
        caption_format="表{c}.{n}  {text}",
        font="宋体",
        dialect=dialect,
        header="绿色工厂自评价报告",
    )
    rep = Report(
        {
            "name": name,
            "files": ["report.docx", "report.pdf"],
            "base": "",
            "kind": "factory",
            "mode": "self",
            "edition": "gbt36132-2018",
            "enterprise": e.name,
            "credit_code": e.credit,
            "agency": "",
            "as_of": f"{e.dated[0]}-{e.dated[1]:02d}-31"
            if e.dated[1] in (3, 5)
            else f"{e.dated[0]}-{e.dated[1]:02d}-30",
            "split": split,
            "may": ["S113", "I206"],
            "_dated": e.dated,
            "_author": "lenovo",
        },
        look,
    )
    ev = Evidence("ZM-{n:02d}")
    inds = indicators_2018(e, NAMES)
    scores = {k: D(v) for k, v in raw.items()}
    weights = {"基础设施": 20, "管理体系": 15, "能源与资源投入": 15, "产品": 10, "环境排放": 10, "绩效": 30}
    total = plain(sum((rnd(scores[k] * w / 100, 2) for k, w in weights.items()), D(0)))

    rep.blank(6)
    rep.mark(
        "cover",
        para=rep.para("绿色工厂自评价报告", align="center", size=30, bold=True),
        text="绿色工厂自评价报告",
        item="title",
    )
    rep.blank(8)
    rows = [["申报单位", e.name], ["编制部门", e.department], ["编制日期", date(e.dated)]]
    t = rep.table(rows, form=True, header_rows=0, widths=[4, 9])
    for r, item in enumerate(("subject", "department", "date")):
        rep.cell("cover", t, r, 1, rows[r][1], item=item)
    rep.page_break()
    rep.heading(1, "基本信息", numbered=False)
    form(
        rep,
        [
            ("工厂名称", e.name),
            ("工厂地址", e.address),
            ("所属行业（四位代码）", f"{e.industry[0]}（{e.industry[1]}）"),
            ("主要产品", e.products),
            (
                "单位性质",
                "内资："
                + boxes(["国有", "集体", "民营"], "民营", *tick)
                + "；"
                + boxes(["中外合资", "港澳台", "外商独资"], "", *tick),
            ),
            ("统一社会信用代码", e.credit),
            ("法定代表人", e.legal),
            ("成立日期", date(e.founded)),
            ("注册资本", e.capital),
            ("申报工作联系部门", e.department),
            ("联系人", e.contact),
            ("联系电话", e.phone),
            ("电子邮箱", e.mail),
            ("基本要求", boxes(["符合", "不符合"], "符合", *tick)),
            ("指标得分", f"{total}分"),
            ("主要亮点（100字以内）", e.texts["highlight"]),
        ],
        sections={0: "一、工厂基本信息", 13: "二、自评价结果"},
        widths=[4.4, 11.4],
    )
    rep.heading(1, "企业承诺", numbered=False, slot="promise")
    for text in (
        "我公司郑重承诺：本次绿色工厂自评价依据标准独立完成，报告及证明材料真实、准确、有效；如存在弄虚作假或隐瞒，愿承担一切责任。",
        f"法定代表人（签字）：{e.legal}　　　　单位公章：",
    ):
        rep.mark("promise", para=rep.para(text), text=text)
    signed = rep.para(date(e.dated), align="right")
    rep.mark("promise", para=signed, text=signed, item="date")
    rep.page_break()
    rep.toc("目录")

    rep.heading(1, "概述", slot="overview")
    rep.heading(2, "目的")
    p = rep.para(
        f"{e.name}（简称“{e.short}”）开展绿色工厂自评价，旨在对照标准查找短板，推动节能降碳和资源综合利用，并作为申报材料。"
    )
    rep.said("name", p, e.name)
    rep.heading(2, "范围")
    p = rep.para(
        f"本次自评价的物理边界是{e.address}的厂区，含生产系统、辅助生产系统、附属生产系统。时间边界为{y}年1月1日至{y}年12月31日；能耗按当量值。"
    )
    rep.said("period", p, f"{y}年1月1日至{y}年12月31日")
    rep.heading(2, "准则")
    rep.para(
        "《绿色工厂评价通则》GB/T 36132-2018、《综合能耗计算通则》GB/T 2589-2020、《工业企业温室气体排放核算和报告通则》GB/T 32150、《绿色工厂梯度培育及管理暂行办法》（工信部节〔2024〕13号）。公司所属行业不在国家层面绿色工厂评价标准清单内，按通则评价。"
    )
    rep.heading(2, "企业基本情况")
    rep.heading(3, "企业简介")
    p = rep.para(
        f"{e.short}于{date(e.founded)}成立，注册资金{e.capital}，占地{plain(rnd(D(e.land) / 10000, 2))}公顷，从业人员{e.staff}人。{e.texts['intro']}"
    )
    rep.said("date.founded", p, date(e.founded))
    rep.para(e.texts["market"])
    rep.heading(3, "工艺流程")
    rep.para(e.texts["process"])
    rep.figure(e.lists["steps"], "图1.1  工艺流程")
    rep.heading(3, "生产经营状况")
    t = rep.table(
        [
            ["年份", "工业总产值/万元", f"产量/{e.unit}", "产值同比"],
            *[
                [
                    str(e.years[i]),
                    plain(e.value[i]),
                    plain(e.output[i]),
                    "—" if i == 0 else f"{plain(rnd((e.value[i] - e.value[i - 1]) / e.value[i - 1] * 100, 2))}%",
                ]
                for i in (2, 1, 0)
            ],
        ],
        "近三年产值与产量",
    )
    rate = plain(rnd((e.value[2] - e.value[1]) / e.value[1] * 100, 2))
    rep.cell("growth", t, 1, 3, f"{rate}%", new=plain(e.value[2]), old=plain(e.value[1]))
    rep.cell("value_total", t, 1, 1, plain(e.value[2]))
    rep.cell("output", t, 1, 2, plain(e.output[2]))
    rep.fact("工业总产值", plain(e.value[2]), "万元", y)
    rep.fact("产量", plain(e.output[2]), e.unit, y)
    rep.heading(3, "绿色发展工作")
    rep.para(e.texts["history"])

    rep.heading(1, "评价过程和方法", slot="process")
    rep.heading(2, "组织安排")
    p = rep.para(
        f"公司{date(e.day(75))}召开启动会，成立自评价工作小组（组长：{e.legal}；执行：{e.department}），明确各部门数据责任。"
    )
    rep.said("date.start", p, date(e.day(75)))
    rep.heading(2, "文件评审")
    p = rep.para(f"{date(e.day(68))}—{date(e.day(62))}收集并评审证照、批文、报表、台账和检测报告共58份。")
    rep.said("date.document_review", p, date(e.day(68)))
    rep.heading(2, "现场自查")
    d1, d2 = e.two_days(49)
    p = rep.para(f"{date(d1)}、{date(d2)}两天，工作小组对各车间、站房、环保设施进行现场评价，发现并整改问题5项。")
    rep.said("date.onsite", p, date(d1))
    rep.heading(2, "报告编写与内部技术复核")
    p = rep.para(f"报告于{date(e.day(21))}完成编写，{date(e.day(11))}由总工办完成内部技术复核。")
    rep.said("date.review", p, date(e.day(11)))

    rep.heading(1, "评价内容", slot="evaluation")
    rep.heading(2, "否决条件评价", slot="veto")
    q = date(e.day(46))
    if veto_prose:
        p = rep.para(
            f"工作小组于{q}登录信用中国、国家企业信用信息公示系统、中国执行信息公开网等网站查询，近三年公司生产经营正常；截图见{ev('信用查询截图')}。具体为："
        )
        rep.said("veto_date", p, q)
        for i, v in enumerate(VETO_LONG):
            line = f"{'一二三四五六'[i]}是{v}：经查询，公司无此情形。"
            rep.para(line)
            rep.mark("veto", para=line, text=line, item=i + 1)
    else:
        t = rep.table(
            [["否决条件", "查询情况", "查询日期"], *[[v, "未发现", q] for v in VETO_LONG]],
            "否决条件查询结果",
            widths=[9, 3, 3.8],
        )
        for r, v in enumerate(VETO_LONG, 1):
            rep.cell("veto", t, r, 0, v, item=r)
            rep.cell("veto_date", t, r, 2, q)
        rep.para(f"查询截图见{ev('信用查询截图')}。")
    rep.heading(2, "基本要求符合性评价", slot="basic")
    papers = [
        "营业执照、环评及验收批复",
        "信用查询截图",
        "相关方协议",
        "承诺书",
        "岗位职责",
        "机构设立文件",
        "中长期规划",
        "培训记录",
    ]
    basis_table(
        rep,
        "基本要求符合性",
        ["序号", "要求", "符合性", "证明材料"],
        [[str(i + 1), b, "符合", ev(papers[i])] for i, b in enumerate(BASIC_2018_SHORT)],
        verdict=2,
    )
    first, last = e.permit_days()
    p = rep.para(
        f"公司已申领排污许可证（编号：{e.permit_number()}），有效期{date(first)}至{date(last)}，见{ev('排污许可证')}。"
    )
    rep.said("permit", p, e.permit_number())
    rep.said("permit_valid", p, f"{date(first)}至{date(last)}", first=list(first), last=list(last))
    rep.heading(2, "基础设施")
    rep.para(
        f"厂房合规（{ev('不动产权证、规划许可')}），照明、通用设备、计量器具符合要求（{ev('计量台账')}），自评{raw['基础设施']}分。"
    )
    rep.table([["设备", "规格", "数量", "投用年份"], *[list(x) for x in e.equipment]], "主要设备")
    rep.heading(2, "管理体系")
    certificate_table(
        rep,
        e,
        "管理体系证书",
        ["体系", "编号", "依据", "有效期"],
        ["name", "number", "standard", "valid"],
        iso=True,
        until="～",
    )
    rep.para(f"四体系证书均在有效期内（{ev('体系证书')}），自评{raw['管理体系']}分。")
    rep.heading(2, "能源与资源投入")
    p = rep.para(
        f"{y}年能源消耗总量{plain(e.tce())} tce，见{rep.label()}；取水{thousands(e.water[2])} m³。数据来源：{ev('能源购进消费库存表（205-1）')}、{ev('用水表（205-4）')}。自评{raw['能源与资源投入']}分。"
    )
    rep.said("energy_total", p, f"{plain(e.tce())} tce")
    energy_table(rep, e, f"{y}年能源消耗", comma=True, heads=("能源", "计量单位", "消耗量", "折标煤系数", "折标煤/tce"))
    share = ("0.226", "0.248", "0.267")
    power, made = quarters(e.carriers[0].amounts[2], share), quarters(e.output[2], ("0.214", "0.252", "0.258"))
    sum_table(
        rep,
        f"{y}年分季度用电量和产量",
        ["季度", "用电量（万kWh）", f"产量（{e.unit}）"],
        [[f"第{'一二三四'[i]}季度", plain(power[i]), plain(made[i])] for i in range(4)],
        [1, 2],
        total="全年合计",
    )
    rep.heading(2, "产品")
    rep.para(
        f"产品检验合格，有害物质符合限值（{ev('产品检测报告')}）；设计环节考虑可拆解和易回收。自评{raw['产品']}分。"
    )
    rep.heading(2, "环境排放")
    p = rep.para(f"{e.texts['air']}{e.texts['noise']}见{ev('环境检测报告')}。自评{raw['环境排放']}分。")
    rep.mark("air", para=p, text=p)
    sum_table(
        rep,
        f"{y}年温室气体排放",
        ["排放源", "活动水平", "排放因子", "排放量/tCO2"],
        [list(x) for x in e.emission_terms()],
        [3],
    )
    rep.para(f"电力排放因子为{y - 2}年度广东省电力平均二氧化碳排放因子（{ev('温室气体核算表')}）。")
    rep.fact("温室气体排放量", plain(e.co2()), "tCO2", y)
    rep.heading(2, "绩效", slot="performance")
    sum_table(
        rep, f"{y}年固体废物产生与利用（单位：t）", ["名称", "产生量", "利用量"], [list(s) for s in e.solid], [1, 2]
    )
    sum_table(
        rep,
        f"{y}年主要物料（单位：t）",
        ["物料名称", "用量", "占比/%", "绿色物料"],
        [[m[0], m[1], "√" if m[2] else "/"] for m in e.materials],
        [1],
        shares=2,
    )
    papers2 = {
        "far": "不动产权证、规划许可",
        "density": "不动产权证、规划许可",
        "land": "产值产量表（B204-1）",
        "green": "物料台账",
        "pollutant": "环境检测报告",
        "gas": "环境检测报告",
        "waste_water": "用水表（205-4）",
        "material": "物料台账",
        "solid": "固废台账",
        "reuse": "用水表（205-4）",
        "energy": "能源购进消费库存表（205-1）",
        "carbon": "温室气体核算表",
    }
    for i in inds.values():
        i.evidence, i.benchmark = (
            ev(papers2[i.ident]),
            {"far": "不低于0.7", "density": "不低于30%", "green": "30%", "solid": "65%以上"}.get(i.ident, "—"),
        )
    indicator_table(
        rep,
        e,
        list(inds.values()),
        f"{y}年绩效指标",
        ["指标", "单位", "数值", "对比值", "证明材料"],
        ["name", "unit", "value", "benchmark", "evidence"],
    )
    rep.para(f"统计期为{y}年，主要计算过程如下：")
    for ident in ("energy", "carbon", "green", "solid", "reuse", "land"):
        i = inds[ident]
        unit = "%" if i.unit == "%" else f" {i.unit}"
        p = rep.para(f"{i.name}＝{i.shown}＝{i.value}{unit}。")
        rep.said(
            "indicator", p, i.value, ident=ident, role="calc", num=i.num, den=i.den, op=i.op, unit=i.unit, value=i.value
        )
    ratio = e.tce(1) / e.output[1]
    old, new = rnd(ratio, places_for(ratio)), D(inds["energy"].value)
    if old > new:
        drop = plain(rnd((old - new) / old * 100, 1))
        p = rep.para(
            f"单位产品综合能耗较{y - 1}年（{plain(old)} {inds['energy'].unit}）下降{drop}%。自评{raw['绩效']}分。"
        )
        rep.said("growth", p, f"{drop}%", new=plain(new), old=plain(old), drop=True)
    else:
        rep.para(f"{y - 1}年单位产品综合能耗为{plain(old)} {inds['energy'].unit}。自评{raw['绩效']}分。")
    rep.heading(2, "存在的问题")
    rep.para("；".join(e.lists["problems"]) + "。")

    rep.heading(1, "评价结论", slot="conclusion")
    weighted_table(rep, e, scores, "得分汇总", ["评价指标", "权重", "自评得分", "加权得分"])
    en, ca = inds["energy"], inds["carbon"]
    p = rep.para(
        f"{e.name}符合全部基本要求，不存在否决条件，加权得分{total}分，单位产品综合能耗{en.value} {en.unit}，单位产品碳排放量{ca.value} {ca.unit}，容积率{inds['far'].value}，满足绿色工厂评价要求。"
    )
    rep.said("name", p, e.name)
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "满足绿色工厂评价要求")
    for i in (en, ca, inds["far"]):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.heading(1, "下一步工作建议", slot="next")
    for n, plan in enumerate(e.lists["plans"], 1):
        rep.para(f"{n}、{plan}；" if n < len(e.lists["plans"]) else f"{n}、{plan}。")
    rep.heading(1, "参考文件和证明材料", slot="evidence")
    evidence_table(rep, ev, "证明材料目录", ["编号", "名称"], pairs=veto_prose)
    return rep
