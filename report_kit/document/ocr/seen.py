"""What was seen on the picture of a page: plain records, made in a worker, kept in the cache."""

from __future__ import annotations

from dataclasses import dataclass, field

from report_kit.document.model import BBox, LayerDifference

Rule = tuple[float, float, float]
"""A ruling line: (y, x0, x1) across, (x, top, bottom) down."""


@dataclass(slots=True)
class Word:
    """A piece of a line: box in points of the upright page, characters with their confidences, size of type (points),
    `weight`, the thickness of its strokes (area of ink by length of edge), and whether the size is `measured` well."""

    bbox: BBox
    text: str
    confidences: tuple[float, ...]
    size: float
    weight: float
    ideographs: int = 0
    measured: bool = False


@dataclass(slots=True)
class ScannedPage:
    """A recognised page in points of the upright page: `width` × `height`, `turns` clockwise quarter turns and `slant`
    degrees away from the page as displayed. `seals` are boxes on the page as displayed."""

    width: float
    height: float
    turns: int = 0
    slant: float = 0.0
    words: list[Word] = field(default_factory=list)
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    seals: list[BBox] = field(default_factory=list)

    @property
    def confidence(self) -> float:
        """The mean confidence of the page's characters; 1 where there are none."""
        every = [c for word in self.words for c in word.confidences]
        return round(sum(every) / len(every), 3) if every else 1.0


@dataclass(slots=True)
class Sight:
    """What was seen on one page: its text, and where a text layer behind the picture says something else."""

    page: ScannedPage
    differences: list[LayerDifference]
