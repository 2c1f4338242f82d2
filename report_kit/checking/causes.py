"""One wrong figure is one finding; its echoes are folded under it.

A finding that shows or rests on a place which an earlier, deeper finding shows as wrong, follows from it. Depth is the
order in which figures are made: energy rows and sums first, then indicators, then scores, then conclusions.
"""

from __future__ import annotations

from report_kit.checking.model import Found
from report_kit.document.model import Place

# Rules whose first place is a wrong figure, from the root of a calculation outwards.
_DEPTH = {
    "A302": 0, "A310": 0, "A305": 1, "A303": 2, "A301": 3, "A307": 4, "A304": 4, "A309": 5, "A308": 6, "C401": 7, "C404": 8,
}  # fmt: skip

Key = tuple[str, int | None, int | None, str]


def _key(place: Place) -> Key:
    return (place.block, place.row, place.column, "" if place.row is not None else place.quote)


def fold(findings: list[Found], rests_on: dict[str, tuple[Place, ...]]) -> None:
    """Sets `because_of` (and severity info) on findings that another one explains."""
    chain = sorted((f for f in findings if f.rule in _DEPTH and f.places), key=lambda f: _DEPTH[f.rule])
    wrong: dict[Key, Found] = {}
    for found in chain:
        own = _key(found.places[0])
        supports = [*found.places[1:], *rests_on.get(found.fingerprint, ())]
        cause = next((wrong[_key(p)] for p in supports if _key(p) in wrong and _key(p) != own), None)
        if cause is None and own in wrong and wrong[own].rule != found.rule:
            cause = wrong[own]
        if cause is not None and cause.fingerprint != found.fingerprint:
            found.because_of = cause.because_of or cause.fingerprint
            found.severity = "info"
        wrong.setdefault(own, found)
