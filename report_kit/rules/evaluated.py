"""Where a report evaluates each indicator of its edition: values, rows of tables, headings, statements of 不适用."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from report_kit.checklist.edition import Indicator
from report_kit.checklist.forms import DYNAMIC_FORM
from report_kit.checklist.recognition import bare
from report_kit.checklist.vocabulary import vocabulary
from report_kit.document.model import Block, Place
from report_kit.facts.model import Fact, ScoreRow
from report_kit.facts.naming import normal
from report_kit.rules.api import NotApplicable, Report

_NOT_APPLICABLE = re.compile(r"不适用|不涉及|无此项|不产生|未涉及|不参评|不评价")


@dataclass
class Evaluated:
    """What a report says of one indicator."""

    indicator: Indicator
    values: list[Fact] = field(default_factory=list)
    rows: list[Place] = field(default_factory=list)
    mentions: list[Place] = field(default_factory=list)
    scored: list[ScoreRow] = field(default_factory=list)
    excused: bool = False

    @property
    def located(self) -> bool:
        return bool(self.values or self.rows or self.scored or self.excused)


def evaluated(report: Report) -> list[Evaluated]:
    """Every required indicator of the edition with where it is evaluated. Raises NotApplicable without an edition."""
    return [e for e in report.shared(_evaluated) if e.indicator.required]


def evaluated_choice(report: Report, choice: str) -> list[Evaluated]:
    """The indicators of a group of which only some must be answered."""
    return [e for e in report.shared(_evaluated) if e.indicator.choice == choice]


def _evaluated(report: Report) -> list[Evaluated]:
    if report.identity.format == DYNAMIC_FORM:
        raise NotApplicable("年度动态管理表不逐项评价指标")
    if report.edition is None or not report.edition.required_indicators:
        raise NotApplicable("这一版评价要求没有指标清单")
    found = [Evaluated(i) for i in report.edition.indicators]
    owner: dict[str, list[Evaluated]] = {}
    for entry in found:
        for id in entry.indicator.satisfied_by:
            owner.setdefault(id, []).append(entry)
    for fact in report.facts.values:
        for entry in owner.get(fact.id, ()):
            if fact.number is not None and (fact.qualifiers.nature == "actual" or _named_by_nature(fact.id)):
                if fact.qualifiers.approx:  # a highlight (回用率超过75%) is no evaluation
                    entry.mentions.append(fact.place)
                else:
                    entry.values.append(fact)
            else:
                entry.rows.append(fact.place)
    for table in report.facts.scores:
        for row in table.rows:
            for entry in owner.get(row.indicator, ()):
                entry.scored.append(row)
    names = [(bare(name), entry) for entry in found for name in _names(entry.indicator)]
    any_name = re.compile("|".join(sorted({re.escape(name) for name, _ in names}, key=len, reverse=True)))
    for block in report.document.body:
        _read(block, names, any_name)
    return found


@cache
def _named_by_nature(quantity: str) -> bool:
    """Whether a quantity's own name holds a word of limits or targets (优于许可限值的最低比例): it tells no nature then."""
    natures = vocabulary().natures
    words = (*natures.limit, *natures.target, *natures.leading, *natures.benchmark)
    return any(word in vocabulary()[quantity].name for word in words)


def _names(indicator: Indicator) -> set[str]:
    known = {name for id in indicator.satisfied_by for name in vocabulary()[id].names}
    return {n for n in {indicator.name, *indicator.names, *known} if len(n) >= 3}


def _read(block: Block, names: list[tuple[str, Evaluated]], any_name: re.Pattern[str]) -> None:
    if block.type == "table":
        _read_table(block, names, any_name)
        return
    text = bare(block.text)
    if not any_name.search(text):
        return
    for name, entry in names:
        if name in text:
            if block.type == "heading" or _opens_with(block.text, name):
                entry.rows.append(block.place())
            else:
                entry.mentions.append(block.place())
                entry.excused |= bool(_NOT_APPLICABLE.search(block.text))


def _opens_with(text: str, name: str) -> bool:
    """Whether a sentence of the text tells the indicator: it starts with its name, numbering apart, and goes on to say it."""
    start = r"(?:^|[。；;】\n])\s*(?:[（(]?\d{1,2}[)）.、]?\s*)?"
    return (
        re.search(rf"{start}{re.escape(name)}\s*(?:[（(][^)）]*[)）])?\s*(?:[:：=＝为是达]|\d)", normal(text))
        is not None
    )


def _read_table(block: Block, names: list[tuple[str, Evaluated]], any_name: re.Pattern[str]) -> None:
    """A row evaluates an indicator when one of its cells is its name (numbering and brackets apart)."""
    for r, row in enumerate(block.rows):
        for c, text in enumerate(row[:4]):
            if not text or len(text) > 60:
                continue
            plain = re.sub(r"^[\d.、（）()]+", "", bare(text))
            if not any_name.match(plain):
                continue
            for name, entry in names:
                if (
                    plain.startswith(name)
                    and len(plain) <= len(name) + 12
                    and not plain.endswith(("证明", "报告", "材料", "文件", "台账"))
                ):
                    entry.rows.append(block.cell(r, c))
                    entry.excused |= bool(_NOT_APPLICABLE.search("".join(row)))


def own_paragraphs(report: Report, entries: list[Evaluated]) -> list[tuple[Evaluated, Block]]:
    """Indicators told in paragraphs of their own (（3）容积率：0.92，见附件 10), with the paragraph."""
    found = []
    for entry in entries:
        blocks = [report.document.by_id[p.block] for p in entry.rows if p.row is None]
        paragraph = next((b for b in blocks if b.type == "paragraph"), None)
        if paragraph is not None:
            found.append((entry, paragraph))
    return found
