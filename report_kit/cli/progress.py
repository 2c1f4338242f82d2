"""A progress bar on stderr, shown only on a terminal and only for work that lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(files: int, label: str = "检查") -> Iterator[Callable[[str], None]]:
    """Yields `step(detail)`: a call with a detail shows it, a call with an empty one ends a file."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[detail]}"),
        console=console, transient=True, disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task(label, total=files, detail="")

        def step(detail: str) -> None:
            if detail:
                bar.update(task, detail=detail)
            else:
                bar.advance(task)

        yield step
