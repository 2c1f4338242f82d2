"""A small factory's own short report: bold lines instead of heading styles, no captions, figures in sentences."""

from __future__ import annotations

from decimal import Decimal

from corpus.clauses import BASIC_2018_SHORT, VETO_SHORT
from corpus.enterprise import Enterprise
from corpus.figures import date, full_width, plain, rnd
from corpus.indicators import indicators_2018, places_for
from corpus.kit import Evidence, basis_table, boxes, energy_table, evidence_table, form, sum_table
from corpus.scores import weighted_table
from corpus.writing import DOTTED, Look, Report

D = Decimal
NAMES = {
    "energy": "单位产品能耗",
    "carbon": "单位产品碳排放量",
    "solid": "工业固废综合利用率",
    "reuse": "废水处理回用率",
    "green": "绿色物料使用率",
    "material": "单位产品主要原材料消耗量",
}


def write(e: Enterprise, name: str, *, split: str, raw: dict[str, str]) -> Report:
    y = e.year
    look = Look(scheme=DOTTED, headings="bold", captions="none", font="宋体", size=12)
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
            "as_of": f"{e.dated[0]}-{e.dated[1]:02d}-30",
            "split": split,
            "may": ["S113", "I206"],
            "_dated": e.dated,
            "_author": "微软用户",
        },
        look,
    )
    ev = Evidence("证{n}")
    inds = indicators_2018(e, NAMES)
    scores = {k: D(v) for k, v in raw.items()}
    weights = (("基础设施", 20), ("管理体系", 15), ("能源与资源投入", 15), ("产品", 10), ("环境排放", 10), ("绩效", 30))
    total = plain(sum((rnd(scores[k] * w / 100, 2) for k, w in weights), D(0)))

    rep.blank(3)
    for line, item in (
        ("绿色工厂自评价报告", "title"),
        (e.name, "subject"),
        (f"{e.dated[0]}.{e.dated[1]}.{e.dated[2]}", "date"),
    ):
        rep.mark(
            "cover",
            para=rep.para(line, align="center", bold=True, size=20 if item == "title" else 15),
            text=line,
            item=item,
        )
    rep.blank(1)
    rep.para("基本信息", bold=True, align="center", size=14)
    form(
        rep,
        [
            ("工厂名称", e.name),
            ("信用代码", e.credit),
            ("地址", e.address),
            ("行业", f"{e.industry[1]} {e.industry[0]}"),
            ("单位性质", boxes(["国有", "集体", "民营", "合资", "港澳台", "外商独资"], "民营", "✓", "□", after=True)),
            ("主要产品", e.products),
            ("法定代表人", e.legal),
            ("成立日期", date(e.founded)),
            ("联系部门", e.department),
            ("联系人", e.contact),
            ("电话", e.phone),
            ("邮箱", e.mail),
            ("注册资本", e.capital),
            ("职工人数", f"{e.staff}人"),
            ("基本要求", boxes(["符合", "不符合"], "符合", "✓", "□", after=True)),
            ("指标得分", f"{total}分"),
            ("主要亮点", e.texts["highlight"]),
        ],
        columns=4,
        wide=("工厂名称", "地址", "单位性质", "主要产品", "主要亮点", "信用代码", "行业"),
    )
    rep.para("真实性承诺", bold=True, align="center", size=14)
    for text in (
        "我厂承诺：本报告及所附材料真实、有效，接受主管部门监督抽查，如有虚假愿承担责任。",
        f"法定代表人签字：{e.legal}        （公章）        {date(e.dated)}",
    ):
        rep.mark("promise", para=rep.para(text), text=text)

    rep.heading(1, "概述", slot="overview")
    p = rep.para(
        f"为申报绿色工厂、找出差距，{e.name}（简称{e.short}）按GB/T 36132-2018开展自评价。范围为{e.address}厂区的生产、辅助和附属系统。数据取{y}年1—12月，部分数据取{e.years[0]}～{y}年。准则：GB/T 36132-2018、GB/T 2589-2020、GB/T 32150、工信部节〔2024〕13号文。"
        "本行业没有对应的绿色工厂行业标准。标准煤按当量值折算。"
    )
    rep.said("name", p, e.name)
    rep.said("period", p, f"{y}年1—12月")
    p = rep.para(
        f"公司{date(e.founded)}成立，在{e.county}，员工{e.staff}人。{e.texts['intro']}{e.texts['market']}工艺：{e.texts['process']}{e.texts['history']}"
    )
    rep.said("date.founded", p, date(e.founded))
    rep.figure(e.lists["steps"], "工艺流程图")
    rep.table(
        [
            ["", *[f"{x}" for x in e.years]],
            ["产值，万元", *[plain(v) for v in e.value]],
            [f"产量，{e.unit}", *[plain(v) for v in e.output]],
            ["用电，万kWh", *[plain(v) for v in e.carriers[0].amounts]],
            ["用水，m³", *[plain(v) for v in e.water]],
        ]
    )
    rep.cell("value_total", 1, 1, 3, plain(e.value[2]))
    rep.cell("output", 1, 2, 3, plain(e.output[2]))
    rep.fact("产值", plain(e.value[2]), "万元", y)
    rep.fact("产量", plain(e.output[2]), e.unit, y)
    rate = plain(rnd((e.value[2] - e.value[1]) / e.value[1] * 100, 1))
    p = rep.para(f"{y}年产值{plain(e.value[2])}万元，比{y - 1}年的{plain(e.value[1])}万元增长{rate}%。")
    rep.said("growth", p, f"{rate}%", new=plain(e.value[2]), old=plain(e.value[1]))

    rep.heading(1, "评价过程和方法", slot="process")
    p = rep.para(
        f"{date(e.day(58))}成立自评价小组，组长{e.legal}，成员来自生产、设备、品质、采购、财务。{date(e.day(52))}起收集资料并做文件评审；{date(e.day(40))}现场自查，看了车间、废气废水设施、危废间和电房水房；"
        f"{date(e.day(20))}写出初稿；{date(e.day(9))}由品质部经理内部复核，改了两处笔误；{date(e.dated)}定稿。"
    )
    rep.said("date.start", p, date(e.day(58)))
    rep.said("date.document_review", p, date(e.day(52)))
    rep.said("date.onsite", p, date(e.day(40)))
    rep.said("date.review", p, date(e.day(9)))

    rep.heading(1, "评价内容", slot="evaluation")
    rep.heading(2, "否决条件", slot="veto")
    q = date(e.day(39))
    p = rep.para(f"以下六项于{q}逐一上网查询，近三年均不存在，截图见{ev('信用中国、公示系统、执行信息网查询截图')}：")
    rep.said("veto_date", p, q)
    for i, v in enumerate(VETO_SHORT):
        line = f"{'①②③④⑤⑥'[i]}{v}：无"
        rep.para(line)
        rep.mark("veto", para=line, text=line, item=i + 1)
    rep.heading(2, "基本要求", slot="basic")
    papers = [
        "营业执照、环评批复、验收意见",
        "信用中国、公示系统、执行信息网查询截图",
        "客户环保协议",
        "承诺书",
        "职责分工文件",
        "绿色工厂小组文件",
        "绿色工厂三年规划",
        "培训记录",
    ]
    basis_table(
        rep,
        "",
        ["", "要求", "结论", "证明"],
        [[str(i + 1), b, "符合", ev(papers[i])] for i, b in enumerate(BASIC_2018_SHORT)],
        verdict=2,
    )
    first, last = e.permit_days()
    p = rep.para(f"排污许可证号{e.permit_number()}，{date(first)}—{date(last)}有效，见{ev('排污许可证')}。")
    rep.said("permit", p, e.permit_number())
    rep.said("permit_valid", p, f"{date(first)}—{date(last)}", first=list(first), last=list(last))
    rep.heading(2, "基础设施")
    rep.para(
        f"厂房手续齐全（{ev('不动产权证、规划许可证')}），照明全部LED，空压机等通用设备能效二级以上，电表、水表、气表配齐并检定（{ev('计量器具台账')}）。原始分{raw['基础设施']}。"
    )
    rep.heading(2, "管理体系")
    rep.para("四个体系都通过了认证（" + ev("体系证书") + "）：")
    rows, marks = [["体系", "证书号", "到期"]], []
    for label, number, _, start, end in e.certificates():
        text = f"{end[0]}.{end[1]:02d}.{end[2]:02d}"
        marks.append((len(rows), text, start, end, label))
        rows.append([label.replace("管理体系", ""), number, text])
    t = rep.table(rows)
    for r, text, start, end, label in marks:
        rep.cell("certificate", t, r, 2, text, name=label, first=list(start), last=list(end), last_text=text, iso=False)
    rep.para(f"没有发布社会责任报告。原始分{raw['管理体系']}。")
    rep.heading(2, "能源与资源投入")
    p = rep.para(f"{y}年综合能耗{plain(e.tce())}吨标准煤（{ev('205-1表和发票')}）：")
    rep.said("energy_total", p, plain(e.tce()))
    energy_table(rep, e, "", heads=("能源", "单位", "数量", "系数", "tce"), unit_in_head=False, total="小计")
    rep.para(
        f"取水{full_width(plain(rnd(e.water[2] / 10000, 2)))}万立方米（{ev('205-4表和水费单')}），重复用水{plain(rnd(e.recycled / 10000, 2))}万立方米。原始分{raw['能源与资源投入']}。"
    )
    rep.heading(2, "产品")
    rep.para(f"产品有害物质检测合格（{ev('产品检测报告')}），包装可回收；碳足迹已核算、未核查。原始分{raw['产品']}。")
    rep.heading(2, "环境排放")
    p = rep.para(e.texts["air"] + e.texts["noise"] + f"（{ev('废气噪声检测报告')}）原始分{raw['环境排放']}。")
    rep.mark("air", para=p, text=p)
    rep.para(
        f"碳排放（{ev('碳核算表')}）："
        + "，".join(f"{n}{a}×{f}＝{c} tCO2" for n, a, f, c in e.emission_terms())
        + f"，共{plain(e.co2())} tCO2。电用{y - 2}年广东因子。"
    )
    rep.fact("碳排放量", plain(e.co2()), "tCO2", y)
    rep.heading(2, "绩效", slot="performance")
    sum_table(rep, "", ["固废", "产生t", "利用t"], [list(s) for s in e.solid], [1, 2], total="合计")
    papers2 = {
        "far": "不动产权证、规划许可证",
        "density": "不动产权证、规划许可证",
        "land": "B204-1表",
        "green": "物料台账",
        "pollutant": "废气噪声检测报告",
        "gas": "废气噪声检测报告",
        "waste_water": "205-4表和水费单",
        "material": "物料台账",
        "solid": "固废台账、联单",
        "reuse": "205-4表和水费单",
        "energy": "205-1表和发票",
        "carbon": "碳核算表",
    }
    rep.para(f"以下均为{y}年数据：")
    for n, i in enumerate(inds.values(), 1):
        unit = "%" if i.unit == "%" else i.unit
        bench = {"far": "（要求≥0.7）", "density": "（要求≥30%）", "green": "（≥30%）", "solid": "（＞65%）"}.get(
            i.ident, ""
        )
        line = rep.para(
            f"（{n}）{i.name}：{i.shown.replace('×100%', '')}＝{i.value}{unit}{bench}，见{ev(papers2[i.ident])}。"
        )
        rep.said(
            "indicator",
            line,
            i.value,
            ident=i.ident,
            role="calc",
            num=i.num,
            den=i.den,
            op=i.op,
            unit=i.unit,
            value=i.value,
            whole=True,
            name=i.name,
            evidence=ev(papers2[i.ident]),
        )
        rep.fact(i.name, i.value, i.unit, y)
    en = inds["energy"]
    ratio = e.tce(1) / e.output[1]
    old = plain(rnd(ratio, places_for(ratio)))
    rep.para(f"{y - 1}年单位产品能耗为{old} {en.unit}。原始分{raw['绩效']}。")
    rep.heading(2, "得分")
    weighted_table(rep, e, scores, "", ["项目", "权重", "原始分", "加权分"])

    rep.heading(1, "结论", slot="conclusion")
    p = rep.para(
        f"{e.short}基本要求全部符合，无否决情形，自评得分{total}分，{en.name}{en.value} {en.unit}，{inds['solid'].name}{inds['solid'].value}%，符合绿色工厂要求。"
    )
    rep.said("score.stated", p, f"{total}分", role="conclusion")
    rep.said("verdict", p, "符合绿色工厂要求")
    for i in (en, inds["solid"]):
        rep.said("indicator", p, i.value, ident=i.ident, role="conclusion", unit=i.unit, value=i.value)
    rep.heading(1, "问题和下一步工作", slot="next")
    rep.para("问题：" + "；".join(e.lists["problems"]) + "。打算：" + "；".join(e.lists["plans"]) + "。")
    rep.heading(1, "证明材料", slot="evidence")
    evidence_table(rep, ev, "", ["号", "材料"], pairs=True)
    return rep
