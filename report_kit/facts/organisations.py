"""The grammar of organisations' names: place + 字号 + 行业 + 组织形式, found by spaCy phrase matchers.

Only sentences that hold an organisation's form (公司, 厂, 院 …) are looked at, so a long report costs milliseconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

# Forms that end a full name; a longer one wins over its own end.
COMPANY_FORMS = (
    "集团股份有限公司", "集团有限责任公司", "集团有限公司", "股份有限公司", "有限责任公司", "有限公司", "集团总公司", "集团公司", "总公司",
)  # fmt: skip
_OTHER_FORMS = (
    "分公司", "集团", "研究院", "研究所", "设计院", "检测中心", "检验中心", "监测中心", "认证中心", "检验所", "监测站", "事务所",
    "协会", "学会", "大学", "学院", "管理委员会", "管委会", "人民政府", "工业园", "产业园", "开发区", "高新区", "合作社", "银行",
    "监督管理局", "生态环境局", "应急管理局", "信息化局", "发展和改革局", "供电局", "税务局", "自然资源局", "水务局", "热电厂", "电厂",
    "水泥厂", "加工厂", "污水处理厂", "水质净化厂", "化工厂", "钢铁厂", "造纸厂", "印刷厂", "纸箱厂", "五金厂", "机械厂",
)  # fmt: skip
FORMS = (*COMPANY_FORMS, *_OTHER_FORMS)
_CANDIDATE = re.compile("公司|集团|[院所厂局站会学社行府园区]|中心")
_SENTENCE = re.compile(r"[^。；;！？\n]+")

# Words that cannot stand in a name: what follows them begins one.
_STRONG_STOPS = (
    "委托", "接受", "受托", "公司", "成立", "位于", "控股", "全资", "以及", "签订", "签署", "属于", "来自", "供应商", "客户", "名称",
    "单位", "企业", "机构", "对象", "其中", "包括", "分别", "主要", "提供", "采购", "销售", "供应", "出具", "颁发", "指派", "承担",
    "负责", "编制", "评价方", "更名", "原名", "曾用名", "前身", "改为", "变更", "简称", "隶属", "组建", "联合", "根据", "通过", "依托",
    "外委", "委外", "交由", "送至", "交给", "进行", "开展", "收到", "关于", "按照", "收购", "母公司", "子公司", "股东", "法人", "证书",
    "持有", "获得", "工厂", "园区集中", "已由", "现由", "均由", "我司", "本次", "处置", "运往", "转移", "卖给", "售予", "租赁", "租用",
)  # fmt: skip
_WEAK_STOPS = "由向与及对在为被经给从将是系即的和或至到请于以"
_NAME_CHAR = re.compile(r"[\u3400-\u9fffA-Za-z0-9·&＆\-]")
_LONGEST = 36
_VAGUE = re.compile(r"[某的]")
_GENERIC = re.compile(r"^(?:本|我|该|贵|各|其|子|分|母|总|全资子|控股|某|外地|另一家|一家|两家|几家)$")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name with its place in the text; `form` is its 组织形式."""

    text: str
    start: int
    stop: int
    form: str
    placed: bool
    """Whether it begins with a place of the gazetteer."""


@cache
def _matchers() -> tuple[Any, Any, Any]:
    """(the character pipeline, matcher of forms, matcher of places and stop words)."""
    import spacy
    from spacy.matcher import PhraseMatcher

    from report_kit.facts.gazetteer import place_names

    pipeline = spacy.blank("zh")
    forms = PhraseMatcher(pipeline.vocab)
    forms.add("FORM", [pipeline.make_doc(form) for form in FORMS])
    words = PhraseMatcher(pipeline.vocab)
    words.add("PLACE", [pipeline.make_doc(place) for place in place_names()])
    words.add("STOP", [pipeline.make_doc(stop) for stop in _STRONG_STOPS])
    return pipeline, forms, words


def find(text: str) -> list[Organisation]:
    """All names of organisations in a text, in order."""
    if not _CANDIDATE.search(text):
        return []
    found: list[Organisation] = []
    for sentence in _SENTENCE.finditer(text):
        if any(form in sentence[0] for form in FORMS):
            found += _in_sentence(sentence[0], sentence.start())
    return found


def _in_sentence(sentence: str, offset: int) -> list[Organisation]:
    pipeline, forms, words = _matchers()
    doc = pipeline.make_doc(sentence)
    ends: dict[int, int] = {}
    for _, first, last in forms(doc):
        begin, stop = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        ends[stop] = min(begin, ends.get(stop, begin))
    if not ends:
        return []
    place_id, marks = pipeline.vocab.strings["PLACE"], []
    for match, first, last in words(doc):
        marks.append((match == place_id, doc[first].idx, doc[last - 1].idx + len(doc[last - 1])))
    found: list[Organisation] = []
    floor = 0
    for stop, begin in sorted(ends.items()):
        if any(begin <= other < stop and end > stop for end, other in ends.items()):
            continue  # 「集团」 of 「集团有限公司」
        if sentence[stop : stop + 2] in ("公司", "有限"):
            continue
        left = _left(sentence, begin, floor)
        start, placed = _begins(sentence, left, begin, marks)
        core = sentence[start:begin]
        if len(core) < 2 or _GENERIC.match(core) or _VAGUE.search(core) or not re.search(r"[\u3400-\u9fff]", core):
            continue
        if not placed and sentence[begin:stop] not in COMPANY_FORMS:
            continue
        found.append(Organisation(sentence[start:stop], offset + start, offset + stop, sentence[begin:stop], placed))
        floor = stop
    return found


def _left(sentence: str, begin: int, floor: int) -> int:
    """How far left a name can reach from its form: over name characters and short brackets, (河源) among them."""
    left = begin
    while left > floor and begin - left < _LONGEST:
        char = sentence[left - 1]
        if char in "）)":
            opening = max(sentence.rfind("（", floor, left), sentence.rfind("(", floor, left))
            if opening < 0 or left - opening > 8 or opening == left - 2:
                break
            left = opening
            continue
        if not _NAME_CHAR.match(char):
            break
        left -= 1
    return left


def _begins(sentence: str, left: int, begin: int, marks: list[tuple[bool, int, int]]) -> tuple[int, bool]:
    """Where the name begins in `sentence[left:begin]`, and whether a place is there."""
    stops = [end for is_place, start, end in marks if not is_place and left <= start and end <= begin]
    after = max(stops, default=left)
    places = sorted(start for is_place, start, end in marks if is_place and after <= start and end <= begin)
    for place in places:
        if sentence[place - 1 : place] not in ("（", "(") or place == left:
            return place, True
    start = after
    for n in range(begin - 3, after - 1, -1):
        if sentence[n] in _WEAK_STOPS:
            start = n + 1
            break
    return start, False
