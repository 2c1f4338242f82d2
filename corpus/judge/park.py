"""Reports of parks: third-party and self-evaluation, in the newer skeleton and that of 2018."""

from __future__ import annotations

from typing import cast

from corpus.figures import D, rnd
from corpus.judge import parts
from corpus.judge.blocks import Paper, mk
from corpus.judge.desk import Desk, Row
from corpus.judge.layouts import Layout
from corpus.judge.park_model import ASKS, GROUPS, Park

EVIDENCE = [("licence", "园区批复文件及管理机构法人证书（营业执照）"), ("eia", "园区规划环境影响评价审查意见"), ("land", "园区四至范围图、规划许可及用地统计表"), ("permit", "园区企业排污许可证汇总表"), ("systems", "环境、能源管理体系文件及认证证书"), ("stat", "园区经济统计年报"), ("energy", "园区能源统计报表及碳排放核算表"), ("water", "园区供水、排水统计台账"), ("waste", "固体废物统计及转移联单汇总"), ("infra", "基础设施清单及绿色建筑、公交统计"), ("monitor", "环境质量监测报告"), ("credit", "信用中国、国家企业信用信息公示系统查询截图"), ("plan", "绿色园区发展规划、标准体系文件"), ("platform", "信息平台功能说明及截图"), ("audit", "重点企业清洁生产审核验收文件"), ("nurture", "园区绿色工厂培育计划")]  # fmt: skip
BASIC = [("贯彻执行国家和地方绿色、循环、低碳相关法律法规、政策和标准", "plan", "制定实施方案并逐级落实"), ("近三年无重大污染事故或重大生态破坏事件，完成节能减排指标，碳排放强度持续下降", "credit", "经查询无相关事件，考核均完成"), ("环境质量达标，园区内企业污染物达标排放，总量不超标", "monitor", "监测结果达标"), ("园区重点企业100%实施清洁生产审核", "audit", "应审核企业全部完成"), ("园区企业不使用国家明令淘汰的工艺、设备，不生产淘汰产品", "stat", "经排查无淘汰工艺设备"), ("设立专门的绿色园区工作机构，配备不少于2名专职人员", "plan", "设绿色发展办公室，专职3人"), ("建立环境、能源管理体系和能源监测管理平台，建设并运行可再生能源应用设施", "systems", "平台运行正常，屋顶光伏已并网")]  # fmt: skip


def book(d: Desk) -> Park:
    return cast(Park, d.firm)


def build(name: str, f: Park, layout: Layout, *, third: bool) -> Paper:
    paper = Paper(
        {
            "name": name, "files": ["report.docx", "report.pdf"], "base": "", "kind": "park", "mode": "third-party" if third else "self", "edition": "park-586-2016",
            "enterprise": f.name, "credit_code": f.code, "agency": f.agency if third else "", "as_of": f"{f.dated.year}-05-31", "split": layout.split, "layout": layout.name, "may": [],
            "_dated": (f.dated.year, f.dated.month, f.dated.day), "_author": f.lead if third else f.contact,
        },
        layout,
    )  # fmt: skip
    lists = [*EVIDENCE, ("agency", "第三方机构资质证明（营业执照、人员职称证书、业绩证明）")] if third else EVIDENCE
    d = Desk(paper, f, layout, lists)
    d.place, d.seen, d.met = (
        f"{f.name}",
        "污水处理厂、集中供热站、固体废物中转站、重点企业和能源监测平台",
        "经济发展、生态环境、规划建设等部门",
    )
    d.tour = ("污水处理厂、集中供热站、监测平台", "重点企业现场抽查、统计台账抽样")
    d.us, d.board = "管委会", "管委会主任办公会"
    title = "绿色工业园区第三方评价报告" if third else "绿色工业园区自评价报告"
    parts.cover(
        d,
        title,
        third=third,
        subject="园区名称" if third else layout.pick("pc", ["园区名称", "申报园区"]),
        subtitle=f"（{f.year}年度）" if layout.length == 2 else "",
    )
    parts.toc(d)
    if layout.form_at == "front":
        front(d, third)
    (old if layout.skeleton == "2017" else new)(d, third)
    if layout.form_at == "back":
        front(d, third)
    return paper


