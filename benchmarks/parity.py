"""Tables of pages before stitching, ours and plain pdfplumber's, matrix by matrix.

python -m benchmarks.parity FILE.pdf ...; prints how many tables are the same, of the same shape, and where not.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pdfplumber

from report_kit.document.pdf.characters import clean
from report_kit.document.pdf.flow import read_flow
from report_kit.document.pdf.opening import open_pdf
from report_kit.document.pdf.pages import load_page
from report_kit.document.pdf.tables import Table

Matrix = list[list[str]]


def ours(data: bytes) -> Iterator[list[Matrix]]:
    """Each page's ruled tables; a merged cell has its text once, as pdfplumber gives it."""
    with open_pdf(data, "file.pdf", None, []) as pdf:
        for index in range(len(pdf)):
            content = load_page(pdf.raw, index)
            items = read_flow(content).items if content is not None else []
            yield [_once(item) for item in items if isinstance(item, Table) and not item.aligned]


def _once(table: Table) -> Matrix:
    rows = [[_plain(cell) for cell in row] for row in table.rows]
    for r0, c0, r1, c1 in table.merged:
        for row in range(r0, r1 + 1):
            for column in range(c0, c1 + 1):
                if (row, column) != (r0, c0):
                    rows[row][column] = ""
    return rows


def plumber(data: bytes) -> Iterator[list[Matrix]]:
    """Each page's tables by plain pdfplumber that hold any text and more than one cell."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            found = [[[_plain(cell or "") for cell in row] for row in t] for t in page.extract_tables()]
            yield [t for t in found if sum(bool(cell) for row in t for cell in row) > 1]
            page.close()


def _plain(text: str) -> str:
    """Without white space; radicals as the characters they look like: pdfplumber leaves them as the file has them."""
    return re.sub(r"\s", "", clean(text))


def compare(data: bytes) -> tuple[int, int, int, list[str]]:
    """(tables of pdfplumber's, of the same shape here, the same cell for cell, what differs)."""
    total = shaped = same = 0
    differences: list[str] = []
    for number, (mine, theirs) in enumerate(zip(ours(data), plumber(data), strict=True), 1):
        for table in theirs:
            total += 1
            alike = [t for t in mine if len(t) == len(table) and len(t[0]) == len(table[0])]
            shaped += bool(alike)
            if table in alike:
                same += 1
                continue
            nearest = max(alike, key=partial(_equal, table), default=None)
            if nearest is None:
                shapes = [(len(t), len(t[0])) for t in mine]
                differences.append(f"第 {number} 页：{(len(table), len(table[0]))} 对 {shapes}，{table[0]}")
                continue
            cells = [(a, b) for x, y in zip(table, nearest, strict=True) for a, b in zip(x, y, strict=True) if a != b]
            differences += [f"第 {number} 页：{a!r} 对 {b!r}" for a, b in cells]
    return total, shaped, same, differences


def _equal(one: Matrix, other: Matrix) -> int:
    return sum(a == b for x, y in zip(one, other, strict=True) for a, b in zip(x, y, strict=True))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        count, alike, equal, unlike = compare(Path(name).read_bytes())
        print(f"{Path(name).name}：{count} 张表，形状相同 {alike}，逐格相同 {equal}")
        for line in unlike[:20]:
            print("   ", line)
