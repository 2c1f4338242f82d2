"""M807 text-layer-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.locating import place_at
from report_kit.document.model import Document, LayerDifference, Place
from report_kit.rules.api import Clause, Finding, NotApplicable, Report, rule

_MOST_SHARE = 0.08
"""A layer that differs in more of its figures was recognised badly or belongs to another picture."""
_MOST_ON_A_PAGE = 4


@rule(
    "M807", name="text-layer-mismatch", title="可见内容与文字层不符", severity="warning", nature="signal", trigger="A",
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="请对照原页逐字核实，并提供该页的原始扫描件",
    innocent=("扫描软件识别有误，文字层本来就不准", "扫描后更正过文字层", "复印、压缩使图像中的数字模糊"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：扫描页的图像上看到的数字与背后可复制的文字层不同，例如图上是 36.5、文字层是 38.5。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：识别把握不足的字不比；只差标点、空格、形近字的不算；一页上差得多的是识别质量问题，不报。

    例：图像显示“用电量 128.4 万kWh”，文字层为“用电量 182.4 万kWh”。
    """
    if report.document.file.format != "pdf":
        raise NotApplicable("只检查带文字层的扫描 PDF")
    if not any(p.source in ("ocr", "mixed") for p in report.document.pages):
        raise NotApplicable("没有识别过的扫描页，无从比较")
    by_page: dict[int, list[LayerDifference]] = {}
    for one in report.document.layer_differences:
        if one.figures and re.search(r"\d", one.layer) and re.search(r"\d", one.seen):
            by_page.setdefault(one.page, []).append(one)
    for page, found in by_page.items():
        if len(found) > max(1.0, min(_MOST_ON_A_PAGE, _MOST_SHARE * _figures_on(report.document, page))):
            continue
        for one in found:
            yield _finding(report.document, one)


def _figures_on(document: Document, page: int) -> int:
    """How many numbers stand on a page."""
    count = 0
    for block in document.blocks:
        if block.type == "table":
            cells = [block.rows[r][c] for (r, c), (on, _) in block.cell_boxes.items() if on == page]
            count += sum(len(re.findall(r"\d+(?:\.\d+)?", text)) for text in cells)
        elif block.page == page:
            count += len(re.findall(r"\d+(?:\.\d+)?", block.text))
    return count


def _finding(document: Document, one: LayerDifference) -> Finding:
    place, layer = _cell(document, one) or (place_at(document, one.page, one.bbox, one.seen), one.layer)
    seen = one.seen if place.row is None else place.quote
    return Finding(
        f"线索，需核实：第 {one.page} 页图像上显示“{seen}”，背后的文字层却是“{layer}”。",
        (place, Place(place.block, layer, page=one.page, bbox=one.bbox)), subject=f"{one.page}:{seen}",
    )  # fmt: skip


def _cell(document: Document, one: LayerDifference) -> tuple[Place, str] | None:
    """The one cell of a row of a table, read in one piece, that differs, and what the layer has for it."""
    for block in document.blocks:
        if block.type != "table" or one.page not in block.pages:
            continue
        for (row, column), (on, box) in block.cell_boxes.items():
            text = "".join(block.rows[row][column].split())
            at = one.seen.find(text)
            if on != one.page or not text or at < 0 or not box[1] <= (one.bbox[1] + one.bbox[3]) / 2 <= box[3]:
                continue
            left, right = one.seen[:at], one.seen[at + len(text) :]
            if len(left) + len(right) >= len(one.layer) or not (
                one.layer.startswith(left) and one.layer.endswith(right)
            ):
                continue
            layer = one.layer[len(left) : len(one.layer) - len(right)]
            if layer != text:
                return block.cell(row, column), layer
    return None
