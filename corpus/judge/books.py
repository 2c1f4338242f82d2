"""What a factory's report tells of its figures: activity, energy, carbon, water, waste, land, projects, monitoring."""

from __future__ import annotations

from typing import cast

from corpus.figures import D, rnd
from corpus.judge.blocks import mk
from corpus.judge.desk import Desk, Row
from corpus.judge.factory_model import COAL, LABEL, PER_COAL, Factory


def fac(d: Desk) -> Factory:
    return cast(Factory, d.firm)


def subject(d: Desk, level: int, *, heads: bool = True) -> None:
    """Profile, products, process, equipment, and the past years' figures."""
    f, P, y = fac(d), d.paper, fac(d).year
    t = f.trade
    if heads:
        P.h(level, d.pick("s1", ["企业简介", "基本信息", "工厂概况"]), "subject.profile")
    P.p(
        f"{f.name}（以下简称“{f.short}”，曾用名：{f.former}，{f.founded.year + 4}年更为现名）成立于{d.days(f.founded)}，位于{f.city}{f.county}{f.park}{mk('site.road', f.road)}，注册资本{d.num(f.capital)}万元，"
        f"法定代表人{mk('legal', f.legal)}，从事{t.product}的研发、生产和销售。厂区占地面积{mk('land', d.num(f.land))}平方米，{y}年末从业人员{f.staff[y]}人，产品主要供应{t.sale}，主要客户包括{f.n.rng.choice(['佛山', '中山', '厦门', '长沙', '东莞'])}{f.n.rng.choice(['嘉润达', '盛和泰', '中联佳', '恒盛源'])}{t.buyers[0]}等。",
        "subject.text",
    )
    P.p(d.say(
        f"公司以“少投入、少排放、可循环”为原则组织生产，近年来持续开展{t.projects[0]}、{t.projects[1]}等技术改造，{y - 1}年获评市级绿色工厂，并通过了清洁生产审核验收。",
        f"{y - 2}年以来，公司把能耗、水耗和固体废物指标分解到车间班组，先后完成{t.projects[0]}、{t.projects[2]}等项目，于{y - 1}年通过清洁生产审核验收，获得市级绿色工厂称号。",
    ))  # fmt: skip
    rows: list[Row] = [
        ("工业总产值", "万元", {k: mk("value" if k == y else f"value.{y - k}", d.num(f.value[k])) for k in f.years}),
        (
            f"{t.product}产量",
            t.unit,
            {k: mk("output" if k == y else f"output.{y - k}", d.num(f.output[k])) for k in f.years},
        ),
        ("从业人员", "人", {k: str(f.staff[k]) for k in f.years}),
    ]
    d.years(
        d.pick("activity-title", ["近三年生产经营情况", "主要经营指标", "近三年产值和产量"]), rows, "activity", f.years
    )
    for k in f.years:
        P.fact("工业总产值", d.num(f.value[k]), "万元", k)
        P.fact("产量", d.num(f.output[k]), t.unit, k)
    P.p(
        f"{y}年实现工业总产值{d.num(f.value[y])}万元，较上年增长{mk('growth', f'{f.growth[y]}%')}；{y - 1}年增长{f.growth[y - 1]}%，生产经营状况良好。",
        "growth.text",
    )
    if heads:
        P.h(level, d.pick("s2", ["生产工艺", "工艺流程与产品", "主要产品及生产工艺"]), "subject.process")
    P.p(
        f"{t.product}生产的主要工序为：{'→'.join(t.steps)}。其中{t.steps[1]}、{t.steps[3]}和{t.steps[5]}是主要用能工序，{t.steps[-2]}前设质量控制点。各工序产生的{t.fumes}集中收集处理后排放。"
    )
    from corpus.judge.blocks import Block

    P.blocks.append(
        Block(
            "picture",
            data=list(t.steps),
            caption=d.pick("fig", ["图1 生产工艺流程图", "图 1  工艺流程", "图1-1 工艺流程示意图"]),
        )
    )
    if heads:
        P.h(level, d.pick("s3", ["主要设备", "主要生产设备"]), "subject.machines")
    head = ["序号", "设备名称", "规格型号", "数量（台套）", "单台功率/kW"]
    P.t(
        [head] + [[str(i), n, m, str(q), f"{kw:g}"] for i, (n, m, q, kw) in enumerate(t.machines, 1)],
        "主要生产设备",
        slot="machines",
    )
    P.p(
        f"对照国家明令淘汰目录核查，上述设备不属于淘汰设备；空压机、水泵、风机和变压器能效等级均达到2级及以上，厂内设{mk('kva', str(2500 if f.use['elec'][y] < 1200 else 8000))}kVA变压器供电系统一套。"
    )


