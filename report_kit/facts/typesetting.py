"""How the figures of a PDF are set: numbers whose digits are set in different ways, and figures unlike their neighbours.

Fonts are compared by family: the bold cut of a family is the same family."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from report_kit.document.model import BBox, Block, Document
from report_kit.document.runs import Face, Run, RunTable

_CUT = re.compile(r"(?:[-,].*|PSMT|PS|MT|Bold|Regular|Italic|Oblique|Medium|Light|Semi|Demi|Heavy|Black)+$")
_DIGITS = re.compile(r"[\d.,]+")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:19|20)\d\d\.\d{1,2}(?:\.\d{1,2})?")
_LABEL = re.compile(r"(?:[表图式第条款章节]|附[表图件录]|No\.?|[A-Za-z]|[-－–—/#（(])\s*$")
"""Before numbers that count tables, pages, documents: fields set them in a font of their own."""
_FIGURE_CELL = re.compile(r"[-−+]?\d[\d,]*(?:\.\d+)?\s*[%％]?")

SIZE_APART = 0.4
"""Points. Writers round sizes to tenths."""
SUNK = 0.6
"""Points between baselines of one line."""
CLOSE = 0.3
"""Em between digits of one number."""
RAISED = 0.82
"""Exponents and footnote marks are at most so large beside their number."""
SAME_COLUMN = 4
"""So many other figures of a column must be set alike before one can be odd."""
RARE_SHARE = 0.01
LEAST_RARE, MOST_RARE = 8, 24
"""A font and size that more than this share of the report's digits have, at least 8 and at most 24 of them, is a style
of the report."""


@dataclass(frozen=True, slots=True)
class OddFigure:
    """A number, the part of it that is set otherwise (the whole number where it is unlike its neighbours), and how:
    words in Chinese. `box` is the whole number's, `beside` that of a neighbour for comparison."""

    page: int
    text: str
    part: str
    how: str
    box: BBox
    beside: BBox | None = None
    beside_text: str = ""


def family(face: Face) -> str:
    """The name of a face without its cut: `TimesNewRomanPS-BoldMT` and `TimesNewRomanPSMT` are one."""
    return _CUT.sub("", face.family) or face.family


def split_numbers(document: Document) -> Iterator[OddFigure]:
    """Numbers within which font, size, weight, colour or baseline change. Exponents, footnote marks, numbers of tables
    and pages, and years of which the form prints the century are none."""
    for page, table in document.runs.items():
        for row in _rows(table):
            yield from _split_in(page, row)


def _rows(table: RunTable) -> list[list[Run]]:
    """Visible runs by line, left to right; of two columns beside each other each has what stands at its height."""
    runs = sorted((r for r in table if not r.hidden and r.text.strip()), key=lambda r: (r.bbox[1] + r.bbox[3]) / 2)
    rows: list[list[Run]] = []
    middle = -1e9
    for run in runs:
        own, height = (run.bbox[1] + run.bbox[3]) / 2, run.bbox[3] - run.bbox[1]
        if not rows or own - middle > 0.35 * height:
            rows.append([])
            middle = own
        rows[-1].append(run)
    for row in rows:
        row.sort(key=lambda r: r.bbox[0])
    return rows


def _split_in(page: int, row: list[Run]) -> Iterator[OddFigure]:
    chain: list[Run] = []
    before = ""
    for run in [*row, None]:
        if chain and run is not None and _adjoin(chain[-1], run):
            chain.append(run)
            continue
        if len(chain) > 1:
            yield from _of_chain(page, chain, before)
        if chain and run is not None:
            before = chain[-1].text if run.bbox[0] - chain[-1].bbox[2] < run.face.size else ""
        chain = [run] if run is not None else []


def _adjoin(left: Run, right: Run) -> bool:
    """Whether a number goes on from one run into the next."""
    if not (left.text[-1] in "0123456789.," and right.text[0] in "0123456789.,"):
        return False
    return abs(right.bbox[0] - left.bbox[2]) <= CLOSE * min(left.face.size, right.face.size)


