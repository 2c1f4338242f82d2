"""Tables most reports have, in the shapes different authors give them; each notes its places for the mutators."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from corpus.enterprise import SMALL, Enterprise
from corpus.figures import date, plain, rnd, thousands
from corpus.writing import Report

D = Decimal
Ymd = tuple[int, int, int]


class Evidence:
    """Gives index numbers in the order papers are first cited; `rows` lists them."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.papers: dict[str, str] = {}

    def __call__(self, title: str, group: str = "") -> str:
        if title in self.papers:
            return self.papers[title]
        if "{g}" in self.style:
            n = sum(1 for code in self.papers.values() if code.startswith(self.style.split("{g}")[0] + group)) + 1
            code = self.style.format(g=group, n=n)
        else:
            code = self.style.format(n=len(self.papers) + 1)
        self.papers[title] = code
        return code


def form(
    rep: Report,
    fields: list[tuple[str, str]],
    *,
    columns: int = 2,
    sections: dict[int, str] | None = None,
    wide: tuple[str, ...] = (),
    widths: list[float] | None = None,
) -> int:
    """The basic-information form; `sections` maps a field's position to a merged title row put before it."""
    rows: list[list[str]] = []
    merges: list[tuple[int, int, int, int]] = []
    marks: list[tuple[int, int, str, str]] = []
    pending: list[tuple[str, str]] = []

    def flush() -> None:
        if not pending:
            return
        r = len(rows)
        if len(pending) == 2:
            rows.append([pending[0][0], pending[0][1], pending[1][0], pending[1][1]])
            marks.append((r, 1, *pending[0]))
            marks.append((r, 3, *pending[1]))
        else:
            rows.append([pending[0][0], pending[0][1], "", ""])
            merges.append((r, 1, r, 3))
            marks.append((r, 1, *pending[0]))
        pending.clear()

    for i, (label, value) in enumerate(fields):
        if sections and i in sections:
            flush()
            merges.append((len(rows), 0, len(rows), columns - 1))
            rows.append([sections[i]] + [""] * (columns - 1))
        if columns == 2:
            marks.append((len(rows), 1, label, value))
            rows.append([label, value])
        elif label in wide:
            flush()
            pending.append((label, value))
            flush()
        else:
            pending.append((label, value))
            if len(pending) == 2:
                flush()
    flush()
    index = rep.table(
        rows,
        merges=merges,
        form=True,
        header_rows=0,
        widths=widths or ([3.6, 12.2] if columns == 2 else [2.8, 5.1, 2.8, 5.1]),
    )
    for r, c, label, value in marks:
        rep.cell("form", index, r, c, value, label=label.replace(" ", "").replace("　", ""))
    return index


def boxes(
    options: list[str], chosen: str, on: str = "☑", off: str = "□", *, after: bool = False, gap: str = " "
) -> str:
    """Check boxes before or after their labels."""
    return gap.join(
        (o + (on if o == chosen else off)) if after else ((on if o == chosen else off) + o) for o in options
    )


def series_table(
    rep: Report,
    caption: str,
    years: list[str],
    rows: list[tuple[str, list[str]]],
    *,
    head: str = "指标",
    note: str = "",
    slots: dict[str, str] | None = None,
) -> int:
    """A row an item, a column a year."""
    index = rep.table([[head, *years], *[[name, *cells] for name, cells in rows]], caption, note=note)
    for r, (name, cells) in enumerate(rows, 1):
        for c, text in enumerate(cells, 1):
            rep.cell(f"series.{(slots or {}).get(name, name)}", index, r, c, text, head=years[c - 1])
    return index


def growth(new: Decimal, old: Decimal, places: int = 2) -> str:
    return plain(rnd((new - old) / old * 100, places))


def energy_table(
    rep: Report,
    e: Enterprise,
    caption: str,
    *,
    small: bool = False,
    heads: tuple[str, ...] = (),
    comma: bool = False,
    names: dict[str, str] | None = None,
    own_rows: bool = False,
    y: int = 2,
    unit_in_head: bool = True,
    total: str = "合计",
) -> int:
    """Carriers × (unit, amount, coefficient, tce) with the total; `own_rows` adds a 其中 row for the renewable part."""
    head = list(
        heads
        or ("能源种类", "计量单位", "消耗量", "折标准煤系数", "折标准煤量（tce）" if unit_in_head else "折标准煤量")
    )
    rows, marks = [head], []
    number: Callable[[Decimal], str] = thousands if comma else plain
    for c in e.carriers:
        unit, factor = SMALL[c.unit] if small else (c.unit, D(1))
        amount = c.amounts[y] * factor
        amount = amount.quantize(D(1)) if amount == amount.to_integral() else amount
        coefficient, cu = c.coefficient, f"tce/{unit}"
        if small:
            coefficient, cu = c.coefficient / factor * 1000, f"kgce/{unit}"
            coefficient = coefficient.quantize(D("0.00001")) if unit == "MJ" else coefficient.quantize(D("0.0001"))
        name = (names or {}).get(c.name, {"光伏": "光伏发电（自发自用）"}.get(c.name, c.name))
        marks.append((len(rows), number(amount), plain(coefficient), number(c.tce(y)), "0.001" if small else "1"))
        rows.append([name, unit, number(amount), f"{plain(coefficient)} {cu}", number(c.tce(y))])
    rows.append([total, "—", "—", "—", number(e.tce(y))])
    if own_rows and e.renewable_tce(y):
        rows.append(["其中：可再生能源", "—", "—", "—", number(e.renewable_tce(y))])
    index = rep.table(rows, caption)
    for r, amount, coefficient, tce, factor in marks:
        rep.cell("energy", index, r, 4, tce, amount=amount, coefficient=coefficient, factor=factor, name=rows[r][0])
    rep.cell("sum", index, len(marks) + 1, 4, number(e.tce(y)), what=f"能源{caption}", addends=len(marks))
    rep.fact("综合能耗", number(e.tce(y)), "tce", e.years[y], basis="当量")
    for r in range(1, len(e.carriers) + 1):
        rep.fact(rows[r][0], rows[r][2], rows[r][1], e.years[y])
    return index


