"""The clean base reports: each a document type, an enterprise and a producer."""

from __future__ import annotations

from collections.abc import Callable

from corpus.bases import companies_a as a
from corpus.bases import self_2017
from corpus.writing import Report


def all_bases() -> dict[str, Callable[[], Report]]:
    """Name → a function that writes the report."""
    return {
        "b01-self2017-inductor": lambda: self_2017.write(
            a.INDUCTOR,
            "b01-self2017-inductor",
            split="develop",
            descending=False,
            lost={
                "基础设施": "5 3 2",
                "管理体系": "0 6",
                "能源与资源投入": "4 2 3",
                "产品": "6 4 9 5",
                "环境排放": "12",
                "绩效": "4 1 5 3 4",
            },
        ),
        "b02-self2017-noodle": lambda: self_2017.write(
            a.NOODLE,
            "b02-self2017-noodle",
            split="develop",
            descending=True,
            lost={
                "基础设施": "6.5 4 3",
                "管理体系": "0 8",
                "能源与资源投入": "12 3 5",
                "产品": "9 3.5 12 4",
                "环境排放": "12",
                "绩效": "3 0 6.5 2 5",
            },
        ),
    }
