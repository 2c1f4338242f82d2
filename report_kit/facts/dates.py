"""Dates of a document and what each of them dates, told by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from report_kit.document.model import Block, Document
from report_kit.facts import date_roles as roles
from report_kit.facts.cover import cover_blocks
from report_kit.facts.date_grammar import PrintedDate, find, find_months, is_date_only
from report_kit.facts.model import Dated
from report_kit.facts.pieces import Piece, cells, tight

_SIGNED = re.compile(r"签字|签章|签名|盖章|公章|承诺人|负责人[：:]")
_CLEARLY_DATES = re.compile(r"日期|时间|有效期|年月|期限")
_CERTIFICATES = re.compile(r"证书|许可证")
_LISTED = re.compile(r"\s*[和及与、]\s*")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def extract(document: Document) -> list[Dated]:
    """Every date of the body in reading order, those that do not exist with `day` None."""
    cover = {b.id for b in cover_blocks(document)}
    found: list[Dated] = []
    signing = 0
    year: int | None = None
    for block in document.body:
        if block.type == "image":
            continue
        path = "／".join(document.section_of[block.id].path) if block.id in document.section_of else ""
        if block.type == "heading" and not (block.level > 1 and roles.is_process(path)):
            year = None
        if block.type == "table":
            dated = list(_of_table(block, path, year))
            found += [_on_cover(d) if block.id in cover else d for d in dated]
            signing = 4 if any(_SIGNED.search(c) for row in block.rows[-2:] for c in row) else signing - 1
            continue
        text = block.text
        signing = 4 if _SIGNED.search(text) else signing - 1
        dated = list(_of_text(block, path, year))
        if block.id in cover:
            dated = [_on_cover(d) for d in dated]
        elif signing > 0 and dated and _closes(text):
            dated = [_with_role(d, "commitment") for d in dated]
        found += dated
        year = next((d.day.year for d in reversed(dated) if d.day), year)
    return found


def _closes(text: str) -> bool:
    """Whether a line is a closing line: a date with at most a label or a signature beside it."""
    return is_date_only(text) or (len(tight(text)) < 60 and bool(_SIGNED.search(text) or re.match(r"\s*日\s*期", text)))


def _with_role(dated: Dated, role: str) -> Dated:
    return Dated(role, dated.day, dated.place, dated.end, dated.text, dated.subject, dated.precision)


def _on_cover(dated: Dated) -> Dated:
    """On the cover any date that is no period dates the report."""
    return dated if dated.role not in ("event", "report", "approval") or dated.end else _with_role(dated, "cover")


def _dated(printed: PrintedDate, role: str, piece: Piece) -> Dated:
    return Dated(
        role,
        printed.day,
        piece.place((printed.start, printed.stop)),
        printed.end,
        printed.text,
        precision=printed.precision,
    )


def _of_text(block: Block, path: str, year: int | None) -> Iterator[Dated]:
    piece = Piece(block, block.heading if block.type == "heading" else block.text)
    printed = find(piece.text, year)
    for n, one in enumerate(printed):
        before = printed[n - 1].stop if n else 0
        after = printed[n + 1].start if n + 1 < len(printed) else len(piece.text)
        stop = one.stop
        if n + 1 < len(printed) and _LISTED.fullmatch(piece.text, stop, after):
            # 「于3月10日和3月12日到现场」: both days are of what stands behind the last.
            stop, after = printed[n + 1].stop, printed[n + 2].start if n + 2 < len(printed) else len(piece.text)
        role = roles.in_sentence(piece.text, one.start, stop, before, after, path)
        yield _dated(one, role, piece)


def _of_table(table: Block, path: str, year: int | None) -> Iterator[Dated]:
    """Dates of cells. The role comes from the cell's own words, the label left of it, the column's header, the row."""
    headers = _headers(table)
    caption = table.caption
    known = _sole_year(caption) or year
    certificates = bool(_CERTIFICATES.search(caption + "".join(headers)))
    row_year: int | None = None
    last_row = -1
    for piece in cells(table):
        assert piece.row is not None and piece.column is not None
        if piece.row != last_row:
            row_year, last_row = _sole_year(" ".join(table.rows[piece.row])), piece.row
        header = headers[piece.column] if piece.row >= table.header_rows else ""
        left = table.rows[piece.row][piece.column - 1] if piece.column else ""
        labelled = bool(_CLEARLY_DATES.search(header + left)) and len(piece.text) < 40
        printed = find(piece.text, row_year or _sole_year(header) or known, sure=labelled)
        if not printed and labelled:
            printed = find_months(piece.text)
        if not printed:
            continue
        whole = len(piece.text) - sum(p.stop - p.start for p in printed) < 6
        row = [c for n, c in enumerate(table.rows[piece.row]) if n != piece.column]
        for n, one in enumerate(printed):
            if whole:
                role = roles.in_cell(header, left, row, f"{path}／{caption}", n, len(printed))
            else:
                before = printed[n - 1].stop if n else 0
                after = printed[n + 1].start if n + 1 < len(printed) else len(piece.text)
                role = roles.in_sentence(piece.text, one.start, one.stop, before, after, f"{path}／{left}")
                if role == "event":
                    role = roles.in_cell(header, left, [], f"{path}／{caption}", n, len(printed))
            if role == "event" and certificates:
                role = "validity"  # beside a certificate, a day that is no day of issue is one of its validity
            yield _dated(one, role, piece)


def _headers(table: Block) -> list[str]:
    """Header text of each column: the header rows joined, tight."""
    width = max((len(row) for row in table.rows), default=0)
    head = table.rows[: max(1, table.header_rows)]
    return ["".join(dict.fromkeys(tight(row[column]) for row in head if column < len(row))) for column in range(width)]


def _sole_year(text: str) -> int | None:
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def latest(dates: list[Dated], *wanted: str) -> Dated | None:
    """The latest existing date of the given roles, by its end where it is a period."""
    real = [d for d in dates if d.role in wanted and d.day]
    return max(real, key=lambda d: d.end or d.day or date.min, default=None)
