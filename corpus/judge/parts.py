"""Chapters all kinds share: cover, promise, calendar and team, vetoes, evidence list, the agency's qualification."""

from __future__ import annotations

from corpus.figures import cn_date
from corpus.judge.blocks import Block, mk
from corpus.judge.desk import Desk

VETOES = [
    ("未正常经营生产（注销、连续停产12个月以上、被列入经营异常名录且未移出等）", "国家企业信用信息公示系统"),
    (
        "安全（含网络安全、数据安全）、质量、环境污染等事故以及偷漏税等违法违规行为",
        "信用中国、国家企业信用信息公示系统",
    ),
    ("被动态调整出绿色制造名单", "历次名单及动态调整公告"),
    ("在国务院及有关部委、省政府及省直部门督查工作中被发现存在严重问题", "有关部门公开通报"),
    ("被列入工业节能监察整改名单且未按要求完成整改", "工业节能监察结果公告"),
    ("被列为失信被执行人", "中国执行信息公开网"),
]


def cover(d: Desk, title: str, *, third: bool, subject: str = "工厂名称", subtitle: str = "") -> None:
    f, P = d.firm, d.paper
    if d.layout.boxed:
        P.p("内部资料　注意保管", "cover.box", boxed=True)
    P.blocks.append(Block("blank", level=3))
    P.p(title, "cover.title", align="center", bold=True, size=24)
    if subtitle:
        P.p(subtitle, "cover.sub", align="center", size=16)
    P.blocks.append(Block("blank", level=4))
    P.p(f"{mk('cover.label', subject)}：{mk('cover.subject', f.name)}", "cover.subject", align="center", size=15)
    if third:
        word = d.pick("agency-cover", ["第三方评价机构名称", "评价机构", "编制单位（第三方机构）"])
        P.p(f"{word}：{f.agency}", "cover.agency", align="center", size=15)
    else:
        P.p(f"所在地区：{f.province}{f.city}{f.county}", "cover.region", align="center", size=15)
    P.blocks.append(Block("blank", level=3))
    day = f.dated
    shown = d.pick(
        "cover-date",
        [
            cn_date(day.year, day.month, day.day),
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year} 年 {day.month} 月",
        ],
    )
    P.p(mk("cover.date", shown), "cover.date", align="center", size=15)
    P.blocks.append(Block("break"))


def toc(d: Desk) -> None:
    if d.layout.toc:
        d.paper.blocks.append(Block("toc", "目　录"))


def promise(d: Desk, *, third: bool) -> None:
    f, P = d.firm, d.paper
    if third:
        P.h(2, d.pick("promise-title", ["承诺", "机构承诺", "真实性承诺"]), "promise", numbered=False)
        P.p(d.pick("promise", [
            "我单位郑重承诺：严格按照规范、完整的程序对受评价方开展了全面评价，受评价方提供的材料真实有效，报告内容客观公正、证据充分。我单位充分了解本报告的严肃性，如有弄虚作假或故意隐瞒受评价方问题的情形，愿承担由此产生的所有责任。",
            "本机构承诺：评价工作遵循既定程序，评价过程完整，所依据的资料经核实真实、有效，评价结论客观公正并有充分证据支持；若存在弄虚作假、故意隐瞒受评价方问题的行为，本机构愿意承担全部责任。",
            "我机构对本报告作如下承诺：评价程序规范完整，评价材料真实有效，结论客观、公正，证据充分。我机构知悉报告的严肃性，如有虚假或隐瞒，自愿承担一切责任和后果。",
        ]), "promise.text")  # fmt: skip
        who, seal = f.agency_legal, "（单位公章）"
    else:
        P.h(2, d.pick("promise-self", ["材料真实性承诺", "真实性承诺", "申报单位承诺"]), "promise", numbered=False)
        P.p(d.pick("promise2", [
            "本单位承诺：本报告所填报的数据、信息和所附证明材料均真实、有效，愿意接受并积极配合工业和信息化主管部门的监督抽查和核验。如违反上述承诺，愿承担相应责任。",
            "我单位郑重承诺，本次自评价所提交的全部数据和材料真实、准确、有效，无虚报瞒报；自愿接受主管部门监督检查和现场核验，如有不实，本单位承担由此引起的一切后果和责任。",
            "我公司保证所提交的自评价报告及佐证材料内容真实有效，同意主管部门随时抽查、核验；若有虚假，愿承担法律责任并退出申报。",
        ]), "promise.text")  # fmt: skip
        who, seal = f.legal, "（公章）"
    sign = d.pick("sign", ["法定代表人（签字）", "法人代表签字", "法定代表人或负责人签字"])
    P.p(f"{sign}：{who}　　　　{seal}", "promise.sign", align="right")
    P.p(d.day(f.dated, "date.promise"), "promise.date", align="right")


