"""The areas of a factory's evaluation: six in 2018, five in 2025."""

from __future__ import annotations

from collections.abc import Callable

from corpus.figures import D, rnd
from corpus.judge import books, records
from corpus.judge import factory_scores as points
from corpus.judge.blocks import mk
from corpus.judge.books import fac
from corpus.judge.desk import Desk
from corpus.judge.factory_model import Factory, sig


def areas(d: Desk, sheet: points.Sheet, level: int) -> None:
    P, L, f = d.paper, d.layout, fac(d)
    each = L.scores == "each"
    if f.edition == "2018":
        texts: dict[str, Callable[[], object]] = {
            "infra": lambda: infra(d),
            "manage": lambda: manage(d),
            "input": lambda: inputs(d),
            "product": lambda: product(d),
            "discharge": lambda: discharge(d),
            "perform": lambda: perform(d),
        }
        for key, name in points.NAMES.items():
            P.h(level, name, f"area.{key}")
            texts[key]()
            points.area_table(d, sheet, key)
            P.p(f"经评价，{name}得分为{mk(f'area.said.{key}', str(sheet['sums'][key]))}分（满分100分）。")
        if L.skeleton != "2017" or d.paper.meta["mode"] != "self":
            P.h(level, "得分汇总", "area.sum")
            points.summary_2018(d, sheet)
        return
    texts = {
        "low": lambda: (
            books.energy(d),
            P.p(books.energy_per(d), "energy_per.text"),
            books.carbon(d),
            books.solar(d),
            platform(d),
        ),
        "res": lambda: (books.materials(d), books.water(d), books.waste(d)),
        "clean": lambda: clean(d),
        "product": lambda: product(d),
        "land": lambda: books.land(d, edition="2025"),
    }
    for key, name, full in points.FIVE:
        P.h(level, name, f"area.{key}")
        texts[key]()
        if each:
            points.table_2025(d, sheet, key)
        P.p(f"{name}满分{full}分，评价得分{mk(f'area.said.{key}', str(sheet['sums'][key]))}分。")
    if not (L.skeleton == "2017" and d.paper.meta["mode"] == "self"):
        P.h(level, "得分汇总", "area.sum")
        points.table_2025(d, sheet)


def infra(d: Desk) -> None:
    P = d.paper
    P.p(
        f"厂房为{d.say('门式刚架轻钢', '钢筋混凝土框架', '钢框架')}结构，建设项目依法办理备案、环评、节能审查、施工许可和竣工验收手续；危险品仓库和危险废物贮存间独立设置，装修材料经检测符合有害物质限量要求，屋面设采光带，绿地率满足规划条件。"
    )
    P.p(
        "生产区照明全部采用LED灯具，按场所分级设计，功率密度经检测低于GB 50034规定的现行值，走廊和仓库采用声光控、分区控制。"
    )
    P.p(
        "主要专用设备符合产业政策，空压机、水泵、变压器等通用设备无国家明令淘汰型号；进出厂能源计量器具配备率100%，主要次级用能单位配备率98%以上，均在检定有效期内。污染物处理设备的设计能力大于实际产生量。"
    )


def manage(d: Desk) -> None:
    d.paper.p(
        "企业建立并运行质量、环境、职业健康安全和能源管理体系，各体系每年完成一次内部审核和管理评审，认证情况见下表。"
    )
    records.certificates(d)
    records.training(d)


def inputs(d: Desk) -> None:
    f, P = fac(d), d.paper
    books.energy(d)
    books.solar(d)
    P.p(
        f"企业按GB/T 7119开展节水管理，{f.year}年完成水平衡测试；制定采购控制程序，对主要供方每年评价一次，供方评价内容包含环保合规、有害物质和包装回收情况。"
    )
    records.projects(d)


def product(d: Desk) -> None:
    f, P = fac(d), d.paper
    P.p(
        f"{f.trade.product}按GB/T 24256的要求开展绿色设计，重点从减量化、易回收、低有害物质三个方面改进；主要材料有害物质含量经{f.lab}检测均符合要求，逐批查验供方声明。"
    )
    fp = rnd_fp(f)
    P.p(
        f"{f.year}年按GB/T 24067对{f.trade.product}开展碳足迹核算，系统边界为“从摇篮到大门”，功能单位为1{f.trade.unit}，核算结果{fp}tCO2e，未进行第三方核查；产品可回收利用率按GB/T 20862计算为{f.n.rng.randrange(82, 97)}%。"
    )


def rnd_fp(f: Factory) -> str:
    return str(sig(f.co2_per[f.year] * D("2.7"), 3))


def discharge(d: Desk) -> None:
    records.monitoring(d)
    books.waste(d)
    books.carbon(d)
    d.paper.p(f"排放数据与{d.ev('monitor', 'ghg')}一致，未发生超标和总量超限。")


def perform(d: Desk) -> None:
    books.land(d, edition="2018")
    books.materials(d)
    books.pollutants(d)
    books.water(d)
    d.paper.p(books.energy_per(d), "energy_per.text")
    if d.layout.length > 1:
        records.months(d)


def clean(d: Desk) -> None:
    f, P = fac(d), d.paper
    P.p(
        f"企业采用的{f.trade.projects[0]}、{f.trade.projects[1]}属于国家推荐的先进适用技术，主要生产设备达到国内先进水平，无淘汰工艺和设备。"
    )
    records.projects(d)
    P.p(
        f"近三年绿色低碳改造投资合计{f.invest_all}万元，同期工业总产值合计{d.num(f.value_all)}万元，投资额占比＝{f.invest_all}÷{d.num(f.value_all)}×100%＝{mk('invest_share', f'{f.invest_share}%')}。",
        "invest.text",
    )
    P.fact("绿色低碳改造升级项目投资额占比", f.invest_share, "%", f.year)
    P.p(
        f"{f.year}年化学需氧量产生量{mk('cod', str(f.cod))}t，经处理后排放量{mk('cod.out', str(f.cod_out))}t，单位产值化学需氧量排放量为{mk('cod_value', str(rnd(f.cod_out * 1000 / f.value[f.year], 4)))}kg/万元。",
        "cod.text",
    )
    records.monitoring(d)
    if d.layout.length > 1:
        records.months(d)


def platform(d: Desk) -> None:
    d.paper.p(
        "企业建有能碳管理平台，已实现能耗查询、能源消费量和强度计算、能效对标、碳排放核算等功能，其余功能正在开发。"
    )
