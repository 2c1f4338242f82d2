"""The last step of a DOCX: properties and style ids as the named producer leaves them, fixed times in the zip."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from corpus.writing import Report

STAMP = (2025, 1, 1, 0, 0, 0)
WPS_IDS = {
    "Normal": "1",
    "Heading1": "2",
    "Heading2": "3",
    "Heading3": "4",
    "TableGrid": "12",
    "Header": "7",
    "Footer": "6",
}


def finish(doc: Any, report: Report, path: Path) -> None:
    """Saves `doc` at `path`; the same report gives the same bytes."""
    day = datetime(*report.meta["_dated"], 9, 30)
    core = doc.core_properties
    core.author, core.last_modified_by = report.meta.get("_author", ""), report.meta.get("_author", "")
    core.created = core.modified = day
    core.title, core.comments = "", ""
    buffer = BytesIO()
    doc.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for item in sorted(source.namelist(), key=lambda n: n != "[Content_Types].xml"):
            data = source.read(item)
            if report.look.dialect == "wps":
                data = _wps(item, data)
            if report.look.dialect == "word" and item == "docProps/app.xml":
                data = re.sub(
                    rb"<Application>.*?</Application>", b"<Application>Microsoft Office Word</Application>", data
                )
            info = zipfile.ZipInfo(item, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)


def _wps(item: str, data: bytes) -> bytes:
    """WPS numbers its style ids and names itself in app.xml."""
    if item == "docProps/app.xml":
        return re.sub(
            rb"<Application>.*?</Application>",
            b"<Application>WPS Office_12.1.0.16929_F1E327BC-269C-435d-A152-05C5408002CA</Application>",
            data,
        )
    if not item.endswith(".xml") or not item.startswith("word/"):
        return data
    text = data.decode("utf-8")
    for old, new in WPS_IDS.items():
        text = re.sub(
            rf'(w:(?:styleId|pStyle w:val|rStyle w:val|tblStyle w:val|basedOn w:val|next w:val|link w:val))="{old}"',
            rf'\1="{new}"',
            text,
        )
    return text.encode("utf-8")


def restamp(path: Path) -> None:
    """Rewrites a DOCX saved by another program with fixed zip times."""
    data = path.read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.namelist():
            info = zipfile.ZipInfo(item, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(item))
