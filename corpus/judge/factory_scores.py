"""Score tables of a factory: items by area in 2018, the five-part table with lead and base values in 2025."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from corpus.figures import D, rnd
from corpus.judge.blocks import mk
from corpus.judge.books import fac
from corpus.judge.desk import Desk

Sheet = dict[str, Any]
"""Points by area, their rows, sums and total."""

Item = tuple[str, bool, int, str]
AREAS: list[tuple[str, str, int, list[Item]]] = [
    ("infra", "基础设施", 20, [("建筑符合国家和地方法律法规，新改扩建执行节能审查、“三同时”和用地控制指标", True, 18, "land"), ("建筑装修材料有害物质限量达标", True, 8, "building"), ("危险品仓库、废弃物处理间等独立设置", True, 10, "building"), ("建筑节材、节水、绿化及可再生能源利用", False, 8, "building"), ("多层厂房或立体仓储", False, 6, "building"), ("照明功率密度符合GB 50034现行值", True, 8, "building"), ("不同场所照明分级设计", True, 6, "building"), ("利用自然光", False, 4, "building"), ("节能灯及分区、定时自动调光", False, 4, "building"), ("专用设备符合产业准入要求", True, 6, "equip"), ("通用设备达到能效限定值且无明令淘汰设备", True, 8, "equip"), ("计量器具按GB 17167、GB/T 24789配备并分类计量", True, 6, "meter"), ("污染物处理设备处理能力匹配", True, 4, "monitor"), ("通用设备能效达到2级及以上", False, 4, "equip")]),
    ("manage", "管理体系", 15, [("质量管理体系（GB/T 19001）", True, 18, "systems"), ("职业健康安全管理体系（GB/T 45001）", True, 18, "systems"), ("环境管理体系（GB/T 24001）", True, 18, "systems"), ("能源管理体系（GB/T 23331）", True, 18, "systems"), ("四体系通过第三方认证", False, 16, "systems"), ("每年发布社会责任报告", False, 12, "social")]),
    ("input", "能源与资源投入", 15, [("优化用能结构，减少不可再生能源投入", True, 20, "energy"), ("使用可再生能源、清洁能源", False, 12, "energy"), ("余热余压利用、能源管理中心建设", False, 10, "project"), ("按GB/T 7119开展节水评价和用水管理", True, 18, "water"), ("减少原材料特别是有害物质的使用", True, 14, "material"), ("采购控制与供方评价", True, 16, "purchase"), ("向供方提出环境信息要求", False, 10, "purchase")]),
    ("product", "产品", 10, [("生产符合绿色产品要求的产品", True, 24, "product"), ("有害物质减量或替代", True, 24, "product"), ("按GB/T 24256开展生态设计", False, 14, "product"), ("产品节能性能、能效水平", False, 12, "product"), ("核算产品碳足迹", False, 14, "footprint"), ("可回收利用率计算（GB/T 20862）", False, 12, "product")]),
    ("discharge", "环境排放", 10, [("大气污染物排放达标并满足总量要求", True, 20, "monitor"), ("水体污染物排放达标", True, 20, "monitor"), ("固体废物按GB 18599、GB 18597管理", True, 20, "waste"), ("厂界噪声符合GB 12348", True, 14, "monitor"), ("按GB/T 32150核算并报告温室气体排放", True, 14, "ghg"), ("温室气体第三方核查并公布", False, 12, "ghg")]),
]  # fmt: skip
WEIGHT = {"infra": 20, "manage": 15, "input": 15, "product": 10, "discharge": 10, "perform": 30}
NAMES = {a[0]: a[1] for a in AREAS} | {"perform": "绩效"}


def performance(d: Desk) -> list[dict[str, str]]:
    """The indicators of performance: value, unit, benchmark and its source, full and given points."""
    f, y = fac(d), fac(d).year
    rng = f.n.rng
    u = f.trade.unit

    def worse(v: Decimal, up: bool) -> str:
        factor = D(str(rng.uniform(1.08, 1.22))) if up else D(str(rng.uniform(0.78, 0.92)))
        return str(rnd(v * factor, max(0, -int(v.as_tuple().exponent))))

    industry = f"{f.trade.name[:8]}行业对标数据（{y}年）平均值"
    plan = "《工业项目建设用地控制指标》（自然资发〔2023〕72号）"
    data = [
        ("plot", "容积率", f.plot, "", "0.8" if f.plot >= D("0.8") else "0.7", plan, 6, "land"),
        ("density", "建筑密度", f.density, "%", "30", plan, 6, "land"),
        (
            "land_value",
            "单位用地面积产值",
            f.land_value,
            "万元/m²",
            worse(f.land_value, False),
            f"{f.city}{y - 1}年制造业平均值",
            8,
            "land",
        ),
        ("green_rate", "绿色物料使用率", f.green_rate, "%", worse(f.green_rate, False), industry, 8, "material"),
        ("cod_per", "单位产品主要污染物产生量", f.cod_per, f"kg/{u}", worse(f.cod_per, True), industry, 8, "monitor"),
        ("fume_per", "单位产品废气产生量", f.fume_per, f"m³/{u}", worse(f.fume_per, True), industry, 7, "monitor"),
        ("sewage_per", "单位产品废水产生量", f.sewage_per, f"t/{u}", worse(f.sewage_per, True), industry, 7, "water"),
        (
            "material_per",
            "单位产品主要原材料消耗量",
            f.material_per,
            f"t/{u}",
            worse(f.material_per, True),
            industry,
            9,
            "material",
        ),
        ("waste_rate", "工业固体废物综合利用率", f.waste_rate, "%", "65", "绿色工厂评价指标表", 10, "waste"),
        ("sewage_reuse", "废水处理回用率", f.sewage_reuse, "%", worse(f.sewage_reuse, False), industry, 9, "water"),
        (
            "energy_per",
            "单位产品综合能耗",
            f.energy_per[y],
            f.energy_unit,
            worse(f.energy_per[y], True),
            industry,
            12,
            "energy",
        ),
        ("co2_per", "单位产品碳排放量", f.co2_per[y], f"tCO2/{u}", worse(f.co2_per[y], True), industry, 10, "ghg"),
    ]
    rows = []
    for key, name, value, unit, bench, source, full, ev in data:
        score = full - (rng.randrange(0, 3) if full > 6 else 0)
        rows.append(
            {
                "key": key,
                "name": name,
                "value": str(value),
                "unit": unit,
                "bench": bench,
                "source": source,
                "full": str(full),
                "score": str(score),
                "ev": ev,
            }
        )
    return rows


def scores_2018(d: Desk) -> Sheet:
    """Every area's items with their points, the areas' sums, and the weighted total."""
    rng = fac(d).n.rng
    sheet: Sheet = {}
    sums: dict[str, int] = {}
    for key, _, _, items in AREAS:
        given = []
        for name, must, full, ev in items:
            got = full if must else max(0, full - rng.randrange(0, full // 2 + 1))
            if "第三方核查" in name:
                got = 0
            given.append((name, must, full, got, ev))
        sheet[key] = given
        sums[key] = sum(g[3] for g in given)
    sheet["perform"] = performance(d)
    sums["perform"] = sum(int(r["score"]) for r in performance_rows(sheet))
    weighted = {k: rnd(D(sums[k]) * WEIGHT[k] / 100, 2) for k in WEIGHT}
    sheet["sums"], sheet["weighted"], sheet["total"] = sums, weighted, sum(weighted.values(), D(0))
    return sheet


def performance_rows(sheet: Sheet) -> list[dict[str, str]]:
    return sheet["perform"]


def area_table(d: Desk, sheet: Sheet, key: str) -> None:
    P = d.paper
    if key == "perform":
        columns = d.pick("perf-cols", [
            ["指标", "指标值", "单位", "基准值", "基准来源", "满分", "得分", "证明材料索引"],
            ["序号", "评价指标", "单位", "基准值", "指标值", "满分", "得分", "基准值来源", "证明材料"],
            ["指标名称", "单位", "本年度指标值", "对标值及来源", "分值", "得分", "证据索引"],
        ])  # fmt: skip
        rows = [list(columns)]
        for i, r in enumerate(performance_rows(sheet), 1):
            k = r["key"]
            cell = {
                "序号": str(i),
                "单位": mk(f"ind.unit.{k}", r["unit"] or "—"),
                "基准值": mk(f"ind.bench.{k}", r["bench"]),
                "满分": r["full"],
                "分值": r["full"],
                "得分": mk(f"ind.score.{k}", r["score"]),
            }
            for h in ("指标", "评价指标", "指标名称"):
                cell[h] = mk(f"ind.name.{k}", r["name"])
            for h in ("指标值", "本年度指标值"):
                cell[h] = mk(f"{k}.table", r["value"])
            for h in ("基准来源", "基准值来源"):
                cell[h] = mk(f"ind.source.{k}", r["source"])
            cell["对标值及来源"] = f"{mk(f'ind.bench.{k}', r['bench'])}（{mk(f'ind.source.{k}', r['source'])}）"
            for h in ("证明材料索引", "证明材料", "证据索引"):
                cell[h] = mk(f"ind.ev.{k}", d.evidence[r["ev"]][0])
            rows.append([cell[h] for h in columns])
        total = {
            columns[0]: "合计",
            "满分": "100",
            "分值": "100",
            "得分": mk("area.sum.perform", str(sheet["sums"]["perform"])),
        }
        rows.append([total.get(h, "—") for h in columns])
        P.t(rows, f"{d.firm.n.rng.choice(['绩效指标评价表', '绩效指标得分'])}", slot="score.perform")
        return
    columns = d.pick(
        "area-cols",
        [
            ["评价内容", "类型", "满分", "得分", "证明材料索引"],
            ["序号", "评价要求", "必选/可选", "分值", "评分", "证明材料"],
            ["评价项目", "要求类型", "得分", "满分", "证据"],
        ],
    )
    rows = [list(columns)]
    for i, (name, must, full, got, ev) in enumerate(sheet[key], 1):
        cell = {"序号": str(i)}
        for h in columns:
            if h in ("评价内容", "评价要求", "评价项目"):
                cell[h] = mk(f"item.{key}.{i}", name)
            elif h in ("类型", "必选/可选", "要求类型"):
                cell[h] = "必选" if must else "可选"
            elif h in ("满分", "分值"):
                cell[h] = str(full)
            elif h in ("得分", "评分"):
                cell[h] = mk(f"points.{key}.{i}", str(got))
            elif h != "序号":
                cell[h] = mk("evidence.ref", d.evidence[ev][0])
        rows.append([cell[h] for h in columns])
    last = {columns[0]: "合计"}
    for h in columns:
        if h in ("满分", "分值"):
            last[h] = "100"
        if h in ("得分", "评分"):
            last[h] = mk(f"area.sum.{key}", str(sheet["sums"][key]))
    rows.append([last.get(h, "—") for h in columns])
    P.t(rows, f"{NAMES[key]}评分表", slot=f"score.{key}")


def summary_2018(d: Desk, sheet: Sheet) -> None:
    head = d.pick(
        "sum-cols",
        [["一级指标", "满分", "得分", "权重", "加权得分"], ["评价方面", "权重", "得分（百分制）", "加权得分"]],
    )
    rows = [list(head)]
    for k, w in WEIGHT.items():
        cell = {
            "一级指标": NAMES[k],
            "评价方面": NAMES[k],
            "满分": "100",
            "权重": f"{w}%",
            "加权得分": mk(f"weighted.{k}", str(sheet["weighted"][k])),
        }
        cell["得分"] = cell["得分（百分制）"] = mk(f"area.again.{k}", str(sheet["sums"][k]))
        rows.append([cell[h] for h in head])
    last = {head[0]: "合计", "权重": "100%", "加权得分": mk("total.table", str(sheet["total"]))}
    rows.append([last.get(h, "—") for h in head])
    d.paper.t(rows, d.pick("sum-title", ["得分汇总", "评价得分汇总表"]), slot="score.sum")
    d.paper.fact("综合得分", sheet["total"], "分", fac(d).year)


def rows_2025(d: Desk) -> list[dict[str, str]]:
    """The fourteen indicators with lead and base value and the score the straight line gives."""
    f, y = fac(d), fac(d).year
    rng = f.n.rng

    def near(v: Decimal, low: float, high: float) -> Decimal:
        return rnd(v * D(str(rng.uniform(low, high))), max(0, -int(v.as_tuple().exponent)))

    industry, leader = f"行业对标调查（{y}年）平均值", f"行业对标调查（{y}年）前5%"
    number = D(rng.randrange(4, 8))
    cod = rnd(f.cod_out * 1000 / f.value[y], 4)
    data = [
        (
            "low",
            "energy_value",
            "能源消耗强度（单位产值综合能耗）",
            "逆向定量",
            f.energy_value[y],
            "tce/万元",
            8,
            "energy",
        ),
        ("low", "co2_value", "碳排放强度（单位产值碳排放量）", "逆向定量", f.co2_value[y], "tCO2/万元", 8, "ghg"),
        ("low", "green_power", "可再生能源利用率", "正向定量", f.green_power, "%", 8, "energy"),
        ("low", "platform", "能碳管理系统平台功能符合数量", "正向定量", number, "项", 6, "platform"),
        (
            "res",
            "material_per",
            "原材料消耗强度（单位产品主要原材料消耗量）",
            "逆向定量",
            f.material_per,
            f"t/{f.trade.unit}",
            8,
            "material",
        ),
        ("res", "water_value", "取水强度（单位产值取水量）", "逆向定量", f.water_value[y], "m³/万元", 8, "water"),
        ("res", "reuse_rate", "工业用水重复利用率", "正向定量", f.reuse_rate, "%", 8, "water"),
        ("res", "waste_rate", "一般工业固体废物综合利用率", "正向定量", f.waste_rate, "%", 6, "waste"),
        ("clean", "process", "生产工艺和设备先进性", "正向定性", None, "", 6, "equip"),
        ("clean", "invest_share", "绿色低碳改造升级项目投资额占比", "正向定量", f.invest_share, "%", 4, "project"),
        ("clean", "cod_value", "主要污染物排放强度（化学需氧量）", "逆向定量", cod, "kg/万元", 6, "monitor"),
        ("product", "design", "绿色设计", "正向定性", None, "", 8, "product"),
        ("product", "footprint", "产品碳足迹", "正向定性", None, "", 8, "footprint"),
        ("land", "land_value", "土地产出率（单位用地面积产值）", "正向定量", f.land_value, "万元/m²", 8, "land"),
    ]
    rows = []
    for area, key, name, kind, value, unit, full, ev in data:
        row = {
            "area": area,
            "key": key,
            "name": name,
            "kind": kind,
            "unit": unit or "—",
            "full": str(full),
            "ev": ev,
            "source": f"引领值：{leader}；基准值：{industry}",
        }
        if value is None:
            row |= {
                "value": "已开展",
                "lead": "开展",
                "base": "未开展",
                "score": str(full),
                "source": "GB/T 36132-2025",
            }
        else:
            if key == "platform":
                lead, base = D(8), D(0)
                row["source"] = "GB/T 36132-2025"
            elif kind == "逆向定量":
                lead, base = near(value, 0.7, 0.93), near(value, 1.15, 1.5)
            elif unit == "%" and value > 80:
                lead, base = (
                    min(D(100), rnd(value + D(str(rng.uniform(0.3, 3))), 1)),
                    rnd(value - D(str(rng.uniform(8, 15))), 1),
                )
            else:
                lead, base = near(value, 1.05, 1.4), near(value, 0.4, 0.8)
            part = (value - base) / (lead - base)
            row |= {
                "value": str(value),
                "lead": str(lead),
                "base": str(base),
                "score": str(rnd(full * max(D(0), min(D(1), part)), 2)),
            }
        rows.append(row)
    return rows


FIVE = [
    ("low", "能源低碳化", 30),
    ("res", "资源高效化", 30),
    ("clean", "生产洁净化", 16),
    ("product", "产品绿色化", 16),
    ("land", "用地集约化", 8),
]


def sheet_2025(d: Desk) -> Sheet:
    rows = rows_2025(d)
    sums = {k: sum((D(r["score"]) for r in rows if r["area"] == k), D(0)) for k, _, _ in FIVE}
    return {"rows": rows, "sums": sums, "total": sum(sums.values(), D(0))}


def table_2025(d: Desk, sheet: Sheet, only: str = "") -> None:
    """The score table whole (first column merged), or one area's."""
    columns = d.pick("cols25", [
        ["一级指标", "序号", "二级指标", "指标类型", "单位", "引领值", "基准值", "指标值", "满分", "得分", "证明材料索引"],
        ["一级指标", "二级指标", "单位", "指标值", "基准值", "引领值", "分值", "得分", "引领值、基准值来源", "证明材料"],
        ["一级指标", "二级指标", "单位", "引领值", "基准值", "分值", "指标值", "得分", "证明材料"],
    ])  # fmt: skip
    used = [c for c in columns if not (only and c == "一级指标")]
    rows, merges, n = [list(used)], [], 0
    for key, title, full in FIVE:
        start = len(rows)
        for r in sheet["rows"]:
            if r["area"] != key:
                continue
            n += 1
            if only and only != key:
                continue
            k = r["key"]
            cell = {
                "一级指标": f"{title}（{full}分）",
                "序号": str(n),
                "二级指标": mk(f"ind.name.{k}", r["name"]),
                "指标类型": r["kind"],
                "单位": mk(f"ind.unit.{k}", r["unit"]),
                "引领值": mk(f"ind.lead.{k}", r["lead"]),
                "基准值": mk(f"ind.base.{k}", r["base"]),
                "指标值": mk(f"{k}.table", r["value"]),
                "得分": mk(f"ind.score.{k}", r["score"]),
            }
            cell["满分"] = cell["分值"] = r["full"]
            cell["引领值、基准值来源"] = mk(f"ind.source.{k}", r["source"])
            cell["证明材料索引"] = cell["证明材料"] = mk(f"ind.ev.{k}", d.evidence[r["ev"]][0])
            rows.append([cell[c] for c in used])
        if not only and len(rows) > start + 1:
            merges.append((start, 0, len(rows) - 1, 0))
    last = {used[0]: "合计"}
    whole = sheet["sums"][only] if only else sheet["total"]
    full_all = dict((k, w) for k, _, w in FIVE)[only] if only else 100
    last |= {
        "满分": str(full_all),
        "分值": str(full_all),
        "得分": mk(f"area.sum.{only}" if only else "total.table", str(whole)),
    }
    rows.append([last.get(c, "—") for c in used])
    title = dict((k, t) for k, t, _ in FIVE).get(only, "绿色工厂评价指标")
    d.paper.t(rows, f"{title}评分表", slot=f"score.{only or 'sum'}", merges=merges)
    if "引领值、基准值来源" not in used:
        d.paper.p(
            f"注：定量指标的引领值取行业对标调查（{fac(d).year}年）前5%水平，基准值取行业平均水平；平台功能符合数量的引领值和基准值取自GB/T 36132-2025。",
            f"ind.note.{only}",
            size=10.5,
        )
    if not only:
        d.paper.fact("综合得分", sheet["total"], "分", fac(d).year)
