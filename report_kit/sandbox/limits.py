"""How much time and memory one file may take."""

from __future__ import annotations

import sys
from dataclasses import dataclass

MB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` of wall clock for one piece of work (`step(renew=True)` begins the next piece), `memory` in MB for the
    whole worker, `folders` the only places it may read and write beside the program itself."""

    seconds: float = 30.0
    memory: int = 1024
    folders: tuple[str, ...] = ()


def limit_memory(limits: Limits) -> None:
    """Limits the memory of this process: allocation beyond it fails. POSIX only; Windows has the job object."""
    if sys.platform == "win32":
        return
    import resource

    # Data, not address space: libraries reserve address space that they never use.
    # macOS accepts the call and does not enforce it; there the time limit alone holds.
    _lower(resource.RLIMIT_DATA, limits.memory * MB)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 256 * MB if limits.folders else 0)


def limit_processor(seconds: float) -> None:
    """Ends this process when it uses more processor time than `seconds` from now, even if its parent is gone."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _lower(kind: int, value: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(kind)
    wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (wanted, wanted))
