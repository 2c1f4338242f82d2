"""What a PDF carries beside its pages' text: notes, form fields, signatures, attachments, actions, earlier versions."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

BBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note, highlight, stamp, text typed onto the page or link to outside; `page` counts from 1, `bbox` in points
    from the top left as displayed. `typed`: text written onto the page as if it belonged to it."""

    kind: str
    page: int
    bbox: BBox
    text: str = ""
    author: str = ""
    date: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class FormField:
    """One place of a form field. `visible`: its value is seen on the page; a password's value is never kept."""

    name: str
    kind: Literal["text", "choice", "check", "radio", "button", "password"]
    value: str
    page: int
    bbox: BBox
    visible: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature as it describes itself; it is not verified.

    `covers` are the byte ranges signed, `whole` tells whether they reach the end of the file."""

    field: str
    signer: str
    date: str
    reason: str
    location: str
    page: int | None
    bbox: BBox | None
    covers: tuple[tuple[int, int], ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within the file; it is never opened. `size` in bytes, None where the file does not say."""

    name: str
    size: int | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something the file asks a viewer to do; it is never done. `trigger`: when, `target`: the beginning of what."""

    kind: str
    trigger: str
    target: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PageChange:
    """How one page's visible content differs from the version before: texts taken out and put in; `drawn` when images
    or drawings differ as well."""

    page: int
    kind: Literal["changed", "added", "removed"]
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One saving of an incrementally saved PDF; the file's first `end` bytes are this version as it was.

    `kinds` tells what was saved: `content` (pages look different), `annotation`, `form`, `signature`, `metadata`,
    `other`; the first version has none."""

    n: int
    end: int
    date: str
    producer: str
    pages: int
    kinds: tuple[str, ...] = ()
    changes: tuple[PageChange, ...] = ()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Extent:
    """Which pages are the report itself (first and last, from 1), which are annexes, and how that was seen."""

    first: int
    last: int
    annexes: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Photograph:
    """What a picture tells of itself: the software that wrote it, when it was taken (ISO, '' when not told), the
    camera, whether it tells where."""

    software: str
    taken: str
    camera: str
    placed: bool


@dataclass(frozen=True, slots=True)
class FiledFigure:
    """A figure as report-kit computed it when it made the report; `id` of a quantity, `value` as printed."""

    id: str
    label: str
    value: str
    unit: str
    year: int | None


@dataclass(slots=True)
class Traces:
    """All of the above of one file. `xmp` is its metadata stream under our names, `history` the savings told there,
    `conflicts` what the information dictionary and the metadata stream tell differently: (name, there, here)."""

    annotations: list[Annotation] = field(default_factory=list)
    fields: list[FormField] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    xmp: dict[str, str] = field(default_factory=dict)
    history: list[dict[str, str]] = field(default_factory=list)
    conflicts: list[tuple[str, str, str]] = field(default_factory=list)
    filed: list[FiledFigure] = field(default_factory=list)
    """Of a DOCX that report-kit made: its computed figures."""
    photographs: dict[str, Photograph] = field(default_factory=dict)
    """By the SHA-256 of the picture."""

    def to_json(self) -> dict[str, Any]:
        """Only what there is."""
        names = {"fields": "form_fields"}
        return {names.get(key, key): value for key, value in asdict(self).items() if value}