def energy_table(d: Desk) -> None:
    """Physical use × coefficient = coal equivalent, and the total."""
    f, P, y = fac(d), d.paper, fac(d).year
    order = d.pick(
        "energy-order",
        [
            ("name", "unit", "use", "factor", "coal"),
            ("name", "use", "unit", "factor", "coal"),
            ("name", "factor", "unit", "use", "coal"),
            ("name", "coal", "use", "unit", "factor"),
        ],
    )
    head = {
        "name": "能源种类",
        "unit": "计量单位",
        "use": f"{y}年消费量",
        "factor": "折标准煤系数",
        "coal": d.pick("coal-head", ["折标煤量（tce）", "折标准煤/tce", "标准煤量（吨标准煤）"]),
    }
    rows = [[head[c] for c in order]]
    for k in f.keys:
        cell = {
            "name": LABEL[k][0],
            "unit": LABEL[k][1],
            "use": mk(f"use.{k}", d.num(f.use[k][y])),
            "factor": f"{COAL[k]} {PER_COAL[k]}",
            "coal": mk(f"coal.{k}", d.num(f.coal[k][y])),
        }
        rows.append([cell[c] for c in order])
        P.fact(LABEL[k][0].split("（")[0], d.num(f.use[k][y]), LABEL[k][1], y)
    total = {
        "name": d.pick("sum-word", ["合计", "综合能源消费量（当量值）", "总计"]),
        "unit": "—",
        "use": "—",
        "factor": "—",
        "coal": mk("energy.sum", d.num(f.energy[y])),
    }
    rows.append([total[c] for c in order])
    P.t(rows, f"{y}年能源消费及折标情况", slot="energy")
    P.fact("综合能源消费量", d.num(f.energy[y]), "tce", y, basis="当量")


def energy(d: Desk) -> None:
    """Consumption, coal equivalent, total and intensities of the year; the years before."""
    f, P, y = fac(d), d.paper, fac(d).year
    P.p(
        f"能源消费种类为{'、'.join(LABEL[k][0] for k in f.keys)}，统计期为{mk('period', f'{y}年1月1日至{y}年12月31日')}，统计边界为厂区内主要生产、辅助生产和附属生产系统，不含食堂、宿舍等生活用能和原料用能；折标系数执行GB/T 2589-2020，电力按当量值折算。",
        "boundary",
    )
    energy_table(d)
    word = d.pick("energy-word", ["综合能源消费量", "综合能耗", "综合能源消费总量"])
    P.p(
        f"{y}年{word}（当量值）为{mk('energy', d.num(f.energy[y]))}tce；如按{f.eq_factor}tce/万kWh的等价系数折算，{word}（等价值）为{mk('energy.eq', d.num(f.energy_eq[y]))}tce。除特别说明外，本报告能耗指标均采用当量值。",
        "energy.text",
    )
    if d.layout.length > 1 or d.pick("mix", [True, False]):
        shares = [(LABEL[k][0], rnd(f.coal[k][y] / f.energy[y] * 100, 2)) for k in f.keys]
        P.t(
            [["能源种类", "折标煤占比（%）"]] + [[n, mk(f"share.{i}", str(s))] for i, (n, s) in enumerate(shares)],
            f"{y}年能源消费结构",
            slot="shares",
        )
    rows3: list[Row] = [
        (f"{word}", "tce", {k: mk("energy.row" if k == y else f"energy.{y - k}", d.num(f.energy[k])) for k in f.years})
    ]
    rows3.append(
        (
            "单位产品综合能耗",
            f.energy_unit,
            {k: mk("energy_per.row" if k == y else f"energy_per.{y - k}", str(f.energy_per[k])) for k in f.years},
        )
    )
    rows3.append(
        (
            "单位产值综合能耗",
            "tce/万元",
            {k: mk("energy_value.row" if k == y else f"energy_value.{y - k}", str(f.energy_value[k])) for k in f.years},
        )
    )
    d.years(d.pick("energy3", ["近三年能耗指标", "近三年能源消费变化"]), rows3, "energy3", f.years)
    for k in f.years[:-1]:
        P.fact("综合能源消费量", d.num(f.energy[k]), "tce", k)
        P.fact("单位产品综合能耗", f.energy_per[k], f.energy_unit, k)


