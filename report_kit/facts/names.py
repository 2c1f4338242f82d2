"""Names of organisations and the role each holds: the subject, the agency, laboratories, suppliers, authorities …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from report_kit.document.model import Block, Document, Place
from report_kit.facts import organisations, pieces
from report_kit.facts.cover import cover_blocks
from report_kit.facts.model import FormField, Name, Role
from report_kit.facts.organisations import Organisation
from report_kit.facts.pieces import tight

SUBJECT_FIELD = "factory_name"
AGENCY_FIELD = "agency_name"
_SUBJECT_LABEL = re.compile(
    r"^(?:受评价?方|被评价方|受评价(?:企业|单位)|工厂|企业|单位|申报单位|申报企业|公司|园区|项目单位|评价对象|委托(?:方|单位))(?:名称)?[：:]?(.+)$"
)
_AGENCY_LABEL = re.compile(
    r"^(?:第三方(?:评价)?机构|评价机构|编制(?:单位|机构)|评价单位|机构|承担单位|咨询(?:单位|机构))(?:名称)?(?:（.{1,6}）)?[：:]?(.+)$"
)
_SHORT = re.compile(
    r"[（(，,]?\s*(?:以下|下文|下)?(?:简称|下称|称)(?:为|作)?[：:]?\s*(?P<names>[^）)。；;]{1,40})[）)]?"
)
_QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']{2,16})[”\"」』’']")
_FORMER = re.compile(
    r"(?:原名(?:称)?|曾用名|原(?:企业|公司)?名称|前身(?:为|是)?|原为|更名前(?:为|名称为)?)\s*[：:为]?\s*[“\"「]?$"
)
_RENAMED = re.compile(r"^[”\"」]?(?:（.{0,12}）)?\s*(?:更名|变更|改制|整体变更|名称变更)")
_COMMON = frozenset(
    [
        "公司",
        "本公司",
        "我公司",
        "我司",
        "工厂",
        "企业",
        "本厂",
        "我厂",
        "甲方",
        "乙方",
        "受评价方",
        "评价机构",
        "机构",
        "评价组",
        "园区",
        "集团",
        "我单位",
        "本单位",
        "本机构",
        "贵公司",
        "该公司",
    ]
)
_ROLE_BY_NAME: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("authority", re.compile(r"(?:局|厅|人民政府|监督管理局|税务局)$")),
    ("park", re.compile(r"(?:管理委员会|管委会|工业园|产业园|开发区|高新区)$")),
    ("laboratory", re.compile(r"检测|监测|检验|测试")),
    ("certifier", re.compile(r"认证")),
)
_ROLE_BY_CONTEXT: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("parent", re.compile(r"全资子公司|控股|母公司|集团公司|隶属|旗下|股东")),
    ("laboratory", re.compile(r"检测|监测|化验|CMA|CNAS")),
    ("certifier", re.compile(r"认证机构|颁发|发证")),
    ("customer", re.compile(r"客户|销往|销售给|下游|用户")),
    ("supplier", re.compile(r"供应商|供方|采购|外购|供应|供热|供电|处置|运输|回收|承运|外委|委托")),
)


@dataclass
class Parties:
    """The subject and the agency with what they are also called."""

    subject: str = ""
    agency: str = ""
    subject_short: set[str] = field(default_factory=set)
    agency_short: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    """Declared former names of the subject."""


def extract(document: Document, form: list[FormField]) -> list[Name]:
    """Every organisation named in the body, each occurrence with its role; short names that the report declares, too."""
    parties = parties_of(document, form)
    heard: list[tuple[pieces.Piece, Organisation, str]] = []
    for piece in pieces.of_document(document):
        for one in organisations.find(piece.text):
            heard.append((piece, one, _beside(piece.text, one)))
            _learn(parties, piece.text, one)
    names = [
        Name(tight(one.text), *_role(tight(one.text), beside, parties, piece, one)) for piece, one, beside in heard
    ]
    order = {block.id: n for n, block in enumerate(document.blocks)}
    return sorted(
        [*names, *_short_names(document, parties)],
        key=lambda n: (order.get(n.place.block, 0), n.place.row or 0, n.place.column or 0),
    )


def parties_of(document: Document, form: list[FormField]) -> Parties:
    """Subject and agency by the form, else by the labels on the cover, else by the first company's name on it."""
    answers = {f.id: tight(f.text) for f in form}
    parties = Parties(_plain(answers.get(SUBJECT_FIELD, "")), _plain(answers.get(AGENCY_FIELD, "")))
    lines = [tight(text) for block in cover_blocks(document) for text in _lines(block)]
    for line in lines:
        subject, agency = _SUBJECT_LABEL.match(line), _AGENCY_LABEL.match(line)
        if agency and not parties.agency and len(agency[1]) > 3:
            parties.agency = _plain(agency[1])
        elif subject and not parties.subject and len(subject[1]) > 3 and not agency:
            parties.subject = _plain(subject[1])
    if not parties.subject:
        named = (one for line in lines for one in organisations.find(line) if one.form in organisations.COMPANY_FORMS)
        parties.subject = next((o.text for o in named if o.text != parties.agency), "")
    return parties


