"""Form fields: their values, and the values a reader sees as text of the page."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from report_kit.document.model import BBox
from report_kit.document.pdf.content import Geometry, PageContent, Segment, Style
from report_kit.document.pdf.objects import entry, inherited, items, name, number, rectangle, words
from report_kit.document.traces import Annotation, FormField

_HIDDEN = 2 | 32
_MULTILINE, _PASSWORD = 1 << 12, 1 << 13
_RADIO, _BUTTON = 1 << 15, 1 << 16
_FIELD_FLAGS, _FIELD_VALUE = "/Ff", "/V"
USUAL_SIZE = 10.5
DESCENT = 0.2
WIDE = "\u2e80"
_MARKS = "□☑☒√✓✔×●○"


def read_widget(item: Any, n: int, geometry: Geometry) -> FormField | None:
    """The field whose place `item` is; None for signatures and places without a rectangle."""
    kind = name(inherited(item, "/FT"))
    box = rectangle(item, geometry)
    if box is None or kind not in ("Tx", "Ch", "Btn"):
        return None
    flags = number(inherited(item, _FIELD_FLAGS))
    shown = not number(entry(item, "/F")) & _HIDDEN and box[2] - box[0] > 1 and box[3] - box[1] > 1
    title = _full_name(item)
    if kind == "Tx":
        if flags & _PASSWORD:
            return FormField(title, "password", "", n, box, False)
        return FormField(title, "text", words(inherited(item, _FIELD_VALUE)), n, box, shown)
    if kind == "Ch":
        return FormField(title, "choice", _choice(item), n, box, shown)
    if flags & _BUTTON:
        return FormField(title, "button", words(entry(item, "/MK", "/CA")), n, box, False)
    state = name(entry(item, "/AS")) or name(inherited(item, _FIELD_VALUE))
    on = bool(state) and state != "Off" and _has_state(item, state)
    return FormField(title, "radio" if flags & _RADIO else "check", state if on else "", n, box, shown)


def _has_state(item: Any, state: str) -> bool:
    """Whether a box has the state: of several boxes of one field only the chosen one has."""
    states = entry(item, "/AP", "/N")
    return not isinstance(states, pikepdf.Dictionary) or entry(states, f"/{state}") is not None


def _choice(item: Any) -> str:
    """The chosen options as displayed, several with `、`."""
    value = inherited(item, _FIELD_VALUE)
    chosen = [words(v) for v in items(value)] if isinstance(value, pikepdf.Array) else [words(value)]
    shown = {}
    for option in items(inherited(item, "/Opt")):
        pair = [words(v) for v in items(option, 2)]
        if len(pair) == 2:
            shown[pair[0]] = pair[1]
    return "、".join(shown.get(v, v) for v in chosen if v)


def _full_name(item: Any) -> str:
    parts: list[str] = []
    for _ in range(12):
        part = words(entry(item, "/T"))
        if part:
            parts.append(part)
        item = entry(item, "/Parent")
        if item is None:
            break
    return ".".join(reversed(parts))


def write_fields(content: PageContent, fields: list[FormField], typed: list[Annotation]) -> None:
    """The values seen on the page, and text typed onto it, as text of the page, where they stand; text that stands
    there already is not written twice."""
    for field in fields:
        if field.visible:
            text = field.value if field.kind in ("text", "choice") else _box_sign(field)
            _write(content, text, field.bbox)
    for note in typed:
        _write(content, note.text, note.bbox)


def _box_sign(field: FormField) -> str:
    return "☑" if field.value else "□"


def _write(content: PageContent, text: str, displayed: BBox) -> None:
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    if not lines:
        return
    x0, top, x1, bottom = content.upright(displayed)
    beside = [s for s in content.segments if _within(s, (x0, top, x1, bottom)) and not s.hidden]
    there = re.sub(r"\s", "", "".join(s.text for s in beside))
    wanted = re.sub(r"\s", "", "".join(lines))
    if there and (wanted in there or (wanted in "□☑" and there[0] in _MARKS)):
        return
    height = (bottom - top) / len(lines)
    size = round(min(USUAL_SIZE, max(4.0, 0.75 * height)), 1)
    style = Style(size, False, "")
    for index, line in enumerate(lines):
        low = top + (index + 0.5) * height + 0.5 * size
        width = min(sum(size if c >= WIDE else 0.5 * size for c in line), x1 - x0)
        left = x0 + min(2.0, 0.1 * (x1 - x0))
        segment = Segment(left, low - size, left + width, low, low - DESCENT * size, line, style)
        content.segments.append(_on_the_line_beside(segment, content))


def _within(segment: Segment, box: BBox) -> bool:
    x, y = (segment.x0 + segment.x1) / 2, (segment.top + segment.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _on_the_line_beside(segment: Segment, content: PageContent) -> Segment:
    """A value stands on the baseline of the words beside it (`企业名称：____`)."""
    beside = [
        s
        for s in content.segments
        if not s.hidden and abs(s.base - segment.base) < 0.6 * segment.style.size and abs(s.bottom - segment.bottom) < 8
    ]
    if not beside:
        return segment
    nearest = min(beside, key=lambda s: min(abs(s.x1 - segment.x0), abs(s.x0 - segment.x1)))
    shift = nearest.base - segment.base
    segment.base += shift
    segment.top += shift
    segment.bottom += shift
    return segment
