"""P705 agency-not-independent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.facts import pieces
from report_kit.facts.pieces import tight
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_AGENCY_PHONES = ("agency_legal_person_phone", "agency_contact_phone", "compiler_phone", "reviewer_phone")
_SUBJECT_PHONES = ("contact_phone", "mobile", "legal_person_phone")
_AGENCY_PEOPLE = ("agency_legal_person", "agency_contact", "compiler", "reviewer")
_SUBJECT_PEOPLE = ("legal_person", "contact")
_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_PUBLIC_MAIL = re.compile(
    r"(?:^|\.)(?:qq|163|126|139|189|sina|sohu|gmail|outlook|hotmail|foxmail|yeah|aliyun|21cn|wo|vip)\."
)
_WROTE = re.compile(
    r"(?:机构|评价组|我公司|我院|本公司|咨询公司|评价单位)[^。；，]{0,24}(?:协助|帮助|辅导|指导|代为|参与|负责|代)[^。；，]{0,12}自评价?(?:报告|材料)[^。；]{0,4}(?:编[写制]|撰写|起草)?"
    r"|自评价?(?:报告|材料)[^。；，]{0,6}(?:由|系)[^。；，]{0,20}(?:机构|评价单位|我公司|本公司)[^。；，]{0,10}(?:编[写制]|撰写|起草|完成)"
)
_TIED = re.compile(
    r"(?:同一(?:法定代表人|实际控制人|控股股东|股东|集团|投资人)|关联(?:企业|公司|方)|控股子公司|全资子公司|存在关联关系|参股)"
)
_DENIED = re.compile(r"[未不无非]|没有|独立于|回避|不得|禁止|承诺")


@rule(
    "P705", name="agency-not-independent", title="机构与受评方关联、参与自评价编写", severity="warning",
    nature="signal", trigger="C", modes=("third-party",),
    clause=Clause("绿色制造第三方评价工作要求", "独立性"),
    remedy="请机构和企业说明两者关系，必要时更换评价机构",
    innocent=("填表时抄错了栏目", "同在一栋写字楼办公", "同名不同人", "受托统一收发材料的电话"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：第三方机构与受评价方的法定代表人、联系人、电话、邮箱域名、地址或信用代码相同；或文中写明机构参与了自评价报告编写、与企业有关联关系。

    依据：第三方机构应与企业自评价保持独立，不应参与企业自评价报告编写。只是线索，需核实。

    易误判：公共邮箱（qq、163 等）不比；地址只到区、路而没有门牌的不比；“未参与”“无关联关系”等否定说法不算；受评方、机构同在一个园区是正常的。

    例：企业联系电话与机构联系人电话都是 0762-3380001。
    """
    answers = {f.id: f for f in report.facts.form if f.text.strip()}
    if not any(id in answers for id in ("agency_name", *_AGENCY_PEOPLE)) and not report.identity.agency:
        raise NotFound("没有读到第三方机构信息")

    def same(what: str, ours: tuple[str, ...], theirs: tuple[str, ...], fewest: int) -> Iterator[Finding]:
        for a in ours:
            for b in theirs:
                one, other = answers.get(a), answers.get(b)
                if one is None or other is None:
                    continue
                text = _plain(one.text)
                if len(text) >= fewest and text == _plain(other.text):
                    yield Finding(
                        f"机构与受评价方的{what}相同：{one.text.strip()}（线索，需核实）", (one.place, other.place),
                        subject=f"same:{a}:{b}",
                    )  # fmt: skip
                    return

    yield from same("人员", _AGENCY_PEOPLE, _SUBJECT_PEOPLE, 2)
    yield from same("电话", _AGENCY_PHONES, _SUBJECT_PHONES, 7)
    address = answers.get("agency_address")
    if address is not None and re.search(r"\d", address.text):
        yield from same("地址", ("agency_address",), ("factory_address",), 8)
    yield from _codes(report)
    yield from _mails(report)
    yield from _told(report)


def _plain(text: str) -> str:
    return re.sub(r"[^\w\u4e00-\u9fff]|_", "", tight(text)).lower()


def _codes(report: Report) -> Iterator[Finding]:
    codes = [i for i in report.facts.identifiers if i.kind == "credit_code"]
    ours = {i.text: i for i in codes if i.owner == "agency"}
    theirs = {i.text: i for i in codes if i.owner == "subject"}
    for code in ours.keys() & theirs.keys():
        yield Finding(
            f"机构与受评价方的统一社会信用代码相同：{code}（线索，需核实）", (ours[code].place, theirs[code].place),
            subject="same:code",
        )  # fmt: skip


def _mails(report: Report) -> Iterator[Finding]:
    """Domains of the agency's and the subject's own mail."""
    ours: dict[str, Place] = {}
    theirs: dict[str, Place] = {}
    for field in report.facts.form:
        for domain in _MAIL.findall(field.text):
            if not _PUBLIC_MAIL.search(domain.lower()):
                (ours if field.group == "agency" else theirs).setdefault(domain.lower(), field.place)
    for domain in ours.keys() & theirs.keys():
        yield Finding(
            f"机构与受评价方使用同一邮箱域名：{domain}（线索，需核实）", (ours[domain], theirs[domain]), subject="same:mail",
        )  # fmt: skip


def _told(report: Report) -> Iterator[Finding]:
    agency = tight(report.identity.agency)
    for piece in pieces.of_document(report.document):
        if not re.search(r"自评|关联|子公司|同一|参股", piece.text):
            continue
        for sentence in re.finditer(r"[^。；;\n]+", piece.text):
            words = sentence[0]
            wrote = _WROTE.search(words)
            tied = _TIED.search(words) if agency and agency in tight(words) else None
            found = wrote or tied
            if found is None or _DENIED.search(words[max(0, found.start() - 12) : found.end()]):
                continue
            if tied and not wrote and tight(report.identity.enterprise) not in tight(words) and "受评价" not in words:
                continue
            what = "参与了自评价报告编写" if wrote else "与受评价方有关联关系"
            yield Finding(f"文中写明机构{what}（线索，需核实）", (piece.place(sentence.span()),), subject="told")
