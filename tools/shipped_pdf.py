"""Rebuilds templates/samples/demo-faulty.pdf, the PDF that the demo checks where LibreOffice is not installed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from report_kit.demo.run import SHIPPED_PDF, run

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder))
        if done.shipped_pdf:
            raise SystemExit("需要 LibreOffice 才能重做随附的 PDF")
        shutil.copyfile(done.faulty[1].path, ROOT / "templates" / "samples" / SHIPPED_PDF)


if __name__ == "__main__":
    main()
