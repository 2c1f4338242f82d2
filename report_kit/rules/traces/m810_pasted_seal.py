"""M810 pasted-seal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import BBox, Block, Document, Place
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_SEALED = re.compile(
    r"盖\s*章|签\s*章|公\s*章|印\s*章|[（(]\s*章\s*[)）]|签\s*字|签\s*名|法定代表人|负责人[：:]|编制[：:]|审核[：:]|批准[：:]"
)
_NEAR = 3
_REACH = 150.0
"""Points between a seal and the words it belongs to."""
_SMALLEST, _LARGEST = 25.0, 190.0


@rule(
    "M810", name="pasted-seal", title="印章、签名同一像素", severity="info", nature="signal", trigger="A", status="preview",
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="请核对原件上的印章、签名，或说明使用的电子签章系统",
    innocent=("电子印章、电子签名本来就逐像素相同", "同一张扫描件在两处引用"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：两处以上盖章、签名的地方用的是同一个图片文件，逐像素相同。手工加盖的章每次位置、浓淡都不同。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：电子签章按设计就相同（文件带数字签名的不报）；页眉里的标志、整页扫描图不算。

    例：封面、承诺书、附件委托书上的公章是同一个图片。
    """
    document = report.document
    if document.traces.signatures:
        return
    places: dict[str, list[Place]] = {}
    for block, words in _sealed(document):
        places.setdefault(block.sha256, []).append(Place(block.id, words, page=block.page, bbox=block.bbox))
    if not places:
        raise NotFound("没有找到盖章、签名处的图片")
    for digest, where in places.items():
        if len(where) > 1:
            yield Finding(
                f"线索，需核实：{len(where)} 处签章用的是同一个图片，逐像素相同。",
                tuple(where[:6]),
                subject=digest[:16],
            )


def _sealed(document: Document) -> Iterator[tuple[Block, str]]:
    """Pictures beside words that ask for a seal or a signature, with these words."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if block.type != "image" or not block.sha256 or block.where in ("header", "footer") or block.caption:
            continue
        if block.bbox is not None and not _is_seal_sized(block.bbox):
            continue
        around = [b for b in blocks[max(0, at - _NEAR) : at + _NEAR + 1] if b.type != "image"]
        if block.bbox is not None:
            around = _beside(block.bbox, [b for b in blocks if b.page == block.page and b.type != "image"])
        words = next((w for b in around if b.where not in ("header", "footer") and (w := _words(b))), "")
        if words:
            yield block, words


def _beside(box: BBox, blocks: list[Block]) -> list[Block]:
    """Blocks within reach of a picture, the nearest first."""
    apart = [(_distance(b.bbox, box), n) for n, b in enumerate(blocks) if b.bbox is not None]
    return [blocks[n] for distance, n in sorted(apart) if distance <= _REACH]


def _words(block: Block) -> str:
    texts = [c for row in block.rows for c in row] if block.type == "table" else [block.text]
    return next((t.strip()[:60] for t in texts if len(t) <= 60 and _SEALED.search(t)), "")


def _is_seal_sized(box: BBox) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return _SMALLEST <= max(width, height) <= _LARGEST


def _distance(one: BBox, other: BBox) -> float:
    """The gap between two boxes."""
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    down = max(one[1] - other[3], other[1] - one[3], 0.0)
    return max(across, down)
