"""What a worker gives up before it sees a file: connections, other programs, files outside the program's own folders.

Two layers. Python's audit events stop Python code on every system. On Linux a system call filter (filter.py) stops
native libraries too."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from report_kit.sandbox.filter import deny_system_calls

# Events by their beginning: connections, programs, other processes.
_NEVER = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethost",
    "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.kill",
    "pty.spawn", "ftplib.", "http.client.", "imaplib.", "poplib.", "smtplib.", "telnetlib.", "nntplib.",
    "urllib.Request", "webbrowser.open", "winreg.",
)  # fmt: skip
_CHANGES = frozenset({
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.utime", "os.setxattr", "os.removexattr", "os.chdir", "shutil.copyfile", "shutil.move", "shutil.rmtree",
})  # fmt: skip
_LISTS = frozenset({"os.listdir", "os.scandir"})
_SYSTEM = (
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/usr/lib/locale",
    "/proc/self",
    "/proc/cpuinfo",
    "/sys/devices/system",
)


def lock_down(folders: Iterable[str] = ()) -> None:
    """From now on this process opens no connection, starts no program, reads the program's own folders only and changes
    only what is in `folders`. Irrevocable."""
    mine = _whole(folders)
    readable = mine + _program() + tuple(p for p in _SYSTEM if sys.platform != "win32")
    sys.addaudithook(_hook(readable, mine))
    deny_system_calls()


def _program() -> tuple[str, ...]:
    """The folders of Python, its packages, this program's data and the user's own checklists."""
    here = Path(__file__).resolve().parent.parent.parent
    data = [str(here / name) for name in ("report_kit", "checklists", "templates")]
    data += [os.environ.get("REPORT_KIT_CHECKLISTS", ""), str(Path("~/.config/report-kit/checklists").expanduser())]
    packages = [p for p in sys.path if "site-packages" in p or "dist-packages" in p]
    return _whole([sys.prefix, sys.base_prefix, str(Path(os.__file__).parent), *packages, *data])


def _whole(folders: Iterable[str]) -> tuple[str, ...]:
    found = {path for f in folders if f for path in (Path(f).absolute(), Path(f).resolve())}
    return tuple(sorted(str(p) for p in found if p != p.parent))  # never a root, which would be everything


def _inside(path: object, folders: tuple[str, ...]) -> bool:
    if isinstance(path, int):  # already open
        return True
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    whole = os.path.realpath(os.fsdecode(path))
    return any(whole == f or whole.startswith(f + os.sep) for f in folders)


def _hook(readable: tuple[str, ...], writable: tuple[str, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            changing = bool((flags or 0) & writes) or (isinstance(mode, str) and any(c in mode for c in "wax+"))
            if path == os.devnull or _inside(path, writable if changing else readable):
                return
            raise PermissionError(f"not allowed here: open {path!r}")
        if event in _LISTS and not _inside(arguments[0] or ".", readable):
            raise PermissionError(f"not allowed here: {event} {arguments[0]!r}")
        if event in _CHANGES and not _inside(arguments[0], writable):
            raise PermissionError(f"not allowed here: {event} {arguments[0]!r}")
        if event.startswith(_NEVER):
            raise PermissionError(f"not allowed here: {event}")

    return hook
