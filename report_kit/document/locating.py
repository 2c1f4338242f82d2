"""From a box on a page of a PDF to the words that stand there."""

from __future__ import annotations

from report_kit.document.model import BBox, Block, Document, Place, shorten


def place_at(document: Document, page: int, box: BBox, quote: str) -> Place:
    """The table cell, paragraph or heading that the middle of `box` lies in; `quote` and the box alone where none does.

    Of a cell its whole text is quoted; of a paragraph the words around `quote`."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    found: Block | None = None
    for block in document.blocks:
        if block.type == "table":
            for (row, column), (on, cell) in block.cell_boxes.items():
                if on == page and _holds(cell, x, y) and not block.is_repeat(row, column):
                    return block.cell(row, column)
        elif block.page == page and block.bbox is not None and not block.hidden and _holds(block.bbox, x, y):
            found = block if found is None or quote in block.text else found
    if found is None:
        return Place("", shorten(quote), page=page, bbox=box)
    at = found.text.find(quote)
    return found.place((at, at + len(quote)) if at >= 0 and found.type == "paragraph" else None)


def _holds(box: BBox, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
