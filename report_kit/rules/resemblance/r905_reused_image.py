"""R905: a picture that another enterprise's report shows too, or that one report shows as two different things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_kit.document.model import Place
from report_kit.resemblance import pictures
from report_kit.resemblance.pictures import Shown
from report_kit.rules.alike import told
from report_kit.rules.api import Finding, NotFound, Report, rule
from report_kit.rules.history import SamePicture

LEARNED = 3
"""Enterprises whose reports show a picture from which it is a standard diagram, a logo, a seal."""
LEARNED_AGENCY = 2
"""The same for enterprises of one agency: its own certificates, its diagrams."""
_OF_AGENCY = re.compile(r"资质|执照|证书|证件|CMA|CNAS|职称|社保|公章|印章|签名|标志|标识|徽")
_STANDARD = re.compile(r"流程|示意|组织|架构|框架|框图|边界|流向")
"""Captions of drawings that one trade draws alike."""
_SHOWS = re.compile(r"[图照附件表]?\s*[\d.\-—–（）()]+|照片|现场|图片|示意图?|实景|情况|图|[\s:：、，。]")


@rule(
    "R905", name="reused-image", title="跨报告或异题复用图片", severity="warning", nature="signal", trigger="A",
    compares=True, remedy="核对图片的原始文件、拍摄时间和地点",
    innocent=("评价机构的资质、流程等通用图片", "设备、产品厂家的宣传图", "同一集团、同一园区的共用设施", "引用标准或文件中的示意图"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：图片与报告库中另一单位报告的图片相同（缩放、重新压缩、裁去不超过约十分之一、转动不超过约3°后仍认得出）；
    或同一份报告用同一张图说明两件不同的事。只看够大、有内容的图，文字一样的图样须几乎完全相同。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条；公布案例中“两处地块用同一张照片”一类。

    易误判：标志、印章、标准示意图按在多家报告中出现的次数识别，第一次遇到时可能提示；机构的证书按题名和次数除去。

    例：空压站照片与另一家企业报告中的照片是同一张，只裁去了一条边。
    """
    mine = pictures.shown(report.document)
    if not mine:
        raise NotFound("没有可比对的图片")
    yield from _within(report, mine)
    if report.history is not None:
        yield from _across(report, report.history.pictures(mine, report.identity))


def _across(report: Report, same: Sequence[SamePicture]) -> Iterator[Finding]:
    by_picture: dict[str, list[SamePicture]] = {}
    for one in same:
        by_picture.setdefault(one.mine.block, []).append(one)
    for found in by_picture.values():
        holders = {s.filed.credit_code or s.filed.enterprise or s.filed.sha256 for s in found}
        agency = report.identity.agency
        siblings = {s.filed.enterprise for s in found if agency and s.filed.agency == agency}
        if len(holders) >= LEARNED or len(siblings) >= LEARNED_AGENCY:
            continue
        first = found[0]
        if first.mine.is_drawn and _STANDARD.search(first.mine.caption + first.caption):
            continue
        if siblings and (_OF_AGENCY.search(_beside(report, first.mine) + first.caption) or first.mine.is_drawn):
            continue
        theirs = f"（题为“{first.caption}”）" if first.caption else ""
        where = f"第 {first.page} 页" if first.page else "一张图"
        yield Finding(
            f"线索，需核实：这张图片{_named(first.mine)}与{told(first.filed)}的{where}{theirs}是同一张（相似度 {first.score:.2f}）。",
            places=(place(report, first.mine),),
            subject=f"{first.mine.sha256[:12]}:{first.filed.sha256[:12]}",
        )


def _within(report: Report, mine: list[Shown]) -> Iterator[Finding]:
    captioned = [
        Shown(b.id, b.sha256, b.thumbnail, b.caption, b.page)
        for b in report.document.blocks
        if b.type == "image" and b.thumbnail and b.caption and b.where in (None, "textbox")
    ]
    packed = pictures.packed(list(range(len(captioned))), [pictures.middle_hash(c.thumbnail) for c in captioned])
    said: set[str] = set()
    for n, one in enumerate(captioned):
        if one.is_plain or one.is_drawn:
            continue
        for other in (captioned[i] for i in packed.near(pictures.window_hashes(one.grey)) if i > n):
            if other.block in said or not _tell_apart(one.caption, other.caption):
                continue
            if one.sha256 == other.sha256 or pictures.same(one, other.thumbnail):
                said.add(other.block)
                yield Finding(
                    f"线索，需核实：“{one.caption}”与“{other.caption}”用的是同一张图片。",
                    places=(place(report, other), place(report, one)),
                    subject=f"{one.sha256[:12]}:{other.sha256[:12]}",
                )


def _tell_apart(a: str, b: str) -> bool:
    """Whether two captions speak of different things: no two characters of one stand together in the other."""
    plain, other = _SHOWS.sub("", a), _SHOWS.sub("", b)
    if len(plain) < 2 or len(other) < 2:
        return False
    return not any(plain[n : n + 2] in other for n in range(len(plain) - 1))


def _beside(report: Report, one: Shown) -> str:
    """The words around a picture: its caption, the heading above, the short lines before and after."""
    body = report.document.body
    section = report.document.section_of.get(one.block)
    at = next((n for n, block in enumerate(body) if block.id == one.block), 0)
    lines = [b.text for b in body[max(0, at - 1) : at + 2] if b.type == "paragraph" and len(b.text) <= 40]
    return "／".join([one.caption, section.title if section else "", *lines])


def _named(one: Shown) -> str:
    return f"“{one.caption}”" if one.caption else ""


def place(report: Report, one: Shown) -> Place:
    """Where a picture stands: its block, its caption as the words."""
    block = report.document.by_id[one.block]
    return Place(block.id, one.caption[:60], page=block.page, bbox=block.bbox)
