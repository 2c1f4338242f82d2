"""I206: indicator rows without leading or benchmark value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts import listing, pieces
from report_kit.facts.model import ScoreRow, ScoreTable
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_SAID = re.compile(r"引领值|基准值|标杆值|先进值|行业平均|行业先进|限额|领跑者|对标|前\s*\d+\s*[%％]|控制指标|限定值")
_BLANK = re.compile(r"^[\s/／—–\-－]*$")


@rule(
    "I206",
    name="indicator-without-benchmark",
    title="未给引领值、基准值或来源",
    severity="warning",
    self_at_most="warning",
    clause=Clause("评价标准", "评分规则（引领值、基准值）"),
    remedy="填写该指标的引领值、基准值，并写明来源（行业标准、限额、主管部门发布值）。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：指标表有引领值、基准值两栏，某项定量指标却没有填；或者按引领值、基准值评分的版本，全文没有提到任何引领值、基准值、限额、行业水平。

    依据：GB/T 36132-2025 第5章、园区绿色指数按引领值计算，没有引领值、基准值无法评分。

    易误判：定性指标、不适用的行、平台印作“/”的不算；只有一栏（引领值）的表不要求另一栏；2018 版不要求。

    例：指标表第 6 行取水强度的引领值、基准值为空，得分 6.2。
    """
    tables = [t for t in report.facts.scores if any(r.leading for r in t.rows) or any(r.benchmark for r in t.rows)]
    if not tables:
        yield from _nowhere(report)
        return
    for table in tables:
        yield from _rows(report, table)


def _rows(report: Report, table: ScoreTable) -> Iterator[Finding]:
    leads = sum(r.leading is not None for r in table.rows)
    bases = sum(r.benchmark is not None for r in table.rows)
    rows = [r for r in table.rows if not r.is_total and r.value is not None and _is_quantitative(r)]
    for row in rows:
        lacks = [
            name
            for name, operand, told in (("引领值", row.leading, leads), ("基准值", row.benchmark, bases))
            if operand is None and told * 2 > len(rows) and told >= 2 and _is_blank(report, row, name)
        ]
        if lacks:
            yield Finding(
                f"“{row.label}”没有{'、'.join(lacks)}。",
                (row.place,),
                subject=f"benchmark:{row.indicator or row.label}",
            )


def _is_quantitative(row: ScoreRow) -> bool:
    quantity = vocabulary().by_id.get(row.indicator)
    return quantity is not None and quantity.kind == "indicator" and quantity.dimension != "none"


def _is_blank(report: Report, row: ScoreRow, name: str) -> bool:
    """Whether the cell of that column is blank: a word (限额1级) is a value told in words, 「/」 is the platform's print."""
    block = report.document.by_id[row.place.block]
    if row.place.row is None:
        return False
    heads = block.rows[: listing.body_start(block)]
    wanted = {"引领值": r"引领|标杆|先进", "基准值": r"基准|平均|通用"}[name]
    columns = [c for c in range(len(block.rows[0])) if any(c < len(h) and re.search(wanted, h[c]) for h in heads)]
    cells = [block.rows[row.place.row][c] for c in columns if c < len(block.rows[row.place.row])]
    return bool(cells) and all(_BLANK.match(c) and "/" not in c and "／" not in c for c in cells)


def _nowhere(report: Report) -> Iterator[Finding]:
    """Nothing anywhere to hold the values against, in an edition that scores by it."""
    if report.edition is None or report.edition.scoring.rule not in ("linear", "index"):
        raise NotFound("没有带引领值、基准值的指标表")
    scored = [t for t in report.facts.scores if sum(r.value is not None and _is_quantitative(r) for r in t.rows) >= 4]
    scored = [t for t in scored if any(r.raw or r.weighted for r in t.rows)]
    if not scored or any(_SAID.search(p.text) for p in pieces.of_document(report.document)):
        raise NotFound("没有带引领值、基准值的指标表")
    first = scored[0].rows[0]
    yield Finding("指标按得分评价，全文没有给出引领值、基准值或其来源。", (first.place,), subject="benchmarks")
