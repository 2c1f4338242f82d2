"""Evidence that must be attached, as the list of annexes and the evidence columns name it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Block, Document
from report_kit.facts import listing, pieces
from report_kit.rules.api import Clause, Finding, NotFound, Report
from report_kit.rules.structure.parts.format import variant

_LIST_TITLE = re.compile(r"附件|附录|证明材料|佐证|参考文件|支撑材料|支持性文件|材料清单|证据清单|资料清单")
_EVIDENCE_HEAD = re.compile(r"证明|佐证|材料|索引|附件|证据")
_OF_VALUES = re.compile(r"引领值|基准值|指标值|得分|单项")
_FEWEST = 8
"""Entries of a list that is itemised; a shorter one names groups of papers."""


def missing(report: Report) -> Iterator[Finding]:
    """Required evidence that is named neither in the list nor in an evidence column: one finding."""
    form, document = variant(report), report.document
    scores = {t.block for t in report.facts.scores}
    # A chapter 「评价表及相关证明材料」 holds tables of indicators too.
    lists = [
        b for b in _lists(document) if b.id not in scores and not (b.rows and _OF_VALUES.search("".join(listing.headers(b))))
    ]  # fmt: skip
    entries = [p.text for p in pieces.of_blocks(lists)]
    if sum(len(re.findall(r"[、，；]", e)) + 1 for e in entries) < _FEWEST:
        raise NotFound("没有找到逐项列出的证明材料清单")
    listed = "\n".join([*entries, *_evidence_columns(document)])
    absent = [
        a for a in form.attachments
        if a.required and not a.strength(listed)
    ]  # fmt: skip
    if not absent:
        return
    places = (lists[0].place() if lists[0].type != "table" else lists[0].cell(0, 0),)
    names = "、".join(a.name for a in absent)
    basis = Clause(absent[0].source, absent[0].clause, absent[0].confidence)
    yield Finding(f"证明材料清单中没有：{names}", places, f"补充{names}，并列入清单", "attachments", clause=basis)


def _lists(document: Document) -> list[Block]:
    blocks: list[Block] = []
    for section in document.sections:
        if section.path and _LIST_TITLE.search(section.path[-1]):
            blocks += [b for b in section.blocks if b.type in ("table", "paragraph")]
    blocks += [t for t in document.tables if _LIST_TITLE.search(t.caption) and t not in blocks]
    return blocks


def _evidence_columns(document: Document) -> Iterator[str]:
    for table in document.tables:
        for column, title in enumerate(listing.headers(table)):
            if _EVIDENCE_HEAD.search(title):
                yield from (row[column] for row in table.rows[listing.body_start(table) :] if column < len(row))
