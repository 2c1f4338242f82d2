"""Reading DOCX against python-docx (paragraphs and the cells of every row), in the same process; medians of CPU time.

python -m benchmarks.read_docx [FILE.docx ...]; without files, a made report of about 70 and of 300 pages, as we write it
and as LibreOffice writes it again.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.__main__ import walk
from benchmarks.documents import build_docx, repeats
from benchmarks.measure import ratio
from report_kit.document.docx import read_docx
from report_kit.document.office import find

GOAL, GOAL_PER_PAGE = 0.4, 1.1


def measure(path: Path) -> float:
    """Prints the ratio for one file; gives our seconds."""
    data = path.read_bytes()
    share, ours, theirs = ratio(lambda: read_docx(data, path.name), lambda: walk(path), runs=7)
    print(
        f"{path.parent.name}/{path.name}：比值 {share:.3f}（目标 ≤ {GOAL}），{1000 * ours:.1f} / {1000 * theirs:.1f} 毫秒"
    )
    return ours


def written_again(path: Path, folder: Path) -> Path:
    """The document as LibreOffice writes it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [find() or "soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / path.name


def main(files: list[Path]) -> None:
    """The given files, or made ones and what a page costs in a long report against a short one."""
    for path in files:
        measure(path)
    if files:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {pages: build_docx(pages, folder) for pages in (70, 300)}
        seconds = {pages: measure(path) for pages, path in made.items()}
        measure(written_again(made[70], folder / "libreoffice"))
        per_page = seconds[300] / repeats(300) / (seconds[70] / repeats(70))
        print(f"每页耗时，300 页 ÷ 70 页：{per_page:.2f}（目标 ≤ {GOAL_PER_PAGE}）")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
