"""C403 identifier-conflict."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from report_kit.facts.model import Identifier
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_NEAR = 4
"""So many characters may differ between a code and its slip; codes of different bodies differ in more."""
_KINDS = {"credit_code": "统一社会信用代码", "permit": "排污许可证编号"}


@rule(
    "C403", name="identifier-conflict", title="信用代码、证号前后不一", severity="error",
    clause=Clause("评价报告要求", "与营业执照、许可证一致"), remedy="按营业执照、许可证核对并统一",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：本企业的统一社会信用代码、排污许可证编号在不同地方写得不一样。

    依据：应与营业执照、许可证一致。

    易误判：第三方机构、集团其他公司、供应商的代码本来不同；没有写明是谁的代码，只有与本企业代码只差几位时才报。

    例：基本信息表的代码第 9 位是 M，正文写成 N。
    """
    ours = [i for i in report.facts.identifiers if i.kind in _KINDS and i.owner in ("subject", "")]
    if not ours:
        raise NotFound("没有读到信用代码、许可证编号")
    for kind, title in _KINDS.items():
        group = [i for i in ours if i.kind == kind]
        first = next((i for i in group if i.owner == "subject"), group[0] if group else None)
        if first is None:
            continue
        seen = {first.text.upper()}
        for other in group:
            if other.text.upper() in seen or not _is_slip(other, first):
                continue
            seen.add(other.text.upper())
            yield Finding(
                f"{title}写作{other.text}，其他地方是{first.text}", (other.place, first.place), subject=kind,
                expected=first.text,
            )  # fmt: skip


def _is_slip(other: Identifier, first: Identifier) -> bool:
    distance = Levenshtein.distance(other.text.upper(), first.text.upper())
    if first.kind == "permit" and other.text[:18] == first.text[:18]:
        return False  # several permits of one body: 001P, 002P
    return distance <= _NEAR or (other.owner == first.owner == "subject" and first.kind == "credit_code")
