"""C409 evidence-value-conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from report_kit.checklist.vocabulary import vocabulary
from report_kit.evidence import Evidence, EvidenceFile
from report_kit.facts.model import Fact
from report_kit.facts.wording import plain_label
from report_kit.rules.api import Clause, Finding, NotApplicable, NotFound, Report, rule
from report_kit.rules.conflicts import comparable, interval, is_named_widely, names_many, ratio_of
from report_kit.rules.recomputing import factor_words, slip, value_words

_Source = tuple[EvidenceFile, Fact]


@rule(
    "C409", name="evidence-value-conflict", title="报告数值与佐证（统计报表、台账）不一", severity="error", also="A",
    clause=Clause("评价报告数据核实", "与统计报表、台账一致"), remedy="核对统计报表、台账和报告，改正错的一方；口径不同的，在报告中写明",
    innocent=("报表口径不同（法人、厂区）", "报表后来更正", "含或不含光伏自用电"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：佐证文件夹里统计报表（205-1、205-4、B204-1）、台账、抄表记录的全年数值，与报告同一年、同一指标的数值不一。

    依据：评价数据应能追溯到统计报表、台账等原始资料。

    易误判：单位不同先换算；报告取整、取万在末位误差内算一致；只比全年、全厂、实际值；几份佐证中有一份相符就算相符；相差数倍的多半是另一个量，不报。

    例：报告电力 512.60 万kWh，205-1 表为 521.60 万千瓦时。
    """
    evidence: Evidence | None = report.evidence
    if evidence is None:
        raise NotApplicable("没有给出佐证材料（--evidence）")
    told = _told(evidence, report.identity.year)
    compared = 0
    for (id, year, label, basis), facts in comparable(report).items():
        if names_many(id):
            continue
        sources = [
            (file, fact) for file, fact in told.get((id, year), ())
            if (not label or plain_label(fact.label) == label or not is_named_widely(id))
            and (basis is None or fact.qualifiers.basis in (None, basis))
        ]  # fmt: skip
        if not sources:
            continue
        compared += 1
        found = _compare(facts, sources)
        if found is not None:
            yield found
    if not compared:
        raise NotFound("佐证材料里没有读到可与报告核对的数据")


def _told(evidence: Evidence, this_year: int | None) -> dict[tuple[str, int | None], list[_Source]]:
    told: dict[tuple[str, int | None], list[_Source]] = defaultdict(list)
    for file in evidence.files:
        for fact in file.values:
            if fact.number is not None and not fact.qualifiers.scope and fact.qualifiers.nature == "actual":
                told[fact.id, fact.year or this_year].append((file, fact))
    return told


def _compare(facts: list[Fact], sources: list[_Source]) -> Finding | None:
    """The report's value that no source agrees with, beside the nearest source."""
    alike: list[tuple[Fact, EvidenceFile, Fact, bool]] = []
    for fact in facts:
        own = interval(fact)
        for file, other in sources:
            its = interval(other)
            if own is None or its is None or not _same_dimension(fact, other):
                continue
            alike.append((fact, file, other, own.overlaps(its)))
    if not alike or any(agrees for *_, agrees in alike):
        return None
    fact, file, other, _ = alike[0]
    own, its = interval(fact), interval(other)
    assert own is not None and its is not None
    ratio = ratio_of(own, its)
    factor = slip(ratio) if ratio is not None else None
    if factor is None and (ratio is None or not Decimal("0.5") <= ratio.middle <= 2):
        return None
    why = f"，相差约{factor_words(factor)}，疑为单位错位" if factor is not None else ""
    year = f"{fact.year}年" if fact.year else ""
    return Finding(
        f"{year}“{fact.label}”报告为{value_words(fact)}，佐证{file.where(other)}为{value_words(other)}{why}。", (fact.place,),
        subject=fact.id, year=fact.year, expected=value_words(other),
    )  # fmt: skip


def _same_dimension(a: Fact, b: Fact) -> bool:
    if a.unit is None or b.unit is None:
        return (a.unit is None) == (b.unit is None)
    return a.unit.dimension == b.unit.dimension or vocabulary()[a.id].dimension.startswith("volume")