def front(d: Desk, third: bool) -> None:
    f, L, P = book(d), d.layout, d.paper
    P.h(1, L.pick("form-title", ["基本信息表", "园区基本信息", "基本信息"]), "form", numbered=False)
    owner = f"{f.legal}"
    park = [
        ("factory_name", "园区名称", f.name),
        ("factory_address", "园区地址", f.address),
        ("legal_person", "园区负责人", owner),
        ("legal_person_phone", "负责人电话", f.phone),
        ("contact", "园区联系人", f.contact),
        ("contact_phone", "联系人电话" if third else "联系电话", f.contact_phone),
        ("email", "电子邮箱", f.mail),
        ("fax", "传真", f.fax),
    ]
    intro = f"{f.name}位于{f.city}{f.county}，规划面积{f.area_km}平方公里，主导产业为{'、'.join(f.fields)}，{f.year}年末入园企业{f.firms}家。"
    if third:
        agency = [
            ("agency_name", "第三方机构名称", f.agency),
            ("agency_address", "第三方机构地址", f.agency_address),
            ("agency_legal_person", "机构法定代表人", f.agency_legal),
            ("agency_legal_person_phone", "法定代表人电话", f.agency_phones[0]),
            ("agency_contact", "机构联系人", f.agency_contact),
            ("agency_contact_phone", "联系人电话", f.agency_phones[1]),
            ("compiler", "报告编制负责人", f.lead),
            ("compiler_phone", "负责人电话", f.agency_phones[2]),
            ("reviewer", "报告审核人", f.reviewer),
            ("reviewer_phone", "审核人电话", f.agency_phones[3]),
        ]
        a, b, c = f.years
        result = [
            ("basic_result", "基本要求", d.boxes(["符合", "不符合"], "符合")),
            (
                "score3",
                "近三年评价得分",
                f"第1年（{a}年）{f.index[a]}分；第2年（{b}年）{f.index[b]}分；第3年（{c}年）{f.index[c]}分",
            ),
        ]
        d.form([("一、园区基本信息", park), ("二、第三方机构信息", agency), ("三、绿色工业园区评价结果", result)])
    else:
        park[1:1] = [
            ("park_level", "园区级别", L.pick("plevel", ["省级", "国家级"])),
            ("park_type", "园区类型", L.pick("ptype", ["综合类园区", "行业类园区"])),
        ]
        park += [
            ("profile", "园区简介", intro),
            (
                "experience",
                "创建经验及成效",
                f"园区以集中供热、中水回用和固体废物综合利用为抓手，{f.year}年能源产出率{f.values['output_rate'][f.year]}万元/tce，绿色指数{f.index[f.year]}。",
            ),
        ]
        result = [
            ("basic_result", "基本要求", d.boxes(["符合", "不符合"], "符合")),
            ("score3", "自评价得分（绿色指数）", f"{f.index[f.year]}"),
        ]
        d.form([("一、园区基本信息", park), ("二、自评价结果", result)])
    parts.promise(d, third=third)


def new(d: Desk, third: bool) -> None:
    f, P, L = book(d), d.paper, d.layout
    P.h(1, L.pick("c1", ["概述", "评价概述", "总论"]), "overview")
    P.h(2, L.pick("p1", ["评价目的", "目的"]), "purpose")
    P.p(
        f"为掌握{f.name}绿色发展水平，依据《绿色工业园区评价要求》对园区{f.year - 2}—{f.year}年的能源、资源、基础设施、产业、生态环境和运行管理六个方面开展{'第三方' if third else '自'}评价。"
    )
    P.h(2, L.pick("p2", ["评价范围", "范围"]), "scope")
    P.p(
        f"评价范围为{f.name}经批准的法定边界，面积{f.area_km}平方公里，由{f.committee}统一管理；统计期为{mk('period', f'{f.year}年1月1日至{f.year}年12月31日')}并追溯两年，能源数据采用当量值。",
        "scope.text",
    )
    P.h(2, L.pick("p3", ["评价准则", "评价依据"]), "criteria")
    P.p(
        f"《绿色工业园区评价要求》（工信厅节函〔2016〕586号附件3）；《绿色工厂梯度培育及管理暂行办法》（{mk('doc.no', '工信部节〔2024〕13号')}）；《综合能耗计算通则》（{mk('std.energy', 'GB/T 2589-2020')}）；《国民经济行业分类》（{mk('std.trade', 'GB/T 4754-2017')}）。",
        "criteria.line",
    )
    P.h(2, L.pick("subj", ["园区基本情况", "园区概况"]), "subject")
    subject(d)
    P.h(1, L.pick("c2", ["评价过程和方法", "评价过程与方法"]) if third else "自评价过程和方法", "process")
    (parts.process_third if third else parts.process_self)(d)
    P.h(1, L.pick("c3", ["评价内容", "评价内容及结果"]), "content")
    P.h(2, "否决条件评价情况", "vetoes")
    parts.vetoes(d, "园区及园区内企业")
    P.h(2, "基本要求符合性", "basic")
    basics(d)
    for g in GROUPS:
        P.h(2, g, f"area.{g}")
        group(d, g)
    P.h(2, L.pick("gi", ["绿色指数计算", "评价指标与绿色指数"]), "index")
    index(d)
    P.h(2, "数据核实及不确定性分析", "verification")
    uncertain(d)
    P.h(2, "存在的问题", "problems")
    problems(d)
    P.h(1, L.pick("c4", ["评价结论", "结论"]), "conclusion")
    conclusion(d, third)
    P.h(1, L.pick("c5", ["建议", "有关建议"]) if third else "下一步工作", "suggestions")
    advice(d)
    parts.evidence(d, L.pick("c6", ["参考文件", "参考文件清单"]) if third else "相关证明材料")
    if third:
        parts.qualification(d)


