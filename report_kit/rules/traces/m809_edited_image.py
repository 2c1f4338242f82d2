"""M809 edited-image."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from report_kit.checklist.traces import trace_words
from report_kit.document.model import Block, Place
from report_kit.document.traces import Photograph
from report_kit.facts.model import Dated
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_ONSITE = re.compile(r"现场(?:评价|核查|审核|评审|查看|检查|照片|核实)|首次会议|末次会议|走访|进场")
_DAY = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
_OFF = 3
"""Days that a camera's clock or a caption may be off."""
_NEAR = 2


@rule(
    "M809", name="edited-image", title="图像编辑痕迹、拍摄时间与文不符", severity="info", nature="signal", trigger="A", status="preview",
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="请提供照片原文件，说明拍摄时间、地点和所做的处理",
    innocent=("用修图软件裁剪、压缩、打码、调亮", "相机时间没有校准", "沿用以前拍的厂区照片"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：照片自带信息显示由修图软件保存；或拍摄日期与图题写的日期、与报告写的现场评价日期不同，或晚于报告落款日期。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：裁剪、压缩、打码也会留下修图软件的名字；手机、相机自带程序不算；相差 3 天以内不报；没有拍摄信息不能说明什么。

    例：图题“2026年3月12日现场评价首次会议”，照片拍摄于 2025 年 11 月。
    """
    photographs = report.document.traces.photographs
    shown = [
        (b, photographs[b.sha256]) for b in report.document.blocks if b.type == "image" and b.sha256 in photographs
    ]
    if not shown:
        raise NotFound("图片中没有拍摄或软件信息")
    words = trace_words()
    for block, photograph in shown:
        caption = _caption(report, block)
        own = Place(block.id, caption or "图片", page=block.page, bbox=block.bbox)
        if words.edits_pictures(photograph.software):
            yield Finding(
                f"线索，需核实：图片“{caption or '无图题'}”由修图软件保存（{photograph.software}）。",
                (own, Place(block.id, photograph.software, page=block.page)), subject=f"{block.sha256[:12]}:software",
            )  # fmt: skip
        yield from _when(report, block, photograph, own, caption)


def _caption(report: Report, block: Block) -> str:
    if block.caption:
        return block.caption
    at = next((n for n, b in enumerate(report.document.blocks) if b is block), 0)
    following = report.document.blocks[at + 1 : at + 1 + _NEAR]
    return next((b.text.strip() for b in following if b.type == "paragraph" and len(b.text.strip()) <= 40), "")


def _when(report: Report, block: Block, photograph: Photograph, own: Place, caption: str) -> Iterator[Finding]:
    if not photograph.taken:
        return
    taken = date.fromisoformat(photograph.taken[:10])
    told = Place(block.id, f"拍摄时间 {photograph.taken.replace('T', ' ')}", page=block.page)
    claimed = _claimed(caption)
    visits = [d for d in report.facts.dates if d.role == "onsite" and d.day and d.precision == "day"]
    key = f"{block.sha256[:12]}:taken"
    if claimed is not None and abs((taken - claimed).days) > _OFF:
        message = f"图题写{claimed.isoformat()}，照片拍摄于{taken.isoformat()}"
        yield Finding(f"线索，需核实：{message}。", (own, told), subject=key)
    elif claimed is None and _ONSITE.search(caption) and visits and not any(_during(taken, v) for v in visits):
        message = f"报告写现场评价在{visits[0].text or visits[0].place.quote}，图“{caption}”拍摄于{taken.isoformat()}"
        yield Finding(f"线索，需核实：{message}。", (own, told, visits[0].place), subject=key)
    elif report.identity.dated is not None and taken > report.identity.dated + timedelta(days=_OFF):
        dated = report.identity.dated_place
        message = f"报告落款{report.identity.dated.isoformat()}，图“{caption or '无图题'}”拍摄于{taken.isoformat()}"
        yield Finding(f"线索，需核实：{message}。", (own, told, *((dated,) if dated else ())), subject=key)


def _claimed(caption: str) -> date | None:
    match = _DAY.search(caption)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _during(taken: date, visit: Dated) -> bool:
    if visit.day is None:
        return False
    slack = timedelta(days=_OFF)
    return visit.day - slack <= taken <= (visit.end or visit.day) + slack
