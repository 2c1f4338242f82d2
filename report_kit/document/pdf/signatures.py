"""Digital signatures as they describe themselves: who, when, which bytes. They are not verified: no trust list here."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from report_kit.document.model import BBox
from report_kit.document.pdf.dates import iso_date
from report_kit.document.pdf.objects import FAULTS, entry, items, name, number, page_geometry, rectangle, words
from report_kit.document.traces import Signature

MAX_FIELDS = 5000
MAX_CONTENTS = 1 << 20


def read_signatures(root: Any, pages: list[tuple[int, Any]], size: int) -> list[Signature]:
    """The signed fields of a form; `size` is the file's length in bytes."""
    found = []
    for field, title in _signed(root):
        value = entry(field, "/V")
        if value is None:
            continue
        numbers = [number(v, -1) for v in items(entry(value, "/ByteRange"), 20)]
        covers = tuple((a, b) for a, b in zip(numbers[::2], numbers[1::2], strict=False) if a >= 0 and b >= 0)
        page, box = _place(field, pages)
        signer = words(entry(value, "/Name")) or _certified(value)
        found.append(
            Signature(
                field=title,
                signer=signer,
                date=iso_date(words(entry(value, "/M"))),
                reason=words(entry(value, "/Reason")),
                location=words(entry(value, "/Location")),
                page=page,
                bbox=box,
                covers=covers,
                whole=bool(covers) and covers[0][0] == 0 and sum(covers[-1]) >= size - 2,
            )
        )
    return found


def _signed(root: Any) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = []
    todo = [(field, "", 0) for field in items(entry(root, "/AcroForm", "/Fields"))]
    asked = 0
    while todo and asked < MAX_FIELDS:
        field, above, depth = todo.pop(0)
        asked += 1
        part = words(entry(field, "/T"))
        title = f"{above}.{part}" if above and part else above or part
        if name(entry(field, "/FT")) == "Sig":
            found.append((field, title))
        elif depth < 12:
            todo.extend((kid, title, depth + 1) for kid in items(entry(field, "/Kids")))
    return found


def _place(field: Any, pages: list[tuple[int, Any]]) -> tuple[int | None, BBox | None]:
    """Page and box of a signature; none where it is invisible."""
    places = [field, *items(entry(field, "/Kids"), 10)]
    for place in places:
        if entry(place, "/Rect") is None:
            continue
        mark = _number_of(place)
        for n, page in pages:
            if any(_number_of(a) == mark != (0, 0) for a in items(entry(page, "/Annots"))):
                box = rectangle(place, page_geometry(page))
                seen = box is not None and box[2] - box[0] > 1 and box[3] - box[1] > 1
                return n, box if seen else None
    return None, None


def _number_of(item: Any) -> tuple[int, int]:
    try:
        number_, generation = item.objgen
        return int(number_), int(generation)
    except FAULTS:
        return (0, 0)


def _certified(value: Any) -> str:
    """The name in the signer's certificate; '' where it cannot be read."""
    try:
        data = bytes(entry(value, "/Contents"))[:MAX_CONTENTS].rstrip(b"\x00")
        certificates = pkcs7.load_der_pkcs7_certificates(data)
        issuers = {c.issuer for c in certificates if c.issuer != c.subject}
        own = next((c for c in certificates if c.subject not in issuers), certificates[0])
        names = own.subject.get_attributes_for_oid(NameOID.COMMON_NAME) or list(own.subject)
        return str(names[0].value)
    except Exception:  # hostile bytes in a foreign parser: any failure only means the name is not known
        return ""
