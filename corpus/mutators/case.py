"""A report opened for planting: places found before anything moves, text replaced without touching the layout."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from corpus.package import restamp
from corpus.writing import Report

W_T, W_P, W_TR, W_TBL = qn("w:t"), qn("w:p"), qn("w:tr"), qn("w:tbl")


def text_of(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(W_T))


def replace(element: Any, old: str, new: str) -> bool:
    """Replaces the first `old` in the element's text, across runs; the first run hit takes the new text."""
    parts = list(element.iter(W_T))
    whole = "".join(t.text or "" for t in parts)
    if re.fullmatch(r"[\d.,]+", old):  # a number must not be found inside a longer one
        hit = re.search(rf"(?<![\d.,]){re.escape(old)}(?![\d]|[.,]\d)", whole)
        start = hit.start() if hit else -1
    else:
        start = whole.find(old)
    if start < 0:
        return False
    end, at, put = start + len(old), 0, False
    for t in parts:
        text = t.text or ""
        a, b = max(start - at, 0), min(end - at, len(text))
        if a < b or (not put and a == b == len(text) and not old):
            t.text = text[:a] + ("" if put else new) + text[b:]
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            put = True
        at += len(text)
    return put


@dataclass
class Spot:
    """One place of the report: its element (cell or paragraph), its text and what the base noted about it."""

    element: Any
    text: str
    info: dict[str, Any]


@dataclass
class Case:
    """The document, its places as live elements, and the labels that grow with each defect."""

    path: Path
    report: Report
    rng: random.Random
    doc: Any = None
    spots: dict[str, list[Spot]] = field(default_factory=dict)
    headings: list[tuple[int, str, str, Any]] = field(default_factory=list)  # level, number, text, element
    removed_tables: int = 0
    dropped_facts: set[str] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.doc = Document(str(self.path))
        body = self.doc.element.body
        tables = [t for t in body.iterchildren(W_TBL)]
        paragraphs = [p for p in body.iter(W_P) if not any(a.tag == W_TBL for a in p.iterancestors())]
        by_text: dict[str, Any] = {}
        for p in paragraphs:
            by_text.setdefault(text_of(p), p)
        cells: dict[tuple[int, int, int], Any] = {}
        for slot, places in self.report.places.items():
            for place in places:
                if "para" in place:
                    element = by_text.get(place["para"])
                elif "table" in place:
                    key = (place["table"], place["row"], place["col"])
                    if key not in cells:
                        cells[key] = self.doc.tables[key[0]].cell(key[1], key[2])._tc
                    element = cells[key]
                else:
                    continue
                if element is None or place["text"] not in text_of(element):
                    raise LookupError(f"{self.report.meta['name']}: {slot} {place}")
                self.spots.setdefault(slot, []).append(Spot(element, place["text"], place))
        assert len(tables) == len(self.doc.tables)
        self._find_headings(paragraphs)

    def _find_headings(self, paragraphs: list[Any]) -> None:
        rest = iter(paragraphs)
        auto = self.report.look.headings == "auto"
        for block in self.report.blocks:
            if block.kind != "heading":
                continue
            wanted = block.text if auto else block.number + block.text
            for p in rest:
                if text_of(p) == wanted:
                    self.headings.append((block.level, block.number, block.text, p))
                    break

    # -- what mutators use
    def alive(self, spot: Spot) -> bool:
        """Still in the document and not yet changed by another defect."""
        return id(spot.element) not in self.touched and any(a.tag == qn("w:body") for a in spot.element.iterancestors())

    def get(self, slot: str, test: Callable[[Spot], bool] = lambda s: True) -> list[Spot]:
        return [s for s in self.spots.get(slot, []) if self.alive(s) and test(s)]

    def pick(self, slot: str, test: Callable[[Spot], bool] = lambda s: True) -> Spot | None:
        found = self.get(slot, test)
        return self.rng.choice(found) if found else None

    def write(self, spot: Spot, new: str, old: str | None = None) -> None:
        """Puts `new` where the place's text (or `old` within it) stood."""
        whole = text_of(spot.element)
        assert replace(spot.element, spot.text if old is None else old, new), (whole, spot.text, old)
        self.touched.add(id(spot.element))

    def blank(self, spot: Spot) -> None:
        for t in spot.element.iter(W_T):
            t.text = ""
        self.touched.add(id(spot.element))

    def remove(self, element: Any) -> None:
        element.getparent().remove(element)

    def cell(self, spot: Spot, key: str) -> Spot:
        """Another cell of the same row, by the base's name of the column."""
        col = spot.info["columns"][key]
        element = (
            self.doc.tables[spot.info["table"]].cell(spot.info["row"], col)._tc if key in spot.info["columns"] else None
        )
        return Spot(element, text_of(element), spot.info)

    def row(self, spot: Spot) -> Any:
        return next(a for a in spot.element.iterancestors(W_TR))

    def chapter(self, slot: str) -> tuple[int, list[Any]] | None:
        """Index of a chapter among the headings, and its elements (heading first)."""
        places = self.report.places.get(f"chapter.{slot}")
        if not places:
            return None
        for i, (level, number, text, element) in enumerate(self.headings):
            if (
                text == places[0]["heading"]
                and number.strip() == places[0]["number"]
                and element.getparent() is not None
            ):
                nxt = next(
                    (h[3] for h in self.headings[i + 1 :] if h[0] <= level and h[3].getparent() is not None), None
                )
                out, e = [], element
                while e is not None and e is not nxt and e.tag != qn("w:sectPr"):
                    out.append(e)
                    e = e.getnext()
                return i, out
        return None

    def toc_line(self, number: str, text: str) -> Any:
        """The line of the contents that names a heading, or None."""
        for p in self.doc.element.body.iterchildren(W_P):
            if text_of(p).startswith(number + text) and p.find(".//" + qn("w:instrText")) is not None:
                return p
        return None

    def drop_toc_line(self, number: str, text: str) -> None:
        line = self.toc_line(number, text)
        if line is not None:
            self.remove(line)

    def truth(self, name: str, defects: list[dict[str, Any]], may: list[str]) -> dict[str, Any]:
        base = {k: v for k, v in self.report.truth().items() if not k.startswith("_")}
        counters, headings = [0, 0, 0], []
        for level, number, text, element in self.headings:
            if element.getparent() is None:
                continue
            if number and self.report.look.headings == "auto":
                counters[level - 1] += 1
                counters[level:] = [0] * (3 - level)
                number = self.report.look.scheme[level - 1](counters)
            headings.append([level, number + text])
        return {
            **base,
            "name": name,
            "base": base["name"],
            "tables": base["tables"] - self.removed_tables,
            "headings": headings,
            "facts": [f for f in base["facts"] if f["label"] not in self.dropped_facts],
            "defects": defects,
            "may": sorted({*base["may"], *may}),
        }

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.doc.save(str(path))
        restamp(path)


def defect(
    rule: str, quote: str, note: str, *, also: tuple[str, ...] = (), strength: str = "plain", may: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A label; `may` is taken off by the planner and goes to the report's list."""
    quote = quote if len(quote) <= 60 else quote[:60]
    return {"rule": rule, "also": list(also), "quote": quote, "note": note, "strength": strength, "may": list(may)}
