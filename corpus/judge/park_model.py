"""A park's books: six groups of indicators over three years, and the green index that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from corpus.figures import D, rnd
from corpus.judge.factory_model import Firm


@dataclass(frozen=True)
class Ask:
    """One indicator of the park's table: chosen ones only."""

    key: str
    group: str
    name: str
    unit: str
    lead: str
    inverse: bool = False
    evidence: str = "stat"


ASKS = [
    Ask("output_rate", "能源利用", "能源产出率", "万元/tce", "3"), Ask("renewable", "能源利用", "可再生能源使用比例", "%", "15", evidence="energy"), Ask("clean", "能源利用", "清洁能源使用率", "%", "75", evidence="energy"),
    Ask("water_rate", "资源利用", "水资源产出率", "元/m³", "1500", evidence="water"), Ask("land_rate", "资源利用", "土地资源产出率", "亿元/km²", "15", evidence="land"), Ask("solid", "资源利用", "工业固体废弃物综合利用率", "%", "95", evidence="waste"),
    Ask("reuse", "资源利用", "工业用水重复利用率", "%", "90", evidence="water"), Ask("recycled_water", "资源利用", "中水回用率", "%", "30", evidence="water"), Ask("scrap", "资源利用", "再生资源回收利用率", "%", "80", evidence="waste"),
    Ask("sewage_plant", "基础设施", "污水集中处理设施", "—", "具备", evidence="infra"), Ask("green_building", "基础设施", "新建工业建筑中绿色建筑比例", "%", "30", evidence="infra"), Ask("bus", "基础设施", "节能与新能源公交车比例", "%", "30", evidence="infra"),
    Ask("hightech", "产业", "高新技术产业产值占园区工业总产值比例", "%", "30"), Ask("green_industry", "产业", "绿色产业增加值占园区工业增加值比例", "%", "30"), Ask("per_head", "产业", "人均工业增加值", "万元/人", "15"),
    Ask("disposal", "生态环境", "工业固体废弃物（含危废）处置利用率", "%", "100", evidence="waste"), Ask("carbon_cut", "生态环境", "万元工业增加值碳排放量消减率", "%", "3", evidence="energy"), Ask("drain", "生态环境", "单位工业增加值废水排放量", "t/万元", "5", True, "water"),
    Ask("elastic", "生态环境", "主要污染物弹性系数", "—", "0.3", True, "monitor"), Ask("air", "生态环境", "园区空气质量优良率", "%", "80", evidence="monitor"), Ask("green_cover", "生态环境", "绿化覆盖率", "%", "30", evidence="land"),
    Ask("standards", "运行管理", "绿色园区标准体系完善程度", "—", "完善", evidence="plan"), Ask("planned", "运行管理", "编制绿色园区发展规划", "—", "是", evidence="plan"), Ask("portal", "运行管理", "绿色园区信息平台完善程度", "—", "完善", evidence="platform"),
]  # fmt: skip
GROUPS = ["能源利用", "资源利用", "基础设施", "产业", "生态环境", "运行管理"]
# The operands' figures: iav/energy, iav/water, iav/land …; the rest are drawn and rise to the lead value.


