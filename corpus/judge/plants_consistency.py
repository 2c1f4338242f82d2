"""Plants of family C: statements and figures that contradict each other."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from corpus.figures import D
from corpus.judge.blocks import mk
from corpus.judge.case import Case, Plant, defect, digits, like, number

Found = dict[str, Any] | None
CONFLICTS = ("energy.again", "fresh.again", "co2.again", "energy_per.again", "waste_rate.again", "co2_value.again", "total.said", "low_share.again", "supplier.again", "output_rate.again")  # fmt: skip


def c401(c: Case) -> Found:
    hit = c.any_of(CONFLICTS[:6] + CONFLICTS[7:])
    if hit is None:
        return None
    slot, spot = hit
    big = c.rng.random() < 0.5
    factor = D(str(round(c.rng.uniform(1.06, 1.2), 3))) if big else D("1.012")
    new = like(spot.text, number(spot.text) / factor)
    if new == spot.text:
        return None
    c.put(slot, new, spot)
    return defect("C401", digits(new), "同一指标前后不一", "plain" if big else "subtle", also=["A301"])


def c402(c: Case) -> Found:
    spot = c.spot("conclude.name")
    if spot is None:
        return None
    name = spot.text
    mark = c.firm.mark
    new = name.replace(mark, mark[:-1] + c.rng.choice("锋铭昌盈达"), 1) if mark in name else name[:2] + "新" + name[2:]
    c.put("conclude.name", new)
    return defect("C402", new, "结论中的名称与封面不同", also=["R901"])


def _other(text: str, at: int) -> str:
    return text[:at] + ("3" if text[at] != "3" else "7") + text[at + 1 :]


def c403(c: Case) -> Found:
    spot = c.spot("code.again")
    if spot is None:
        return None
    new = _other(spot.text, 7)
    c.put("code.again", new)
    return defect("C403", new, "信用代码与基本信息表不一", also=["N501", "N502"])


def c404(c: Case) -> Found:
    slots = [s for s in sorted(c.paper.slots()) if re.fullmatch(r"basic\.\d", s)]
    if not slots or not c.paper.spots("conclude.basic"):
        return None
    slot = c.rng.choice(slots)
    if c.paper.spots(slot)[0].row < 0:
        block = c.paper.blocks[c.paper.spots(slot)[0].block]
        block.text = re.sub(r"，见[^⟦]*.*$", f"，{mk(slot, '不符合')}该项要求。", block.text)
    else:
        c.put(slot, "不符合")
    return defect("C404", "不符合", "有一项判不符合，结论仍称全部符合", also=["I207"], may=["P707"])


def c405(c: Case) -> Found:
    hit = c.any_of([s for s in sorted(c.paper.slots()) if s.startswith("ind.ev.")] + ["evidence.ref"])
    if hit is None:
        return None
    slot, spot = hit
    new = re.sub(r"\d+", str(c.rng.randrange(41, 60)), spot.text, count=1)
    spots = c.paper.spots(slot)
    if slot == "evidence.ref":
        spot = c.rng.choice(spots)
        text = c.paper.get(spot)
        new = re.sub(r"\d+", str(c.rng.randrange(41, 60)), spot.text, count=1)
        c.paper.put(spot, text.replace(mk("evidence.ref", spot.text), mk("evidence.ref", new), 1))
    else:
        c.put(slot, new)
    return defect("C405", new, "证明材料清单中无此编号", also=["S109", "S107"])


def c406(c: Case) -> Found:
    spot = c.spot("period")
    if spot is None:
        return None
    y = int(spot.text[:4])
    new = spot.text.replace(str(y), str(y - 1))
    c.put("period", new)
    return defect("C406", new[:9], "统计期与数据年度不一", also=["T604"])


def c407(c: Case) -> Found:
    if c.paper.spots("land") and c.paper.spots("land.row") and c.rng.random() < 0.4:
        spot = c.paper.spots("land")[0]
        new = like(spot.text, number(spot.text) * D("1.15"))
        c.put("land", new, spot)
        return defect("C407", digits(new), "占地面积前后不一", also=["C401", "A301"])
    spots = c.paper.spots("site.road")
    if not spots:
        return None
    new = c.rng.choice(["凤凰大道", "金鼎路", "迎宾三路"]) + f"{c.rng.randrange(200, 400)}号"
    c.put("site.road", new, spots[-1])
    return defect("C407", new, "地址与基本信息表不一")


def c408(c: Case) -> Found:
    if c.rng.random() < 0.5:
        spot = c.spot("cert.scope")
        if spot is None:
            return None
        new = c.rng.choice(["不锈钢水槽", "汽车轮毂", "防火涂料", "童车玩具"])
        c.put("cert.scope", new)
        return defect("C408", new, "认证范围不含本企业产品", "subtle", also=["R901"])
    if c.spot("cert.holder") is None:
        return None
    new = c.rng.choice(["佛山", "长沙", "厦门"]) + c.rng.choice(["昊谦", "珞盈", "钛宸"]) + "实业有限公司"
    c.put("cert.holder", new)
    return defect("C408", new, "证书主体不是本企业", also=["R901", "C402"])


def c410(c: Case) -> Found:
    spot = c.spot("point.0")
    if spot is None or not spot.text.endswith("DA001"):
        return None
    new = spot.text[:-1] + c.rng.choice("3579")
    c.put("point.0", new)
    return defect("C410", new[-5:], "监测表与采样记录的点位编号不一", "subtle")


def c411(c: Case) -> Found:
    i = c.rng.randrange(4)
    value, limit = c.spot(f"measured.{i}"), c.spot(f"limit.{i}")
    if value is None or limit is None:
        return None
    new = like(value.text, Decimal(limit.text) * D(str(round(c.rng.uniform(1.05, 1.3), 3))))
    c.put(f"measured.{i}", new)
    return defect("C411", new, "超过限值仍称达标")


PLANTS: list[tuple[str, str, Plant]] = [
    ("C401", "again", c401), ("C402", "name", c402), ("C403", "code", c403), ("C404", "basic", c404), ("C405", "evidence-index", c405), ("C406", "boundary", c406), ("C407", "site", c407), ("C408", "certificate", c408), ("C410", "points", c410), ("C411", "measured", c411),
]  # fmt: skip
