"""How the text of a PDF page is set, run by run, kept small: columns instead of objects, ~40 bytes a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

BBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Face:
    """How characters look. `size` in points, `weight` 100–900 (0: not told), `colour` red, green, blue 0–255."""

    family: str
    size: float
    weight: int
    bold: bool
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face that follow each other on one baseline.

    `bbox` in points from the top left as displayed; `baseline` is measured down the page as its text stands upright."""

    text: str
    bbox: BBox
    baseline: float
    face: Face
    hidden: bool = False


@dataclass(slots=True)
class RunTable:
    """All runs of a page. `ends` are ends in `text`, `boxes` is runs × 4, `faces` those of the page, by `face`."""

    text: str
    ends: Any
    boxes: Any
    baselines: Any
    face: Any
    hidden: Any
    faces: tuple[Face, ...]

    def __len__(self) -> int:
        return len(self.ends)

    def __iter__(self) -> Iterator[Run]:
        start = 0
        rows = zip(
            self.ends.tolist(),
            self.boxes.tolist(),
            self.baselines.tolist(),
            self.face.tolist(),
            self.hidden.tolist(),
            strict=True,
        )
        for end, box, baseline, face, hidden in rows:
            x0, top, x1, bottom = (round(v, 2) for v in box)
            yield Run(self.text[start:end], (x0, top, x1, bottom), round(baseline, 2), self.faces[face], bool(hidden))
            start = end

    def within(self, box: BBox) -> list[Run]:
        """The runs whose middle lies in a box, e.g. that of a table cell."""
        x0, top, x1, bottom = box
        return [
            r for r in self if x0 <= (r.bbox[0] + r.bbox[2]) / 2 <= x1 and top <= (r.bbox[1] + r.bbox[3]) / 2 <= bottom
        ]
