"""Annexes of one kind bound in a row, e.g. monthly test reports: what each shows of page counts, codes, marks, signers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from report_kit.document.model import Block, Document, Place

LEAST = 4
"""So many annexes of one series must be there: three alike and the odd one."""
MAX_BLOCKS = 60
"""An annex is looked at so far."""
SURE = 0.9
"""Recognised pages read worse than this on the whole may have lost a line."""

_START = re.compile(
    r"(?:报告|证书|记录|检测|监测|检验|校准|检定)\s*(?:编\s*号|文号|号)\s*[：:]?\s*(?P<number>[A-Za-z0-9][A-Za-z0-9\-—_/()（）]*\d{2,}[A-Za-z0-9\-—_()（）]*)"
)
_LABEL = re.compile(r"(?:报告|证书|记录|检测|监测|检验|校准|检定)\s*(?:编\s*号|文号|号)\s*[：:]?")
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-—_/()（）]*\d{2,}[A-Za-z0-9\-—_()（）]*")
_OWN_TITLE = re.compile(
    r"(?:检\s*测|监\s*测|检\s*验|测\s*试|校\s*准|检\s*定|化\s*验)\s*(?:报\s*告|证\s*书|结果通知|单)"
)
_FEATURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("二维码、查询码", re.compile(r"二维码|扫码|扫一扫|防伪码|查询码|验证码|防伪查询|真伪查询")),
    ("页码（第几页共几页）", re.compile(r"第\s*\d+\s*页\s*[,，/]?\s*[（(]?共\s*\d+\s*页|共\s*\d+\s*页\s*[,，/]?\s*第\s*\d+\s*页|Page\s*\d+\s*of\s*\d+", re.I)),
    ("资质认定（CMA）标志", re.compile(r"CMA|资质认定(?:证书)?(?:标志|编号|证书)")),
    ("检测专用章", re.compile(r"(?:检测|检验|监测|报告|业务)专用章|[（(](?:盖|签)?章[)）]|骑缝章")),
    ("签发人", re.compile(r"签\s*发(?:人)?\s*[：:]|批\s*准(?:人)?\s*[：:]|授权签字人")),
    ("样品编号", re.compile(r"样品编号|样品号")),
)  # fmt: skip
IMAGE = "图片（二维码、标志或印章）"
_FLAG_HEADER = re.compile(
    r"二维码|防伪码|查询码|CMA|骑缝章|专用章|盖章|印章|签发|页码|水印|体例|版式|格式|来源|形式|载体"
)
_YES = re.compile(r"有|√|✓|是|齐全|完整|已盖|扫描件?|原件")
_NO = re.compile(r"无|缺|没有|未见|×|✗|否|/|—|-|未盖|不全|")


@dataclass(slots=True)
class Member:
    """One annex: its number, its blocks and what it shows, each with the place."""

    number: str
    place: Place
    blocks: list[Block] = field(default_factory=list)
    shows: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A member of a series that lacks what all its siblings have (`feature`), or is the only one to be `other`."""

    odd: Place
    number: str
    sibling: Place
    sibling_number: str
    feature: str
    count: int
    found: Place | None = None


def misfits(document: Document) -> Iterator[Misfit]:
    """Odd members of series of annexes and of lists that tell of such."""
    for series in _series(document):
        yield from _of_series(series, document)
    for block in document.body:
        if block.type == "table" and len(block.rows) > LEAST:
            yield from _of_list(block)


def series_found(document: Document) -> bool:
    """Whether there is anything to compare."""
    lists = (b for b in document.body if b.type == "table" and len(b.rows) > LEAST)
    return any(True for _ in _series(document)) or any(_flag_columns(b) for b in lists)


def _series(document: Document) -> Iterator[list[Member]]:
    """Annexes by the shape of their number, at least four of different numbers."""
    members: dict[str, list[Member]] = defaultdict(list)
    current: Member | None = None
    for block in document.blocks:
        if block.hidden or block.where in ("header", "footer", "footnote", "comment"):
            continue
        if (found := _start(block)) is not None:
            number, place = found
            if current is None or number != current.number:
                current = Member(number, place)
                members[re.sub(r"\d+", "#", number)].append(current)
        elif block.type == "heading" and current is not None and not _OWN_TITLE.search(block.text):
            current = None
        if current is not None and len(current.blocks) < MAX_BLOCKS:
            current.blocks.append(block)
    for series in members.values():
        different = {m.number: m for m in reversed(series)}
        if len(different) >= LEAST and len(different) == len(series):
            yield series


