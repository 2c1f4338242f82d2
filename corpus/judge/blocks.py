"""Marked text, blocks and the paper they make: one model of a report that every writer prints and every plant changes.

A mark names a place inside a text: ``⟦energy.total|3691.96⟧``. Writers print the words only; a plant finds the place by
its name and puts other words there, so the label of a defect holds exactly what stands in every format.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.figures import cn_number

MARK = re.compile(r"⟦([^|⟧]+)\|([^⟦⟧]*)⟧")


def mk(slot: str, text: Any) -> str:
    """`text` marked as the place `slot`."""
    return f"⟦{slot}|{text}⟧"


def plain(text: str) -> str:
    """The words without their marks."""
    return MARK.sub(r"\2", text)


def spread(rows: list[list[str]]) -> list[int]:
    """The room each column asks for, by its longest text; long text wraps."""
    room = [max(sum(2 if ord(ch) > 255 else 1 for ch in plain(row[c])) for row in rows) for c in range(len(rows[0]))]
    cap = 26 if len(room) < 7 else 18
    return [min(n, cap) + 3 for n in room]


@dataclass
class Block:
    """kind: heading, para, table, form, picture, photos, toc, break or blank."""

    kind: str
    text: str = ""
    level: int = 0
    slot: str = ""
    numbered: bool = True
    rows: list[list[str]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    header: int = 1
    widths: list[float] = field(default_factory=list)
    align: str = ""
    bold: bool = False
    size: float = 0
    caption: str = ""
    unit: str = ""
    data: Any = None
    boxed: bool = False  # in a text box (DOCX) or a frame


@dataclass(frozen=True)
class Spot:
    """A marked place: the block's position and, in a table, the cell."""

    block: int
    row: int
    col: int
    text: str


Numbering = Callable[[list[int]], str]
SCHEMES: dict[str, list[Numbering]] = {
    "cn": [lambda c: f"{cn_number(c[0])}、", lambda c: f"（{cn_number(c[1])}）", lambda c: f"{c[2]}. "],
    "decimal": [lambda c: f"{c[0]} ", lambda c: f"{c[0]}.{c[1]} ", lambda c: f"{c[0]}.{c[1]}.{c[2]} "],
    "chapter": [lambda c: f"第{cn_number(c[0])}章 ", lambda c: f"第{cn_number(c[1])}节 ", lambda c: f"{cn_number(c[2])}、"],
    "chapter-decimal": [lambda c: f"第{cn_number(c[0])}章　", lambda c: f"{c[0]}.{c[1]}　", lambda c: f"{c[0]}.{c[1]}.{c[2]}　"],
    "cn-decimal": [lambda c: f"{cn_number(c[0])}、", lambda c: f"{c[0]}.{c[1]} ", lambda c: f"{c[0]}.{c[1]}.{c[2]} "],
    "part": [lambda c: f"第{cn_number(c[0])}部分 ", lambda c: f"{cn_number(c[1])}、", lambda c: f"（{cn_number(c[2])}）"],
    "dotted": [lambda c: f"{c[0]}. ", lambda c: f"{c[0]}.{c[1]}. ", lambda c: f"{c[0]}.{c[1]}.{c[2]}. "],
    "bracket": [lambda c: f"{cn_number(c[0])}、", lambda c: f"{c[1]}. ", lambda c: f"（{c[2]}）"],
    "bare": [lambda c: "", lambda c: f"{cn_number(c[1])}、", lambda c: f"（{cn_number(c[2])}）"],
}  # fmt: skip


