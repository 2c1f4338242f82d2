"""The national platform's application form as it is printed: tables first, little prose, no output value told."""

from __future__ import annotations

from corpus.figures import D, rnd
from corpus.judge import books, parts, records
from corpus.judge.blocks import Paper, mk
from corpus.judge.books import fac
from corpus.judge.desk import Desk
from corpus.judge.factory_model import Factory
from corpus.judge.layouts import Layout

EVIDENCE = [("licence", "营业执照"), ("credit", "信用中国、国家企业信用信息公示系统、中国执行信息公开网查询截图"), ("organ", "组织架构与职责文件"), ("plan", "经批准的绿色低碳中长期规划、评价年目标及达成统计"), ("systems", "四体系管理手册、评价年内审及管理评审报告"), ("eia", "环评批复及验收意见"), ("permit", "排污许可证"), ("energy", "能源购进、消费与库存表（205-1）"), ("ghg", "温室气体排放核算报告"), ("platform", "能碳管理平台功能截图"), ("case", "节约原材料、再生材料替代案例"), ("water", "工业企业用水情况表（205-4）"), ("waste", "固体废物台账及转移联单"), ("equip", "先进技术设备清单及目录对照"), ("project", "绿色低碳改造项目资料"), ("monitor", "季度监测报告"), ("product", "绿色设计案例"), ("footprint", "产品碳足迹核算报告"), ("land", "不动产权证、建设工程规划许可证及总平面图")]  # fmt: skip
BASIC = [
    ("依法设立，近三年不存在六项否决情形", "licence", "营业执照；信用查询截图"),
    ("明确管理层职责，制定绿色低碳中长期规划及年度量化目标", "plan", "组织架构文件；规划；年度目标及达成统计"),
    (
        "按GB/T 19001、GB/T 23331、GB/T 24001、GB/T 45001建立并运行四个管理体系",
        "systems",
        "手册、文件清单、内审及管理评审报告",
    ),
]


def build(name: str, f: Factory, layout: Layout) -> Paper:
    paper = Paper(
        {
            "name": name, "files": ["report.docx", "report.pdf"], "base": "", "kind": "factory", "mode": "platform", "edition": "miit390-2025", "enterprise": f.name, "credit_code": f.code, "agency": "",
            "as_of": f"{f.dated.year}-05-31", "split": layout.split, "layout": layout.name, "may": ["S113"], "_dated": (f.dated.year, f.dated.month, f.dated.day), "_author": f.contact,
        },
        layout,
    )  # fmt: skip
    d = Desk(paper, f, layout, EVIDENCE)
    parts.cover(
        d,
        layout.pick("pt", ["绿色工厂申报表", "绿色工厂（自评价）申报表"]),
        third=False,
        subject="申报单位",
        subtitle="（国家绿色制造公共服务平台导出）",
    )
    P, L = paper, layout
    P.h(1, "企业基本信息表", "form")
    intro = f"以{f.trade.materials[0][0]}等为原料，经{'、'.join(f.trade.steps)}等工序生产{f.trade.product}，主要用能工序为{f.trade.steps[1]}和{f.trade.steps[3]}。"
    green = f"企业建立能源管理体系，近三年实施{'、'.join(f.trade.projects[:3])}等{len(f.invest)}个绿色低碳改造项目，利用屋面光伏替代外购电力，固体废物分类利用，{f.year}年一般工业固体废物综合利用率{mk('waste_rate.said', f'{f.waste_rate}%')}，可再生能源利用率{mk('green_power.said', f'{f.green_power}%')}。"
    fields = [
        ("factory_name", "工厂名称", f.name), ("factory_address", "通讯地址", f.address), ("industry", "所属行业", "轻工" if f.trade.code < "2600" else "机械"), ("sub_industry", "细分行业", "非重点行业"), ("other_industry", "非重点细分行业", f.trade.name), ("four_digit", "统计局四位代码", f.trade.code),
        ("ownership", "单位性质", d.boxes(["国有央企", "国有其它", "合资企业", "民营企业", "外资企业"], L.pick("own5", ["民营企业", "合资企业"]))), ("credit_code", "统一社会信用代码", f.code), ("legal_person", "法定代表人", f.legal), ("department", "申报工作联系部门", L.pick("dept", ["安全环保部", "综合管理部"])),
        ("contact", "联系人", f.contact), ("contact_phone", "联系电话", f.contact_phone), ("email", "电子邮箱", f.mail), ("process", "企业工艺情况简介（200字以内）", intro), ("green", "企业绿色发展情况简要介绍（500字以内）", green),
    ]  # fmt: skip
    d.form([("企业基本信息", fields)])
    P.h(1, "基本要求", "basic")
    rows = [["序号", "基本要求", "是否符合", "证明材料", "证明材料要求"]]
    rows += [[str(i), text, mk(f"basic.{i}", "符合"), d.ev(key), need] for i, (text, key, need) in enumerate(BASIC, 1)]
    P.t(rows, "基本要求", slot="basic")
    P.h(2, "否决情形查询情况", "vetoes")
    parts.vetoes(d)
    P.h(1, "评价指标表（通则）", "indicators")
    P.p(
        f"统计期为{mk('period', f'{f.year}年1月1日至{f.year}年12月31日')}，边界为全厂，能源消费量为当量值；引领值和基准值取自平台公布的行业数据。",
        "boundary",
    )
    table(d)
    P.h(1, "指标计算过程", "verification")
    working(d)
    parts.evidence(d, L.pick("pl6", ["证明材料清单", "佐证材料目录"]))
    P.h(1, "真实性承诺", "promise.chapter")
    parts.promise(d, third=False)
    return paper


