"""Reports of supply-chain enterprises: twenty indicators, points that sum to the index."""

from __future__ import annotations

from decimal import Decimal

from corpus.figures import D, rnd
from corpus.judge import books, parts, records
from corpus.judge.annex import annex
from corpus.judge.blocks import Paper, mk
from corpus.judge.books import fac
from corpus.judge.desk import Desk
from corpus.judge.factory import form as factory_form
from corpus.judge.factory_model import Factory
from corpus.judge.industries import Industry
from corpus.judge.layouts import Layout

EVIDENCE = [("licence", "营业执照"), ("eia", "环境影响评价批复及竣工环保验收意见"), ("land", "不动产权证"), ("permit", "排污许可证"), ("systems", "管理体系认证证书"), ("energy", "能源统计报表及能源台账"), ("monitor", "监测报告"), ("credit", "信用中国、国家企业信用信息公示系统查询截图"), ("strategy", "公司发展规划及绿色供应链管理目标文件"), ("organ", "绿色供应链管理机构任命文件"), ("purchase", "绿色采购标准和供应商管理制度"), ("supplier", "供应商清单、审核和绩效评价记录"), ("training", "供应商培训记录"), ("hazard", "有害物质管控清单及检测报告"), ("recycle", "产品和包装回收台账"), ("platform", "绿色供应链信息平台功能说明"), ("disclose", "社会责任报告及信息披露材料"), ("finance", "近三年审计报告")]  # fmt: skip
BASIC = [("具有独立法人资格", "licence", "营业执照有效"), ("具有较强的行业影响力", "strategy", "牵头制定团体标准1项"), ("能源资源、环境管理体系较完善，守法经营，近三年无较大及以上安全和环境污染事故", "credit", "体系运行有效，经查询无事故"), ("供应商众多、影响力强", "supplier", "在册供应商数量和分布见供应商清单"), ("有健全的供应商认证、选择、审核、绩效管理和退出机制", "purchase", "程序文件齐全"), ("财务制度健全，盈利水平行业领先", "finance", "近三年审计报告均为标准无保留意见"), ("绿色供应链管理有目标、思路、计划和措施", "strategy", "发布三年行动计划")]  # fmt: skip
ASKS: list[tuple[str, str, str, str, str]] = [
    ("strategy", "绿色供应链管理战略", "纳入公司发展规划", "8", "strategy"), ("goal", "绿色供应链管理战略", "制定绿色供应链管理目标", "6", "strategy"), ("office", "绿色供应链管理战略", "设置专门管理机构", "6", "organ"),
    ("standard", "实施绿色供应商管理", "绿色采购标准制度完善", "4", "purchase"), ("certify", "实施绿色供应商管理", "供应商认证体系完善", "3", "purchase"), ("audit", "实施绿色供应商管理", "对供应商定期审核", "3", "supplier"), ("perform", "实施绿色供应商管理", "供应商绩效评估制度健全", "3", "supplier"), ("train", "实施绿色供应商管理", "定期对供应商进行培训", "3", "training"), ("low_share", "实施绿色供应商管理", "低风险供应商占比", "4", "supplier"),
    ("comply", "绿色生产", "节能减排环保合规", "10", "monitor"), ("hazard", "绿色生产", "符合有害物质限制使用管理办法", "10", "hazard"),
    ("product_back", "绿色回收", "产品回收率", "5", "recycle"), ("packing_back", "绿色回收", "包装回收率", "5", "recycle"), ("system", "绿色回收", "回收体系完善（含自建、与第三方联合回收）", "5", "recycle"), ("guide", "绿色回收", "指导下游企业回收拆解", "5", "recycle"),
    ("platform", "绿色信息平台建设", "绿色供应链管理信息平台完善", "10", "platform"),
    ("tell1", "绿色信息披露", "披露企业节能减排减碳信息", "2.5", "disclose"), ("tell2", "绿色信息披露", "披露高、中风险供应商审核率及低风险供应商占比", "2.5", "disclose"), ("tell3", "绿色信息披露", "披露供应商节能减排信息", "2.5", "disclose"), ("tell4", "绿色信息披露", "发布企业社会责任报告（含绿色采购信息）", "2.5", "disclose"),
]  # fmt: skip
AREAS = list(dict.fromkeys(a[1] for a in ASKS))


