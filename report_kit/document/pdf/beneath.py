"""Everything beneath a PDF's pages, in one pass: annotations, fields, signatures, attachments, actions, metadata."""

from __future__ import annotations

from typing import Any

from report_kit.document.pdf.actions import attachments, document_actions, read_action
from report_kit.document.pdf.annotations import read_annotations
from report_kit.document.pdf.metadata import conflicts, read_xmp
from report_kit.document.pdf.objects import FAULTS, entry, open_objects
from report_kit.document.pdf.signatures import read_signatures
from report_kit.document.traces import Traces

MAX_PAGES = 3000


def read_traces(data: bytes, password: str | None, properties: dict[str, str]) -> tuple[Traces, list[str]]:
    """What the file carries beside its text, and what could not be read of it (Chinese)."""
    traces, notes = Traces(), []
    pdf = open_objects(data, password)
    if pdf is None:
        return traces, ["文件结构有缺陷，批注、表单、签名、附件未能读取"]
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
            traces.xmp, traces.history = read_xmp(pdf.Root)
        except FAULTS:
            notes.append("文件结构有缺陷，批注、表单、签名、附件可能没有读全")
    traces.conflicts = conflicts(properties, traces.xmp)
    if traces.attachments:
        notes.append(f"文件内嵌 {len(traces.attachments)} 个附件文件，没有打开")
    if any(a.kind in ("javascript", "launch") for a in traces.actions):
        notes.append("文件含有脚本或启动程序的动作，没有执行")
    return traces, notes


def _pages(pdf: Any) -> list[tuple[int, Any]]:
    """The pages that carry annotations or actions, by number."""
    found = []
    for n, page in enumerate(pdf.pages, 1):
        if n > MAX_PAGES:
            break
        if "/Annots" in page.obj or "/AA" in page.obj:
            found.append((n, page.obj))
    return found
