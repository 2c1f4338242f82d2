"""The earlier versions of an incrementally saved PDF: where each ends, and what each saving changed.

A saving appends to the file, so the file's first bytes still are the version before. Pages are compared by the digest
of what draws them, and only those that differ are read twice."""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2

from report_kit.document.pdf.dates import iso_date
from report_kit.document.pdf.objects import FAULTS, entry, inherited, name, open_objects, words
from report_kit.document.pdf.pages import load_page
from report_kit.document.traces import PageChange, Version

MAX_VERSIONS = 30
MAX_SECONDS = 8.0
MAX_TEXTS = 20
MAX_DEPTH = 4
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[ \t]*(?:\r\n|\r|\n)?")


def version_ends(data: bytes) -> list[int]:
    """The length of the file at each saving, the last one the whole file; a file saved once gives one.

    A linearised file begins with a table of its own that is no saving."""
    ends = [m.end() for m in _END.finditer(data) if int(m[1]) < m.end()]
    if b"/Linearized" in data[:1024] and len(ends) > 1:
        ends = ends[1:]
    # After the last mark only white space may stand, or else the file was cut or something hangs on it.
    if not ends:
        return [len(data)]
    ends[-1] = len(data)
    return ends[:1] + ends[1:][-(MAX_VERSIONS - 1) :]


@dataclass(slots=True)
class _State:
    """What one version is: its pages by digest, and the digests of what is not on the pages."""

    pages: list[str] = field(default_factory=list)
    annotations: str = ""
    fields: str = ""
    signatures: int = 0
    date: str = ""
    producer: str = ""
    metadata: str = ""


def read_versions(data: bytes, password: str | None) -> list[Version]:
    """Every saving, the first one first; empty for a file saved once. Stops after 8 seconds: later ones are then
    listed without changes."""
    ends = version_ends(data)
    if len(ends) < 2:
        return []
    limit = time.monotonic() + MAX_SECONDS
    found: list[Version] = []
    before: tuple[int, _State] | None = None
    for n, end in enumerate(ends, 1):
        state = _read(data[:end], password) if time.monotonic() < limit else None
        if state is None:
            found.append(Version(n, end, "", "", 0, readable=False))
            continue
        changes: list[PageChange] = []
        kinds: tuple[str, ...] = ()
        if before is not None:
            try:
                changes = _changes(data[: before[0]], before[1], data[:end], state, password)
            except (pypdfium2.PdfiumError, *FAULTS):
                found.append(Version(n, end, state.date, state.producer, len(state.pages), readable=False))
                continue
            kinds = _kinds(before[1], state, changes)
        found.append(Version(n, end, state.date, state.producer, len(state.pages), kinds, tuple(changes)))
        before = end, state
    return found


def _kinds(old: _State, new: _State, changes: list[PageChange]) -> tuple[str, ...]:
    kinds = [
        kind
        for kind, differs in (
            ("content", bool(changes)),
            ("signature", new.signatures > old.signatures),
            ("form", new.fields != old.fields),
            ("annotation", new.annotations != old.annotations),
            ("metadata", new.metadata != old.metadata),
        )
        if differs
    ]
    return tuple(kinds) or ("other",)


def _read(data: bytes, password: str | None) -> _State | None:
    pdf = open_objects(data, password)
    if pdf is None:
        return None
    with pdf:
        try:
            return _state(pdf)
        except FAULTS:
            return None


def _state(pdf: pikepdf.Pdf) -> _State:
    state = _State()
    known: dict[tuple[int, int], bytes] = {}
    notes, fields, metadata = hashlib.sha256(), hashlib.sha256(), hashlib.sha256()
    for page in pdf.pages:
        digest = hashlib.sha256()
        for key in ("/MediaBox", "/CropBox", "/Rotate"):
            value = inherited(page.obj, key)
            digest.update(str(list(value) if isinstance(value, pikepdf.Array) else value).encode())
        contents = entry(page.obj, "/Contents")
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            digest.update(_stream(stream, known))
        _resources(inherited(page.obj, "/Resources"), digest, known, 0)
        state.pages.append(digest.hexdigest())
        for item in entry(page.obj, "/Annots") or ():
            _annotation(item, notes, fields)
    state.signatures = _signatures(pdf.Root, fields)
    information = pdf.trailer.get("/Info")
    for key in ("/ModDate", "/Producer", "/Creator", "/Author", "/Title", "/CreationDate"):
        metadata.update(words(entry(information, key)).encode() + b"\0")
    state.date = iso_date(words(entry(information, "/ModDate")) or words(entry(information, "/CreationDate")))
    state.producer = words(entry(information, "/Producer"))
    state.annotations, state.fields, state.metadata = notes.hexdigest(), fields.hexdigest(), metadata.hexdigest()
    return state


def _annotation(item: Any, notes: Any, fields: Any) -> None:
    kind = name(entry(item, "/Subtype"))
    if kind == "Widget":
        return
    if kind not in ("Popup", "Link"):
        notes.update(f"{kind}|{words(entry(item, '/Contents'))}|{words(entry(item, '/M'))}".encode())


