"""Runs work on untrusted files in a process of its own, with limits on time and memory and without access to anything.

    with Worker(Limits(seconds=30), preload=("report_kit.document.docx",)) as worker:
        document = worker.run(read_bytes, data, name, name=name)

The caller survives whatever happens in the worker: a crash, a hang or too much memory is an `Interrupted` (an InputError)
that says which file, what happened and what to do. One worker serves many files."""

from report_kit.sandbox.limits import Limits
from report_kit.sandbox.stepping import step, time_left
from report_kit.sandbox.worker import Interrupted, Worker

__all__ = ["Interrupted", "Limits", "Worker", "step", "time_left"]
