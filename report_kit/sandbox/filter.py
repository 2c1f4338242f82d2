"""A Linux system call filter (seccomp): no sockets, no new programs, no new processes, whatever library asks.

A denied call fails with EPERM, so that a library sees an error and nothing dies. Other systems, other processors and
kernels without the filter go without: the audit events remain."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from dataclasses import dataclass

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_DENY = 0x00050000 | errno.EPERM
_UNKNOWN = 0x00050000 | errno.ENOSYS
_KILL = 0x80000000
# BPF: load a word, jump if equal, if greater or equal, if a bit is set, return.
_LOAD, _EQUAL, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_X32 = 0x40000000
_CLONE_THREAD = 0x00010000


@dataclass(frozen=True)
class Calls:
    """The numbers of the calls that matter on one processor."""

    architecture: int
    denied: tuple[int, ...]
    """socket connect bind listen accept accept4 sendto socketpair fork vfork execve execveat ptrace mount
    process_vm_readv process_vm_writev bpf io_uring_setup, as far as the processor has them."""
    clone: int
    clone3: int = 435


_CALLS = {
    "x86_64": Calls(
        0xC000003E, (41, 42, 49, 50, 43, 288, 44, 53, 57, 58, 59, 322, 101, 165, 310, 311, 321, 425), clone=56
    ),
    "aarch64": Calls(
        0xC00000B7, (198, 203, 200, 201, 202, 242, 206, 199, 221, 281, 117, 40, 270, 271, 280, 425), clone=220
    ),
}


def program(calls: Calls) -> bytes:
    """The filter as BPF instructions: another architecture kills, the denied calls fail, `clone` makes threads only,
    `clone3` is unknown (the C library then uses `clone`), the rest passes."""
    lines: list[tuple[int, str, str, int]] = [
        (_LOAD, "", "", _ARCHITECTURE),
        (_EQUAL, "", "kill", calls.architecture),
        (_LOAD, "", "", _NUMBER),
        (_AT_LEAST, "deny", "", _X32),
        *((_EQUAL, "deny", "", number) for number in calls.denied),
        (_EQUAL, "unknown", "", calls.clone3),
        (_EQUAL, "", "allow", calls.clone),
        (_LOAD, "", "", _FIRST_ARGUMENT),
        (_HAS, "allow", "deny", _CLONE_THREAD),
    ]
    ends = {"allow": _ALLOW, "deny": _DENY, "unknown": _UNKNOWN, "kill": _KILL}
    places = {name: len(lines) + n for n, name in enumerate(ends)}

    def jump(at: int, target: str) -> int:
        return places[target] - at - 1 if target else 0

    code = [struct.pack("HBBI", op, jump(n, yes), jump(n, no), value) for n, (op, yes, no, value) in enumerate(lines)]
    return b"".join(code) + b"".join(struct.pack("HBBI", _RETURN, 0, 0, value) for value in ends.values())


def deny_system_calls() -> bool:
    """Sets the filter for this process, for good; False where the system has none."""
    known = _CALLS.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return False
    code = program(known)
    buffer = ctypes.create_string_buffer(code, len(code))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    filter_ = Program(len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0) == 0)
