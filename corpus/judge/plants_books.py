"""Plants made in the books before the report is written, so that everything but the planted thing still closes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from corpus.figures import D, rnd
from corpus.judge.blocks import Paper
from corpus.judge.case import defect
from corpus.judge.factory_model import Factory

Label = Callable[[Paper, Any], "dict[str, Any] | None"]


def _again(f: Factory) -> None:
    """All that follows from use, coal equivalents and factors, once more."""
    f.energy = {y: sum((f.coal[k][y] for k in f.keys), D(0)) for y in f.years}
    others = [k for k in f.keys if k not in ("elec", "pv")]
    f.energy_eq = {y: f.eq_elec[y] + sum((f.coal[k][y] for k in others), D(0)) for y in f.years}
    f.factors["elec"] = f.grid * 10
    f.co2_rows["elec"] = {y: rnd(f.use["elec"][y] * f.grid * 10, 2) for y in f.years}
    f.co2 = {y: sum((rows[y] for rows in f.co2_rows.values()), D(0)) for y in f.years}
    f.ratios()


def factor(f: Any, rng: random.Random) -> None:
    """An emission factor that is not the grid's: the footprint factor, an old grid's, or fossil power's."""
    if isinstance(f, Factory):
        f.grid = D(rng.choice(["0.6205", "0.6101", "0.8426"]))
        f.local = False
        _again(f)


def factor_label(paper: Paper, f: Any) -> dict[str, Any] | None:
    if not isinstance(f, Factory) or not paper.spots("grid"):
        return None
    found = defect("A306", str(f.grid), "排放因子不是该年电力平均因子", also=["A313"], may=["A301"])
    return {**found, "_topic": "carbon"}


def coal(f: Any, rng: random.Random) -> None:
    """One line of coal equivalent is wrong and everything after it follows the wrong figure."""
    if isinstance(f, Factory):
        f.wrong = rng.choice([k for k in ("elec", "gas", "steam") if k in f.keys])  # type: ignore[attr-defined]
        f.coal[f.wrong][f.year] = rnd(f.coal[f.wrong][f.year] * D(str(round(rng.uniform(0.88, 0.93), 3))), 2)  # type: ignore[attr-defined]
        _again(f)


def coal_label(paper: Paper, f: Any) -> dict[str, Any] | None:
    if not isinstance(f, Factory) or not paper.spots("coal.elec"):
        return None
    quote = paper.spots(f"coal.{f.wrong}")[0].text  # type: ignore[attr-defined]
    return {
        **defect("A305", quote, "折标煤与实物量×系数不符（其后各数随之而错）", also=["A301"], may=["A313"]),
        "_topic": "coal",
    }


def stale(f: Any, rng: random.Random) -> None:
    """The calendar moves on a year, the data do not."""
    del rng
    if isinstance(f, Factory) and f.edition == "2025":
        f.dates(f.year + 2)


def stale_label(paper: Paper, f: Any) -> dict[str, Any] | None:
    if not isinstance(f, Factory) or f.edition != "2025":
        return None
    paper.meta["as_of"] = f"{f.dated.year}-05-31"
    return {
        **defect(
            "T604",
            f"{f.year}年",
            "数据不是最近完整年度",
            also=["C406"],
            may=["T601", "A306", "S112", "P707", "N505", "N504"],
        ),
        "_topic": "boundary",
    }


TWEAKS: list[tuple[str, Callable[[Any, random.Random], None], Label]] = [
    ("A306", factor, factor_label),
    ("A305", coal, coal_label),
    ("T604", stale, stale_label),
]
