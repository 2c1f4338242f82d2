"""The parts of a DOCX package and their relations. Nothing outside the package is ever opened."""

from __future__ import annotations

import codecs
import posixpath
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from report_kit.document import guard, kinds
from report_kit.document.docx.names import PKG_REL, STRICT
from report_kit.document.unlocking import unlock

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def with_usual_names(data: bytes) -> bytes:
    """An XML part with the usual namespace names in place of those of strict Office."""
    for encoding in ("utf-16-le", "utf-16-be") if b"\0" in data[:4] or data[:2] in _UTF_16 else ("ascii",):
        if "purl.oclc.org".encode(encoding) in data:
            for strict, transitional in STRICT.items():
                data = data.replace(strict.encode(encoding), transitional.encode(encoding))
    return data


class Relation(NamedTuple):
    """`kind` is the last word of the relationship's type: `styles`, `image`, `header`, …"""

    kind: str
    target: str
    external: bool


@dataclass
class Package:
    """A DOCX opened for reading. Part names are without leading slash; look-up ignores case, as Office does."""

    name: str
    archive: zipfile.ZipFile
    broken: list[str] = field(default_factory=list)
    """Parts that could not be parsed."""
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    @cached_property
    def _entries(self) -> dict[str, zipfile.ZipInfo]:
        return {e.filename.replace("\\", "/").lstrip("/").lower(): e for e in self.archive.infolist()}

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None when it is missing."""
        entry = self._entries.get(part.lower())
        return guard.read_entry(self.archive, entry, self.name) if entry else None

    def xml(self, part: str) -> etree._Element | None:
        """The root of an XML part; None when it is missing or broken (then noted in `broken`)."""
        data = self.read(part) if part else None
        if data is None:
            return None
        try:
            return guard.parse_xml(with_usual_names(data))
        except (etree.XMLSyntaxError, ValueError):
            self.broken.append(part)
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by id; `part` '' means the package itself."""
        if part in self._relations:
            return self._relations[part]
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for element in root.iter(PKG_REL + "Relationship") if root is not None else ():
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                joined = target if target.startswith("/") else posixpath.join(folder, unquote(target))
                target = posixpath.normpath(joined).lstrip("/")
            found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], target, external)
        self._relations[part] = found
        return found

    def related(self, part: str, kind: str) -> str:
        """The name of the first internal part that `part` relates to by `kind`, '' when there is none."""
        return next((r.target for r in self.relations(part).values() if r.kind == kind and not r.external), "")

    @cached_property
    def main(self) -> str:
        """The name of the main document part."""
        part = self.related("", "officeDocument")
        return part if part.lower() in self._entries else "word/document.xml"


def open_package(data: bytes, name: str, password: str | None = None) -> Package:
    """The package in `data`; InputError when it is no DOCX, damaged, a bomb, or locked and no password fits."""
    kind = kinds.identify(data)
    if kind == "encrypted":
        data = unlock(data, name, password)
        kind = kinds.identify(data)
    if kind != "docx":
        raise kinds.refuse(kind, name)
    return Package(name, guard.open_archive(data, name))