def team(d: Desk) -> None:
    f, P = d.firm, d.paper
    fields = ["能源管理", "环境工程", "工业生态", "清洁生产", "热能工程", "环境科学", "资源循环"]
    rng = f.n.rng
    head = d.pick(
        "team-head",
        [
            ["姓名", "职称", "专业", "分工"],
            ["姓名", "组内职务与分工", "专业", "职称"],
            ["序号", "姓名", "职称", "专业", "任务分工"],
        ],
    )
    people = [
        (f.lead, "高级工程师", rng.choice(fields), "组长，负责总体协调、否决条件与结论"),
        (f.evaluators[0], "高级工程师", rng.choice(fields), "组员，负责能源、碳排放数据核算"),
        (f.evaluators[1], "工程师", rng.choice(fields), "组员，负责基础设施、环境排放与现场记录"),
        (f.reviewer, "高级工程师", rng.choice(fields), "内部技术复核（不参加评价组）"),
    ]
    rows = [list(head)]
    for i, (name, title, major, task) in enumerate(people, 1):
        slot = "team.reviewer" if i == 4 else ("team.lead" if i == 1 else "team.member")
        cell = {
            "姓名": mk(slot, name),
            "职称": title,
            "专业": major,
            "分工": task,
            "任务分工": task,
            "组内职务与分工": task,
            "序号": str(i),
        }
        rows.append([cell[h] for h in head])
    P.t(rows, d.pick("team-title", ["评价组人员及分工", "评价工作人员一览", "人员安排"]), slot="team")


def process_third(d: Desk, level: int = 2) -> None:
    """The five steps of a third-party evaluation, with dates, people and records."""
    f, P = d.firm, d.paper
    day = d.day
    P.h(level, d.pick("step1", ["评价组织安排", "组织安排", "评价组织与人员安排"]), "step.organisation")
    P.p(d.say(
        f"{f.agency}于{day(f.contract, 'date.contract')}与{f.name}签订评价服务合同，随即指派{f.lead}等三人组成评价组，并指定未参加本项目的{f.reviewer}承担内部技术复核。评价组成员与受评价方不存在利害关系，也未参与其自评价材料的编写。",
        f"双方于{day(f.contract, 'date.contract')}签订服务合同。接受委托后，{f.agency_short}组建了由{f.lead}任组长的评价组，组员为{f.evaluators[0]}、{f.evaluators[1]}，技术复核由{f.reviewer}独立完成。评价人员均与企业无投资、雇佣等利益关系。",
    ), "step.organisation.text")  # fmt: skip
    team(d)
    P.h(level, d.pick("step2", ["文件评审", "文件评审情况", "资料评审"]), "step.documents")
    P.p(
        f"{day(f.docs_from, 'date.docs')}至{day(f.docs_to)}，评价组对受评价方提交的申报资料、统计报表、管理文件、监测报告及台账进行了文件评审，核对资料的完整性、一致性和有效期，共提出{f.n.rng.randrange(3, 9)}项补充要求，受评价方在现场评价前全部补齐。",
        "step.documents.text",
    )
    P.h(level, d.pick("step3", ["现场评价", "现场评价情况", "现场核查"]), "step.onsite")
    talk = f.n.rng.randrange(6, 15)
    P.p(
        f"评价组{f.lead}、{f.evaluators[0]}、{f.evaluators[1]}于{mk('date.site', d.days(f.site))}至{d.days(f.site_to)}在{d.place}开展评价。首次会议由{f.manager}介绍创建情况，评价组随后查看了{d.seen}，查阅原始记录，与{d.met}{talk}人座谈，末次会议通报了发现的问题。",
        "step.onsite.text",
    )
    rows = [["日期", "时段", "评价内容", "参加人员"]]
    rows += [
        [
            d.days(f.site),
            "上午",
            "首次会议，资料澄清",
            f"{f.lead}、{f.evaluators[0]}、{f.evaluators[1]}；{f.manager}、{f.contact}",
        ],
        [d.days(f.site), "下午", d.tour[0], f"{f.lead}、{f.evaluators[0]}；{f.chief}"],
        [d.days(f.site_to), "上午", d.tour[1], f"{f.evaluators[1]}；{f.contact}"],
        [
            d.days(f.site_to),
            "下午",
            "数据复算，末次会议",
            f"{f.lead}、{f.evaluators[0]}、{f.evaluators[1]}；{f.manager}",
        ],
    ]
    P.t(rows, d.pick("site-title", ["现场评价日程", "现场评价记录", "现场核查安排及参加人员"]), slot="site")
    if d.pick("steps45", [True, False]):
        P.h(level, d.pick("step45", ["评价报告编写及内部技术复核", "报告编写与技术复核"]), "step.report")
        P.p(_drafting(d), "step.report.text")
        P.p(_review(d), "step.review.text")
        return
    P.h(level, d.pick("step4", ["评价报告编写", "报告编写"]), "step.report")
    P.p(_drafting(d), "step.report.text")
    P.h(level, d.pick("step5", ["内部技术复核", "内部技术复核情况"]), "step.review")
    P.p(_review(d), "step.review.text")


