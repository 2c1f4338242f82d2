"""`check --register`: what comes back from the worker is compared with a register, which is only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from report_kit.errors import InputError

if TYPE_CHECKING:
    from report_kit.checking.model import Check


@contextmanager
def against(
    database: str | None, select: tuple[str, ...], ignore: tuple[str, ...]
) -> Iterator[Callable[[Check], Check]]:
    """What compares a check with the register at `database`; without one it gives the check as it is.

    Raises InputError when there is no such register: `check` never makes one."""
    if database is None:
        yield lambda check: check
        return
    if "://" not in database and not Path(database).is_file():
        raise InputError(f"找不到报告库 {database}", "请检查路径；新建报告库用 report-kit register add 或 screen")
    from report_kit.checking.engine import Selection, compare
    from report_kit.register import Register
    from report_kit.register.history import RegisterHistory

    selection = Selection(select, ignore)
    with Register(database) as register:

        def compared(check: Check) -> Check:
            if check.unreadable:
                return check
            return compare(check, RegisterHistory(register, check.document.file.sha256), selection=selection)

        yield compared
