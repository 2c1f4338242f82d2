"""A progress bar on stderr, shown only on a terminal and only for work that lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


class Steps:
    """What a command tells of its work: a call with a detail shows it, a call with an empty one ends a file."""

    def __init__(self, bar: Progress, console: Console, label: str, files: int) -> None:
        self._bar, self._console, self._label = bar, console, label
        self._task = bar.add_task(label, total=files, detail="")
        self._recognising = False

    def __call__(self, detail: str) -> None:
        if detail:
            self._bar.update(self._task, detail=detail)
        else:
            self._bar.advance(self._task)

    def pages(self, done: int, total: int) -> None:
        """Scanned pages recognised so far: a bar with the time that remains; on no terminal one line at the beginning."""
        if done >= total:
            self._finish()
            return
        if not self._recognising:
            self._recognising = True
            if not self._console.is_terminal:
                self._console.print(f"正在识别 {total - done} 页扫描页……", highlight=False)
            self._scans = self._bar.add_task("识别扫描页", total=total, completed=done, detail="")
        self._bar.update(self._scans, completed=done)

    def _finish(self) -> None:
        if self._recognising:
            self._bar.remove_task(self._scans)
            self._recognising = False


@contextmanager
def progress(files: int, label: str = "检查") -> Iterator[Steps]:
    """Yields the steps of work on a number of files."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("剩余"), TimeRemainingColumn(),
        TextColumn("{task.fields[detail]}"), console=console, transient=True, disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        yield Steps(bar, console, label, files)
