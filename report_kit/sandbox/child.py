"""The worker's side: limits, lock-down, then one piece of work after another until the caller is gone."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import sys
import traceback
from pathlib import Path
from typing import IO

from report_kit.errors import InputError
from report_kit.sandbox import limits, stepping, wire
from report_kit.sandbox.lockdown import lock_down


def main() -> None:
    """Reads the settings and the work from standard input, writes the answers to standard output."""
    work, answers = sys.stdin.buffer, _take_output()
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller ends this process
    first = wire.receive(work)
    if first is None:
        return
    bounds, preload = pickle.loads(first)
    for entry in preload:  # before any file is seen, and before the lock-down: caches may be read
        _load(entry)
    lock_down(bounds.folders)
    limits.limit_memory(bounds)
    while (message := wire.receive(work)) is not None:
        _serve(message, bounds, answers)


def _load(entry: str) -> None:
    """Imports a module, or calls a function given as `module:function` that fills a cache."""
    module, _, function = entry.partition(":")
    with contextlib.suppress(ImportError):  # said when the work itself asks for it
        loaded = importlib.import_module(module)
        if function:
            getattr(loaded, function)()


def _take_output() -> IO[bytes]:
    """The pipe to the caller; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _serve(task: bytes, bounds: limits.Limits, answers: IO[bytes]) -> None:
    def tell(detail: str, renew: bool) -> None:
        if renew:
            limits.limit_processor(bounds.seconds * 2)
        wire.send(answers, ("step", detail, renew))

    wire.send(answers, ("begun",))
    limits.limit_processor(bounds.seconds * 2)  # twice: libraries may use more than one thread
    stepping.begin(tell, bounds.seconds)
    try:
        function, arguments, named = pickle.loads(task)  # from the caller, who is trusted
        answer: tuple[object, ...] = ("done", function(*arguments, **named))
        wire.send(answers, answer)
        return
    except InputError as error:
        answer = ("input", error.message, error.hint)
    except MemoryError:
        answer = ("memory",)
    except RecursionError:
        answer = ("depth",)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        answer = (
            "failed",
            f"{type(error).__name__}: {str(error)[:200]}（{Path(last.filename).name}:{last.lineno}）",
        )
    wire.send(answers, answer)
