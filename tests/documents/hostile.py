"""Reads a hostile file as the command line does: in the worker, with less memory than usual."""

from __future__ import annotations

from report_kit.document import reading, safely
from report_kit.document.model import Document
from report_kit.errors import InputError
from report_kit.sandbox import Interrupted, Limits, Worker

LIMITS = Limits(seconds=20, memory=512)


class Gate:
    """One worker for many files."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def __enter__(self) -> Gate:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.close()

    def read(self, data: bytes, name: str = "报告.docx") -> Document:
        """The document; InputError as the user sees it."""
        return self._worker.run_on(name, reading.read_leniently, (reading.Source(name, data),))

    def survives(self, data: bytes, name: str = "报告.docx", may: tuple[str, ...] = ()) -> Document | str:
        """The document, or the message for the user. The reader neither crashes nor fails, nor runs out of time or
        memory unless that `may` happen."""
        try:
            return self.read(data, name)
        except Interrupted as error:
            assert error.reason in may, str(error)
            assert name in error.message and error.hint
            return str(error)
        except InputError as error:
            assert error.message and error.hint
            return str(error)


def gate() -> Gate:
    return Gate(safely.reader(LIMITS))
