"""Self-evaluation in the form of 2017 (annex 2-1): cover of the ministry, filling notes, 一、（一）1. by hand, captions above."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2018, VETO_LONG, scored
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
from corpus.scores import indicator_table, score_table, weighted_table
from corpus.writing import CHINESE, Look, Report

D = Decimal


def write(e: Enterprise, name: str, *, split: str, descending: bool, lost: dict[str, str]) -> Report:
    y = e.year
    look = Look(scheme=CHINESE, captions="above", caption_format="表{n}  {text}", font="仿宋", chapter_page=False)
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
            "as_of": f"{e.dated[0]}-{e.dated[1]:02d}-28",
            "split": split,
            "may": ["S108", "S113", "I206"],
            "_dated": e.dated,
            "_author": e.contact,
        },
        look,
    )
    ev = Evidence("附件{n}")
    # cover and filling notes: the printed form carries them
    rep.blank(5)
    title = rep.para("绿色工厂自评价报告", align="center", bold=True, size=26)
    rep.mark("cover", para=title, text=title, item="title")
    rep.blank(8)
    for line, item in (
        (f"申报单位：{e.name}", "subject"),
        (f"所在省市：广东省河源市{e.county}", "place"),
        ("中华人民共和国工业和信息化部制", "issuer"),
        (date(e.dated), "date"),
    ):
        rep.para(line, align="center", size=15)
        rep.mark("cover", para=line, text=line, item=item)
    rep.page_break()
    rep.para("填 写 说 明", align="center", bold=True, size=16)
    for line in (
        "一、申报单位应当如实、详细地填写每一部分内容。",
        "二、所属行业按GB/T 4754填写，单位性质按营业执照填写。",
        "三、表格空间不足的，可另附页。",
        "四、报告用A4纸印制，一式三份，并附电子版。",
    ):
        rep.para(line)
    rep.page_break()
    rep.heading(1, "基本信息表", numbered=False)
    form(
        rep,
        [
            ("工厂名称", e.name),
            ("所属行业", f"{e.industry[1]}（{e.industry[0]}）"),
            ("通讯地址", e.address),
            ("邮编", "517000"),
            (
                "单位性质",
                "内资（"
                + boxes(["国有", "集体", "民营"], "民营")
                + "）  "
                + boxes(["中外合资", "港澳台", "外商独资"], ""),
            ),
            ("统一社会信用代码", e.credit),
            ("注册机关", f"{e.county}市场监督管理局"),
            ("注册资本", e.capital),
            ("成立日期", date(e.founded)),
            ("有效期", "长期"),
            ("法定代表人", e.legal),
            ("法人代表联系电话", e.phone),
            ("申报工作联系部门", e.department),
            ("联系人", e.contact),
            ("联系电话", e.phone[:-1] + "0"),
            ("手机", f"1390762{int(e.org8[2]) + 4100}" if e.org8[2].isdigit() else "13907624102"),
            ("传真", "/"),
            ("电子邮箱", e.mail),
            ("主要产品", e.products),
            ("基本要求", boxes(["符合", "不符合"], "符合")),
            ("指标得分", "@total@"),
            ("主要亮点", e.texts["highlight"]),
            ("单位简介", f"{e.texts['intro']}{y}年末职工{e.staff}人。{e.texts['history']}"),
        ],
        columns=4,
        wide=("工厂名称", "通讯地址", "单位性质", "主要产品", "单位简介", "统一社会信用代码", "主要亮点"),
    )
    rep.heading(1, "材料真实性承诺", numbered=False, slot="promise")
    for text in (
        "我单位申报绿色工厂所提交的数据、信息和证明材料均真实、有效，愿接受并积极配合主管部门的监督抽查和核验。如有违反，愿承担由此产生的相应责任。",
        f"法定代表人或单位负责人（签字）：{e.legal}            （公章）",
    ):
        rep.mark("promise", para=rep.para(text), text=text)
    signed = rep.para(date(e.dated), align="right")
    rep.mark("promise", para=signed, text=signed, item="date")
    rep.page_break()

    # 一
    rep.heading(1, "工厂基本情况", slot="enterprise")
    rep.heading(2, "评价目的、范围和准则")
    scope = rep.para(
        f"为客观反映本厂绿色制造水平，查找差距并持续改进，同时为申报绿色工厂提供依据，本公司组织开展自评价。评价范围为{e.address}厂区内的全部生产系统、辅助生产系统和附属生产系统；"
        f"评价年度为{y}年1月1日至{y}年12月31日，近三年数据为{e.years[0]}—{y}年。能源消费量按当量值折算标准煤。"
    )
    rep.said("period", scope, f"{y}年1月1日至{y}年12月31日")
    rep.para(
        "评价准则：GB/T 36132-2018《绿色工厂评价通则》、GB/T 2589-2020《综合能耗计算通则》、GB/T 32150《工业企业温室气体排放核算和报告通则》、"
        "《绿色工厂梯度培育及管理暂行办法》（工信部节〔2024〕13号）以及适用的法律法规和标准。所属行业未列入国家层面绿色工厂评价标准清单，采用通则评价。"
    )
    rep.heading(2, "工厂概况")
    about = rep.para(
        f"{e.name}（以下简称“{e.short}”或“本公司”）成立于{date(e.founded)}，注册资本{e.capital}，位于河源市{e.county}，占地面积{rnd(D(e.land) / 10000, 2)}万平方米。{e.texts['intro']}"
    )
    rep.said("name", about, e.name)
    rep.said("date.founded", about, date(e.founded))
    rep.para(e.texts["market"])
    order = [2, 1, 0] if descending else [0, 1, 2]
    label = rep.label()
    rep.para(
        f"近三年主要经营指标见{label}。{y}年工业总产值{rnd(e.value[2] / 10000, 2)}亿元，{e.product}产量{plain(e.output[2])} {e.unit}。"
    )
    heads = [f"{e.years[i]}年" for i in order]
    rates = {0: "—", 1: growth(e.value[1], e.value[0]), 2: growth(e.value[2], e.value[1])}
    t = series_table(
        rep,
        "近三年主要经营指标",
        heads,
        [
            (f"{e.product}产量（{e.unit}）", [plain(e.output[i]) for i in order]),
            ("工业总产值（万元）", [thousands(e.value[i]) for i in order]),
            ("产值同比增长（%）", [rates[i] for i in order]),
            ("综合能耗（tce，当量值）", [plain(e.tce(i)) for i in order]),
            ("取水量（m³）", [thousands(e.water[i]) for i in order]),
        ],
        head="项目",
    )
    col = order.index(2) + 1
    rep.cell("growth", t, 3, col, rates[2], new=plain(e.value[2]), old=plain(e.value[1]))
    rep.cell("output", t, 1, col, plain(e.output[2]))
    rep.cell("value_total", t, 2, col, thousands(e.value[2]))
    rep.fact("工业总产值", thousands(e.value[2]), "万元", y)
    rep.fact(f"{e.product}产量", plain(e.output[2]), e.unit, y)
    rep.fact("取水量", thousands(e.water[2]), "m³", y)
    rep.heading(2, "生产工艺与设备")
    rep.para(e.texts["process"])
    rep.figure(e.lists["steps"], "图1  主要生产工艺流程")
    rep.table([["设备名称", "型号规格", "数量（台/套）", "投用年份"], *[list(x) for x in e.equipment]], "主要生产设备")
    rep.heading(2, "绿色发展工作")
    rep.para(e.texts["history"])
    rows = [[p[0], str(p[1]), p[2], p[3]] for p in e.projects]
    sum_table(rep, "近三年绿色低碳改造项目", ["项目名称", "年份", "投资额（万元）", "效果"], rows, [2])

    # 二
    rep.heading(1, "自评价过程", slot="process")
    rep.heading(2, "组织安排与资料评审")
    p = rep.para(
        f"公司于{date(e.day(70))}成立绿色工厂自评价工作组，由总经理{e.legal}任组长，{e.department}牵头，生产、设备、环保、财务、采购部门参加。"
        f"{date(e.day(62))}至{date(e.day(58))}，工作组收集并评审了统计报表、台账、检测报告等资料，提出补充意见4条。"
    )
    rep.said("date.start", p, date(e.day(70)))
    rep.said("date.document_review", p, date(e.day(62)))
    rep.heading(2, "现场自查")
    p = rep.para(
        f"{date(e.two_days(48)[0])}至{date(e.two_days(48)[1])}，工作组对生产车间、公用站房、污染治理设施、危废间、计量器具进行了现场自查，查阅原始记录并与操作人员座谈。"
    )
    rep.said("date.onsite", p, date(e.two_days(48)[0]))
    rep.heading(2, "报告编写与内部复核")
    p = rep.para(
        f"报告初稿于{date(e.day(22))}完成，由未参加编写的品质部负责人于{date(e.day(14))}完成内部复核，提出修改意见3条，均已采纳。"
    )
    rep.said("date.review", p, date(e.day(14)))

    # 三
    rep.heading(1, "绿色工厂创建情况", slot="evaluation")
    rep.heading(2, "否决条件自查", slot="veto")
    query = date(e.day(45))
    p = rep.para(f"{query}，工作组逐项查询了有关网站，查询截图见{ev('信用查询截图')}。近三年内：")
    rep.said("veto_date", p, query)
    for n, text in enumerate(VETO_LONG, 1):
        line = f"{n}. {text}：经查询不存在该情形。"
        rep.para(line)
        rep.mark("veto", para=line, text=line, item=n)
    rep.heading(2, "基本要求", slot="basic")
    papers = [
        "营业执照、项目备案及环评批复、验收文件",
        "信用查询截图",
        "客户环保协议及回复",
        "任命书与承诺书",
        "岗位职责文件",
        "绿色工厂管理机构成立文件",
        "绿色工厂中长期规划及年度目标",
        "培训计划、签到及考评记录",
    ]
    texts = [
        "依法取得营业执照，备案、环评、验收手续齐全",
        f"{e.years[0]}—{y}年无较大及以上事故",
        "与主要客户签订环保协议并满足",
        "总经理签发绿色工厂承诺书",
        "各部门职责已发文明确",
        "设绿色工厂推进办公室",
        f"制定{y - 1}—{y + 3}年规划",
        f"{y}年组织培训3次并考试",
    ]
    basis_table(
        rep,
        "基本要求符合性自评价表",
        ["序号", "基本要求", "自评情况", "是否符合", "证明材料"],
        [[str(i + 1), b, texts[i], "符合", ev(papers[i])] for i, b in enumerate(BASIC_2018)],
        verdict=3,
        widths=[1.2, 5.2, 4.8, 2, 2.6],
    )
    first, last = e.permit_days()
    p = rep.para(
        f"公司已取得排污许可证（{ev('排污许可证正副本')}），证书编号为{e.permit_number()}，有效期{date(first)}至{date(last)}；土地使用及建设手续见{ev('不动产权证、规划许可证')}。"
    )
    rep.said("permit", p, e.permit_number())
    rep.said("permit_valid", p, f"{date(first)}至{date(last)}", first=list(first), last=list(last))
    rep.heading(2, "基础设施")
    rep.para(
        "厂区建筑依法办理规划、施工、消防和竣工验收手续，危险品仓库和废弃物处理间独立设置。车间采用LED灯具并分区控制，主要通用设备能效不低于2级。进出用能单位、次级用能单位计量器具配备率均为100%，均在检定有效期内。"
    )
    raw: dict[str, Decimal] = {}

    def scores(area: str) -> None:
        raw[area] = score_table(
            rep,
            area,
            scored(area, lost[area]),
            lambda x: ev(f"{x}证明"),
            f"{area}自评分表",
            ["评价内容", "类型", "满分", "自评得分", "证明材料"],
        )

    scores("基础设施")
    rep.heading(2, "管理体系")
    rep.para("公司建立并运行质量、环境、职业健康安全和能源四个管理体系，全部通过第三方认证，证书在有效期内。")
    certificate_table(
        rep, e, "管理体系认证证书", ["证书", "证书编号", "认证依据", "有效期"], ["name", "number", "standard", "valid"]
    )
    scores("管理体系")
    rep.heading(2, "能源与资源投入")
    shown = "，".join(
        f"{c.name if c.name != '光伏' else '光伏自用电'}{plain(c.amounts[2])} {c.unit}" for c in e.carriers
    )
    label = rep.label()
    p = rep.para(
        f"{y}年消耗{shown}，折标准煤合计{plain(e.tce())} tce（当量值），见{label}，原始凭证见{ev('能源购进、消费与库存表（205-1）及结算单')}。"
    )
    energy_table(rep, e, f"{y}年能源消费结构")
    rep.said("energy_total", p, plain(e.tce()))
    rep.para(
        f"{y}年取水量{thousands(e.water[2])} m³，重复利用水量{thousands(e.recycled)} m³，用水数据见{ev('工业企业用水情况表（205-4）及水表台账')}。公司每年对供方开展环境绩效评价，优先采购可回收包装的原料。"
    )
    scores("能源与资源投入")
    rep.heading(2, "产品")
    rep.para(
        "产品设计阶段考虑减量化和可回收，有害物质含量符合客户及法规要求；已完成主要产品碳足迹核算，尚未开展第三方核查。"
    )
    scores("产品")
    rep.heading(2, "环境排放")
    p = rep.para(e.texts["air"])
    rep.mark("air", para=p, text=p)
    rep.para(f"{e.texts['noise']}检测报告见{ev('废气、废水、噪声检测报告')}。")
    sum_table(
        rep,
        f"{y}年一般工业固体废物产生与利用情况",
        ["名称", "产生量（t）", "综合利用量（t）"],
        [list(s) for s in e.solid],
        [1, 2],
    )
    p = rep.para(
        f"按照GB/T 32150核算，{y}年温室气体排放量为："
        + "；".join(f"{n}{a}×{f}＝{c} tCO2" for n, a, f, c in e.emission_terms())
        + f"，合计{plain(e.co2())} tCO2。电力因子采用生态环境部公布的{y - 2}年广东省电力平均二氧化碳排放因子，核算过程见{ev('温室气体核算报告')}。"
    )
    rep.said("co2_total", p, plain(e.co2()))
    rep.fact("碳排放总量", plain(e.co2()), "tCO2", y)
    scores("环境排放")
    rep.heading(2, "绩效", slot="performance")
    rep.para(f"绩效指标按GB/T 36132-2018附录A计算，统计期为{y}年全年，计算过程和结果如下。")
    inds = indicators_2018(e)
    benchmarks = {
        "far": "控制指标不低于0.8",
        "density": "不低于30%",
        "land": "不低于全市制造业平均",
        "green": "主要物料不低于30%",
        "solid": "大于65%",
        "reuse": "高于行业平均",
        "energy": f"{e.years[1]}年为{plain(rnd(e.tce(1) / e.output[1], places_for(e.tce(1) / e.output[1])))}",
    }
    papers2 = {
        "far": "不动产权证、规划许可证",
        "density": "不动产权证、规划许可证",
        "land": "工业产销总值及主要产品产量表（B204-1）",
        "green": "原材料台账",
        "pollutant": "废气、废水、噪声检测报告",
        "gas": "废气、废水、噪声检测报告",
        "waste_water": "工业企业用水情况表（205-4）及水表台账",
        "material": "原材料台账",
        "solid": "固体废物台账及转移联单",
        "reuse": "工业企业用水情况表（205-4）及水表台账",
        "energy": "能源购进、消费与库存表（205-1）及结算单",
        "carbon": "温室气体核算报告",
    }
    for i in inds.values():
        i.benchmark, i.evidence = benchmarks.get(i.ident, "行业未发布"), ev(papers2[i.ident])
    indicator_table(
        rep,
        e,
        list(inds.values()),
        f"{y}年绩效指标计算表",
        ["序号", "指标", "单位", "计算过程", f"{y}年指标值", "参照值", "证明材料"],
        ["number", "name", "unit", "shown", "value", "benchmark", "evidence"],
        widths=[1, 3, 2, 4.6, 2, 2, 1.6],
    )
    en = inds["energy"]
    old = plain(rnd(e.tce(1) / e.output[1], places_for(e.tce(1) / e.output[1])))
    drop = plain(rnd((D(old) - D(en.value)) / D(old) * 100, 2))
    p = rep.para(f"单位产品综合能耗＝{en.shown}＝{en.value} {en.unit}，比{e.years[1]}年的{old} {en.unit}下降{drop}%。")
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
    rep.said("growth", p, drop, new=en.value, old=old, drop=True)
    scores("绩效")

    # 四
    rep.heading(1, "自评价结论", slot="conclusion")
    total = weighted_table(rep, e, raw, "绿色工厂自评价得分汇总表", ["一级指标", "权重", "原始得分", "加权得分"])
    so, re_ = inds["solid"], inds["reuse"]
    p = rep.para(
        f"经自评价，{e.name}满足GB/T 36132-2018规定的各项基本要求，不存在否决情形，自评价综合得分{total}分。主要指标：单位产品综合能耗{en.value} {en.unit}，"
        f"工业固体废物综合利用率{so.value}%，废水处理回用率{re_.value}%。综上，公司符合绿色工厂评价要求。"
    )
    for i in (en, so, re_):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "符合绿色工厂评价要求")
    rep.said("name", p, e.name)
    for b in rep.blocks:
        if b.kind == "table":
            b.rows = [[c.replace("@total@", f"{total}分") for c in r] for r in b.rows]
    for f in rep.places["form"]:
        f["text"] = f["text"].replace("@total@", f"{total}分")
    rep.heading(1, "存在问题与下一步工作", slot="next")
    rep.para("存在的不足：" + "；".join(e.lists["problems"]) + "。")
    for n, plan in enumerate(e.lists["plans"], 1):
        rep.para(f"{n}. {plan}。")
    rep.heading(1, "相关证明材料", slot="evidence")
    evidence_table(rep, ev, "证明材料清单", ["编号", "材料名称"], pairs=descending)
    return rep
