"""How well organisations and their roles are read: invented names of every kind in sentences and tables of many styles.

    python -m benchmarks.names [--seed N] [--wrong] [--half practice|held-out]

The grammar was mended by the errors of the `practice` half, once by those of the `held-out` half, and never by those of
`fresh`: other characters and trades in all sentences. A name counts as found when its text and place are right; its role is
counted apart.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.name_sentences import INVENTED, SENTENCES, TABLES
from report_kit.checklist.classifications import divisions
from report_kit.document.model import Block, Document, FileInfo
from report_kit.facts import form, names

T = TypeVar("T")
HALVES = ("practice", "held-out", "fresh")
_SLOT = re.compile(r"\{(\w+):([\w-]+)\}")
_REPORTS = 60
_MARKS = (
    "泓渊钰岑砾澜骏衡岭沐宸昱璟煊晔峻嵘铎铠锐镓琛珩瑾瑜瀚溢涵沣漾森楠榕桦栖桐禾穗稷粟芮芃茗莆蕴薇翎翊翰骅骋驰鹏鹭鸿鲲"
    "弘毅诚信达隆昌盛兴旺顺通泰安恒久远创新智汇联合众力天地海川岳峰星辰光明启航腾飞三和平祥为华经纬益至善以琳容"
)
_TRADES = (
    "精密机械|新材料|电子科技|环保科技|五金制品|塑料制品|纸品包装|印刷|化工|涂料|热能|燃气|供应链管理|物流|再生资源|固废处置|危险废物处理|家具|陶瓷|"
    "纺织|食品|生物科技|农业发展|汽车零部件|模具|仪器仪表|自动化设备|节能服务|电力工程|建设工程|软件|信息技术|玻璃|钢结构|铝业|铜业|矿业|建材|"
    "商贸|贸易|进出口|实业|投资|控股|机电设备|制冷设备|环境工程|水务|气体|石化|光伏|新能源|锂电|磁材|线缆|电线电缆|橡塑|日化|香精香料|饲料|粮油"
)
_FRESH_MARKS = (
    "卓越辉煌伟博雅颂圣源丰泽玖纳欣荣裕康健嘉美佳怡宝金银鑫铭锦绣祺瑞祥禄福寿喜庆春晖旭阳晨曦霖露霏霜雪梅兰竹菊松柏枫榆"
    "君仁义礼德广厚正直宏图伟业志远道合格物致知行思敏捷勤奋进取精诚合同心协经和为至以有"
)
_FRESH_TRADES = (
    "传感器|连接器|电容器|变压器|电梯|消防器材|门窗|幕墙|办公用品|文具|钟表|珠宝|眼镜|雨具|箱包皮具|渔具|自行车|摩托车配件|船舶|航空器材|雷达|激光|打印耗材|显示|"
    "键盘|音响|耳机|充电桩|储能|氢能|生物质能源|颗粒燃料|有机肥|园艺|兽药|宠物用品|调味品|豆制品|肉类加工|冷链物流|跨境电商|人力资源|会展|测绘|地质勘查|爆破工程|拆迁|保洁"
)


@dataclass
class Told:
    """A name put into a document: its role and where it stands."""

    text: str
    role: str
    block: str
    row: int | None = None
    column: int | None = None

    @property
    def key(self) -> tuple[str, str, int | None, int | None]:
        return self.text, self.block, self.row, self.column


@dataclass
class Sheet:
    """One document with its told names."""

    document: Document
    told: list[Told] = field(default_factory=list)


class Names:
    """Draws invented names; the halves share no 字号 and no trade."""

    def __init__(self, seed: int, half: str) -> None:
        self.rng = random.Random(f"{seed}-{half}")
        odd = HALVES.index(half)
        self.marks = sorted(set(_FRESH_MARKS if odd == 2 else _MARKS))[odd % 2 :: 2]
        self.trades = _FRESH_TRADES.split("|") if odd == 2 else _TRADES.split("|")[odd::2]
        table = divisions()
        self.places = [*table.cities.values(), *table.counties.values()]
        self.provinces = [p.short for p in table.provinces.values()]

    def place(self) -> str:
        name = self.rng.choice(self.places)
        if self.rng.random() < 0.4 and len(name) > 3:
            name = re.sub(r"(?:市|县|区)$", "", name)
        if self.rng.random() < 0.15:
            name = self.rng.choice(self.provinces)
        return name

    def mark(self) -> str:
        if self.rng.random() < 0.05:
            return self.rng.choice(["TCL", "ABB", "K2", "3D", "E", "SK"]) + self.rng.choice(self.marks)
        return "".join(self.rng.sample(self.marks, self.rng.choice([2, 2, 2, 2, 3])))

    def make(self, kind: str) -> str:
        """A name of one kind, by the patterns of `INVENTED`."""
        pattern = self.rng.choice(INVENTED[kind])
        while "<" in pattern:
            pattern = re.sub(r"<(\w+)>", lambda m: self._part(m[1]), pattern, count=1)
        return pattern

    def _part(self, part: str) -> str:
        if part == "trade":
            return self.rng.choice(self.trades)
        if part == "p":
            return self.rng.choice([self.place(), "", self.place()])
        return {"place": self.place, "mark": self.mark, "company": lambda: self.make("company")}[part]()


def sheet(seed: int, half: str) -> Sheet:
    """A report with a form, sentences and tables, and every organisation in it."""
    draw = Names(seed, half)
    subject, agency = draw.make("company"), draw.make("agency")
    odd = HALVES.index(half)
    blocks = [
        Block("b1", "paragraph", "绿色工厂评价报告"),
        Block("b2", "table", rows=[["企业名称", subject], ["第三方评价机构", agency], ["联系人", "陈"], ["电话", "1"], ["邮箱", "a"]]),
        Block("b3", "heading", "概述", level=1),
    ]  # fmt: skip
    result = Sheet(Document(FileInfo("invented.docx", "", "docx"), blocks))
    result.told += [Told(subject, "subject", "b2", 0, 1), Told(agency, "agency", "b2", 1, 1)]

    def fill(pattern: str, block: str, row: int | None = None, column: int | None = None) -> str:
        def one(slot: re.Match[str]) -> str:
            kind, role = slot[1], slot[2]
            name = {"subject": subject, "agency": agency}.get(kind) or draw.make(kind)
            result.told.append(Told(name, role, block, row, column))
            return name

        return _SLOT.sub(one, pattern)

    for pattern in draw.rng.sample(_of_half(SENTENCES, odd), 24):
        id = f"b{len(blocks) + 1}"
        blocks.append(Block(id, "paragraph", fill(pattern, id)))
    for heads, body, rows, caption in draw.rng.sample(_of_half(TABLES, odd), 5):
        id = f"b{len(blocks) + 1}"
        table = [[fill(cell, id, r, c) for c, cell in enumerate(body)] for r in range(1, rows + 1)]
        blocks.append(Block(id, "table", rows=[heads, *table], header_rows=1, caption=caption))
    return result


def _of_half(everything: list[T], odd: int) -> list[T]:
    return everything if odd == 2 else everything[odd::2]


@dataclass
class Score:
    """Counts of one half; `wrong` holds what went wrong, in words."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    roles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[str] = field(default_factory=list)