class Park(Firm):
    """Three years of one park."""

    def __init__(self, seed: str, index: int, year: int) -> None:
        super().__init__(seed, index, "", year + 1)
        rng = self.n.rng
        self.year, self.years = year, [year - 2, year - 1, year]
        sort = rng.choice(["工业园区", "经济开发区", "产业转移工业园", "高新技术产业园区"])
        self.name = f"{self.county[:-1]}{self.mark}{sort}"
        self.short = f"{self.mark}园区"
        self.committee = f"{self.name}管理委员会"
        self.code = self.n.code(self.area, "12")
        self.park = self.mark + "大道"
        self.road = f"{rng.randrange(1, 90)}号"
        self.address = f"{self.province}{self.city}{self.county}{self.mark}大道{self.road}"
        self.fields = rng.sample(["电子信息", "先进材料", "机械装备", "食品饮料", "家居建材", "生物医药", "水经济"], 3)
        self.firms = rng.randrange(80, 260)
        self.area_km = rnd(D(str(rng.uniform(6, 16))), 2)
        base = D(str(rng.uniform(62, 150)))  # 亿元
        grow = [D(1), D(str(round(rng.uniform(1.05, 1.09), 3))), D(str(round(rng.uniform(1.10, 1.18), 3)))]
        self.iav = {y: rnd(base * g, 2) for y, g in zip(self.years, grow, strict=True)}
        self.gdp = {y: rnd(v / D(str(rng.uniform(0.62, 0.82))), 2) for y, v in self.iav.items()}
        self.gross = {y: rnd(v * D("4.1"), 2) for y, v in self.iav.items()}
        rate = [D(str(round(rng.uniform(a, b), 3))) for a, b in ((2.2, 2.4), (2.45, 2.55), (2.6, 2.9))]
        self.energy = {y: rnd(v * 10000 / r, 0) for (y, v), r in zip(self.iav.items(), rate, strict=True)}
        water = [D(rng.randrange(a, b)) for a, b in ((1060, 1150), (1160, 1240), (1250, 1460))]
        self.fresh = {y: rnd(v * 10000 / r, 2) for (y, v), r in zip(self.iav.items(), water, strict=True)}  # 万m³
        site = base / D(str(round(rng.uniform(11.6, 12.4), 2)))
        self.land = {y: rnd(site * k, 2) for y, k in zip(self.years, (D(1), D("1.004"), D("1.01")), strict=True)}
        self.heads = {y: rnd(v * 10000 / D(str(rng.uniform(11, 14.5))), 0) for y, v in self.iav.items()}
        first = D(str(round(rng.uniform(0.7, 1.1), 4)))
        second = first * D(str(round(rng.uniform(0.972, 0.979), 4)))
        carbon = [first, second, second * D(str(round(rng.uniform(0.972, 0.979), 4)))]
        self.carbon = {y: rnd(v * c, 2) for (y, v), c in zip(self.iav.items(), carbon, strict=True)}  # 万t
        self.sewage = {y: rnd(v * D(str(rng.uniform(5.1, 5.9))), 2) for y, v in self.iav.items()}  # 万t
        self.values: dict[str, dict[int, str]] = {}
        for ask in ASKS:
            self.values[ask.key] = {y: self._value(ask, y, i) for i, y in enumerate(self.years)}
        self.ratio = {y: {a.key: self._ratio(a, self.values[a.key][y]) for a in ASKS} for y in self.years}
        self.index = {y: rnd(sum(r.values(), D(0)) / len(ASKS) * 100, 2) for y, r in self.ratio.items()}
        self.part_share = {y: rnd(self.iav[y] / self.gdp[y] * 100, 2) for y in self.years}
        self.total = self.index[year]
        self.count_green = rng.randrange(6, 18)

    def _value(self, ask: Ask, y: int, i: int) -> str:
        iav = self.iav[y]
        made = {
            "output_rate": lambda: rnd(iav * 10000 / self.energy[y], 2), "water_rate": lambda: rnd(iav * 10000 / self.fresh[y], 2), "land_rate": lambda: rnd(iav / self.land[y], 2),
            "per_head": lambda: rnd(iav * 10000 / self.heads[y], 2), "drain": lambda: rnd(self.sewage[y] / iav, 2), "carbon_cut": lambda: self._cut(y),
        }  # fmt: skip
        if ask.key in made:
            return str(made[ask.key]())
        if not ask.lead.replace(".", "").isdigit():
            return ask.lead
        rng = self.n.rng
        if ask.key == "elastic":
            return str(rnd(D(str(rng.uniform(0.31, 0.42))) - D("0.005") * i, 2))
        if ask.key == "disposal":
            return "100"
        part = D(str(rng.uniform(0.8, 0.9))) + D("0.03") * i
        return str(rnd(D(ask.lead) * part, 2))

    def _cut(self, y: int) -> Decimal:
        """The fall of carbon per value added against the year before; the first year's is given."""
        if y == self.years[0]:
            return D("2.31")
        now, then = self.carbon[y] / self.iav[y], self.carbon[y - 1] / self.iav[y - 1]
        return rnd((then - now) / then * 100, 2)

    @staticmethod
    def _ratio(ask: Ask, value: str) -> Decimal:
        if not ask.lead.replace(".", "").isdigit():
            return D("1.0000")
        ratio = D(ask.lead) / D(value) if ask.inverse else D(value) / D(ask.lead)
        return rnd(ratio, 4)
