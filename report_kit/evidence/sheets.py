"""Excel workbooks as tables: every sheet one table, its title lines as caption, its header rows joined.

Workbooks pass the same gate as reports (report_kit.document.guard); values are read, formulas and macros are not run."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from report_kit.document import guard
from report_kit.document.model import Block, Document, FileInfo
from report_kit.errors import InputError

MAX_SHEETS = 40
MAX_ROWS = 5_000
MAX_COLUMNS = 80
_LETTERS = re.compile(r"^[甲乙丙丁戊A-Z]$|^\d{1,2}$|^[(（]\d{1,2}[)）]$")
_PREAMBLE = re.compile(
    r"表\s*号|制定机关|制表机关|批准文号|文\s*号|有效期|单位详细名称|组织机构代码|信用代码|填报|综合机关名称|单位负责人|报出日期|编制"
)


def ready() -> None:
    """Loads what reading needs, the table of file types among it, before a worker is locked in."""
    import mimetypes

    import openpyxl  # noqa: F401

    mimetypes.init()


def read_workbook(data: bytes, name: str) -> Document:
    """The workbook as a document of tables. Raises InputError when it is damaged, encrypted or built to do harm."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    archive = guard.open_archive(data, name, guard.Limits(total=300 * 2**20, part=120 * 2**20))
    archive.close()
    document = Document(FileInfo(name, "", "docx"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for n, sheet in enumerate(workbook.worksheets[:MAX_SHEETS]):
                rows = list(_rows(sheet))
                block = table(f"s{n}", sheet.title, rows)
                if block is not None:
                    document.blocks.append(block)
                if len(rows) >= MAX_ROWS:
                    document.notes.append(f"工作表“{sheet.title}”只读了前 {MAX_ROWS} 行")
            workbook.close()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        EOFError,
        SyntaxError,
        RecursionError,
    ) as error:
        raise InputError(f"工作簿“{name}”已损坏，无法读取", "请用 Excel 或 WPS 打开并另存为 XLSX") from error
    return document


def _rows(sheet: Any) -> Iterator[list[str]]:
    """The sheet's rows as printed texts, trailing blanks cut; hidden size claims of the sheet are not believed."""
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    for n, row in enumerate(sheet.iter_rows(values_only=True)):
        if n >= MAX_ROWS:
            return
        yield [_text(value) for value in row[:MAX_COLUMNS]]


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return f"{value.year}-{value.month:02d}-{value.day:02d}"
    if isinstance(value, float):
        exact = Decimal(repr(value)) if value == value and abs(value) < 1e18 else None
        return "" if exact is None else _plain(exact)
    return str(value).strip()[:2_000]


def _plain(value: Decimal) -> str:
    """A stored number as a person would print it: binary dust cut, no exponent."""
    rounded = round(value, 8).normalize()
    return f"{rounded:f}"


def table(id: str, title: str, rows: list[list[str]]) -> Block | None:
    """One sheet as a table: title lines into the caption, the header filled to the right, empty rows and columns gone."""
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    width = max(max((n + 1 for n, text in enumerate(row) if text), default=0) for row in rows)
    rows = [(row + [""] * width)[:width] for row in rows]
    start = _header_start(rows)
    words = [" ".join(t for t in row if t) for row in rows[:start]]
    body = [row for row in rows[start:] if not _is_lettered(row)]
    if len(body) < 2 or width < 2:
        return Block(id, "table", caption=" ".join([title, *words])[:300], rows=body or rows, header_rows=0)
    head = _header_rows(body)
    for r in range(head - 1):
        _fill_right(body[r], body[r + 1])
    kept = [c for c in range(width) if any(row[c] for row in body)]
    body = [[row[c] for c in kept] for row in body]
    caption = " ".join([title, *words])[:300]
    note = re.search(r"(?:计量)?单位\s*[:：]\s*\S{1,12}", caption)
    merged = [(r, c, r, _span(body[r], c)) for r in range(head - 1) for c in range(len(kept)) if _starts(body[r], c)]
    return Block(
        id, "table", caption=caption, unit_note=note[0] if note else "", rows=body, header_rows=head,
        merged=[m for m in merged if m[3] > m[1]],
    )  # fmt: skip


def _header_start(rows: list[list[str]]) -> int:
    """The first row that names columns: three texts or more (two in a narrow sheet) and no preamble of a statistical form."""
    width = len(rows[0])
    for n, row in enumerate(rows[:20]):
        filled = [t for t in row if t]
        texts = [t for t in filled if not _number(t)]
        if any(_PREAMBLE.search(t) for t in filled):
            continue
        if len(filled) >= min(3, width) and len(texts) * 2 > len(filled):
            return n
        if width > 2 and len(filled) == 2 and len(texts) >= 1 and n + 1 < len(rows) and _number(filled[1]):
            return n
    return 0


def _number(text: str) -> bool:
    return bool(re.fullmatch(r"[-−]?[\d,]+(?:\.\d+)?%?", text))


def _is_lettered(row: list[str]) -> bool:
    """甲 | 乙 | 1 | 2 | 3: the row that numbers a form's columns."""
    filled = [t for t in row if t]
    return len(filled) >= 3 and all(_LETTERS.match(t) for t in filled) and any(t in "甲乙丙" for t in filled)


def _header_rows(body: list[list[str]]) -> int:
    """Rows until the first with a number beside a label; at most three."""
    for n, row in enumerate(body[:4]):
        if n and any(_number(t) for t in row):
            return n
    return 1


def _fill_right(row: list[str], below: list[str]) -> None:
    """A merged header cell keeps its text only in its first column: it spans the named columns behind it."""
    for c in range(1, len(row)):
        if not row[c] and below[c] and row[c - 1]:
            row[c] = row[c - 1]


def _starts(row: list[str], c: int) -> bool:
    return bool(row[c]) and (c == 0 or row[c - 1] != row[c])


def _span(row: list[str], c: int) -> int:
    last = c
    while last + 1 < len(row) and row[last + 1] == row[c]:
        last += 1
    return last
