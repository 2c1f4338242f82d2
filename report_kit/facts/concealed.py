"""Hidden text that says something: what is left when the honest hidden text of Word and of PDF writers is taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_kit.document.model import BBox, Block, Document

LEAST = 4
"""So many letters or digits must be hidden to say anything."""
_TOC = re.compile(r"(?:_Toc|_Ref|_Hlk)\d+|HYPERLINK|PAGEREF|\\[lhzuo]\b|^(?:TC|XE|RD)\s*[\"“]", re.I)
_MEANING = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
WHY = {
    "": "设为隐藏或白色文字", "invisible": "不可见文字", "white": "白色文字", "tiny": "字号小到看不见", "outside": "在页面之外",
    "covered": "被图形或图片遮住", "clipped": "被裁切不显示", "same-colour": "与底色相同的文字",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Concealed:
    """A hidden block, why it is not seen, and the words that are seen in its place, if any."""

    block: Block
    why: str
    instead: str = ""


def concealed(document: Document) -> Iterator[Concealed]:
    """Hidden text. Left out: a layer of recognised text, marks of contents and indices, text that is also seen at the
    same place (printed twice, shadows) or, where something lies over it (a seal), elsewhere in the report."""
    layered = {p.n for p in document.pages if p.source != "text" or p.needs_ocr in ("layer", "picture")}
    seen: str | None = None
    for block in document.blocks:
        if not block.hidden or block.page in layered or not _says_something(block.text):
            continue
        instead = _shown_instead(document, block)
        own = _bare(block.text)
        if instead and own in _bare(instead):
            continue
        if not instead:
            seen = seen if seen is not None else _bare("\n".join(document.text()))
            if own in seen and (block.hidden_because in ("covered", "clipped", "outside") or len(own) < 2 * LEAST):
                continue
        yield Concealed(block, WHY.get(block.hidden_because, WHY[""]), instead)


def _says_something(text: str) -> bool:
    if _TOC.search(text):
        return False
    letters = len(_MEANING.findall(text))
    return letters >= LEAST or (letters >= 2 and any(c.isdigit() for c in text))


def _bare(text: str) -> str:
    return "".join(_MEANING.findall(text))


def _shown_instead(document: Document, hidden: Block) -> str:
    """The visible words of a PDF page that stand where the hidden block stands."""
    table = document.runs.get(hidden.page or 0)
    if table is None or hidden.bbox is None:
        return ""
    over = [r for r in table if not r.hidden and r.text.strip() and _overlap(r.bbox, hidden.bbox) > 0.4]
    return "".join(r.text for r in sorted(over, key=lambda r: r.bbox[0])).strip()


def _overlap(one: BBox, other: BBox) -> float:
    """The share of the smaller box that both have."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    least = min((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1]))
    return width * height / max(least, 0.01)