def old(d: Desk, third: bool) -> None:
    f, P = book(d), d.paper
    P.h(1, "评价园区情况介绍" if third else "园区基本情况", "overview")
    P.p(
        f"本次评价依据《绿色工业园区评价要求》（工信厅节函〔2016〕586号附件3）和《绿色工厂梯度培育及管理暂行办法》（{mk('doc.no', '工信部节〔2024〕13号')}）开展，目的是掌握园区绿色发展水平；评价范围为园区法定边界内全部区域，统计期{mk('period', f'{f.year}年1月1日至{f.year}年12月31日')}并追溯两年，能源数据采用当量值。",
        "scope.text",
    )
    subject(d)
    if third:
        P.h(1, "评价过程描述", "process")
        parts.process_third(d)
        P.h(2, "数据收集、审核及指标数据的不确定性分析", "verification")
        uncertain(d)
        P.h(1, "园区绿色化建设或改造主要做法", "practice")
    else:
        P.h(1, "自评价过程", "process")
        parts.process_self(d, heads=False)
        P.h(1, "绿色园区创建情况", "content")
    P.h(2, "否决条件核查", "vetoes")
    parts.vetoes(d, "园区及园区内企业")
    P.h(2, "基本要求的符合性", "basic")
    basics(d)
    for g in GROUPS:
        P.h(2, g, f"area.{g}")
        group(d, g)
    P.h(2, "评价指标得分", "index")
    index(d)
    if third:
        P.h(1, "工作亮点", "highlights")
        P.p(
            f"园区推行集中供热和“绿岛”治污模式，{f.count_green}家企业获评市级以上绿色工厂；能源监测平台接入规模以上企业，实现按日预警。"
        )
        P.h(1, "存在的问题", "problems")
        problems(d)
    P.h(1, "评价结论", "conclusion")
    conclusion(d, third)
    P.h(1, "有关建议" if third else "下一步工作", "suggestions")
    advice(d)
    parts.evidence(d, "参考文件清单" if third else "评价表及相关证明材料")
    if third:
        parts.qualification(d)


def subject(d: Desk) -> None:
    f, P, y = book(d), d.paper, book(d).year
    P.p(
        f"{f.name}（以下简称“{f.short}”）{f.founded.year}年经批准设立，由{mk('conclude.body', f.committee)}（统一社会信用代码{mk('code.again', f.code)}）统一管理，地址为{f.city}{f.county}{f.mark}大道{mk('site.road', f.road)}，规划面积{mk('land', str(f.area_km))}平方公里，主导产业为{'、'.join(f.fields)}，以产品制造为主，{y}年末入园企业{f.firms}家，其中规模以上工业企业{f.firms // 2}家。园区已发布绿色工厂培育计划。",
        "subject.text",
    )
    rows: list[Row] = [
        ("地区生产总值", "亿元", {k: mk("gdp" if k == y else f"gdp.{y - k}", str(f.gdp[k])) for k in f.years}), ("工业增加值", "亿元", {k: mk("iav" if k == y else f"iav.{y - k}", str(f.iav[k])) for k in f.years}),
        ("工业总产值", "亿元", {k: str(f.gross[k]) for k in f.years}), ("综合能源消费量", "tce", {k: mk("energy.row" if k == y else f"energy.{y - k}", d.num(f.energy[k])) for k in f.years}), ("工业用新鲜水量", "万m³", {k: mk("fresh" if k == y else f"fresh.{y - k}", d.num(f.fresh[k])) for k in f.years}),
        ("工业用地面积", "km²", {k: str(f.land[k]) for k in f.years}), ("工业从业人员", "人", {k: d.num(f.heads[k]) for k in f.years}), ("二氧化碳排放量", "万t", {k: mk("co2.row" if k == y else f"co2.{y - k}", str(f.carbon[k])) for k in f.years}), ("工业废水排放量", "万t", {k: d.num(f.sewage[k]) for k in f.years}),
    ]  # fmt: skip
    d.years(d.pick("pt", ["园区近三年主要经济与资源能源数据", "园区基础数据"]), rows, "activity", f.years)
    for k in f.years:
        P.fact("工业增加值", f.iav[k], "亿元", k)
        P.fact("综合能源消费量", d.num(f.energy[k]), "tce", k)
    P.p(
        f"{y}年工业增加值占地区生产总值的比重为{mk('part_share', f'{f.part_share[y]}%')}；工业增加值较上年增长{mk('growth', f'{rnd((f.iav[y] / f.iav[y - 1] - 1) * 100, 2)}%')}（现价）。",
        "growth.text",
    )
    P.fact("工业增加值占比", f.part_share[y], "%", y)


