"""Plants of families S and I: what is missing, hollow, out of order, left over or unanswered."""

from __future__ import annotations

import re
from typing import Any

from corpus.judge.blocks import plain
from corpus.judge.case import Case, Plant, defect

Found = dict[str, Any] | None


def s101(c: Case) -> Found:
    options = ["cover.date", "cover.agency"] if c.third else ["cover.date"]
    slot = c.rng.choice(options)
    if not c.drop(slot):
        return None
    return defect(
        "S101",
        "日期" if slot == "cover.date" else "机构",
        "封面缺日期" if slot == "cover.date" else "封面缺第三方机构名称",
    )


def s102(c: Case) -> Found:
    keys = ["factory_address", "industry", "legal_person", "contact", "contact_phone"]
    if c.third:
        keys += ["agency_address", "agency_legal_person", "compiler", "compiler_phone", "main_products"]
    hit = c.any_of([f"form.{k}" for k in keys])
    if hit is None:
        return None
    slot, spot = hit
    label = c.paper.spots("label." + slot[5:])
    c.put(slot, "", spot)
    return defect("S102", label[0].text, "基本信息表该栏空白")


def s103(c: Case) -> Found:
    options = ["suggestions", "verification", "problems", "conclusion"] if c.third else ["suggestions"]
    if c.kind == "park" and c.third:
        options = ["suggestions", "highlights", "problems", "practice"]
    slot = c.rng.choice([o for o in options if c.paper.chapter(o)] or [""])
    title = c.drop_chapter(slot) if slot else ""
    return defect("S103", _core(title), f"缺“{title}”章", also=["S104"]) if title else None


def _core(title: str) -> str:
    for word in ("建议", "结论", "数据", "问题", "亮点", "做法", "下一步工作", "复核", "资质"):
        if word in title:
            return word
    return title


def s104(c: Case) -> Found:
    span, head = c.paper.chapter("suggestions"), c.paper.chapter("process") or c.paper.chapter("content")
    if span is None or head is None or c.paper.blocks[span[0]].level != 1 or head[0] > span[0]:
        return None
    moved = c.paper.blocks[span[0] : span[1]]
    del c.paper.blocks[span[0] : span[1]]
    c.paper.blocks[head[0] : head[0]] = moved
    return defect("S104", moved[0].text, "该章提前到评价过程之前")


def s105(c: Case) -> Found:
    slot = c.rng.choice(["suggestions", "problems"])
    span = c.paper.chapter(slot)
    if span is None:
        return None
    title = plain(c.paper.blocks[span[0]].text)
    del c.paper.blocks[span[0] + 1 : span[1]]
    return defect("S105", title, "有标题无内容", also=["S103"])


def s106(c: Case) -> Found:
    if c.rng.random() < 0.6:
        return defect("S106", "承诺", "缺承诺及签章", also=["S103"]) if c.drop_chapter("promise") else None
    if not c.drop("promise.sign"):
        return None
    c.drop("promise.date")
    return defect("S106", "签", "承诺之后缺签字盖章栏", "subtle")


def s107(c: Case) -> Found:
    keys = [k for k in ("eia", "permit") if c.paper.spots(f"evidence.{k}")]
    if not keys:
        return None
    key = c.rng.choice(keys)
    if not (c.drop(f"evidence.line.{key}") or c.drop_row(f"evidence.{key}")):
        return None
    return defect("S107", {"eia": "环评", "permit": "排污许可"}[key], "证明材料清单缺该项")


def s108(c: Case) -> Found:
    where = c.rng.choice(["suggestions.text", "growth.text", "step.documents.text", "conclusion.text", "verify.text"])
    words = c.rng.choice(
        [
            "（此处补充××项目的实施情况）",
            "本段内容请在100字以内说明。",
            "{{ enterprise.short_name }}",
            "作为AI语言模型，我无法核实上述数据。",
            "**综上所述**",
            "XX公司承担了相关工作。",
            "本节至少应包含节能改造情况。",
            "错误!未找到引用源。",
        ]
    )
    if not c.append(where, words):
        return None
    quote = {
        "（": "××",
        "本段": "请在100字以内",
        "{{": "{{",
        "作": "作为AI",
        "**": "**综上所述**",
        "XX": "XX公司",
        "本节": "至少应包含",
        "错": "未找到引用源",
    }
    return defect("S108", next(q for k, q in quote.items() if words.startswith(k)), "占位或残留文字", "plain")


