"""The clean bases: which layout, which trade, which year; each base can be made again with other books (`tweak`)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.judge import factory
from corpus.judge.blocks import Paper
from corpus.judge.factory_model import Factory
from corpus.judge.industries import INDUSTRIES
from corpus.judge.layouts import BY_NAME

Tweak = Callable[[Any, random.Random], None]


@dataclass(frozen=True)
class Base:
    """One clean report; `make(tweak)` writes it, from books changed by `tweak` if given."""

    name: str
    make: Callable[[Tweak | None], tuple[Paper, Any]]


def _factory(name: str, layout: str, index: int, trade: int, edition: str, *, third: bool) -> Base:
    def make(tweak: Tweak | None = None) -> tuple[Paper, Any]:
        f = Factory(name, index, INDUSTRIES[trade % len(INDUSTRIES)], 2024 if edition == "2018" else 2025, edition)
        if tweak:
            tweak(f, random.Random(name))
        paper = factory.build(name, f, BY_NAME[layout], third=third)
        return paper, f

    return Base(name, make)


# layout, third-party?, edition
FACTORIES: list[tuple[str, bool, str]] = [
    ("d1", True, "2018"), ("d1", False, "2025"), ("d2", True, "2025"), ("d2", False, "2018"), ("d3", True, "2018"), ("d3", False, "2025"), ("d4", True, "2025"), ("d4", False, "2018"), ("d5", True, "2018"), ("d5", False, "2025"),
    ("j1", True, "2018"), ("j1", False, "2025"), ("j2", True, "2025"), ("j2", False, "2018"), ("j3", True, "2018"), ("j3", True, "2025"), ("j4", True, "2018"), ("j4", False, "2025"), ("j5", True, "2025"), ("j5", False, "2018"),
    ("j6", True, "2018"), ("j6", False, "2018"), ("j7", True, "2025"), ("j7", False, "2018"), ("j8", True, "2018"), ("j8", False, "2025"), ("j9", True, "2025"), ("j9", False, "2018"), ("j10", True, "2018"), ("j10", True, "2025"),
    ("j11", True, "2025"), ("j11", False, "2025"), ("j12", True, "2018"), ("j12", True, "2025"),
]  # fmt: skip


def all_bases() -> list[Base]:
    bases = []
    for i, (layout, third, edition) in enumerate(FACTORIES):
        mode = "third" if third else "self"
        bases.append(_factory(f"x{layout}-factory-{mode}-{edition}", layout, i, i, edition, third=third))
    return bases
