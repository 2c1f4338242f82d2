"""Document properties: who wrote it, with what, when."""

from __future__ import annotations

from report_kit.document.docx.package import Package

# Our names for the elements of core.xml and app.xml, by local name.
_CORE = {
    "creator": "author",
    "lastModifiedBy": "last_modified_by",
    "created": "created",
    "modified": "modified",
    "revision": "revision",
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "category": "category",
    "lastPrinted": "last_printed",
}
_APP = {
    "Company": "company",
    "Manager": "manager",
    "Template": "template",
    "Application": "application",
    "AppVersion": "application_version",
    "TotalTime": "editing_minutes",
}
_PARTS = (
    ("core-properties", "docProps/core.xml", _CORE),
    ("extended-properties", "docProps/app.xml", _APP),
)


def read_properties(package: Package) -> dict[str, str]:
    """Core and application properties that hold something; the user's own ones as `custom:<name>`."""
    found: dict[str, str] = {}
    for kind, usual, names in _PARTS:
        root = package.xml(package.related("", kind) or usual)
        for element in root if root is not None else ():
            local = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            text = (element.text or "").strip()
            if local in names and text:
                found[names[local]] = text
    root = package.xml(package.related("", "custom-properties") or "docProps/custom.xml")
    for element in root if root is not None else ():
        text = "".join(str(t) for t in element.itertext()).strip()
        if element.get("name") and text:
            found[f"custom:{element.get('name')}"] = text
    settings = package.xml("word/settings.xml")
    for element in settings.iter() if settings is not None else ():
        if isinstance(element.tag, str) and element.tag.endswith("}rsidRoot"):
            value = next(iter(element.attrib.values()), "")
            if value:
                found["rsid_root"] = str(value)
            break
    return found
