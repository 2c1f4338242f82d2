"""A PostgreSQL server of the test run's own, in a temporary folder, reached through a socket there: no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/bin"), Path("/usr/bin")]


def found() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest; None when it is not installed."""
    return next((p for p in _PLACES if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """Starts a server and gives the URL of its empty database; stops it and removes everything at the end."""
    programs = found()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="rkpg-"))
    # The server refuses to run as root: then it runs as the user that its package made.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    user = "postgres" if as_user else pwd.getpwuid(os.geteuid()).pw_name
    if as_user:
        shutil.chown(folder, "postgres")
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(programs / program), *arguments], check=True, cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    run("initdb", "-D", str(data), "-E", "UTF8", "--locale=C", "-A", "trust", "-U", user)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql://{user}@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
