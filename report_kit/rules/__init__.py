"""Document × facts × clauses → findings. `load_all` registers every rule."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from report_kit.rules.api import REGISTRY, Rule


@cache
def load_all() -> dict[str, Rule]:
    """Every rule by code, sorted: the Python files of the families and the declarative rows of `checklists/rules/`."""
    import report_kit.rules as package

    for family in pkgutil.iter_modules(package.__path__):
        if not family.ispkg or family.name == "kinds":
            continue
        module = importlib.import_module(f"{package.__name__}.{family.name}")
        for entry in pkgutil.iter_modules(module.__path__):
            importlib.import_module(f"{module.__name__}.{entry.name}")
    from report_kit.rules import declarative

    declarative.register_all()
    return dict(sorted(REGISTRY.items()))
