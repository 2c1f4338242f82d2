"""Captions of pictures that do not begin with `图`: a short line right below the picture, within its width."""

from __future__ import annotations

from report_kit.document.model import Block, Document

MAX_LETTERS = 30
REACH = 26.0
"""How far below a picture its caption begins, in points."""
_SENTENCE = ("。", "；", "，", "：", ";", ",", ":")


def caption_pictures(document: Document) -> None:
    """Give pictures without a caption the short line below them."""
    lines: dict[int, list[Block]] = {}
    for block in document.body:
        if block.type == "paragraph" and block.page is not None and block.bbox and _is_short(block.text):
            lines.setdefault(block.page, []).append(block)
    taken = {b.caption for b in document.body if b.type == "image"}
    for picture in document.body:
        if picture.type != "image" or picture.caption or picture.page is None or picture.bbox is None:
            continue
        below = [line for line in lines.get(picture.page, ()) if _stands_below(picture, line)]
        nearest = min(below, key=lambda line: line.bbox[1] if line.bbox else 0.0, default=None)
        if nearest is not None and nearest.text not in taken:
            picture.caption = nearest.text


def _is_short(text: str) -> bool:
    return 0 < len(text) <= MAX_LETTERS and not text.endswith(_SENTENCE)


def _stands_below(picture: Block, line: Block) -> bool:
    if picture.bbox is None or line.bbox is None:
        return False
    x0, _, x1, bottom = picture.bbox
    left, top, right, _ = line.bbox
    centred = abs((left + right) / 2 - (x0 + x1) / 2) < 0.15 * (x1 - x0)
    return -2 <= top - bottom <= REACH and centred and right - left <= 1.2 * (x1 - x0)
