"""The evaluated site as a report places it: addresses of the form and of sentences about the plant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_kit.document.model import Block, Document
from report_kit.facts.model import FormField, Name
from report_kit.facts.pieces import tight
from report_kit.facts.records import Address

_FORM_FIELDS = frozenset({"factory_address", "address", "site_address"})
_SITUATED = re.compile(
    r"(?:(?:^|[，,。；;、）)\s])(?:园区|开发区|管委会|管理机构|其)?地址(?:为|是|：|:|在|位于)|位于|坐落于|座落于|地处|坐落在|(?:工厂|生产|企业|公司|厂区?|通讯|经营|项目)地址(?:为|是|：|:)|厂址(?:为|是|：|:|在|位于)?)\s*(?P<address>[^，,。；;（(\n“”]{4,50})"
)
_REGISTERED = re.compile(r"注册(?:地址|地)|住所")
_OTHERS = re.compile(
    r"机构|供应商|客户|研究院|检测|处理厂|总部|分公司|子公司|母公司|集团|东侧|西侧|南侧|北侧|排放口|排气筒|锅炉房位于|车间位于|贮存间|危废间|库房|办公室|仓库位于|宿舍|水厂|电厂|监测点|噪声|敏感|最近|距离|厂界|新厂|拟|迁|原厂|旧厂|老厂|二期|门店|不包括|不含|除|外租|租用"
)
_SUBJECT = re.compile(r"园区|产业园|工业园|开发区|高新区|公司|工厂|企业|我厂|本厂|我司|厂区|项目|评价边界|边界|范围")
_PARTS = re.compile(
    r"(?:(?P<county>[\u4e00-\u9fff]{2,6}?[区县])(?!域|块))?(?P<town>[\u4e00-\u9fff]{2,5}?(?:镇|街道|乡))?(?P<rest>.*)"
)
_NUMBER = re.compile(
    r"(?P<road>[\u4e00-\u9fff]{1,8}?(?:路|街|大道|道|巷|环|线))(?:[东南西北中])?\s*(?P<number>[A-Z]?\d+(?:[-—–]\d+)?)\s*号(?!楼|厂房|车间)"
)
_PLOT = re.compile(r"(?P<plot>[A-Z]{1,3}\s*[-—–]?\s*\d{1,3}(?:[-—–]\d{1,3})*)\s*(?:号)?(?:地块|地号|号地|区|宗地)")
_CITY = re.compile(r"^(?:中国)?(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,6}?市)?")


@dataclass(frozen=True, slots=True)
class Parts:
    """An address taken apart; empty where it does not say."""

    city: str = ""
    county: str = ""
    town: str = ""
    road: str = ""
    number: str = ""
    plot: str = ""


def extract(document: Document, form: list[FormField], names: list[Name]) -> list[Address]:
    """Every address given for the evaluated plant, the form's first."""
    found = [Address(tight(f.text), "site", f.place) for f in form if f.id in _FORM_FIELDS and len(tight(f.text)) >= 6]
    for block in document.body:
        if block.type == "paragraph":
            found.extend(_told(document, block))
    return found


def _told(document: Document, block: Block) -> Iterator[Address]:
    section = document.section_of.get(block.id)
    path = "／".join(section.path) if section else ""
    if re.search(r"机构|供应|附件|参考|资质", path.rsplit("／", 1)[-1]):
        return
    for match in _SITUATED.finditer(block.text):
        start = max(block.text.rfind(mark, 0, match.start()) + 1 for mark in "。；;\n")
        before = block.text[start : match.start("address")]
        clause = re.split(r"[，,]", before)[-1]
        if _OTHERS.search(clause) or not (_SUBJECT.search(before) or len(before) < 12):
            continue
        text, _, tail = tight(match["address"]).partition("的")
        if tail and not re.match(r"(?:工厂|厂区|生产|全部)", tail):
            continue
        if parts(text) == Parts():
            continue
        yield Address(text, "registered" if _REGISTERED.search(before) else "site", block.place(match.span("address")))


def parts(address: str) -> Parts:
    """City, county, town, road and number, plot of an address."""
    text = tight(address)
    head = _CITY.match(text)
    city = ""
    if head and head[0].endswith("市"):
        city = re.sub(r"^.*(?:省|自治区)", "", head[0].removeprefix("中国"))
        text = text[head.end() :]
    elif head:
        text = text[head.end() :]
    match = _PARTS.match(text)
    county, town = (match["county"] or "", match["town"] or "") if match else ("", "")
    road = _NUMBER.search(text)
    plot = _PLOT.search(text)
    name = road["road"] if road else ""
    for word in ("工业园", "园区", "开发区", "产业园", "镇", "街道", "高新区", "区", "县", "村", "社区"):
        name = name.rpartition(word)[2] if word in name else name
    return Parts(
        city, county if not re.search(r"园区|开发区|高新区|工业区|厂区", county) else "", town, name,
        re.sub(r"[—–]", "-", road["number"]) if road else "", re.sub(r"[\s—–-]", "", plot["plot"]) if plot else "",
    )  # fmt: skip
