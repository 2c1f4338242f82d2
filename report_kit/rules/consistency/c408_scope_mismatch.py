"""C408 scope-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Place
from report_kit.facts import listing, organisations
from report_kit.facts.certificates import SYSTEM_LETTERS
from report_kit.facts.pieces import tight
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_HOLDER = re.compile(
    r"(?:持证|获证|认证|受检|被测|委托|送检|证书|许可证?)(?:主体|单位|组织|企业|方|客户|持有者|持有人|所有人)(?:名称)?|^持有人$|^受检方$"
)
_NOT_HOLDER = re.compile(r"认证机构|发证|检测机构|检测单位|承检")
_PAPER = re.compile(r"证书|许可|检测|监测|报告|认证|登记")
_COMMON = re.compile(
    r"生产|制造|加工|销售|服务|及其|相关|管理|活动|产品|系列|设计|开发|研发|有限|公司|股份|以及|所涉及|的|场所|与|和|及|等|技术|有限责任"
)
_HOLDER_TOLD = re.compile(
    r"(?:获证|持证|认证|证书)(?:主体|组织|单位|企业|持有人|持有者|所有人)(?:名称)?(?:均|都|皆)?(?:为|是)\s*(?P<name>[\u4e00-\u9fff（）()]{4,40}?(?:公司|厂))(?=[，,。；;、（(]|$)"
)
_SCOPE_TOLD = re.compile(r"(?:认证|证书)(?:覆盖)?范围(?:均|都)?(?:为|是|覆盖|包括|涵盖)\s*(?P<scope>[^，,。；;]{4,60})")
_GROUP = re.compile(r"集团|总公司|母公司|控股")


@rule(
    "C408", name="scope-mismatch", title="证书、检测报告主体或范围不含本企业、本产品", severity="warning", also="A",
    clause=Clause("评价报告要求", "证明材料的主体和范围"), remedy="换成以本企业为主体、范围含本产品的证书或报告，或说明主体关系",
    innocent=("集团统一认证，证书附多场所清单", "更名前的证书尚在有效期", "委托方与受检方不同"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：证书、许可证、检测报告表里的持证（受检）单位不是本企业；管理体系证书的认证范围里没有本企业的产品或行业。

    依据：证明材料的主体应是受评价方，认证范围应覆盖所评价的产品和场所。

    易误判：集团、母公司统一持证的只作提示的除外，不报；曾用名、简称算本企业；计量检定、供应商的证书不看；范围写法与产品名有共同字词就不报。

    例：环境管理体系证书的获证组织是另一家公司。
    """
    subject = tight(report.identity.enterprise)
    if not subject:
        raise NotFound("没有读到企业名称")
    found = False
    for table in report.document.tables:
        heads = listing.headers(table)
        at = [n for n, h in enumerate(heads) if _HOLDER.search(h) and not _NOT_HOLDER.search(h)]
        if (
            not at
            or not _PAPER.search(table.caption + "".join(heads))
            or re.search(r"供应商|供方|客户|设备", table.caption)
        ):
            continue
        found = True
        for row in listing.rows(table):
            for column in at:
                named = [n for n in organisations.find(row.text(column)) if n.form in organisations.COMPANY_FORMS]
                if named and not _ours(report, tight(named[0].text), subject):
                    yield Finding(
                        f"“{_paper(row, column)}”的主体是{tight(named[0].text)}，不是{subject}。",
                        _places(report, row.place(column)), subject="holder",
                    )  # fmt: skip
    for finding in (*_told(report, subject), *_scopes(report, subject)):
        found = True
        if finding is not None:
            yield finding
    for file in report.evidence.files if report.evidence is not None else ():
        found = found or bool(file.holders)
        if (
            file.kind in ("certificate", "test-report")
            and file.holders
            and not any(_ours(report, h, subject) for h in file.holders)
        ):
            field = report.facts.field_of("factory_name")
            yield Finding(
                f"佐证“{file.name}”的主体是{file.holders[0]}，不是{subject}。",
                (field.place,) if field else (),
                subject=f"evidence:{file.name}",
            )
    if not found:
        raise NotFound("没有读到写明主体或范围的证书、检测报告")