def s109(c: Case) -> Found:
    where = c.rng.choice(["growth.text", "suggestions.text", "verify.text", "conclusion.text"])
    n = c.rng.randrange(61, 90)
    kind = c.rng.choice(["表", "图"])
    return (
        defect("S109", f"{kind}{n}", f"引用的{kind}{n}不存在", also=["C405"])
        if c.append(where, f"有关情况详见{kind}{n}。")
        else None
    )


def s110(c: Case) -> Found:
    spot = c.spot("form.highlight")
    if spot is None or not c.third:
        return None
    more = "企业建立了覆盖全过程的能源管理制度，持续优化用能结构和工艺参数，加强原辅材料精细化管理，推进包装循环利用，开展供应商绿色协同，组织全员节能降碳竞赛，近三年单位产品能耗、水耗和碳排放均持续下降，固体废物分类利用水平位居当地同行前列。"
    c.put("form.highlight", spot.text + more)
    return defect("S110", spot.text[:14], f"亮点{len(spot.text + more)}字，超过100字")


def s111(c: Case) -> Found:
    old = {
        "std.energy": "GB/T 2589-2008",
        "std.trade": "GB/T 4754-2011",
        "std.waste": "GB 18597-2001",
        "cert.std.2": "GB/T 28001-2011",
        "cert.std.1": "GB/T 24001-2004",
    }
    hit = c.any_of(list(old))
    if hit is None:
        return None
    c.put(hit[0], old[hit[0]], hit[1])
    return defect("S111", old[hit[0]], "引用已被代替的标准")


VETO_WORDS = {3: "动态调整", 4: "督查", 5: "节能监察", 6: "失信"}


def s112(c: Case) -> Found:
    n = c.rng.choice(list(VETO_WORDS))
    if c.rng.random() < 0.6:
        if not (c.drop(f"veto.item.{n}") or c.drop_row(f"veto.{n}")):
            return None
        return defect("S112", VETO_WORDS[n], "否决条件少一项")
    spot = c.spot(f"veto.{n}")
    if spot is None or spot.row < 0:
        return None
    c.put(f"veto.{n}", "", spot)
    return defect("S112", VETO_WORDS[n], "该项否决条件未判定", "subtle")


def s113(c: Case) -> Found:
    if c.kind != "factory" or not c.add_after(
        "scope.text",
        "关于标准选用：国家层面绿色工厂评价标准清单已列有本行业的绿色工厂评价要求，因企业首次申报，本次仍按通则开展评价。",
    ):
        return None
    return defect("S113", "仍按通则开展评价", "自述有行业标准仍用通则")


# -- I
def _gone(c: Case) -> tuple[str, str] | None:
    """An indicator that stands in the score table and in one paragraph of its own."""
    paragraphs = {
        "land_value": "land_value.text",
        "sewage_reuse": "sewage.text",
        "invest_share": "invest.text",
        "cod_value": "cod.text",
        "green_power": "pv.text",
    }
    for key in c.rng.sample(list(paragraphs), len(paragraphs)):
        if c.paper.spots(f"{key}.table") and c.blocks(paragraphs[key]):
            return key, paragraphs[key]
    keys = [s[15:] for s in c.paper.slots() if s.startswith("ind.name.alone.")]
    return (c.rng.choice(sorted(keys)), "") if keys else None


def _name(c: Case, key: str) -> str:
    spots = c.paper.spots(f"ind.name.{key}") or c.paper.spots(f"ind.name.alone.{key}")
    return re.split(r"[（(]", spots[0].text)[0]


def i201(c: Case) -> Found:
    hit = _gone(c)
    if hit is None:
        return None
    key, text = hit
    name = _name(c, key)
    while c.drop_row(f"ind.name.{key}") or c.drop_row(f"ind.name.alone.{key}"):
        pass
    if text:
        c.drop(text)
    return defect("I201", name, "必选指标未评价", also=["I202", "A303", "A308"], may=["C404", "S109"])


def i202(c: Case) -> Found:
    hit = _gone(c)
    if hit is None:
        return None
    key, text = hit
    name = _name(c, key)
    c.put(f"{key}.table", c.rng.choice(["", "—", ""]))
    if text:
        c.drop(text)
    return defect("I202", name, "指标无数值", also=["I201"], may=["A309", "S109"])


