"""What a jurisdiction asks beyond the standards: deadlines, vetoes, triggers, who may apply. One file each."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from report_kit.checklist.loading import find, ids_in, load_file
from report_kit.checklist.model import File, Id, Row, Text
from report_kit.errors import InputError


class Article(Row):
    """One article that matters. `topic` says what it governs; `number_inferred` when the source prints no number;
    `deadline` as MM-DD; `veto` is the id of the condition in vetoes.yaml that it widens."""

    topic: Literal[
        "eligibility", "veto", "mode", "deadline", "recommendation", "dynamic-table", "removal", "inspection",
        "trigger", "agency", "process", "publicity", "other",
    ]  # fmt: skip
    article: str
    number_inferred: bool = False
    kinds: tuple[str, ...] = ()
    deadline: str | None = Field(default=None, pattern=r"^(0[1-9]|1[0-2])-([0-2]\d|3[01])$")
    trigger: Literal["A", "B", "C"] | None = None
    veto: Id | None = None
    amount: int | None = None


class Jurisdiction(File):
    """`checklists/jurisdictions/<id>.yaml`. `parent` is the next wider one; `region` the division code;
    `reference_binds` whether the third-party format binds self-evaluations too."""

    document: Text
    number: str = ""
    parent: Id | None = None
    region: str = ""
    source: Text
    reference_binds: bool = False
    credit_sources: tuple[Text, ...] = ()
    articles: tuple[Article, ...]

    @property
    def may_be_cited(self) -> bool:
        """Whether a letter may cite it as its basis (a draft never)."""
        return self.status == "in-force"

    @cached_property
    def by_id(self) -> dict[str, Article]:
        return {a.id: a for a in self.articles}

    def on(self, topic: str) -> tuple[Article, ...]:
        """Articles on a topic."""
        return tuple(a for a in self.articles if a.topic == topic)

    def trigger(self, letter: str) -> Article | None:
        """The article for Article 23's A, B or C."""
        return next((a for a in self.articles if a.trigger == letter), None)


def jurisdiction_ids() -> tuple[str, ...]:
    """Ids of the jurisdictions, shipped and the user's own, the narrowest (longest region) first."""
    found = [(_load(id).region, id) for id in ids_in("jurisdictions", "articles")]
    return tuple(id for _, id in sorted(found, key=lambda pair: (-len(pair[0]), pair[1])))


def jurisdiction(id: str) -> Jurisdiction:
    """The jurisdiction of that id. Raises InputError for an unknown id."""
    if find("jurisdictions", id) is None:
        raise InputError(f"没有地区规则“{id}”", f"可用：{'、'.join(jurisdiction_ids())}")
    return _load(id)


def _load(id: str) -> Jurisdiction:
    path = find("jurisdictions", id)
    assert path is not None
    return load_file(path, Jurisdiction)


def jurisdiction_for(division_code: str) -> Jurisdiction:
    """The narrowest jurisdiction for an administrative division code (4416xx → heyuan)."""
    for id in jurisdiction_ids():
        found = _load(id)
        if division_code.startswith(found.region):
            return found
    return jurisdiction("national")
