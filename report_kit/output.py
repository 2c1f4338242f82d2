"""Writing results: to a temporary name beside the target, then moved, so that nothing half-written is left."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from report_kit.errors import InputError


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary path in the target's folder; moved over `target` when the block ends well, removed otherwise.

    Raises InputError when the folder cannot be written or the target is open in another program."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".report-kit-", suffix=target.suffix, dir=target.parent)
    except OSError as error:
        raise InputError(f"无法写入 {target.parent}（{error.strerror}）", "请检查磁盘空间和文件夹权限") from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(target)
    except PermissionError:
        raise InputError(f"无法覆盖 {target}", "文件可能正在 Word 或 WPS 中打开，请关闭后重试") from None
    finally:
        temporary.unlink(missing_ok=True)


def write_text(target: Path, text: str) -> None:
    """Writes UTF-8 text to `target`, whole or not at all."""
    with replacing(target) as temporary:
        temporary.write_text(text, encoding="utf-8")