def _drafting(d: Desk) -> str:
    f = d.firm
    return f"评价组在整理现场记录、复算指标的基础上编写评价报告，{d.day(f.draft, 'date.draft')}完成初稿，报告编制负责人为{f.lead}。"


def _review(d: Desk) -> str:
    f = d.firm
    return f"{mk('date.review', d.days(f.review))}至{d.days(f.review_to)}，由{mk('review.person', f.reviewer)}进行内部技术复核，提出修改意见{f.n.rng.randrange(2, 7)}条，评价组逐条修改并经复核人确认；{d.day(f.dated)}由{f.approver}批准发布。"


def process_self(d: Desk, level: int = 2, *, heads: bool = True) -> None:
    f, P = d.firm, d.paper
    if heads:
        P.h(level, d.pick("sstep1", ["组织安排", "自评价工作组织", "自评价小组"]), "step.organisation")
    P.p(
        f"{d.day(f.contract, 'date.contract')}，{d.us}印发开展自评价工作的通知，成立由{f.manager}任组长的自评价小组，成员来自{d.met}，{f.contact}负责日常联络和报告编写。",
        "step.organisation.text",
    )
    if heads:
        P.h(level, d.pick("sstep2", ["资料收集与文件审核", "文件评审"]), "step.documents")
    P.p(
        f"{d.day(f.docs_from, 'date.docs')}至{d.day(f.docs_to)}，小组收集并审核统计报表、能源台账、监测报告、体系文件及各类证照，对口径不一致的数据逐项核对原始凭证。",
        "step.documents.text",
    )
    if heads:
        P.h(level, d.pick("sstep3", ["现场自查", "现场评价"]), "step.onsite")
    P.p(
        f"{mk('date.site', d.days(f.site))}至{d.days(f.site_to)}，{f.manager}带队对{d.seen}进行现场自查，{f.chief}、{f.contact}参加并作记录，发现的{f.n.rng.randrange(3, 8)}个问题当月整改完毕。",
        "step.onsite.text",
    )
    if heads:
        P.h(level, d.pick("sstep4", ["报告编写与内部复核", "报告编写及内部技术复核"]), "step.report")
    P.p(
        f"{d.day(f.draft, 'date.draft')}完成报告初稿；{mk('date.review', d.days(f.review))}由未参加编写的{f.reviewer}进行内部技术复核；{d.day(f.dated)}经{d.board}审定。",
        "step.review.text",
    )