def _start(block: Block) -> tuple[str, Place] | None:
    """The number of a report that begins here: a line that holds little else, or a cell of a form beside its label."""
    if block.type == "table":
        return _start_in_form(block)
    text = block.text
    match = _START.search(text)
    if match is None or len(text) > len(match[0]) + 40 or re.search(r"[。；]", text):
        return None
    return match["number"], block.place(match.span("number") if block.type == "paragraph" else None)


def _start_in_form(block: Block) -> tuple[str, Place] | None:
    for row, cells in enumerate(block.rows[:4]):
        for column, cell in enumerate(cells):
            if (match := _START.fullmatch(cell.strip())) is not None:
                return match["number"], block.cell(row, column)
            beside = cells[column + 1].strip() if column + 1 < len(cells) else ""
            if _LABEL.fullmatch(cell.strip()) and _VALUE.fullmatch(beside):
                return beside, block.cell(row, column + 1)
    return None


def _of_series(series: list[Member], document: Document) -> Iterator[Misfit]:
    on = Counter(page for member in series for page in {b.page for b in member.blocks})
    for member in series:
        _look(member, document, {page for page, members in on.items() if page is not None and members == 1})
    features = dict.fromkeys(feature for member in series for feature in member.shows)
    for feature in features:
        having = [m for m in series if feature in m.shows]
        lacking = [m for m in series if feature not in m.shows]
        if len(lacking) == 1 and len(having) >= LEAST - 1 and _is_legible(lacking[0], document):
            odd, other = lacking[0], having[0]
            yield Misfit(odd.place, odd.number, other.shows[feature], other.number, f"缺{feature}", len(series))
    yield from _other_source(series, document)


def _look(member: Member, document: Document, own: set[int]) -> None:
    """What a member shows in its blocks, and in the running lines of pages that are its `own`."""
    for block in member.blocks:
        if block.type == "image":
            member.shows.setdefault(IMAGE, Place(block.id, block.caption or "图片", page=block.page, bbox=block.bbox))
            continue
        texts = [(c, block.cell(r, n)) for r, row in enumerate(block.rows) for n, c in enumerate(row)]
        texts = texts if block.type == "table" else [(block.text, block.place())]
        for feature, pattern in _FEATURES:
            place = next((p for text, p in texts if pattern.search(text)), None)
            if place is not None:
                member.shows.setdefault(feature, place)
    for page in sorted(own & {b.page for b in member.blocks if b.page is not None} & document.runs.keys()):
        table = document.runs[page]
        text = "".join(run.text for run in table if not run.hidden)
        for feature, pattern in _FEATURES:
            if (match := pattern.search(text)) is not None:
                member.shows.setdefault(feature, Place("", match[0], page=page))


def _is_legible(member: Member, document: Document) -> bool:
    """Whether all pages of a member were read well enough to say that something is not there."""
    pages = {b.page for b in member.blocks}
    return all(p.confidence >= SURE for p in document.pages if p.n in pages)


def _other_source(series: list[Member], document: Document) -> Iterator[Misfit]:
    """The one annex of editable text among scans."""
    source = {p.n: p.source for p in document.pages}
    scanned = [m for m in series if m.place.page in source and source[m.place.page] == "ocr"]
    typed = [m for m in series if m.place.page in source and source[m.place.page] == "text"]
    if len(typed) == 1 and len(scanned) >= LEAST - 1:
        odd, other = typed[0], scanned[0]
        yield Misfit(odd.place, odd.number, other.place, other.number, "是可编辑的文字，其余各份是扫描件", len(series))


def _flag_columns(block: Block) -> list[int]:
    head = block.rows[0]
    if not any(_LABEL.search(cell) for cell in head):
        return []
    return [n for n, cell in enumerate(head) if _FLAG_HEADER.search(cell) and not _LABEL.search(cell)]


def _of_list(block: Block) -> Iterator[Misfit]:
    """A list of annexes with a column of marks that one row alone has not."""
    columns = _flag_columns(block)
    if not columns:
        return
    label = next(n for n, cell in enumerate(block.rows[0]) if _LABEL.search(cell))
    rows = [n for n in range(1, len(block.rows)) if re.search(r"\d{2}", block.rows[n][label])]
    for column in columns:
        cells = {row: "".join(block.rows[row][column].split()) for row in rows}
        odd = [row for row, text in cells.items() if _NO.fullmatch(text) or re.match(r"无|缺|未", text)]
        having = [row for row in rows if row not in odd and _YES.search(cells[row])]
        if len(odd) == 1 and len(having) >= LEAST - 1 and len(having) == len(rows) - 1:
            yield Misfit(
                block.cell(odd[0], label), block.rows[odd[0]][label], block.cell(having[0], column),
                block.rows[having[0]][label], f"缺{block.rows[0][column].strip()}", len(rows), block.cell(odd[0], column),
            )  # fmt: skip
