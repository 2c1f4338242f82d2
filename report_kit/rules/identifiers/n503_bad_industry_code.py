"""N503 bad-industry-code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from report_kit.checklist.classifications import Industries, industries
from report_kit.checklist.recognition import bare
from report_kit.facts.model import Identifier
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_SAME = 90
_NEAR = 60


@rule(
    "N503", name="bad-industry-code", title="行业代码不存在、与名称不符、非制造业", severity="warning",
    clause=Clause("GB/T 4754-2017", "小类代码"), remedy="按 GB/T 4754-2017 核对四位代码和名称",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：四位行业代码在国民经济行业分类中没有、与写出的行业名称对不上，或不属于制造业（13–43）。

    依据：GB/T 4754-2017；绿色工厂的申报主体是制造型企业。

    易误判：名称写法相近、写大类名称的不报；只有写出的名称正是另一个代码的名称才报不符；园区不查制造业。

    例：3852 家用厨房电器具制造（3852 是家用空气调节器制造，厨房电器具是 3854）。
    """
    table = industries()
    codes = [i for i in report.facts.identifiers if i.kind == "industry_code" and len(i.text) == 4]
    if not codes:
        raise NotFound("没有读到四位行业代码")
    for code in codes:
        name = table.name_of(code.text)
        section = table.section_of(code.text)
        if section is None or (name is None and table.is_complete_for(code.text)):
            yield Finding(f"行业代码{code.text}在国民经济行业分类中不存在", (code.place,), subject=code.text)
            continue
        if report.identity.kind != "park" and not table.is_manufacturing(code.text):
            yield Finding(f"行业代码{code.text}不属于制造业", (code.place,), subject=code.text)
            continue
        if name and (other := _other_name(code, name, table)):
            yield Finding(
                f"行业代码{code.text}是“{name}”，写出的名称是{other[1]}“{other[0]}”", (code.place,), subject=code.text,
                expected=other[1],
            )  # fmt: skip


def _other_name(code: Identifier, name: str, table: Industries) -> tuple[str, str] | None:
    """(name, code) of the other class whose name is printed beside the code, or None."""
    printed = re.sub(r"[（(]\s*[）)]|GB/?T?\s*4754.*", "", re.sub(r"C?\d{2,4}", "", code.place.quote))
    words = [w for w in re.split(r"[\s,，、;；：:/（）()]+", printed) if len(w) >= 4]
    whole = bare(printed)
    names = {bare(n): n for n in table.by_name}
    same = names.get(whole)
    if same and whole != bare(name) and not code.text.startswith(table.by_name[same]):
        return same, table.by_name[same]
    if not words or fuzz.partial_ratio(bare(name), whole) >= _SAME or fuzz.ratio(bare(name), whole) >= _NEAR + 15:
        return None
    for candidate in (whole, *map(bare, words)):
        best = process.extractOne(candidate, names.keys(), scorer=fuzz.ratio, score_cutoff=_SAME)
        if best and fuzz.ratio(bare(name), candidate) < best[1] - 5:
            other = names[best[0]]
            return (other, table.by_name[other]) if table.by_name[other] != code.text else None
    return None
