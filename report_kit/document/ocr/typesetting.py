"""Recognised pages → page contents as text pages have them: measured sizes and weights made even over a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from report_kit.document.ocr.seen import ScannedPage, Word
from report_kit.document.pdf.content import PageContent, Segment, Style

SIZES = (7.5, 9.0, 10.5, 12.0, 14.0, 16.0, 18.0, 22.0, 26.0, 36.0, 42.0)
"""Sizes of type that Chinese reports are set in (六号 to 初号); measured ones are brought to the next of them."""
BOLDER, GROWTH = 1.15, 0.4
"""Strokes thicker than usual by the first factor are bold; the measured weight grows with that power of the size."""
FAMILY = "scan"


def set_type(pages: Mapping[int, ScannedPage]) -> dict[int, PageContent]:
    """Contents by page number, in the type of one document: sizes of SIZES, bold where the strokes are thicker."""
    body = _body_size(pages)
    usual = _usual_weight(pages, body)
    return {n: _content(n, page, body, usual) for n, page in pages.items()}


def _size(word: Word, body: float) -> float:
    """A word's size of type. Figures and short pieces are measured roughly: they count as body text when near it."""
    if abs(word.size / body - 1) <= (0.09 if word.measured else 0.28):
        return body
    return min(SIZES, key=lambda size: abs(size - word.size))


def _body_size(pages: Mapping[int, ScannedPage]) -> float:
    amount: Counter[float] = Counter()
    for page in pages.values():
        for word in page.words:
            if word.ideographs >= 12:
                amount[min(SIZES, key=lambda size: abs(size - word.size))] += word.ideographs
    return amount.most_common(1)[0][0] if amount else 12.0


def _usual_weight(pages: Mapping[int, ScannedPage], body: float) -> float:
    """The usual weight of body text."""
    weights = [
        word.weight
        for page in pages.values()
        for word in page.words
        if word.ideographs >= 4 and _size(word, body) == body
        for _ in word.text
    ]
    return float(np.median(weights)) if weights else 0.0


def _is_bold(word: Word, body: float, usual: float) -> bool:
    """Whether strokes are thicker than body text would have them at the word's size."""
    return word.ideographs >= 2 and bool(usual) and word.weight > BOLDER * usual * (word.size / body) ** GROWTH


def _middles(words: list[Word]) -> list[float]:
    """The heights of the words' middles, the same for all words of one line: boxes are drawn a little high or low."""
    heights = [(w.bbox[1] + w.bbox[3]) / 2 for w in words]
    groups: list[list[int]] = []
    for index in sorted(range(len(words)), key=heights.__getitem__):
        if groups and heights[index] - heights[groups[-1][0]] <= 0.25 * min(words[index].size, 14.0):
            groups[-1].append(index)
        else:
            groups.append([index])
    for group in groups:
        middle = float(np.median([heights[i] for i in group]))
        for index in group:
            heights[index] = round(middle, 2)
    return heights


def _content(n: int, page: ScannedPage, body: float, usual: float) -> PageContent:
    content = PageContent(n, page.width, page.height, turn=page.turns % 4)
    content.horizontals, content.verticals = list(page.horizontals), list(page.verticals)
    for word, middle in zip(page.words, _middles(page.words), strict=True):
        style = Style(_size(word, body), _is_bold(word, body, usual), FAMILY)
        x0, _, x1, _ = word.bbox
        top, base = middle - style.size / 2, middle + 0.36 * style.size
        segment = Segment(x0, top, x1, top + style.size, base, word.text, style)
        segment.confidences = word.confidences
        content.segments.append(segment)
    return content
