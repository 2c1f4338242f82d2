"""The figures that report-kit's `generate` filed in the report it made, as it computed them."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from report_kit.document.docx.package import Package
from report_kit.document.traces import FiledFigure

NAMESPACE = "urn:report-kit:provenance:1"
_SCHEMA = "report-kit/provenance/1"
MAX_FIGURES = 5000


def read_provenance(package: Package) -> list[FiledFigure]:
    """The filed figures; empty where the file has none, or what it has cannot be read."""
    for relation in package.relations(package.main).values():
        if relation.kind != "customXml" or relation.external:
            continue
        root = package.xml(relation.target)
        if root is not None and root.tag == f"{{{NAMESPACE}}}provenance":
            return _figures(root)
    return []


def _figures(root: etree._Element) -> list[FiledFigure]:
    try:
        content = json.loads(root.text or "")
    except (ValueError, RecursionError):
        return []
    if (
        not isinstance(content, dict)
        or content.get("schema") != _SCHEMA
        or not isinstance(content.get("figures"), list)
    ):
        return []
    return [figure for each in content["figures"][:MAX_FIGURES] if (figure := _figure(each)) is not None]


def _figure(each: Any) -> FiledFigure | None:
    if not isinstance(each, dict):
        return None
    id, label, value, unit = (each.get(key) for key in ("id", "label", "value", "unit"))
    year = each.get("year")
    if not all(isinstance(text, str) for text in (id, label, value, unit)) or not isinstance(year, int | None):
        return None
    return FiledFigure(str(id), str(label), str(value), str(unit), year)
