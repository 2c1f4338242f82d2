"""Ways of spoiling a document: its bytes, the XML parts of a DOCX, the objects and page contents of a PDF."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable

import pikepdf
from lxml import etree

NUMBERS = ("0", "-1", "1", "65536", "2147483647", "-2147483648", "99999999999999999999", "1e308", "NaN", "0.00001", "")
WORDS = (
    *NUMBERS,
    "true",
    "on",
    "﷽" * 50,
    "\u202e",
    "x" * 5000,
    "%1%2%9",
    "../../../etc/passwd",
    "file:///etc/passwd",
    "١٢",
)
_TAG = re.compile(r"\{.*\}")


def spoil_bytes(data: bytes, rng: random.Random) -> bytes:
    """Bits flipped, a span cut out, repeated or replaced, the end cut off."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        if not spoilt:
            break
        at = rng.randrange(len(spoilt))
        length = rng.choice((1, 2, 8, 64, 1024))
        match rng.randrange(6):
            case 0:
                spoilt[at] ^= 1 << rng.randrange(8)
            case 1:
                del spoilt[at : at + length]
            case 2:
                spoilt[at:at] = spoilt[at : at + length] * rng.choice((1, 2, 50))
            case 3:
                spoilt[at : at + length] = rng.randbytes(length)
            case 4:
                spoilt[at : at + 4] = rng.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0"))
            case 5:
                if rng.random() < 0.2:
                    del spoilt[at:]
    return bytes(spoilt)


def spoil_docx(data: bytes, rng: random.Random) -> bytes:
    """One or more parts of the package spoilt: elements, attributes, texts, or raw bytes; parts left out or exchanged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    names = [n for n in files if n.endswith((".xml", ".rels"))]
    likely = [n for n in names if n.startswith("word/")] * 4 + names
    for _ in range(rng.choice((1, 1, 2, 4))):
        name = rng.choice(likely)
        match rng.randrange(10):
            case 0:
                files[name] = spoil_bytes(files[name], rng)
            case 1:
                files[name] = files[rng.choice(names)]
            case 2 if len(files) > 2:
                files.pop(name, None)
                files.setdefault(name, b"")
            case _:
                files[name] = _spoil_xml(files[name], rng)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return buffer.getvalue()


def _spoil_xml(data: bytes, rng: random.Random) -> bytes:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return spoil_bytes(data, rng)
    for _ in range(rng.choice((1, 2, 5, 20))):
        elements = list(root.iter(etree.Element))
        element, other = rng.choice(elements), rng.choice(elements)
        parent = element.getparent()
        if parent is None:
            continue
        match rng.randrange(8):
            case 0:
                parent.remove(element)
            case 1:
                for _ in range(rng.choice((1, 3, 100))):
                    parent.insert(rng.randrange(len(parent) + 1), _copy(element))
            case 2 if len(list(element.iter())) < 500:
                other.append(_copy(element))
            case 3:
                element.tag = other.tag
            case 4 if element.attrib:
                element.set(rng.choice(list(element.attrib)), rng.choice(WORDS).replace("\0", ""))
            case 5:
                element.text = rng.choice(WORDS)
            case 6:
                _wrap(element, rng.choice((1, 5, 40)))
            case 7 if other.attrib:
                key = rng.choice(list(other.attrib))
                element.set(key, other.get(key, ""))
    return etree.tostring(root)


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def _wrap(element: etree._Element, times: int) -> None:
    """The element inside itself, and again."""
    inner = element
    for _ in range(times):
        shell = etree.SubElement(inner, element.tag, dict(element.attrib))
        inner = shell


def spoil_pdf(data: bytes, rng: random.Random) -> bytes:
    """Objects of the file given other values, references turned elsewhere, contents of streams spoilt."""
    try:
        with warnings.catch_warnings(action="ignore"), pikepdf.open(io.BytesIO(data)) as pdf:
            objects = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)]
            for _ in range(rng.choice((1, 2, 5, 20))):
                _spoil_object(pdf, rng.choice(objects), objects, rng)
            buffer = io.BytesIO()
            compress = rng.random() < 0.3
            pdf.save(buffer, compress_streams=compress, object_stream_mode=rng.choice(list(pikepdf.ObjectStreamMode)))
    except Exception:  # a change that cannot be written down: its bytes are spoilt instead
        return spoil_bytes(data, rng)
    return buffer.getvalue()


def _spoil_object(pdf: pikepdf.Pdf, chosen: pikepdf.Object, objects: list[pikepdf.Object], rng: random.Random) -> None:
    if isinstance(chosen, pikepdf.Stream) and rng.random() < 0.5:
        chosen.write(_spoil_content(chosen.read_bytes(), rng))
        return
    if isinstance(chosen, pikepdf.Array):
        if len(chosen):
            chosen[rng.randrange(len(chosen))] = _value(pdf, objects, rng)
        return
    keys = [k for k in chosen.keys() if k != "/Length"]  # noqa: SIM118 (iterating the object itself yields values)
    if keys:
        key = rng.choice(keys)
        if rng.random() < 0.2:
            del chosen[key]
        else:
            chosen[key] = _value(pdf, objects, rng)


def _value(pdf: pikepdf.Pdf, objects: list[pikepdf.Object], rng: random.Random) -> object:
    choices: list[Callable[[], object]] = [
        lambda: rng.choice((0, -1, 1, 2**31 - 1, -(2**31), 10**9, 3)),
        lambda: rng.choice(objects),
        lambda: pikepdf.Name(
            rng.choice(("/Page", "/Pages", "/Form", "/Image", "/Identity-H", "/FlateDecode", "/JBIG2Decode"))
        ),
        lambda: pikepdf.String(rng.choice(WORDS)),
        lambda: pikepdf.Array([rng.choice((0, 1, -1, 10**9)) for _ in range(rng.choice((0, 1, 4, 6, 1000)))]),
        lambda: pikepdf.Dictionary(),
        lambda: None,
        lambda: rng.choice((True, False)),
        lambda: pikepdf.Array([rng.choice(objects) for _ in range(5)]),
    ]
    return rng.choice(choices)()


def _spoil_content(content: bytes, rng: random.Random) -> bytes:
    """Numbers and operators of a page exchanged, lines repeated, or the bytes spoilt."""
    if rng.random() < 0.3:
        return spoil_bytes(content, rng)
    words = content.split(b" ")
    for _ in range(rng.choice((1, 5, 50))):
        at = rng.randrange(len(words))
        match rng.randrange(4):
            case 0:
                words[at] = rng.choice(NUMBERS).encode()
            case 1:
                words[at] = rng.choice(
                    (b"q", b"Q", b"BT", b"ET", b"cm", b"re", b"f", b"Do", b"Tj", b"Tf", b"W n", b"l", b"c")
                )
            case 2:
                words[at:at] = words[max(0, at - 8) : at] * rng.choice((1, 3, 300))
            case 3:
                words[at] = rng.choice(words)
    return b" ".join(words)
