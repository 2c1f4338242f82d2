"""The level of each heading, from styles where they agree with the numbers and from the numbers where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from report_kit.document.headings import number_depth, number_kind

Family = tuple[str, int]

# A scheme never stands below one that is listed after it; schemes of one rank nest in the order they appear.
_RANK = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "cjk": 3,
    "decimal": 3,
    "cjk-paren": 4,
    "arabic-paren": 5,
    "letter": 6,
    "circled": 6,
}
MAX_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A heading whose level is to be found: its number as seen, the level its style claims (from 1), its size."""

    number: str
    styled: int | None = None
    size: float | None = None


def family(number: str) -> Family | None:
    """The scheme of a number and its depth: headings of one family stand on one level."""
    kind = number_kind(number)
    if kind in ("", "annex"):
        return None
    if kind in ("arabic", "decimal"):
        return "decimal", number_depth(number)
    return kind, 1


def _order(of: Family) -> tuple[int, int]:
    return _RANK[of[0]], of[1]


def _may_hold(outer: Family, inner: Family) -> bool:
    """Whether headings of one family may stand above those of another."""
    if outer[0] == inner[0]:
        return outer[1] < inner[1]
    if {outer[0], inner[0]} == {"decimal", "cjk-paren"}:
        return True
    return _RANK[outer[0]] <= _RANK[inner[0]]


def _agreed(candidates: Sequence[Candidate]) -> dict[Family, int]:
    """The level most styled headings of each family have; decimals that contradict their depth are put in order."""
    votes: dict[Family, Counter[int]] = {}
    for each in candidates:
        of = family(each.number)
        if of is not None and each.styled is not None:
            votes.setdefault(of, Counter())[each.styled] += 1
    agreed = {of: counts.most_common(1)[0][0] for of, counts in votes.items()}
    depths = sorted(depth for kind, depth in agreed if kind == "decimal")
    levels = [agreed["decimal", depth] for depth in depths]
    if any(below <= above for above, below in pairwise(levels)):
        for depth in depths:
            agreed["decimal", depth] = min(levels[0] + depth - depths[0], MAX_LEVEL)
    return agreed


def _outliers(candidates: Sequence[Candidate], agreed: dict[Family, int]) -> set[Family]:
    """Families whose agreed level outweighs the single heading's own style."""
    votes: dict[Family, Counter[int]] = {}
    for each in candidates:
        of = family(each.number)
        if of is not None and each.styled is not None:
            votes.setdefault(of, Counter())[each.styled] += 1
    return {
        of
        for of, counts in votes.items()
        if of[0] == "decimal"
        and (agreed[of] not in counts or (counts.total() > 2 and counts[agreed[of]] * 3 >= counts.total() * 2))
    }


def resolve_levels(candidates: Sequence[Candidate]) -> list[int]:
    """A level from 1 for each heading, in document order."""
    agreed = _agreed(candidates)
    binding = _outliers(candidates, agreed)
    levels: list[int] = []
    open_families: list[tuple[Family, int]] = []
    sizes: dict[float, int] = {}
    known = dict(agreed)
    for each in candidates:
        of = family(each.number)
        if of is None:
            level = each.styled or _level_of_size(each, sizes)
        elif each.styled is not None and of not in binding:
            level = each.styled
        elif of in known:
            level = known[of]
        else:
            while open_families and not _may_hold(open_families[-1][0], of):
                open_families.pop()
            level = open_families[-1][1] + 1 if open_families else of[1] if of[0] == "decimal" else 1
            known[of] = level = min(level, MAX_LEVEL)
        if of is not None:
            while open_families and open_families[-1][1] >= level:
                open_families.pop()
            open_families.append((of, level))
        if each.size is not None:
            sizes.setdefault(each.size, level)
        levels.append(level)
    lift = min(levels, default=1) - 1
    return [level - lift for level in levels]


def _level_of_size(candidate: Candidate, sizes: dict[float, int]) -> int:
    """An unnumbered, unstyled heading stands on the level of those of its size, else on the first."""
    if number_kind(candidate.number) == "annex" or candidate.size is None:
        return 1
    return sizes.get(candidate.size, 1)
