"""Self-evaluation after GB/T 36132-2025 (新五化): 第一章 第一节 by hand, one long form, fourteen indicators with leading and base values."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2025, VETO_SHORT
from corpus.enterprise import Enterprise
from corpus.figures import cn_date, date, plain, rnd, thousands
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
from corpus.writing import CHAPTER, Look, Report

D = Decimal


def write(
    e: Enterprise,
    name: str,
    *,
    split: str,
    small: bool,
    tick: tuple[str, str],
    four: bool,
    names: dict[str, str],
    headings: str,
    pdf: str = "libreoffice",
    dialect: str = "python-docx",
) -> Report:
    y = e.year
    look = Look(
        scheme=CHAPTER,
        headings=headings,
        captions="above",
        caption_format="表{n}　{text}",
        font="宋体",
        header=e.name,
        dialect=dialect,
        pdf=pdf,
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
            "_author": "Administrator",
        },
        look,
    )
    ev = Evidence("证明材料{n}")
    inds = indicators_2025(e, names, small=small)
    total = plain(total_score(inds))
    e_unit = inds["energy"].unit

    rep.blank(5)
    t = rep.para(f"{e.name}", align="center", size=22, bold=True)
    rep.mark("cover", para=t, text=t, item="subject")
    t = rep.para("绿色工厂自评价报告", align="center", size=28, bold=True)
    rep.mark("cover", para=t, text=t, item="title")
    rep.para(f"（{y}年度）", align="center", size=16)
    rep.blank(9)
    t = rep.para(cn_date(*e.dated), align="center", size=16)
    rep.mark("cover", para=t, text=t, item="date")
    rep.page_break()
    rep.heading(1, "企业基本信息", numbered=False)
    form(
        rep,
        [
            ("工  厂  名  称", e.name),
            ("工  厂  地  址", e.address),
            ("统一社会信用代码", e.credit),
            ("所  属  行  业", f"{e.industry[1]} C{e.industry[0]}"),
            ("主  要  产  品", e.products),
            ("单  位  性  质", boxes(["国有央企", "国有其他", "合资企业", "民营企业", "外资企业"], "民营企业", *tick)),
            ("法 定 代 表 人", e.legal),
            ("成  立  日  期", date(e.founded)),
            ("注  册  资  本", e.capital),
            ("申报工作联系部门", e.department),
            ("联    系    人", e.contact),
            ("联  系  电  话", e.phone),
            ("电  子  邮  箱", e.mail),
            ("基  本  要  求", boxes(["符合", "不符合"], "符合", *tick)),
            ("指  标  得  分", f"{total}分"),
            ("主  要  亮  点", e.texts["highlight"]),
        ],
        columns=4 if four else 2,
        wide=(
            "工  厂  名  称",
            "工  厂  地  址",
            "统一社会信用代码",
            "主  要  产  品",
            "单  位  性  质",
            "主  要  亮  点",
            "所  属  行  业",
        ),
    )
    rep.heading(1, "真实性承诺", numbered=False, slot="promise")
    for text in (
        "本企业对所提交的绿色工厂自评价报告及证明材料的真实性、准确性、完整性负责，自评价过程符合规定程序，不存在隐瞒和虚报。如有不实，自愿承担相应后果。",
        f"法定代表人签字：{e.legal}          单位（盖章）",
    ):
        rep.mark("promise", para=rep.para(text), text=text)
    signed = rep.para(f"日期：{date(e.dated)}", align="right")
    rep.mark("promise", para=signed, text=date(e.dated), item="date")
    rep.page_break()
    if four:
        rep.toc("目　录")

    rep.heading(1, "概述", slot="overview")
    rep.heading(2, "评价目的与准则")
    rep.para(
        "本次自评价的目的是对照《绿色工厂评价通则》（GB/T 36132-2025）检验企业在能源低碳化、资源高效化、生产洁净化、产品绿色化和用地集约化方面的水平，找出差距。准则包括：GB/T 36132-2025、GB/T 2589-2020、GB/T 32150、"
        "《绿色工厂梯度培育及管理暂行办法》（工信部节〔2024〕13号）及适用的法律法规。"
    )
    rep.heading(2, "评价范围与期间")
    p = rep.para(
        f"评价范围为{e.address}的全部生产系统、辅助生产系统和附属生产系统。报告期为{y}年1月1日至{y}年12月31日，投资占比按{e.years[0]}—{y}年三年计算。综合能耗按当量值计算；不含作为原料的能源。"
    )
    rep.said("period", p, f"{y}年1月1日至{y}年12月31日")
    rep.heading(2, "企业基本情况")
    p = rep.para(
        f"{e.name}（以下称“公司”或“{e.short}”）于{date(e.founded)}注册成立，位于河源市{e.county}，职工{e.staff}人。{e.texts['intro']}"
    )
    rep.said("name", p, e.name)
    rep.said("date.founded", p, date(e.founded))
    rep.para(e.texts["market"])
    rep.para(f"公司生产工艺为：{e.texts['process']}")
    rep.figure(e.lists["steps"], "图1　工艺流程图")
    t = series_table(
        rep,
        "近三年生产经营与资源能源概况",
        [f"{x}年" for x in e.years],
        [
            ("工业总产值（万元）", [thousands(v) if small else plain(v) for v in e.value]),
            ("主要产品产量（" + e.unit + "）", [plain(v) for v in e.output]),
            ("产值增速（%）", ["—", growth(e.value[1], e.value[0]), growth(e.value[2], e.value[1])]),
            ("综合能耗（tce）", [plain(e.tce(i)) for i in range(3)]),
            ("新鲜水用量（万m³）", [plain(rnd(v / 10000, 2)) for v in e.water]),
        ],
    )
    rep.cell("growth", t, 3, 3, growth(e.value[2], e.value[1]), new=plain(e.value[2]), old=plain(e.value[1]))
    rep.cell("value_total", t, 1, 3, thousands(e.value[2]) if small else plain(e.value[2]))
    rep.cell("output", t, 2, 3, plain(e.output[2]))
    rep.fact("工业总产值", plain(e.value[2]), "万元", y)
    rep.fact("产量", plain(e.output[2]), e.unit, y)
    rep.para(
        f"{y}年公司实现工业总产值约{plain(rnd(e.value[2] / 10000, 1))}亿元，同比增长{growth(e.value[2], e.value[1], 1)}%。"
    )
    rep.heading(2, "绿色发展工作")
    rep.para(e.texts["history"])

    rep.heading(1, "自评价过程和方法", slot="process")
    rep.heading(2, "组织安排")
    p = rep.para(
        f"{date(e.day(66))}公司印发通知，成立由{e.legal}任组长的绿色工厂自评价小组，{e.department}负责汇总编写，生产、设备、采购、财务、品质部门各指定1名数据责任人。"
    )
    rep.said("date.start", p, date(e.day(66)))
    rep.table(
        [
            ["步骤", "时间", "责任部门"],
            ["启动与分工", date(e.day(66)), e.department],
            ["资料收集与文件评审", f"{date(e.day(60))}—{date(e.day(54))}", "各部门"],
            ["现场自查", date(e.day(46)), "自评价小组"],
            ["计算、评分与报告编写", f"{date(e.day(44))}—{date(e.day(22))}", e.department],
            ["内部技术复核", date(e.day(15)), "技术中心"],
        ],
        "自评价工作安排",
    )
    rep.heading(2, "文件评审与现场自查")
    p = rep.para(
        f"文件评审覆盖证照、统计报表、台账、合同和检测报告。{date(e.day(46))}，小组成员到车间、配电房、水泵房、环保设施和仓库进行现场自查，抽查计量器具26台（件），检定状态均有效。"
    )
    rep.said("date.onsite", p, date(e.day(46)))
    rep.heading(2, "报告编写与内部复核")
    p = rep.para(f"报告由{e.contact}执笔，{date(e.day(15))}经技术中心复核，修改2处计算取位后定稿。")
    rep.said("date.review", p, date(e.day(15)))

    rep.heading(1, "否决条件和基本要求", slot="evaluation")
    rep.heading(2, "否决条件评价", slot="veto")
    q = date(e.day(45))
    line = (
        "近三年内，公司"
        + "；".join(f"（{i}）不存在“{v}”情形" for i, v in enumerate(VETO_SHORT, 1))
        + f"。以上于{q}通过国家企业信用信息公示系统、信用中国、中国执行信息公开网和平台公告逐项查询（{ev('信用查询结果截图')}）。"
    )
    if small:
        for i, v in enumerate(VETO_SHORT, 1):
            row = f"（{i}）{v}：{q}查询，不存在。"
            rep.para(row)
            rep.mark("veto", para=row, text=row, item=i)
            rep.said("veto_date", row, q)
        rep.para(f"查询记录见{ev('信用查询结果截图')}。")
    else:
        rep.para(line)
        for i, v in enumerate(VETO_SHORT, 1):
            piece = f"（{i}）不存在“{v}”情形；"
            if piece in line:
                rep.said("veto", line, piece, item=i)
        rep.said("veto_date", line, f"于{q}")
    rep.heading(2, "基本要求评价", slot="basic")
    papers = [
        "营业执照、环评批复、无违规证明",
        "组织架构、绿色低碳中长期规划及年度目标",
        "体系手册、内审及管理评审报告、认证证书",
    ]
    found = [
        f"{e.years[0]}年以来未受到行政处罚，未发生安全、质量、环保事故",
        f"已发布{y}—{y + 5}年绿色低碳规划，年度目标量化到部门",
        "四体系有效运行，年度内审和管理评审已完成",
    ]
    basis_table(
        rep,
        "基本要求符合性",
        ["序号", "要求", "符合情况说明", "是否符合", "证明材料"],
        [[str(i + 1), b, found[i], "符合", ev(papers[i])] for i, b in enumerate(BASIC_2025)],
        verdict=3,
        widths=[1.2, 5, 5, 2, 2.6],
    )
    certificate_table(
        rep,
        e,
        "管理体系认证情况",
        ["管理体系", "证书编号", "有效期"],
        ["name", "number", "valid"],
        until="—" if small else "至",
    )
    _, last = e.permit_days()
    p = rep.para(
        f"公司{'固定污染源排污登记编号' if e.permit[0] in 'WXYZ' else '排污许可证编号'}为{e.permit_number()}，有效期至{date(last)}（{ev('排污许可证（登记回执）')}）。"
    )
    rep.said("permit", p, e.permit_number())

    rep.heading(1, "评价指标自评", slot="performance")
    papers2 = {
        "energy": "205-1表、电费发票",
        "carbon": "温室气体核算报告",
        "renewable": "光伏发电量结算单" if e.renewable_tce() else "能源消费台账",
        "platform": "能碳平台功能截图",
        "material": "原材料进销存台账",
        "water": "205-4表、水费发票",
        "recycle": "水平衡测试报告",
        "solid": "固废台账、转移联单",
        "advanced": "先进适用技术设备清单",
        "invest": "改造项目合同及决算",
        "pollutant": "废气、噪声检测报告",
        "design": "绿色设计评价报告",
        "footprint": "产品碳足迹报告",
        "land": "不动产权证、B204-1表",
    }
    for i in inds.values():
        i.evidence = ev(papers2[i.ident])

    def calc(ident: str, lead: str) -> None:
        i = inds[ident]
        unit = "%" if i.unit == "%" else f" {i.unit}"
        extra = "×1000" if small and ident in ("energy", "carbon") else ""
        p = rep.para(
            f"{lead}{i.name}＝{i.shown.replace('÷', extra + '÷', 1)}＝{i.value}{unit}；引领值{i.lead}、基准值{i.base}，得{i.score}分（{i.evidence}）。"
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

    rep.heading(2, AREAS_2025[0][0])
    rep.para(f"{y}年能源消费及折标准煤情况见{rep.label()}，折标系数取自GB/T 2589-2020。")
    energy_table(
        rep,
        e,
        f"{y}年能源消费及折标准煤",
        small=small,
        comma=small,
        heads=("能源名称", "单位", "消费量", "折标系数", "折标煤/tce"),
    )
    calc("energy", f"{y}年")
    if small:
        rep.para(
            "排放量计算如下："
            + "；".join(f"{n}排放＝{a}×{f}＝{c} tCO2" for n, a, f, c in e.emission_terms())
            + f"；合计{plain(e.co2())} tCO2。"
        )
    else:
        sum_table(
            rep,
            f"{y}年二氧化碳排放量",
            ["排放源", "活动数据", "排放因子", "排放量（tCO2）"],
            [list(x) for x in e.emission_terms()],
            [3],
        )
    rep.para(
        f"电力排放因子为生态环境部公布的{y - 2}年广东省电力平均二氧化碳排放因子{'，光伏自用电量不计排放' if e.renewable_tce() else ''}。"
    )
    rep.fact("二氧化碳排放总量", plain(e.co2()), "tCO2", y)
    calc("carbon", "")
    if e.renewable_tce():
        calc("renewable", "")
    else:
        r = inds["renewable"]
        rep.para(f"公司尚未建设光伏，也未购买绿证绿电，{y}年可再生能源利用率为0，得{r.score}分（{r.evidence}）。")
    n = inds["platform"]
    rep.para(
        f"能碳管理平台对照标准给出的12项功能，已具备{n.value}项：能耗查询、能源消费量和强度计算、能源消费分析、碳排放核算"
        + ("、能效对标、用能预算管理" if n.value == "6" else "、能流分析" if n.value == "5" else "")
        + f"，得{n.score}分（{n.evidence}）。"
    )
    rep.heading(2, AREAS_2025[1][0])
    calc("material", "")
    calc("water", "")
    calc("recycle", "")
    sum_table(
        rep,
        f"{y}年一般工业固体废物产生及利用",
        ["废物名称", "产生量", "综合利用量"],
        [list(s) for s in e.solid],
        [1, 2],
        note="单位：t",
        total="总计",
    )
    calc("solid", "无往年贮存量，")
    rep.heading(2, AREAS_2025[2][0])
    i = inds["advanced"]
    rep.para(
        f"公司采用的先进适用技术设备见设备清单，生产工艺和设备先进性自评{i.score}分（满分{i.weight}分，{i.evidence}）。"
    )
    rep.table([["设备", "规格", "数量", "投用年份"], *[list(x) for x in e.equipment]], "主要工艺设备")
    sum_table(
        rep,
        "近三年绿色低碳改造升级项目",
        ["项目", "完成年份", "投资额", "成效"],
        [[p[0], str(p[1]), p[2], p[3]] for p in e.projects],
        [2],
        note="单位：万元",
    )
    calc("invest", f"{e.years[0]}—{y}年")
    p = rep.para(e.texts["air"] + e.texts["noise"])
    rep.mark("air", para=p, text=p)
    calc("pollutant", f"按{y}年实测排放量计，")
    rep.heading(2, AREAS_2025[3][0])
    a, b = inds["design"], inds["footprint"]
    rep.para(
        f"公司按GB/T 24256的要求开展了主导产品绿色设计评价，得{a.score}分（{a.evidence}）；按GB/T 24067编制了产品碳足迹报告，得{b.score}分（{b.evidence}）。"
    )
    rep.heading(2, AREAS_2025[4][0])
    calc("land", "")
    rep.para(
        f"厂区用地{thousands(D(e.land))} m²，折{plain(rnd(D(e.land) * 15 / 10000, 2))}亩；容积率{plain(rnd(D(e.floor) / D(e.land), 2))}，建筑系数{plain(rnd((D(e.footprint) + D(e.yard)) / D(e.land) * 100, 2))}%。"
    )

    rep.heading(1, "评价结论", slot="conclusion")
    indicator_table(
        rep,
        e,
        list(inds.values()),
        "绿色工厂评价指标得分表",
        [
            "一级指标",
            "序号",
            "二级指标",
            "类型",
            "单位",
            "引领值",
            "基准值",
            f"{y}年指标值",
            "满分",
            "得分",
            "证明材料",
        ],
        ["area", "number", "name", "kind", "unit", "lead", "base", "value", "weight", "score", "evidence"],
        widths=[1.6, 0.9, 2.8, 1.1, 1.6, 1.4, 1.4, 1.5, 1, 1.2, 1.5],
        total="合计",
    )
    so = inds["solid"]
    p = rep.para(
        f"按照线性比例法评分，公司自评价总得分{total}分，基本要求全部符合，无否决情形，综合判定符合绿色工厂要求。其中{inds['energy'].name}{inds['energy'].value} {e_unit}，{so.name}{so.value}%。"
    )
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "符合绿色工厂要求")
    for i in (inds["energy"], so):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.fact("总得分", total, "分", y)
    rep.heading(1, "存在问题和下一步工作", slot="next")
    rep.para("主要问题：" + "；".join(e.lists["problems"]) + "。")
    rep.para("改进计划：" + "；".join(f"（{n}）{x}" for n, x in enumerate(e.lists["plans"], 1)) + "。")
    rep.heading(1, "证明材料清单", slot="evidence")
    evidence_table(rep, ev, "证明材料目录", ["编号", "名称"])
    return rep