class Chain(Factory):
    """A manufacturer seen as the head of its supply chain."""

    def __init__(self, seed: str, index: int, trade: Industry, year: int) -> None:
        super().__init__(seed, index, trade, year, "2018")
        rng = self.n.rng
        kinds = [self.trade.materials[0][0], self.trade.materials[1][0], "外协加工", "包装材料", "物流服务"]
        self.suppliers = [(k, rng.randrange(18, 60), rng.randrange(1, 5), rng.randrange(0, 3)) for k in kinds]
        self.low = sum(s[1] for s in self.suppliers)
        self.middle, self.high = sum(s[2] for s in self.suppliers), sum(s[3] for s in self.suppliers)
        self.all = self.low + self.middle + self.high
        self.low_share = rnd(D(self.low) / self.all * 100, 2)
        self.sold = rnd(self.output[year] * D(str(rng.uniform(0.95, 0.99))), 2)
        self.back = rnd(self.sold * D(str(rng.uniform(0.12, 0.34))), 2)
        self.packs = rnd(D(str(rng.uniform(300, 1200))), 1)
        self.packs_back = rnd(self.packs * D(str(rng.uniform(0.45, 0.8))), 1)
        self.product_back = rnd(self.back / self.sold * 100, 2)
        self.packing_back = rnd(self.packs_back / self.packs * 100, 2)
        self.points: dict[str, Decimal] = {}
        for key, _, _, full, _ in ASKS:
            whole = D(full)
            if key in ("low_share", "product_back", "packing_back"):
                self.points[key] = rnd(getattr(self, key) / 100 * whole, 2)
            else:
                self.points[key] = whole - D(rng.choice(["0", "0", "0", "0.5", "1"]))
        self.total = sum(self.points.values(), D(0))


def build(name: str, f: Chain, layout: Layout, *, third: bool) -> Paper:
    paper = Paper(
        {
            "name": name, "files": ["report.docx", "report.pdf"], "base": "", "kind": "supply-chain", "mode": "third-party" if third else "self", "edition": "gscm-2016",
            "enterprise": f.name, "credit_code": f.code, "agency": f.agency if third else "", "as_of": f"{f.dated.year}-05-31", "split": layout.split, "layout": layout.name, "may": ["S113"],
            "_dated": (f.dated.year, f.dated.month, f.dated.day), "_author": f.lead if third else f.contact,
        },
        layout,
    )  # fmt: skip
    lists = [*EVIDENCE, ("agency", "第三方机构资质证明（营业执照、人员职称证书、业绩证明）")] if third else EVIDENCE
    d = Desk(paper, f, layout, lists)
    title = "绿色供应链管理企业第三方评价报告" if third else "绿色供应链管理企业自评价报告"
    parts.cover(
        d,
        title,
        third=third,
        subject="企业名称" if third else "申报单位",
        subtitle=f"（{f.year}年度）" if layout.length == 2 else "",
    )
    parts.toc(d)
    if layout.form_at == "front":
        front(d, third)
    body(d, third)
    if layout.form_at == "back":
        front(d, third)
    if layout.length >= 3:
        annex(d)
    return paper


def chain(d: Desk) -> Chain:
    f = fac(d)
    assert isinstance(f, Chain)
    return f


def front(d: Desk, third: bool) -> None:
    f = chain(d)
    d.paper.h(1, d.pick("form-title", ["基本信息表", "企业基本信息", "基本信息"]), "form", numbered=False)
    factory_form(
        d,
        {"total": f.total},
        third,
        chain=f"在册供应商{f.all}家，低风险占比{f.low_share}%；与下游联合开展产品回收，包装回收率{f.packing_back}%；发布绿色采购标准。",
    )
    parts.promise(d, third=third)