class Paper:
    """One report: its meta data, its layout, its blocks in order, and the facts it states."""

    def __init__(self, meta: dict[str, Any], layout: Any) -> None:
        self.meta, self.layout = meta, layout
        self.blocks: list[Block] = []
        self.facts: list[dict[str, Any]] = []
        self._tables = 0
        self._chapter = 0
        self._in_chapter = 0

    def plain_units(self) -> None:
        """m³ as m3: some programs' fonts have no small digits."""
        small = str.maketrans("²³", "23")
        for block in self.blocks:
            block.text, block.caption, block.unit = (
                t.translate(small) for t in (block.text, block.caption, block.unit)
            )
            block.rows = [[cell.translate(small) for cell in row] for row in block.rows]

    def copy(self) -> Paper:
        """The same paper, its blocks free to be changed."""
        other = copy.copy(self)
        other.meta = dict(self.meta)
        other.facts = list(self.facts)
        other.blocks = [replace(b, rows=[list(r) for r in b.rows], merges=list(b.merges)) for b in self.blocks]
        return other

    # -- writing
    def h(self, level: int, text: str, slot: str = "", *, numbered: bool = True) -> None:
        if level == 1 and numbered:
            self._chapter, self._in_chapter = self._chapter + 1, 0
        self.blocks.append(Block("heading", text, level, slot or "h", numbered))

    def p(self, text: str, slot: str = "", **look: Any) -> None:
        self.blocks.append(Block("para", text, slot=slot, **look))

    def caption(self) -> str:
        """The label the next captioned table gets: 表3."""
        form = self.layout.caption
        n = self._in_chapter + 1 if "{c}" in form else self._tables + 1
        return str(form.format(c=self._chapter, n=n))

    def t(self, rows: list[list[str]], title: str = "", *, slot: str = "", unit: str = "", **look: Any) -> None:
        caption = ""
        if title and self.layout.captions != "none":
            caption = f"{self.caption()}{self.layout.gap}{title}"
            self._tables += 1
            self._in_chapter += 1
        self.blocks.append(Block("table", slot=slot, rows=rows, caption=caption, unit=unit, **look))

    def form(self, rows: list[list[str]], slot: str = "", **look: Any) -> None:
        self.blocks.append(Block("form", slot=slot, rows=rows, header=0, **look))

    def fact(self, label: str, value: Any, unit: str, year: int | None, **qualifiers: Any) -> None:
        entry = {"label": label, "value": str(value), "unit": unit, "year": year, "qualifiers": qualifiers}
        if entry not in self.facts:
            self.facts.append(entry)

    # -- places
    def texts(self) -> Iterator[tuple[int, int, int, str]]:
        """Every text that is printed: block, row and column (−1 outside tables), text with marks."""
        for i, block in enumerate(self.blocks):
            if block.text:
                yield i, -1, -1, block.text
            for r, row in enumerate(block.rows):
                for c, cell in enumerate(row):
                    if not self.hidden(block, r, c):
                        yield i, r, c, cell

    def spots(self, slot: str) -> list[Spot]:
        """Every place marked `slot`; merged cells that repeat a text count once."""
        found = []
        for i, r, c, text in self.texts():
            found += [Spot(i, r, c, m[2]) for m in MARK.finditer(text) if m[1] == slot]
        return found

    def slots(self) -> set[str]:
        return {m[1] for *_, text in self.texts() for m in MARK.finditer(text)}

    @staticmethod
    def hidden(block: Block, r: int, c: int) -> bool:
        return any(r0 <= r <= r1 and c0 <= c <= c1 and (r, c) != (r0, c0) for r0, c0, r1, c1 in block.merges)

    def get(self, spot: Spot) -> str:
        block = self.blocks[spot.block]
        return block.text if spot.row < 0 else block.rows[spot.row][spot.col]

    def put(self, spot: Spot, text: str) -> None:
        block = self.blocks[spot.block]
        if spot.row < 0:
            block.text = text
        else:
            block.rows[spot.row][spot.col] = text

    def swap(self, spot: Spot, slot: str, new: str) -> None:
        """The words of `slot` at `spot` become `new`."""
        text = self.get(spot)
        done = MARK.sub(lambda m: mk(slot, new) if m[1] == slot and m[2] == spot.text else m[0], text, count=0)
        self.put(spot, done)

    def chapter(self, slot: str) -> tuple[int, int] | None:
        """First and last+1 block of the chapter whose heading has `slot`."""
        start = next((i for i, b in enumerate(self.blocks) if b.kind == "heading" and b.slot == slot), None)
        if start is None:
            return None
        level = self.blocks[start].level
        for i in range(start + 1, len(self.blocks)):
            b = self.blocks[i]
            if b.kind == "heading" and b.level <= level:
                return start, i
        return start, len(self.blocks)

    def numbers(self) -> list[str]:
        """The number of each heading in order, as a reader sees it."""
        scheme, counters, out = SCHEMES[self.layout.scheme], [0, 0, 0], []
        for b in self.blocks:
            if b.kind != "heading":
                continue
            if not b.numbered:
                out.append("")
                continue
            counters[b.level - 1] += 1
            counters[b.level :] = [0] * (3 - b.level)
            out.append(scheme[b.level - 1](counters))
        return out

    # -- labels
    def truth(self) -> dict[str, Any]:
        numbers = iter(self.numbers())
        headings = [[b.level, next(numbers) + plain(b.text)] for b in self.blocks if b.kind == "heading"]
        tables = sum(b.kind == "table" or (b.kind == "form" and self.layout.form != "lines") for b in self.blocks)
        meta = {k: v for k, v in self.meta.items() if not k.startswith("_")}
        return {
            **meta,
            "tables": tables,
            "headings": headings,
            "facts": self.facts,
            "defects": [],
            "may": meta.get("may", []),
        }
