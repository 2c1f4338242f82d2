"""The promise of truthfulness, with the places for signature and seal."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checklist.forms import Promise
from report_kit.checklist.recognition import strength
from report_kit.document.model import Block, Document, Place
from report_kit.facts.pieces import tight
from report_kit.rules.api import Clause, Finding, NotApplicable, Report
from report_kit.rules.structure.parts.format import severity, variant

_REACH = 14
"""How many blocks after the promise its signature lines may stand."""


def missing(report: Report) -> Iterator[Finding]:
    """The promise, or the signature and seal below it."""
    form = variant(report)
    promise = form.promise
    if promise is None:
        raise NotApplicable("该格式不要求承诺")
    basis = Clause(promise.source, promise.clause, promise.confidence)
    found = _find(report.document, promise)
    if found is None:
        yield Finding(
            f"没有找到真实性承诺（{promise.name}）及签字、公章栏",
            _near_form(report),
            "补上真实性承诺全文，由法定代表人（负责人）签字并加盖公章、写明日期",
            subject=promise.id,
            severity=severity(form),
            clause=basis,
        )
        return
    at, words = found
    has_signature = any(w in words for w in promise.signature)
    has_seal = any(w in words for w in promise.seal)
    if has_signature and has_seal:
        return
    what = "签字、公章栏" if not has_signature and not has_seal else "公章栏" if has_signature else "签字栏"
    yield Finding(
        f"真实性承诺下没有{what}",
        (at.place(),),
        f"在承诺之后补上{what}，并写明日期",
        subject=f"{promise.id}-signature",
        severity=severity(form) if not has_signature and not has_seal else "warning",
        clause=basis,
    )


def _find(document: Document, promise: Promise) -> tuple[Block, str] | None:
    """The block where the promise begins, and all words from there to its signatures."""
    blocks = [b for b in document.blocks if b.where in (None, "textbox", "footnote")]
    for n, block in enumerate(blocks):
        words = _words(block)
        if not strength(promise.recognised_by, words):
            continue
        text = words + "".join(_words(b) for b in _following(blocks, n))
        if all(any(word in text for word in group) for group in promise.must_hold) and _promises(block, words, text):
            return block, text + "".join(_words(b) for b in document.blocks if b.where == "textbox")
    return None


def _promises(block: Block, words: str, text: str) -> bool:
    """Whether it is a promise and no mention of one (「对相关方的承诺」, a row of the basic requirements)."""
    if block.type == "heading":
        return "承诺" in words or "声明" in words
    at = max(words.find("承诺"), words.find("声明"))
    around = words[max(0, at - 40) : at + 260]
    ours = any(
        w in text
        for w in (
            "我单位",
            "本单位",
            "我公司",
            "本公司",
            "我司",
            "本机构",
            "我方",
            "我机构",
            "我厂",
            "本企业",
            "我们",
            "本园区",
            "我企业",
            "承诺人",
        )
    )
    return ours and ("真实" in around or "责任" in around)


def _following(blocks: list[Block], n: int) -> list[Block]:
    following: list[Block] = []
    for block in blocks[n + 1 : n + 1 + _REACH]:
        if block.type == "heading" and block.level <= 1 and following:
            break
        following.append(block)
    return following


def _words(block: Block) -> str:
    if block.type == "table":
        return tight("".join(c for row in block.rows for c in dict.fromkeys(row)))
    return tight(block.heading if block.type == "heading" else block.text)


def _near_form(report: Report) -> tuple[Place, ...]:
    if report.facts.form:
        return (report.facts.form[-1].place,)
    return ()
