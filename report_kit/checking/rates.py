"""Base rates: how often reports without planted defects show a signal, measured and kept as data, not as code.

`checklists/rates.yaml` holds a row a signal. A signal whose upper bound is above `limit`, and the most frequent ones
while all stable signals together come above `together` a report, are previews: shown, scoring nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt, model_validator

from report_kit.checklist.loading import checklists_folder, load
from report_kit.rules.api import Rule, Status


class Rate(BaseModel):
    """`hits` of `n` reports show the signal; `upper95` is the two-sided 95 % Wilson upper bound of that proportion.

    `judged` is the number of those reports on which the rule could speak at all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    population: Literal["synthetic", "field"] = "synthetic"
    n: PositiveInt
    hits: NonNegativeInt
    judged: NonNegativeInt
    upper95: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _counts_agree(self) -> Rate:
        if not self.hits <= self.judged <= self.n:
            raise ValueError("应有 hits ≤ judged ≤ n")
        return self

    @property
    def share(self) -> float:
        return self.hits / self.n

    def to_json(self) -> dict[str, Any]:
        return {"population": self.population, "n": self.n, "hits": self.hits, "upper95": round(self.upper95, 4)}


class Rates(BaseModel):
    """The table: `limit` of one signal's upper bound, `together` of the stable signals' shares, the rows by code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: float = Field(gt=0, le=1)
    together: float = Field(gt=0)
    signals: dict[str, Rate] = {}

    def demoted(self, stable: frozenset[str]) -> frozenset[str]:
        """Codes of `stable` signals that are previews by this table. A signal without a row stays what it is."""
        rows = {code: rate for code, rate in self.signals.items() if code in stable}
        out = {code for code, rate in rows.items() if rate.upper95 > self.limit}
        kept = sorted((code for code in rows if code not in out), key=lambda c: (rows[c].share, c))
        while sum(rows[code].share for code in kept) > self.together:
            out.add(kept.pop())
        return frozenset(out)


@cache
def table() -> Rates:
    """The shipped table. Raises InputError when it is damaged."""
    return read(checklists_folder() / "rates.yaml")


def read(path: Path) -> Rates:
    """The table in `path`. Raises InputError naming the file and what is wrong in it."""
    return load(path, Rates)


@cache
def _demoted() -> frozenset[str]:
    from report_kit.rules import load_all

    return table().demoted(
        frozenset(code for code, rule in load_all().items() if rule.nature == "signal" and rule.status == "stable")
    )


def status(rule: Rule) -> Status:
    """The rule's status as it counts: its own, or preview by its base rate."""
    return "preview" if rule.code in _demoted() else rule.status


def base_rate(rule: Rule) -> dict[str, Any] | None:
    """The signal's base rate as the contract writes it; None for requirements and for what was not measured."""
    rate = table().signals.get(rule.code) if rule.nature == "signal" else None
    return rate.to_json() if rate else None
