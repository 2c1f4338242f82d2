"""Random tables as Chinese reports print them, each with the matrix a reader sees. Nothing here knows the reader."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["ruled", "merged", "long", "open-sided", "rotated", "filled", "three-line", "borderless"]
KINDS: tuple[Kind, ...] = ("ruled", "merged", "long", "open-sided", "rotated", "filled", "three-line", "borderless")
Align = Literal["left", "center", "right"]

_ITEMS = [
    "电力",
    "天然气",
    "柴油",
    "外购蒸汽",
    "新鲜水",
    "原煤",
    "汽油",
    "液化石油气",
    "生物质颗粒",
    "光伏发电",
    "废边角料",
    "污泥",
    "废机油",
    "氨氮",
    "颗粒物",
    "二氧化硫",
    "非甲烷总烃",
    "一般工业固体废物",
    "危险废物",
    "单位产品综合能耗",
    "单位产品取水量",
    "水的重复利用率",
    "容积率",
    "建筑密度",
    "废水回用率",
    "空压机",
    "循环水泵",
    "注塑机",
    "冷却塔",
    "变压器",
    "甲产品",
    "乙产品",
    "氧化锆陶瓷",
    "再生铜杆",
    "聚丙烯粒子",
]
_LONG = (
    "能源计量器具已按计划送检，检定证书均在有效期内",
    "部分用于制砖，其余委托有资质的单位处置并签订合同",
    "由供电部门按月结算，抄表数据与财务凭证一致",
    "执行《大气污染物综合排放标准》二级标准限值",
    "已建立管理体系并通过第三方认证，每年开展内部审核",
    "采用一级能效电机替换原有设备，年节电约12.6万kWh",
    "数据来源于生产统计台账和能源计量器具读数",
)
_HEADS = [
    "项目",
    "名称",
    "计量单位",
    "2022年",
    "2023年",
    "2024年",
    "实物量",
    "折标系数",
    "折标煤",
    "限值",
    "实测值",
    "结论",
    "备注",
    "数据来源",
    "评价依据",
    "基准值",
    "引领值",
]
_UNITS = ["t", "kWh", "m³", "tce/万元", "mg/L", "万元", "%", "kg/t", "台", "mg/m³", "GJ", "m²"]
_SHORT = ["达到", "符合", "—", "未检出", "/", "合格", "是", "否"]
_SUBJECTS = [
    "能源消费情况",
    "主要产品产量",
    "污染物排放监测结果",
    "固体废物产生及处置",
    "绩效指标",
    "主要用能设备",
    "近三年经营情况",
]
_GROUPS = ["废水", "废气", "噪声", "固体废物", "能源", "资源", "基础设施", "产品"]
PROSE = (
    "本项目依托企业现有生产条件，对照评价通则逐条核查，数据来源于生产统计台账和能源计量器具读数，经现场抽样核对后采用。",
    "其中外购电力由供电部门结算，天然气由燃气公司结算，新鲜水取自市政管网，三项合计占综合能耗的95.2%。",
    "企业近三年未发生安全、环保、质量事故，不在失信被执行人名单中，查询日期为评价当日，截图见附件。",
)


@dataclass(slots=True)
class Spec:
    """One table. `rows` repeat the text of merged cells; `merged` are (first row, first column, last row, last column).

    `widths` are shares of the text width, `padding` and `size` points; `line` is the CSS style of its borders."""

    kind: Kind
    rows: list[list[str]]
    aligns: list[Align]
    widths: list[float]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    header_rows: int = 1
    repeat_header: bool = False
    caption: str = ""
    caption_below: bool = False
    unit_note: str = ""
    size: float = 10.0
    padding: float = 3.0
    line: str = "solid"
    thickness: float = 0.5
    bold_header: bool = False
    before: str = ""


def make_spec(kind: Kind, number: int, chance: random.Random) -> Spec:
    """A table of a kind; `number` stands in its caption."""
    columns = chance.randint(3, 7)
    kinds = [
        "name",
        *(chance.choice(("number", "number", "number", "unit", "short", "long")) for _ in range(columns - 1)),
    ]
    rows = chance.randint(26, 90) if kind == "long" else chance.randint(3, 9)
    table = [_header(columns, chance), *(_row(kinds, chance) for _ in range(rows))]
    spec = Spec(kind, table, [_align(k, chance) for k in kinds], _widths(kinds, chance))
    spec.size = chance.choice((9.0, 10.0, 10.5, 12.0))
    spec.padding = chance.choice((1.5, 3.0, 4.5))
    spec.bold_header = chance.random() < 0.4
    spec.repeat_header = kind == "long" and chance.random() < 0.5
    spec.before = chance.choice(PROSE)
    place = chance.choice(("above", "above", "above", "below", "none"))
    if place != "none":
        spec.caption, spec.caption_below = f"表{number} {chance.choice(_SUBJECTS)}", place == "below"
    if chance.random() < 0.25:
        spec.unit_note = chance.choice(("单位：万元", "单位：t", "（单位：tce）"))
    if kind in ("ruled", "merged", "long", "rotated"):
        spec.line = chance.choice(("solid", "solid", "solid", "dashed", "dotted", "double"))
        spec.thickness = chance.choice((0.5, 0.75, 1.0, 1.5, 2.25)) if spec.line != "double" else 2.25
    if kind == "merged":
        _merge(spec, chance)
    elif kind in ("three-line", "borderless") and chance.random() < 0.25:
        _two_levels(spec, chance)
    return spec


def _header(columns: int, chance: random.Random) -> list[str]:
    return ["项目", *chance.sample(_HEADS[1:], columns - 1)]


def _row(kinds: list[str], chance: random.Random) -> list[str]:
    return [_cell(kind, chance) for kind in kinds]


def _cell(kind: str, chance: random.Random) -> str:
    if kind == "name":
        return chance.choice(_ITEMS)
    if chance.random() < 0.06:
        return ""
    if kind == "number":
        value = chance.choice((chance.uniform(0, 1), chance.uniform(1, 100), chance.uniform(100, 99999)))
        form = chance.choice(("{:.2f}", "{:.4f}", "{:,.1f}", "{:.0f}", "{:.1f}%"))
        return form.format(value)
    if kind == "unit":
        return chance.choice(_UNITS)
    if kind == "short":
        return chance.choice(_SHORT)
    return chance.choice(_LONG) if chance.random() < 0.7 else chance.choice(_SHORT)


def _align(kind: str, chance: random.Random) -> Align:
    if kind == "number":
        return chance.choice(("right", "right", "center", "center", "left"))
    if kind == "long":
        return "left"
    return chance.choice(("left", "center"))


def _widths(kinds: list[str], chance: random.Random) -> list[float]:
    shares = {"name": 1.5, "long": 2.2, "number": 1.0, "unit": 0.9, "short": 0.9}
    raw = [shares[k] * chance.uniform(0.9, 1.3) for k in kinds]
    return [w / sum(raw) for w in raw]


def _merge(spec: Spec, chance: random.Random) -> None:
    """A group column merged downwards, a two-level header, now and then a total over several columns."""
    if chance.random() < 0.6:
        _two_levels(spec, chance)
    top, bottom = spec.header_rows, len(spec.rows) - 1
    row = top
    groups = chance.sample(_GROUPS, len(_GROUPS))
    while row <= bottom and groups:
        last = min(bottom, row + chance.randint(0, 3))
        _set(spec, (row, 0, last, 0), groups.pop())
        row = last + 1
    if len(spec.rows[0]) >= 4 and chance.random() < 0.5:
        spec.rows.append(["", "", *_row(["number"] * (len(spec.rows[0]) - 2), chance)])
        _set(spec, (len(spec.rows) - 1, 0, len(spec.rows) - 1, 1), "合计")


def _two_levels(spec: Spec, chance: random.Random) -> None:
    """A header of two rows: a name over two or three columns, the other names merged downwards."""
    columns = len(spec.rows[0])
    first = chance.randint(1, columns - 2)
    last = min(columns - 1, first + chance.randint(1, 2))
    names = spec.rows[0]
    spec.rows.insert(1, list(names))
    spec.header_rows = 2
    upper = chance.choice(("排放浓度", "报告期", "消费量", "评价结果"))
    for column in range(columns):
        if column < first or column > last:
            _set(spec, (0, column, 1, column), names[column])
    _set(spec, (0, first, 0, last), upper)


def _set(spec: Spec, area: tuple[int, int, int, int], text: str) -> None:
    r0, c0, r1, c1 = area
    for row in range(r0, r1 + 1):
        for column in range(c0, c1 + 1):
            spec.rows[row][column] = text
    if r1 > r0 or c1 > c0:
        spec.merged.append(area)


def starts(spec: Spec) -> list[tuple[int, int, int, int]]:
    """Every cell as (first row, first column, last row, last column), top to bottom, left to right."""
    covered = {(r, c) for r0, c0, r1, c1 in spec.merged for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
    cells = [(r, c, r, c) for r in range(len(spec.rows)) for c in range(len(spec.rows[0])) if (r, c) not in covered]
    return sorted([*cells, *spec.merged])
