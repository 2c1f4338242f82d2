"""What many tests share: the sample reports, LibreOffice, small reports made from Markdown."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of sample and real documents that lies beside the checkout."""
    folder = ROOT.parent / "shared"
    if not (folder / "samples").is_dir():
        pytest.skip("没有样例文件夹 ../shared")
    return folder


def convert_to_pdf(files: list[Path], out: Path, profile: Path) -> None:
    """All `files` to PDF in `out` by one LibreOffice run with a profile of its own."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("没有安装 LibreOffice")
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(out),
         *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
