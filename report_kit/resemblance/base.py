"""Text that any honest report may share: our templates and the words of the checklists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import yaml

from report_kit import resources
from report_kit.document import read
from report_kit.resemblance.shingles import Hashes, shingles
from report_kit.resemblance.units import masked

_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_SHORTEST = 8


@lru_cache(maxsize=1)
def base() -> Hashes:
    """Sorted, unique shingles of the text to take off before reports are compared."""
    texts = {masked(text, None) for text in _texts()}
    hashes, _ = shingles(sorted(t for t in texts if len(t) >= _SHORTEST))
    return np.unique(hashes)


def _texts() -> Iterator[str]:
    for path in sorted(resources.folder("checklists").rglob("*.yaml")):
        yield from _strings(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    for path in sorted(resources.folder("templates").rglob("*.docx")):
        for text in read(path).text():
            yield from _TAG.split(text)


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)
