"""within-dates: days lie where they must. `what`: certificates (valid throughout) or events (not after the report)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from report_kit.document.model import Place
from report_kit.facts.model import Certificate
from report_kit.facts.pieces import tight
from report_kit.rules.api import Finding, NotApplicable, NotFound, Report

_FACTS = frozenset({"event", "sampling", "testing", "issue", "founding", "production_start", "drafting", "approval"})
_FUTURE_BY_NATURE = re.compile(
    r"实施|施行|执行|有效|截止|到期|计划|拟|预计|将于|前完成|之前|目标|规划|期限|届满|力争|争取|下一?年度|下次|待|应于|租赁期|合同期|保险"
)


def run(report: Report, *, what: str) -> Iterator[Finding]:
    """Days that do not lie where they must."""
    yield from _certificates(report) if what == "certificates" else _events(report)


def _certificates(report: Report) -> Iterator[Finding]:
    identity = report.identity
    if not report.facts.certificates:
        raise NotFound("没有读到证书、许可的有效期")
    if not identity.period and not identity.dated:
        raise NotFound("没有读到评价年度和报告日期")
    first = date(identity.period[0], 1, 1) if identity.period else date(identity.dated.year - 1, 1, 1)  # type: ignore[union-attr]
    last = identity.dated or date(identity.period[-1], 12, 31)
    by_kind: dict[str, list[Certificate]] = defaultdict(list)
    for one in report.facts.certificates:
        if one.holder in ("", tight(identity.enterprise)):
            by_kind[one.kind].append(one)
    for kind, group in by_kind.items():
        for one in group:
            end = one.valid_until
            if end is None or end >= last or _renewed(one, group):
                continue
            when = (
                "评价期开始前"
                if end < first
                else "评价期内"
                if not identity.period or end.year <= identity.period[-1]
                else "报告日期前"
            )
            places: tuple[Place, ...] = (one.until_place or one.place,)
            if identity.dated_place:
                places += (identity.dated_place,)
            yield Finding(
                f"{kind}有效期至{end.isoformat()}，{when}已失效，未见换证记录", places, subject=kind,
                remedy="补充换发、延续后的证书，或说明失效期间的情况",
            )  # fmt: skip


def _renewed(one: Certificate, group: list[Certificate]) -> bool:
    """Whether another certificate of the kind covers the day after."""
    assert one.valid_until
    next_day = one.valid_until + timedelta(days=1)
    return any(
        other is not one and other.valid_until and other.valid_until > one.valid_until
        and (other.valid_from is None or other.valid_from <= next_day)
        for other in group
    )  # fmt: skip


def _events(report: Report) -> Iterator[Finding]:
    dated, place = report.identity.dated, report.identity.dated_place
    if dated is None or place is None:
        raise NotFound("没有读到报告日期")
    if all(d.place == place for d in report.facts.dates):
        raise NotApplicable("没有其他日期")
    for one in report.facts.dates:
        if one.role not in _FACTS or one.day is None or one.day <= dated:
            continue
        if one.role in ("drafting", "approval") or _FUTURE_BY_NATURE.search(_around(one.place.quote, one.text)):
            continue
        yield Finding(
            f"“{one.text}”的事项晚于报告日期{dated.isoformat()}，却写成已经发生", (one.place, place),
            "核对日期；属于计划的，请写明“计划”“拟”", subject=one.role,
        )  # fmt: skip


def _around(quote: str, text: str) -> str:
    """Words of the quote near the date."""
    at = quote.find(text)
    return quote if at < 0 else quote[max(0, at - 16) : at + len(text) + 16]
