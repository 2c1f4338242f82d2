"""Defects of structure: S101 to S108, S110, S112."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corpus.mutators.case import W_TBL, Case, Spot, defect, replace, text_of

Found = dict[str, Any] | None
COVER = {"date": "日期", "agency": "机构", "subject": "名称"}
FIELDS = (
    "法定代表人",
    "联系人",
    "联系电话",
    "电子邮箱",
    "主要产品",
    "工厂地址",
    "申报工作联系部门",
    "第三方机构地址",
    "报告编制负责人",
    "统一社会信用代码",
)
# What names a missing chapter whatever its title: a message can only use the checklist's words.
CHAPTERS = {("next", "self"): "下一步", ("next", "third-party"): "建议", ("qualification", "third-party"): "资质"}
VETO_WORDS = {1: "正常经营", 2: "事故", 3: "调整出", 4: "督查", 5: "节能监察", 6: "失信被执行人"}


def cover_item(case: Case) -> Found:
    spot = case.pick("cover", lambda s: s.info["item"] in COVER)
    if spot is None:
        return None
    case.blank(spot)
    return defect("S101", COVER[spot.info["item"]], f"封面缺：{spot.text}", may=("S102",))


def blank_field(case: Case) -> Found:
    spot = case.pick("form", lambda s: s.info["label"].rstrip("：") in FIELDS)
    if spot is None:
        return None
    case.blank(spot)
    label = spot.info["label"].rstrip("：")
    return defect(
        "S102", label, f"基本信息表“{label}”空白（原为{spot.text}）", may=("N501", "S101") if "信用" in label else ()
    )


def _missing(slot: str, also: tuple[str, ...], may: tuple[str, ...]) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        found = case.chapter(slot)
        if found is None:
            return None
        i, elements = found
        _, number, text, _ = case.headings[i]
        case.drop_toc_line(number, text)
        for element in elements:
            case.removed_tables += element.tag == W_TBL
            case.remove(element)
        return defect("S103", CHAPTERS[slot, case.report.meta["mode"]], f"缺“{text}”章", also=also, may=may)

    return plant


missing_next = _missing("next", (), ("S104", "S109"))
missing_qualification = _missing("qualification", ("P706", "S107"), ("P704", "P705", "S109"))


def missing_process(case: Case) -> Found:
    """The chapter on the procedure; its layout tables of photos are not counted as tables."""
    found = case.chapter("process")
    if found is None:
        return None
    i, elements = found
    text = case.headings[i][2]
    for h in [h for h in case.headings if h[3] in elements]:
        case.drop_toc_line(h[1], h[2])
    photos = {b.index for b in case.report.blocks if b.kind == "photos"}
    tables = list(case.doc.element.body.iterchildren(W_TBL))
    for element in elements:
        if element.tag == W_TBL and tables.index(element) not in photos:
            case.removed_tables += 1
    for element in elements:
        case.remove(element)
    return defect("S103", "过程", f"缺“{text}”章", also=("P701", "P702"), may=("S104", "S109", "P702", "P703"))


def out_of_order(case: Case) -> Found:
    """The next steps before the conclusion; typed numbers are exchanged, as an author would."""
    a, b = case.chapter("conclusion"), case.chapter("next")
    if a is None or b is None:
        return None
    (i, first), (j, second) = a, b
    inner = [h for h in case.headings[i + 1 :] if h[3] in first[1:] or h[3] in second[1:]]
    if inner or j != i + 1:
        return None
    _, n1, t1, e1 = case.headings[i]
    _, n2, t2, e2 = case.headings[j]
    for element in second:
        first[0].addprevious(element)
    lines = [case.toc_line(n1, t1), case.toc_line(n2, t2)]
    for line, old, new in zip(lines, (t1, t2), (t2, t1), strict=True):
        if line is not None:
            replace(line, old, new)
    if case.report.look.headings != "auto":
        replace(e1, n1, n2)
        replace(e2, n2, n1)
    case.headings[i], case.headings[j] = (1, n1, t2, e2), (1, n2, t1, e1)
    for element in (*first, *second):
        case.touched.add(id(element))
    return defect("S104", t2, f"“{t2}”排在“{t1}”之前", may=("S109",))


def hollow(case: Case) -> Found:
    found = case.chapter("next")
    if found is None or len(found[1]) < 2:
        return None
    text = case.headings[found[0]][2]
    for element in found[1][1:]:
        case.removed_tables += element.tag == W_TBL
        case.remove(element)
    case.touched.add(id(found[1][0]))
    return defect("S105", text, f"“{text}”只有标题", also=("S103",), may=("S104",))


def no_promise(case: Case) -> Found:
    found = case.get("promise")
    if not found:
        return None
    chapter = case.chapter("promise")
    for spot in found:
        case.remove(spot.element)
    if chapter:
        i, _ = chapter
        case.drop_toc_line(case.headings[i][1], case.headings[i][2])
        case.remove(case.headings[i][3])
    else:
        for p in list(case.doc.element.body):
            if text_of(p) == "真实性承诺":
                case.remove(p)
    return defect("S106", "承诺", "无真实性承诺和签字、公章", also=("S103",), may=("S101", "S102"))


def no_signature(case: Case) -> Found:
    found = case.get("promise", lambda s: "签" in s.text)
    seals = case.get("promise", lambda s: s.text == "（单位公章）")
    if not found:
        return None
    for spot in (*found, *seals):
        case.remove(spot.element)
    return defect("S106", "签", "承诺下无签字、公章栏")


def missing_paper(case: Case) -> Found:
    """A required paper struck from the list of evidence."""
    spot = case.pick("evidence", lambda s: s.text.startswith("营业执照、"))
    if spot is None:
        return None
    case.write(spot, "", "营业执照、")
    return defect("S107", "营业执照", "证明材料清单无营业执照", may=("C405",))


def missing_permit(case: Case) -> Found:
    spot = case.pick("evidence", lambda s: s.text.startswith(("排污许可证", "排污登记")))
    if spot is None:
        return None
    case.write(spot, "厂区平面布置图")
    return defect(
        "S107", "排污", f"证明材料清单无排污许可证（{spot.text}被换成厂区平面布置图）", also=("C405",), may=("S109",)
    )


def placeholder_name(case: Case) -> Found:
    spot = case.pick("name")
    if spot is None:
        return None
    case.write(spot, "XX公司")
    return defect("S108", "XX公司", "企业名称仍是占位符", also=("C402",))


def _appended(rule: str, piece: str, quote: str, note: str) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        spots: list[Spot] = [
            s for k in ("air", "date.founded", "period", "veto_date") for s in case.get(k, lambda s: "para" in s.info)
        ]
        if not spots:
            return None
        spot = case.rng.choice(spots)
        whole = text_of(spot.element)
        assert replace(spot.element, whole, whole + piece)
        case.touched.add(id(spot.element))
        return defect(rule, quote, note)

    return plant


placeholder_cross = _appended("S108", "年节约标准煤××吨。", "年节约标准煤××吨", "未填数字")
instruction_left = _appended(
    "S108",
    "（本节至少应包含主要产品、产能及近三年经营情况）",
    "本节至少应包含主要产品、产能及近三年经营情况",
    "模板的填写说明未删",
)
template_code = _appended("S108", "联系人为{{ contact_name }}。", "{{ contact_name }}", "模板变量未替换")
markdown_left = _appended("S108", "**绿色成效显著**，详见下文。", "**绿色成效显著**", "生成残留的星号")
assistant_left = _appended("S108", "作为AI语言模型，我无法核实上述数据。", "作为AI语言模型", "生成残留")


def blank_date(case: Case) -> Found:
    spot = case.pick("promise", lambda s: s.info.get("item") == "date")
    if spot is None:
        return None
    case.write(spot, "20  年  月  日")
    return defect("S108", "20  年  月  日", "落款日期未填", also=("S106",), may=("S101",))


def long_highlight(case: Case) -> Found:
    spot = case.pick("form", lambda s: "亮点" in s.info["label"])
    if spot is None:
        return None
    new = (
        spot.text
        + "企业建立了覆盖设计、采购、生产、销售、回收全过程的绿色管理机制，持续加大节能环保投入，引入数字化手段对能源和物料进行精细管理，多次获得各级主管部门表彰，形成了可复制、可推广的绿色制造经验。"
    )
    case.write(spot, new)
    return defect("S110", new, f"主要亮点{len(new)}字，超过100字") | {"quote": new}


def missing_veto(case: Case) -> Found:
    spot = case.pick("veto", lambda s: s.info["item"] >= 3)
    if spot is None:
        return None
    item = spot.info["item"]
    if "para" in spot.info:
        if text_of(spot.element) == spot.text:
            case.remove(spot.element)
        else:
            case.write(spot, "")
    elif spot.info["col"] >= 2:  # a table with a column for each veto
        table = case.doc.tables[spot.info["table"]]
        for r in range(4):
            for t in table.cell(r, spot.info["col"])._tc.iter(
                "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
            ):
                t.text = ""
        case.touched.add(id(spot.element))
    else:
        case.remove(case.row(spot))
    return defect("S112", VETO_WORDS[item], f"未评价第{item}项否决条件", may=("S109",))


def no_query_date(case: Case) -> Found:
    spots = case.get("veto_date")
    if not spots:
        return None
    for spot in spots:
        if case.alive(spot):
            case.write(spot, "近期" if "para" in spot.info else "—")
    return defect("S112", "日期", "否决条件未写查询日期")


MUTATORS: list[tuple[str, str, Callable[[Case], Found]]] = [
    ("S101", "cover", cover_item),
    ("S102", "form", blank_field),
    ("S103-next", "chapters", missing_next),
    ("S103-qualification", "chapters", missing_qualification),
    ("S103-process", "chapters", missing_process),
    ("S104", "chapters", out_of_order),
    ("S105", "chapters", hollow),
    ("S106", "promise", no_promise),
    ("S106-sign", "promise", no_signature),
    ("S107", "papers", missing_paper),
    ("S107-permit", "papers", missing_permit),
    ("S108-name", "placeholder", placeholder_name),
    ("S108-cross", "placeholder", placeholder_cross),
    ("S108-instruction", "placeholder", instruction_left),
    ("S108-template", "placeholder", template_code),
    ("S108-markdown", "placeholder", markdown_left),
    ("S108-assistant", "placeholder", assistant_left),
    ("S108-date", "promise", blank_date),
    ("S110", "form", long_highlight),
    ("S112", "veto", missing_veto),
    ("S112-date", "veto", no_query_date),
]
