"""Renews docs/images/findings.png, the picture in the README: `python tools/picture.py REPORT` checks a report and
photographs the page of findings with Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

import report_kit
from report_kit.feedback import html

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "findings.png"
SIZE = (1240, 1290)


def photograph(page: str, picture: Path) -> None:
    """The upper part of an HTML page as a PNG with few enough colours to stay small."""
    browser = next((b for b in ("chromium", "google-chrome") if shutil.which(b)), None)
    if browser is None:
        sys.exit("需要 Chromium")
    with tempfile.TemporaryDirectory() as folder:
        file, shot = Path(folder) / "page.html", Path(folder) / "shot.png"
        file.write_text(page, encoding="utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--hide-scrollbars", f"--user-data-dir={folder}/profile", f"--window-size={SIZE[0]},{SIZE[1]}",
             f"--screenshot={shot}", file.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
        with Image.open(shot) as image:
            image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(picture, optimize=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("用法：python tools/picture.py 报告文件")
    photograph(html.render(report_kit.check(sys.argv[1])), PICTURE)
