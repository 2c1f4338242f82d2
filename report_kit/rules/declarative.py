"""Rules that are data: rows of `checklists/rules/*.yaml`, run by the kinds of `report_kit.rules.kinds`.

A row has the rule's head (code, name, title, severity …), its documentation, and `run: {kind: …, **parameters}`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from report_kit.checklist.loading import line_of, load, own_paths, read_yaml, user_folder
from report_kit.checklist.rule_rows import RuleRow, RuleRows, is_rule_file
from report_kit.errors import InputError
from report_kit.resources import folder
from report_kit.rules.api import REGISTRY, Check, Clause, Finding, Report, Rule, register

_HEADINGS = (("flags", "查什么"), ("clause", "依据"), ("misreads", "易误判"), ("example", "例"))


def _documentation(docs: dict[str, str]) -> str:
    return "\n\n".join(f"{title}：{docs[key].strip()}" for key, title in _HEADINGS if docs.get(key))


def _run(report: Report, *, kind: str, parameters: dict[str, Any]) -> Iterator[Finding]:
    module = importlib.import_module(f"report_kit.rules.kinds.{kind.replace('-', '_')}")
    yield from module.run(report, **parameters)


def rule_from_row(row: dict[str, Any] | RuleRow) -> Rule:
    """The rule of one row. Raises pydantic's ValidationError for one of another form."""
    own = row if isinstance(row, RuleRow) else RuleRow.model_validate({"docs": {"flags": row.get("title", "-")}, **row})
    check: Check = partial(_run, kind=own.run.kind, parameters=own.parameters)
    clause = Clause(own.basis.source, own.basis.ref, own.basis.confidence) if own.basis else Clause()
    return Rule(
        code=own.code, name=own.name, title=own.title, check=check, severity=own.severity, nature=own.nature,
        trigger=own.trigger, also=own.also, status=own.status, remedy=own.remedy, clause=clause, innocent=own.innocent,
        documentation=_documentation(own.docs.model_dump()), kinds=own.kinds, modes=own.modes, stages=own.stages,
        self_at_most=own.self_at_most,
    )  # fmt: skip


def rows(path: Path) -> tuple[RuleRow, ...]:
    """The rule rows of one file. Raises InputError naming every wrong line."""
    return load(path, RuleRows).root


def register_all() -> None:
    """Registers every declarative rule: those that are shipped, then the user's own."""
    for path in sorted((folder("checklists") / "rules").glob("*.yaml")):
        for row in rows(path):
            register(rule_from_row(row))
    own = user_folder()
    for path in own_paths(own) if own else ():
        if not is_rule_file(read_yaml(path)):
            continue
        for n, row in enumerate(rows(path)):
            if row.code in REGISTRY:
                raise InputError(
                    f"{path.name} 第 {line_of(path, (n, 'code'))} 行：规则代码 {row.code} 已有",
                    "自己的规则用 U001、U002……",
                )
            register(rule_from_row(row))
