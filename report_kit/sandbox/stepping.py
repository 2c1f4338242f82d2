"""What work in the sandbox tells its caller while it runs, and how much time it has. Outside a sandbox: nothing, no end."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

_tell: Callable[[str, bool], None] | None = None
_seconds = math.inf
_until = math.inf


def step(detail: str = "", *, renew: bool = False) -> None:
    """Tells the caller what is being done; `renew` begins a piece of work with a time limit of its own.

    Reading a file is one piece, each page of text recognition another, checking another."""
    global _until
    if _tell is None:
        return
    if renew:
        _until = time.monotonic() + _seconds
    _tell(detail, renew)


def time_left() -> float:
    """Seconds left for this piece of work: a reader stops before and says what it has not read. Infinite in process."""
    return _until - time.monotonic()


def begin(tell: Callable[[str, bool], None], seconds: float) -> None:
    """A piece of work begins in the worker: where steps are told, and how long it may take."""
    global _tell, _seconds, _until
    _tell, _seconds, _until = tell, seconds, time.monotonic() + seconds
