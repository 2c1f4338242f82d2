"""C402 enterprise-name-conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from report_kit.document.model import Place
from report_kit.facts.model import Name
from report_kit.facts.organisations import COMPANY_FORMS
from report_kit.facts.pieces import of_document, tight
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_SHORTEST = 4
_MOST = 3
"""So many characters may differ between a name and its slip."""


@rule(
    "C402", name="enterprise-name-conflict", title="企业名称前后不一", severity="warning",
    clause=Clause("评价报告要求", "名称与营业执照一致"), remedy="统一为营业执照上的名称；确有更名的，写明曾用名和更名时间",
    innocent=("更名前的证书、报告仍是原名", "集团内名称相近的另一家公司"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：企业全称的写法前后不同（错字、漏字、多字）。

    依据：名称应与营业执照一致。

    易误判：声明过的简称、曾用名不报；供应商、检测机构等角色明确的其他公司不报；换行、空格不算差别。

    例：基本信息表写“槿岩新型建材”，结论写“槿岩新型材料”。
    """
    subject = report.identity.enterprise
    if not subject or not subject.endswith(COMPANY_FORMS):
        raise NotFound("没有读到企业全称")
    others = {
        n.text for n in report.facts.names if n.role in ("agency", "laboratory", "certifier", "authority", "park")
    }
    former = {n.text for n in report.facts.names if n.role == "subject"}
    first = next((n.place for n in report.facts.names if n.text == subject), None)
    seen: set[str] = set()
    for name in report.facts.names:
        written = _slip(name, subject)
        if not written or written in seen or name.text in others or name.text in former:
            continue
        seen.add(written)
        places: tuple[Place, ...] = (name.place, first) if first else (name.place,)
        yield Finding(f"企业名称写作“{written}”，其他地方是“{subject}”", places, subject=written, expected=subject)
    yield from _short_slips(report)


def _short_slips(report: Report) -> Iterator[Finding]:
    """A declared short name with one character wrong, where no other body of that name is known."""
    shorts = {n.text: n.place for n in reversed(report.facts.names) if n.role == "subject" and _is_short(n)}
    full = {tight(n.text) for n in report.facts.names if n.role != "subject"}
    for short, place in shorts.items():
        # The last character tells the trade: 铎润电器 may be a sister of 铎润电机.
        forms = [rf"{re.escape(short[:n])}[\u4e00-\u9fff]{re.escape(short[n + 1 :])}" for n in range(len(short) - 1)]
        pattern = re.compile("|".join(forms))
        for piece in of_document(report.document):
            found = next((m for m in pattern.finditer(piece.text) if m[0] != short), None)
            if found is None or any(found[0] in name for name in full):
                continue
            before = piece.text[max(0, found.start() - 1) : found.start()]
            if short in piece.text[found.start() : found.end() + len(short)] or re.match(r"[（(某]", before):
                continue
            yield Finding(
                f"企业简称写作“{found[0]}”，其他地方是“{short}”", (piece.place(found.span()), place), subject=found[0],
                expected=short,
            )  # fmt: skip
            break


def _is_short(name: Name) -> bool:
    """Whether a name is a declared short one, long enough that one wrong character is a slip."""
    return _SHORTEST <= len(name.text) <= 8 and not name.text.endswith(COMPANY_FORMS) and bool(name.canonical)


def _slip(name: Name, subject: str) -> str:
    """The part of a name that is the subject's name with a slip; '' when it is another body's or right."""
    text = tight(name.text)
    if name.role not in ("other", "supplier", "customer", "parent") or not text.endswith(COMPANY_FORMS):
        return ""
    if subject in text or subject.endswith(text):  # the place left out is no slip
        return ""
    ends = range(len(subject) - _MOST, len(subject) + _MOST + 1)
    tails = [text[-n:] for n in ends if n <= len(text)] or [text]
    best = min(tails, key=lambda t: Levenshtein.distance(t, subject))
    distance = Levenshtein.distance(best, subject)
    return best if 0 < distance <= _allowed(best, subject) else ""


def _allowed(text: str, subject: str) -> int:
    """Short cores differ by little: 字号 of two firms of one town and trade may share all but two characters."""
    core = len(subject)
    for form in COMPANY_FORMS:
        if subject.endswith(form):
            core -= len(form)
            break
    same_form = any(text.endswith(f) and subject.endswith(f) for f in COMPANY_FORMS)
    return min(_MOST, 1 if core < 9 else 2 if core < 14 else 3) if same_form else 2
