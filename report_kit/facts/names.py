"""Names of organisations and the role each holds: the subject, the agency, laboratories, suppliers, authorities …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from report_kit.document.model import Block, Document, Place
from report_kit.facts import name_roles, organisations, pieces
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
_FULL_NAME = 5
"""A full name has at least so many characters."""


@dataclass
class Parties:
    """The subject and the agency with what they are also called."""

    subject: str = ""
    agency: str = ""
    subject_short: set[str] = field(default_factory=set)
    agency_short: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    """Declared former names of the subject."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """One organisation in one piece, with its sentence before and behind it, other names masked by □."""

    piece: pieces.Piece
    one: Organisation
    before: str
    after: str

    @property
    def name(self) -> str:
        return tight(self.one.text)


def extract(document: Document, form: list[FormField]) -> list[Name]:
    """Every organisation named in the body, each occurrence with its role; short names that the report declares, too."""
    parties = parties_of(document, form)
    titles = _Titles(document)
    known = frozenset(n for n in (parties.subject, parties.agency) if len(n) >= _FULL_NAME)
    known |= _listed(document, titles)
    heard: list[_Heard] = []
    for piece in pieces.of_document(document):
        found = organisations.find(piece.text, known, cell=titles.holds_names(piece))
        for one in found:
            heard.append(_Heard(piece, one, *_beside(piece.text, one, found)))
            _learn(parties, piece.text, one)
    names = [Name(h.name, *_role(h, parties, titles)) for h in heard]
    order = {block.id: n for n, block in enumerate(document.blocks)}
    return sorted(
        [*names, *_short_names(document, parties)],
        key=lambda n: (order.get(n.place.block, 0), n.place.row or 0, n.place.column or 0),
    )


class _Titles:
    """What stands above the cells of a document's tables."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def header(self, piece: pieces.Piece) -> str:
        if piece.row is None or piece.column is None:
            return ""
        return name_roles.header_of(piece.block, piece.row, piece.column)

    def holds_names(self, piece: pieces.Piece) -> bool:
        return len(piece.text) <= 60 and name_roles.is_column_of_names(self.header(piece))

    def role(self, piece: pieces.Piece) -> Role | None:
        """The role of the names in a cell, by its header and the table's title."""
        if piece.row is None or len(piece.text) > 120:
            return None
        section = self._document.section_of.get(piece.block.id)
        title = piece.block.caption or (section.title if section else "")
        return name_roles.by_table(self.header(piece), title)


def _listed(document: Document, titles: _Titles) -> frozenset[str]:
    """Companies' names that fill a cell of a column of names: where they begin is sure."""
    listed: set[str] = set()
    for table in document.tables:
        for piece in pieces.cells(table):
            text = tight(piece.text)
            if (
                _FULL_NAME < len(text) <= 30
                and text.endswith(organisations.COMPANY_FORMS)
                and titles.holds_names(piece)
            ):
                found = organisations.find(text, cell=True)
                if len(found) == 1 and found[0].text == text:
                    listed.add(text)
    return frozenset(listed)


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


def _beside(text: str, one: Organisation, found: list[Organisation]) -> tuple[str, str]:
    """The sentence before and behind a name, every other name in it one □."""
    start = max(text.rfind(mark, 0, one.start) for mark in "。；;！？\n") + 1
    stop = min((at for mark in "。；;！？\n" if (at := text.find(mark, one.stop)) >= 0), default=len(text))
    return _masked(text, start, one.start, found), _masked(text, one.stop, stop, found)


def _masked(text: str, start: int, stop: int, found: list[Organisation]) -> str:
    parts, at = [], start
    for other in found:
        if at <= other.start and other.stop <= stop:
            parts += [text[at : other.start], "□"]
            at = other.stop
    return tight("".join([*parts, text[at:stop]]))


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


def _role(heard: _Heard, parties: Parties, titles: _Titles) -> tuple[Role, Place, str]:
    name, place = heard.name, heard.piece.place((heard.one.start, heard.one.stop))
    if name == parties.subject or (parties.subject and name.endswith(parties.subject)) or name in parties.former:
        return "subject", place, parties.subject
    if name == parties.agency or (parties.agency and name.endswith(parties.agency)):
        return "agency", place, parties.agency
    role = name_roles.by_name(name) or titles.role(heard.piece) or name_roles.by_trade(name)
    return role or name_roles.by_words(name, heard.before, heard.after), place, name


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
