"""I205: indicator rows whose evidence column is blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Block
from report_kit.facts.model import ScoreRow
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.evaluated import Evaluated, evaluated, own_paragraphs

_EVIDENCE = re.compile(
    r"(?:证明材料|附件|材料|证据|见证|佐证|证|索引)\s*[-—]?\s*\d+|【\d+】|\[\d+\]|[（(][A-Z甲乙丙丁戊]{1,3}\s?[-—]?\d+[)）]|[A-Z]{1,3}[-—]\d{2,3}"
)
_BLANK = ("", "/", "—", "-", "无")


@rule(
    "I205",
    name="indicator-without-evidence",
    title="未列证明材料索引",
    severity="warning",
    clause=Clause("评价报告格式", "评价指标表“证明材料索引”栏"),
    remedy="在该行填写证明材料的编号，并在附件清单中列出。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：评价表有“证明材料”一栏，某一评分行或指标行却空着。

    依据：报告格式要求参考文件与评价指标表“证明材料索引”一栏对应。

    易误判：合计行、得 0 分或不适用的行可以空；整栏都空的表只提示一次。

    例：指标表第 7 行得 8 分，证明材料索引为空。
    """
    tables = [t for t in report.facts.scores if any(r.evidence for r in t.rows)]
    told = [] if report.edition is None else own_paragraphs(report, evaluated(report))
    if not tables and not told:
        raise NotFound("没有找到带证明材料栏的评价表")
    yield from _paragraphs(told)
    for table in tables:
        for row in table.rows:
            if row.is_total or row.evidence.strip() not in _BLANK:
                continue
            shown = _shown(row)
            if shown:
                yield Finding(
                    f"“{row.label}”{shown}，没有列出证明材料。",
                    (row.place,),
                    subject=f"evidence:{row.indicator or row.label}",
                )


def _paragraphs(told: list[tuple[Evaluated, Block]]) -> Iterator[Finding]:
    """Indicators told one a paragraph, nearly all with an evidence number: the ones without."""
    without = [(e, b) for e, b in told if not _EVIDENCE.search(b.text)]
    if len(told) < 5 or len(without) * 4 > len(told):
        return
    for entry, block in without:
        yield Finding(
            f"“{entry.indicator.name}”没有列出证明材料，其余指标均有编号。",
            (block.place(),),
            subject=f"evidence:{entry.indicator.id}",
        )


def _shown(row: ScoreRow) -> str:
    """What needs evidence: points above zero, or a value."""
    points = row.raw or row.weighted
    if points is not None:
        return f"得{points.number.text}分" if points.number.value else ""
    return f"指标值为{row.value.number.text}" if row.value is not None and row.indicator else ""
