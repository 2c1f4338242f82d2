"""How the text of a PDF page is set, run by run, kept small: 27 bytes a run instead of objects."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

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


RECORD = struct.Struct("<I5fHB")
"""A run in a table: its end in the text, its box, its baseline, the number of its face, whether it is hidden."""


@dataclass(frozen=True, slots=True)
class RunTable:
    """All runs of a page: their text joined, a `RECORD` each, the faces of the page."""

    text: str
    packed: bytes
    faces: tuple[Face, ...]

    def __len__(self) -> int:
        return len(self.packed) // RECORD.size

    def __iter__(self) -> Iterator[Run]:
        start = 0
        for end, x0, top, x1, bottom, baseline, face, hidden in RECORD.iter_unpack(self.packed):
            box = (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
            yield Run(self.text[start:end], box, round(baseline, 2), self.faces[face], bool(hidden))
            start = end

    def joined(self, other: RunTable) -> RunTable:
        """Both tables' runs as one."""
        shift, faces = len(self.text), len(self.faces)
        moved = b"".join(
            RECORD.pack(end + shift, *box, face + faces, hidden)
            for end, *box, face, hidden in RECORD.iter_unpack(other.packed)
        )
        return RunTable(self.text + other.text, self.packed + moved, self.faces + other.faces)

    def within(self, box: BBox) -> list[Run]:
        """The runs whose middle lies in a box, e.g. that of a table cell."""
        x0, top, x1, bottom = box
        return [
            r for r in self if x0 <= (r.bbox[0] + r.bbox[2]) / 2 <= x1 and top <= (r.bbox[1] + r.bbox[3]) / 2 <= bottom
        ]
