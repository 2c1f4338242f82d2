"""`make bench`: reading and checking against plain pdfplumber and python-docx, start-up, peak memory."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import docx
import pdfplumber

from benchmarks.documents import build
from benchmarks.measure import ratio
from benchmarks.table_print import PRODUCERS
from benchmarks.table_specs import Kind
from report_kit.checking.engine import check_document
from report_kit.document import read


def plumb(path: Path) -> int:
    """What plain pdfplumber does: text and tables of every page."""
    size = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            size += len(page.extract_text()) + sum(len(t) for t in page.extract_tables())
            page.close()
    return size


def walk(path: Path) -> int:
    """What python-docx does: every paragraph and every row's cells."""
    document = docx.Document(str(path))
    size = sum(len(p.text) for p in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            size += sum(len(cell.text) for cell in row.cells)
    return size


def _check(path: Path) -> object:
    return check_document(read(path), as_of=date(2026, 4, 20), audience="staff")


def _start_up() -> float:
    command = [str(Path(sys.executable).parent / "report-kit"), "--version"]
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Measures everything and prints it, each figure with its goal."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    from benchmarks import read_scans, step2
    from benchmarks.read_docx import written_again
    from benchmarks.tables import make

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        word, pdf = build(70, folder)
        long_word, long_pdf = build(300, folder)
        again = written_again(word, folder / "libreoffice")
        rows = [
            ("check，PDF 70 页 ÷ pdfplumber", *ratio(lambda: _check(pdf), lambda: plumb(pdf), runs=3), 0.5),
            ("read，PDF 70 页 ÷ pdfplumber", *ratio(lambda: read(pdf), lambda: plumb(pdf), runs=3), 0.15),
            ("check，DOCX 70 页 ÷ python-docx", *ratio(lambda: _check(word), lambda: walk(word)), 2.0),
            ("read，DOCX 70 页 ÷ python-docx", *ratio(lambda: read(word), lambda: walk(word)), 0.4),
        ]  # fmt: skip
        shared = Path(__file__).parents[2] / "shared"
        wild = sorted((shared / "wild").glob("*.pdf"))
        samples = sorted((shared / "samples").glob("*/report.pdf"))
        printed = []
        kinds: tuple[Kind, ...] = ("ruled", "merged")
        for producer in PRODUCERS:
            for kind in kinds:
                (folder / producer).mkdir(exist_ok=True)
                printed.append(folder / producer / f"{kind}.pdf")
                printed[-1].write_bytes(make(producer, kind, 1, folder)[0])
        reading = [
            *step2.pdf_rows([pdf, *samples, *wild, *printed], long_pdf),
            *step2.docx_rows([again, *(s.with_suffix(".docx") for s in samples)], {70: word, 300: long_word}),
            *step2.parity_rows([*wild, *printed]),
            *step2.cell_rows(folder, seed=1, documents=2),
            step2.memory_row(long_pdf),
        ]
    print(f"{'':34}{'比值':>8}{'本工具 s':>10}{'对照 s':>10}{'目标':>8}")
    for label, share, ours, peer, goal in rows:
        print(f"{label:34}{share:>8.3f}{ours:>10.3f}{peer:>10.3f}{goal:>8.2f}")
    print(f"report-kit --version：{_start_up():.3f} s（目标 0.25）")
    print("\n| 测量 | 实测 | 目标 |\n|---|---|---|")
    for what, measured, goal_text in reading:
        print(f"| {what} | {measured} | {goal_text} |")
    print("\n扫描件（格子读对 ≥ 0.95，漏字 ≤ 1 %）：")
    read_scans.main(2)


if __name__ == "__main__":
    main()