def table(d: Desk) -> None:
    f, y = fac(d), fac(d).year
    rng = f.n.rng

    def near(v: object, low: float, high: float) -> str:
        value = D(str(v))
        return str(rnd(value * D(str(rng.uniform(low, high))), max(0, -int(value.as_tuple().exponent))))

    kilo = rnd(f.energy[y] * 1000 / f.value[y], 2)
    carbon = rnd(f.co2[y] * 1000 / f.value[y], 2)
    low = rnd((90 - f.cod_mean) / 90 * 100, 1)
    data: list[tuple[str, str, str, str, str, str, str, str, str]] = [
        ("能源低碳化", "energy_value", "单位产值综合能耗", "逆向定量", "kgce/万元", near(kilo, 0.7, 0.9), near(kilo, 1.1, 1.4), str(kilo), "energy"), ("能源低碳化", "co2_value", "单位产值碳排放量", "逆向定量", "kgCO2/万元", near(carbon, 0.7, 0.9), near(carbon, 1.1, 1.4), str(carbon), "ghg"),
        ("能源低碳化", "green_power", "可再生能源利用率", "正向定量", "%", near(f.green_power, 1.2, 1.8), "0", str(f.green_power), "energy"), ("能源低碳化", "platform", "能碳平台功能符合数量", "正向定量", "项", "8", "0", str(rng.randrange(4, 8)), "platform"),
        ("资源高效化", "case1", "节约原材料案例", "正向定性", "—", "提供", "未提供", "提供", "case"), ("资源高效化", "case2", "再生材料替代案例", "正向定性", "—", "提供", "未提供", "提供", "case"), ("资源高效化", "water_value", "单位产值取水量", "逆向定量", "m³/万元", near(f.water_value[y], 0.6, 0.9), near(f.water_value[y], 1.2, 1.5), str(f.water_value[y]), "water"),
        ("资源高效化", "reuse_rate", "工业用水重复利用率", "正向定量", "%", "93", "70", str(f.reuse_rate), "water"), ("资源高效化", "waste_rate", "一般工业固体废物综合利用率", "正向定量", "%", "100", "80", str(f.waste_rate), "waste"),
        ("生产洁净化", "advanced", "采用国家推荐目录先进技术设备数量", "正向定量", "项", "5", "1", str(rng.randrange(2, 5)), "equip"), ("生产洁净化", "project_count", "近3年年均绿色低碳改造项目数", "正向定量", "项", "3.6", "0.5", str(rnd(D(len(f.invest)) / 3, 2)), "project"), ("生产洁净化", "invest_rate", "近3年改造投资额占比", "正向定量", "%", near(f.invest_share, 1.1, 1.5), near(f.invest_share, 0.4, 0.7), str(f.invest_share), "project"),
        ("生产洁净化", "lower", "主要污染物年均排放浓度优于许可限值的最低比例", "正向定量", "%", "75", "0", str(low), "monitor"), ("产品绿色化", "design", "绿色设计典型案例", "正向定性", "—", "提供", "未提供", "提供", "product"), ("产品绿色化", "footprint", "开展碳足迹核算产品类别占比", "正向定量", "%", "100", "0", "100", "footprint"),
        ("用地集约化", "land_value", "单位用地面积产值", "正向定量", "万元/m²", near(f.land_value, 1.1, 1.6), near(f.land_value, 0.4, 0.7), str(f.land_value), "land"), ("用地集约化", "density", "建筑系数", "正向定量", "%", "60", "40", str(f.coefficient), "land"), ("用地集约化", "plot", "容积率", "正向定量", "—", "2.0", "0.5", str(f.plot_2025), "land"),
    ]  # fmt: skip
    head = [
        "一级指标",
        "序号",
        "指标",
        "类型",
        "单位",
        "引领值",
        "基准值",
        d.pick("now", ["本年度指标值", f"{y}年指标值"]),
        "证明材料",
    ]
    rows, merges, start, last = [head], [], 1, ""
    for i, (area, key, name, kind, unit, lead, base, value, ev) in enumerate(data, 1):
        if area != last and last:
            merges.append((start, 0, len(rows) - 1, 0))
            start = len(rows)
        last = area
        slot = (
            f"ind.name.alone.{key}"
            if key in ("project_count", "advanced", "lower", "footprint", "platform")
            else f"ind.name.{key}"
        )
        rows.append(
            [
                area,
                str(i),
                mk(slot, name),
                kind,
                mk(f"ind.unit.{key}", unit),
                mk(f"ind.lead.{key}", lead),
                mk(f"ind.base.{key}", base),
                mk(f"{key}.table", value),
                mk(f"ind.ev.{key}", d.evidence[ev][0]),
            ]
        )
        if kind.endswith("定量"):
            d.paper.fact(name, value, unit if unit != "—" else "", y)
    merges.append((start, 0, len(rows) - 1, 0))
    d.paper.t(rows, "评价指标表", slot="score.sum", merges=merges)


