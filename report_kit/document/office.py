"""LibreOffice as a reader of older formats: a private profile, no macros, no links, limits, nothing left behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from report_kit.document.kinds import KINDS, FileKind
from report_kit.errors import InputError

SECONDS = 120.0
_MAX_RESULT = 200 * 2**20
_SUFFIX: dict[FileKind, str] = {"doc": ".doc", "works": ".wps", "rtf": ".rtf", "odt": ".odt"}
_SAVE = "请在 Word 或 WPS 中打开，“文件→另存为→Word 文档（*.docx）”，再检查另存的文件"

# No macros, no updating of links, no content from elsewhere, a proxy that leads nowhere.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableOLEAutomation", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableEmbeddedContent", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)
# A process of our own sets the limits and becomes LibreOffice, which hands them to its own processes.
_LIMITED = (
    "import os, resource, sys\n"
    "for kind, value in ((resource.RLIMIT_CPU, {cpu}), (resource.RLIMIT_FSIZE, {size}), (resource.RLIMIT_DATA, {memory}),\n"
    "                    (resource.RLIMIT_CORE, 0)):\n"
    "    hard = resource.getrlimit(kind)[1]\n"
    "    wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)\n"
    "    resource.setrlimit(kind, (wanted, hard))\n"
    "os.execv(sys.argv[1], sys.argv[1:])\n"
)


def find() -> str | None:
    """The LibreOffice program, or None."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    usual = (
        "/usr/bin/soffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    )
    return next((p for p in usual if Path(p).is_file()), None)


def to_docx(data: bytes, kind: FileKind, name: str, seconds: float = SECONDS) -> bytes:
    """A DOCX of an older document; `name` is the file's name for messages.

    Raises InputError when LibreOffice is missing, fails, or takes longer than `seconds`."""
    what = KINDS[kind].name
    program = find()
    if program is None:
        raise InputError(
            f"文件「{name}」是{what}，读取它需要 LibreOffice，本机没有安装", _SAVE + "；或安装 LibreOffice"
        )
    with tempfile.TemporaryDirectory(prefix="report-kit-office-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        source = work / f"report{_SUFFIX[kind]}"
        source.write_bytes(data)
        _write_profile(work / "profile" / "user")
        command = [
            program, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(work / "out"),
            str(source),
        ]  # fmt: skip
        _run(command, work, name, what, seconds)
        result = work / "out" / "report.docx"
        if not result.is_file() or not 0 < result.stat().st_size <= _MAX_RESULT:
            raise InputError(f"文件「{name}」（{what}）无法由 LibreOffice 转换，可能已损坏、设有密码或内容过大", _SAVE)
        return result.read_bytes()


def _write_profile(user: Path) -> None:
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], work: Path, name: str, what: str, seconds: float) -> None:
    if sys.platform != "win32":
        limits = _LIMITED.format(cpu=int(seconds) * 2, size=_MAX_RESULT, memory=3 * 2**30)
        command = [sys.executable, "-I", "-c", limits, *command]
    # Temporary files of LibreOffice go into the folder that is removed at the end.
    environment = os.environ | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(work))
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=work,
            env=environment, start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError as error:
        raise InputError(f"文件「{name}」是{what}，无法运行 LibreOffice（{error.strerror}）", _SAVE) from None
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise InputError(f"文件「{name}」（{what}）由 LibreOffice 转换超过 {seconds:g} 秒，已停止", _SAVE) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice and what it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