def energy_per(d: Desk) -> str:
    """The intensity by product, worked out in the words of the layout."""
    f, y = fac(d), fac(d).year
    d.paper.fact("单位产品综合能耗", f.energy_per[y], f.energy_unit, y)
    times = "×1000" if f.kilo else ""
    return d.pick("calc", [
        f"单位产品综合能耗＝综合能源消费量÷产品产量＝{mk('energy.op', d.num(f.energy[y]))}tce{times}÷{d.num(f.output[y])}{f.trade.unit}＝{mk('energy_per', str(f.energy_per[y]))}{f.energy_unit}。",
        f"{y}年综合能源消费量{mk('energy.op', d.num(f.energy[y]))}tce、产量{d.num(f.output[y])}{f.trade.unit}，折算单位产品综合能耗为{mk('energy_per', str(f.energy_per[y]))}{f.energy_unit}。",
    ])  # fmt: skip


def carbon(d: Desk) -> None:
    f, P, y = fac(d), d.paper, fac(d).year
    which = f"{f.province}" if f.local else "全国"
    P.p(
        f"温室气体排放按GB/T 32150核算，核算边界与能耗边界一致，仅含二氧化碳。外购电力采用生态环境部、国家统计局发布的{mk('grid.year', f'{f.grid_year}年')}{which}电力平均二氧化碳排放因子{mk('grid', str(f.grid))}kgCO2/kWh，光伏自发自用电力不计排放。",
        "carbon.text",
    )
    rows = [["排放源", "活动水平", "单位", "排放因子", "排放量（tCO2）"]]
    unit = {"elec": "tCO2/万kWh", "gas": "tCO2/万m³", "diesel": "tCO2/t", "steam": "tCO2/GJ"}
    for k in f.co2_rows:
        rows.append(
            [
                LABEL[k][0],
                d.num(f.use[k][y]),
                LABEL[k][1],
                f"{f.factors[k]} {unit[k]}",
                mk(f"co2.{k}", d.num(f.co2_rows[k][y])),
            ]
        )
    rows.append(["合计", "—", "—", "—", mk("co2.sum", d.num(f.co2[y]))])
    P.t(rows, f"{y}年二氧化碳排放核算", slot="carbon")
    P.fact("碳排放总量", d.num(f.co2[y]), "tCO2", y)
    P.p(
        f"{y}年二氧化碳排放总量{mk('co2', d.num(f.co2[y]))}t，单位产品碳排放量{mk('co2_per', str(f.co2_per[y]))}tCO2/{f.trade.unit}，单位产值碳排放量{mk('co2_value', str(f.co2_value[y]))}tCO2/万元。"
    )
    P.fact("单位产品碳排放量", f.co2_per[y], f"tCO2/{f.trade.unit}", y)
    P.fact("单位产值碳排放量", f.co2_value[y], "tCO2/万元", y)


def solar(d: Desk) -> None:
    f, y = fac(d), fac(d).year
    hours = D(f.n.rng.randrange(960, 1120))
    capacity = rnd(f.use["pv"][y] * 10000 / hours, 0)
    d.paper.p(
        f"厂房屋面建有分布式光伏，装机容量{mk('pv.capacity', str(capacity))}kWp，{y}年发电{mk('pv.year', d.num(f.use['pv'][y]))}万kWh，全部自发自用。可再生能源利用率＝{d.num(f.coal['pv'][y])}÷{d.num(f.energy[y])}×100%＝{mk('green_power', f'{f.green_power}%')}。",
        "pv.text",
    )
    d.paper.fact("可再生能源利用率", f.green_power, "%", y)