def _of_chain(page: int, chain: list[Run], before: str) -> Iterator[OddFigure]:
    text = "".join(run.text for run in chain)
    owner = [n for n, run in enumerate(chain) for _ in run.text]
    for match in _DIGITS.finditer(text):
        start, end = match.start(), match.end()
        while end > start and text[end - 1] in ".,":
            end -= 1
        pieces = sorted({owner[i] for i in range(start, end) if text[i].isdigit()})
        number = text[start:end]
        if len(pieces) < 2 or not _NUMBER.fullmatch(number):
            continue
        parts = [(chain[n], "".join(text[i] for i in range(start, end) if owner[i] == n)) for n in pieces]
        if (
            _is_label(before + text[:start])
            or _is_filled_year(parts, text[end:])
            or _is_list_number(parts, before, start)
        ):
            continue
        odd = _odd_part(parts)
        if odd is not None:
            boxes = [run.bbox for run, _ in parts]
            box = (boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes))
            yield OddFigure(page, number, odd[0], odd[1], box)


def _is_label(before: str) -> bool:
    return bool(_LABEL.search(before))


def _is_filled_year(parts: list[tuple[Run, str]], after: str) -> bool:
    """「20」 printed by the form and 「25」 written in; a year whose rest is set otherwise."""
    return parts[0][1] in ("19", "20") and len("".join(p for _, p in parts)) <= 4


def _is_list_number(parts: list[tuple[Run, str]], before: str, start: int) -> bool:
    """「1.」 of a list that touches the figure its line begins with."""
    return start == 0 and not before.strip() and bool(re.fullmatch(r"(?:\d{1,2}\.)+", parts[0][1]))


def _odd_part(parts: list[tuple[Run, str]]) -> tuple[str, str] | None:
    """The digits that are set unlike most digits of their number, and how; None where nothing differs for the eye."""
    weight: Counter[tuple[str, float, bool, tuple[int, int, int], float]] = Counter()
    for run, text in parts:
        weight[_look(run)] += sum(c.isdigit() for c in text)
    usual = max(parts, key=lambda p: weight[_look(p[0])])[0]
    words: list[str] = []
    odd = ""
    for run, text in parts:
        told = _differences(usual, run)
        if not told or _is_raised(usual, run) or _is_raised(run, usual):
            continue
        odd += text
        words += [w for w in told if w not in words]
    return (odd, "、".join(words)) if odd else None


def _look(run: Run) -> tuple[str, float, bool, tuple[int, int, int], float]:
    return family(run.face), run.face.size, run.face.bold, run.face.colour, round(run.baseline, 0)


def _is_raised(large: Run, small: Run) -> bool:
    """An exponent or footnote mark: small and off the line."""
    return small.face.size <= RAISED * large.face.size and abs(small.baseline - large.baseline) > 0.1 * large.face.size


def _differences(usual: Run, odd: Run) -> list[str]:
    told = face_differences(usual.face, odd.face)
    if usual.face.bold != odd.face.bold:
        told.append("粗细不同")
    if abs(usual.baseline - odd.baseline) >= SUNK and _same_line(usual, odd):
        told.append(f"基线相差 {abs(usual.baseline - odd.baseline):.1f} 磅")
    if usual.face.colour != odd.face.colour:
        told.append("颜色不同")
    return told


def _same_line(one: Run, other: Run) -> bool:
    return abs(one.baseline - other.baseline) < 0.6 * min(one.face.size, other.face.size)


def face_differences(usual: Face, odd: Face) -> list[str]:
    """Font and size, told in Chinese; empty where both are the same."""
    told = []
    if family(usual) != family(odd):
        told.append(f"字体 {family(odd)}，其余为 {family(usual)}")
    if abs(usual.size - odd.size) >= SIZE_APART:
        told.append(f"字号 {odd.size:g} 磅，其余为 {usual.size:g} 磅")
    return told


def odd_cells(document: Document) -> Iterator[OddFigure]:
    """Figures of a table's column in another font or size than all others of the column, which nothing else in the
    table is set in and hardly a digit in the report."""
    common = _digit_faces(document)
    for block in document.tables:
        if block.cell_boxes:
            yield from _odd_in(block, document, common)


def _digit_faces(document: Document) -> Counter[tuple[str, float]]:
    """How many digits of the report are set in each font and size."""
    found: Counter[tuple[str, float]] = Counter()
    for table in document.runs.values():
        for run in table:
            if not run.hidden:
                found[family(run.face), run.face.size] += sum(c.isdigit() for c in run.text)
    return found