def basics(d: Desk) -> None:
    P = d.paper
    if d.layout.basics == "table":
        rows = [["序号", "基本要求", "核实情况", "评价结果", "证明材料"]]
        rows += [
            [str(i), text, said, mk(f"basic.{i}", "符合"), d.ev(key)] for i, (text, key, said) in enumerate(BASIC, 1)
        ]
        P.t(rows, "基本要求评价表", slot="basic")
        return
    for i, (text, key, said) in enumerate(BASIC, 1):
        P.p(f"（{i}）{text}：{said}，见{d.ev(key)}，{mk(f'basic.{i}', '符合')}要求。", f"basic.item.{i}")


def group(d: Desk, g: str) -> None:
    f, P, y = book(d), d.paper, book(d).year
    v = {k: f.values[k][y] for k in f.values}
    iav = f.iav[y]
    text = {
        "能源利用": f"{y}年园区综合能源消费量{mk('energy', d.num(f.energy[y]))}tce（当量值），能源产出率＝{iav}×10000÷{d.num(f.energy[y])}＝{mk('output_rate', v['output_rate'])}万元/tce。园区推行集中供热和屋顶光伏，可再生能源使用比例{mk('renewable', v['renewable'])}%，清洁能源使用率{mk('clean', v['clean'])}%。",
        "资源利用": f"水资源产出率＝{iav}亿元÷{d.num(f.fresh[y])}万m³＝{mk('water_rate', v['water_rate'])}元/m³；土地资源产出率＝{iav}÷{f.land[y]}＝{mk('land_rate', v['land_rate'])}亿元/km²。工业固体废弃物综合利用率{mk('solid', v['solid'])}%，工业用水重复利用率{mk('reuse', v['reuse'])}%；选评中水回用率{mk('recycled_water', v['recycled_water'])}%、再生资源回收利用率{mk('scrap', v['scrap'])}%。",
        "基础设施": f"园区建有集中污水处理厂并稳定运行，污水收集管网覆盖率100%。选评新建工业建筑中绿色建筑比例{v['green_building']}%、节能与新能源公交车比例{v['bus']}%。",
        "产业": f"高新技术产业产值占园区工业总产值比例{v['hightech']}%，绿色产业增加值占比{v['green_industry']}%；选评人均工业增加值＝{iav}×10000÷{d.num(f.heads[y])}＝{mk('per_head', v['per_head'])}万元/人。",
        "生态环境": f"工业固体废弃物（含危废）处置利用率{v['disposal']}%；万元工业增加值碳排放量由上年的{rnd(f.carbon[y - 1] / f.iav[y - 1], 4)}t降至{rnd(f.carbon[y] / iav, 4)}t，消减率{v['carbon_cut']}%；单位工业增加值废水排放量＝{d.num(f.sewage[y])}÷{iav}＝{mk('drain', v['drain'])}t/万元；主要污染物弹性系数{v['elastic']}；空气质量优良率{v['air']}%；选评绿化覆盖率{v['green_cover']}%。",
        "运行管理": f"园区编制并实施《绿色园区发展规划（{y - 1}—{y + 4}年）》，建立涵盖节能、环保、循环利用的标准体系；信息平台具备能耗监测、环境监测和信息公开功能，运行情况良好。",
    }[g]
    P.p(text, f"group.{g}")
    P.p(
        d.say(
            "评价组查阅了相关统计报表和台账，数据与证明材料一致。",
            "以上数据来自统计部门年报和园区台账，经与重点企业报表抽查比对一致。",
        )
    )


