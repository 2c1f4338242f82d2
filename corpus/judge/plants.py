"""All plants, and the faulty copies: 4 to 8 defects each, at most one of a topic, the rarest rules first."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from corpus.judge import plants_books, plants_consistency, plants_figures, plants_process, plants_structure
from corpus.judge.bases import Base
from corpus.judge.blocks import Paper, plain
from corpus.judge.case import Case

PLANTS = [*plants_structure.PLANTS, *plants_figures.PLANTS, *plants_consistency.PLANTS, *plants_process.PLANTS]
# Where something is missing the quote is its key word, which stands nowhere.
MISSING = {"S101", "S103", "S106", "S107", "S112", "I201", "I202", "I204", "I208", "P701", "P702", "P706"}
EARLY = ("P706", "P701", "S103", "S104", "S105", "S106", "S107", "S112", "I201", "P702")


def stands(paper: Paper, quote: str) -> bool:
    """The quote stands in one text of the paper, white space aside."""
    wanted = "".join(quote.split())
    return any(wanted in "".join(plain(t).split()) for *_, t in paper.texts())


def copy_of(base: Base, n: int, planted: Counter[str]) -> tuple[Paper, list[dict[str, Any]]]:
    """The n-th faulty copy of a base, and its defects."""
    rng = random.Random(f"{base.name}-{n}")
    defects: list[dict[str, Any]] = []
    paper, firm = base.make(None)
    for rule, tweak, label in sorted(plants_books.TWEAKS, key=lambda t: (planted[t[0]], rng.random())):
        if planted[rule] > 14 or rng.random() < 0.45:
            continue
        trial, other = base.make(lambda f, r, t=tweak: t(f, rng))  # type: ignore[misc]
        found = label(trial, other)
        if found and stands(trial, found["quote"]):
            paper, firm = trial, other
            planted[rule] += 1
            defects.append(found)
            break
    case = Case(paper, firm, rng)
    want = rng.randint(4, 8)
    order = sorted(PLANTS, key=lambda p: (planted[p[0]], rng.random()))
    place = {p[0]: i for i, p in enumerate(order)}
    chosen = sorted(order, key=lambda p: (p[0] not in EARLY or place[p[0]] >= want, place[p[0]]))
    topics = {d["_topic"] for d in defects if "_topic" in d}
    for rule, topic, plant in chosen:
        if len(defects) >= want:
            break
        if topic in topics or any(rule == d["rule"] for d in defects):
            continue
        before = case.paper.copy()
        found = plant(case)
        lost = found and any(d["rule"] not in MISSING and not stands(case.paper, d["quote"]) for d in [*defects, found])
        if not found or lost:
            case.paper = before
            continue
        topics.add(topic)
        planted[rule] += 1
        defects.append(found)
    return case.paper, defects
