"""S114 standard-title-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from report_kit.checklist.recognition import bare
from report_kit.checklist.standards import Standard, standards
from report_kit.facts.model import Citation
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_SAME, _NEAR, _FAR, _OTHER = 96, 60, 45, 88
"""A title _SAME as the registered one is right, and below _FAR wrong. One that is _SAME as another standard's (能源管理体系,
环境管理体系), or _OTHER like it and not even _NEAR its own, is the other's."""
_EDITION = re.compile(r"[（(]?\d{4}年?版?[)）]?$|^中华人民共和国|（试行）|\(试行\)|强制性国家标准|国家标准|标准$")


@rule(
    "S114", name="standard-title-mismatch", title="标准号与名称不符或不存在", severity="warning",
    clause=Clause("国家标准全文公开系统", "标准号与名称"), remedy="到国家标准全文公开系统核对标准号、年号和名称",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：标准号旁写的名称不是这个标准的名称；或者引用的年号在两个相邻版本之间，从未发布过。

    依据：标准登记册（checklists/standards.yaml）；名称没有核对过的（title_checked: false）不比较。

    易误判：简称、只写后半个名称、多写“国家标准”的都算对；登记册里没有的标准不判断；号后面不是名称的文字不比较。

    例：“《用能单位能源计量器具配备和管理通则》（GB 24789-2022）”。
    """
    cited = report.facts.citations
    if not cited:
        raise NotFound("没有引用标准")
    said: set[str] = set()
    for one in cited:
        if one.number in said:
            continue
        row = standards().find(one.number)
        finding = _never_issued(one) if row is None else _titled(one, row)
        if finding is not None:
            said.add(one.number)
            yield finding


def _titled(one: Citation, row: Standard) -> Finding | None:
    """The title beside the number against the registered one. Running text after a number is held only against titles
    of other standards: it need not be a title."""
    title = _EDITION.sub("", bare(one.title))
    if not row.title_checked or len(title) < 4:
        return None
    own = _likeness(title, row)
    if own >= _SAME:
        return None
    marked = f"《{one.title}》" in one.place.quote.replace(" ", "") or (
        one.place.row is not None and len(one.title) < 40
    )
    other = max(standards().rows, key=lambda r: (_likeness(title, r), r.series == row.series))
    likeness = _likeness(title, other) if other.title_checked else 0
    if other.series != row.series and likeness >= (_SAME if own >= _NEAR else _OTHER):
        return _finding(one, row, f"，该名称是{other.number}的")
    return _finding(one, row, "") if marked and own < _FAR else None


def _finding(one: Citation, row: Standard, more: str) -> Finding:
    return Finding(
        f"{one.number}的名称是《{row.name}》，报告写作“{one.title}”{more}", (one.place,), subject=one.number,
        expected=row.name, clause=Clause(row.source, row.clause, row.confidence),
    )  # fmt: skip


def _likeness(title: str, row: Standard) -> float:
    own = bare(row.name)
    if title in own or own in title:
        return 100
    return max(fuzz.ratio(title, own), fuzz.partial_ratio(title, own) * 0.9)


def _never_issued(one: Citation) -> Finding | None:
    """A year between two editions of which the elder was in force until the younger replaced it."""
    year = re.search(r"[-—:：](\d{4})$", one.number)
    if year is None:
        return None
    for elder, younger in pairwise(standards().editions_of(one.number)):
        span = [re.search(r"-(\d{4})$", r.number) for r in (elder, younger)]
        if not all(span) or elder.replaced_by != younger.number:
            continue
        first, last = (int(m[1]) for m in span if m)
        if first < int(year[1]) < last:
            return Finding(
                f"没有{one.number}这一版：{elder.number}之后是{younger.number}", (one.place,), subject=one.number,
                expected=younger.number, clause=Clause(younger.source, younger.clause, younger.confidence),
            )  # fmt: skip
    return None
