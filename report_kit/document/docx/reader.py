"""DOCX → Document: the stories walked, headings and tables decided, blocks written in reading order."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from report_kit.document.docx.headings import decide_headings
from report_kit.document.docx.items import Change, Item, Paragraph, Picture, Table
from report_kit.document.docx.joining import join_continued, set_captions
from report_kit.document.docx.layouts import open_layouts
from report_kit.document.docx.names import W
from report_kit.document.docx.package import open_package
from report_kit.document.docx.properties import read_properties
from report_kit.document.docx.provenance import read_provenance
from report_kit.document.docx.revisions import moves_kept_apart
from report_kit.document.docx.source import Source, header_parts, template_remark
from report_kit.document.docx.story import Story
from report_kit.document.guard import damaged
from report_kit.document.headings import is_figure_caption
from report_kit.document.model import Block, Document, FileInfo, Part, Revision
from report_kit.errors import InputError

_NEAR = 12
# A line below a picture that names it without a number: 「工艺流程图」, 「厂区照片」.
_PICTURE_TITLE = re.compile(r"[^，。；：\n]{1,25}(?:图|照片|示意图)|照片\s*\d+[^。]{0,25}")


class _Writer:
    """Turns items into the document's blocks, numbering them as they come."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._changes: list[tuple[str, Change]] = []
        self._waiting: list[Change] = []
        self._shown: set[tuple[Part | None, str]] = set()

    def write(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Paragraph):
                self._paragraph(item)
            elif isinstance(item, Table):
                self._table(item)
            else:
                self._add(Block("", "image", sha256=item.sha256, caption=item.caption, where=item.where))

    def write_once(self, items: Sequence[Item]) -> None:
        """Headers and footers: what was shown before is left out."""
        for item in items:
            if isinstance(item, Paragraph):
                item.boxes = [box for box in item.boxes if self._is_new(box)]
                if not self._is_new(item):
                    item.text = item.label = ""
                self.write([item])
            elif self._is_new(item):
                self.write([item])

    def _is_new(self, item: Item) -> bool:
        if isinstance(item, Paragraph):
            key = item.seen.strip()
        else:
            key = item.sha256 if isinstance(item, Picture) else "\n".join("\t".join(r) for r in item.rows)
        if (item.where, key) in self._shown:
            return False
        self._shown.add((item.where, key))
        return True

    def revisions(self) -> list[Revision]:
        """The tracked changes, each move once."""
        kept = moves_kept_apart([change for _, change in self._changes])
        found: list[Revision] = []
        waiting = iter(kept)
        following = next(waiting, None)
        for block, change in self._changes:
            if change is not following:
                continue
            kind = "move" if change.kind == "moved-away" else change.kind
            found.append(Revision(kind, change.text, change.author, change.date, block))
            following = next(waiting, None)
        return found

    def _add(self, block: Block) -> None:
        blocks = self._document.blocks
        block.id = f"b{len(blocks) + 1}"
        blocks.append(block)
        self._changes.extend((block.id, change) for change in self._waiting)
        self._waiting = []

    def _note_changes(self, changes: list[Change], written: bool) -> None:
        blocks = self._document.blocks
        if written or blocks:
            self._changes.extend((blocks[-1].id, change) for change in changes)
        else:
            self._waiting.extend(changes)

    def _paragraph(self, item: Paragraph) -> None:
        text = item.text.strip("\n") if item.level else item.seen.strip("\n")
        written = bool(text.strip())
        if written:
            block = Block("", "paragraph", text, where=item.where, bold=item.bold, font_size=item.size)
            block.style = "TOC" if item.toc else item.style.name
            if item.level:
                block.type, block.text, block.number, block.level = "heading", item.title, item.number, item.level
            self._add(block)
        self._note_changes(item.changes, written)
        self._beside(item)

    def _beside(self, item: Paragraph) -> None:
        if item.hidden.strip():
            self._add(Block("", "paragraph", item.hidden, where=item.where, style=item.style.name, hidden=True))
        self.write(item.boxes)

    def _table(self, item: Table) -> None:
        if any(cell for row in item.rows for cell in row):
            block = Block(
                "", "table", caption=item.caption, unit_note=item.unit_note, where=item.where, style=item.style
            )
            block.rows, block.merged, block.header_rows = item.rows, item.merged, item.header_rows
            block.source_rows = item.source_rows
            self._add(block)
        self._note_changes(item.changes + [c for p in item.paragraphs if p.changes for c in p.changes], written=False)
        for paragraph in item.paragraphs:
            if paragraph.hidden or paragraph.boxes:
                self._beside(paragraph)
        self.write(item.nested)


def _caption_pictures(blocks: list[Block]) -> None:
    """The 图 line after a picture, or else before it, is its caption; pictures side by side share one."""
    for i, block in enumerate(blocks):
        if block.type != "image" or block.where not in (None, "textbox") or block.caption:
            continue
        after = next((b for b in blocks[i + 1 : i + _NEAR] if b.type != "image"), None)
        before = next((b for b in reversed(blocks[max(0, i - _NEAR) : i]) if b.type != "image"), None)
        for near in (after, before):
            if near is None or near.type != "paragraph":
                continue
            if is_figure_caption(near.text) or (near is after and _PICTURE_TITLE.fullmatch(near.text.strip())):
                block.caption = near.text.strip()
                break


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes many small objects and no cycles: to look for cycles meanwhile costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_paused()
def read_docx(data: bytes, name: str, password: str | None = None) -> Document:
    """Everything the DOCX in `data` says; `name` is the file's name for messages, `password` opens a locked file.

    InputError when it is no DOCX, damaged, locked, or built to do harm. Captions are paragraphs and the `caption` of
    their table; nested tables of 3 rows and 2 columns or more are blocks after the outer table, smaller ones text of
    the outer cell; hidden and white text are blocks marked `hidden`; headers and footers stand at the end."""
    package = open_package(data, name, password)
    root = package.xml(package.main)
    body = root.find(W + "body") if root is not None else None
    if root is None or body is None:
        raise damaged(name)
    source = Source(package, root)
    story = Story(source, package.main)
    try:
        items = story.blocks(body, source.coloured_page)
        document = Document(FileInfo(name, hashlib.sha256(data).hexdigest(), "docx"))
        items = open_layouts(items)
        decide_headings(items)
        items = join_continued(items)
        set_captions(items)
        writer = _Writer(document)
        writer.write(items)
        for where, part in header_parts(source, story.sections):
            element = package.xml(part)
            if element is not None:
                writer.write_once(Story(source, part, where).blocks(element, source.coloured_page))
    except RecursionError as error:
        raise InputError(
            f"文件「{name}」的结构嵌套过深，已拒绝读取", "请用 Word 或 WPS 打开后另存为 DOCX 再试"
        ) from error
    _caption_pictures(document.blocks)
    document.revisions = writer.revisions()
    document.properties = read_properties(package)
    document.traces.filed = read_provenance(package)
    if remark := template_remark(package):
        source.remark(remark)
    document.notes = source.remarks + [f"部件「{part}」已损坏，其中内容未读取" for part in package.broken]
    return document
