"""Which edition a report is held against: the one asked for, else the one it cites, else the one in force."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from report_kit.checklist.edition import Edition, edition
from report_kit.checklist.loading import checklists_folder
from report_kit.errors import InputError

_DASHES = re.compile(r"[—–－―−]")
_SPACES = re.compile(r"\s+")


@cache
def edition_ids() -> tuple[str, ...]:
    """Ids of the shipped editions, newest first."""
    paths = sorted((checklists_folder() / "editions").glob("*.yaml"), reverse=True)
    return tuple(p.stem for p in paths)


def editions_of(kind: str) -> tuple[Edition, ...]:
    """Shipped editions for a kind of report, newest first."""
    found = [e for e in map(edition, edition_ids()) if e.kind == kind]
    return tuple(sorted(found, key=lambda e: e.in_force_from, reverse=True))


def normal_number(text: str) -> str:
    """A standard's number in one spelling: `GB/T 36132—2018` → `GB/T36132-2018`."""
    return _SPACES.sub("", _DASHES.sub("-", text)).upper().replace("／", "/").replace("GBT", "GB/T")


def choose_edition(
    kind: str,
    dated: date | None,
    cited: Iterable[str] = (),
    explicit: str | None = None,
) -> tuple[str, str]:
    """(id of the edition, the reason in Chinese).

    `explicit` (the user's `--edition`, a profile after `+` allowed) wins; then what the report cites as its standard
    (the oftener cited, the newer when even); then the edition in force on the report's date; without a date the newest.
    Raises InputError for an unknown `explicit`. A kind without a shipped edition gives the contract's id for it."""
    if explicit:
        base = explicit.partition("+")[0]
        if base not in (*edition_ids(), *_UNSHIPPED.values()):
            raise InputError(f"没有评价标准版本“{explicit}”", f"可用：{'、'.join(edition_ids())}")
        return explicit, "按指定的版本"
    candidates = editions_of(kind)
    if not candidates:
        return _UNSHIPPED.get(kind, "gscm-2016"), "该类报告的评价要求"
    numbers = [normal_number(c) for c in cited]
    counts = {e.id: sum(normal_number(e.standard) in n for n in numbers) for e in candidates}
    most = max(counts.values())
    if most:
        chosen = next(e for e in candidates if counts[e.id] == most)
        return chosen.id, f"报告引用 {chosen.standard}"
    if dated is None:
        return candidates[0].id, f"报告未写明日期和标准版本，按最新版 {candidates[0].standard}"
    in_force = next((e for e in candidates if e.in_force_from <= dated), candidates[-1])
    return in_force.id, f"报告日期 {dated.isoformat()} 时现行的是 {in_force.standard}"


_UNSHIPPED = {"park": "park-586-2016", "supply-chain": "gscm-2016"}
"""Editions of the contract whose rows are not shipped yet."""