def measure(seed: int, half: str, reports: int = _REPORTS) -> Score:
    """Names found in `reports` documents of one half."""
    score = Score()
    for n in range(reports):
        made = sheet(seed * 1000 + n, half)
        text = {b.id: b.text for b in made.document.blocks}
        got: dict[tuple[str, str, int | None, int | None], str] = {}
        for name in names.extract(made.document, form.extract(made.document)[0]):
            got.setdefault((name.text, name.place.block, name.place.row, name.place.column), name.role)
        want = {told.key: told.role for told in made.told}
        for key, role in want.items():
            group = role if role in ("subject", "agency") else "others"
            if key not in got:
                score.missed[group] += 1
                beside = [k[0] for k in got if k[1:] == key[1:] and k not in want]
                score.wrong.append(f"missed {key[0]} ({role}), found {beside} in {text[key[1]]}")
                continue
            score.right[group] += 1
            score.roles[role][got[key]] += 1
            if got[key] != role:
                score.wrong.append(f"role {key[0]}: {got[key]} for {role} in {text[key[1]]}")
        for key, role in got.items():
            if key not in want:
                score.extra[role if role in ("subject", "agency") else "others"] += 1
                score.wrong.append(f"extra {key[0]} ({role}) in {text[key[1]]}")
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--wrong", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    for half in [options.half] if options.half else HALVES:
        score = measure(options.seed, half)
        print(f"{half}:")
        for group in ("subject", "agency", "others"):
            right, missed, extra = score.right[group], score.missed[group], score.extra[group]
            print(
                f"  {group:8} precision {right / max(1, right + extra):.3f}  recall {right / max(1, right + missed):.3f}"
                f"  ({right} right, {missed} missed, {extra} extra)"
            )
        for role, as_read in sorted(score.roles.items()):
            total = sum(as_read.values())
            others = ", ".join(f"{r} {n}" for r, n in as_read.most_common() if r != role)
            print(f"  role {role:10} {as_read[role] / total:.3f} of {total}  {others}")
        if options.wrong:
            print("\n".join(score.wrong))


if __name__ == "__main__":
    main()