def index(d: Desk) -> None:
    """The table of all indicators with three years' values, the ratio to the lead value, and GI."""
    f, P, L, y = book(d), d.paper, d.layout, book(d).year
    P.p(
        "工业园区绿色指数按下式计算：GI＝（1/N）×[Σ（指标值/引领值）]×100，逆向指标取引领值/指标值，N为参与评价的指标数，本次必选18项、选评6项，N＝24；定性指标满足引领要求的取1。引领值取自《绿色工业园区评价要求》。"
    )
    order = list(reversed(f.years)) if L.descending else f.years
    head = [
        "类别",
        "指标",
        "单位",
        "引领值",
        *(f"{k}年" for k in order),
        d.pick("ratio", ["指标值/引领值", "得分系数"]),
        "证明材料",
    ]
    rows, merges = [head], []
    for g in GROUPS:
        start = len(rows)
        for a in (a for a in ASKS if a.group == g):
            rows.append(
                [
                    g,
                    mk(f"ind.name.{a.key}", a.name),
                    mk(f"ind.unit.{a.key}", a.unit),
                    mk(f"ind.lead.{a.key}", a.lead),
                    *(mk(f"{a.key}.table" if k == y else f"{a.key}.{y - k}", f.values[a.key][k]) for k in order),
                    mk(f"ind.score.{a.key}", str(f.ratio[y][a.key])),
                    mk(f"ind.ev.{a.key}", d.evidence[a.evidence][0]),
                ]
            )
            P.fact(a.name, f.values[a.key][y], a.unit if a.unit != "—" else "", y)
        merges.append((start, 0, len(rows) - 1, 0))
    rows.append(
        [
            "绿色指数GI",
            "—",
            "—",
            "—",
            *(mk("total.table" if k == y else f"total.{y - k}", str(f.index[k])) for k in order),
            "—",
            "—",
        ]
    )
    P.t(rows, "绿色工业园区评价指标表", slot="score.sum", merges=merges)
    P.p(
        f"注：得分系数按{y}年数据计算。{y}年各系数之和为{sum(f.ratio[y].values(), D(0))}，GI＝{sum(f.ratio[y].values(), D(0))}÷24×100＝{mk('total.said', str(f.index[y]))}。"
    )
    P.fact("绿色指数", f.index[y], "", y)


def uncertain(d: Desk) -> None:
    f, P = book(d), d.paper
    P.p(
        f"能源、用水和经济数据取自统计部门年报，计量数据的不确定性主要来自规模以下企业的抽样推算，占比不足5%，对绿色指数的影响小于0.5。{f.year}年综合能源消费量{mk('energy.again', d.num(f.energy[f.year]))}tce与能源平台数据相差0.3%，予以采信。",
        "verify.text",
    )
    P.p(f"{f.year}年委托{f.lab}（CMA编号{mk('cma', f.cma)}）开展园区环境质量监测，监测结果符合相应功能区标准。")
    n = f.n.rng.randrange(27, 50)
    P.p(f"对{mk('survey.n', str(n))}家入园企业进行问卷调查，满意率{mk('survey', f'{(n - 2) / n * 100:.1f}%')}。")


def problems(d: Desk) -> None:
    d.paper.p(
        "一是部分中小企业能源计量器具配备不足，能源监测平台接入率有待提高；二是中水回用管网尚未覆盖南区；三是企业碳排放核算基础薄弱，数据质量参差不齐。"
    )


def advice(d: Desk) -> None:
    f = book(d)
    d.paper.p(
        f"1. 加快建设南区中水回用管网，{f.year + 2}年前投入使用；2. 完善能源监测平台，逐步接入规模以下企业；3. 建设绿色微电网，提高可再生能源比例；4. 梯度培育绿色工厂，每年新增不少于3家。",
        "suggestions.text",
    )


def conclusion(d: Desk, third: bool) -> None:
    f, P, y = book(d), d.paper, book(d).year
    P.p(
        f"{f.name}不存在否决情形，{mk('conclude.basic', '各项基本要求全部符合')}；{y}年能源产出率{mk('output_rate.again', f.values['output_rate'][y])}万元/tce，绿色指数{mk('total.said', str(f.index[y]))}，较上年提高{rnd(f.index[y] - f.index[y - 1], 2)}。综合判断，{mk('conclude.name', f.name)}{mk('conclude', '满足绿色工业园区评价要求')}，{'推荐申报' if third else '具备申报条件'}。",
        "conclusion.text",
    )
