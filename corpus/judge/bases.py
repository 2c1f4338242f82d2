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


def all_bases() -> list[Base]:
    bases = []
    for i, (layout, third, edition) in enumerate(FACTORIES):
        mode = "third" if third else "self"
        bases.append(_factory(f"x{layout}-factory-{mode}-{edition}", layout, i, i, edition, third=third))
    n = len(bases)
    for i, (layout, third) in enumerate(CHAINS):
        bases.append(_chain(f"x{layout}-chain-{'third' if third else 'self'}", layout, n + i, 3 + 2 * i, third=third))
    n = len(bases)
    for i, (layout, third) in enumerate(PARKS):
        bases.append(_park(f"x{layout}-park-{'third' if third else 'self'}", layout, n + i, third=third))
    n = len(bases)
    for i, layout in enumerate(PLATFORMS):
        bases.append(_platform(f"x{layout}-platform", layout, n + i, 5 + 3 * i))
    return [_finished(b) for b in bases]
