"""The metadata stream (XMP) and what it tells differently from the information dictionary."""

from __future__ import annotations

from typing import Any

from lxml import etree

from report_kit.document.pdf.objects import FAULTS, entry

MAX_BYTES = 4 << 20
MAX_EVENTS = 200

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMES = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://ns.adobe.com/pdf/1.3/}Producer": "producer",
    "{http://ns.adobe.com/xap/1.0/}CreatorTool": "creator",
    "{http://ns.adobe.com/xap/1.0/}CreateDate": "created",
    "{http://ns.adobe.com/xap/1.0/}ModifyDate": "modified",
    "{http://ns.adobe.com/xap/1.0/}MetadataDate": "metadata_modified",
    "{http://ns.adobe.com/xap/1.0/mm/}DocumentID": "document_id",
    "{http://ns.adobe.com/xap/1.0/mm/}InstanceID": "instance_id",
    "{http://ns.adobe.com/xap/1.0/mm/}OriginalDocumentID": "original_document_id",
}
_HISTORY = "{http://ns.adobe.com/xap/1.0/mm/}History"
_COMPARED = ("title", "author", "producer", "creator", "created", "modified")


def read_xmp(root: Any) -> tuple[dict[str, str], list[dict[str, str]]]:
    """(values under our names, events of the history: action, when, softwareAgent …)."""
    stream = entry(root, "/Metadata")
    if stream is None:
        return {}, []
    try:
        data = bytes(stream.read_bytes())
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
        tree = etree.fromstring(data[:MAX_BYTES], parser)
    except (*FAULTS, etree.XMLSyntaxError, MemoryError):
        return {}, []
    if tree is None:
        return {}, []
    found: dict[str, str] = {}
    history: list[dict[str, str]] = []
    for description in tree.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            if str(key) in _NAMES and str(value).strip():
                found.setdefault(_NAMES[str(key)], str(value).strip())
        for element in description:
            if element.tag == _HISTORY:
                history += _events(element)
            elif element.tag in _NAMES:
                text = "、".join(t for t in (str(t).strip() for t in element.itertext()) if t)
                if text:
                    found.setdefault(_NAMES[str(element.tag)], text)
    return found, history[:MAX_EVENTS]


def _events(element: Any) -> list[dict[str, str]]:
    events = []
    for event in element.iter(f"{_RDF}li"):
        pairs = {str(k).rpartition("}")[2]: str(v) for k, v in event.attrib.items() if not str(k).startswith(_RDF)}
        pairs |= {str(c.tag).rpartition("}")[2]: (c.text or "").strip() for c in event if isinstance(c.tag, str)}
        if pairs:
            events.append(pairs)
    return events


def conflicts(properties: dict[str, str], xmp: dict[str, str]) -> list[tuple[str, str, str]]:
    """What both tell, and tell differently: (name, information dictionary, metadata stream)."""
    found = []
    for key in _COMPARED:
        there, here = properties.get(key, ""), xmp.get(key, "")
        if there and here and not _same(key, there, here):
            found.append((key, there, here))
    return found


def _same(key: str, there: str, here: str) -> bool:
    if key not in ("created", "modified"):
        return "".join(there.split()) == "".join(here.split())
    # Writers drop the seconds or the zone; the same minute on the clock, or the same moment, is the same.
    return there[:16] == here[:16] or _moment(there) == _moment(here)


def _moment(text: str) -> float | str:
    from datetime import datetime

    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() // 60
    except (ValueError, OverflowError, OSError):
        return text
