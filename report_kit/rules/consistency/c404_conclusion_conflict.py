"""C404 conclusion-conflict."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.facts.model import Judgement
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "C404", name="conclusion-conflict", title="结论与评分或判定矛盾", severity="error", also="A",
    clause=Clause("评价标准", "评价结果"), remedy="核对各条判定和得分，改正结论或判定",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：基本要求有一条不符合、存在否决情形、得分低于所写的门槛，结论却写符合、推荐；基本信息表与结论的判定相反。

    依据：基本要求、否决条件一票否决；结论应与判定一致。

    易误判：“未发现不符合”“无不符合项”不是不符合；已整改关闭的不符合项不算。

    例：基本要求第 7 条判“不符合”，结论写“符合基本要求，建议推荐”。
    """
    facts = report.facts
    if not facts.conclusions:
        raise NotFound("没有找到结论")
    claims = [c for c in facts.conclusions if c.verdict == "meets" and c.clause in ("basic", "total")]
    failed = [j for j in facts.basics if j.verdict == "fails"]
    vetoed = [j for j in facts.vetoes if j.verdict == "fails"]
    for judgement in failed:
        if claims:
            yield _conflict(f"基本要求“{judgement.text.strip()[:30]}”判为不符合", judgement, claims[0], "basic")
    for judgement in vetoed:
        claim = next(
            (c for c in facts.conclusions if c.clause in ("total", "veto", "basic") and c.verdict == "meets"), None
        )
        if claim:
            yield _conflict(f"否决条件“{judgement.text.strip()[:30]}”判为存在", judgement, claim, "veto")
    for claim in facts.conclusions:
        if claim.clause == "score" and claim.verdict == "fails":
            yield Finding("结论称得分达到要求，所写得分却低于门槛", (claim.place,), subject="score")
    yield from _opposite(facts.conclusions)
    denial = next((c for c in facts.conclusions if c.clause == "total" and c.verdict == "fails"), None)
    if denial and facts.basics and not failed and not vetoed and all(j.verdict == "meets" for j in facts.basics):
        yield Finding(
            f"基本要求全部符合、没有否决情形，结论却写“{denial.text.strip()[:40]}”",
            (denial.place, facts.basics[0].place),
            subject="denial",
        )


def _conflict(what: str, judgement: Judgement, claim: Judgement, subject: str) -> Finding:
    return Finding(f"{what}，结论却写“{claim.text.strip()[:40]}”", (*judgement.places, claim.place), subject=subject)


def _opposite(conclusions: list[Judgement]) -> Iterator[Finding]:
    """The form and the conclusion chapter that say the opposite about the basic requirements."""
    basic = [c for c in conclusions if c.clause == "basic" and c.verdict != "none"]
    meets = next((c for c in basic if c.verdict == "meets"), None)
    fails = next((c for c in basic if c.verdict == "fails"), None)
    if meets and fails:
        yield Finding("一处判基本要求符合，一处判不符合", (fails.place, meets.place), subject="basic-form")
    total = next((c for c in conclusions if c.clause == "total" and c.verdict == "meets"), None)
    if fails and total and not meets:
        yield _conflict("基本要求判为不符合", fails, total, "basic-total")
