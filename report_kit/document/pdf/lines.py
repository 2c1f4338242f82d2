"""Segments → lines, as a reader sees them: one baseline, left to right, glyphs drawn twice taken once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from report_kit.document.model import BBox
from report_kit.document.pdf.characters import is_cjk, join_split_letters, shorten_leaders
from report_kit.document.pdf.content import Segment, Style


@dataclass(slots=True)
class Line:
    """One line of text. `style` is that of most of its characters; `segments` stand from left to right."""

    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    text: str
    style: Style
    segments: list[Segment]
    column: int = 0
    """1 or 2 on a page set in two columns of text."""

    @property
    def bbox(self) -> BBox:
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def size(self) -> float:
        return self.style.size


def make_lines(segments: Iterable[Segment]) -> list[Line]:
    """Lines from top to bottom. Raised and lowered small characters belong to the line beside them."""
    rows = _join_scripts(_rows(segments))
    return [line for row in rows if (line := make_line(row)) is not None]


def _rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments by baseline: within a quarter of their size."""
    rows: list[list[Segment]] = []
    base = -1e9
    for segment in sorted(segments, key=lambda s: s.base):
        if rows and segment.base - base <= max(1.0, 0.22 * segment.style.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
        base = segment.base
    return rows


def _join_scripts(rows: list[list[Segment]]) -> list[list[Segment]]:
    """Rows of small characters that touch a neighbouring row's larger ones (m³, CO₂ set by hand) go into it."""
    if len(rows) < 2:
        return rows
    sizes = [max(s.style.size for s in row) for row in rows]
    kept: list[list[Segment]] = []
    for index, row in enumerate(rows):
        host = next(
            (
                rows[other]
                for other in (index + 1, index - 1)
                if 0 <= other < len(rows)
                and sizes[index] <= 0.8 * sizes[other]
                and all(_is_script(s, rows[other]) for s in row)
            ),
            None,
        )
        if host is None:
            kept.append(row)
        else:
            host.extend(row)
    return kept


def _is_script(small: Segment, row: list[Segment]) -> bool:
    for segment in row:
        size = segment.style.size
        near = -0.3 * size <= small.x0 - segment.x1 <= 0.4 * size or -0.3 * size <= segment.x0 - small.x1 <= 0.4 * size
        if near and min(small.bottom, segment.bottom) - max(small.top, segment.top) > 0.35 * (small.bottom - small.top):
            return True
    return False


def make_line(row: list[Segment]) -> Line | None:
    """One line out of segments on one baseline; None if it is only space."""
    row.sort(key=lambda s: s.x0)
    pieces: list[str] = []
    kept: list[Segment] = []
    last: Segment | None = None
    for segment in row:
        if last is not None:
            if _is_double(last, segment):
                continue
            pieces.append(_gap(last, segment))
        pieces.append(segment.text)
        kept.append(segment)
        last = segment
    text = "".join(pieces).strip()
    if not text:
        return None
    inked = [s for s in kept if not s.text.isspace()]
    if len(inked) == 1:
        only = inked[0]
        text = join_split_letters(shorten_leaders(text))
        return Line(only.x0, only.top, only.x1, only.bottom, only.base, text, only.style, inked)
    amount: Counter[Style] = Counter()
    for segment in inked:
        amount[segment.style] += len(segment.text)
    style = amount.most_common(1)[0][0]
    main = [s for s in inked if s.style.size > 0.8 * style.size] or inked
    return Line(
        inked[0].x0,
        min(s.top for s in main),
        max(s.x1 for s in inked),
        max(s.bottom for s in main),
        main[0].base,
        join_split_letters(shorten_leaders(text)),
        style,
        inked,
    )


def _is_double(last: Segment, segment: Segment) -> bool:
    """The same glyphs drawn once more a hair aside: an imitation of bold."""
    return (
        segment.text == last.text
        and segment.x0 - last.x0 < 0.3 * max(segment.style.size, 1.0)
        and abs(segment.x1 - last.x1) < 0.3 * max(segment.style.size, 1.0)
        and not segment.text.isspace()
    )


def _gap(last: Segment, segment: Segment) -> str:
    """White space between neighbours: none where Chinese meets figures set apart by a quarter em."""
    size = max(min(last.style.size, segment.style.size), 1.0)
    width = segment.x0 - last.x1
    before, after = last.text[-1], segment.text[0]
    if before.isspace() or after.isspace() or width < 0.18 * size:
        return ""
    if width > 2.5 * size:
        return "  "
    if before in _WIDE or after in _WIDE or (is_cjk(before) and is_cjk(after)):
        return " " if width > 0.75 * size else ""
    if is_cjk(before) or is_cjk(after):
        return " " if width > 0.45 * size else ""
    return " "


_WIDE = "“”‘’—…·□☑☒■●○◆√"
"""Signs that Chinese fonts draw in a full square, whatever font stands in for them."""
_OPENING, _CLOSING = "（《〈“‘「『【〔([{", "），。、；：！？》〉”’」』】〕)]},.;:!?%％"


def join_wrapped(first: str, second: str, narrow: bool = False) -> str:
    """Two lines of one text as one: no space beside Chinese, a space between words and figures.

    In a narrow cell a line is also cut within a number or before a unit's exponent, without any space there."""
    if not first or not second:
        return first or second
    before, after = first[-1], second[0]
    if is_cjk(before) or is_cjk(after) or before in _OPENING or after in _CLOSING:
        return first + second
    if before in "-/–~_@" or after in "/–~_@.":
        return first + second
    if narrow and not (before.isalpha() and after.isalpha()) and not (before in ",.;:" and after.isalpha()):
        return first + second
    return f"{first} {second}"


def join_cell_lines(lines: list[Line], width: float) -> str:
    """The text of a cell. A line that could have held the next word was ended by the author: `\\n` stays."""
    text = ""
    last: Line | None = None
    for line in lines:
        if last is None:
            text = line.text
        elif width - (last.x1 - last.x0) > max(2.2 * last.size, first_token_width(line)) + 0.35 * width:
            text = f"{text}\n{line.text}"
        else:
            text = join_wrapped(text, line.text, narrow=True)
        last = line
    return join_split_letters(text) if "\n" not in text else text


def first_token_width(line: Line) -> float:
    """Width of the first piece of a line that is not broken."""
    return min(first_token(line.text) / max(_units(line.text), 0.5), 1.0) * (line.x1 - line.x0)


def first_token(text: str) -> float:
    """Width, in sizes of the text, of the first piece that is not broken: a word, figures with their signs, one
    ideograph with its punctuation."""
    length = 0
    while length < len(text) and text[length] in _OPENING:
        length += 1
    if length < len(text) and is_cjk(text[length]):
        length += 1
    else:
        while (
            length < len(text) and not text[length].isspace() and (not is_cjk(text[length]) or text[length] in "、，")
        ):
            length += 1
    while length < len(text) and text[length] in _CLOSING:
        length += 1
    return _units(text[:length])


def _units(text: str) -> float:
    return sum(1.0 if is_cjk(c) or c in _WIDE else 0.5 for c in text)
