"""Reports of factories: third-party and self-evaluation, editions 2018 and 2025, in the skeletons reports use."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.judge import books, parts, records
from corpus.judge import factory_scores as points
from corpus.judge.annex import annex
from corpus.judge.blocks import Paper, mk
from corpus.judge.books import fac
from corpus.judge.desk import Desk
from corpus.judge.factory_areas import areas
from corpus.judge.factory_model import Factory
from corpus.judge.layouts import Layout

EVIDENCE = [("licence", "营业执照"), ("eia", "环境影响评价批复及竣工环保验收意见"), ("land", "不动产权证、建设工程规划许可证及总平面图"), ("permit", "排污许可证"), ("systems", "管理体系认证证书及内审、管理评审报告"), ("energy", "能源购进、消费与库存表（205-1）及能源台账"), ("output", "工业产销总值及主要产品产量表（B204-1）"), ("water", "工业企业用水情况表（205-4）及水平衡测试报告"), ("waste", "固体废物管理台账及去向证明"), ("monitor", "四个季度监测报告"), ("credit", "信用中国、国家企业信用信息公示系统查询截图"), ("organ", "绿色工厂管理机构设置及职责文件"), ("plan", "绿色低碳中长期规划、年度目标和实施方案"), ("training", "绿色制造培训及考核记录"), ("building", "建筑、照明相关设计和检测资料"), ("equip", "主要设备清单及能效铭牌"), ("meter", "计量器具台账及检定证书"), ("material", "原辅材料领用台账及绿色物料说明"), ("purchase", "采购控制程序及供方评价记录"), ("product", "产品检验报告、绿色设计资料"), ("footprint", "产品碳足迹核算报告"), ("ghg", "温室气体排放核算报告"), ("project", "绿色低碳改造项目立项及验收资料"), ("platform", "能碳管理平台功能截图"), ("social", "社会责任报告")]  # fmt: skip
BASIC_2018 = [
    ("依法设立，在建设和生产过程中遵守有关法律、法规、政策和标准", "licence"),
    ("近三年无较大及以上安全、环保、质量等事故", "credit"),
    ("对利益相关方的环境要求作出承诺并予以满足", "purchase"),
    ("最高管理者履行绿色工厂的领导作用和承诺", "organ"),
    ("分配并沟通绿色工厂相关角色的职责和权限", "organ"),
    ("设有绿色工厂管理机构，负责制度建设、实施及考核奖励，建立目标责任制", "organ"),
    ("制定绿色工厂中长期规划及年度目标、指标和实施方案，可行时量化", "plan"),
    ("传播绿色制造的概念和知识，定期开展教育培训并对结果考评", "training"),
]
BASIC_2025 = [
    ("近三年未发生安全、质量、环保等违法违规行为", "credit"),
    ("明确管理层职责，制定绿色低碳中长期规划及年度量化目标", "plan"),
    ("按GB/T 19001、GB/T 23331、GB/T 24001、GB/T 45001建立、实施、保持并持续改进管理体系", "systems"),
]


def standard(edition: str) -> str:
    return "GB/T 36132-2018" if edition == "2018" else "GB/T 36132-2025"


def build(name: str, f: Factory, layout: Layout, *, third: bool) -> Paper:
    edition = f.edition
    paper = Paper(
        {
            "name": name, "files": ["report.docx", "report.pdf"], "base": "", "kind": "factory", "mode": "third-party" if third else "self",
            "edition": f"gbt36132-{edition}", "enterprise": f.name, "credit_code": f.code, "agency": f.agency if third else "",
            "as_of": f"{f.dated.year}-05-31", "split": layout.split, "layout": layout.name, "may": ["S113"],
            "_dated": (f.dated.year, f.dated.month, f.dated.day), "_author": f.lead if third else f.contact,
        },
        layout,
    )  # fmt: skip
    lists = [e for e in EVIDENCE if not (edition == "2025" and e[0] == "social")]
    if third:
        lists = [*lists, ("agency", "第三方机构资质证明（营业执照、人员职称证书、业绩证明）")]
    d = Desk(paper, f, layout, lists)
    sheet = points.scores_2018(d) if edition == "2018" else points.sheet_2025(d)
    title = "绿色工厂第三方评价报告" if third else "绿色工厂自评价报告"
    if third and layout.name in ("j2", "j6", "d4"):
        title = "绿色工厂评价报告（第三方评价）"
    parts.cover(
        d,
        title,
        third=third,
        subject=layout.pick(
            "cover-subject", ["工厂名称", "受评价方", "申报单位"] if third else ["申报单位", "企业名称", "工厂名称"]
        ),
        subtitle=f"（{f.year}年度）" if layout.length == 2 else "",
    )
    parts.toc(d)
    if layout.form_at == "front":
        front(d, sheet, third)
    skeleton(d, sheet, third)
    if layout.form_at == "back":
        front(d, sheet, third)
    if layout.length >= 3:
        annex(d)
    return paper


def front(d: Desk, sheet: points.Sheet, third: bool) -> None:
    d.paper.h(1, d.pick("form-title", ["基本信息表", "绿色工厂评价基本信息", "基本信息"]), "form", numbered=False)
    form(d, sheet, third)
    parts.promise(d, third=third)


def form(d: Desk, sheet: Mapping[str, object], third: bool, *, chain: str = "") -> None:
    f, L = fac(d), d.layout
    owner = L.pick("owner", ["民营", "民营", "国有", "外商独资"])
    inner = d.boxes(["国有", "集体", "民营"], owner)
    outer = d.boxes(["中外合资", "港澳台", "外商独资"], owner)
    highlight = f"{f.year}年可再生能源利用率{f.green_power}%，固废综合利用率{f.waste_rate}%；实施{f.trade.projects[0]}等改造{len(f.invest)}项，获评市级绿色工厂。"
    highlight = chain or highlight
    subject = [
        ("factory_name", L.pick("f1", ["工厂名称", "企业名称", "单位名称"]), f.name),
        ("factory_address", L.pick("f2", ["工厂地址", "生产地址", "通讯地址"]), f.address),
        ("industry", L.pick("f3", ["所属行业", "所属行业（四位代码）", "行业类别及代码"]), L.pick("f3v", [f"{f.trade.code} {f.trade.name}", f"{f.trade.name}（{f.trade.code}）", f"C{f.trade.code} {f.trade.name}"])),
        ("main_products", L.pick("f4", ["主要产品", "主导产品"]), f.trade.product),
        ("ownership", "单位性质", f"内资（{inner}） {outer}"),
        ("credit_code", "统一社会信用代码", f.code),
        ("legal_person", L.pick("f5", ["法定代表人", "法定代表人姓名"]), f.legal),
        ("department", "申报工作联系部门", L.pick("dept", ["安全环保部", "综合管理部", "企业发展部"])),
        ("contact", "联系人", f.contact), ("contact_phone", "联系电话", f.contact_phone), ("email", L.pick("f6", ["电子邮箱", "电子信箱", "E-mail"]), f.mail),
    ]  # fmt: skip
    if not third:
        subject[5:5] = [
            ("registrar", "注册机关", f.registrar),
            ("registered_capital", "注册资本", f"{f.capital}万元"),
            ("founded", "成立日期", d.days(f.founded)),
            ("valid_until", "有效期", "长期"),
            ("postcode", "邮政编码", f.post),
        ]
        subject += [
            ("legal_person_phone", "法人代表联系电话", f.phone),
            ("mobile", "手机", f.mobile),
            ("fax", "传真", L.pick("fax", [f.fax, "/", "无"])),
            (
                "profile",
                "单位简介",
                f"主营{f.trade.product}的生产与销售，{f.year}年产量{f.output[f.year]}{f.trade.unit}、工业总产值{f.value[f.year]}万元，市级绿色工厂。",
            ),
        ]
    agency = [
        ("agency_name", "第三方机构名称", f.agency), ("agency_address", "第三方机构地址", f.agency_address), ("agency_legal_person", "机构法定代表人", f.agency_legal), ("agency_legal_person_phone", "法定代表人电话", f.agency_phones[0]),
        ("agency_contact", "机构联系人", f.agency_contact), ("agency_contact_phone", "联系人电话", f.agency_phones[1]), ("compiler", "报告编制负责人", f.lead), ("compiler_phone", "负责人电话", f.agency_phones[2]),
    ]  # fmt: skip
    result = [
        ("basic_result", "基本要求", d.boxes(["符合", "不符合"], "符合")),
        ("score", L.pick("f7", ["指标得分", "评价得分"]) if third else "自评价得分", f"{sheet['total']}分"),
        ("highlight", L.pick("f8", ["受评价方主要亮点", "主要亮点（100字以内）"]) if third else "主要亮点", highlight),
    ]
    result[1] = (result[1][0], result[1][1], f"{sheet['total']}{L.pick('fen', ['分', '', ' 分'])}")
    if third:
        d.form(
            [
                (("一、企业基本信息" if chain else "一、工厂基本信息"), subject),
                ("二、第三方机构信息", agency),
                (("三、绿色供应链评价结果" if chain else "三、绿色工厂评价结果"), result),
            ]
        )
    else:
        d.form(
            [
                (("一、企业基本信息" if chain else "一、工厂基本信息"), subject),
                (("二、自评价结果" if chain else "二、绿色工厂自评价结果"), result),
            ]
        )


def skeleton(d: Desk, sheet: points.Sheet, third: bool) -> None:
    f, P, L = fac(d), d.paper, d.layout
    self_old = not third and L.skeleton == "2017"
    if self_old:
        P.h(1, "工厂基本情况", "overview")
        purpose(d, third, heads=False)
        books.subject(d, 2)
        P.h(1, L.pick("c2", ["自评价过程", "自评价工作开展情况"]), "process")
        parts.process_self(d, heads=False)
        P.h(1, "绿色工厂创建情况", "content")
    else:
        P.h(1, L.pick("c1", ["概述", "评价概述", "总论"]), "overview")
        if L.skeleton == "compact":
            P.h(2, "评价目的、范围与准则", "scope")
            purpose(d, third, heads=False)
            P.h(2, L.pick("subj", ["受评价方基本情况", "企业基本情况"]) if third else "企业基本情况", "subject")
            books.subject(d, 3, heads=False)
        else:
            purpose(d, third)
            P.h(2, L.pick("subj", ["受评价方基本情况", "受评价方概况"]) if third else "企业概况", "subject")
            books.subject(d, 3)
        P.h(
            1,
            (
                L.pick("c2", ["评价过程和方法", "评价过程与方法"])
                if third
                else L.pick("c2s", ["自评价过程和方法", "自评价过程"])
            ),
            "process",
        )
        (parts.process_third if third else parts.process_self)(d)
        P.p(
            "评价方法包括：查阅文件和统计报表、抽查原始记录与计量数据、人员访谈、现场观察以及按标准公式复算，定量数据以统计报表和台账为准。"
        )
        P.h(1, L.pick("c3", ["评价内容", "评价内容及结果", "评价内容与符合性"]) if third else "评价内容", "content")
    P.h(2, L.pick("c31", ["否决条件评价情况", "否决条件"]), "vetoes")
    parts.vetoes(d)
    P.h(2, L.pick("c32", ["基本要求符合性", "基本要求"]), "basic")
    basics(d, BASIC_2018 if f.edition == "2018" else BASIC_2025)
    if L.skeleton == "areas-first":
        P.h(1, L.pick("c33", ["指标评价", "评价指标评价"]), "indicators")
        areas(d, sheet, 2)
    else:
        P.h(
            2,
            L.pick("c33b", ["评价指标符合性", "评价指标"])
            if f.edition == "2025" or L.skeleton == "compact"
            else "六个方面评价",
            "indicators",
        )
        areas(d, sheet, 3)
    P.h(
        2, L.pick("c34", ["数据真实性、计算范围及计算方法核实", "数据核实与计量", "数据来源及计量核实"]), "verification"
    )
    verification(d)
    P.h(2, L.pick("c35", ["自评问题描述", "存在的问题"]) if third else "存在的问题", "problems")
    P.p(
        "经查阅资料和现场查看，发现以下问题：一是部分三级用能单元计量数据仍靠人工抄录；二是供方绿色信息收集覆盖面不足；三是产品碳足迹核算的背景数据更新不及时。上述问题不影响基本要求的符合性判定。"
    )
    P.h(1, L.pick("c4", ["评价结论", "结论"]) if third else L.pick("c4s", ["自评价结论", "评价结论"]), "conclusion")
    conclusion(d, sheet, third)
    if self_old:
        P.h(1, "绿色工厂自评价表", "table")
        points.summary_2018(d, sheet) if f.edition == "2018" else points.table_2025(d, sheet)
    P.h(1, L.pick("c5", ["建议", "改进建议"]) if third else "下一步工作", "suggestions")
    P.p(
        f"1. 完善能源三级计量，{f.year + 2}年底前实现主要用能设备在线采集；2. 继续推进{f.trade.projects[-1]}，挖掘节能潜力；3. 对主要供方开展绿色评价，扩大绿色采购比例；4. 逐年更新产品碳足迹核算结果并择机公布。",
        "suggestions.text",
    )
    parts.evidence(
        d, L.pick("c6", ["参考文件", "参考文件及证明材料清单"]) if third else "相关证明材料", slot="references"
    )
    if third:
        parts.qualification(d)


def purpose(d: Desk, third: bool, *, heads: bool = True) -> None:
    f, P, L = fac(d), d.paper, d.layout
    who = f"{f.agency}受{f.name}委托" if third else f"{f.name}"
    if heads:
        P.h(2, L.pick("p1", ["评价目的", "目的"]), "purpose")
    P.p(
        f"{who}，依据{standard(f.edition)}《绿色工厂评价通则》对{f.short}{f.year}年度的绿色工厂创建水平开展{'第三方评价' if third else '自评价'}，掌握其在能源、资源、环境、产品和用地等方面的水平，查找差距，为申报省级绿色工厂提供依据。"
    )
    if heads:
        P.h(2, L.pick("p2", ["评价范围", "范围"]), "scope")
    P.p(
        f"评价的组织边界为{f.name}位于{f.city}{f.county}{f.park}{mk('site.road', f.road)}的生产厂区，包括主要生产、辅助生产和附属生产系统；数据期间为{f.year}年1月1日至12月31日，并追溯至{f.year - 2}年。能源数据采用当量值。",
        "scope.text",
    )
    if heads:
        P.h(2, L.pick("p3", ["评价准则", "评价依据"]), "criteria")
    listing = [
        f"《绿色工厂评价通则》（{mk('std.main', standard(f.edition))}）",
        f"《绿色工厂梯度培育及管理暂行办法》（{mk('doc.no', '工信部节〔2024〕13号')}）",
        f"《综合能耗计算通则》（{mk('std.energy', 'GB/T 2589-2020')}）",
        "《用能单位能源计量器具配备和管理通则》（GB 17167）",
        f"《国民经济行业分类》（{mk('std.trade', 'GB/T 4754-2017')}）",
        "《工业企业温室气体排放核算和报告通则》（GB/T 32150）",
        f"《危险废物贮存污染控制标准》（{mk('std.waste', 'GB 18597-2023')}）",
        "《工业企业厂界环境噪声排放标准》（GB 12348-2008）",
        "其他适用的法律法规、政策和标准",
    ]
    if L.pick("criteria", [True, False]):
        for i, line in enumerate(listing, 1):
            P.p(f"（{i}）{line}", "criteria.line")
    else:
        P.p("评价依据包括" + "、".join(listing[:-1]) + "以及" + listing[-1] + "。", "criteria.line")


def basics(d: Desk, rows: list[tuple[str, str]]) -> None:
    f, P, L = fac(d), d.paper, d.layout
    said = {
        "licence": f"{f.founded.year}年依法登记，环评、验收、排污许可手续齐全",
        "credit": "经查询无相关记录",
        "purchase": "与主要客户签有环保协议并按期回复",
        "organ": "任命文件、职责文件齐全",
        "plan": f"发布《绿色低碳发展规划（{f.year - 1}—{f.year + 3}年）》，年度目标逐项量化",
        "training": "年度培训计划完成，考核记录完整",
        "systems": "四个体系均已建立并通过认证",
    }
    if L.basics == "table":
        head = L.pick(
            "basic-head",
            [
                ["序号", "基本要求", "符合性说明", "判定", "证明材料"],
                ["序号", "评价要求", "评价结果", "核实情况", "证明材料索引"],
            ],
        )
        table = [list(head)]
        for i, (text, key) in enumerate(rows, 1):
            cell = {
                "序号": str(i),
                "符合性说明": said[key],
                "核实情况": said[key],
                "判定": mk(f"basic.{i}", "符合"),
                "评价结果": mk(f"basic.{i}", "符合"),
            }
            table.append([cell.get(h) or (text if h in ("基本要求", "评价要求") else d.ev(key)) for h in head])
        P.t(table, "基本要求符合性评价表", slot="basic")
    else:
        for i, (text, key) in enumerate(rows, 1):
            P.p(f"（{i}）{text}：{said[key]}，见{d.ev(key)}，{mk(f'basic.{i}', '符合')}要求。", f"basic.item.{i}")
    P.p(
        f"{f.name}（统一社会信用代码{mk('code.again', f.code)}）持有排污许可证（编号{mk('permit', f.code + '001P')}，有效期{d.days(f.founded.replace(year=f.year - 2))}至{mk('permit.to', d.days(f.founded.replace(year=f.year + 3)))}），各项基本要求均符合。",
        "basic.text",
    )


def verification(d: Desk) -> None:
    f, P = fac(d), d.paper
    P.p(
        f"产值、产量数据与{d.ev('output')}核对一致，能源数据与{d.ev('energy')}核对一致，用水数据与{d.ev('water')}核对一致；计算范围为全厂，计算方法执行{standard(f.edition)}附录的公式，计量器具检定证书在有效期内（{d.ev('meter')}）。数值修约由电子表格完成，个别末位数字存在±1的差异。"
    )
    P.p(
        f"经核实，{f.year}年综合能源消费量{mk('energy.again', d.num(f.energy[f.year]))}tce、取水量{mk('fresh.again', d.num(f.fresh[f.year]))}m³、二氧化碳排放总量{mk('co2.again', d.num(f.co2[f.year]))}t，数据真实、可追溯。",
        "verify.text",
    )
    if f.edition == "2025":
        records.certificates(d)
        records.training(d)


def conclusion(d: Desk, sheet: points.Sheet, third: bool) -> None:
    f, P, y = fac(d), d.paper, fac(d).year
    P.p(
        f"{f.name}不存在否决情形，{mk('conclude.basic', '各项基本要求全部符合')}；{y}年单位产品综合能耗{mk('energy_per.again', str(f.energy_per[y]))}{f.energy_unit}，一般工业固体废物综合利用率{mk('waste_rate.again', f'{f.waste_rate}%')}，单位产值碳排放量{mk('co2_value.again', str(f.co2_value[y]))}tCO2/万元，优于行业平均水平。",
        "conclusion.values",
    )
    P.p(
        f"评价总得分为{mk('total.said', str(sheet['total']))}分。综合判断，{mk('conclude.name', f.name)}{mk('conclude', '满足绿色工厂评价要求')}，{'推荐申报绿色工厂' if third else '具备申报绿色工厂的条件'}。",
        "conclusion.text",
    )
    P.p(
        "主要创建做法和亮点：一是以能源管理体系为抓手，把能耗指标分解到班组；二是持续投入绿色化改造，固体废物实现分类利用；三是利用屋面光伏优化用能结构。"
    )
