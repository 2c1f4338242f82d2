"""Documents of given layouts for tests of facts: lines as paragraphs, `# ` headings, lists of rows as tables."""

from __future__ import annotations

from report_kit.document.headings import split_number
from report_kit.document.model import Block, Document, FileInfo


def document(*parts: str | list[list[str]]) -> Document:
    """A document of the given parts in order."""
    blocks: list[Block] = []
    for n, part in enumerate(parts, 1):
        if isinstance(part, list):
            blocks.append(Block(f"b{n}", "table", rows=part))
        elif part.startswith("#"):
            level = len(part) - len(part.lstrip("#"))
            line = split_number(part[level:].strip(), heading=True)
            blocks.append(Block(f"b{n}", "heading", line.title, level=level, number=line.number))
        else:
            blocks.append(Block(f"b{n}", "paragraph", part))
    return Document(FileInfo("small.docx", "", "docx"), blocks)