def body(d: Desk, third: bool) -> None:
    f, P, L = chain(d), d.paper, d.layout
    P.h(1, L.pick("c1", ["概述", "评价概述", "总论"]), "overview")
    if L.skeleton != "compact":
        P.h(2, L.pick("p1", ["评价目的", "目的"]), "purpose")
    P.p(
        f"依据《绿色供应链管理评价要求》，对{f.short}{f.year}年度绿色供应链管理水平开展{'第三方' if third else '自'}评价，查找短板，为申报绿色供应链管理企业提供依据。"
    )
    if L.skeleton != "compact":
        P.h(2, L.pick("p2", ["评价范围", "范围"]), "scope")
    P.p(
        f"范围包括{f.name}位于{f.city}{f.county}{f.park}{mk('site.road', f.road)}的生产经营活动及其供应商、回收网络；数据期间{mk('period', f'{f.year}年1月1日至{f.year}年12月31日')}，能源数据采用当量值。",
        "scope.text",
    )
    if L.skeleton != "compact":
        P.h(2, L.pick("p3", ["评价准则", "评价依据"]), "criteria")
    P.p(
        f"准则为《绿色供应链管理评价要求》、《绿色工厂梯度培育及管理暂行办法》（{mk('doc.no', '工信部节〔2024〕13号')}）、《综合能耗计算通则》（{mk('std.energy', 'GB/T 2589-2020')}）、《国民经济行业分类》（{mk('std.trade', 'GB/T 4754-2017')}）及《绿色制造 制造企业绿色供应链管理 导则》（GB/T 33635-2017）。",
        "criteria.line",
    )
    P.h(2, L.pick("subj", ["受评价方基本情况", "企业基本情况"]) if third else "企业概况", "subject")
    books.subject(d, 3, heads=L.skeleton != "compact")
    P.h(1, L.pick("c2", ["评价过程和方法", "评价过程与方法"]) if third else "自评价过程", "process")
    (parts.process_third if third else parts.process_self)(d)
    P.h(1, L.pick("c3", ["评价内容", "评价内容及结果"]), "content")
    P.h(2, "否决条件评价情况", "vetoes")
    parts.vetoes(d)
    P.h(2, "基本要求符合性", "basic")
    basics(d)
    level = 2
    if L.skeleton == "areas-first":
        P.h(1, "评价指标评价", "indicators")
    for area in AREAS:
        P.h(level, area, f"area.{area}")
        write(d, area)
        if L.scores == "each":
            table(d, area)
    P.h(level, "得分汇总", "index")
    table(d)
    P.h(2, "存在的问题", "problems")
    P.p("一是供应商碳排放数据收集覆盖面不足；二是信息平台尚未与物流系统打通；三是出口产品的包装回收率偏低。")
    P.h(1, L.pick("c4", ["评价结论", "结论"]) if third else "自评价结论", "conclusion")
    P.p(
        f"{f.name}不存在否决情形，{mk('conclude.basic', '各项基本要求全部符合')}；低风险供应商占比{mk('low_share.again', f'{f.low_share}%')}，单位产品综合能耗{mk('energy_per.again', str(f.energy_per[f.year]))}{f.energy_unit}。绿色供应链管理指数得分{mk('total.said', str(f.total))}分，{mk('conclude.name', f.name)}{mk('conclude', '满足绿色供应链管理企业评价要求')}。",
        "conclusion.text",
    )
    P.h(1, L.pick("c5", ["建议", "改进建议"]) if third else "下一步工作", "suggestions")
    P.p(
        f"1. {f.year + 1}年起对主要供应商开展碳数据收集；2. 完善信息平台并与物流系统对接；3. 推广可循环包装；4. 扩大供应商培训覆盖面，制定供应商绿色工厂培育计划。",
        "suggestions.text",
    )
    parts.evidence(d, L.pick("c6", ["参考文件", "参考文件及证明材料清单"]) if third else "相关证明材料")
    if third:
        parts.qualification(d)


def basics(d: Desk) -> None:
    f, P = chain(d), d.paper
    if d.layout.basics == "table":
        rows = [["序号", "基本要求", "符合性说明", "结果", "证明材料"]]
        rows += [
            [str(i), text, said, mk(f"basic.{i}", "符合"), d.ev(key)] for i, (text, key, said) in enumerate(BASIC, 1)
        ]
        P.t(rows, "基本要求对照表", slot="basic")
    else:
        for i, (text, key, said) in enumerate(BASIC, 1):
            P.p(f"（{i}）{text}：{said}，见{d.ev(key)}，{mk(f'basic.{i}', '符合')}要求。", f"basic.item.{i}")
    P.p(
        f"{f.name}（统一社会信用代码{mk('code.again', f.code)}）排污许可证编号为{mk('permit', f.code + '001P')}，在有效期内。",
        "basic.text",
    )