def _paper(row: listing.Row, column: int) -> str:
    return next(
        (row.text(n) for n in range(len(row.headers)) if n != column and re.search(r"[\u4e00-\u9fff]{2}", row.text(n))),
        "证书",
    )


def _ours(report: Report, name: str, subject: str) -> bool:
    if name in subject or subject in name or _GROUP.search(name):
        return True
    return any(n.role in ("subject", "parent") and tight(n.text) == name for n in report.facts.names)


def _places(report: Report, place: Place) -> tuple[Place, ...]:
    field = report.facts.field_of("factory_name")
    return (place, field.place) if field is not None and field.place != place else (place,)


def _told(report: Report, subject: str) -> Iterator[Finding | None]:
    """「上述证书的获证组织均为…公司，认证范围为…的设计、生产」: holder and scope in a sentence. None for one that fits."""
    for block in report.document.paragraphs:
        for match in _HOLDER_TOLD.finditer(block.text):
            name = tight(match["name"])
            ours = _ours(report, name, subject) or name in ("本企业", "本公司")
            yield None if ours else Finding(
                f"证书的主体写作{name}，不是{subject}。", _places(report, block.place(match.span("name"))), subject="holder",
            )  # fmt: skip
        for match in _SCOPE_TOLD.finditer(block.text):
            if not re.search(r"证书|体系|获证|持证", block.text) or re.search(r"供应商|供方|客户", block.text):
                continue
            known = _pairs("／".join(_own_words(report, subject)))
            own = _pairs(match["scope"])
            fits = (
                not own
                or _spoken_of_elsewhere(report, match["scope"])
                or bool(own & known)
                or bool(re.search(r"见|附|全厂|公司所有|上述|本公司|企业", match["scope"]))
            )
            yield None if fits else Finding(
                f"证书的认证范围写作“{tight(match['scope'])[:40]}”，不含本企业的产品。",
                _places(report, block.place(match.span("scope"))), subject="scope",
            )  # fmt: skip


def _spoken_of_elsewhere(report: Report, scope: str) -> bool:
    """Whether the report speaks of what the scope names in more places than here."""
    core = re.split(r"的(?:设计|研发|开发|生产|制造|加工|销售)|及|、|和", tight(scope))[0]
    return sum(core in tight(text) for text in report.document.text()) > 1


def _own_words(report: Report, subject: str) -> list[str]:
    return [subject, *(f.text for f in report.facts.form if f.id in ("main_products", "products", "industry"))]


def _scopes(report: Report, subject: str) -> Iterator[Finding | None]:
    """A system's scope that shares no pair of characters with products, industry and name. None for one that does."""
    known = "／".join(_own_words(report, subject))
    if "／" not in known:
        return
    pairs = _pairs(known)
    for one in report.facts.certificates:
        if one.kind not in SYSTEM_LETTERS or len(tight(one.scope)) < 4:
            continue
        own = _pairs(one.scope)
        if not own or own & pairs or re.search(r"见|附|全厂|公司所有|上述", one.scope):
            yield None
            continue
        block = report.document.by_id[one.place.block]
        at = next((n for n, text in enumerate(block.rows[one.place.row or 0]) if text == one.scope), 0)
        yield Finding(
            f"{one.kind}证书的范围是“{one.scope[:40]}”，不含本企业的产品。", _places(report, block.cell(one.place.row or 0, at)),
            subject=f"scope:{one.kind}",
        )  # fmt: skip


def _pairs(text: str) -> set[str]:
    plain = _COMMON.sub("／", re.sub(r"[^\u4e00-\u9fffA-Za-z]", "／", tight(text)))
    return {plain[n : n + 2] for n in range(len(plain) - 1) if "／" not in plain[n : n + 2]}
