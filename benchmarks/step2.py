"""The numbers of reading: ratios to pdfplumber and python-docx, cost a page, tables the same, cells right, scans, memory.

Each row is (what, as measured, goal); nothing is left out because it misses its goal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.documents import repeats
from benchmarks.measure import ratio
from benchmarks.parity import compare
from benchmarks.table_print import PRODUCERS
from benchmarks.table_specs import KINDS
from benchmarks.tables import GOALS, make, score
from report_kit.document.docx import read_docx
from report_kit.document.pdf import read_pdf

Row = tuple[str, str, str]


def pdf_rows(files: list[Path], long: Path) -> Iterator[Row]:
    """Reading text PDFs against plain pdfplumber."""
    from benchmarks.__main__ import plumb

    shares = {f: _pdf_ratio(f, plumb) for f in files}
    yield f"读取 PDF ÷ pdfplumber，中位数（{len(files)} 份）", f"{median(shares.values()):.3f}", "≤ 0.15"
    worst = max(shares, key=lambda f: shares[f])
    yield "　其中最慢的一份", f"{shares[worst]:.3f}（{worst.parent.name}/{worst.name}）", "≤ 0.20"
    yield "　100 页以上", f"{_pdf_ratio(long, plumb, runs=3):.3f}", "≤ 0.12"


def _pdf_ratio(path: Path, peer: Callable[[Path], object], runs: int = 5) -> float:
    data = path.read_bytes()
    return ratio(partial(read_pdf, data, path.name), partial(peer, path), runs=runs)[0]


def docx_rows(files: list[Path], made: dict[int, Path]) -> Iterator[Row]:
    """Reading DOCX against python-docx, and what a page costs in a long report."""
    from benchmarks.__main__ import walk

    shares: dict[Path, float] = {}
    seconds: dict[Path, float] = {}
    for path in [*files, *made.values()]:
        data = path.read_bytes()
        shares[path], seconds[path], _ = ratio(partial(read_docx, data, "a.docx"), partial(walk, path))
    yield f"读取 DOCX ÷ python-docx，中位数（{len(shares)} 份）", f"{median(shares.values()):.3f}", "≤ 0.40"
    worst = max(shares, key=lambda f: shares[f])
    yield "　其中最慢的一份", f"{shares[worst]:.3f}（{worst.parent.name}/{worst.name}）", "≤ 0.40"
    (few, short), (many, long) = made.items()
    per_page = seconds[long] / repeats(many) / (seconds[short] / repeats(few))
    yield f"DOCX 每页耗时，{many} 页 ÷ {few} 页", f"{per_page:.2f}", "≤ 1.10"


def parity_rows(files: list[Path]) -> Iterator[Row]:
    """Ruled tables against plain pdfplumber's, before stitching."""
    total = shaped = same = 0
    for path in files:
        tables, alike, equal, _ = compare(path.read_bytes())
        total, shaped, same = total + tables, shaped + alike, same + equal
    yield f"与 pdfplumber 逐格相同的表（{total} 张）", f"{same / total:.4f}", "≥ 0.99"
    yield "　形状相同", f"{shaped / total:.4f}", "1.00"


def cell_rows(folder: Path, seed: int, documents: int) -> Iterator[Row]:
    """Cells right on made tables of three producers, class by class."""
    for kind in KINDS:
        right = cells = 0
        for producer in PRODUCERS:
            for number in range(documents):
                data, specs = make(producer, kind, seed + number, folder)
                good, count, _ = score(specs, read_pdf(data, "t.pdf").tables)
                right, cells = right + good, cells + count
        yield f"格子读对，{kind}（{cells} 格）", f"{right / cells:.4f}", f"≥ {GOALS.get(kind, 0.995)}"


def memory_row(long: Path) -> Row:
    """Peak memory of a check of a long report."""
    code = (
        f"from benchmarks.__main__ import _check, Path; _check(Path({str(long)!r}))\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    peak = int(done.stdout.split()[-1]) / 1024
    return "检查 300 页 PDF 的内存峰值", f"{peak:.0f} MB", "≤ 300 MB"
