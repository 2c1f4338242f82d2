"""The clean bases: which layout, which trade, which year; each base can be made again with other books (`tweak`)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.judge import chain, factory, park, platform
from corpus.judge.blocks import Paper
from corpus.judge.chain import Chain
from corpus.judge.factory_model import Factory
from corpus.judge.industries import INDUSTRIES
from corpus.judge.layouts import BY_NAME
from corpus.judge.park_model import Park

Tweak = Callable[[Any, random.Random], None]


@dataclass(frozen=True)
class Base:
    """One clean report; `make(tweak)` writes it, from books changed by `tweak` if given."""

    name: str
    split: str
    make: Callable[[Tweak | None], tuple[Paper, Any]]


def _factory(name: str, layout: str, index: int, trade: int, edition: str, *, third: bool) -> Base:
    def make(tweak: Tweak | None = None) -> tuple[Paper, Any]:
        f = Factory(name, index, INDUSTRIES[trade % len(INDUSTRIES)], 2024 if edition == "2018" else 2025, edition)
        if tweak:
            tweak(f, random.Random(name))
        paper = factory.build(name, f, BY_NAME[layout], third=third)
        return paper, f

    return Base(name, BY_NAME[layout].split, make)


# layout, third-party?, edition
FACTORIES: list[tuple[str, bool, str]] = [
    ("d1", True, "2018"), ("d1", False, "2025"), ("d2", True, "2025"), ("d2", False, "2018"), ("d3", True, "2018"), ("d3", False, "2025"), ("d4", True, "2025"), ("d4", False, "2018"), ("d5", True, "2018"), ("d5", False, "2025"),
    ("j1", True, "2018"), ("j1", False, "2025"), ("j2", True, "2025"), ("j2", False, "2018"), ("j3", True, "2018"), ("j3", True, "2025"), ("j4", True, "2018"), ("j4", False, "2025"), ("j5", True, "2025"), ("j5", False, "2018"),
    ("j6", True, "2018"), ("j6", False, "2018"), ("j7", True, "2025"), ("j7", False, "2018"), ("j8", True, "2018"), ("j8", False, "2025"), ("j9", True, "2025"), ("j9", False, "2018"), ("j10", True, "2018"), ("j10", True, "2025"),
    ("j11", True, "2025"), ("j11", False, "2025"), ("j12", True, "2018"), ("j12", True, "2025"),
]  # fmt: skip


CHAINS = [
    ("d1", False),
    ("d2", True),
    ("d4", False),
    ("d5", True),
    ("j1", True),
    ("j2", False),
    ("j3", False),
    ("j5", True),
    ("j7", False),
    ("j8", True),
    ("j9", True),
    ("j10", False),
    ("j12", False),
]
PARKS = [
    ("d2", False),
    ("d3", True),
    ("d4", True),
    ("d5", False),
    ("j1", False),
    ("j2", True),
    ("j4", True),
    ("j6", True),
    ("j7", True),
    ("j8", False),
    ("j10", False),
    ("j11", True),
    ("j12", True),
]
PLATFORMS = ["d1", "d3", "j4", "j5", "j6", "j7", "j9", "j11"]


def _chain(name: str, layout: str, index: int, trade: int, *, third: bool) -> Base:
    def make(tweak: Tweak | None = None) -> tuple[Paper, Any]:
        f = Chain(name, index, INDUSTRIES[trade % len(INDUSTRIES)], 2024 if index % 2 else 2025)
        if tweak:
            tweak(f, random.Random(name))
        return chain.build(name, f, BY_NAME[layout], third=third), f

    return Base(name, BY_NAME[layout].split, make)


def _park(name: str, layout: str, index: int, *, third: bool) -> Base:
    def make(tweak: Tweak | None = None) -> tuple[Paper, Any]:
        f = Park(name, index, 2024 if index % 2 else 2025)
        if tweak:
            tweak(f, random.Random(name))
        return park.build(name, f, BY_NAME[layout], third=third), f

    return Base(name, BY_NAME[layout].split, make)


def _platform(name: str, layout: str, index: int, trade: int) -> Base:
    def make(tweak: Tweak | None = None) -> tuple[Paper, Any]:
        f = Factory(name, index, INDUSTRIES[trade % len(INDUSTRIES)], 2025, "2025")
        if tweak:
            tweak(f, random.Random(name))
        return platform.build(name, f, BY_NAME[layout]), f

    return Base(name, BY_NAME[layout].split, make)


def _finished(base: Base) -> Base:
    """Where ReportLab prints, units are written m3: its font has no small digits."""

    def make(tweak: Tweak | None = None) -> tuple[Paper, Any]:
        paper, firm = base.make(tweak)
        if paper.layout.pdf == "reportlab":
            paper.plain_units()
        return paper, firm

    return Base(base.name, base.split, make)


def all_bases(year: int = 0) -> list[Base]:
    """The bases of one intake. Those of a later `year` are other enterprises in other trades, in the same layouts."""
    head, trade = f"{'xyz'[year]}", 11 * year
    every: list[tuple[str, str, bool, str]] = [
        *(("factory", layout, third, edition) for layout, third, edition in FACTORIES),
        *(("chain", layout, third, "") for layout, third in CHAINS),
        *(("park", layout, third, "") for layout, third in PARKS),
        *(("platform", layout, False, "") for layout in PLATFORMS),
    ]
    first = {"factory": 0, "chain": len(FACTORIES), "park": len(FACTORIES) + len(CHAINS)}
    bases = []
    for n, (kind, layout, third, edition) in enumerate(every):
        index = n + year * len(every)
        name = f"{head}{layout}-{kind}"
        mode = "third" if third else "self"
        i = n - first.get(kind, len(every) - len(PLATFORMS))
        match kind:
            case "factory":
                base = _factory(f"{name}-{mode}-{edition}", layout, index, i + trade, edition, third=third)
            case "chain":
                base = _chain(f"{name}-{mode}", layout, index, 3 + 2 * i + trade, third=third)
            case "park":
                base = _park(f"{name}-{mode}", layout, index, third=third)
            case _:
                base = _platform(name, layout, index, 5 + 3 * i + trade)
        bases.append(_finished(base))
    return bases