def vetoes(d: Desk, who: str = "企业") -> None:
    """Six vetoes, each judged, each with the day of the query."""
    f, P, L = d.firm, d.paper, d.layout
    none = L.pick("none", ["不存在", "未发现", "无此情形", "不涉及"])
    lead = d.say(
        f"对照《绿色工厂梯度培育及管理暂行办法》（工信部节〔2024〕13号）规定的否决情形，对{who}近三年情况逐项查询，结果如下。",
        "依据工信部节〔2024〕13号文，逐项核对近三年内是否存在否决情形，查询和判定情况如下：",
    )
    P.p(lead, "veto.lead")
    day = d.days(f.query)
    if L.vetoes == "table":
        head = L.pick(
            "veto-head",
            [
                ["序号", "否决条件", "查询途径", "评价结果", "查询日期"],
                ["序号", "否决情形", "核查结论", "查询日期", "数据来源"],
                ["否决条件", "查询渠道", "查询时间", "是否存在"],
            ],
        )
        rows = [list(head)]
        for i, (text, source) in enumerate(VETOES, 1):
            cell = {"序号": str(i), "查询途径": source, "数据来源": source, "查询渠道": source}
            rows.append(
                [
                    cell.get(h)
                    or (
                        f"{text}"
                        if h in ("否决条件", "否决情形")
                        else mk("veto.date", day)
                        if h in ("查询日期", "查询时间")
                        else mk(f"veto.{i}", none)
                    )
                    for h in head
                ]
            )
        P.t(rows, L.pick("veto-title", ["否决条件评价情况", "否决情形核查表"]), slot="veto")
        return
    for i, (text, source) in enumerate(VETOES, 1):
        mark = f"（{i}）" if L.vetoes == "list" else L.pick("veto-mark", ["", "一二三四五六"[i - 1] + "是", f"{i}."])
        P.p(f"{mark}{text}：经{mk('veto.date', day)}查询{source}，{mk(f'veto.{i}', none)}。", f"veto.item.{i}")


def evidence(d: Desk, title: str, *, level: int = 1, slot: str = "references") -> None:
    """The list tables refer to."""
    P = d.paper
    P.h(level, title, slot)
    if d.pick("evidence-shape", ["table", "list", "table"]) == "table":
        rows = [["编号", d.pick("ev-name", ["材料名称", "证明材料", "文件名称"]), "备注"]]
        rows += [
            [mk(f"evidence.no.{k}", no), mk(f"evidence.{k}", text), "复印件" if i % 3 else "原件扫描"]
            for i, (k, (no, text)) in enumerate(d.evidence.items())
        ]
        P.t(rows, d.pick("ev-title", ["证明材料清单", "佐证材料目录"]), slot="evidence")
        return
    for key, (no, text) in d.evidence.items():
        P.p(f"{mk(f'evidence.no.{key}', no)}　{mk(f'evidence.{key}', text)}", f"evidence.line.{key}")


def qualification(d: Desk, level: int = 1) -> None:
    f, P = d.firm, d.paper
    rng = f.n.rng
    staff = rng.randrange(14, 32)
    senior = staff // 2 + rng.randrange(1, 5)
    P.h(
        level,
        d.pick("qual", ["第三方机构资质符合性证明材料", "评价机构资质符合性说明", "第三方评价机构资质证明材料"]),
        "qualification",
    )
    P.p(
        f"{f.agency}（统一社会信用代码{f.agency_code}）为依法登记的独立法人，注册地址{f.agency_address}，有固定办公场所和健全的财务管理制度。",
        "qual.legal",
    )
    P.p(
        f"机构现有从事绿色评价的中级及以上职称专职人员{mk('qual.staff', f'{staff}人')}，其中能源、环境、生态、低碳等相关专业高级职称{mk('qual.senior', f'{senior}人')}，占{mk('qual.share', f'{senior / staff * 100:.1f}%')}。",
        "qual.staff",
    )
    P.p(
        f"近五年承担绿色工厂、绿色园区等评价项目{rng.randrange(20, 70)}项，参与省级绿色制造评价类标准和课题{rng.randrange(2, 6)}项；评价工作与受评价方自评价保持独立。证明材料见{d.ev('agency')}。",
        "qual.record",
    )
