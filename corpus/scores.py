"""Tables of indicators and scores: both editions, in the column orders authors choose."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from corpus.enterprise import Enterprise
from corpus.figures import plain, rnd
from corpus.indicators import AREAS_2025, Indicator
from corpus.writing import Report

D = Decimal


def indicator_table(
    rep: Report,
    e: Enterprise,
    inds: list[Indicator],
    caption: str,
    head: list[str],
    layout: list[str],
    *,
    widths: list[float] | None = None,
    total: str = "",
    names: Callable[[Indicator], str] | None = None,
) -> int:
    """Indicators, a row each; `layout` orders number, area, name, kind, unit, value, shown, benchmark, lead, base, weight, score, evidence, year."""
    area_of = {i: a for a, ids in AREAS_2025 for i in ids}
    rows, merges = [], []
    for n, ind in enumerate(inds, 1):
        kind = "定性" if ind.ident in ("advanced", "design", "footprint") else "定量"
        values = {
            "number": str(n),
            "area": area_of.get(ind.ident, ""),
            "name": names(ind) if names else ind.name,
            "kind": kind,
            "unit": ind.unit or "—",
            "value": ind.value,
            "shown": f"{ind.shown}＝{ind.value}" if ind.shown else "见正文",
            "benchmark": ind.benchmark,
            "lead": ind.lead,
            "base": ind.base,
            "weight": str(ind.weight),
            "score": ind.score,
            "evidence": ind.evidence,
            "year": f"{e.year}年",
            "value_unit": f"{ind.value} {ind.unit}".strip() if ind.unit != "%" else f"{ind.value}%",
        }
        rows.append([values[k] for k in layout])
    if "area" in layout:
        c, start = layout.index("area"), 0
        for r in range(1, len(rows) + 1):
            if r == len(rows) or rows[r][c] != rows[start][c]:
                if r - start > 1:
                    merges.append((start + 1, c, r, c))
                start = r
    if total:
        last = [""] * len(layout)
        last[0] = total
        last[layout.index("score")] = plain(sum((D(i.score) for i in inds), D(0)))
        last[layout.index("weight")] = str(sum(i.weight for i in inds))
        rows.append(last)
    index = rep.table([head, *rows], caption, widths=widths, merges=merges)
    cols = {k: i for i, k in enumerate(layout)}
    for r, ind in enumerate(inds, 1):
        col = cols.get("value", cols.get("value_unit", -1))
        if col >= 0:
            rep.cell(
                "indicator",
                index,
                r,
                col,
                rows[r - 1][col],
                ident=ind.ident,
                name=ind.name,
                unit=ind.unit,
                value=ind.value,
                num=ind.num,
                den=ind.den,
                op=ind.op,
                columns=cols,
                shown=rows[r - 1][cols["shown"]] if "shown" in cols else "",
            )
            rep.fact(ind.name, ind.value, "" if ind.unit == "—" else ind.unit, e.year)
        if "score" in cols:
            rep.cell(
                "score.item",
                index,
                r,
                cols["score"],
                ind.score,
                weight=str(ind.weight),
                name=ind.name,
                lead=ind.lead,
                base=ind.base,
                value=ind.value,
            )
    if total:
        rep.cell("score.total", index, len(rows), cols["score"], rows[-1][cols["score"]], addends=len(inds))
    return index


WEIGHTS_2018 = (
    ("基础设施", 20),
    ("管理体系", 15),
    ("能源与资源投入", 15),
    ("产品", 10),
    ("环境排放", 10),
    ("绩效", 30),
)


def weighted_table(
    rep: Report, e: Enterprise, raw: dict[str, Decimal], caption: str, head: list[str], *, fractions: bool = False
) -> str:
    """Six areas: weight, raw score, weighted score, total; returns the total as printed."""
    rows, total = [], D(0)
    for name, weight in WEIGHTS_2018:
        weighted = rnd(raw[name] * weight / 100, 2)
        total += weighted
        rows.append([name, f"0.{weight}" if fractions else f"{weight}%", plain(raw[name]), plain(weighted)])
    rows.append(["合计", "1.00" if fractions else "100%", "—", plain(total)])
    index = rep.table([head, *rows], caption)
    for r, row in enumerate(rows[:-1], 1):
        rep.cell("score.area", index, r, 3, row[3], weight=row[1], raw=row[2], name=row[0])
    rep.cell("score.total", index, len(rows), 3, plain(total), addends=6)
    rep.fact("综合得分", plain(total), "分", e.year)
    return plain(total)


def score_table(
    rep: Report,
    area: str,
    items: list[tuple[str, str, int, str]],
    ev: Callable[[str], str],
    caption: str,
    head: list[str],
) -> Decimal:
    """Items of one area (name, 必选/可选, full, got) with 合计; returns the raw score."""
    got = sum((D(i[3]) for i in items), D(0))
    rows = [[i[0], i[1], str(i[2]), i[3], ev(i[0])] for i in items]
    rows.append(["合计", "", str(sum(i[2] for i in items)), plain(got), ""])
    index = rep.table([head, *rows], caption, widths=[6, 2, 2, 2, 3.4])
    for r, item in enumerate(items, 1):
        rep.cell("score.item", index, r, 3, item[3], weight=str(item[2]), name=item[0], lead="", base="", value="")
    rep.cell("score.part", index, len(rows), 3, plain(got), area=area)
    return got