def water(d: Desk) -> None:
    f, P, y = fac(d), d.paper, fac(d).year
    rows: list[Row] = [
        ("新鲜水取水量", "m³", {k: mk("fresh" if k == y else f"fresh.{y - k}", d.num(f.fresh[k])) for k in f.years}),
        (
            "重复利用水量",
            "m³",
            {k: mk("recycled" if k == y else f"recycled.{y - k}", d.num(f.recycled[k])) for k in f.years},
        ),
    ]
    d.years(d.pick("water3", ["近三年用水情况", "取水量与重复利用水量"]), rows, "water3", f.years)
    P.fact("取水量", d.num(f.fresh[y]), "m³", y)
    P.p(
        f"{y}年单位产品取水量{mk('water_per', str(f.water_per[y]))}m³/{f.trade.unit}，单位产值取水量{mk('water_value', str(f.water_value[y]))}m³/万元；工业用水重复利用率＝{d.num(f.recycled[y])}÷（{d.num(f.fresh[y])}＋{d.num(f.recycled[y])}）×100%＝{mk('reuse_rate', f'{f.reuse_rate}%')}。",
        "water.text",
    )
    P.fact("单位产品取水量", f.water_per[y], f"m³/{f.trade.unit}", y)
    P.fact("单位产值取水量", f.water_value[y], "m³/万元", y)
    P.fact("工业用水重复利用率", f.reuse_rate, "%", y)
    lost = f.fresh[y] - f.drained[y]
    rows2 = [
        ["项目", f"{y}年水量（m³）"],
        ["取水量", mk("balance.in", d.num(f.fresh[y]))],
        ["生产耗散及产品带走", mk("balance.lost", d.num(lost))],
        ["外排废水", mk("balance.out", d.num(f.drained[y]))],
    ]
    P.t(rows2, "水平衡（取水量＝耗水量＋排水量）", slot="balance")
    P.p(
        f"废水经厂内处理后部分回用：{y}年废水产生量{mk('sewage', d.num(f.sewage[y]))}m³，回用{mk('reused', d.num(f.reused[y]))}m³，外排{mk('drained', d.num(f.drained[y]))}m³，废水处理回用率＝{d.num(f.reused[y])}÷（{d.num(f.reused[y])}＋{d.num(f.drained[y])}）×100%＝{mk('sewage_reuse', f'{f.sewage_reuse}%')}。",
        "sewage.text",
    )
    P.fact("废水处理回用率", f.sewage_reuse, "%", y)


def waste(d: Desk) -> None:
    f, P, y = fac(d), d.paper, fac(d).year
    rows = [["一般工业固体废物", "产生量（t）", "综合利用量（t）", "利用去向"]]
    for i, (name, made, used, route) in enumerate(f.waste):
        rows.append([name, mk(f"waste.{i}", d.num(made)), mk(f"waste.used.{i}", d.num(used)), route])
    rows.append(["合计", mk("waste.sum", d.num(f.waste_made)), mk("waste.used", d.num(f.waste_used)), "—"])
    P.t(rows, f"{y}年一般工业固体废物产生与利用", slot="waste")
    P.p(
        f"{y}年一般工业固体废物产生量{d.num(f.waste_made)}t，综合利用量{d.num(f.waste_used)}t，综合利用率为{mk('waste_rate', f'{f.waste_rate}%')}，其余由环卫部门清运。",
        "waste.text",
    )
    P.fact("一般工业固体废物综合利用率", f.waste_rate, "%", y)
    lines = "、".join(f"{n}{q}t" for n, q in f.hazards)
    P.p(
        f"危险废物{lines}，分类贮存于符合GB 18597-2023要求的危险废物贮存间，委托{f.carrier}转移处置，转移联单齐全，合规处置率100%。"
    )