def _signatures(root: Any, fields: Any) -> int:
    """The number of signed fields; the values of the others go into `fields`."""
    signed, todo, asked = 0, list(entry(root, "/AcroForm", "/Fields") or ()), 0
    while todo and asked < 5000:
        item = todo.pop()
        asked += 1
        todo.extend(entry(item, "/Kids") or ())
        value = entry(item, "/V")
        if name(inherited(item, "/FT")) == "Sig":
            signed += value is not None
        else:
            fields.update(f"{words(entry(item, '/T'))}={words(value)}{words(entry(item, '/AS'))}".encode())
    return signed


def _stream(stream: Any, known: dict[tuple[int, int], bytes]) -> bytes:
    """The digest of a stream's bytes as they stand in the file."""
    if not isinstance(stream, pikepdf.Stream):
        return b""
    mark = stream.objgen
    if mark not in known:
        known[mark] = hashlib.sha256(stream.read_raw_bytes()).digest()
    return known[mark]


def _resources(resources: Any, digest: Any, known: dict[tuple[int, int], bytes], depth: int) -> None:
    """Fonts by number and embedded file, images and forms by their bytes."""
    for key, font in _sorted(entry(resources, "/Font")):
        child = next(iter(entry(font, "/DescendantFonts") or ()), None)
        described = entry(child if child is not None else font, "/FontDescriptor")
        embedded = next((f for k in ("/FontFile", "/FontFile2", "/FontFile3") if (f := entry(described, k))), None)
        digest.update(key.encode() + words(entry(font, "/BaseFont")).encode() + _stream(embedded, known))
        digest.update(_stream(entry(font, "/ToUnicode"), known))
    for key, item in _sorted(entry(resources, "/XObject")):
        digest.update(key.encode() + _stream(item, known))
        if depth < MAX_DEPTH and name(entry(item, "/Subtype")) == "Form":
            _resources(entry(item, "/Resources"), digest, known, depth + 1)


def _sorted(dictionary: Any) -> list[tuple[str, Any]]:
    if not isinstance(dictionary, pikepdf.Dictionary):
        return []
    return sorted(((str(k), dictionary[k]) for k in list(dictionary.keys())[:500]), key=lambda pair: pair[0])


def _changes(old: bytes, before: _State, new: bytes, after: _State, password: str | None) -> list[PageChange]:
    """Pages that look different. A page that only moved is none."""
    if before.pages == after.pages:
        return []
    pairs = [(n, n) for n in range(min(len(before.pages), len(after.pages))) if before.pages[n] != after.pages[n]]
    changes: list[PageChange] = []
    if len(before.pages) != len(after.pages):
        gone, come = Counter(before.pages) - Counter(after.pages), Counter(after.pages) - Counter(before.pages)
        changes += [PageChange(n, "removed") for n in _numbers(before.pages, gone)]
        changes += [PageChange(n, "added") for n in _numbers(after.pages, come)]
        return changes
    if pairs:
        first, second = pypdfium2.PdfDocument(old, password=password), pypdfium2.PdfDocument(new, password=password)
        try:
            for a, b in pairs:
                change = _compare(load_page(first.raw, a), load_page(second.raw, b), b + 1)
                if change is not None:
                    changes.append(change)
        finally:
            first.close()
            second.close()
    return changes


def _numbers(pages: list[str], wanted: Counter[str]) -> list[int]:
    left, found = wanted.copy(), []
    for n, digest in enumerate(pages, 1):
        if left[digest] > 0:
            left[digest] -= 1
            found.append(n)
    return found


def _compare(old: Any, new: Any, n: int) -> PageChange | None:
    """What differs for the eye: words at their place, images, lines and filled areas; None where nothing does."""
    if old is None or new is None:
        return PageChange(n, "changed", drawn=True)
    before, after = _rows(old), _rows(new)
    removed = [text for (text, _), count in (before - after).items() for _ in range(count)]
    added = [text for (text, _), count in (after - before).items() for _ in range(count)]
    drawn = _drawing(old) != _drawing(new)
    if not removed and not added and not drawn:
        return None
    return PageChange(n, "changed", tuple(removed[:MAX_TEXTS]), tuple(added[:MAX_TEXTS]), drawn)


def _rows(content: Any) -> Counter[tuple[str, int]]:
    """The visible text row by row, however it was cut into pieces, with its height on the page to three points."""
    rows: dict[int, list[Any]] = {}
    for segment in content.segments:
        if not segment.hidden and segment.text.strip():
            rows.setdefault(round(segment.base / 3), []).append(segment)
    return Counter(
        ("".join("".join(s.text.split()) for s in sorted(row, key=lambda s: s.x0)), at) for at, row in rows.items()
    )


def _drawing(content: Any) -> tuple[Any, ...]:
    def rounded(items: list[Any]) -> list[tuple[int, ...]]:
        return sorted(tuple(round(v) for v in item) for item in items)

    images = sorted((i.sha256, *(round(v) for v in i.bbox)) for i in content.images)
    return images, rounded(content.shades), rounded(content.horizontals), rounded(content.verticals)
