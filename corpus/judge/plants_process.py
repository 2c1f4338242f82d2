"""Plants of families N, T and P: identifiers, dates, the evaluation's process and the agency's standing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from corpus.judge.case import Case, Plant, defect

Found = dict[str, Any] | None


def n501(c: Case) -> Found:
    code = c.paper.meta["credit_code"]
    wrong = code[:-1] + ("4" if code[-1] != "4" else "9")
    for i, r, col, text in list(c.paper.texts()):
        if code in text:
            block = c.paper.blocks[i]
            if r < 0:
                block.text = text.replace(code, wrong)
            else:
                block.rows[r][col] = text.replace(code, wrong)
    return defect("N501", wrong, "信用代码校验不通过")


def n502(c: Case) -> Found:
    spot = c.spot("permit")
    if spot is None:
        return None
    new = spot.text[:9] + ("5" if spot.text[9] != "5" else "2") + spot.text[10:]
    c.put("permit", new)
    return defect("N502", new, "排污许可证编号前18位与信用代码不符", also=["C403"])


WRONG = {"1": ("3857", "家用电力器具专用配件制造"), "2": ("1711", "棉纺纱加工"), "3": ("1810", "机织服装制造")}


def n503(c: Case) -> Found:
    spot = c.spot("form.industry")
    trade = getattr(c.firm, "trade", None)
    if spot is None or trade is None or trade.code not in spot.text:
        return None
    code = c.rng.choice([x for x in ("2710", "1521", "3511", "5189") if x[:2] != trade.code[:2]])
    new = spot.text.replace(trade.code, code)
    c.put("form.industry", new)
    return defect("N503", code, "行业代码与名称不符")


def n504(c: Case) -> Found:
    i = c.rng.randrange(4)
    spot = c.spot(f"cert.no.{i}")
    if spot is None:
        return None
    year = int(spot.text[3:5])
    new = spot.text[:3] + f"{(year + 6) % 100:02d}" + spot.text[5:]
    c.put(f"cert.no.{i}", new)
    return defect("N504", new, "证书编号中的年份晚于报告", "subtle")


def n505(c: Case) -> Found:
    spot = c.spot("cma")
    if spot is None:
        return None
    new = (
        spot.text[:2] + c.rng.choice(["47", "58", "39"]) + spot.text[4:]
        if c.rng.random() < 0.6
        else "12" + spot.text[2:]
    )
    c.put("cma", new)
    return defect("N505", new, "CMA 编号的发证机关或年份异常")


def n506(c: Case) -> Found:
    if c.spot("doc.no") is None:
        return None
    new = c.rng.choice(["工信部节〔24〕13号", "工信部节〔2042〕13号", "工信部节〔2o24〕13号"])
    c.put("doc.no", new)
    return defect("N506", new, "文号格式或年份异常", "subtle")


# -- T
def t601(c: Case) -> Found:
    if not hasattr(c.firm, "year"):
        return None
    i = c.rng.randrange(4)
    spot = c.spot(f"cert.to.{i}")
    if spot is None:
        return None
    day = c.firm.sampled.replace(month=c.rng.randrange(3, 10))
    new = c.days(day)
    c.put(f"cert.to.{i}", new, spot)
    return defect("T601", new, "证书在评价期内已失效", may=["N504", "T602"])


def t602(c: Case) -> Found:
    if c.rng.random() < 0.35:
        k = c.rng.randrange(4)
        sampled, issued = c.spot(f"lab.sampled.{k}"), c.spot(f"lab.issued.{k}")
        if sampled and issued:
            c.put(f"lab.issued.{k}", sampled.text)
            c.put(f"lab.sampled.{k}", issued.text)
            return defect("T602", sampled.text, "签发早于采样", "subtle", may=["T606"])
    spot = c.spot("date.review")
    if spot is None:
        return None
    big = c.rng.random() < 0.5
    day = c.firm.site - timedelta(days=c.rng.randrange(35, 60) if big else c.rng.randrange(1, 4))
    c.put("date.review", c.days(day), spot)
    return defect("T602", c.days(day), "复核早于现场评价", "plain" if big else "subtle")


def t603(c: Case) -> Found:
    hit = c.any_of(["date.contract", "date.docs", "date.draft", "lab.issued.0", "lab.issued.3"])
    if hit is None:
        return None
    slot, spot = hit
    year = c.firm.dated.year if slot.startswith("date") else c.firm.dated.year - 1
    month, day = (
        c.rng.choice([(2, 30), (2, 31)]) if slot.startswith("date") else c.rng.choice([(2, 30), (11, 31), (4, 31)])
    )
    form = {
        "iso": f"{year}-{month:02d}-{day}",
        "dot": f"{year}.{month:02d}.{day}",
        "slash": f"{year}/{month}/{day}",
        "padded": f"{year}年{month:02d}月{day}日",
    }
    new = form.get(c.paper.layout.dates, f"{year}年{month}月{day}日")
    c.put(slot, new, spot)
    return defect("T603", new, "不存在的日期", may=["T602"])


def t605(c: Case) -> Found:
    day = c.firm.dated + timedelta(days=c.rng.randrange(70, 150))
    where = c.rng.choice(["growth.text", "verify.text", "suggestions.text", "conclusion.text"])
    text = f"其中节能监测系统已于{c.days(day)}完成竣工验收并投入使用。"
    return defect("T605", c.days(day), "晚于报告日期的既成事实", also=["T602"]) if c.append(where, text) else None


def t606(c: Case) -> Found:
    spots = [c.paper.spots(f"lab.no.{i}") for i in range(4)]
    if not all(spots):
        return None
    if c.rng.random() < 0.5:
        texts = [s[0].text for s in spots]
        order = [3, 0, 2, 1]
        heads = [t[:6] for t in texts]
        for i, k in enumerate(order):
            c.put(f"lab.no.{i}", heads[i] + texts[k][6:])
        return defect("T606", heads[0] + texts[3][6:], "报告编号次序与日期次序相反")
    first = spots[0][0].text
    for i in range(4):
        c.put(f"lab.no.{i}", f"{first[:6]}{int(first[6:]) + i:04d}")
    return defect("T606", first, "全年四份报告编号连号")


def t607(c: Case) -> Found:
    if c.spot("sample.time") is None:
        return None
    c.put("sample.time", "09:30—10:40")
    return defect("T607", "09:30—10:40", "同一采样人同一时段在两个点位")


def t608(c: Case) -> Found:
    made, before = c.spot("month.made.11"), c.spot("month.made.10")
    if made is None or before is None or c.kind != "factory":
        return None
    from datetime import date

    from corpus.judge.case import like, number

    c.put("month.made.10", like(before.text, number(before.text) + number(made.text)))
    c.put("month.made.11", "0（停产检修）")
    return defect("T608", c.days(date(c.firm.year, 11, 12)), "停产月份采样", may=["A312"])


# -- P
def p701(c: Case) -> Found:
    for slot, word in c.rng.sample(
        [("step.documents", "文件评审"), ("step.review", "复核"), ("step.report", "编写")], 3
    ):
        if not c.third or not c.blocks(slot):
            continue
        if slot == "step.report" and c.paper.spots("review.person") and not c.blocks("step.review"):
            continue
        c.drop_chapter(slot)
        return defect("P701", word, "缺该评价步骤", also=["S103"], may=["T602"])
    return None


def p702(c: Case) -> Found:
    found = c.blocks("step.onsite.text")
    if not found:
        return None
    c.paper.blocks[found[0]].text = "评价组赴生产现场，查看了生产车间、公用工程和环保设施，查阅了有关记录。"
    c.drop("site")
    return defect("P702", "现场", "现场评价无日期、人员和记录", also=["P701", "S109"])


def p703(c: Case) -> Found:
    if not c.third or c.spot("review.person") is None:
        return None
    c.put("review.person", c.firm.evaluators[0])
    c.put("team.reviewer", c.firm.evaluators[0])
    return defect("P703", c.firm.evaluators[0], "复核人为评价组成员", may=["C401"])


def p704(c: Case) -> Found:
    if c.spot("qual.staff") is None:
        return None
    n, s = c.rng.choice([(8, 3), (7, 2), (9, 4)])
    c.put("qual.staff", f"{n}人")
    c.put("qual.senior", f"{s}人")
    c.put("qual.share", f"{s / n * 100:.1f}%")
    return defect("P704", f"{n}人", "专职人员不足10人、高级职称不足50%")


def p705(c: Case) -> Found:
    phone = c.spot("form.contact_phone")
    if not c.third or phone is None or c.spot("form.agency_contact_phone") is None:
        return None
    if c.rng.random() < 0.5 and c.spot("form.legal_person") and c.kind != "park":
        name = c.paper.spots("form.legal_person")[0].text
        c.put("form.agency_legal_person", name)
        return defect("P705", name, "机构与企业同一法定代表人", may=["C403"])
    c.put("form.agency_contact_phone", phone.text)
    return defect("P705", phone.text, "机构与企业同一联系电话")


def p706(c: Case) -> Found:
    return (
        defect("P706", "资质", "缺机构资质符合性证明", also=["S103"], may=["S107", "C405"])
        if c.third and c.drop_chapter("qualification")
        else None
    )


def p707(c: Case) -> Found:
    spot = c.spot("veto.2")
    if spot is None:
        return None
    y = c.firm.dated.year - 1
    new = c.rng.choice(
        [
            f"存在：{y}年9月因超标排放水污染物被处以罚款12万元",
            f"存在，{y}年6月发生一起较大安全事故，已整改",
            f"存在：{y}年因偷漏税被税务机关处罚",
        ]
    )
    c.put("veto.2", new)
    return defect("P707", new[:14], "文本显示存在否决情形", also=["C404"])


def p708(c: Case) -> Found:
    if c.kind == "factory":
        words, quote = "公司现以贸易和品牌运营为主，全部产品委托外市企业代工，本厂区不从事实际生产。", "不从事实际生产"
    elif c.kind == "park":
        spot = c.spot("part_share")
        if spot is None:
            return None
        from corpus.judge.case import like, number

        new = like(spot.text, number(spot.text) - 30)
        c.everywhere("part_share", lambda v: v - 30)
        return defect("P708", new, "工业增加值占比不超过50%", also=["A301"])
    else:
        return None
    return defect("P708", quote, "不是实际从事生产的企业") if c.append("subject.text", words) else None


PLANTS: list[tuple[str, str, Plant]] = [
    ("N501", "code", n501), ("N502", "code", n502), ("N503", "form", n503), ("N504", "certificate", n504), ("N505", "cma", n505), ("N506", "criteria", n506), ("T601", "certificate", t601),
    ("T602", "dates", t602), ("T603", "dates", t603), ("T605", "future", t605), ("T606", "lab", t606), ("T607", "sampling", t607), ("T608", "months", t608), ("P701", "process", p701),
    ("P702", "process", p702), ("P703", "process", p703), ("P704", "agency", p704), ("P705", "agency-form", p705), ("P706", "agency", p706), ("P707", "veto", p707), ("P708", "eligible", p708),
]  # fmt: skip
