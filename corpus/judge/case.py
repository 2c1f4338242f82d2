"""A copy of a base laid open for planting: places by slot, and the label each plant leaves."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from corpus.judge.blocks import Block, Paper, Spot, plain
from corpus.judge.factory_model import Firm
from corpus.judge.names import Days

ECHO = ("row", "table", "again", "said", "sum", "op")


def defect(
    rule: str,
    quote: str,
    note: str,
    strength: str = "plain",
    also: Sequence[str] = (),
    may: Sequence[str] = (),
    only: str = "",
) -> dict[str, Any]:
    """One entry of `defects`; `_may` goes to the report's `may`."""
    entry: dict[str, Any] = {
        "rule": rule,
        "also": list(also),
        "quote": plain(quote),
        "note": note,
        "strength": strength,
    }
    if only:
        entry["only"] = only
    entry["_may"] = [*also, *may]
    return entry


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.\-]", "", text))


def like(text: str, value: Decimal) -> str:
    """`value` printed as `text` is: its decimals, thousands marks and tail (%, 分, …)."""
    digits = re.search(r"[\d,]+(?:\.(\d+))?", text)
    assert digits
    places = len(digits[1] or "")
    body = f"{value:,.{places}f}" if "," in digits[0] else f"{value:.{places}f}"
    return text[: digits.start()] + body + text[digits.end() :]


@dataclass
class Case:
    """The paper being spoiled, its firm, and what has been planted."""

    paper: Paper
    firm: Any
    rng: random.Random
    topics: set[str] = field(default_factory=set)

    @property
    def third(self) -> bool:
        return bool(self.paper.meta["mode"] == "third-party")

    @property
    def kind(self) -> str:
        return str(self.paper.meta["kind"])

    @property
    def edition(self) -> str:
        return str(self.paper.meta["edition"])

    @property
    def days(self) -> Days:
        return Days(self.paper.layout.dates)

    def spot(self, slot: str) -> Spot | None:
        found = self.paper.spots(slot)
        return self.rng.choice(found) if found else None

    def any_of(self, slots: Sequence[str]) -> tuple[str, Spot] | None:
        """A place of one of the slots, drawn evenly over the slots that exist."""
        have = [s for s in slots if self.paper.spots(s)]
        if not have:
            return None
        slot = self.rng.choice(have)
        return slot, self.paper.spots(slot)[0]

    def put(self, slot: str, new: str, spot: Spot | None = None) -> None:
        """All places of the slot, or one, take the new words."""
        for s in [spot] if spot else self.paper.spots(slot):
            self.paper.swap(s, slot, new)

    def echoes(self, key: str) -> list[str]:
        slots = [key, *(f"{key}.{e}" for e in ECHO)]
        return [s for s in slots if any(re.search(r"\d", spot.text) for spot in self.paper.spots(s))]

    def everywhere(self, key: str, value: Callable[[Decimal], Decimal]) -> str:
        """The value of `key` and all its echoes change alike; returns the new digits of the first."""
        first = ""
        for slot in self.echoes(key):
            for s in self.paper.spots(slot):
                if not re.search(r"\d", s.text):
                    continue
                new = like(s.text, value(number(s.text)))
                self.paper.swap(s, slot, new)
                first = first or new
        return digits(first)

    def blocks(self, slot: str) -> list[int]:
        return [i for i, b in enumerate(self.paper.blocks) if b.slot == slot]

    def drop(self, slot: str) -> bool:
        found = self.blocks(slot)
        for i in reversed(found):
            del self.paper.blocks[i]
        return bool(found)

    def drop_chapter(self, slot: str) -> str:
        """Removes the chapter; returns its title."""
        span = self.paper.chapter(slot)
        if span is None:
            return ""
        title = plain(self.paper.blocks[span[0]].text)
        del self.paper.blocks[span[0] : span[1]]
        return title

    def add_after(self, slot: str, text: str) -> bool:
        """A new paragraph after the block with this slot."""
        found = self.blocks(slot)
        if not found:
            return False
        self.paper.blocks.insert(found[-1] + 1, Block("para", text, slot="added"))
        return True

    def append(self, slot: str, text: str) -> bool:
        """Words at the end of the block with this slot."""
        found = self.blocks(slot)
        if not found:
            return False
        self.paper.blocks[found[0]].text += text
        return True

    def row_of(self, slot: str) -> tuple[Block, int] | None:
        """The table and the row in which the slot stands."""
        spots = [s for s in self.paper.spots(slot) if s.row >= 0]
        return (self.paper.blocks[spots[0].block], spots[0].row) if spots else None

    def drop_row(self, slot: str) -> bool:
        """Takes the row out, merged cells shrink with it."""
        at = self.row_of(slot)
        if at is None:
            return False
        block, r = at
        del block.rows[r]
        merges = []
        for r0, c0, r1, c1 in block.merges:
            if r0 > r:
                r0, r1 = r0 - 1, r1 - 1
            elif r0 <= r <= r1:
                r1 -= 1
            if (r1, c1) != (r0, c0) and r1 >= r0:
                merges.append((r0, c0, r1, c1))
        block.merges = merges
        return True


def digits(text: str) -> str:
    found = re.search(r"[\d,]+(?:\.\d+)?", text)
    return found[0] if found else text


Plant = Callable[[Case], "dict[str, Any] | None"]
Tweak = Callable[[Firm, random.Random], None]
