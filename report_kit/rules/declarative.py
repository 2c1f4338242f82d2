"""Rules that are data: rows of `checklists/rules/*.yaml`, run by the kinds of `report_kit.rules.kinds`.

A row has the rule's head (code, name, title, severity …), its documentation, and `run: {kind: …, **parameters}`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from report_kit.resources import folder
from report_kit.rules.api import Check, Clause, Finding, Report, Rule, register

_HEADINGS = (("flags", "查什么"), ("clause", "依据"), ("misreads", "易误判"), ("example", "例"))
_HEAD_FIELDS = (
    "severity", "nature", "trigger", "also", "status", "remedy", "innocent", "kinds", "modes", "stages", "self_at_most",
)  # fmt: skip


def _documentation(docs: dict[str, str]) -> str:
    return "\n\n".join(f"{title}：{docs[key].strip()}" for key, title in _HEADINGS if key in docs)


def _run(report: Report, *, kind: str, parameters: dict[str, Any]) -> Iterator[Finding]:
    module = importlib.import_module(f"report_kit.rules.kinds.{kind.replace('-', '_')}")
    yield from module.run(report, **parameters)


def rule_from_row(row: dict[str, Any]) -> Rule:
    """The rule of one YAML row."""
    run = dict(row["run"])
    check: Check = partial(_run, kind=run.pop("kind"), parameters=run)
    head = {key: row[key] for key in _HEAD_FIELDS if key in row}
    for key in ("innocent", "kinds", "modes", "stages"):
        if key in head:
            head[key] = tuple(head[key])
    return Rule(
        code=row["code"], name=row["name"], title=row["title"], check=check,
        clause=Clause(**row.get("basis", {})), documentation=_documentation(row.get("docs", {})), **head,
    )  # fmt: skip


def rows(path: Path) -> list[dict[str, Any]]:
    """The rule rows of one file."""
    return list(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or [])


def register_all() -> None:
    """Registers every declarative rule that is shipped."""
    for path in sorted((folder("checklists") / "rules").glob("*.yaml")):
        for row in rows(path):
            register(rule_from_row(row))