def land(d: Desk, *, edition: str) -> None:
    f, P, y = fac(d), d.paper, fac(d).year
    P.t(
        [
            ["项目", "面积（m²）"],
            ["厂区用地面积", mk("land.row", d.num(f.land))],
            ["建筑物占地面积", d.num(f.footprint)],
            ["构筑物占地面积", d.num(f.structures)],
            ["露天堆场占地面积", d.num(f.yard)],
            ["总建筑面积（计容）", d.num(f.floor)],
            ["构筑物计容面积", d.num(f.struct_floor)],
        ],
        "用地和建筑面积",
        slot="land",
    )
    if edition == "2018":
        P.p(
            f"容积率＝（{d.num(f.floor)}＋{d.num(f.struct_floor)}）÷{d.num(f.land)}＝{mk('plot', str(f.plot))}；建筑密度＝（{d.num(f.footprint)}＋{d.num(f.structures)}）÷{d.num(f.land)}×100%＝{mk('density', f'{f.density}%')}。",
            "land.text",
        )
        P.fact("容积率", f.plot, "", y)
        P.fact("建筑密度", f.density, "%", y)
    else:
        P.p(
            f"容积率＝{d.num(f.floor)}÷{d.num(f.land)}＝{mk('plot', str(f.plot_2025))}；建筑系数＝（{d.num(f.footprint)}＋{d.num(f.structures)}＋{d.num(f.yard)}）÷{d.num(f.land)}×100%＝{mk('density', f'{f.coefficient}%')}。",
            "land.text",
        )
        P.fact("容积率", f.plot_2025, "", y)
        P.fact("建筑系数", f.coefficient, "%", y)
    mu = rnd(f.value[y] / (f.land / D("666.67")), 1)
    P.p(
        f"单位用地面积产值＝{d.num(f.value[y])}万元÷{d.num(f.land)}m²＝{mk('land_value', str(f.land_value))}万元/m²（约合{mu}万元/亩）。",
        "land_value.text",
    )
    P.fact("单位用地面积产值", f.land_value, "万元/m²", y)


def materials(d: Desk) -> None:
    f, P, y = fac(d), d.paper, fac(d).year
    rows = [["主要原材料", f"{y}年用量（t）", "是否绿色物料"]]
    rows += [[n, mk(f"material.{i}", d.num(q)), "是" if g else "否"] for i, (n, q, g) in enumerate(f.material)]
    rows.append(["合计", mk("material.sum", d.num(f.material_all)), "—"])
    P.t(rows, f"{y}年主要原材料消耗", slot="materials")
    P.p(
        f"绿色物料使用率＝{d.num(f.green_used)}÷{d.num(f.material_all)}×100%＝{mk('green_rate', f'{f.green_rate}%')}；单位产品主要原材料（{f.main_material[0]}）消耗量＝{d.num(f.main_material[1])}t÷{d.num(f.output[y])}{f.trade.unit}＝{mk('material_per', str(f.material_per))}t/{f.trade.unit}。",
        "material.text",
    )
    P.fact("绿色物料使用率", f.green_rate, "%", y)
    P.fact("单位产品主要原材料消耗量", f.material_per, f"t/{f.trade.unit}", y)


def pollutants(d: Desk) -> None:
    f, P, y = fac(d), d.paper, fac(d).year
    rows = [
        ["项目", "数值", "单位"],
        [f"{y}年化学需氧量产生量", mk("cod", str(f.cod)), "t"],
        [f"{y}年化学需氧量排放量", mk("cod.out", str(f.cod_out)), "t"],
        [f"{y}年废气产生量", mk("fume", d.num(f.fume)), "万m³"],
        [f"{y}年废水产生量", mk("sewage.row", d.num(f.sewage[y])), "m³"],
    ]
    P.t(rows, "主要污染物、废气、废水产生情况", slot="pollutants")
    P.p(
        f"单位产品主要污染物（化学需氧量）产生量＝{f.cod}×1000÷{d.num(f.output[y])}＝{mk('cod_per', str(f.cod_per))}kg/{f.trade.unit}；单位产品废气产生量＝{d.num(f.fume)}×10000÷{d.num(f.output[y])}＝{mk('fume_per', str(f.fume_per))}m³/{f.trade.unit}；单位产品废水产生量＝{d.num(f.sewage[y])}÷{d.num(f.output[y])}＝{mk('sewage_per', str(f.sewage_per))}t/{f.trade.unit}。",
        "pollutants.text",
    )
    P.fact("单位产品主要污染物产生量", f.cod_per, f"kg/{f.trade.unit}", y)
    P.fact("单位产品废气产生量", f.fume_per, f"m³/{f.trade.unit}", y)
    P.fact("单位产品废水产生量", f.sewage_per, f"t/{f.trade.unit}", y)
