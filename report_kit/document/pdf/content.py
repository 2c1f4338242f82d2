"""What stands on one PDF page: text segments, ruled lines, shaded areas, images.

Everything is in points from the top left of the page as displayed, or as turned so that its text stands upright
(`PageContent.turn`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from report_kit.document.model import BBox
from report_kit.document.runs import RunTable


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: size in points, bold, font family without subset prefix."""

    size: float
    bold: bool
    family: str


@dataclass(slots=True)
class Segment:
    """Characters of one style that follow each other on one baseline without a gap."""

    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    text: str
    style: Style
    hidden: bool = False
    why: str = ""
    """Why it is hidden; `watermark` is text across the page, seen but apart from the flow."""
    confidences: tuple[float, ...] = ()
    """Of each character of recognised text; empty for text that is set."""


@dataclass(slots=True)
class PageImage:
    bbox: BBox
    sha256: str


@dataclass(slots=True)
class PageContent:
    """One page. `horizontals` are (y, x0, x1), `verticals` (x, top, bottom), `shades` filled areas that are not white.

    `turn` is the number of clockwise quarter turns that made the text upright; `display` turns a box back."""

    n: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    horizontals: list[tuple[float, float, float]] = field(default_factory=list)
    verticals: list[tuple[float, float, float]] = field(default_factory=list)
    shades: list[BBox] = field(default_factory=list)
    fills: list[BBox] = field(default_factory=list)
    """Straight-edged areas of any colour but white."""
    images: list[PageImage] = field(default_factory=list)
    turn: int = 0
    damaged: float = 0.0
    truncated: bool = False
    scanned_text: bool = False
    runs: RunTable | None = None
    lost: float = 0.0
    """The share of characters left out because their codes mean nothing."""

    def display(self, box: BBox) -> BBox:
        """A box of this (perhaps turned) page on the page as displayed."""
        x0, top, x1, bottom = box
        if self.turn == 1:
            return (top, self.width - x1, bottom, self.width - x0)
        if self.turn == 2:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turn == 3:
            return (self.height - bottom, x0, self.height - top, x1)
        return box

    def upright(self, box: BBox) -> BBox:
        """A box of the page as displayed on this (perhaps turned) page: `display` undone."""
        x0, top, x1, bottom = box
        if self.turn == 1:
            return (self.width - bottom, x0, self.width - top, x1)
        if self.turn == 2:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turn == 3:
            return (top, self.height - x1, bottom, self.height - x0)
        return box

    @property
    def displayed_size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)


@dataclass(slots=True)
class Scan:
    """A page that is a picture, recognised: its content, the mean confidence of its characters, and the red seals on
    it (boxes on the page as displayed)."""

    content: PageContent
    confidence: float
    seals: list[BBox] = field(default_factory=list)


class Geometry:
    """From PDF user space to points from the top left after `turns` clockwise quarter turns."""

    def __init__(self, box: tuple[float, float, float, float], turns: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.turns = turns % 4
        across, up = self.right - self.left, self.top - self.bottom
        self.width, self.height = (up, across) if self.turns % 2 else (across, up)

    def boxes(self, left: Any, bottom: Any, right: Any, top: Any) -> tuple[Any, Any, Any, Any]:
        """(x0, top, x1, bottom) of boxes given by their user-space sides; numbers or arrays."""
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turns == 3:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom
