"""The worker ends what takes too long or too much, survives what kills it, and gives files no way out."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_kit.errors import InputError
from report_kit.sandbox import Interrupted, Limits, Worker, step, time_left, wire

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="系统调用过滤只在 Linux 上有")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Limits(seconds=2, memory=256)) as one:
        yield one


def interrupted(worker: Worker, function: object, *arguments: object) -> Interrupted:
    with pytest.raises(Interrupted) as caught:
        worker.run_on("报告.docx", function, arguments)  # type: ignore[arg-type]
    assert "「报告.docx」" in caught.value.message
    assert caught.value.hint
    assert "Traceback" not in str(caught.value)
    return caught.value


def denied(worker: Worker, code: str) -> str:
    """What Python code in the worker runs into."""
    return interrupted(worker, exec, code).message


def test_work_is_done_and_its_answer_comes_back(worker: Worker) -> None:
    assert worker.run(sorted, [3, 1, 2]) == [1, 2, 3]


def test_one_process_serves_many_files(worker: Worker) -> None:
    assert worker.run(os.getpid) == worker.run(os.getpid) != os.getpid()


def test_a_message_for_the_user_comes_through_and_the_process_goes_on(worker: Worker) -> None:
    before = worker.run(os.getpid)
    with pytest.raises(InputError) as caught:
        worker.run(exec, "from report_kit.errors import InputError\nraise InputError('打不开', '请另存')")
    assert (caught.value.message, caught.value.hint) == ("打不开", "请另存")
    assert worker.run(os.getpid) == before


def test_a_hang_is_ended_and_said(worker: Worker) -> None:
    error = interrupted(worker, time.sleep, 60)
    assert error.reason == "time"
    assert "超过 2 秒" in error.message and "--max-seconds" in error.hint
    assert worker.run(sorted, [2, 1]) == [1, 2]


def test_an_endless_loop_is_ended(worker: Worker) -> None:
    assert interrupted(worker, exec, "while True: pass").reason == "time"


def test_too_much_memory_is_refused_and_said(worker: Worker) -> None:
    error = interrupted(worker, bytearray, 10**9)
    assert error.reason == "memory"
    assert "256 MB" in error.message and "--max-memory" in error.hint


def test_memory_that_earlier_files_left_is_not_held_against_the_next(worker: Worker) -> None:
    worker.run(exec, "import sys; sys.leak = bytearray(150 * 2**20)")
    assert worker.run(len, worker.run(bytes, 60 * 2**20)) == 60 * 2**20


@pytest.mark.parametrize("death", [(os._exit, 3), (os.abort,)])
def test_a_crash_is_survived_and_said(worker: Worker, death: tuple[object, ...]) -> None:
    error = interrupted(worker, *death)
    assert error.reason == "crash"
    assert "本程序未受影响" in error.message
    assert worker.run(sorted, [2, 1]) == [1, 2]


def test_endless_recursion_is_said(worker: Worker) -> None:
    assert interrupted(worker, exec, "f = lambda g: g(g)\nf(f)").reason == "depth"


def test_a_fault_of_the_program_is_said_without_a_traceback(worker: Worker) -> None:
    error = interrupted(worker, exec, "{}['缺']")
    assert error.reason == "failed"
    assert "KeyError" in error.message and "维护人员" in error.hint


def test_each_page_of_a_long_work_has_the_time_limit_of_its_own(worker: Worker) -> None:
    heard: list[str] = []
    pages = "import time\nfrom report_kit.sandbox import step\nfor n in range(3):\n step(f'第{n}页', renew=True); time.sleep(0.8)"
    worker.run_on("扫描.pdf", exec, (pages,), progress=heard.append)
    assert heard == ["第0页", "第1页", "第2页"]


def test_work_knows_how_much_time_is_left(worker: Worker) -> None:
    assert 0 < worker.run(time_left) <= 2
    assert time_left() == float("inf")
    step("outside nothing happens", renew=True)


def test_another_file_cannot_be_read(worker: Worker, tmp_path: Path) -> None:
    secret = tmp_path / "秘密.txt"
    secret.write_text("秘密", encoding="utf-8")
    (tmp_path / "链接").symlink_to(secret)
    for path in (secret, tmp_path / "链接", Path("/etc/passwd"), Path.home()):
        assert "not allowed" in denied(worker, f"open({str(path)!r}, 'rb').read()")
    assert "not allowed" in denied(worker, f"import os; os.listdir({str(tmp_path)!r})")
    assert "not allowed" in denied(worker, f"import pathlib; pathlib.Path({str(secret)!r}).read_text()")


def test_nothing_can_be_written_or_removed(worker: Worker, tmp_path: Path) -> None:
    kept = tmp_path / "文件"
    kept.write_bytes(b"1")
    assert "not allowed" in denied(worker, f"open({str(tmp_path / 'new')!r}, 'w')")
    assert "not allowed" in denied(worker, f"import os; os.remove({str(kept)!r})")
    assert "not allowed" in denied(worker, f"import os; os.rename({str(kept)!r}, {str(kept)!r} + '2')")
    assert [p.name for p in tmp_path.iterdir()] == ["文件"]


def test_a_folder_of_its_own_can_be_written(tmp_path: Path) -> None:
    with Worker(Limits(seconds=5, folders=(str(tmp_path),))) as one:
        one.run(exec, f"open({str(tmp_path / 'cache')!r}, 'w').write('1')")
        assert "not allowed" in denied(one, f"open({str(tmp_path.parent / 'other')!r}, 'w')")
    assert (tmp_path / "cache").read_text() == "1"


def test_no_connection_is_opened(worker: Worker) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        interrupted(worker, exec, f"import socket; socket.create_connection(('127.0.0.1', {port}))")
        interrupted(worker, exec, f"import urllib.request; urllib.request.urlopen('http://127.0.0.1:{port}/')")
        interrupted(worker, exec, "import socket; socket.getaddrinfo('example.com', 80)")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_no_program_is_started(worker: Worker) -> None:
    for code in ("os.system('true')", "subprocess.run(['true'])", "os.execv('/bin/true', ['true'])", "os.fork()"):
        assert "not allowed" in denied(worker, f"import os, subprocess; {code}")


@LINUX
def test_native_libraries_cannot_connect_or_start_programs_either(worker: Worker) -> None:
    calls = (
        "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\n"
        "answers = [c.socket(2, 1, 0), c.fork(), c.execv(b'/bin/true', None)]\n"
        "from report_kit.errors import InputError\nraise InputError(repr((answers, ctypes.get_errno())))"
    )
    with pytest.raises(InputError) as caught:
        worker.run(exec, calls)
    assert caught.value.message == "([-1, -1, -1], 1)"


@LINUX
def test_threads_still_work_behind_the_filter(worker: Worker) -> None:
    code = "import threading\nfound = []\nt = threading.Thread(target=found.append, args=(1,))\nt.start(); t.join()\nassert found"
    worker.run(exec, code)


def test_an_answer_that_would_run_code_is_not_opened() -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (os.system, ("true",))

    for evil in (Evil(), print, subprocess.Popen, Worker):
        with pytest.raises(pickle.UnpicklingError):
            wire.unpack(pickle.dumps(("done", evil)))


def test_nonsense_from_the_worker_is_a_crash(worker: Worker) -> None:
    assert (
        interrupted(
            worker,
            exec,
            "import os\nfor n in range(3, 20):\n  try: os.write(n, b'x' * 100)\n  except OSError: pass\nos._exit(0)",
        ).reason
        == "crash"
    )


def test_a_module_beside_a_report_is_never_imported(tmp_path: Path) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('嵌入')", encoding="utf-8")
    code = (
        "from report_kit.sandbox import Worker\nfrom report_kit.document.reading import shown\n"
        "with Worker(preload=('report_kit.document.docx',)) as w: print(w.run(shown, 'a'))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "a", done.stderr


def test_the_process_is_gone_when_the_caller_has_finished() -> None:
    with Worker() as one:
        pid = one.run(os.getpid)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
