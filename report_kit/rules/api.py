"""How a rule is written: one file, one function that yields findings.

    @rule("A303", name="table-sum-mismatch", title="合计不符", severity="error", also="A")
    def check(report: Report) -> Iterator[Finding]:
        '''查什么：… 依据：… 易误判：… 例：…'''

A rule yields `Finding`s. When it cannot speak it raises one of the outcomes `NotApplicable`, `NotFound`, `Unreadable`
with a reason in Chinese; all are reported, none swallowed. Declarative rules (`checklists/rules/*.yaml`) become the
same `Rule` objects through `report_kit.rules.kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeVar, cast

from report_kit.document.model import Document, Place
from report_kit.evidence import Evidence
from report_kit.facts.model import Facts, Identity
from report_kit.rules.history import History

T = TypeVar("T")
Severity = Literal["error", "warning", "info"]
Nature = Literal["requirement", "signal"]
Trigger = Literal["A", "B", "C"]
Status = Literal["stable", "preview"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def milder(a: Severity, b: Severity) -> Severity:
    """The milder of two severities."""
    return max(a, b, key=SEVERITIES.index)


class Outcome(Exception):
    """A rule that ends without judging; the argument says why, in Chinese."""

    name: Literal["not-applicable", "not-found", "unreadable"] = "not-applicable"

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotApplicable(Outcome):
    """The clause does not bind this report."""


class NotFound(Outcome):
    """The thing to check was not located."""

    name = "not-found"


class Unreadable(Outcome):
    """Located, but not read with enough confidence."""

    name = "unreadable"


@dataclass(frozen=True, slots=True)
class Clause:
    """What a finding rests on; a clause that is not `official` never makes an error."""

    source: str = ""
    ref: str = ""
    confidence: Literal["official", "second-hand", "background"] = "official"


@dataclass(slots=True)
class Finding:
    """What a rule says. `subject` is the id of the clause, field or fact: with `year` it keeps the fingerprint stable.

    `places` holds both places when two things are compared. `severity` may only be milder than the rule's."""

    message: str
    places: tuple[Place, ...] = ()
    remedy: str = ""
    subject: str = ""
    year: int | None = None
    expected: str | None = None
    severity: Severity | None = None
    clause: Clause | None = None
    innocent: tuple[str, ...] = ()
    rests_on: tuple[Place, ...] = ()
    """Further places whose being wrong would explain this finding (operands, not shown)."""


@dataclass
class Report:
    """What a rule may ask: the document, its facts, the checklist in force, and how the check is run."""

    document: Document
    facts: Facts
    as_of: date
    stage: Literal["draft", "final"] = "final"
    audience: Literal["author", "staff"] = "author"
    edition: Any = None
    """report_kit.checklist edition model of `facts.identity.edition`."""
    format: Any = None
    """report_kit.checklist format model of the report's kind and mode."""
    jurisdiction: Any = None
    evidence: Evidence | None = None
    """What the folder of evidence says; None when none was given."""
    history: History | None = None
    """The register of earlier reports; None when the check runs without one."""
    _shared: dict[Any, Any] = field(default_factory=dict, repr=False)

    def shared(self, make: Callable[[Report], T]) -> T:
        """What `make` gives for this report, worked out once for all rules that ask."""
        if make not in self._shared:
            self._shared[make] = make(self)
        return cast(T, self._shared[make])

    @property
    def identity(self) -> Identity:
        return self.facts.identity


Check = Callable[[Report], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue. `documentation` has the headings 查什么、依据、易误判、例."""

    code: str
    name: str
    title: str
    check: Check
    severity: Severity
    nature: Nature = "requirement"
    trigger: Trigger = "B"
    also: Trigger | None = None
    status: Status = "stable"
    remedy: str = ""
    clause: Clause = field(default_factory=Clause)
    innocent: tuple[str, ...] = ()
    documentation: str = ""
    kinds: tuple[str, ...] = ("factory", "park", "supply-chain")
    modes: tuple[str, ...] = ("self", "third-party", "platform")
    stages: tuple[str, ...] = ("draft", "final")
    needs_history: bool = False
    """Whether it compares with the register: run once the report is filed, or against a register that is named."""
    compares: bool = False
    """Whether it speaks without a register and says more with one: it runs again when the report is compared."""
    self_at_most: Severity = "error"
    """Cap of the severity in self mode, where the third-party format is only a reference (art. 12)."""

    @property
    def family(self) -> str:
        return self.code[0]


REGISTRY: dict[str, Rule] = {}


def register(new: Rule) -> None:
    """Adds a rule. Raises ValueError when its code is taken: a code never changes its meaning."""
    if new.code in REGISTRY:
        raise ValueError(f"规则代码重复：{new.code}")
    REGISTRY[new.code] = new


def rule(code: str, *, name: str, title: str, severity: Severity, **fields: Any) -> Callable[[Check], Check]:
    """Registers the function below as the rule `code`; its docstring is the rule's documentation."""

    def decorate(check: Check) -> Check:
        register(
            Rule(
                code=code, name=name, title=title, severity=severity, check=check,
                documentation=(check.__doc__ or "").strip(), **fields,
            )
        )  # fmt: skip
        return check

    return decorate
