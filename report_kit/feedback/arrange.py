"""In what order findings are read: by chapter as the report has them, each cause with its consequences under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from report_kit.checking.model import Check, Found, OutcomeName, RuleOutcome
from report_kit.rules.api import SEVERITIES

WHOLE = "整份报告"
FRONT = "封面与目录"
MARGIN = "页眉、页脚、脚注"
UNJUDGED: tuple[OutcomeName, ...] = ("crashed", "unreadable", "not-found")


@dataclass(slots=True)
class Item:
    """A finding that stands by itself, and the findings that follow from it; `number` counts the items from 1."""

    found: Found
    number: int
    consequences: list[Found] = field(default_factory=list)


@dataclass(slots=True)
class Chapter:
    title: str
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings stand by themselves, of each sort, and how many only follow from others."""

    errors: int
    warnings: int
    infos: int
    signals: int
    consequences: int

    @property
    def total(self) -> int:
        return self.errors + self.warnings + self.infos + self.signals

    def words(self) -> str:
        """`3 处错误 5 处提醒 2 条线索`, without what is zero; 未发现问题 when all is."""
        counted = ((self.errors, "处错误"), (self.warnings, "处提醒"), (self.infos, "处提示"), (self.signals, "条线索"))
        return " ".join(f"{n} {what}" for n, what in counted if n) or "未发现问题"


def is_shown(found: Found) -> bool:
    return not found.suppressed and found.baseline != "gone"


def items(check: Check) -> list[Item]:
    """Findings in the order of the document, each consequence under the finding that explains it at the root."""
    order = {block.id: n for n, block in enumerate(check.document.blocks)}

    def position(found: Found) -> tuple[int, int, int]:
        if not found.places:
            return (-1, 0, 0)
        first = found.places[0]
        return (order.get(first.block, len(order)), first.row or 0, first.column or 0)

    shown = sorted((f for f in check.findings if is_shown(f)), key=position)
    by_fingerprint = {f.fingerprint: f for f in shown}
    roots: dict[int, Item] = {}
    consequences: list[tuple[Found, Found]] = []
    for found in shown:
        root = _root(found, by_fingerprint)
        if root is found:
            roots[id(found)] = Item(found, len(roots) + 1)
        else:
            consequences.append((root, found))
    for root, found in consequences:
        roots[id(root)].consequences.append(found)
    return list(roots.values())


def _root(found: Found, by_fingerprint: dict[str, Found]) -> Found:
    """The finding at the start of the chain of causes; a finding in a circle stands by itself."""
    seen = {found.fingerprint}
    cause = found
    while cause.because_of in by_fingerprint:
        cause = by_fingerprint[cause.because_of]
        if cause.fingerprint in seen:
            return found
        seen.add(cause.fingerprint)
    return cause


def chapters(check: Check, arranged: Iterable[Item]) -> list[Chapter]:
    """Items grouped by the chapter of their first place; what has no place comes first."""
    depth = _depth(check)
    groups: dict[str, Chapter] = {}
    for item in arranged:
        title = _chapter(check, item.found, depth)
        groups.setdefault(title, Chapter(title)).items.append(item)
    return list(groups.values())


def _depth(check: Check) -> int:
    """Which heading of a path names the chapter: the second where the whole report stands under one title."""
    outermost = {section.path[0] for section in check.document.sections if section.path}
    return 1 if len(outermost) == 1 else 0


def _chapter(check: Check, found: Found, depth: int) -> str:
    if not found.places:
        return WHOLE
    section = check.document.section_of.get(found.places[0].block)
    if section is None:
        return MARGIN if found.places[0].block in check.document.by_id else WHOLE
    if not section.path:
        return FRONT
    return section.path[min(depth, len(section.path) - 1)]


def tally(arranged: Iterable[Item]) -> Tally:
    """Counts the items. Signals are counted as signals, whatever their severity."""
    listed = list(arranged)
    requirements = [i.found.severity for i in listed if i.found.nature == "requirement"]
    return Tally(
        errors=requirements.count("error"),
        warnings=requirements.count("warning"),
        infos=requirements.count("info"),
        signals=len(listed) - len(requirements),
        consequences=sum(len(i.consequences) for i in listed),
    )


def read_first(arranged: Iterable[Item], most: int = 3) -> list[Item]:
    """The items to read first: the gravest, then what explains most others; requirements before signals."""

    def weight(item: Item) -> tuple[bool, bool, int, int]:
        found = item.found
        preview = found.status == "preview"
        return (preview, found.nature == "signal", SEVERITIES.index(found.severity), -len(item.consequences))

    return sorted((i for i in arranged if i.found.severity != "info"), key=weight)[:most]


def unjudged(check: Check) -> list[tuple[OutcomeName, list[RuleOutcome]]]:
    """Rules that could not judge, by how they ended; endings that did not happen are left out."""
    grouped = ((name, [o for o in check.outcomes if o.outcome == name]) for name in UNJUDGED)
    return [(name, ended) for name, ended in grouped if ended]
