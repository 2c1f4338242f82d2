"""Reading PDFs against plain pdfplumber (text and tables), in the same process; medians of CPU time.

python -m benchmarks.read_pdf [FILE.pdf ...]; without files, a made report of about 70 pages.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.__main__ import plumb
from benchmarks.documents import build
from benchmarks.measure import ratio
from report_kit.document.pdf import read_pdf

GOAL = 0.15


def main(files: list[Path]) -> None:
    """Print one line a file: pages, ratio, milliseconds a page."""
    for path in files:
        data = path.read_bytes()
        pages = len(read_pdf(data, path.name).pages)
        share, ours, theirs = ratio(partial(read_pdf, data, path.name), partial(plumb, path))
        print(
            f"{path.parent.name}/{path.name}: {pages} 页，比值 {share:.3f}（目标 ≤ {GOAL}），每页 {1000 * ours / pages:.2f} / {1000 * theirs / pages:.2f} 毫秒"
        )


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    if given:
        main(given)
    else:
        with tempfile.TemporaryDirectory() as folder:
            main([build(70, Path(folder))[1]])
