"""Messages between caller and worker: a length, then a pickle. The caller trusts nothing that the worker sends."""

from __future__ import annotations

import dataclasses
import enum
import io
import pickle
import struct
from typing import IO, Any

MAX_MESSAGE = 512 * 2**20
_LENGTH = struct.Struct("!Q")
_PLAIN = {
    "builtins": {"set", "frozenset", "bytearray", "complex", "range", "slice", "list", "dict"},
    "collections": {"Counter", "OrderedDict", "defaultdict", "deque"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "copyreg": {"_reconstructor"},
}


class _Unpickler(pickle.Unpickler):
    """Makes plain values and our own records only: a worker taken over by a file must not run anything in the caller."""

    def find_class(self, module: str, name: str) -> Any:
        if name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        if module.startswith("report_kit."):
            found = super().find_class(module, name)
            if isinstance(found, type) and (dataclasses.is_dataclass(found) or issubclass(found, tuple | enum.Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def send(stream: IO[bytes], message: object) -> None:
    data = pickle.dumps(message, protocol=5)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The bytes of the next message; None when the other side is gone or sends nonsense."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_MESSAGE:
        return None
    data = stream.read(length)
    return data if len(data) == length else None


def unpack(data: bytes) -> Any:
    """A message from the worker; pickle.UnpicklingError when it holds anything but records."""
    return _Unpickler(io.BytesIO(data)).load()