def i203(c: Case) -> Found:
    wrong = {
        "tce": "m³/万元",
        "kgce": "m³/t",
        "tCO2": "tce/万元",
        "m³": "tce/t",
        "%": "万元/m²",
        "万元/": "%",
        "t/": "kWh/t",
        "元/": "tce/万元",
        "亿": "%",
    }
    slots = [
        s
        for s in sorted(c.paper.slots())
        if s.startswith("ind.unit.") and c.paper.spots(s)[0].text not in ("", "—", "项")
    ]
    if not slots:
        return None
    slot = c.rng.choice(slots)
    spot = c.paper.spots(slot)[0]
    new = next((v for k, v in wrong.items() if spot.text.startswith(k)), "m³/t")
    if new == spot.text:
        return None
    c.put(slot, new)
    return defect("I203", new, f"单位应为{spot.text}", may=["A302", "I202", "A301", "C401"])


def i204(c: Case) -> Found:
    """Every word of the year goes: only in the platform's form, which has no tables over years."""
    if c.paper.meta["mode"] != "platform":
        return None
    year = c.firm.year
    c.drop("boundary")
    for i, r, col, text in list(c.paper.texts()):
        new = re.sub(rf"(?<!\d){year}年(?!\d{{1,2}}月|度?—|—)", "", text)
        if new != text:
            block = c.paper.blocks[i]
            if r < 0:
                block.text = new
            else:
                block.rows[r][col] = new
    for block in c.paper.blocks:
        block.caption = block.caption.replace(f"{year}年", "")
    return defect("I204", "年", "各指标未说明统计年度", may=["C406", "T604", "I208"])


def i205(c: Case) -> Found:
    slots = [s for s in sorted(c.paper.slots()) if s.startswith("ind.ev.")]
    if not slots:
        return None
    slot = c.rng.choice(slots)
    c.put(slot, c.rng.choice(["", "—"]))
    return defect("I205", _name(c, slot[7:]), "未列证明材料索引")


def i206(c: Case) -> Found:
    slots = [
        s
        for s in sorted(c.paper.slots())
        if s.startswith(("ind.bench.", "ind.base.")) and c.paper.spots(s)[0].text not in ("", "—", "未开展")
    ]
    if not slots:
        return None
    key = c.rng.choice(slots).split(".", 2)[2]
    for part in ("bench", "lead", "base", "source"):
        c.put(f"ind.{part}.{key}", "—")
    return defect("I206", _name(c, key), "无引领值、基准值及来源", may=["A309"])


def i207(c: Case) -> Found:
    slots = [s for s in sorted(c.paper.slots()) if re.fullmatch(r"basic\.\d", s)]
    if not slots:
        return None
    slot = c.rng.choice(slots)
    spot = c.paper.spots(slot)[0]
    if spot.row >= 0:
        row = c.paper.blocks[spot.block].rows[spot.row]
        quote = plain(next(t for t in row if len(plain(t)) > 5))[:8]
        c.put(slot, "")
        return defect("I207", quote, "该条基本要求未判定", may=["C404"])
    block = c.paper.blocks[spot.block]
    quote = re.sub(r"^（\d）", "", plain(block.text))[:8]
    block.text = block.text.split("：")[0] + "：相关资料正在整理。"
    return defect("I207", quote, "该条基本要求未判定", may=["C404"])


def i208(c: Case) -> Found:
    if c.kind != "factory" or not c.blocks("boundary"):
        return None
    c.drop("boundary")
    for i, r, col, text in list(c.paper.texts()):
        new = re.sub(
            r"能源数据采用当量值。|（当量值）|；如按[^。]*（等价值）[^。]*|除特别说明外，本报告能耗指标均采用当量值。|，核算边界与能耗边界一致",
            "",
            text,
        )
        if new != text:
            block = c.paper.blocks[i]
            if r < 0:
                block.text = new
            else:
                block.rows[r][col] = new
    return defect("I208", "当量", "未说明当量值或等价值口径", may=["C401"])


PLANTS: list[tuple[str, str, Plant]] = [
    ("S103", "chapters", s103), ("S104", "chapters", s104), ("S105", "chapters", s105), ("S101", "cover", s101), ("S102", "form", s102), ("S106", "promise", s106),
    ("S107", "evidence", s107), ("S108", "left", s108), ("S109", "dangling", s109), ("S110", "highlight", s110), ("S111", "standards", s111), ("S112", "veto", s112), ("S113", "criteria", s113),
    ("I201", "indicator", i201), ("I202", "indicator", i202), ("I203", "indicator", i203), ("I204", "boundary", i204), ("I205", "evidence-index", i205), ("I206", "benchmark", i206), ("I207", "basic", i207), ("I208", "boundary", i208),
]  # fmt: skip
