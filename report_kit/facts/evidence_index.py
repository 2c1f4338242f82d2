"""The list of evidence of a report and what refers to it: indices with the titles that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Block, Document
from report_kit.facts import listing, pieces
from report_kit.facts.pieces import Piece, tight
from report_kit.facts.records import EvidenceEntry, EvidenceReference
from report_kit.quantities.number import half_width

_PREFIX = r"(?:附件|附录|附表|附图|证明材料|证据|材料|证明|证|附|[甲乙丙丁戊己庚辛]|[A-Z]{1,4})"
_ONE = rf"(?:{_PREFIX}\s*[-–—.]?\s*\d{{1,3}}(?:\s*[-–—.]\s*\d{{1,3}}){{0,2}}|\d{{1,2}}(?:\s*[-–—.]\s*\d{{1,3}}){{1,2}})"
_INDEX = re.compile(rf"(?<![A-Za-z0-9.\-]){_ONE}(?![0-9A-Za-z]|\.\d|[-–—]\d|年|%)")
_RANGE = re.compile(rf"({_ONE})\s*(?:[~～至到]|[-–—]{{1,2}}(?=\s*{_PREFIX}))\s*({_ONE}|\d{{1,3}})")
_IN_PROSE = re.compile(
    rf"(?<![A-Za-z0-9.\-])(?:{_PREFIX}\s*[-–—]?\s*\d{{1,3}}(?:\s*[-–—]\s*\d{{1,3}})?)(?![0-9A-Za-z]|\.\d|[-–—]\d|年|%|[a-z])"
)
_LIST_TITLE = re.compile(r"证明材料|附件|佐证|参考文件|材料清单|材料目录|证据|索引|支撑材料|附录")
_INDEX_HEADER = re.compile(
    r"^(?:附件|材料|证据|证明材料|索引|资料|文件)?(?:编号|索引号?|序号|号)$|^(?:附件|索引|证据号?|附件号|证明材料索引)$|索引号|附件编号|材料编号|^代号$"
)
_TITLE_HEADER = re.compile(r"名称|材料|文件|内容|资料|证明|附件$|标题")
_EVIDENCE_HEADER = re.compile(r"证明材料|佐证|证据|支撑材料|索引|附件编?号?$|证明文件|依据材料|见附件|对应附件")
_REFERS = re.compile(
    rf"(?:见|参见|列于|附于|提供了?|证明材料|证据|索引号?|编号)[:：为]?\s*[(（]?(?:{_ONE}[、,，和及~～至-]*)*$|[(（](?:见|证据|证明材料)?(?:{_ONE}[、,，和及~～至;；-]*)*$"
)
_ENDS = re.compile(r"\s*(?:[)）、,，。;；~～至和及:：-]|$|所示|号)")
_LISTED_LINE = re.compile(
    rf"^\s*[（(]?\s*(?P<index>{_ONE})\s*[)）]?\s*(?:[:：、.．\s　]|(?<=\d)(?=[\u4e00-\u9fff]))\s*(?P<title>\S.{{1,60}})$"
)


def normal_index(text: str) -> str:
    """An index in one writing: `附件 03` and `附件3` are the same."""
    plain = re.sub(r"[–—]", "-", tight(half_width(text))).upper()
    return re.sub(r"\d+", lambda m: str(int(m[0])), plain)


def scheme(index: str) -> str:
    """How indices of one kind are built: A-0 for A-05, 附件0 for 附件12."""
    return re.sub(r"\d+", "0", re.sub(r"^[A-Z]+|^[甲乙丙丁戊己庚辛]", "A", index))


def expand(text: str) -> list[str]:
    """Every index that a cell names, ranges (A-01~A-04, J1～J3) in full."""
    clean = half_width(text)
    found: list[str] = []
    for span in _RANGE.finditer(clean):
        found += _between(normal_index(span[1]), normal_index(span[2]))
    rest = _RANGE.sub("、", clean)
    return [*found, *(normal_index(m[0]) for m in _INDEX.finditer(rest))]


def _between(first: str, last: str) -> list[str]:
    head = re.fullmatch(r"(.*?)(\d+)", first)
    tail = re.fullmatch(r"(.*?)(\d+)", last)
    if head is None or tail is None or (tail[1] and tail[1] != head[1]):
        return [first, last]
    low, high = int(head[2]), int(tail[2])
    return [f"{head[1]}{n}" for n in range(low, high + 1)] if 0 <= high - low <= 60 else [first, last]


def extract(document: Document) -> tuple[list[EvidenceEntry], list[EvidenceReference]]:
    """(the list's entries, what refers to them)."""
    entries: list[EvidenceEntry] = []
    references: list[EvidenceReference] = []
    for block in document.body:
        if block.type == "table":
            listed = list(_entries(document, block))
            entries.extend(listed)
            if not listed:
                references.extend(_in_columns(block))
        elif block.type == "paragraph":
            entry = _line(document, block)
            if entry is not None:
                entries.append(entry)
            else:
                references.extend(_in_prose(block))
    return entries, references


def _title_of(document: Document, block: Block) -> str:
    section = document.section_of.get(block.id)
    return f"{block.caption}／{section.title if section else ''}"


def _entries(document: Document, table: Block) -> Iterator[EvidenceEntry]:
    heads = listing.headers(table)
    pairs = [
        (n, n + 1 + next((k for k, h in enumerate(heads[n + 1 :]) if _TITLE_HEADER.search(h)), 99))
        for n, head in enumerate(heads) if _INDEX_HEADER.search(head)
    ]  # fmt: skip
    pairs = [(n, m) for n, m in pairs if m < len(heads) and m - n <= 2]
    if not pairs or not _LIST_TITLE.search(_title_of(document, table)):
        return
    if any(re.search(r"得分|满分|指标值|评价要求|结论|是否符合", h) for h in heads):
        return
    for row in listing.rows(table):
        for at, named in pairs:
            indices = expand(row.text(at))
            title = row.text(named)
            if not indices and "附件" in heads[at] and re.fullmatch(r"\d{1,3}", row.text(at)):
                indices = [f"附件{int(row.text(at))}"]
            if title:
                yield from (EvidenceEntry(index, title, row.place(at)) for index in indices)


def _line(document: Document, block: Block) -> EvidenceEntry | None:
    """「附件3：排污许可证」 as a line of a list or a caption of an annex."""
    if len(block.text) > 70 or not re.match(r"\s*[（(]?\s*(?:附|证|[A-Z]|[甲乙丙丁]|\d)", block.text):
        return None
    match = _LISTED_LINE.match(block.text)
    if match is None or not _LIST_TITLE.search(_title_of(document, block) + match["index"]):
        return None
    if re.search(r"[。；;]", match["title"]) or not re.search(r"[\u4e00-\u9fff]{2}", match["title"]):
        return None
    return EvidenceEntry(normal_index(match["index"]), match["title"].strip(), block.place())


def _in_columns(table: Block) -> Iterator[EvidenceReference]:
    heads = listing.headers(table)
    at = [n for n, h in enumerate(heads) if _EVIDENCE_HEADER.search(h)]
    for piece in pieces.cells(table):
        if piece.row is None or piece.row < listing.body_start(table):
            continue
        if piece.column in at:
            yield from (EvidenceReference(i, _beside(piece.text, i), piece.place()) for i in expand(piece.text))
        elif len(piece.text) > 12:
            yield from _told(piece)


def _beside(text: str, index: str) -> str:
    """The words behind an index in a cell that names one only: 「A-05 信用查询截图」."""
    match = _INDEX.match(half_width(text).strip())
    rest = half_width(text).strip()[match.end() :].strip(" :：、-—") if match else ""
    return rest if len(expand(text)) == 1 and re.search(r"[\u4e00-\u9fff]{2}", rest) else ""


def _in_prose(block: Block) -> Iterator[EvidenceReference]:
    yield from _told(Piece(block, block.text))


def _told(piece: Piece) -> Iterator[EvidenceReference]:
    """「营业执照见附件3」, 「排污许可证（附件4）」: an index with the words right before it."""
    clean = half_width(piece.text)
    for match in _IN_PROSE.finditer(clean):
        if not _REFERS.search(clean, max(0, match.start() - 40), match.start()) or not _ENDS.match(clean, match.end()):
            continue
        before = re.split(r"[，,。；;、]", clean[max(0, match.start() - 30) : match.start()])[-1]
        title = re.sub(r"(?:详?见|参见|如|\(|列于|附于|[:：])+$", "", before.strip())
        yield EvidenceReference(normal_index(match[0]), title, piece.place(match.span()))