def _rare(common: Counter[tuple[str, float]]) -> float:
    return max(LEAST_RARE, min(MOST_RARE, RARE_SHARE * common.total()))


def _odd_in(block: Block, document: Document, common: Counter[tuple[str, float]]) -> Iterator[OddFigure]:
    columns: dict[int, list[tuple[int, Run]]] = {}
    looks: Counter[tuple[str, float]] = Counter()
    wanted = {page: [r for r in document.runs[page] if not r.hidden] for page in block.pages if page in document.runs}
    for (row, column), (page, box) in sorted(block.cell_boxes.items()):
        if row >= len(block.rows) or column >= len(block.rows[row]) or block.is_repeat(row, column):
            continue
        if row < block.header_rows or not _FIGURE_CELL.fullmatch(block.rows[row][column].strip()):
            continue
        digits = [r for r in wanted.get(page, []) if _inside(r.bbox, box) and any(c.isdigit() for c in r.text)]
        faces = {(family(r.face), r.face.size) for r in digits}
        if len(faces) == 1:  # cells of several faces are split numbers
            columns.setdefault(column, []).append((row, digits[0]))
            looks[next(iter(faces))] += 1
    for cells in columns.values():
        shared = Counter((family(r.face), r.face.size) for _, r in cells)
        if len(shared) != 2 or len(cells) <= SAME_COLUMN:
            continue
        odd, count = shared.most_common(2)[1]
        if count != 1 or looks[odd] > 2 or common[odd] > _rare(common):
            continue
        n, (row, run) = next((n, c) for n, c in enumerate(cells) if (family(c[1].face), c[1].face.size) == odd)
        other = cells[n - 1] if n else cells[1]
        told = face_differences(other[1].face, run.face)
        if told and not _heads_or_ends(row, block):
            page = block.cell_boxes[row, next(c for c, v in columns.items() if v is cells)][0]
            text = run.text.strip()
            yield OddFigure(page, text, text, "、".join(told), run.bbox, other[1].bbox, other[1].text.strip())


def _heads_or_ends(row: int, block: Block) -> bool:
    """Whether a row is one of totals: those are set off."""
    words = "".join(c for c in block.rows[row] if not _FIGURE_CELL.fullmatch(c.strip()))
    return bool(re.search(r"合\s*计|总\s*计|小\s*计|总分|平均|累计", words))


def _inside(run: BBox, box: BBox) -> bool:
    x, y = (run[0] + run[2]) / 2, (run[1] + run[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def odd_in_sentences(document: Document) -> Iterator[OddFigure]:
    """Numbers of a line of text in another font or size than all other figures of the line, while the words on both
    sides are set as the line is."""
    common = _digit_faces(document)
    for page, table in document.runs.items():
        for row in _rows(table):
            yield from _odd_in_line(page, row, common)


def _odd_in_line(page: int, row: list[Run], common: Counter[tuple[str, float]]) -> Iterator[OddFigure]:
    figures = [r for r in row if re.search(r"\d", r.text)]
    if len(figures) < 3:
        return
    faces = Counter((family(r.face), r.face.size) for r in figures)
    if len(faces) != 2:
        return
    (_, many), (odd, count) = faces.most_common(2)
    if count != 1 or many < 2 or common[odd] > _rare(common):
        return
    at = next(n for n, r in enumerate(row) if r in figures and (family(r.face), r.face.size) == odd)
    run = row[at]
    text = run.text.strip()
    if not _FIGURE_CELL.fullmatch(text) or not 0 < at < len(row) - 1:
        return
    left, right = row[at - 1], row[at + 1]
    if not (_is_words(left) and _is_words(right) and left.face.size == right.face.size):
        return
    if max(run.bbox[0] - left.bbox[2], right.bbox[0] - run.bbox[2]) > run.face.size:  # a cell or column of its own
        return
    if family(left.face) != family(right.face) or _is_label(left.text):
        return
    other = next(r for r in figures if r is not run)
    told = face_differences(other.face, run.face)
    if told:
        yield OddFigure(page, text, text, "、".join(told), run.bbox, other.bbox, other.text.strip())


def _is_words(run: Run) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", run.text)) and not re.search(r"\d", run.text)
