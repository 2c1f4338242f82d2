"""The writer's desk: a paper, its layout, the subject, and the shapes tables and forms take in that layout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.judge.blocks import MARK, Paper, mk, plain
from corpus.judge.factory_model import Firm
from corpus.judge.layouts import Layout
from corpus.judge.names import Days

Row = tuple[str, str, dict[int, str]]


def held(key: str, value: str) -> str:
    """A form value as a place; one that holds places of its own stays as it is."""
    return value if MARK.search(value) else mk("form." + key, value)


class Desk:
    """What every chapter needs at hand."""

    def __init__(self, paper: Paper, firm: Firm, layout: Layout, evidence: Sequence[tuple[str, str]]) -> None:
        self.paper, self.firm, self.layout = paper, firm, layout
        self.days = Days(layout.dates)
        self.pick = layout.pick
        style = layout.pick("evidence", ["附件{n}", "ZM-{n:02d}", "F{n:02d}", "证据{n}", "附{n}", "C-{n:02d}"])
        self.place = f"{firm.city}{firm.county}{firm.park}的生产现场"
        self.seen = "生产车间、公用工程、环保设施、危险废物贮存间和计量器具"
        self.met = "生产、设备、安环、财务等部门"
        self.tour = ("生产车间、公用工程、计量器具抽查", "环保设施、固体废物贮存、台账抽样")
        self.us, self.board = "公司", "总经理办公会"
        self.evidence = {key: (style.format(n=i), title) for i, (key, title) in enumerate(evidence, 1)}

    def say(self, *options: str) -> str:
        """One wording of several, drawn for this enterprise."""
        return self.firm.n.rng.choice(options)

    def ev(self, *keys: str) -> str:
        """The index numbers of the evidence, as tables cite them."""
        return "、".join(mk("evidence.ref", self.evidence[k][0]) for k in keys)

    def num(self, value: Decimal | int) -> str:
        return (
            f"{value:,f}"
            if self.layout.thousands and isinstance(value, Decimal)
            else (f"{value:,}" if self.layout.thousands else f"{value:f}" if isinstance(value, Decimal) else str(value))
        )

    def day(self, day: date, slot: str = "") -> str:
        return mk(slot, self.days(day)) if slot else self.days(day)

    def boxes(self, options: Sequence[str], chosen: str, gap: str = " ") -> str:
        empty, full = self.layout.box[0], self.layout.box[1]
        if self.layout.box == "()":
            return gap.join(f"({'√' if o == chosen else ' '}){o}" for o in options)
        if self.layout.box == "□√":
            return gap.join(f"{o}{full if o == chosen else empty}" for o in options)
        return gap.join(f"{full if o == chosen else empty}{o}" for o in options)

    # -- tables over years
    def years(self, title: str, rows: Sequence[Row], slot: str, years: Sequence[int]) -> None:
        """Figures of several years, in the layout's orientation, order and place of units."""
        L, order = self.layout, list(reversed(years)) if self.layout.descending else list(years)
        word = L.pick("year-word", ["年", "年度", "年"])
        units = {u for _, u, _ in rows}
        note = ""
        column = L.unit_at == "column" and L.years == "cols"
        if len(units) == 1 and L.unit_at == "title" and "" not in units:
            note = f"单位：{next(iter(units))}"

        def name(label: str, unit: str) -> str:
            if note or column or not unit:
                return label
            return f"{label}（{unit}）" if L.unit_at in ("title", "header", "column") else f"{label}/{unit}"

        head = L.pick("item-word", ["指标", "项目", "指标名称", "类别"])
        if L.years == "cols":
            table = [[head, *(["单位"] if column else []), *(f"{y}{word}" for y in order)]]
            for label, unit, cells in rows:
                table.append([name(label, unit), *([unit or "—"] if column else []), *(cells[y] for y in order)])
        else:
            table = [["年份" if word == "年" else "年度", *(name(label, unit) for label, unit, _ in rows)]]
            for y in order:
                table.append([f"{y}{word}", *(cells[y] for _, _, cells in rows)])
        self.paper.t(table, title, slot=slot, unit=note)

    # -- the form
    def form(self, groups: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]) -> None:
        """Basic information: groups of (field id, label, value) in the layout's shape."""
        shape = self.layout.form
        if shape == "lines":
            for title, fields in groups:
                self.paper.p(title, "form.group", bold=True)
                for key, label, value in fields:
                    self.paper.p(f"{mk('label.' + key, label)}：{held(key, value)}", "form.line")
            return
        rows: list[list[str]] = []
        merges: list[tuple[int, int, int, int]] = []
        width = {"2col": 2, "4col": 4, "6col": 6, "merged": 3}[shape]
        for title, fields in groups:
            start = len(rows)
            if shape == "merged":
                for key, label, value in fields:
                    rows.append([title, mk("label." + key, label), held(key, value)])
                merges.append((start, 0, len(rows) - 1, 0))
                continue
            rows.append([title] * width)
            merges.append((start, 0, start, width - 1))
            self._fill(rows, merges, fields, width)
        self.paper.form(rows, "form", merges=merges)

    def _fill(
        self, rows: list[list[str]], merges: list[Any], fields: Sequence[tuple[str, str, str]], width: int
    ) -> None:
        """Short values side by side, long ones over the rest of their row."""
        line: list[str] = []

        def flush() -> None:
            if not line:
                return
            filled = len(line)
            if filled < width:
                line.extend([line[-1]] * (width - filled))
                merges.append((len(rows), filled - 1, len(rows), width - 1))
            rows.append(list(line))
            line.clear()

        for key, label, value in fields:
            pair = [mk("label." + key, label), held(key, value)]
            long = len(plain(value)) > (26 if width == 4 else 15)
            if long or width == 2:
                flush()
                line.extend(pair)
                flush()
                continue
            line.extend(pair)
            if len(line) == width:
                flush()
        flush()