def sum_table(
    rep: Report,
    caption: str,
    head: list[str],
    rows: list[list[str]],
    columns: list[int],
    *,
    total: str = "合计",
    note: str = "",
    shares: int = 0,
    comma: bool = False,
) -> int:
    """Rows with a total row over `columns`; `shares` is the column that gets each row's share of columns[0], in %."""
    number: Callable[[Decimal], str] = thousands if comma else plain
    sums = {c: sum((D(r[c].replace(",", "")) for r in rows), D(0)) for c in columns}
    body = [list(r) for r in rows]
    if shares:
        base = sums[columns[0]]
        for r in body:
            r.insert(shares, plain(rnd(D(r[columns[0]].replace(",", "")) / base * 100, 2)))
    width = len(head)
    last = [total] + ["—"] * (width - 1)
    for c in columns:
        last[c if not shares or c < shares else c + 1] = number(sums[c])
    if shares:
        last[shares] = "100.00"
    index = rep.table([head, *body, last], caption, note=note)
    for c in columns:
        at = c if not shares or c < shares else c + 1
        rep.cell("sum", index, len(body) + 1, at, number(sums[c]), what=caption, addends=len(body))
        if not shares:
            for r, row in enumerate(body, 1):
                rep.cell("addend", index, r, at, row[at], what=caption)
    if shares:
        for r, row in enumerate(body, 1):
            rep.cell("share", index, r, shares, row[shares], what=caption)
    return index


def basis_table(
    rep: Report,
    caption: str,
    head: list[str],
    rows: list[list[str]],
    *,
    verdict: int,
    widths: list[float] | None = None,
) -> int:
    """Basic requirements judged one by one; `verdict` is the column of the judgment."""
    index = rep.table([head, *rows], caption, widths=widths)
    for r, row in enumerate(rows, 1):
        rep.cell("basic", index, r, verdict, row[verdict], name=row[1])
    return index


def certificate_table(
    rep: Report,
    e: Enterprise,
    caption: str,
    head: list[str],
    layout: list[str],
    *,
    until: str = "至",
    iso: bool = False,
) -> int:
    """Management system certificates; `layout` orders name, number, standard, valid, first, last, body."""

    def day(d: Ymd) -> str:
        return f"{d[0]}-{d[1]:02d}-{d[2]:02d}" if iso else date(d)

    rows, marks = [], []
    for name, number, standard, first, last in e.certificates():
        values = {
            "name": name,
            "number": number,
            "standard": standard,
            "valid": f"{day(first)}{until}{day(last)}",
            "first": day(first),
            "last": day(last),
        }
        rows.append([values[k] for k in layout])
        marks.append((values, first, last))
    index = rep.table([head, *rows], caption)
    for r, (values, first, last) in enumerate(marks, 1):
        key = "valid" if "valid" in layout else "last"
        rep.cell(
            "certificate",
            index,
            r,
            layout.index(key),
            values[key],
            name=values["name"],
            first=list(first),
            last=list(last),
            last_text=day(last),
            iso=iso,
        )
    return index


def evidence_table(rep: Report, ev: Evidence, caption: str, head: list[str], *, pairs: bool = False) -> int:
    """The list of papers with their index numbers; `pairs` puts two a row."""
    papers = sorted(((c, t) for t, c in ev.papers.items()), key=lambda x: _natural(x[0]))
    if not pairs:
        index = rep.table([head, *[[c, t] for c, t in papers]], caption, widths=[3, 12.8])
        for r, (code, title) in enumerate(papers, 1):
            rep.cell("evidence", index, r, 1, title, code=code)
        return index
    rows = [[*papers[i], *(papers[i + 1] if i + 1 < len(papers) else ("", ""))] for i in range(0, len(papers), 2)]
    index = rep.table([[*head, *head], *rows], caption, widths=[2, 5.9, 2, 5.9])
    for i, (code, title) in enumerate(papers):
        rep.cell("evidence", index, i // 2 + 1, i % 2 * 2 + 1, title, code=code)
    return index


def _natural(code: str) -> list[tuple[int, int]]:
    """Sorts 附件2 before 附件10, 甲 before 乙."""
    parts = re.findall(r"\d+|\D", code)
    return [(0, int(t)) if t.isdigit() else (1, "甲乙丙丁戊".find(t) if t in "甲乙丙丁戊" else ord(t)) for t in parts]
