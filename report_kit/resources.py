"""Where the data folders are: inside the wheel (`report_kit/data/…`) or beside the package in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """Folder of shipped data, `name` being `checklists` or `templates`.

    Raises FileNotFoundError when the installation is damaged."""
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"安装不完整：缺少数据目录 {name}，请重新安装 report-kit")