def _lines(block: Block) -> list[str]:
    if block.rows:
        return ["：".join(pieces.distinct([c for c in row if c])) for row in block.rows]
    return block.text.split("\n")


def _plain(name: str) -> str:
    """A name without the stamp remark some covers add: ××有限公司（公章）."""
    return re.sub(r"[（(](?:公章|盖章|章|加盖公章)[）)]$", "", name).strip("_＿ ")


def _beside(text: str, one: Organisation) -> str:
    return text[max(0, one.start - 16) : one.start] + "／" + text[one.stop : one.stop + 16]


def _learn(parties: Parties, text: str, one: Organisation) -> None:
    """Takes up short and former names that are declared beside a full name."""
    name = tight(one.text)
    is_subject, is_agency = name == parties.subject, name == parties.agency
    if is_subject or is_agency:
        declared = _SHORT.match(text, one.stop)
        if declared:
            quoted = _QUOTED.findall(declared["names"]) or [declared["names"].strip()]
            shorts = {tight(q) for q in quoted if 2 <= len(tight(q)) <= 12}
            (parties.subject_short if is_subject else parties.agency_short).update(shorts)
        return
    renamed = _RENAMED.match(text[one.stop :])
    if parties.subject and (renamed or _FORMER.search(text[: one.start])):
        parties.former.add(name)


def _role(name: str, beside: str, parties: Parties, piece: pieces.Piece, one: Organisation) -> tuple[Role, Place, str]:
    place = piece.place((one.start, one.stop))
    if name == parties.subject or (parties.subject and name.endswith(parties.subject)):
        return "subject", place, parties.subject
    if name == parties.agency or (parties.agency and name.endswith(parties.agency)):
        return "agency", place, parties.agency
    if name in parties.former:
        return "subject", place, parties.subject
    for role, pattern in _ROLE_BY_NAME:
        if pattern.search(name):
            return role, place, name
    for role, pattern in _ROLE_BY_CONTEXT:
        if pattern.search(beside):
            return role, place, name
    return "other", place, name


def _short_names(document: Document, parties: Parties) -> list[Name]:
    found: list[Name] = []
    known: list[tuple[str, Role, str]] = [(s, "subject", parties.subject) for s in parties.subject_short - _COMMON]
    known += [(s, "agency", parties.agency) for s in parties.agency_short - _COMMON]
    if not known:
        return found
    for piece in pieces.of_document(document):
        for short, role, full in known:
            at = piece.text.replace(full, "□" * len(full)).find(short)  # what is left beside the full name
            if at >= 0:
                found.append(Name(short, role, piece.place((at, at + len(short))), full))
    return found