def write(d: Desk, area: str) -> None:
    f, P, y = chain(d), d.paper, chain(d).year
    if area == "绿色供应链管理战略":
        P.p(
            f"《{y - 1}—{y + 3}年发展规划》单列绿色供应链章节，提出到{y + 3}年核心供应商全部建立环境管理体系、包装塑料用量下降30%等目标，年度目标逐项分解到采购、品质、生产和售后部门；公司设绿色供应链管理办公室，由分管副总经理{f.manager}任主任，专职{f.n.rng.randrange(2, 5)}人。"
        )
    elif area == "实施绿色供应商管理":
        rows = [["供应类别", "低风险", "中风险", "高风险", "小计"]]
        for i, (k, a, b, c) in enumerate(f.suppliers):
            rows.append([k, mk(f"supplier.{i}", str(a)), str(b), str(c), str(a + b + c)])
        rows.append(["合计", mk("supplier.sum", str(f.low)), str(f.middle), str(f.high), str(f.all)])
        P.t(rows, "供应商风险分级", slot="suppliers", unit="单位：家")
        P.p(
            f"低风险供应商占比＝{f.low}÷{f.all}×100%＝{mk('low_share', f'{f.low_share}%')}。{y}年对全部高、中风险供应商开展现场审核，绩效评价覆盖质量、交付、成本和绿色四个维度，评为D级的予以淘汰；全年组织供应商培训{f.n.rng.randrange(2, 6)}期。",
            "low.text",
        )
        P.fact("低风险供应商占比", f.low_share, "%", y)
        records.training(d)
    elif area == "绿色生产":
        books.energy(d)
        P.p(books.energy_per(d), "energy_per.text")
        books.solar(d)
        records.monitoring(d)
        records.certificates(d)
        P.p("公司建立有害物质管控清单，对来料实行分级抽检，产品符合有害物质限制使用管理办法的要求。")
        P.p(f"经核对，{y}年综合能源消费量{mk('energy.again', d.num(f.energy[y]))}tce与统计报表一致。", "verify.text")
    elif area == "绿色回收":
        P.p(
            f"{y}年销售{f.trade.product}{d.num(f.sold)}{f.trade.unit}，回收废旧产品{d.num(f.back)}{f.trade.unit}，产品回收率＝{d.num(f.back)}÷{d.num(f.sold)}×100%＝{mk('product_back', f'{f.product_back}%')}；使用包装物{d.num(f.packs)}t，回收{d.num(f.packs_back)}t，包装回收率＝{d.num(f.packs_back)}÷{d.num(f.packs)}×100%＝{mk('packing_back', f'{f.packing_back}%')}。回收体系由自建网点和第三方联合回收组成，并编制拆解手册指导下游企业。",
            "back.text",
        )
        P.fact("产品回收率", f.product_back, "%", y)
        P.fact("包装回收率", f.packing_back, "%", y)
    elif area == "绿色信息平台建设":
        P.p(
            "绿色供应链管理信息平台实现供应商证照预警、环境处罚监测、有害物质声明上传和绩效在线评价，碳数据采集模块正在测试。"
        )
    else:
        P.p(
            f"{y}年社会责任报告披露了能耗、取水、碳排放和绿色采购金额，公布了高、中风险供应商审核率和低风险供应商占比，并选取典型供应商介绍节能减排成效。"
        )


def table(d: Desk, only: str = "") -> None:
    """All twenty rows (area merged), or one area's."""
    f, P = chain(d), d.paper
    head = d.pick(
        "chain-cols",
        [
            ["一级指标", "序号", "二级指标", "最高分", "指标值", "得分", "证明材料"],
            ["一级指标", "二级指标", "单位", "指标值", "满分", "评价得分", "证明材料索引"],
        ],
    )
    used = [h for h in head if not (only and h == "一级指标")]
    rows, merges = [list(used)], []
    for area in AREAS:
        if only and area != only:
            continue
        start = len(rows)
        for i, (key, group, name, full, ev) in enumerate(ASKS, 1):
            if group != area:
                continue
            rate = key in ("low_share", "product_back", "packing_back")
            value = str(getattr(f, key)) if rate else "见文字说明"
            cell = {
                "一级指标": area,
                "序号": str(i),
                "二级指标": mk(f"ind.name.{key}", name),
                "最高分": full,
                "满分": full,
                "单位": mk(f"ind.unit.{key}", "%" if rate else "—"),
                "证明材料": mk(f"ind.ev.{key}", d.evidence[ev][0]),
            }
            cell["证明材料索引"] = cell["证明材料"]
            cell["指标值"] = mk(f"{key}.table", value + ("%" if rate and "单位" not in used else "")) if rate else value
            cell["得分"] = cell["评价得分"] = mk(f"points.chain.{key}", str(f.points[key]))
            rows.append([cell[h] for h in used])
        if not only and len(rows) > start + 1:
            merges.append((start, 0, len(rows) - 1, 0))
    points = sum((f.points[a[0]] for a in ASKS if not only or a[1] == only), D(0))
    full_all = sum((D(a[3]) for a in ASKS if not only or a[1] == only), D(0))
    last = {used[0]: "合计", "最高分": f"{full_all:g}" if only else "100", "满分": f"{full_all:g}" if only else "100"}
    last["得分"] = last["评价得分"] = mk("part.sum.area" if only else "total.table", str(points))
    rows.append([last.get(h, "—") for h in used])
    P.t(rows, f"{only}得分" if only else "绿色供应链管理指数得分表", slot=f"score.{only or 'sum'}", merges=merges)
    if not only:
        P.fact("综合得分", f.total, "分", f.year)
