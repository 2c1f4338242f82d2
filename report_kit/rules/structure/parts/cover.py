"""Items of the cover."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Block
from report_kit.facts import organisations
from report_kit.facts.cover import cover_blocks
from report_kit.facts.organisations import COMPANY_FORMS
from report_kit.facts.pieces import tight
from report_kit.rules.api import Finding, NotFound, Report
from report_kit.rules.structure.parts.format import clause, variant

_NAMES = {
    "cover-title": "报告名称",
    "cover-subject": "工厂名称（申报单位、企业、园区名称）",
    "cover-agency": "第三方评价机构名称",
    "cover-date": "报告日期",
}
_BY_FACTS = frozenset({"cover-date", "cover-agency", "cover-subject"})


def missing(report: Report) -> Iterator[Finding]:
    """Required items that the cover does not show."""
    blocks = cover_blocks(report.document)
    if not any(tight(b.text) or b.type == "table" for b in blocks):
        raise NotFound("没有找到封面")
    form = variant(report)
    text = "\n".join(_text(b) for b in blocks)
    where = next(
        (b.place() for b in blocks if b.type != "table" and tight(b.text)),
        blocks[0].cell(0, 0) if blocks[0].rows else None,
    )
    for item in form.cover:
        if (
            not item.required
            or _shown(report, item.id, text, {b.id for b in blocks})
            or (item.id not in _BY_FACTS and item.strength(text) > 0)
        ):
            continue
        name = _NAMES.get(item.id, item.name)
        yield Finding(
            f"封面没有{name}",
            (where,) if where else (),
            f"在封面补上{name}",
            subject=item.id,
            clause=clause(form, item),
        )


def _text(block: Block) -> str:
    return "\n".join("：".join(row) for row in block.rows) if block.type == "table" else block.text


def _shown(report: Report, item: str, text: str, blocks: set[str]) -> bool:
    plain = tight(text)
    if item == "cover-date":
        return any(d.place.block in blocks and d.role in ("cover", "report") for d in report.facts.dates)
    if item == "cover-agency":
        agency = report.identity.agency
        labelled = any(
            words in plain
            for words in ("评价机构", "第三方机构", "编制单位", "评价单位", "编制机构", "承担单位", "咨询单位")
        )
        return bool(agency and tight(agency) in plain) or labelled or sum(plain.count(f) for f in COMPANY_FORMS) >= 2
    if item == "cover-subject":
        known = tight(report.identity.enterprise)
        named = [tight(o.text) for o in organisations.find(text) if o.form in COMPANY_FORMS]
        return bool(known and known in plain) or any(n != tight(report.identity.agency) for n in named)
    return False
