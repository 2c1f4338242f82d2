"""Cities and counties where only the plant's own can stand: where the evaluators went, whose approval, whose plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from report_kit.checklist.classifications import divisions
from report_kit.facts import pieces
from report_kit.facts.gazetteer import place_names
from report_kit.facts.model import Facts
from report_kit.facts.pieces import tight
from report_kit.rules.api import Report
from report_kit.rules.foreign_names import Leftover

_WENT = re.compile(
    r"(?:赴|前往|抵达|进驻|到达?|在)(?P<where>[^，,。；;]{2,30}?)(?:对[^，,。；;]{2,30}?)?(?:开展|进行|实施|召开)?(?:了)?(?:现场|实地)"
    r"(?:评价|评估|核查|审核|调研|勘察|勘查|查看|检查|访谈|踏勘)"
)
_APPROVED = re.compile(
    r"(?P<where>[\u4e00-\u9fff]{2,12}?(?:市|县|区|省))(?:人民政府|生态环境[局厅]|环境保护[局厅]|环保局|工业和信息化[局厅]|发展和改革[局委]|应急管理[局厅]|水务局|自然资源局)"
    r"[^，,。；;]{0,24}?(?:批复|审批|备案|批准|监督检查|执法|处罚|核发|验收|通报|约谈|意见|证明|推荐|出具|查询)"
)
_PLANNED = re.compile(
    r"(?:落实|贯彻|纳入|列入|响应|符合|融入|服务)(?:了)?[《“]?(?P<where>[\u4e00-\u9fff]{2,8}?(?:市|县|区|省)?)[\u4e00-\u9fff“”《》、\d“”\-—]{0,24}?"
    r"(?:总体规划|发展规划|规划|行动方案|实施方案|三线一单|行动计划|功能区划|碳达峰|工作部署|重点项目|重点企业)"
)
# Another place is no leftover where the sentence tells what is there.
_ELSEWHERE = re.compile(
    r"总部|分公司|子公司|母公司|集团|仓库|门店|供应商|客户|研发中心|办事处|原厂|原址|老厂|旧厂|搬|迁|分厂|各厂区|[东南西北]厂区|处置|接收|检测|危废|固废|培训|"
    r"借鉴|参照|学习|会议|论坛|展会|标准|异地|实验室|运输|出口|机构|合作"
)
_SENTENCE = re.compile(r"[^。；;\n]+")


def leftovers(report: Report) -> Iterator[Leftover]:
    """Foreign places in statements about the plant itself; nothing where the plant's own place is not told."""
    own = own_places(report.facts)
    if not own:
        return
    near = _own_text(report.facts)
    for piece in pieces.of_document(report.document):
        if piece.row is not None and len(piece.text) < 30:
            continue
        for sentence in _SENTENCE.finditer(piece.text):
            if _ELSEWHERE.search(sentence[0]):
                continue
            for pattern, what in ((_WENT, "现场评价的地点"), (_APPROVED, "主管部门"), (_PLANNED, "当地规划")):
                for match in pattern.finditer(sentence[0]):
                    name = foreign_place(match["where"], own, near)
                    if name:
                        at = sentence.start() + match.start("where") + match["where"].find(name)
                        yield Leftover(name, what, piece.place((at, at + len(name))))


def own_places(facts: Facts) -> frozenset[str]:
    """Codes of the places that the report gives for the plant: addresses, the enterprise's name, its form."""
    return frozenset(code for _, code in places_in(_own_text(facts)))


def _own_text(facts: Facts) -> str:
    said = [a.text for a in facts.addresses] + [f.text for f in facts.form if "address" in f.id or "region" in f.id]
    return tight("／".join([facts.identity.enterprise, *said]))


@cache
def _pattern() -> re.Pattern[str]:
    known = [n for n in place_names() if n in divisions().place_names]
    return re.compile("|".join(sorted(known, key=len, reverse=True)))


def places_in(text: str) -> list[tuple[str, str]]:
    """(name as written, code of the division) of the places that a text names, in order."""
    codes = divisions().place_names
    return [(m[0], codes[m[0]]) for m in _pattern().finditer(tight(text))]


def foreign_place(where: str, own: frozenset[str], near: str) -> str:
    """The place named in `where` when none of its places can be the plant's; '' otherwise or when none is known."""
    named = places_in(where)
    if not named:
        unlisted = re.fullmatch(r"[\u4e00-\u9fff]{2,3}(?:市|县)", tight(where))
        return tight(where) if unlisted and near and unlisted[0][:-1] not in near else ""
    if any(_within(code, mine) for _, code in named for mine in own):
        # 河源市五华县: the last place named must fit as well, as far as counties are known.
        last = named[-1]
        same_depth = {mine for mine in own if len(mine) >= len(last[1])}
        if not same_depth or any(_within(last[1], mine) for mine in same_depth):
            return ""
        return last[0]
    text = tight(where)
    start = text.find(named[0][0])
    end = text.find(named[-1][0], start) + len(named[-1][0])
    if text[end : end + 1] in ("市", "县", "区", "省"):
        end += 1
    return text[start:end]


def _within(code: str, mine: str) -> bool:
    """Whether one place lies in the other; a province says too little of a plan or an approval to be foreign."""
    return code.startswith(mine) or mine.startswith(code)
