"""Third-party report in the format of 2024: automatic Word numbers, the form in three tables, captions below, vetoes as a table."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2018_SHORT, VETO_LONG, VETO_PLACE
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
from corpus.scores import indicator_table, weighted_table
from corpus.writing import CHINESE, Look, Report

D = Decimal
NAMES = {
    "energy": "单位产品综合能耗",
    "carbon": "单位产品二氧化碳排放量",
    "reuse": "废水处理回用率",
    "solid": "工业固体废物综合利用率",
    "land": "单位用地面积产值",
}


def write(e: Enterprise, name: str, *, split: str, dialect: str, raw: dict[str, str], tick: tuple[str, str]) -> Report:
    assert e.agency
    y, agency, people = e.year, e.agency, e.people
    leader, reviewer = people[0], people[-1]
    look = Look(
        scheme=CHINESE,
        headings="auto",
        captions="below",
        caption_format="表{c}-{n} {text}",
        font="仿宋",
        dialect=dialect,
        header=f"{e.name}绿色工厂第三方评价报告",
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
            "may": ["S113", "I206"],
            "_dated": e.dated,
            "_author": leader[0],
        },
        look,
    )
    area = {"4401": "020", "4403": "0755", "4419": "0769"}[agency[4][:4]]
    ev = Evidence("{g}-{n:02d}")
    on, off = tick
    inds = indicators_2018(e, NAMES)
    scores = {k: D(v) for k, v in raw.items()}
    weights = {"基础设施": 20, "管理体系": 15, "能源与资源投入": 15, "产品": 10, "环境排放": 10, "绩效": 30}
    total = plain(sum((rnd(scores[k] * w / 100, 2) for k, w in weights.items()), D(0)))

    rep.blank(4)
    for line, item, size in (
        ("绿色工厂第三方评价报告", "title", 28),
        ("", "", 14),
        (f"工厂名称：{e.name}", "subject", 16),
        (f"第三方评价机构：{agency[0]}", "agency", 16),
        (f"报告日期：{date(e.dated)}", "date", 16),
    ):
        if not item:
            rep.blank(8)
            continue
        rep.para(line, align="center", size=size, bold=item == "title")
        rep.mark("cover", para=line, text=line, item=item)
    rep.page_break()
    rep.heading(1, "基本信息表", numbered=False)
    nature = (
        "内资（"
        + boxes(["国有", "集体", "民营"], "民营", on, off)
        + "） "
        + boxes(["中外合资", "港澳台", "外商独资"], "", on, off)
    )
    form(
        rep,
        [
            ("工厂名称", e.name),
            ("工厂地址", e.address),
            ("所属行业", f"{e.industry[0]} {e.industry[1]}"),
            ("主要产品", e.products),
            ("单位性质", nature),
            ("统一社会信用代码", e.credit),
            ("法定代表人", e.legal),
            ("申报工作联系部门", e.department),
            ("联系人", e.contact),
            ("联系电话", e.phone),
            ("电子邮箱", e.mail),
        ],
        sections={0: "一、工厂基本信息"},
    )
    form(
        rep,
        [
            ("第三方机构名称", agency[0]),
            ("第三方机构地址", agency[1]),
            ("机构法定代表人", agency[2]),
            ("法定代表人电话", f"{area}-82315560"),
            ("机构联系人", people[1][0]),
            ("联系人电话", f"{area}-82315562"),
            ("报告编制负责人", leader[0]),
            ("负责人电话", f"{area}-82315568"),
        ],
        sections={0: "二、第三方机构信息"},
    )
    form(
        rep,
        [
            ("基本要求", boxes(["符合", "不符合"], "符合", on, off)),
            ("指标得分", total),
            ("受评价方主要亮点（100字以内）", e.texts["highlight"]),
        ],
        sections={0: "三、绿色工厂评价结果"},
    )
    rep.page_break()
    rep.heading(1, "承诺", numbered=False, slot="promise")
    for text in (
        "本机构郑重承诺：已按照规范、完整的程序对受评价方开展全面评价；受评价方提供的材料经核实真实有效；评价报告客观公正、证据充分。本机构了解评价报告的严肃性，如存在弄虚作假或者故意隐瞒受评价方问题的行为，愿意承担所有责任。",
        f"法人代表签字：{agency[2]}　　　　　　（单位公章）",
    ):
        rep.mark("promise", para=rep.para(text), text=text)
    signed = rep.para(date(e.dated), align="right")
    rep.mark("promise", para=signed, text=signed, item="date")
    rep.page_break()
    rep.toc()

    rep.heading(1, "概述", slot="overview")
    rep.heading(2, "评价目的")
    p = rep.para(
        f"受{e.name}（以下简称“{e.short}”）委托，{agency[0]}依据《绿色工厂评价通则》（GB/T 36132-2018）对其绿色工厂建设水平进行第三方评价，识别优势与不足，为企业持续改进和主管部门遴选提供依据。"
    )
    rep.said("name", p, e.name)
    rep.heading(2, "评价范围")
    p = rep.para(
        f"地理边界：{e.address}。活动边界：厂区内的生产系统、辅助生产系统和附属生产系统，不含外部运输。数据期间：{y}年1月1日—{y}年12月31日，趋势分析采用{e.years[0]}—{y}年三年数据。电力折标准煤采用当量值。"
    )
    rep.said("period", p, f"{y}年1月1日—{y}年12月31日")
    rep.heading(2, "评价准则")
    for line in (
        "GB/T 36132-2018《绿色工厂评价通则》；",
        "《绿色工厂梯度培育及管理暂行办法》（工信部节〔2024〕13号）；",
        "GB/T 2589-2020《综合能耗计算通则》；",
        "GB 12348-2008《工业企业厂界环境噪声排放标准》；",
        "《工业项目建设用地控制指标》（自然资发〔2023〕72号）；",
        "其他适用的法律、法规、政策和标准。",
    ):
        rep.para(line)
    rep.para(f"经查《国家层面绿色工厂评价标准清单》，{e.industry[1]}行业无对应的行业评价标准，故采用通则。")
    rep.heading(2, "受评价方基本情况")
    rep.heading(3, "基本信息与经营状况")
    p = rep.para(
        f"{e.short}成立于{date(e.founded)}，注册资本{e.capital}，现有员工{e.staff}人，占地{plain(rnd(D(e.land) / D('666.67'), 1))}亩。{e.texts['intro']}{e.texts['market']}"
    )
    rep.said("date.founded", p, date(e.founded))
    order = [2, 1, 0]
    p = rep.para(
        f"{e.years[0]}年至{y}年工业总产值分别为{'、'.join(plain(rnd(v / 10000, 2)) for v in e.value)}亿元，详见{rep.label()}。"
    )
    t = series_table(
        rep,
        "近三年生产经营情况",
        [str(e.years[i]) for i in order],
        [
            ("工业总产值", [thousands(e.value[i]) for i in order]),
            (f"{e.product}产量／{e.unit}", [plain(e.output[i]) for i in order]),
            ("产值增长率／%", [growth(e.value[2], e.value[1]), growth(e.value[1], e.value[0]), "/"]),
        ],
        head="年度",
        note="单位：万元（注明者除外）",
    )
    rep.cell("growth", t, 3, 1, growth(e.value[2], e.value[1]), new=plain(e.value[2]), old=plain(e.value[1]))
    rep.cell("value_total", t, 1, 1, thousands(e.value[2]))
    rep.cell("output", t, 2, 1, plain(e.output[2]))
    rep.fact("工业总产值", thousands(e.value[2]), "万元", y)
    rep.fact("产量", plain(e.output[2]), e.unit, y)
    rep.heading(3, "生产工艺")
    rep.para(e.texts["process"])
    rep.figure(e.lists["steps"], "图1-1 工艺流程")
    rep.heading(3, "主要设备")
    rep.table(
        [["序号", "设备", "规格", "数量", "投用年份"], *[[str(i), *x] for i, x in enumerate(e.equipment, 1)]],
        "主要设备一览",
    )
    rep.heading(3, "绿色发展重点工作及成绩")
    rep.para(e.texts["history"])
    sum_table(
        rep,
        "近三年绿色改造项目投资",
        ["序号", "项目", "实施年份", "投资额", "投资占比（%）"],
        [[str(i), p[0], str(p[1]), p[2]] for i, p in enumerate(e.projects, 1)],
        [3],
        note="单位：万元",
        shares=4,
    )

    rep.heading(1, "评价过程和方法", slot="process")
    rep.heading(2, "评价组织安排")
    p = rep.para(
        f"双方于{date(e.day(72))}签订评价合同。评价组由{'、'.join(x[0] for x in people[:-1])}组成，{leader[0]}任组长；内部技术复核由未参加本项目的{reviewer[0]}承担。"
    )
    rep.said("date.contract", p, date(e.day(72)))
    duties = ["组长，绩效与结论", *["能源资源、温室气体", "基础设施、环境排放"][: len(people) - 2], "内部技术复核"]
    rep.table([["姓名", "职称", "专业", "分工"], *[[*x, duties[i]] for i, x in enumerate(people)]], "评价人员")
    rep.heading(2, "文件评审情况")
    p = rep.para(
        f"{date(e.day(64))}至{date(e.day(61))}，评价组对企业提交的营业执照、批复文件、体系文件、统计报表、检测报告和台账进行文件评审，开具补充资料清单1份共6项，企业在进场前全部补齐。"
    )
    rep.said("date.document_review", p, date(e.day(64)))
    rep.heading(2, "现场评价情况")
    p = rep.para(
        f"{date(e.two_days(51)[0])}至{date(e.two_days(51)[1])}开展现场评价，为期2天，包括首末次会议、现场巡查、抽样核对和人员访谈，访谈对象涵盖{e.department}、生产、设备、财务等部门9人。"
    )
    rep.said("date.onsite", p, date(e.two_days(51)[0]))
    d1, d2 = e.two_days(51)[0], e.two_days(51)[1]
    rep.table(
        [
            ["日期", "上午", "下午"],
            [f"{d1[1]}月{d1[2]}日", "首次会议；资料澄清", "生产车间、公用工程、计量器具"],
            [f"{d2[1]}月{d2[2]}日", "环保设施、危废间、仓库", "台账抽样核对；末次会议"],
        ],
        "现场评价日程",
    )
    rep.photos(["生产车间", "环保设施"])
    rep.heading(2, "评价报告编写及内部技术复核情况")
    p = rep.para(
        f"评价组于{date(e.day(24))}完成报告初稿；{date(e.day(16))}，{reviewer[0]}完成内部技术复核并提出4条意见；评价组修改后经复核人确认，于{date(e.dated)}批准签发。"
    )
    rep.said("date.review", p, date(e.day(16)))
    rep.said("date.report", p, date(e.dated))

    rep.heading(1, "评价内容", slot="evaluation")
    rep.heading(2, "否决条件评价情况", slot="veto")
    q = date(e.day(49))
    p = rep.para(
        f"评价组于{q}对照暂行办法所列情形逐项检索，结果见{rep.label()}，截图归入{ev('信用信息查询截图', 'A')}。"
    )
    t = rep.table(
        [
            ["序号", "否决情形", "查询渠道", "查询日期", "评价结果"],
            *[[str(i + 1), v, VETO_PLACE[i], q, "不存在"] for i, v in enumerate(VETO_LONG)],
        ],
        "否决条件评价表",
        widths=[1.2, 6, 3.6, 3, 2],
    )
    for r in range(1, 7):
        rep.cell("veto", t, r, 1, VETO_LONG[r - 1], item=r)
        rep.cell("veto_date", t, r, 3, q)
    rep.heading(2, "基本要求符合性", slot="basic")
    papers = [
        "营业执照、备案、环评批复及竣工验收",
        "信用信息查询截图",
        "客户环境协议",
        "绿色工厂承诺书及任命书",
        "岗位职责文件",
        "绿色工厂管理办公室文件",
        "绿色工厂中长期规划",
        "培训及考评记录",
    ]
    found = [
        "证照和批复齐全，在有效期内",
        f"{e.years[0]}—{y}年无此类事故",
        "已签订并履行",
        "总经理签发承诺书",
        "职责文件覆盖各部门",
        "设专职1人、兼职5人",
        f"规划期{y - 1}—{y + 4}年，指标已量化",
        f"{y}年培训4次，考评合格率100%",
    ]
    basis_table(
        rep,
        "基本要求符合性评价表",
        ["条款", "基本要求", "核实情况", "证明材料索引", "评价"],
        [[f"{i + 1}", b, found[i], ev(papers[i], "A"), "符合"] for i, b in enumerate(BASIC_2018_SHORT)],
        verdict=4,
        widths=[1.2, 4.4, 5.4, 2.8, 2],
    )
    first, last = e.permit_days()
    p = rep.para(
        f"企业持有排污许可证，编号{e.permit_number()}，有效期限自{date(first)}至{date(last)}止（{ev('排污许可证', 'A')}）。"
    )
    rep.said("permit", p, e.permit_number())
    rep.said("permit_valid", p, f"{date(first)}至{date(last)}", first=list(first), last=list(last))
    rep.heading(2, "对基础设施等六个方面的评价")
    rep.heading(3, "基础设施")
    rep.para(
        f"厂房建设履行了备案、节能审查、环评和竣工验收程序（{ev('不动产权证、建设工程规划许可证', 'B')}）。照明以LED为主，按场所分级设计；空压机、变压器、水泵等通用设备能效达到2级及以上，计量器具配备满足GB 17167、GB 24789要求（{ev('计量器具台账及检定证书', 'B')}）。该项原始得分{raw['基础设施']}分。"
    )
    rep.heading(3, "管理体系")
    rep.para(
        f"四个管理体系均已建立并通过认证，证书见{rep.label()}（{ev('管理体系认证证书', 'C')}）。企业尚未按年度发布社会责任报告，酌情扣分。该项原始得分{raw['管理体系']}分。"
    )
    certificate_table(
        rep,
        e,
        "管理体系证书",
        ["体系", "执行标准", "证书编号", "发证日期", "有效期至"],
        ["name", "standard", "number", "first", "last"],
        iso=True,
    )
    rep.heading(3, "能源与资源投入")
    p = rep.para(
        f"{y}年综合能源消费量{plain(e.tce())}吨标准煤（当量值），构成见{rep.label()}。数据取自205-1表并与发票核对（{ev('能源购进、消费与库存（205-1）、发票', 'D')}）。取水量{plain(rnd(e.water[2] / 10000, 2))}万m³（{ev('工业企业用水情况（205-4）', 'D')}）。该项原始得分{raw['能源与资源投入']}分。"
    )
    rep.said("energy_total", p, plain(e.tce()))
    energy_table(
        rep,
        e,
        f"{y}年能源消费量",
        small=True,
        comma=True,
        heads=("能源品种", "单位", "实物量", "折标系数", "标准煤量（tce）"),
        own_rows=True,
        total="总计",
    )
    rep.heading(3, "产品")
    rep.para(
        f"产品符合相关产品标准和有害物质限量要求；设计文件体现减量化和易回收原则（{ev('产品检验报告、设计评审记录', 'E')}）。已完成一类主导产品的碳足迹核算。该项原始得分{raw['产品']}分。"
    )
    rep.heading(3, "环境排放")
    p = rep.para(f"{e.texts['air']}（{ev('检测报告', 'F')}）{e.texts['noise']}该项原始得分{raw['环境排放']}分。")
    rep.mark("air", para=p, text=p)
    rep.para(
        "温室气体排放核算："
        + "；".join(f"{n}{a}×{f}＝{c} tCO2" for n, a, f, c in e.emission_terms())
        + f"；合计{plain(e.co2())} tCO2。电力排放因子取生态环境部发布的{y - 2}年广东省平均值（{ev('温室气体排放核算表', 'F')}）。"
    )
    rep.fact("二氧化碳排放总量", plain(e.co2()), "tCO2", y)
    rep.heading(3, "绩效", slot="performance")
    rep.para(
        f"依据GB/T 36132-2018附录A，评价组用{y}年数据重新计算了各项绩效指标，见{rep.label(2)}。该项原始得分{raw['绩效']}分。"
    )
    gen, used = e.solid_sums()
    sum_table(rep, f"{y}年一般工业固体废物", ["种类", "产生量/t", "综合利用量/t"], [list(s) for s in e.solid], [1, 2])
    sum_table(
        rep,
        f"{y}年主要物料用量",
        ["物料", "用量/t", "是否绿色物料"],
        [[m[0], m[1], "是" if m[2] else "否"] for m in e.materials],
        [1],
    )
    papers2 = {
        "far": "不动产权证、建设工程规划许可证",
        "density": "不动产权证、建设工程规划许可证",
        "land": "工业产销总值及主要产品产量（B204-1）",
        "green": "物料台账",
        "pollutant": "检测报告",
        "gas": "检测报告",
        "waste_water": "工业企业用水情况（205-4）",
        "material": "物料台账",
        "solid": "固体废物台账",
        "reuse": "工业企业用水情况（205-4）",
        "energy": "能源购进、消费与库存（205-1）、发票",
        "carbon": "温室气体排放核算表",
    }
    bench = {
        "far": "≥0.7（控制指标）",
        "density": "≥30%",
        "green": "≥30%",
        "solid": "＞65%",
        "land": "≥0.22（所在市平均）",
    }
    for i in inds.values():
        i.benchmark, i.evidence = bench.get(i.ident, "行业未公布"), ev(papers2[i.ident], "G")
    indicator_table(
        rep,
        e,
        list(inds.values()),
        "绩效指标核算结果",
        ["序号", "指标名称", "统计年度", "指标值", "评价基准", "证明材料索引"],
        ["number", "name", "year", "value_unit", "benchmark", "evidence"],
        widths=[1.2, 4.8, 2, 3.4, 3, 2],
    )
    en, ca, so = inds["energy"], inds["carbon"], inds["solid"]
    for i, tail in ((en, ""), (ca, ""), (so, f"，其中往年贮存量为零，处置{plain(gen - used)} t")):
        unit = "%" if i.unit == "%" else f" {i.unit}"
        p = rep.para(f"{y}年{i.name}＝{i.shown}＝{i.value}{unit}{tail}。")
        rep.said(
            "indicator",
            p,
            i.value,
            ident=i.ident,
            role="calc",
            num=i.num,
            den=i.den,
            op=i.op,
            unit=i.unit,
            value=i.value,
        )
    old = plain(rnd(e.tce(1) / e.output[1], places_for(e.tce(1) / e.output[1])))
    drop = plain(rnd((D(old) - D(en.value)) / D(old) * 100, 2))
    p = rep.para(
        f"与{e.years[1]}年的{old} {en.unit}相比，单位产品综合能耗下降了{drop}%。"
        if D(old) > D(en.value)
        else f"{e.years[1]}年单位产品综合能耗为{old} {en.unit}。"
    )
    if D(old) > D(en.value):
        rep.said("growth", p, f"{drop}%", new=en.value, old=old, drop=True)
    rep.heading(2, "得分汇总")
    weighted_table(rep, e, scores, "评价得分汇总", ["一级指标", "权重", "原始得分", "加权得分"], fractions=True)
    rep.heading(2, "数据核实与计量")
    rep.para(
        "评价组核对了数据的真实性、计算范围和计算方法：电量与供电部门结算单一致，燃料与购进发票差异小于0.3%，产量与入库单一致。电能表、流量计均在检定有效期内。"
    )
    rep.heading(2, "存在的问题")
    for n, text in enumerate(e.lists["problems"], 1):
        rep.para(f"（{n}）{text}。")

    rep.heading(1, "评价结论", slot="conclusion")
    p = rep.para(
        f"评价组认为，{e.short}满足全部基本要求，未发现否决情形，指标得分{total}分，达到绿色工厂评价要求，建议推荐。"
    )
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "达到绿色工厂评价要求")
    p = rep.para(
        f"主要指标为：单位产品综合能耗{en.value} {en.unit}；单位产品二氧化碳排放量{ca.value} {ca.unit}；工业固体废物综合利用率{so.value}%；容积率{inds['far'].value}。"
    )
    for i in (en, ca, so, inds["far"]):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.heading(1, "建议", slot="next")
    for n, plan in enumerate(e.lists["plans"], 1):
        rep.para(f"（{n}）{plan}。")
    rep.heading(1, "参考文件", slot="evidence")
    evidence_table(rep, ev, "证明材料索引", ["索引号", "文件"])
    rep.heading(1, "第三方机构资质符合性证明材料", slot="qualification")
    rep.para(
        f"{agency[0]}为独立法人，统一社会信用代码{e.agency_credit()}，自有办公场所面积420平方米，财务管理制度健全。现有从事绿色评价的中级职称以上专职人员14人，其中能源、环境、生态等专业高级职称8人，占57.1%。近五年完成绿色制造评价和节能诊断项目60余项。机构未参与{e.short}自评价材料的编写，与其不存在利益关系。"
    )
    rep.table(
        [
            ["条件", "符合情况", "证明"],
            ["独立法人", "符合", "营业执照"],
            ["办公场所和财务制度", "符合", "产权证、审计报告"],
            ["专职人员数量与职称", "符合", "职称证书、社保记录"],
            ["近五年业绩", "符合", "合同清单"],
            ["独立性", "符合", "声明"],
        ],
        "机构条件对照",
    )
    return rep
