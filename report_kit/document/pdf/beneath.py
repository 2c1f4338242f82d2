"""Everything beneath a PDF's pages, in one pass: annotations, fields, signatures, attachments, actions, metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from report_kit.document.pdf.actions import attachments, document_actions, read_action
from report_kit.document.pdf.annotations import read_annotations
from report_kit.document.pdf.fonts import unmapped_fonts
from report_kit.document.pdf.metadata import conflicts, read_xmp
from report_kit.document.pdf.objects import FAULTS, entry, open_objects
from report_kit.document.pdf.signatures import read_signatures
from report_kit.document.traces import Traces

MAX_PAGES = 3000


@dataclass(slots=True)
class Beneath:
    """`traces`, what could not be read of them (`notes`, Chinese), and fonts without a map to Unicode, by name."""

    traces: Traces = field(default_factory=Traces)
    notes: list[str] = field(default_factory=list)
    unmapped: frozenset[str] = frozenset()


def read_traces(data: bytes, password: str | None, properties: dict[str, str]) -> Beneath:
    """What the file carries beside its text; damage becomes a note, never an error."""
    beneath = Beneath()
    traces, notes = beneath.traces, beneath.notes
    pdf = open_objects(data, password)
    if pdf is None:
        notes.append("文件结构有缺陷，批注、表单、签名、附件未能读取")
        return beneath
    with pdf:
        try:
            pages = _pages(pdf)
            for n, page in pages:
                read_annotations(page, n, traces)
                traces.actions += read_action(entry(page, "/AA"), "page", n)
            traces.actions += document_actions(pdf.Root)
            traces.attachments = attachments(pdf.Root, pages)
            if entry(pdf.Root, "/AcroForm") is not None:
                traces.signatures = read_signatures(pdf.Root, pages, len(data))
                if entry(pdf.Root, "/AcroForm", "/XFA") is not None:
                    notes.append("文件带有 XFA 动态表单，只读取了其静态页面；请打印成普通 PDF 后再提交")
            beneath.unmapped = unmapped_fonts(pdf)
            traces.xmp, traces.history = read_xmp(pdf.Root)
        except FAULTS:
            notes.append("文件结构有缺陷，批注、表单、签名、附件可能没有读全")
    traces.conflicts = conflicts(properties, traces.xmp)
    if traces.attachments:
        notes.append(f"文件内嵌 {len(traces.attachments)} 个附件文件，没有打开")
    if any(a.kind in ("javascript", "launch") for a in traces.actions):
        notes.append("文件含有脚本或启动程序的动作，没有执行")
    return beneath


def _pages(pdf: Any) -> list[tuple[int, Any]]:
    """The pages that carry annotations or actions, by number."""
    found = []
    for n, page in enumerate(pdf.pages, 1):
        if n > MAX_PAGES:
            break
        if "/Annots" in page.obj or "/AA" in page.obj:
            found.append((n, page.obj))
    return found
