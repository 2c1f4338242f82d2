"""Tables that people hand in (CSV or Excel) with headers in their own words, read into rows by field."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from report_kit.errors import InputError

_HEADER_WITHIN = 10
_MAX_ROWS = 200_000
_MAX_BYTES = 64 * 1024 * 1024
_DAY = re.compile(r"(\d{4})\s*[年./\-]\s*(\d{1,2})(?:\s*[月./\-]\s*(\d{1,2}))?")


def rows(path: Path, fields: Mapping[str, Sequence[str]], required: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row by field) of a table whose header holds words of `fields`: field → words of its column's title.

    Raises InputError when the file cannot be read or has no column for `required`."""
    table = _read(path)
    header = next((n for n, c in enumerate(table[:_HEADER_WITHIN]) if required in _columns(c, fields)), None)
    if header is None:
        raise InputError(
            f"{path.name} 前 {_HEADER_WITHIN} 行里没有“{fields[required][0]}”列",
            "请在表头中写明，例如：" + "、".join(words[0] for words in fields.values()),
        )
    columns = _columns(table[header], fields)
    for number, cells in enumerate(table[header + 1 :], header + 2):
        row = {name: cells[column].strip() if column < len(cells) else "" for name, column in columns.items()}
        if row[required]:
            yield number, row


def day(printed: str) -> date | None:
    """A date as people print it (2026-03-01, 2026年3月, 2026.3.1); None when there is none or it does not exist."""
    match = _DAY.search(printed)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return None


def _columns(cells: Sequence[str], fields: Mapping[str, Sequence[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, words in fields.items():
        for word in words:
            at = next((n for n, c in enumerate(cells) if word in c and n not in found.values()), None)
            if at is not None:
                found[name] = at
                break
    return found


def _read(path: Path) -> list[list[str]]:
    if not path.is_file():
        raise InputError(f"找不到文件 {path}", "请检查路径")
    if path.stat().st_size > _MAX_BYTES:
        raise InputError(f"{path.name} 太大", "请拆成几个文件")
    if path.suffix.lower() == ".xlsx":
        return _workbook(path)
    if path.suffix.lower() in (".csv", ".txt"):
        return _csv(path)
    raise InputError(f"{path.name} 不是 CSV 或 XLSX", "请另存为 .xlsx 或 .csv")


def _csv(path: Path) -> list[list[str]]:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [list(row) for row in csv.reader(io.StringIO(text))][:_MAX_ROWS]
    raise InputError(f"{path.name} 的文字编码无法识别", "请用 Excel 另存为“CSV UTF-8”")


def _workbook(path: Path) -> list[list[str]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        table = [[_cell(v) for v in row] for row in sheet.iter_rows(values_only=True, max_row=_MAX_ROWS)]
        book.close()
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged file
        raise InputError(f"{path.name} 打不开，可能已损坏", "请用 Excel 或 WPS 打开后另存为 .xlsx") from error
    return table


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)
