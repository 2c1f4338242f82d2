"""A screened stack on the screen: which report to read first, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One report of the stack; `blocked` when it is not eligible or on a veto list."""

    name: str
    unit: str
    agency: str
    blocked: bool
    errors: int
    warnings: int
    reasons: tuple[str, ...]


def render(rows: Sequence[Row], console: Console) -> None:
    """Prints the reports in their order, files that could not be read among them with the reason."""
    table = Table(title=f"筛查结果：{len(rows)} 份报告，按先看的次序", show_lines=True, expand=True)
    table.add_column("次序", justify="right", no_wrap=True)
    table.add_column("报告", ratio=2)
    table.add_column("错误", justify="right", no_wrap=True)
    table.add_column("警告", justify="right", no_wrap=True)
    table.add_column("先看的理由", ratio=5)
    for number, row in enumerate(rows, 1):
        title = Text("\n".join(t for t in (row.unit, row.agency, row.name) if t))
        reasons = Text("\n".join(f"{n}. {r}" for n, r in enumerate(row.reasons, 1)) or "未见须先看的问题")
        table.add_row(
            Text(f"{number}{' !' if row.blocked else ''}"), title, str(row.errors), str(row.warnings), reasons
        )
    console.print(table)
    if any(r.blocked for r in rows):
        console.print(Text("带 ! 的：不符合申报条件、在名单中或读不了，须先处理。"))
    console.print(Text("以上均为线索，须人工核实；每条线索都可能有正当原因。"))
