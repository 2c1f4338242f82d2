"""Windows: a job object limits the worker's memory and ends it with the program; elsewhere nothing is needed.

On Linux the memory limit is the kernel's (limits.py). Where there is none (macOS) the size of the process is looked at."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

from report_kit.sandbox.limits import MB

_PROCESS_MEMORY, _KILL_ON_CLOSE, _DIE_ON_UNHANDLED = 0x100, 0x2000, 0x400
_EXTENDED_LIMIT = 9


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_set", ctypes.c_size_t),
        ("maximum_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process", ctypes.c_size_t),
        ("peak_job", ctypes.c_size_t),
    )


class Job:
    """A job object with a memory limit for one process; closing it ends the process."""

    def __init__(self, process: subprocess.Popen[bytes], megabytes: int) -> None:
        self._handle = None
        if sys.platform != "win32":
            return
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
        kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
        limits = _Extended()
        limits.basic.flags = _PROCESS_MEMORY | _KILL_ON_CLOSE | _DIE_ON_UNHANDLED
        limits.process_memory = megabytes * MB
        self._kernel = kernel
        self._handle = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(self._handle, _EXTENDED_LIMIT, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(self._handle, int(process._handle))

    def close(self) -> None:
        if sys.platform == "win32" and self._handle:
            self._kernel.CloseHandle(self._handle)
            self._handle = None


def resident(process: subprocess.Popen[bytes]) -> int:
    """Bytes of real memory that a process holds; 0 where this cannot be seen."""
    try:
        return int(Path(f"/proc/{process.pid}/statm").read_bytes().split()[1]) * 4096
    except (OSError, ValueError, IndexError):
        return 0
