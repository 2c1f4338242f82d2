"""The caller's side: starts the worker, gives it work, watches it, and says in Chinese what went wrong."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Literal, ParamSpec, TypeVar

from report_kit.errors import InputError
from report_kit.sandbox import wire
from report_kit.sandbox.limits import MB, Limits
from report_kit.sandbox.windows import Job, resident

P = ParamSpec("P")
T = TypeVar("T")
Reason = Literal["time", "memory", "crash", "depth", "failed"]

_START_SECONDS = 120.0
_LOOK_SECONDS = 0.2
_FILES_EACH = 50
_BOOT = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from report_kit.sandbox.child import main; main()"
_DIFFERENTLY = "请用 Word 或 WPS 打开后另存为新文件再试"


class Interrupted(InputError):
    """Work that did not end as it should; `reason` tells how."""

    def __init__(self, reason: Reason, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.reason = reason


class Worker:
    """One worker process, started at the first use and again after it was ended.

    `preload` are modules to import, or `module:function` to call, before the first file."""

    def __init__(self, limits: Limits | None = None, *, preload: Sequence[str] = ()) -> None:
        self.limits = limits or Limits()
        self._preload = tuple(preload)
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._job: Job | None = None
        self._served = 0

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        process, self._process = self._process, None
        self._served = 0
        if process is None:
            return
        if self._job is not None:
            self._job.close()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def start(self) -> None:
        """Starts the process now, so that its imports overlap with what the caller does."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._process = process = _popen()
        self._job = Job(process, self.limits.memory) if sys.platform == "win32" else None
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(process, self._answers), daemon=True).start()
        self._give((self.limits, self._preload))

    def run(
        self,
        function: Callable[P, T],
        /,
        *arguments: P.args,
        **named: P.kwargs,
    ) -> T:
        """What `function` gives, a module-level function; see `run_on` for the file's name and progress."""
        return self.run_on("", function, arguments, dict(named))

    def run_on(
        self,
        name: str,
        function: Callable[..., T],
        arguments: Sequence[object],
        named: dict[str, Any] | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> T:
        """What `function` gives in the worker; `name` is the file for messages, `progress` hears the steps.

        Raises InputError as the function does, Interrupted when the work takes too long or too much memory, crashes,
        or fails in a way it should not. After that the next work gets a new process."""
        task = (function, tuple(arguments), named or {})
        fresh = self._served == 0
        try:
            return self._run(name, task, progress)  # type: ignore[no-any-return]
        except Interrupted as error:
            self.close()
            # What earlier files left in memory is not this file's fault.
            if error.reason == "memory" and not fresh:
                return self.run_on(name, function, arguments, named, progress)
            raise
        except BaseException as error:
            if not isinstance(error, InputError):
                self.close()
            raise

    def _run(self, name: str, task: object, progress: Callable[[str], None] | None) -> Any:
        if self._served >= _FILES_EACH:
            self.close()
        self.start()
        self._served += 1
        self._give(task)
        begun, until = False, time.monotonic() + _START_SECONDS
        while True:
            kind, *rest = self._hear(name, until, begun)
            if kind == "done":
                return rest[0]
            if kind == "input":
                raise InputError(rest[0], rest[1])
            if kind == "begun" or (kind == "step" and rest[1]):
                begun, until = True, time.monotonic() + self.limits.seconds
            if kind == "step":
                if progress and rest[0]:
                    progress(rest[0])
            elif kind != "begun":
                raise self._interrupted(kind, name, str(rest[0]) if rest else "")

    def _give(self, message: object) -> None:
        assert self._process is not None and self._process.stdin is not None
        with contextlib.suppress(OSError):  # a process that has ended: seen when its answer is awaited
            wire.send(self._process.stdin, message)

    def _hear(self, name: str, until: float, begun: bool) -> tuple[Any, ...]:
        """The next message; Interrupted when none comes in time or the process is gone."""
        assert self._process is not None
        while True:
            left = until - time.monotonic()
            try:
                data = self._answers.get(timeout=max(0.0, min(left, _LOOK_SECONDS)))
            except queue.Empty:
                if left <= 0:
                    raise self._interrupted("time" if begun else "crash", name) from None
                if resident(self._process) > self.limits.memory * MB:
                    raise self._interrupted("memory", name) from None
                continue
            if data is None:
                raise self._interrupted("crash", name)
            try:
                message = wire.unpack(data)
            except Exception:  # anything at all may come from a worker that a file has taken over
                raise self._interrupted("crash", name) from None
            if isinstance(message, tuple) and message and isinstance(message[0], str):
                return message
            raise self._interrupted("crash", name)

    def _interrupted(self, reason: str, name: str, detail: str = "") -> Interrupted:
        file = f"文件「{name}」" if name else "这项工作"
        limits = self.limits
        if reason == "time":
            return Interrupted(
                "time", f"{file}处理超过 {limits.seconds:g} 秒，已停止",
                f"可能是文件过大或经恶意构造。{_DIFFERENTLY}；确需读取可用 --max-seconds 放宽时间",
            )  # fmt: skip
        if reason == "memory":
            return Interrupted(
                "memory", f"{file}处理所需内存超过 {limits.memory} MB，已停止",
                f"可能是文件过大或经恶意构造。{_DIFFERENTLY}；确需读取可用 --max-memory 放宽内存",
            )  # fmt: skip
        if reason == "depth":
            return Interrupted("depth", f"{file}的结构嵌套过深，已停止读取", f"请核对文件来源，{_DIFFERENTLY}")
        if reason == "failed":
            return Interrupted(
                "failed", f"{file}处理时软件内部出错：{detail}",
                f"{_DIFFERENTLY}；仍不行请把这条信息告诉软件维护人员",
            )  # fmt: skip
        return Interrupted(
            "crash", f"{file}使读取进程意外结束，本程序未受影响",
            f"文件可能已损坏、经恶意构造，或所需内存超过 {limits.memory} MB（--max-memory 可放宽）。{_DIFFERENTLY}",
        )  # fmt: skip


def _listen(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    """Passes messages on until the process is gone (None)."""
    assert process.stdout is not None
    try:
        while (data := wire.receive(process.stdout)) is not None:
            answers.put(data)
    except (OSError, ValueError, MemoryError):
        pass
    answers.put(None)


def _popen() -> subprocess.Popen[bytes]:
    # `-P` and a path of whole folders: a module that lies beside a report is never imported.
    path = json.dumps([p for p in sys.path if p])
    environment = os.environ | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    environment["PYTHONIOENCODING"] = "utf-8"
    environment.pop("REPORT_KIT_PASSWORD", None)
    program = sys.executable
    if sys.platform == "win32":  # the launcher of a virtual environment would be a process between us and the worker
        program = getattr(sys, "_base_executable", sys.executable)
        environment["__PYVENV_LAUNCHER__"] = sys.executable
    return subprocess.Popen(
        [program, "-P", "-X", "utf8", "-c", _BOOT, path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )  # fmt: skip
