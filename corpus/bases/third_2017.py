"""Third-party report in the form of 2017 (annex 2-2) by a WPS user: own heading styles, merged four-column form, annex tables at the end."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2018, VETO_LONG, scored
from corpus.enterprise import Enterprise
from corpus.figures import cn_date, date, plain, rnd, thousands
from corpus.indicators import indicators_2018, places_for
from corpus.kit import (
    Evidence,
    basis_table,
    boxes,
    certificate_table,
    evidence_table,
    form,
    growth,
    series_table,
    sum_table,
)
from corpus.scores import indicator_table, score_table, weighted_table
from corpus.writing import DOTTED, Look, Report

D = Decimal
NAMES = {"energy": "单位产品综合能耗", "carbon": "单位产品碳排放量"}


def write(e: Enterprise, name: str, *, split: str, after: bool, lost: dict[str, str], cut: bool) -> Report:
    assert e.agency
    y, agency, people = e.year, e.agency, e.people
    reviewer = people[-1][0]
    look = Look(
        scheme=DOTTED,
        headings="chinese-styles",
        captions="below",
        caption_format="表 {n} {text}",
        font="仿宋",
        dialect="wps",
        header="绿色工厂第三方评价报告",
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
            "as_of": f"{e.dated[0]}-{e.dated[1]:02d}-28",
            "split": split,
            "may": ["S113", "I206"],
            "_dated": e.dated,
            "_author": people[1][0],
        },
        look,
    )
    ev = Evidence("{g}{n}")
    inds = indicators_2018(e, NAMES, cut=cut)
    on, off = ("√", "□") if after else ("☑", "□")
    area = {"4401": "020", "4403": "0755", "4413": "0752"}[agency[4][:4]]

    rep.blank(4)
    for line, item in (
        ("绿色工厂第三方评价报告", "title"),
        ("", ""),
        (f"工 厂 名 称：{e.name}", "subject"),
        (f"第三方评价机构名称：{agency[0]}", "agency"),
        ("工业和信息化部制", "issuer"),
        (cn_date(*e.dated), "date"),
    ):
        if not item:
            rep.blank(7)
            continue
        rep.mark(
            "cover",
            para=rep.para(line, align="center", size=26 if item == "title" else 15, bold=item == "title"),
            text=line,
            item=item,
        )
    rep.page_break()
    rep.heading(1, "基本信息", numbered=False)
    form(
        rep,
        [
            ("工厂名称", e.name),
            ("工厂地址", e.address),
            ("所属行业", f"{e.industry[1]}（行业代码{e.industry[0]}）"),
            ("主要产品", e.products),
            (
                "单位性质",
                "内资（"
                + boxes(["国有", "集体", "民营"], "民营", on, off, after=after)
                + "） "
                + boxes(["中外合资", "港澳台", "外商独资"], "", on, off, after=after),
            ),
            ("统一社会信用代码", e.credit),
            ("法定代表人", e.legal),
            ("申报工作联系部门", e.department),
            ("联系人", e.contact),
            ("联系电话", e.phone),
            ("电子邮箱", e.mail),
            ("第三方机构名称", agency[0]),
            ("第三方机构地址", agency[1]),
            ("机构法定代表人", agency[2]),
            ("法人代表电话", f"{area}-26613301"),
            ("机构联系人", people[1][0]),
            ("联系人电话", f"{area}-26613309"),
            ("报告编制负责人", people[0][0]),
            ("负责人电话", f"{area}-26613305"),
            ("基本要求", boxes(["符合", "不符合"], "符合", on, off, after=after)),
            ("指标得分", "@total@"),
            ("受评价方主要亮点", e.texts["highlight"]),
        ],
        columns=4,
        sections={0: "一、工厂基本信息", 11: "二、第三方机构信息", 19: "三、绿色工厂评价结果"},
        wide=(
            "工厂名称",
            "工厂地址",
            "所属行业",
            "主要产品",
            "单位性质",
            "统一社会信用代码",
            "第三方机构名称",
            "第三方机构地址",
            "受评价方主要亮点",
            "电子邮箱",
        ),
    )
    rep.heading(1, "承诺书", numbered=False, slot="promise")
    for text in (
        "本单位承诺：对受评价方实施了程序规范、完整的评价；受评价方提供的材料真实有效；本报告内容客观、公正，证据充分。本单位清楚报告的严肃性，如有弄虚作假或故意隐瞒受评价方问题，愿意承担所有责任。",
        f"法人代表签字：{agency[2]}",
        "（单位公章）",
    ):
        rep.mark("promise", para=rep.para(text, align="right" if len(text) < 20 else ""), text=text)
    signed = rep.para(date(e.dated), align="right")
    rep.mark("promise", para=signed, text=signed, item="date")
    rep.page_break()

    rep.heading(1, "概述", slot="overview")
    rep.heading(2, "评价目的")
    p = rep.para(
        f"{agency[0]}受{e.name}（下文称“受评价方”或“{e.short}”）委托，对其绿色工厂创建情况进行第三方评价，核实申报数据的真实性，为主管部门选树绿色工厂提供参考。"
    )
    rep.said("name", p, e.name)
    rep.heading(2, "评价范围")
    p = rep.para(
        f"以{e.address}为地理边界，覆盖主要生产系统、辅助生产系统和附属生产系统。评价期为{y}年度（{y}年1月1日至{y}年12月31日）。综合能耗分别给出当量值和等价值，指标计算采用当量值。"
    )
    rep.said("period", p, f"{y}年1月1日至{y}年12月31日")
    rep.heading(2, "评价准则")
    rep.para(
        f"GB/T 36132-2018 绿色工厂评价通则；GB/T 2589-2020 综合能耗计算通则；GB/T 32150 工业企业温室气体排放核算和报告通则；工信部节〔2024〕13号；自然资发〔2023〕72号；GB 12348-2008；其他适用的法律法规标准。受评价方所属的{e.industry[1]}行业没有发布绿色工厂行业评价标准。"
    )
    rep.heading(2, "受评价方基本情况")
    p = rep.para(
        f"受评价方于{date(e.founded)}登记成立，注册资本{e.capital}，用工{e.staff}人。{e.texts['intro']}{e.texts['market']}"
    )
    rep.said("date.founded", p, date(e.founded))
    rep.para(e.texts["process"])
    rep.figure(e.lists["steps"], "图 1 生产流程")
    heads = [f"{x}年度" for x in e.years]
    t = series_table(
        rep,
        "近三年经营情况",
        heads,
        [
            ("工业总产值", [plain(v) for v in e.value]),
            ("同比增长", ["—", growth(e.value[1], e.value[0], 1) + "%", growth(e.value[2], e.value[1], 1) + "%"]),
            (f"{e.product}产量（{e.unit}）", [plain(v) for v in e.output]),
        ],
        head="项  目",
        note="产值单位：万元",
    )
    rep.cell("growth", t, 2, 3, growth(e.value[2], e.value[1], 1) + "%", new=plain(e.value[2]), old=plain(e.value[1]))
    rep.cell("value_total", t, 1, 3, plain(e.value[2]))
    rep.cell("output", t, 3, 3, plain(e.output[2]))
    rep.fact("工业总产值", plain(e.value[2]), "万元", y)
    rep.fact("产量", plain(e.output[2]), e.unit, y)
    rep.table([["设备", "型号规格", "台数", "投用年份"], *[list(x) for x in e.equipment]], "主要设备")
    rep.para(e.texts["history"])

    rep.heading(1, "评价过程和方法", slot="process")
    rep.heading(2, "评价组织安排")
    p = rep.para(
        f"评价合同于{date(e.day(80))}签订。评价组成员为{'、'.join(f'{a}（{b}）' for a, b, _ in people[:-1])}，其中{people[0][0]}为组长；{reviewer}为内部技术复核人，未参与本次现场评估。"
    )
    rep.said("date.contract", p, date(e.day(80)))
    rep.heading(2, "文件评审")
    p = rep.para(
        f"文件评审于{date(e.day(70))}进行，评审资料清单43份，提出不符合和补充项7项，{date(e.day(63))}前整改完毕。"
    )
    rep.said("date.document_review", p, date(e.day(70)))
    rep.heading(2, "现场评估")
    p = rep.para(
        f"评价组于{date(e.two_days(55)[0])}和{date(e.two_days(55)[1])}到现场实施评估，采用查阅记录、现场观察、人员访谈等方式收集证据，受评价方陪同人员为{e.legal}、{e.contact}。"
    )
    rep.said("date.onsite", p, date(e.two_days(55)[0]))
    rep.photos(["现场评估·生产车间", "现场评估·环保设施"])
    rep.heading(2, "核查报告编写")
    rep.para(f"报告初稿于{date(e.day(26))}形成，征求受评价方对事实性内容的意见后修改。")
    rep.heading(2, "内部技术复核")
    p = rep.para(f"{reviewer}于{date(e.day(12))}完成技术复核，复核意见2条，评价组修改后获得批准。")
    rep.said("date.review", p, date(e.day(12)))

    rep.heading(1, "评价内容", slot="evaluation")
    rep.heading(2, "否决条件评价", slot="veto")
    q = date(e.day(53))
    p = rep.para(
        f"查询日期：{q}。查询网站：国家企业信用信息公示系统、信用中国、信用广东、中国执行信息公开网等，截图见{ev('信用查询截图', '甲')}。"
    )
    rep.said("veto_date", p, q)
    t = rep.table([["情形", "结论"], *[[v, "无"] for v in VETO_LONG]], "近三年否决情形核查", widths=[12, 3])
    for r, v in enumerate(VETO_LONG, 1):
        rep.cell("veto", t, r, 0, v, item=r)
    rep.heading(2, "六个方面的描述及核实")
    rep.heading(3, "基础设施")
    rep.para(
        f"受评价方的厂房取得不动产权证和规划许可（{ev('不动产权证及规划许可证', '乙')}），设备、照明、计量器具（{ev('计量器具配备及检定资料', '乙')}）符合要求，通用设备中未发现国家明令淘汰的机型。"
    )
    raw: dict[str, Decimal] = {}
    tables: dict[str, list[tuple[str, str, int, str]]] = {a: scored(a, lost[a]) for a in lost}
    rep.heading(3, "管理体系")
    rep.para(f"四体系均有有效证书（{ev('体系证书', '乙')}）。")
    certificate_table(
        rep,
        e,
        "体系认证证书",
        ["证书名称", "标准", "编号", "起", "止"],
        ["name", "standard", "number", "first", "last"],
    )
    first, last = e.permit_days()
    p = rep.para(
        f"排污许可方面，受评价方证书编号{e.permit_number()}，有效期{date(first)}至{date(last)}（{ev('排污许可证', '乙')}）。"
    )
    rep.said("permit", p, e.permit_number())
    rep.said("permit_valid", p, f"{date(first)}至{date(last)}", first=list(first), last=list(last))
    rep.heading(3, "能源与资源投入")
    equivalent = D("3.02")
    rows, sums, tce2 = [], D(0), D(0)
    for c in e.carriers:
        k = equivalent if c.name in ("电力", "光伏") else c.coefficient
        second = rnd(c.amounts[2] * k, 2)
        sums += c.tce(2)
        tce2 += second
        rows.append(
            [
                {"光伏": "光伏自用电"}.get(c.name, c.name),
                f"{plain(c.amounts[2])} {c.unit}",
                plain(c.coefficient),
                plain(c.tce(2)),
                plain(k),
                plain(second),
            ]
        )
    rows.append(["合计", "", "", plain(sums), "", plain(tce2)])
    p = rep.para(
        f"{y}年综合能源消费量（当量值）{plain(sums)} tce，（等价值）{plain(tce2)} tce，电力等价系数取3.02 tce/万kWh。数据来源于205-1表（{ev('能源购进消费库存表205-1、发票', '丙')}），评价组核对无误；用水数据来源于205-4表（{ev('用水情况表205-4', '丙')}），取水量{thousands(e.water[2])}立方米。"
    )
    rep.said("energy_total", p, f"{plain(sums)} tce")
    t = rep.table(
        [["能源", "实物量", "当量系数", "当量值（tce）", "等价系数", "等价值（tce）"], *rows], f"{y}年综合能源消费量"
    )
    for r, (c, row) in enumerate(zip(e.carriers, rows, strict=False), 1):
        rep.cell("energy", t, r, 3, row[3], amount=plain(c.amounts[2]), coefficient=row[2], factor="1", name=row[0])
        rep.fact(row[0], plain(c.amounts[2]), c.unit, y)
    rep.cell("sum", t, len(rows), 3, plain(sums), what="综合能源消费量", addends=len(e.carriers))
    rep.fact("综合能源消费量", plain(sums), "tce", y, basis="当量")
    rep.fact("综合能源消费量", plain(tce2), "tce", y, basis="等价")
    rep.heading(3, "产品")
    rep.para(f"产品质量和有害物质符合要求（{ev('产品检验报告', '丙')}），已做碳足迹核算，第三方核查未开展。")
    rep.heading(3, "环境排放")
    p = rep.para(f"{e.texts['air']}{e.texts['noise']}（{ev('检测报告', '丁')}）")
    rep.mark("air", para=p, text=p)
    rep.para(
        f"温室气体（{ev('温室气体核算表', '丁')}）："
        + "；".join(f"{n}{a}×{f}＝{c} tCO2" for n, a, f, c in e.emission_terms())
        + f"。总量{plain(e.co2())} tCO2。外购电力采用{y - 2}年广东省因子。"
    )
    rep.fact("温室气体排放总量", plain(e.co2()), "tCO2", y)
    rep.heading(3, "绩效", slot="performance")
    gen, used = e.solid_sums()
    rep.para(
        f"一般工业固体废物产生{plain(gen)} t，综合利用{plain(used)} t，其余委托合规处置（合规处置率100%），台账见{ev('固体废物台账', '丁')}；物料台账见{ev('物料台账', '丁')}。各绩效指标由评价组根据{y}年数据重新计算，见附表2。"
    )
    sum_table(rep, "一般工业固体废物", ["类别", "产生量(t)", "综合利用量(t)"], [list(s) for s in e.solid], [1, 2])
    en, so = inds["energy"], inds["solid"]
    ratio = e.tce(1) / e.output[1]
    old = plain(rnd(ratio, places_for(ratio), cut=cut))
    p = rep.para(
        f"{en.name}＝{en.shown}＝{en.value} {en.unit}；上年为{old} {en.unit}。{so.name}＝{so.shown}＝{so.value}%。"
    )
    rep.said(
        "indicator",
        p,
        en.value,
        ident="energy",
        role="calc",
        num=en.num,
        den=en.den,
        op="div",
        unit=en.unit,
        value=en.value,
    )
    rep.said(
        "indicator",
        p,
        so.value,
        ident="solid",
        role="calc",
        num=so.num,
        den=so.den,
        op="share",
        unit="%",
        value=so.value,
    )
    rep.heading(2, "数据核实")
    rep.para(
        "评价组核实了数据真实性、计算范围和计算方法，检查了能源计量设备和标准落实情况：主要计量器具检定有效，产值、产量与统计报表一致，能耗数据与发票差异在0.5%以内。"
    )
    rep.heading(2, "自评问题描述")
    rep.para("；".join(e.lists["problems"]) + "。")

    rep.heading(1, "评价结论", slot="conclusion")
    for a, items in tables.items():
        raw[a] = sum((D(i[3]) for i in items), D(0))
    weights = {"基础设施": 20, "管理体系": 15, "能源与资源投入": 15, "产品": 10, "环境排放": 10, "绩效": 30}
    total = plain(sum((rnd(raw[k] * w / 100, 2) for k, w in weights.items()), D(0)))
    for b in rep.blocks:
        if b.kind == "table":
            b.rows = [[c.replace("@total@", total) for c in r] for r in b.rows]
    for f in rep.places["form"]:
        f["text"] = f["text"].replace("@total@", total)
    p = rep.para(
        f"受评价方满足GB/T 36132-2018的基本要求，不存在否决情形，综合得分{total}分。{en.name}为{en.value} {en.unit}，{inds['carbon'].name}为{inds['carbon'].value} {inds['carbon'].unit}，{so.name}为{so.value}%，容积率为{inds['far'].value}。评价组认为其符合绿色工厂评价要求，予以推荐。"
    )
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "符合绿色工厂评价要求")
    for i in (en, inds["carbon"], so, inds["far"]):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.para(f"创建做法和工作亮点：{e.texts['highlight']}")
    rep.heading(1, "建议", slot="next")
    for n, plan in enumerate(e.lists["plans"], 1):
        rep.para(f"{n}）{plan}。")
    rep.heading(1, "参考文件", slot="evidence")
    papers = [
        "营业执照、环评批复及验收",
        "信用查询截图",
        "客户环境要求确认书",
        "承诺书及任命书",
        "职责权限文件",
        "绿色工厂机构文件",
        "规划及年度实施方案",
        "教育培训记录",
    ]
    found = [
        "手续齐全",
        "三年内未发生",
        "已确认并满足",
        "已签署",
        "已发布",
        "已设立并考核",
        f"规划到{y + 3}年",
        f"{y}年3次，186人次",
    ]
    basic_rows = [[str(i + 1), b, found[i], ev(papers[i], "甲"), "符合"] for i, b in enumerate(BASIC_2018)]
    papers2 = {
        "far": ("不动产权证及规划许可证", "乙"),
        "density": ("不动产权证及规划许可证", "乙"),
        "land": ("产销总值表B204-1", "丁"),
        "green": ("物料台账", "丁"),
        "pollutant": ("检测报告", "丁"),
        "gas": ("检测报告", "丁"),
        "waste_water": ("用水情况表205-4", "丙"),
        "material": ("物料台账", "丁"),
        "solid": ("固体废物台账", "丁"),
        "reuse": ("用水情况表205-4", "丙"),
        "energy": ("能源购进消费库存表205-1、发票", "丙"),
        "carbon": ("温室气体核算表", "丁"),
    }
    for i in inds.values():
        i.evidence, i.benchmark = (
            ev(*papers2[i.ident]),
            {"far": "≥0.8", "density": "≥30%", "green": "≥30%", "solid": "＞65%"}.get(i.ident, "/"),
        )
    for items in tables.values():
        for item in items:
            ev(f"{item[0]}资料", "戊")
    evidence_table(rep, ev, "参考文件及证明材料索引", ["索引", "文件名称"], pairs=True)
    rep.heading(1, "第三方机构资质符合性证明材料", slot="qualification")
    rep.para(
        f"{agency[0]}具有独立法人资格（统一社会信用代码{e.agency_credit()}），办公场所固定，财务制度健全；从事绿色评价的专职人员中，中级职称以上16人，相关专业高级职称9人，占56.3%；近五年主导或参与绿色制造评价、标准研制等项目80余项。本机构未参与受评价方自评价报告编写。"
    )
    rep.heading(1, "附表", numbered=False)
    basis_table(
        rep,
        "附表1 绿色工厂一般要求符合性评价表",
        ["序号", "一般要求", "核实情况", "索引", "是否符合"],
        basic_rows,
        verdict=4,
        widths=[1.2, 6.6, 4, 1.8, 2.2],
    )
    indicator_table(
        rep,
        e,
        list(inds.values()),
        f"附表2 绿色工厂绩效指标评价表（{y}年）",
        ["序号", "绩效指标", "计算式与结果", "指标值", "单位", "参考基准", "证明材料索引"],
        ["number", "name", "shown", "value", "unit", "benchmark", "evidence"],
        widths=[1, 3.6, 4.4, 1.8, 2, 1.6, 1.6],
    )
    for a, items in tables.items():
        score_table(
            rep,
            a,
            items,
            lambda x: ev(f"{x}资料", "戊"),
            f"{a}评分表",
            ["评价项目", "要求类型", "分值", "得分", "索引"],
        )
    weighted_table(rep, e, raw, "综合得分计算表", ["一级指标", "权重系数", "得分", "加权后得分"])
    return rep