def working(d: Desk) -> None:
    """Totals and intensities, not the output value: it is kept from the printed form."""
    f, P, y = fac(d), d.paper, fac(d).year
    books.energy_table(d)
    P.p(
        f"{y}年二氧化碳排放总量{mk('co2', d.num(f.co2[y]))}t（外购电力按{mk('grid.year', f'{f.grid_year}年')}{f.province if f.local else '全国'}电力平均二氧化碳排放因子{mk('grid', str(f.grid))}kgCO2/kWh核算），取水量{mk('fresh', d.num(f.fresh[y]))}m³，重复利用水量{mk('recycled', d.num(f.recycled[y]))}m³，厂区用地面积{mk('land', d.num(f.land))}m²。",
        "verify.text",
    )
    kilo = rnd(f.energy[y] * 1000 / f.value[y], 2)
    carbon = rnd(f.co2[y] * 1000 / f.value[y], 2)
    P.p(
        f"据此计算单位产值综合能耗{mk('energy_value', str(kilo))}kgce/万元，单位产值碳排放量{mk('co2_value', str(carbon))}kgCO2/万元，单位产值取水量{mk('water_value', str(f.water_value[y]))}m³/万元，工业用水重复利用率{mk('reuse_rate', f'{f.reuse_rate}%')}，单位用地面积产值{mk('land_value', str(f.land_value))}万元/m²（{mk('implied', '产值数据见盖章报表')}）。"
    )
    books.waste(d)
    books.solar(d)
    records.projects(d)
    records.certificates(d)
    records.monitoring(d)
